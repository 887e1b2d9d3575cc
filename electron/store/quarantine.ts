import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type Disk, writeNew } from './disk';

export const QUARANTINE = 'quarantine';

/** Keeps bad bytes aside before anything is cut; the same bytes are kept once. */
export function quarantine(disk: Disk, folder: string, file: string, offset: number, bytes: Uint8Array): void {
  const shelf = join(folder, QUARANTINE);
  disk.makeFolder(shelf);
  const path = join(shelf, `${file}-${offset}-${crc32(bytes).toString(16).padStart(8, '0')}.bin`);
  if (disk.stat(path) !== undefined) return;
  writeNew(disk, path, bytes);
  disk.syncFolder(shelf);
}
