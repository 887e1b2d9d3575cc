import { join } from 'node:path';
import { END_BYTES, sniff } from '#shared/domain/attachments/sniff';
import { FILE_TYPES } from '#shared/domain/attachments/types';
import { collections } from '#shared/domain/collections';
import type { Json, JsonObject } from '#shared/kernel/json';
import { type Folded, liveItems } from '#shared/ledger/fold';
import { linesOf } from './block/build';
import { blobPath, BLOBS, blobsIn, copyBlob } from './blobs';
import { breathing } from '../turns';
import { ledgerFilesIn } from './data-folder';
import { nodeDisk as disk, readAll } from './disk';
import { scan } from './ledger-file';
import { decodeLine } from './line';
import type { Store } from './store';

interface Job {
  readonly signal: AbortSignal;
  progress(done: number, total: number, label: string): void;
}

/**
 * Writes what can still be read to a new file, one JSON a line: the records as they are with the entries of their lists and, when the
 * store does not open, every sound line of the ledger. Answers how many, and how many there are besides.
 */
export async function exportReadable(
  folder: string,
  store: Store | undefined,
  path: string,
  job: Job,
): Promise<{ readonly records: number; readonly unreadable: number }> {
  const file = disk.open(path, 'create');
  let records = 0;
  let unreadable = 0;
  let at = 0;
  const breathe = breathing(job.signal);
  try {
    for (const batch of batches(store === undefined ? linesIn(folder) : recordLines(store))) {
      const lines = batch.filter((line) => line !== undefined);
      const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      disk.write(file, bytes, at);
      at += bytes.length;
      records += lines.length;
      unreadable += batch.length - lines.length;
      const pause = breathe();
      if (pause === undefined) continue;
      job.progress(records, records, '正在导出');
      await pause;
    }
  } finally {
    disk.close(file);
  }
  return { records, unreadable };
}

/**
 * Copies every sound attachment to a new folder, under the name the lines give it by: `sha256`, with an extension by its content.
 * Answers how many; makes no folder when there are none.
 */
export async function exportAttachments(folder: string, to: string, job: Job): Promise<number> {
  const root = join(folder, BLOBS);
  let count = 0;
  for (const facts of blobsIn(disk, root)) {
    job.signal.throwIfAborted();
    if (count === 0) disk.makeFolder(to);
    const from = blobPath(root, facts.sha256);
    const target = join(to, `${facts.sha256}${extensionOf(from)}`);
    if (disk.stat(target)?.size === facts.bytes || (await copyBlob(disk, from, target, facts, job.signal))) count += 1;
    job.progress(count, count, '正在导出附件');
  }
  return count;
}

/** Old office forms look alike from inside: those get the most common extension. */
function extensionOf(path: string): string {
  const found = sniff(endsOf(path), '.doc');
  return found.kind === 'type' ? `.${FILE_TYPES[found.type].extensions[0]}` : '';
}

function endsOf(path: string) {
  const file = disk.open(path, 'read');
  try {
    const size = disk.size(file);
    return {
      head: disk.read(file, 0, END_BYTES),
      tail: disk.read(file, Math.max(0, size - END_BYTES), END_BYTES),
    };
  } finally {
    disk.close(file);
  }
}

/** Undefined for a record that cannot be read. */
function* recordLines(store: Store): Generator<Json | undefined> {
  for (const { name } of collections) {
    for (const record of store.overlay(name)) yield asLine(record);
    for (const block of store.blocks(name)) {
      const live = readable(() => block.listed('with'));
      for (let row = 0; row < block.rows; row++) {
        if (live !== undefined && live[row] !== 1) continue;
        const record = readable(() => block.read(row));
        yield record === undefined ? undefined : asLine(record);
      }
    }
  }
}

function* linesIn(folder: string): Generator<Json | undefined> {
  yield* foldedLines(folder);
  yield* ledgerLines(folder);
}

/** Records as last folded: of several segments that have one, the newest counts. */
function* foldedLines(folder: string): Generator<Json | undefined> {
  const seen = new Set<string>();
  const segments = disk.list(folder).filter((name) => SEGMENT.test(name));
  for (const name of segments.sort((a, b) => numberOf(b) - numberOf(a))) {
    for (const line of linesOf(disk, join(folder, name))) {
      const record = decodeLine(line)?.json as Folded | undefined;
      if (record === undefined) yield undefined;
      else if (!seen.has(record.id)) {
        seen.add(record.id);
        yield asLine(record);
      }
    }
  }
}
const SEGMENT = /^s-[A-Za-z].*-(\d{6,})\.ndjson$/;
const numberOf = (name: string): number => Number(SEGMENT.exec(name)?.[1] ?? 0);

function* ledgerLines(folder: string): Generator<Json> {
  for (const { name } of ledgerFilesIn(disk.list(folder))) {
    for (const line of scan(readAll(disk, join(folder, name)) ?? Buffer.alloc(0)).lines) yield line.json as Json;
  }
}

function asLine(record: Folded): Json {
  const { id, value, items } = record;
  if (items === undefined) return { id, ...value };
  const lists = Object.keys(items).map((field) => [field, liveItems(record, field).map((entry) => entry.value)]);
  return { id, ...value, lists: Object.fromEntries(lists) as JsonObject };
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function* batches<T>(all: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const one of all) {
    batch.push(one);
    if (batch.length < 20) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
