import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { BLOBS, type BlobFacts, type BlobPlace, blobPath, blobsIn, copyBlob, isSound, SPARES } from './blobs';
import { readAll, writeNew } from './disk';

/** How many attachments a backup can bring back, and their size; which ones, a list in its pool says. */
export const BlobsKept = z.object({ count: z.number(), bytes: z.number() });
export type BlobsKept = z.infer<typeof BlobsKept>;

/** A list as it is written, one content a line. */
export interface BlobList {
  readonly bytes: number;
  readonly crc: number;
}

/**
 * Copies the contents that no backup has yet, each checked on the way, and writes down which there are. They are never deleted in the
 * data folder, so one copy serves all backups. One that is damaged already is left out: it keeps no backup from being made.
 */
export async function keepBlobs(
  { disk, folder }: BlobPlace,
  list: string,
  signal?: AbortSignal,
): Promise<{ readonly kept: BlobsKept; readonly list: BlobList }> {
  const spares = join(folder, SPARES);
  const fresh = new Set<string>();
  const lines: string[] = [];
  const kept = { count: 0, bytes: 0 };
  for (const facts of blobsIn(disk, join(folder, BLOBS))) {
    signal?.throwIfAborted();
    const spare = blobPath(spares, facts.sha256);
    if (disk.stat(spare)?.size !== facts.bytes) {
      const home = join(spares, facts.sha256.slice(0, 2));
      disk.makeFolder(home);
      const from = blobPath(join(folder, BLOBS), facts.sha256);
      if (!(await copyBlob(disk, from, spare, facts, signal))) continue;
      fresh.add(home);
    }
    kept.count += 1;
    kept.bytes += facts.bytes;
    lines.push(`${facts.sha256} ${facts.bytes}\n`);
    if (lines.length % 200 === 0) await nextTurn();
  }
  for (const home of fresh) disk.syncFolder(home);
  if (fresh.size > 0) for (const path of [spares, join(folder, 'backups')]) disk.syncFolder(path);
  const content = Buffer.from(lines.join(''));
  disk.remove(list);
  writeNew(disk, list, content);
  return { kept, list: { bytes: content.length, crc: crc32(content) } };
}

/** Brings back every content of the list that is missing or not sound in the data folder; answers how many stay lost. */
export async function bringBackBlobs({ disk, folder }: BlobPlace, list: string, signal?: AbortSignal): Promise<number> {
  const root = join(folder, BLOBS);
  const touched = new Set<string>();
  let lost = 0;
  for (const facts of parseList(readAll(disk, list))) {
    const path = blobPath(root, facts.sha256);
    if (await isSound(disk, path, facts, signal)) continue;
    const spare = blobPath(join(folder, SPARES), facts.sha256);
    const home = join(root, facts.sha256.slice(0, 2));
    disk.makeFolder(home);
    if (disk.stat(spare) === undefined || !(await copyBlob(disk, spare, path, facts, signal))) lost += 1;
    else touched.add(home);
  }
  for (const home of touched) disk.syncFolder(home);
  if (touched.size > 0) for (const path of [root, folder]) disk.syncFolder(path);
  return lost;
}

const parseList = (bytes: Buffer | undefined): BlobFacts[] =>
  [...(bytes?.toString('latin1') ?? '').matchAll(/^([0-9a-f]{64}) (\d+)$/gm)].map((line) => ({
    sha256: line[1] ?? '',
    bytes: Number(line[2]),
  }));
