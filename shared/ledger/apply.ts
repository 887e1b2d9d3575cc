import type { RecordId, SpaceId } from '../kernel/ids';
import { type Folded, fold } from './fold';
import type { Txn } from './op';
import { admit, advance, hasSeen, type Vector } from './space';
import type { Before } from './stamp';

/** What a Txn makes of the records and spaces it touches. */
export interface Applied {
  readonly records: ReadonlyMap<RecordId, Folded>;
  readonly vectors: ReadonlyMap<SpaceId, Vector>;
  /** Ops that were new; duplicates change nothing. */
  readonly fresh: number;
  /** Ops that came before earlier ones of their device and space: those must be missing. */
  readonly gaps: number;
}

/**
 * Folds a Txn that is in the ledger already, at opening or after an exchange. An op after a gap is folded all the same:
 * whether it may enter the ledger was decided before, and showing it beats hiding it.
 */
export function applyTxn(txn: Txn, before: Before): Applied {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  let fresh = 0;
  let gaps = 0;
  for (const op of txn.ops) {
    const vector = vectors.get(op.space) ?? before.vector(op.space);
    const verdict = admit(vector, op);
    if (verdict === 'duplicate') continue;
    if (verdict === 'gap') gaps++;
    const record = records.get(op.on) ?? before.record(op.on);
    records.set(
      op.on,
      fold(record, op, (seen) => hasSeen(vector, seen)),
    );
    vectors.set(op.space, advance(vector, op));
    fresh++;
  }
  return { records, vectors, fresh, gaps };
}
