import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { localDateAt } from '#shared/calendar/local-date';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Hlc } from '#shared/ledger/hlc';
import { OP_VERSION } from '#shared/ledger/op';
import type { Clock } from '#shared/kernel/ports';
import { foldIntoSegments, type Workshop } from './compaction';
import { DataFolder, ledgerFilesIn, numberAfter } from './data-folder';
import { type Disk, readAll } from './disk';
import { asStoreError, StoreError } from './fault';
import { Ledger } from './ledger';
import { Journal, scan } from './ledger-file';
import { type Damage, type Loaded, loadSegments, missing, type OpenFile, type Progress, replay } from './loading';
import { EMPTY_MANIFEST, FORMAT, type LedgerFile, type Manifest, readManifest } from './manifest';
import { Memory } from './memory';
import type { StoreLimits } from './open';
import { quarantine } from './quarantine';
import { REFOLD } from './refold';
import type { Blocks } from './segment';

export interface LibraryOptions {
  readonly folder: string;
  readonly disk: Disk;
  readonly blocks: Blocks;
  readonly clock: Clock;
  readonly collections: readonly CollectionDef[];
  readonly limits: StoreLimits;
  readonly progress: Progress;
  /** Why the folder may not be written, if so. */
  readonly denied: StoreError | undefined;
}

/** An opened data folder: everything folded, and the ledger ready to go on unless something forbids it. */
export interface Library extends Workshop {
  readonly hlc: Hlc;
  readonly ledger: Ledger | undefined;
  readonly fault: StoreError | undefined;
  readonly damage: readonly Damage[];
  /** Sentences for the person: what was found and put right. */
  readonly notices: readonly string[];
}

/** Throws a `StoreError` when nothing can be read. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { denied } = options;
  const notices: string[] = [];
  const { folder, known } = findFolder(options, notices);
  const shop: Workshop = { folder, memory: new Memory(), blocks: options.blocks, defOf: defsOf(options.collections) };
  const signal = new AbortController().signal;
  await nextTurn();
  const rebuild = asksToRefold(folder) || !(await loadSegments(shop, signal));
  if (rebuild && folder.manifest.format < FORMAT && denied === undefined)
    await backUpAsFound(folder, options.clock.now());
  if (rebuild) startAnew(shop, notices);
  await nextTurn();
  const loaded = await replay(shop, denied === undefined, signal, options.progress);
  await nextTurn();
  const damaged = loaded.damage.length === 0 ? undefined : new StoreError('damaged');
  let fault = denied ?? damaged;
  let ledger: Ledger | undefined;
  if (denied === undefined) quarantineAll(folder, loaded);
  if (fault === undefined) {
    try {
      ledger = resume(options, folder, loaded, notices);
      if (rebuild) await foldIntoSegments(shop, ledger.end, loaded.hlc, signal);
      if (rebuild) folder.discard(REFOLD);
      folder.sweep([folder.manifest, ...known]);
    } catch (error) {
      fault = asStoreError(error);
    }
  }
  return { ...shop, hlc: loaded.hlc, ledger, fault, damage: loaded.damage, notices };
}

const monthOf = (clock: Clock) => localDateAt(clock.now()).slice(0, 7);

function defsOf(collections: readonly CollectionDef[]): (name: string) => CollectionDef {
  const byName = new Map(collections.map((def) => [def.name, def]));
  return (name) => byName.get(name) ?? { name, columns: {} };
}

/** The manifest in force, or a new one: for an empty folder, or from the ledger files when both slots are lost. */
function findFolder(options: LibraryOptions, notices: string[]): { folder: DataFolder; known: readonly Manifest[] } {
  const { disk, folder: path } = options;
  const names = disk.list(path);
  const found = readManifest(disk, path);
  if (found.kind === 'newer') throw new StoreError('newerFormat');
  if (found.kind === 'found') {
    const [manifest, ...older] = found.manifests;
    const folder = new DataFolder(disk, path, manifest, numberAfter(names, manifest.next));
    return { folder, known: older };
  }
  const files = ledgerFilesIn(names).filter(({ name }) => hasContent(disk, `${path}/${name}`));
  if (files.length === 0 && names.some((name) => name.startsWith('s-'))) throw new StoreError('damaged');
  const folder = new DataFolder(disk, path, EMPTY_MANIFEST, numberAfter(names, 1));
  if (files.length > 0) {
    notices.push('目录文件（MANIFEST）损坏，已从台账重建。');
    adoptAll(folder, files);
  } else if (options.denied !== undefined) {
    throw options.denied;
  } else {
    const journal = Journal.create(disk, path, folder.newNumber(), monthOf(options.clock), options.limits.step);
    journal.close();
    folder.install({ active: { n: journal.n, name: journal.name }, foldedTo: { n: journal.n, offset: 0 } });
  }
  return { folder, known: [] };
}

