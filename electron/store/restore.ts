import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { localDateAt } from '#shared/calendar/local-date';
import { type BackupList, type BackupPlace, type Kept, poolPath } from './backup';
import { bringBackBlobs } from './blob-backup';
import { checksumOf, copyFile } from './checksum';
import { DataFolder, ledgerFilesIn, namesOf, numberAfter } from './data-folder';
import { type Disk, readAll } from './disk';
import { parseTxn } from './ledger';
import { type Damage, missing } from './loading';
import { Journal, restoredName, scan } from './ledger-file';
import { EMPTY_MANIFEST, FORMAT, type LedgerFile, type Manifest, readManifest, type SegmentFile } from './manifest';
import { LIMITS } from './open';
import { SETTINGS_FILE } from './settings';

/** Where files go that a restore or a rebuild takes out of use; nothing is deleted. */
export const REPLACED = 'replaced';

/**
 * Makes a verified backup the data of the folder. The folder must be closed and locked by the caller. Until the new manifest is written
 * the old data are in force; ledger files not in the backup are then moved aside.
 */
export async function restoreFiles(
  place: BackupPlace,
  list: BackupList,
  now: number,
  signal?: AbortSignal,
): Promise<void> {
  const { disk, folder: path } = place;
  const names = disk.list(path);
  const found = readManifest(disk, path);
  const generation = found.kind === 'found' ? found.manifests[0].generation : 0;
  const next = numberAfter(names, Math.max(list.manifest.next, found.kind === 'found' ? found.manifests[0].next : 1));
  const aside = asideFolder(place, now);
  for (const kept of [...list.sealed, ...list.segments]) await bringBack(place, kept, kept.from, aside, signal);
  const folder = new DataFolder(disk, path, { ...list.manifest, generation }, next);
  const mark = `r${folder.newNumber()}`;
  const tailName = restoredName(list.manifest.active.name, mark);
  await bringBack(place, list.tail, tailName, aside, signal);
  const { n } = list.manifest.active;
  const tail: LedgerFile = {
    n,
    name: tailName,
    bytes: list.tail.bytes,
    crc: list.tail.crc,
    format: list.manifest.format,
  };
  const ledger = [...list.manifest.ledger, tail];
  startJournal(folder, ledger, now);
  const used = new Set([...ledger.map((l) => l.name), folder.manifest.active.name]);
  for (const file of ledgerFilesIn(names)) if (!used.has(file.name)) moveAside(place, file.name, aside);
  disk.syncFolder(path);
}

/**
 * Attachments that are missing or damaged come back from the backups, those that came later stay; answers how many stay lost. Safe at
 * any time: it only adds.
 */
export const restoreAttachments = async (
  place: BackupPlace,
  list: BackupList,
  signal?: AbortSignal,
): Promise<number> =>
  list.attachments === undefined ? 0 : bringBackBlobs(place, poolPath(place, list.attachments.list.name), signal);

/** Settings belong to the installation: those of the backup only where there are none. */
export async function restoreSettings(place: BackupPlace, list: BackupList, now: number): Promise<void> {
  if (list.settings === undefined || place.disk.stat(join(place.folder, SETTINGS_FILE)) !== undefined) return;
  await bringBack(place, list.settings, SETTINGS_FILE, asideFolder(place, now));
}

/** Goes on in a new ledger file behind these; written to both slots, so that no older manifest can come back. */
function startJournal(
  folder: DataFolder,
  ledger: readonly LedgerFile[],
  now: number,
  change: Partial<Manifest> = {},
): void {
  const { disk, path } = folder;
  const journal = Journal.create(disk, path, folder.newNumber(), localDateAt(now).slice(0, 7), LIMITS.step);
  journal.close();
  const facts = { ...change, ledger: [...ledger], active: { n: journal.n, name: journal.name } };
  folder.install(facts);
  folder.install(facts);
}

/**
 * Takes the ledger as it is: files that are damaged count with their sound lines, missing ones are given up. The next
 * opening folds everything anew.
 */
export function acceptDamage(place: BackupPlace, now: number): void {
  const { disk, folder: path } = place;
  const names = disk.list(path);
  const found = readManifest(disk, path);
  const known = found.kind === 'found' ? found.manifests[0] : undefined;
  const formats = new Map(known?.ledger.map((l) => [l.n, l.format]));
  const aside = asideFolder(place, now);
  const given = new Set([...(known?.ledger ?? []), ...(known === undefined ? [] : [known.active])].map((l) => l.name));
  const files = ledgerFilesIn(names).filter((f) => known === undefined || given.has(f.name) || f.n > known.active.n);
  const all = files.map(({ n, name }): LedgerFile => {
    const content = withoutZeros(disk, join(path, name));
    const format = formats.get(n) ?? FORMAT;
    const { end, lines } = scan(content, 0, content.length);
    const sound = end === 'clean' && lines.every(({ json }) => parseTxn(json, format) !== undefined);
    return { n, name, bytes: content.length, crc: crc32(content), format, ...(sound ? {} : { rotten: true }) };
  });
  const copies = misplacedCopies(place, all, known?.ledger ?? []);
  for (const { name } of copies) moveAside(place, name, aside);
  const ledger = all.filter((file) => !copies.has(file));
  for (const name of names) if (name.startsWith('s-')) moveAside(place, name, aside);
  const base = {
    ...EMPTY_MANIFEST,
    ...(known === undefined ? {} : { hlc: known.hlc }),
    generation: known?.generation ?? 0,
  };
  const folder = new DataFolder(disk, path, base, numberAfter(names, known?.next ?? 1));
  startJournal(folder, ledger, now, { segments: [], foldedTo: { n: ledger[0]?.n ?? 0, offset: 0 } });
  disk.syncFolder(path);
}

