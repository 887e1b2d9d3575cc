import { isSameSeed, isSeedDevice, isShipped } from '#shared/domain/exchange/shipped';
import type { RecordId } from '#shared/kernel/ids';
import { type Op, opDevice, type Txn } from '#shared/ledger/op';
import { hasSeen } from '#shared/ledger/space';
import type { Store } from '../store/store';
import { inTurns } from '../turns';

export interface Contradictions {
  /** Ops we have under the same number from another step: somebody works with a copy of a data folder. */
  readonly forked: readonly Op[];
  /** Ops in the name of the program that this build does not ship: a newer one wrote them, or a forger. */
  readonly unshipped: readonly Op[];
}

/** What of these Txns cannot stand beside the ledger. */
export const contradictions = (
  { store }: { readonly store: Store },
  txns: readonly Txn[],
  signal?: AbortSignal,
): Promise<Contradictions> => inTurns(looking(store, txns), signal);

/** So many ops are compared between two pauses; a history, which is read from the disk, is one piece of work by itself. */
const OPS_AT_ONCE = 500;

interface Written {
  readonly txn: string;
  readonly op: Op;
}

function* looking(store: Store, txns: readonly Txn[]): Generator<void, Contradictions> {
  const [forked, unshipped]: [Op[], Op[]] = [[], []];
  const known = new Map<RecordId, ReadonlyMap<string, Written>>();
  let looked = 0;
  for (const txn of txns) {
    for (const op of txn.ops) {
      if (looked++ % OPS_AT_ONCE === 0) yield;
      const seed = isSeedDevice(opDevice(op.id));
      if (seed && isShipped(op)) continue;
      if (!hasSeen(store.vector(op.space), op.id)) {
        if (seed) unshipped.push(op);
        continue;
      }
      let ours = known.get(op.on);
      if (ours === undefined) {
        yield;
        ours = stepsOf(store.history(op.on));
        known.set(op.on, ours);
      }
      const mine = ours.get(nameOf(op));
      const same = mine !== undefined && (seed ? isSameSeed(mine.op, op) : mine.txn === txn.id);
      if (!same) forked.push(op);
    }
  }
  return { forked, unshipped };
}

/** Which step each op belongs to. */
const stepsOf = (txns: readonly Txn[]): ReadonlyMap<string, Written> =>
  new Map(txns.flatMap((txn) => txn.ops.map((op): [string, Written] => [nameOf(op), { txn: txn.id, op }])));
const nameOf = (op: Op): string => `${op.space} ${op.id}`;