function adoptAll(folder: DataFolder, files: readonly { n: number; name: string }[]): void {
  const active = files.at(-1) ?? EMPTY_MANIFEST.active;
  const ledger = files.slice(0, -1).map((file) => sealedAs(folder, file));
  folder.assume({ ledger, active, foldedTo: { n: files[0]?.n ?? 0, offset: 0 } });
}

function sealedAs(folder: DataFolder, { n, name }: { n: number; name: string }): LedgerFile {
  const content = readAll(folder.disk, folder.at(name)) ?? Buffer.alloc(0);
  return { n, name, bytes: content.length, crc: crc32(content), format: FORMAT };
}

function hasContent(disk: Disk, path: string): boolean {
  const content = readAll(disk, path);
  return content !== undefined && content.some((byte) => byte !== 0);
}

/** A folder of an older format is backed up before anything of it is written anew. */
async function backUpAsFound(folder: DataFolder, now: number): Promise<void> {
  const { manifest, disk, path } = folder;
  const { name } = manifest.active;
  const bytes = scan(readAll(disk, folder.at(name)) ?? Buffer.alloc(0)).soundEnd;
  const { makeBackup } = await import('./backup');
  await makeBackup({ disk, folder: path }, { manifest, tail: { name, bytes } }, 'beforeMigration', now);
}

/** A segment was found damaged, and the ledger it can be made from is there. */
const asksToRefold = (folder: DataFolder): boolean =>
  folder.disk.stat(folder.at(REFOLD)) !== undefined &&
  folder.manifest.ledger.every((file) => missing(folder, file).length === 0);

/** The segments are worth nothing: the ledger is folded from its beginning. Not while a part of the ledger is missing. */
function startAnew({ folder, memory }: Workshop, notices: string[]): void {
  const { ledger, active } = folder.manifest;
  const lost = ledger.flatMap((file) => missing(folder, file));
  if (lost.length > 0) throw new StoreError('damaged');
  memory.segments.close();
  notices.push('汇总文件缺失、损坏或由旧版本写成，已从台账重建。');
  const first = Math.min(active.n, ...ledger.map((l) => l.n));
  folder.assume({ segments: [], foldedTo: { n: first, offset: 0 }, opVersion: OP_VERSION });
}

function quarantineAll(folder: DataFolder, { tail, adopted }: Loaded): void {
  for (const file of [...adopted, ...(tail === undefined ? [] : [tail])]) {
    for (const piece of file.scan.bad) quarantine(folder.disk, folder.path, file.name, piece.offset, piece.bytes);
  }
}

/** The ledger goes on where it ended: behind the last sound line, or in a new file when the last group was torn. */
function resume(options: LibraryOptions, folder: DataFolder, loaded: Loaded, notices: string[]): Ledger {
  const { disk, folder: path, limits, clock } = options;
  const { tail, adopted } = loaded;
  if (tail === undefined) throw new StoreError('damaged');
  const journal = Journal.resume(disk, path, { ...tail, end: tail.scan.soundEnd }, limits.step);
  const ledger = new Ledger(folder, journal, limits, () => monthOf(clock));
  if (adopted.length > 0 || folder.manifest.active.n !== tail.n) {
    const sealed = adopted.map((file) => cut(folder, file));
    folder.install({ ledger: [...folder.manifest.ledger, ...sealed], active: { n: tail.n, name: tail.name } });
  }
  if (tail.scan.end === 'torn') {
    notices.push('上次未正常关机：最后一笔没有写完（当时未提示“已保存”），残余部分已另存到 quarantine 文件夹。');
    ledger.turnPage(loaded.hlc);
  }
  return ledger;
}

/** A full file that was not recorded as such: its zeros go, if it has any left. */
function cut(folder: DataFolder, file: OpenFile): LedgerFile {
  const { disk } = folder;
  const id = disk.open(folder.at(file.name), 'write');
  try {
    disk.truncate(id, file.scan.soundEnd);
    disk.sync(id);
  } finally {
    disk.close(id);
  }
  return { n: file.n, name: file.name, bytes: file.scan.soundEnd, crc: file.crc, format: FORMAT };
}
