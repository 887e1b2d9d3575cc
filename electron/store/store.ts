import type { DeviceId, RecordId, SpaceId, TxnId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import type { Decision, Txn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import type { Actor } from '#shared/ledger/stamp';

/** The ledger on disk and what is folded from it. It knows ops and collections, no petitions. */
export interface Store {
  readonly device: DeviceId;
  /** Durable when it resolves. Rejects with `StoreError`; nothing in memory has changed then. */
  commit(decision: Decision, actor: Actor): Promise<Txn>;
  get(id: RecordId): Folded | undefined;
  vector(space: SpaceId): Vector;
  /** Every Txn that touched the record, oldest first. */
  history(id: RecordId): readonly Txn[];
  /** Immutable columnar parts of a collection, newest first; rows that `overlay` replaces are not alive in them. */
  blocks(collection: string): readonly ColumnBlock[];
  /** Records changed since the last fold into segments, whole and in memory. */
  overlay(collection: string): Iterable<Folded>;
  state(): StoreState;
  onCommit(listener: (txn: Txn) => void): () => void;
  onState(listener: (state: StoreState) => void): () => void;
  close(): Promise<void>;
}

/** Read-only after a failed write: typed work stays in drafts, and the screen says why. */
export type StoreState =
  | { readonly mode: 'ready' }
  | { readonly mode: 'readOnly'; readonly reason: StoreFault; readonly detail: string };

export type StoreFault = 'diskFull' | 'ioError' | 'noPermission' | 'locked' | 'damaged' | 'newerFormat';

export class StoreError extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
    readonly txn?: TxnId,
  ) {
    super(message);
    this.name = 'StoreError';
  }
}

/** One immutable part of a collection as columns; whole records are read one by one when a page needs them. */
export interface ColumnBlock {
  readonly rows: number;
  alive(row: number): boolean;
  id(row: number): RecordId;
  read(row: number): Folded;
  /** Values of an `int` column; `INT_ABSENT` where the record has none. */
  ints(column: string): Int32Array;
  /** Codes of a `dict` column and their words; code 0 is absent. */
  dict(column: string): { readonly codes: Uint32Array; readonly words: readonly string[] };
  /** Value of a `text` column. */
  string(column: string, row: number): string | undefined;
  /** Rows whose searchable text contains `needle` as a substring, ascending. */
  rowsWithText(needle: string): Iterable<number>;
  /** Rows with a name whose pinyin (full or initials) contains `needle` (lower-case letters), ascending. */
  rowsWithPinyin(needle: string): Iterable<number>;
}

export const INT_ABSENT = -0x8000_0000;
