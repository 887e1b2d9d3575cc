import { basename, dirname, join } from 'node:path';
import type { PackageManifest } from '#shared/domain/exchange/package';
import { type Disk, renameOver } from '../store/disk';
import { hashFile } from './files';
import { fileName } from './write';

/** Gives the copy of a package that was taken in its lasting name: the one it had where it was made. Answers the name. */
export async function shelve(disk: Disk, path: string, manifest: PackageManifest): Promise<string> {
  const shelf = dirname(path);
  const wanted = fileName(manifest);
  if (disk.stat(path) === undefined) return disk.stat(join(shelf, wanted)) === undefined ? '' : wanted;
  const { sha256 } = await hashFile(disk, path);
  const there = disk.stat(join(shelf, wanted)) === undefined ? undefined : await hashFile(disk, join(shelf, wanted));
  if (there?.sha256 === sha256) {
    if (basename(path) !== wanted) disk.remove(path);
    return wanted;
  }
  const name = there === undefined ? wanted : wanted.replace(/\.jrd$/, `-${sha256.slice(0, 8)}.jrd`);
  await renameOver(disk, path, join(shelf, name));
  disk.syncFolder(shelf);
  return name;
}
