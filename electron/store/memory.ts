import type { RecordId, SpaceId } from '#shared/kernel/ids';
import { collectionOf, keyOf, recordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import type { Vector } from '#shared/ledger/space';
import type { Before } from '#shared/ledger/stamp';
import { type Found, type Segment, SegmentSet } from './segment-set';

/** A record as known now, where its Txns are, and which segment row it replaces. */
export interface Known {
  readonly record: Folded;
  readonly log: readonly number[];
  readonly base?: Found;
}

/**
 * Vectors of the spaces are kept like records, so that hundreds of thousands of spaces cost nothing at opening; their log says
 * where the Txns of the space are, for sending it to others.
 */
export const SPACES = '_spaces';
export function spaceRecord(space: SpaceId): RecordId {
  const slash = space.indexOf('/');
  return recordId(SPACES, slash === -1 ? space : `${space.slice(slash + 1)}~${space.slice(0, slash)}`);
}

/** The space whose vector a record is. */
export function spaceOf(record: RecordId): SpaceId {
  const key = keyOf(record);
  const mark = key.lastIndexOf('~');
  return (mark === -1 ? key : `${key.slice(mark + 1)}/${key.slice(0, mark)}`) as SpaceId;
}

const CACHED = 2000;
type Place = readonly [ledger: number, offset: number, bytes: number];

/** The folded state: what changed since the last compaction in memory, all else looked up in segments. */
export class Memory implements Before {
  readonly segments = new SegmentSet();
  private readonly changed = new Map<string, Map<RecordId, Known>>();
  private readonly cache = new Map<RecordId, Known>();
  private changedCount = 0;

  /** Records in memory alone. */
  get dirty(): number {
    return this.changedCount;
  }

  record(id: RecordId): Folded | undefined {
    return this.known(id)?.record;
  }

  vector(space: SpaceId): Vector {
    const value = this.known(spaceRecord(space))?.record.value;
    return (value ?? {}) as Vector;
  }

  known(id: RecordId): Known | undefined {
    const changed = this.changed.get(collectionOf(id))?.get(id);
    if (changed !== undefined) return changed;
    const cached = this.cache.get(id);
    if (cached !== undefined) {
      this.cache.delete(id);
      this.cache.set(id, cached);
      return cached;
    }
    const found = this.segments.find(id);
    if (found === undefined) return undefined;
    const { log, ...record } = this.segments.read(found);
    const known: Known = { record, log, base: found };
    this.cache.set(id, known);
    if (this.cache.size > CACHED) this.cache.delete(this.cache.keys().next().value ?? id);
    return known;
  }

  /** Takes in what a durable Txn made of its records. */
  take(records: ReadonlyMap<RecordId, Folded>, vectors: ReadonlyMap<SpaceId, Vector>, place: Place): void {
    for (const [id, record] of records) {
      const before = this.known(id);
      this.put(id, { record, log: [...(before?.log ?? []), ...place], ...baseOf(before) });
    }
    for (const [space, value] of vectors) {
      const id = spaceRecord(space);
      const before = this.known(id);
      this.put(id, { record: { id, space, value }, log: [...(before?.log ?? []), ...place], ...baseOf(before) });
    }
  }

  *overlay(collection: string): Generator<Folded> {
    for (const known of this.changed.get(collection)?.values() ?? []) yield known.record;
  }

  /** What a compaction has to write, as it is at this moment. */
  snapshot(): Known[] {
    return [...this.changed.values()].flatMap((records) => [...records.values()]);
  }

  /** After a compaction: what has not changed since its snapshot is in the segments now; the rest finds its new row. */
  settle(snapshot: readonly Known[]): void {
    this.cache.clear();
    for (const known of snapshot) {
      const { id } = known.record;
      const records = this.changed.get(collectionOf(id));
      if (records === undefined) continue;
      if (records.get(id) === known) {
        records.delete(id);
        this.changedCount--;
      } else this.cast(id, records);
    }
  }

  /** Segments were joined: records in memory that replace rows of theirs find the new ones. */
  rebase(removed: readonly Segment[]): void {
    this.cache.clear();
    for (const records of this.changed.values()) {
      for (const [id, { base }] of records) {
        if (base !== undefined && removed.includes(base.segment)) this.cast(id, records);
      }
    }
  }

  /** The shadow of a record in memory falls on the row that is in force now. */
  private cast(id: RecordId, records: Map<RecordId, Known>): void {
    const known = records.get(id);
    const base = this.segments.find(id);
    if (known === undefined || base === undefined) return;
    base.segment.block.supersede(base.row);
    records.set(id, { record: known.record, log: known.log, base });
  }

  private put(id: RecordId, known: Known): void {
    const collection = collectionOf(id);
    const records = this.changed.get(collection) ?? new Map<RecordId, Known>();
    if (!records.has(id)) this.changedCount++;
    records.set(id, known);
    this.changed.set(collection, records);
    this.cache.delete(id);
    known.base?.segment.block.supersede(known.base.row);
  }
}

const baseOf = (before: Known | undefined): { base?: Found } =>
  before?.base === undefined ? {} : { base: before.base };
