import { crc32 } from 'node:zlib';
import { applyTxn } from '#shared/ledger/apply';
import { type Hlc, laterHlc } from '#shared/ledger/hlc';
import { OP_VERSION } from '#shared/ledger/op';
import { Bits } from './bits';
import { foldIntoSegments, openSegment, type Workshop } from './compaction';
import { type DataFolder, ledgerFilesIn } from './data-folder';
import { readAll } from './disk';
import { breathing } from '../turns';
import { asStoreError } from './fault';
import { type Scan, scan } from './ledger-file';
import { parseTxn } from './ledger';
import { crcAfter } from './line';
import { FORMAT, type LedgerFile, type Position, type SegmentFile } from './manifest';
import { mergeSegments } from './merge';

/** Something wrong with the files, found while loading. */
export interface Damage {
  readonly file: string;
  readonly what: 'missing' | 'size' | 'badLines' | 'segment';
}

/** A ledger file that is not sealed, as it is on disk. */
export interface OpenFile {
  readonly n: number;
  readonly name: string;
  readonly size: number;
  /** CRC of the sound lines. */
  readonly crc: number;
  readonly scan: Scan;
  readonly ops: number;
}

export interface Loaded {
  readonly hlc: Hlc;
  readonly damage: readonly Damage[];
  /** The file that was being written. */
  readonly tail: OpenFile | undefined;
  /** Files that were full, though the manifest in force does not know it yet: the newest slot was lost. */
  readonly adopted: readonly OpenFile[];
}

export type Progress = (done: number, total: number, label: string) => void;

const REBUILDING = '正在从台账重建数据';
/** So many records in memory while rebuilding, then they go to a segment. */
const REBUILD_BATCH = 20_000;

/** Puts the segments in place. False when one is missing, damaged or folded by an older build: all must be folded anew. */
export async function loadSegments(shop: Workshop, signal: AbortSignal): Promise<boolean> {
  const { folder, memory } = shop;
  if (folder.manifest.opVersion < OP_VERSION || folder.manifest.format < FORMAT) return false;
  const breathe = breathing(signal);
  for (const file of folder.manifest.segments) {
    await breathe();
    const dead = readDead(folder, file);
    if (dead === undefined || folder.disk.stat(folder.at(file.name))?.size !== file.bytes) return false;
    try {
      memory.segments.add(await openSegment(shop, file, dead, signal));
    } catch (error) {
      if (asStoreError(error).fault !== 'damaged') throw error;
      return false;
    }
  }
  const facts = new Map(memory.segments.all().map(({ file }) => [file.name, file.facts]));
  folder.assume({ segments: folder.manifest.segments.map((file) => ({ ...file, facts: facts.get(file.name) })) });
  return true;
}

function readDead(folder: DataFolder, file: SegmentFile): Bits | undefined {
  if (file.live === undefined) return new Bits(file.rows);
  const bytes = readAll(folder.disk, folder.at(file.live.name));
  return bytes !== undefined && crc32(bytes) === file.live.crc ? new Bits(file.rows, bytes) : undefined;
}

interface Chapter {
  readonly n: number;
  readonly name: string;
  readonly format: number;
  readonly rotten: boolean;
  /** Of a sealed file. */
  readonly bytes?: number;
}

/** Every ledger file the store goes by, in order; those behind the active one are named by no manifest. */
function chaptersOf(folder: DataFolder): Chapter[] {
  const { ledger, active } = folder.manifest;
  const sealed: Chapter[] = ledger.map((l) => ({ ...l, rotten: l.rotten === true }));
  const behind = ledgerFilesIn(folder.disk.list(folder.path)).filter((f) => f.n > active.n);
  const unsealed = [active, ...behind].map((f) => ({ ...f, format: FORMAT, rotten: false }));
  return [...sealed.sort((a, b) => a.n - b.n), ...unsealed];
}

/** Everything before this place of the file was acknowledged. */
function knownEnd({ manifest }: DataFolder, { n, bytes }: Chapter): number {
  const ends = [manifest.foldedTo, manifest.written].map((place) => (place?.n === n ? place.offset : 0));
  return bytes ?? Math.max(...ends);
}

