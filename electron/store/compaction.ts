import type { CollectionDef } from '#shared/ledger/collection';
import { partitionOf } from '#shared/ledger/collection';
import { collectionOf } from '#shared/kernel/ids';
import { Bits } from './bits';
import type { DataFolder } from './data-folder';
import { breathing } from '../turns';
import { StoreError } from './fault';
import type { Position, SegmentFile } from './manifest';
import type { Known, Memory } from './memory';
import type { Blocks } from './segment';
import { Segment } from './segment-set';
import { SegmentWriter } from './segment-writer';

export interface Workshop {
  readonly folder: DataFolder;
  readonly memory: Memory;
  readonly blocks: Blocks;
  readonly defOf: (collection: string) => CollectionDef;
}

/**
 * Writes what is in memory alone to new segments. Commits go on meanwhile: what they change stays in memory.
 * `foldedTo` is the end of the ledger at this moment.
 */
export async function foldIntoSegments(
  shop: Workshop,
  foldedTo: Position,
  hlc: string,
  signal: AbortSignal,
): Promise<void> {
  const snapshot = shop.memory.snapshot();
  const made: Segment[] = [];
  const marks = new Map<Segment, Mark>();
  const removed: Segment[] = [];
  try {
    for (const group of await groupsOf(snapshot, signal)) made.push(await writeGroup(shop, group, signal));
    for (const [segment, rows] of await replacedRows(snapshot, signal)) {
      const dead = segment.dead.copy();
      for (const row of rows) dead.set(row);
      if (dead.count === segment.file.rows) removed.push(segment);
      else marks.set(segment, { dead, file: await shop.folder.writeDead(segment.file, dead) });
      signal.throwIfAborted();
    }
  } catch (error) {
    for (const segment of made) drop(shop.folder, segment);
    for (const { file } of marks.values()) if (file.live !== undefined) shop.folder.discard(file.live.name);
    throw error;
  }
  exchange(shop, { made, marks, removed }, { foldedTo, hlc });
  shop.memory.settle(snapshot);
}

async function replacedRows(snapshot: readonly Known[], signal: AbortSignal): Promise<Map<Segment, number[]>> {
  const rows = new Map<Segment, number[]>();
  const breathe = breathing(signal);
  for (const { base } of snapshot) {
    await breathe();
    if (base === undefined) continue;
    const known = rows.get(base.segment);
    if (known === undefined) rows.set(base.segment, [base.row]);
    else known.push(base.row);
  }
  return rows;
}

/** What a segment becomes when more of its rows are replaced. */
interface Mark {
  readonly file: SegmentFile;
  readonly dead: Bits;
}

export interface Exchange {
  readonly made: readonly Segment[];
  readonly marks: ReadonlyMap<Segment, Mark>;
  readonly removed: readonly Segment[];
}

/** The new segments become part of the folder, on disk first, then in memory; nothing else happens in between. */
export function exchange(
  { folder, memory }: Workshop,
  { made, marks, removed }: Exchange,
  change: { foldedTo?: Position; hlc?: string },
): void {
  folder.disk.syncFolder(folder.path);
  const byName = new Map(memory.segments.all().map((s) => [s.file.name, s]));
  const kept = folder.manifest.segments.flatMap((file) => {
    const segment = byName.get(file.name);
    if (segment === undefined) return [file];
    return removed.includes(segment) ? [] : [marks.get(segment)?.file ?? file];
  });
  const gone = [
    ...removed.map(({ file }) => file.name),
    ...[...removed, ...marks.keys()].flatMap(({ file }) => file.live?.name ?? []),
  ];
  folder.install({ ...change, segments: [...kept, ...made.map((s) => s.file)] }, gone);
  for (const [segment, { file, dead }] of marks) segment.mark(file, dead);
  for (const segment of removed) {
    memory.segments.remove(segment);
    segment.block.close();
  }
  for (const segment of made) memory.segments.add(segment);
}

async function groupsOf(snapshot: readonly Known[], signal: AbortSignal): Promise<Known[][]> {
  const groups = new Map<string, Known[]>();
  const breathe = breathing(signal);
  for (const known of snapshot) {
    await breathe();
    const key = `${collectionOf(known.record.id)}/${partitionOf(known.record.id)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [known]);
    else group.push(known);
  }
  return [...groups.values()];
}

async function writeGroup(shop: Workshop, unsorted: readonly Known[], signal: AbortSignal): Promise<Segment> {
  const group = [...unsorted].sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  const first = group[0];
  if (first === undefined) throw new Error('an empty group has no segment');
  const id = first.record.id;
  const writer = new SegmentWriter(shop.folder, collectionOf(id), partitionOf(id), signal);
  try {
    for (const { record, log } of group) await writer.add({ ...record, log });
  } catch (error) {
    writer.abandon();
    throw error;
  }
  return finishSegment(shop, writer, signal);
}

/** The segment a writer has written, with its sidecars. */
export async function finishSegment(shop: Workshop, writer: SegmentWriter, signal: AbortSignal): Promise<Segment> {
  const file = await writer.finish();
  try {
    return await openSegment(shop, file, new Bits(file.rows), signal);
  } catch (error) {
    shop.folder.discard(file.name);
    throw error;
  }
}

/** A segment ready for use; its sidecars are made when they are not there or not good. */
export async function openSegment(
  { folder, blocks, defOf }: Workshop,
  file: SegmentFile,
  dead: Bits,
  signal: AbortSignal,
): Promise<Segment> {
  const path = folder.at(file.name);
  const def = defOf(file.collection);
  let block = blocks.open(path, def, file.facts);
  if (block === undefined) {
    await blocks.write(path, def, signal);
    block = blocks.open(path, def);
  }
  if (block === undefined || block.rows !== file.rows) throw new StoreError('damaged');
  if (dead.count > 0) block.supersedeAll(dead);
  return new Segment({ ...file, facts: block.facts }, block, dead);
}

function drop(folder: DataFolder, segment: Segment): void {
  segment.block.close();
  for (const suffix of ['', '.idx', '.tix']) folder.discard(segment.file.name + suffix);
}
