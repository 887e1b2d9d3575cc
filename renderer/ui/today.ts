import { useQueryOf } from '../client';

/** Today in China as the desk says it, also after midnight; no screen is shown before the desk has answered once. */
export function useToday(): string {
  const status = useQueryOf('app.status', {}, { reads: [], everyMs: 60_000 });
  return status.data?.today ?? '';
}
