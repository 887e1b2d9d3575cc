import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { REPLACED } from '../store/restore';
import type { BackupPlace } from '../store/backup';
import { readAll } from '../store/disk';
import type { Issued } from '../store/settings';

/** A number where a visit is named: as a record, as a space, in its own field. */
const VISIT = /(visits\/|case\/|"visitNo":")(\d{4}-[A-Z]\d{2})-(\d{6,8})"/g;
/** The same for a paper, as a record and in its own field. */
const PAPER = /(papers\/|"paperNo":")(\d{4}-[A-Z]\d{2})-(\d{6,8})"/g;
/** The number that a paper carries, or up to which numbers were put aside, beside the run it belongs to. */
const NUMBER = /"numbered":"([^"#]+)#(\d{1,9})"/g;

/**
 * The highest serial of each run of numbers in the data about to be replaced, damaged lines included: a number that went out on a
 * receipt or a paper is never given again. One flipped bit must not push a run up, so a number counts when it is named in two ways.
 */
export async function issuedIn({ disk, folder }: BackupPlace): Promise<Issued> {
  const highest: Highest = {};
  for (const path of dataFilesIn({ disk, folder })) {
    const said = text(readAll(disk, path));
    raiseByTwo(highest, said, VISIT, '');
    raiseByTwo(highest, said, PAPER, 'papers/');
    raiseByNumbers(highest, said);
    await nextTurn();
  }
  return highest;
}

type Highest = Record<string, number>;

function raiseByTwo(highest: Highest, said: string, names: RegExp, prefix: string): void {
  const seen = new Map<string, string>();
  for (const [, how = '', run = '', digits = ''] of said.matchAll(names)) {
    const series = prefix + run;
    const serial = Number(digits);
    if (serial <= (highest[series] ?? 0)) continue;
    const number = `${series}-${digits}`;
    const before = seen.get(number);
    if (before !== undefined && before !== how) highest[series] = serial;
    seen.set(number, how);
  }
}

/** The line that names the number says the serial by itself too. */
function raiseByNumbers(highest: Highest, said: string): void {
  for (const { 1: series = '', 2: digits = '', index } of said.matchAll(NUMBER)) {
    if (Number(digits) <= (highest[series] ?? 0)) continue;
    const end = said.indexOf('\n', index);
    const line = said.slice(said.lastIndexOf('\n', index) + 1, end < 0 ? undefined : end);
    if (new RegExp(`"serial":${digits}[,}]`).test(line)) highest[series] = Number(digits);
  }
}

const text = (bytes: Buffer | undefined): string => bytes?.toString('latin1') ?? '';

/** Ledger and segments, those in force and those put aside by earlier restores. */
function dataFilesIn({ disk, folder }: BackupPlace): string[] {
  const list = (path: string) => (disk.stat(path) === undefined ? [] : disk.list(path).map((name) => join(path, name)));
  const aside = list(join(folder, REPLACED)).flatMap(list);
  return [...list(folder), ...aside].filter((path) => path.includes('.ndjson') && !/\.(idx|tix)$/.test(path));
}
