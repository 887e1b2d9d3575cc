import { z } from 'zod';
import type { Random } from '#shared/kernel/ports';
import { type Share, ShareError } from './share';

/** Says that a folder is an exchange folder: an empty mount point or another stick under the same letter has none. */
export const MARKER = 'jrd-exchange.json';

const Marker = z.object({
  format: z.literal('jrd-exchange'),
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
});

async function markerOf(share: Share): Promise<string | undefined> {
  await share.list();
  const bytes = await share.small(MARKER);
  try {
    return Marker.safeParse(JSON.parse(bytes?.toString('utf8') ?? '')).data?.id;
  } catch {
    return undefined;
  }
}

/** Which exchange folder it is. Throws when it is none, or not now. */
export async function idOf(share: Share): Promise<string> {
  const id = await markerOf(share);
  if (id === undefined) throw new ShareError('NOMARKER');
  return id;
}

/** Makes a folder the exchange folder of the centre, unless it is one already. */
export async function markFolder(share: Share, random: Random): Promise<void> {
  if ((await markerOf(share)) !== undefined) return;
  const marker = { format: 'jrd-exchange', version: 1, id: random.hex(16) };
  await share.put('', MARKER, Buffer.from(`${JSON.stringify(marker)}\n`), new AbortController().signal);
}
