import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { collections } from '#shared/domain/collections';
import type { Json } from '#shared/kernel/json';
import type { Folded } from '#shared/ledger/fold';
import { ledgerFilesIn } from './data-folder';
import { nodeDisk as disk, readAll } from './disk';
import { scan } from './ledger-file';
import type { Store } from './store';

interface Job {
  readonly signal: AbortSignal;
  progress(done: number, total: number, label: string): void;
}

/**
 * Writes what can still be read to a new file, one JSON a line: the records as they are, or, when the store does not open, every
 * sound line of the ledger. Answers how many.
 */
export async function exportReadable(
  folder: string,
  store: Store | undefined,
  path: string,
  job: Job,
): Promise<number> {
  const file = disk.open(path, 'create');
  let count = 0;
  let at = 0;
  try {
    for (const batch of batches(store === undefined ? ledgerLines(folder) : recordLines(store))) {
      const bytes = Buffer.from(batch.map((line) => `${JSON.stringify(line)}\n`).join(''));
      disk.write(file, bytes, at);
      at += bytes.length;
      count += batch.length;
      job.progress(count, count, '正在导出');
      await nextTurn();
      job.signal.throwIfAborted();
    }
  } finally {
    disk.close(file);
  }
  return count;
}

function* recordLines(store: Store): Generator<Json> {
  for (const { name } of collections) {
    for (const record of store.overlay(name)) yield asLine(record);
    for (const block of store.blocks(name)) {
      const live = block.listed('with');
      for (let row = 0; row < block.rows; row++) {
        const record = live[row] === 1 ? readable(() => block.read(row)) : undefined;
        if (record !== undefined) yield asLine(record);
      }
    }
  }
}

function* ledgerLines(folder: string): Generator<Json> {
  for (const { name } of ledgerFilesIn(disk.list(folder))) {
    for (const line of scan(readAll(disk, join(folder, name)) ?? Buffer.alloc(0)).lines) yield line.json as Json;
  }
}

const asLine = ({ id, value }: Folded): Json => ({ id, ...value });

function readable(read: () => Folded): Folded | undefined {
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
    if (batch.length < 500) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
