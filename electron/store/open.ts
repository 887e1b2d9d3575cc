import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceId, RecordId, SpaceId, TxnId } from '#shared/kernel/ids';
import { collectionOf } from '#shared/kernel/ids';
import type { Clock, Random } from '#shared/kernel/ports';
import { type Folded, fold } from '#shared/ledger/fold';
import { HLC_ZERO, laterHlc, nextHlc } from '#shared/ledger/hlc';
import { readTxn, type Txn, WrittenTxn, writeTxn } from '#shared/ledger/op';
import { admit, advance, hasSeen, type Vector } from '#shared/ledger/space';
import { stamp } from '#shared/ledger/stamp';
import type { Store } from './store';

export interface OpenOptions {
  readonly folder: string;
  readonly device: DeviceId;
  readonly clock: Clock;
  readonly random: Random;
}

/** First walking store: one journal, everything folded in memory. The journalled segments replace it behind `Store`. */
export async function openStore({ folder, device, clock, random }: OpenOptions): Promise<Store> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'journal.ndjson');
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  const txns: Txn[] = [];
  const listeners = new Set<(txn: Txn) => void>();
  let hlc = HLC_ZERO;
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const txn = readTxn(WrittenTxn.parse(JSON.parse(line)));
    txns.push(txn);
    hlc = laterHlc(hlc, txn.hlc);
    for (const op of txn.ops) {
      const vector = vectors.get(op.space) ?? {};
      if (admit(vector, op) !== 'next') continue;
      records.set(
        op.on,
        fold(records.get(op.on), op, (seen) => hasSeen(vector, seen)),
      );
      vectors.set(op.space, advance(vector, op));
    }
  }
  let queue: Promise<unknown> = Promise.resolve();
  return {
    device,
    commit: (decision, actor) => {
      const run = queue.then(async () => {
        const next = nextHlc(hlc, clock.now());
        const stamped = stamp(decision, random.hex(8) as TxnId, actor, next, {
          record: (id) => records.get(id),
          vector: (space) => vectors.get(space) ?? {},
        });
        await appendFile(file, `${JSON.stringify(writeTxn(stamped.txn))}\n`);
        hlc = next;
        for (const [id, record] of stamped.records) records.set(id, record);
        for (const [space, vector] of stamped.vectors) vectors.set(space, vector);
        txns.push(stamped.txn);
        for (const listener of listeners) listener(stamped.txn);
        return stamped.txn;
      });
      queue = run.catch(() => undefined);
      return run;
    },
    get: (id) => records.get(id),
    vector: (space) => vectors.get(space) ?? {},
    history: (id) => txns.filter((t) => t.ops.some((op) => op.on === id)),
    blocks: () => [],
    overlay: (collection) => [...records.values()].filter((r) => collectionOf(r.id) === collection),
    state: () => ({ mode: 'ready' }),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onState: () => () => undefined,
    close: async () => {
      await queue;
    },
  };
}
