import { useQueryOf } from '../client';

/** Today in China as the desk says it; the machine's own day until the desk has answered. */
export function useToday(): string {
  const status = useQueryOf('app.status', {}, { reads: [] });
  return status.data?.today ?? new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
}
