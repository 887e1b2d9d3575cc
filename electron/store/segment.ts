import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import type { Bits } from './bits';
import type { ColumnBlock } from './store';

/**
 * A line of a segment `s-<collection>-<year>-NNNNNN.ndjson` (see line.ts): the folded record and where its Txns are in
 * the ledger, as flat triples: number of the ledger file, offset, bytes.
 */
export interface StoredRecord extends Folded {
  readonly log: readonly number[];
}

/** What its sidecars say first of a segment; kept in the manifest too, so that opening need not read them all. */
export interface SegmentFacts {
  readonly rows: number;
  readonly voids: number;
  readonly firstId: string;
  readonly lastId: string;
  /** CRC of the definition the columns were made by. */
  readonly definition: number;
}

/** A segment as its sidecars (`<segment>.idx`, `<segment>.tix`) show it. */
export interface SegmentBlock extends ColumnBlock {
  readonly facts: SegmentFacts;
  /** Rows that later segments replace; told once, before any other. */
  supersedeAll(rows: Bits): void;
  /** Throws when the line is not as it was written. */
  read(row: number, once?: 'once'): StoredRecord;
  close(): void;
}

/**
 * What `block/` gives the store. Sidecars are derived: written after the segment is complete, tied to it by
 * its size and CRC, and written again whenever they are absent, damaged, or made by another definition.
 */
export interface Blocks {
  /** Writes the sidecars of a finished segment, in slices that let the event loop breathe. */
  write(segment: string, def: CollectionDef, signal?: AbortSignal): Promise<void>;
  /**
   * Undefined when the sidecars are not there or not good. Reads no more than a header, and not even that when the facts
   * are known; what turns out damaged later is made anew when it is asked for.
   */
  open(segment: string, def: CollectionDef, known?: SegmentFacts): SegmentBlock | undefined;
}
