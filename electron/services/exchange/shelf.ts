import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PackageManifest } from '#shared/domain/exchange/package';
import { shelve } from '../../exchange/shelf';
import { nodeDisk } from '../../store/disk';

const READ_ONLY = 0o444;

/** A package that was sent or taken in is not to be changed any more; on Windows this sets the read-only attribute. */
export const lockFile = (path: string): Promise<void> => chmod(path, READ_ONLY);

/** Keeps the copy of a package that was taken in, read-only, under its lasting name. */
export async function keepCopy(path: string, manifest: PackageManifest): Promise<string> {
  const name = await shelve(nodeDisk, path, manifest);
  if (name !== '') await lockFile(join(dirname(path), name));
  return name;
}
