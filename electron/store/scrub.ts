import { checksumOf } from './checksum';
import type { DataFolder } from './data-folder';
import type { Damage } from './loading';

/**
 * Reads every file that is never written again, and what was written of the journal, and compares them with what was written, in slices.
 * A file that a compaction took away meanwhile is told as missing.
 */
export async function scrub(
  folder: DataFolder,
  end: { readonly offset: number; readonly crc: number } | undefined,
  signal: AbortSignal,
): Promise<Damage[]> {
  const { disk, manifest } = folder;
  const damage: Damage[] = [];
  const { name } = manifest.active;
  const written = end === undefined ? undefined : await checksumOf(disk, folder.at(name), signal, end.offset);
  if (written?.bytes !== end?.offset || written?.crc !== end?.crc) damage.push({ file: name, what: 'badLines' });
  for (const file of manifest.ledger) {
    const found = file.rotten === true ? file : await checksumOf(disk, folder.at(file.name), signal);
    if (found === undefined) damage.push({ file: file.name, what: 'missing' });
    else if (found.bytes !== file.bytes) damage.push({ file: file.name, what: 'size' });
    else if (found.crc !== file.crc) damage.push({ file: file.name, what: 'badLines' });
  }
  for (const file of manifest.segments) {
    const found = await checksumOf(disk, folder.at(file.name), signal);
    if (found?.bytes !== file.bytes || found.crc !== file.crc) damage.push({ file: file.name, what: 'segment' });
  }
  return damage;
}
