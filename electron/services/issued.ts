import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { REPLACED } from '../store/restore';
import type { BackupPlace } from '../store/backup';
import { readAll } from '../store/disk';
import type { Issued } from '../store/settings';

/** A number where a visit is named: as a record, as a space, in its own field. */
const NAMED = /(visits\/|case\/|"visitNo":")(\d{4}-[A-Z]\d{2})-(\d{6,8})"/g;

/**
 * The highest serial of each run of visit numbers in the data about to be replaced, damaged lines included: a number that went out on
 * a receipt is never given again. One flipped bit must not push the run up, so a number counts when it is named in two ways.
 */
export async function issuedIn({ disk, folder }: BackupPlace): Promise<Issued> {
  const highest: Record<string, number> = {};
  for (const path of dataFilesIn({ disk, folder })) {
    const seen = new Map<string, string>();
    for (const [, how = '', series = '', digits = ''] of text(readAll(disk, path)).matchAll(NAMED)) {
      const serial = Number(digits);
      if (serial <= (highest[series] ?? 0)) continue;
      const number = `${series}-${digits}`;
      const before = seen.get(number);
      if (before !== undefined && before !== how) highest[series] = serial;
      seen.set(number, how);
    }
    await nextTurn();
  }
  return highest;
}

const text = (bytes: Buffer | undefined): string => bytes?.toString('latin1') ?? '';

/** Ledger and segments, those in force and those put aside by earlier restores. */
function dataFilesIn({ disk, folder }: BackupPlace): string[] {
  const list = (path: string) => (disk.stat(path) === undefined ? [] : disk.list(path).map((name) => join(path, name)));
  const aside = list(join(folder, REPLACED)).flatMap(list);
  return [...list(folder), ...aside].filter((path) => path.includes('.ndjson') && !/\.(idx|tix)$/.test(path));
}