/**
 * Files that are not what the manifest knows by their name, and hold nothing that others do not hold: copies that came to lie there.
 * Their Txns would be folded before their turn, and what comes before them taken for known.
 */
function misplacedCopies(
  place: BackupPlace,
  files: readonly LedgerFile[],
  known: readonly LedgerFile[],
): ReadonlySet<LedgerFile> {
  const wanted = new Map(known.map((file) => [file.name, file]));
  const isOther = ({ name, bytes, crc }: LedgerFile) => {
    const as = wanted.get(name);
    return as !== undefined && (as.bytes !== bytes || as.crc !== crc);
  };
  const others = files.filter(isOther);
  if (others.length === 0) return new Set();
  const only = new Map(others.map((file) => [file, txnsOf(place, file)]));
  const hasTxns = new Set(others.filter((file) => (only.get(file)?.size ?? 0) > 0));
  for (const file of files) {
    if (hasTxns.has(file)) continue;
    for (const id of txnsOf(place, file)) for (const ids of only.values()) ids.delete(id);
  }
  return new Set([...hasTxns].filter((file) => only.get(file)?.size === 0));
}

function txnsOf({ disk, folder }: BackupPlace, { name, format }: LedgerFile): Set<string> {
  const { lines } = scan(withoutZeros(disk, join(folder, name)));
  return new Set(lines.flatMap(({ json }) => parseTxn(json, format)?.id ?? []));
}

/** What is wrong with the files of a folder that does not open, at first sight. */
export function damageAtSight({ disk, folder: path }: BackupPlace): Damage[] {
  const found = readManifest(disk, path);
  if (found.kind !== 'found') return [];
  const [manifest] = found.manifests;
  const folder = new DataFolder(disk, path, manifest, manifest.next);
  const segments = manifest.segments.filter(({ name, bytes }) => disk.stat(folder.at(name))?.size !== bytes);
  return [
    ...manifest.ledger.flatMap((file) => missing(folder, file)),
    ...segments.map(({ name }): Damage => ({ file: name, what: 'segment' })),
  ];
}

/** The generation before the one in force, when it has other segments and each of them is there, as long as it was. */
export function previousGeneration({ disk, folder }: BackupPlace): Manifest | undefined {
  const found = readManifest(disk, folder);
  const older = found.kind === 'found' ? found.manifests[1] : undefined;
  if (found.kind !== 'found' || older === undefined || older.segments.length === 0) return undefined;
  const namesIn = ({ segments }: Manifest) => segments.flatMap(namesOf).join();
  if (namesIn(older) === namesIn(found.manifests[0])) return undefined;
  const size = (name: string) => disk.stat(join(folder, name))?.size;
  const isThere = ({ name, bytes, live }: SegmentFile) =>
    size(name) === bytes && (live === undefined || size(live.name) !== undefined);
  return older.segments.every(isThere) ? older : undefined;
}

/**
 * Goes back to the segments of the generation before; what the ledger got since is folded again at the next opening. The slot of
 * the newest generation is overwritten first. False when there is no such generation.
 */
export function usePreviousGeneration(place: BackupPlace, now: number): boolean {
  const { disk, folder: path } = place;
  const older = previousGeneration(place);
  const found = readManifest(disk, path);
  if (older === undefined || found.kind !== 'found') return false;
  const [{ generation, next }] = found.manifests;
  const names = disk.list(path);
  const folder = new DataFolder(disk, path, { ...older, generation: generation + 1 }, numberAfter(names, next));
  folder.install({});
  folder.install({});
  const used = new Set(older.segments.flatMap(namesOf));
  const aside = asideFolder(place, now);
  for (const name of names) if (name.startsWith('s-') && !used.has(name)) moveAside(place, name, aside);
  disk.syncFolder(path);
  return true;
}

/** Puts a file of this installation aside, so that the next opening makes a new one. */
export function putAside(place: BackupPlace, name: string, now: number): void {
  if (place.disk.stat(join(place.folder, name)) !== undefined) moveAside(place, name, asideFolder(place, now));
}

/** A ledger file without the zeros written ahead, which go from the disk too. */
function withoutZeros(disk: Disk, path: string): Buffer {
  const content = readAll(disk, path) ?? Buffer.alloc(0);
  const used = content.findLastIndex((byte) => byte !== 0) + 1;
  if (used === content.length) return content;
  const file = disk.open(path, 'write');
  try {
    disk.truncate(file, used);
    disk.sync(file);
  } finally {
    disk.close(file);
  }
  return content.subarray(0, used);
}

/** A copy from the pool, unless the very same file is there; another one of that name goes aside. */
async function bringBack(
  place: BackupPlace,
  kept: Kept,
  name: string,
  aside: string,
  signal?: AbortSignal,
): Promise<void> {
  const { disk } = place;
  const path = join(place.folder, name);
  const there = await checksumOf(disk, path, signal);
  if (there?.bytes === kept.bytes && there.crc === kept.crc) return;
  if (there !== undefined) moveAside(place, name, aside);
  await copyFile(disk, poolPath(place, kept.name), path, kept.bytes, signal);
}

function asideFolder({ folder }: BackupPlace, now: number): string {
  return join(folder, REPLACED, new Date(now + 8 * 3_600_000).toISOString().replace(/[-:]/g, '').slice(0, 15));
}

function moveAside({ disk, folder }: BackupPlace, name: string, aside: string): void {
  disk.makeFolder(aside);
  disk.rename(join(folder, name), freeName(disk, join(aside, name)));
}

function freeName(disk: Disk, path: string): string {
  for (let i = 0; ; i++) {
    const name = i === 0 ? path : `${path}.${i}`;
    if (disk.stat(name) === undefined) return name;
  }
}
