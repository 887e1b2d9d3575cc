import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Disk } from './disk';

const CHUNK = 256 * 1024;
/** What is read is used in the same turn of the loop, so that one room serves all files. */
const ROOM = Buffer.allocUnsafe(CHUNK);

export interface Checksum {
  readonly bytes: number;
  readonly crc: number;
}

/** Reads a file through, or its first `length` bytes, in slices; undefined when it is not there. */
export async function checksumOf(
  disk: Disk,
  path: string,
  signal?: AbortSignal,
  length = Number.POSITIVE_INFINITY,
): Promise<Checksum | undefined> {
  if (disk.stat(path) === undefined) return undefined;
  const file = disk.open(path, 'read');
  try {
    let bytes = 0;
    let crc = 0;
    const next = () => disk.read(file, bytes, Math.min(CHUNK, length - bytes), ROOM);
    for (let part = next(); part.length > 0; part = next()) {
      crc = crc32(part, crc);
      bytes += part.length;
      await nextTurn();
      signal?.throwIfAborted();
    }
    return { bytes, crc };
  } finally {
    disk.close(file);
  }
}

/** A durable copy of the first `length` bytes of a file, written in slices. */
export async function copyFile(
  disk: Disk,
  from: string,
  to: string,
  length: number,
  signal?: AbortSignal,
): Promise<Checksum> {
  const source = disk.open(from, 'read');
  try {
    const target = disk.open(to, 'create');
    try {
      let bytes = 0;
      let crc = 0;
      while (bytes < length) {
        const part = disk.read(source, bytes, Math.min(CHUNK, length - bytes), ROOM);
        if (part.length === 0) break;
        disk.write(target, part, bytes);
        crc = crc32(part, crc);
        bytes += part.length;
        await nextTurn();
        signal?.throwIfAborted();
      }
      await disk.settle(target);
      return { bytes, crc };
    } finally {
      disk.close(target);
    }
  } finally {
    disk.close(source);
  }
}