/** Whether what lay there at the last quiet end is still the same; `content` begins at `start`. */
function isAsNoted(
  { manifest }: DataFolder,
  n: number,
  content: Buffer,
  start: { offset: number; crc: number },
): boolean {
  const { written } = manifest;
  if (written?.n !== n || written.crc === undefined || written.offset < start.offset) return true;
  return crcAfter(content.subarray(0, written.offset - start.offset), start.crc) === written.crc;
}

/** Folds what the segments do not hold yet, in the order it was written. */
export async function replay(
  shop: Workshop,
  writable: boolean,
  signal: AbortSignal,
  progress: Progress,
): Promise<Loaded> {
  const { folder, memory } = shop;
  const { foldedTo, active, ledger } = folder.manifest;
  const damage: Damage[] = [];
  const opened: OpenFile[] = [];
  let hlc = folder.manifest.hlc as Hlc;
  for (const chapter of ledger) damage.push(...missing(folder, chapter));
  const chapters = chaptersOf(folder).filter((c) => c.n >= foldedTo.n);
  for (const [i, chapter] of chapters.entries()) {
    const done = chapter.n === foldedTo.n ? foldedTo : { offset: 0, crc: 0 };
    const start = done.crc === undefined ? { offset: 0, crc: 0 } : { offset: done.offset, crc: done.crc };
    const content = readAll(folder.disk, folder.at(chapter.name), start.offset);
    if (content === undefined) continue;
    const known = knownEnd(folder, chapter);
    const read = scan(content.subarray(done.offset - start.offset), done.offset, known);
    const sealed = chapter.n < active.n;
    const asWritten = start.offset + content.length >= known && isAsNoted(folder, chapter.n, content, start);
    if (!chapter.rotten && (read.end === 'rot' || !asWritten)) {
      damage.push({ file: chapter.name, what: 'badLines' });
    }
    let ops = 0;
    for (const line of read.lines) {
      const txn = parseTxn(line.json, chapter.format);
      if (txn === undefined) {
        if (!chapter.rotten) damage.push({ file: chapter.name, what: 'badLines' });
        continue;
      }
      const applied = applyTxn(txn, memory);
      if (applied.fresh > 0) memory.take(applied.records, applied.vectors, [chapter.n, line.offset, line.bytes]);
      hlc = laterHlc(hlc, txn.hlc);
      ops += txn.ops.length;
      if (writable && damage.length === 0 && memory.dirty >= REBUILD_BATCH) {
        await settle(shop, { n: chapter.n, offset: line.offset + line.bytes }, hlc, signal);
      }
    }
    if (!sealed) {
      const sound = content.subarray(0, read.soundEnd - start.offset);
      const size = start.offset + content.length;
      opened.push({ n: chapter.n, name: chapter.name, size, crc: crcAfter(sound, start.crc), scan: read, ops });
    }
    if (chapters.length > 2) progress(i + 1, chapters.length, REBUILDING);
  }
  const [first, ...behind] = opened;
  const used = first === undefined ? [] : [first, ...behind.filter((o) => o.scan.lines.length + o.scan.bad.length > 0)];
  const tail = used.pop();
  if (tail === undefined) damage.push({ file: active.name, what: 'missing' });
  for (const file of used) if (file.scan.end === 'torn') damage.push({ file: file.name, what: 'badLines' });
  return { hlc, damage, tail, adopted: used };
}

async function settle(shop: Workshop, foldedTo: Position, hlc: Hlc, signal: AbortSignal): Promise<void> {
  await foldIntoSegments(shop, foldedTo, hlc, signal);
  while (await mergeSegments(shop, signal));
}

/** What is wrong with a sealed file at first sight. */
export function missing(folder: DataFolder, file: LedgerFile): Damage[] {
  const size = folder.disk.stat(folder.at(file.name))?.size;
  if (size === undefined) return [{ file: file.name, what: 'missing' }];
  return size === file.bytes ? [] : [{ file: file.name, what: 'size' }];
}
