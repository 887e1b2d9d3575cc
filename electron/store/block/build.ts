import { crc32 } from 'node:zlib';
import type { CollectionDef } from '#shared/ledger/collection';
import { type Disk, type FileId } from '../disk';
import { decodeLine } from '../line';
import { damagedSegment } from '../refold';
import type { StoredRecord } from '../segment';
import { Columns } from './columns';
import { textOf } from './derive';
import { Grams } from './grams';
import { Texts } from './texts';
import { bytesOf, type Facts, FORMAT, Sidecar } from './sidecar';

export const INDEX = '.idx';
export const TEXT_INDEX = '.tix';
const SLICE = 16;
const CHUNK = 1 << 20;
const NEWLINE = 0x0a;

/** CRC of what a definition computes, as far as it can be told: a column of another name, type or version is stale. */
export function definitionOf(def: CollectionDef): number {
  let known = definitions.get(def);
  if (known === undefined) {
    const columns = Object.entries(def.columns).map(([name, { type }]) => [name, type]);
    known = crc32(JSON.stringify([FORMAT, def.version ?? 0, def.text !== undefined, def.names !== undefined, columns]));
    definitions.set(def, known);
  }
  return known;
}
const definitions = new WeakMap<CollectionDef, number>();

/**
 * Makes the sidecars of a segment, yielding every few milliseconds of work; answers the files, written but not yet synced.
 * Throws `damaged` when a line of the segment is not as it was written: the segment is what sidecars come from.
 */
export function* buildSidecars(disk: Disk, segment: string, def: CollectionDef): Generator<undefined, FileId[]> {
  const columns = new Columns(def);
  const grams = def.text === undefined ? undefined : new Grams();
  const texts = new Texts();
  const starts: number[] = [];
  let at = 0;
  for (const line of linesOf(disk, segment)) {
    starts.push(at);
    at += line.length;
    const record = decodeLine(line)?.json as StoredRecord | undefined;
    if (record === undefined) throw damagedSegment(disk, segment);
    columns.add(record);
    if (grams !== undefined) {
      const text = textOf(def, record);
      grams.add(text);
      texts.add(text);
    }
    if (starts.length % SLICE === 0) yield;
  }
  starts.push(at);
  const facts: Facts = { ...columns.facts, segmentBytes: at, definition: definitionOf(def) };
  const parts = new Map<string, Uint8Array>([['lines', bytesOf(Uint32Array.from(starts))]]);
  for (const [name, bytes] of columns.parts()) {
    parts.set(name, bytes);
    yield;
  }
  const files = [yield* Sidecar.write(disk, segment + INDEX, facts, parts)];
  if (grams === undefined) return files;
  let whole = false;
  try {
    const text = new Map([...(yield* grams.parts()), ...(yield* texts.parts())]);
    files.push(yield* Sidecar.write(disk, segment + TEXT_INDEX, facts, text));
    whole = true;
    return files;
  } finally {
    if (!whole) for (const file of files) disk.close(file);
  }
}

/** The lines of a file, a chunk in memory at a time. */
export function* linesOf(disk: Disk, path: string): Generator<Buffer> {
  const file = disk.open(path, 'read');
  try {
    const size = disk.size(file);
    let rest = Buffer.alloc(0);
    for (let at = 0; at < size; at += CHUNK) {
      const bytes = Buffer.concat([rest, disk.read(file, at, CHUNK)]);
      let from = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, from)) {
        yield bytes.subarray(from, end + 1);
        from = end + 1;
      }
      rest = bytes.subarray(from);
    }
    if (rest.length > 0) yield rest;
  } finally {
    disk.close(file);
  }
}
