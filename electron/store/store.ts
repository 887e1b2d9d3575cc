import type { DeviceId, RecordId, SpaceId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import type { Decision, Txn } from '#shared/ledger/op';
import type { Gap } from '#shared/ledger/receive';
import type { Vector } from '#shared/ledger/space';
import type { Actor } from '#shared/ledger/stamp';
import type { StoreFault } from './fault';
import type { Damage } from './loading';
import type { Manifest } from './manifest';

/** The ledger on disk and what is folded from it. It knows ops and collections, no petitions. */
export interface Store {
  readonly device: DeviceId;
  /** Durable when it resolves. Rejects with `StoreError`; nothing in memory has changed then. */
  commit(decision: Decision, actor: Actor): Promise<Txn>;
  /**
   * Takes Txns of other devices into the ledger as they are, in the order given; durable when it resolves. Ops that are there
   * already change nothing, ops ahead of missing ones stay out. Cut short, it leaves whole Txns, and doing it again adds the rest.
   */
  receive(txns: readonly Txn[]): Promise<Received>;
  /** Txns of the spaces with those of their ops that the vectors have not seen, in the order they were written here. */
  since(bases: ReadonlyMap<SpaceId, Vector>): readonly Txn[];
  get(id: RecordId): Folded | undefined;
  vector(space: SpaceId): Vector;
  /** Every Txn that touched the record, oldest first. */
  history(id: RecordId): readonly Txn[];
  /** Immutable columnar parts of a collection, newest first; rows that `overlay` replaces are not alive in them. */
  blocks(collection: string): readonly ColumnBlock[];
  /** Records changed since the last fold into segments, whole and in memory. */
  overlay(collection: string): Iterable<Folded>;
  state(): StoreState;
  /** Sentences about what was found and put right at opening. */
  notices(): readonly string[];
  /** Writes what is in memory alone to segments and joins small ones; runs by itself when there is much of it. */
  compact(): Promise<void>;
  /**
   * Works on the files that hold everything committed so far. Commits go on meanwhile, but no file named goes away.
   */
  withFiles<T>(work: (files: StoreFiles) => Promise<T>): Promise<T>;
  /** Reads all files through in the background; the store is read-only when one is not as it was written. */
  scrub(): Promise<void>;
  /** What is wrong with the files, as far as is known. */
  damage(): readonly Damage[];
  onCommit(listener: (txn: Txn) => void): () => void;
  onState(listener: (state: StoreState) => void): () => void;
  close(): Promise<void>;
}

/** What became of ops from elsewhere. */
export interface Received {
  readonly fresh: number;
  readonly duplicates: number;
  readonly gaps: readonly Gap[];
  /** Ops on records that lie in another space here. */
  readonly misplaced: number;
}

/** The files that hold everything committed so far. All but the last are never written again. */
export interface StoreFiles {
  readonly manifest: Manifest;
  readonly tail: { readonly name: string; readonly bytes: number };
}

/** Read-only after a failed write or with damaged files: typed work stays in drafts, and the screen says why. */
export type StoreState =
  | { readonly mode: 'ready' }
  | { readonly mode: 'readOnly'; readonly reason: StoreFault; readonly detail: string };

/**
 * One immutable part of a collection as columns, rows ascending by id; whole records are read one by one when a page
 * needs them. Columns are loaded when first asked for.
 */
export interface ColumnBlock {
  readonly rows: number;
  readonly firstId: RecordId;
  readonly lastId: RecordId;
  find(id: RecordId): number | undefined;
  id(row: number): RecordId;
  /** Not kept at hand for the next who asks when it is read only `once`, on the way through many. */
  read(row: number, once?: 'once'): Folded;
  /**
   * Reads a part unless it is in memory already, and answers whether it had to be read. Who asks without having fetched waits for
   * the disk.
   */
  fetch(part: Part): boolean;
  /** Marks the row as replaced by a newer copy of the record elsewhere. */
  supersede(row: number): void;
  /** 1 for every row that is not replaced and is wanted as a withdrawn one or not. It is the same until one is replaced: nobody writes to it. */
  listed(voided: Voided): Uint8Array;
  /** How many rows `listed` marks, without computing it. */
  listedCount(voided: Voided): number;
  /** Values of an `int` column; `INT_ABSENT` where the record has none. */
  ints(column: string): Int32Array;
  /** Values of a `dict` or `text` column. */
  words(column: string): Words;
  /** Rows that may hold `key` in a `keys` column, ascending; a few of them may hold another one. */
  rowsWithKey(column: string, key: string): readonly number[];
  /** Rows whose searchable text contains `needle` as a substring. */
  rowsWithText(needle: string): Matches;
  /** About how many rows hold a pair of neighbouring characters, without reading which. */
  pairSize(pair: string): number;
  /** The searchable text of a row. */
  text(row: number): string;
  /** Rows with a name whose pinyin (full or initials) contains `needle` (lower-case letters). */
  rowsWithPinyin(needle: string): Matches;
}

/** What is read from a block at once. */
export type Part =
  | { readonly column: string }
  /** The ids of all rows. */
  | 'ids'
  /** The index of the searchable text. */
  | 'text'
  /** The pinyin of all names. */
  | 'names';

/** Whether records that were withdrawn as a whole are listed. */
export type Voided = 'without' | 'with' | 'only';

/** A column of text: per row the code of its word. Words are sorted and different, so codes compare as words do. */
export interface Words {
  /** 0 is absent. */
  readonly codes: Uint32Array;
  /** Codes run from 1 to `count`. */
  readonly count: number;
  word(code: number): string;
  /** The smallest code whose word is not less than `word`; `count + 1` when there is none. */
  lowerBound(word: string): number;
}

/** Rows found by an index: those that may match, and the proof of each, so that a first page need not prove all. */
export interface Matches {
  /** Ascending. */
  readonly rows: Uint32Array;
  /** False when every one of `rows` matches for certain. */
  readonly open: boolean;
  readonly test: (row: number) => boolean;
}

export const INT_ABSENT = -0x8000_0000;
