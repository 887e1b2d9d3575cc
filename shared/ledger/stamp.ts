import type { DeviceId, OpId, RecordId, SpaceId, TxnId } from '../kernel/ids';
import { type Folded, fold, headsOf } from './fold';
import type { Hlc } from './hlc';
import { type Decision, OP_VERSION, type Op, opId, opOf, type Txn } from './op';
import { hasSeen, nextSeq, type Vector } from './space';

/** Who acts, from which device. */
export interface Actor {
  readonly by: string;
  readonly unit: string;
  readonly device: DeviceId;
}

/** What the ledger knows before the decision. */
export interface Before {
  record(id: RecordId): Folded | undefined;
  vector(space: SpaceId): Vector;
}

/** The Txn and what it makes of the records it touches; nothing is changed until it is durable. */
export interface Stamped {
  readonly txn: Txn;
  readonly records: ReadonlyMap<RecordId, Folded>;
  readonly vectors: ReadonlyMap<SpaceId, Vector>;
}

/** Gives a decision its stamps: seq per space, HLC, and as parents the writes its author saw. */
export function stamp(decision: Decision, id: TxnId, actor: Actor, hlc: Hlc, before: Before): Stamped {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  const ops: Op[] = [];
  for (const draft of decision.ops) {
    const vector = vectors.get(draft.space) ?? before.vector(draft.space);
    const record = records.get(draft.on) ?? before.record(draft.on);
    const seq = nextSeq(vector, actor.device);
    const op = opOf(draft, {
      id: opId(actor.device, seq),
      hlc,
      by: actor.by,
      unit: actor.unit,
      parents: parentsOf(record, draft.kind, draft.field),
      v: OP_VERSION,
    });
    ops.push(op);
    records.set(
      draft.on,
      fold(record, op, (seen) => hasSeen(vector, seen)),
    );
    vectors.set(draft.space, { ...vector, [actor.device]: seq });
  }
  const txn: Txn = {
    id,
    device: actor.device,
    hlc,
    by: actor.by,
    unit: actor.unit,
    action: decision.action,
    ...(decision.reason === undefined ? {} : { reason: decision.reason }),
    ops,
  };
  return { txn, records, vectors };
}

function parentsOf(record: Folded | undefined, kind: string, field: string | undefined): readonly OpId[] {
  if (record === undefined || field === undefined) return [];
  if (kind === 'set') return headsOf(record, field).map((h) => h.op);
  if (kind === 'event') return eventTips(record);
  return [];
}

/** Events that no other event followed: one in a straight history, several after concurrent steps. */
function eventTips(record: Folded): readonly OpId[] {
  const events = record.events ?? [];
  const followed = new Set(events.flatMap((e) => e.parents));
  return events.filter((e) => !followed.has(e.op)).map((e) => e.op);
}
