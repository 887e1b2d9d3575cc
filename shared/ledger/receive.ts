import type { OpId, RecordId, SpaceId } from '../kernel/ids';
import { type Folded, fold } from './fold';
import { type Op, opDevice, opSeq, type Txn } from './op';
import { admit, advance, hasSeen, nextSeq, type Vector } from './space';
import type { Before, Stamped } from './stamp';

/** Ops of a device are missing in a space before `first`, which waits for them. */
export interface Gap {
  readonly space: SpaceId;
  readonly device: string;
  /** The seq that must come next. */
  readonly wanted: number;
  readonly first: number;
}

/** What of a Txn from elsewhere may enter the ledger; what is left out changes nothing. */
export interface Taken extends Stamped {
  /** The Txn with the ops that are new here; it may have none. */
  readonly txn: Txn;
  readonly duplicates: readonly Op[];
  readonly gaps: readonly Gap[];
  /** Ops on a record that lies in another space: no sound desk writes such. */
  readonly misplaced: readonly OpId[];
}

/**
 * Admits the ops of a Txn, or of the part of it that travelled, one by one: contiguous per space and device, each once. Ids, parents and
 * seqs stay as their author gave them, so the record folded here is the one folded there.
 */
export function takeIn(txn: Txn, before: Before): Taken {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  const fresh: Op[] = [];
  const duplicates: Op[] = [];
  const gaps: Gap[] = [];
  const misplaced: OpId[] = [];
  for (const op of txn.ops) {
    const vector = vectors.get(op.space) ?? before.vector(op.space);
    const verdict = admit(vector, op);
    if (verdict === 'duplicate') {
      duplicates.push(op);
      continue;
    }
    if (verdict === 'gap') {
      const device = opDevice(op.id);
      gaps.push({ space: op.space, device, wanted: nextSeq(vector, device), first: opSeq(op.id) });
      continue;
    }
    const record = records.get(op.on) ?? before.record(op.on);
    if (record !== undefined && record.space !== op.space) {
      misplaced.push(op.id);
      continue;
    }
    records.set(
      op.on,
      fold(record, op, (seen) => hasSeen(vector, seen)),
    );
    vectors.set(op.space, advance(vector, op));
    fresh.push(op);
  }
  return {
    txn: fresh.length === txn.ops.length ? txn : { ...txn, ops: fresh },
    records,
    vectors,
    duplicates,
    gaps,
    misplaced,
  };
}
