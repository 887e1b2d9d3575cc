import { createHash } from 'node:crypto';
import type { Blobs } from '../store/blobs';

/** Pages drawn for a screen to look at, never kept on disk. */
export interface Drawings {
  /** Answers the hash under which the window can fetch the picture, as it fetches attachments. */
  add(png: Uint8Array): string;
  get(sha256: string): Buffer | undefined;
}

/** Pages that screens may still be showing. */
const HELD = 24;

const known = new WeakMap<Blobs, Drawings>();

/** One shelf per data folder, shared by all services. */
export function drawingsOf(blobs: Blobs): Drawings {
  const before = known.get(blobs);
  if (before !== undefined) return before;
  const held = new Map<string, Buffer>();
  const made: Drawings = {
    add: (png) => {
      const sha256 = createHash('sha256').update(png).digest('hex');
      held.delete(sha256);
      held.set(sha256, Buffer.from(png));
      const [oldest] = held.keys();
      if (held.size > HELD && oldest !== undefined) held.delete(oldest);
      return sha256;
    },
    get: (sha256) => held.get(sha256),
  };
  known.set(blobs, made);
  return made;
}
