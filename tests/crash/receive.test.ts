import { describe, expect, it } from 'vitest';
import { recordId, type RecordId, type SpaceId } from '#shared/kernel/ids';
import type { Txn } from '#shared/ledger/op';
import { caseSpace, ORG_SPACE } from '#shared/ledger/space';
import { MemoryDesk } from '../exchange/support/desk';
import { type DiskOp, memoryDisk } from './support/memory-disk';
import { below, type Dice, dice, PowerCut } from './support/power-cut';

/** 400 in an ordinary run; the long run sets 20,000. */
const POINTS = Number(process.env['RECEIVE_POINTS'] ?? 400);
const CASES = 6;
const on = (n: number): RecordId => recordId('cases', `2026-A01-${n}`);
const space = (n: number): SpaceId => caseSpace(`2026-A01-${n}`);
const records = [...Array.from({ length: CASES }, (_, n) => on(n)), recordId('units', 'U1')];
const spaces = [...Array.from({ length: CASES }, (_, n) => space(n)), ORG_SPACE];

/** Steps of another desk, some of which touch several spaces at once. */
async function theirs(roll: Dice, steps: number): Promise<readonly Txn[]> {
  const desk = await MemoryDesk.open({ device: 'them' });
  for (let i = 0; i < steps; i++) {
    const touched = [...new Set([below(CASES, roll), below(CASES, roll)])];
    await desk.commit({
      action: `动作${i}`,
      ops: touched.map((n) =>
        desk.store.get(on(n)) === undefined
          ? { kind: 'create', on: on(n), space: space(n), value: { name: `名${i}` } }
          : { kind: 'set', on: on(n), space: space(n), field: 'name', value: `名${i}` },
      ),
    });
  }
  await desk.set(recordId('units', 'U1'), ORG_SPACE, 'name', '局');
  return desk.send(spaces);
}

interface Acked {
  /** How many of their Txns were acknowledged. */
  readonly received: number;
}

/** Takes them in pieces, twice over at the seams, and writes steps of its own between. */
async function work(desk: MemoryDesk, txns: readonly Txn[], roll: Dice, ack: (acked: Acked) => void): Promise<void> {
  let own = 0;
  for (let at = 0; at < txns.length; ) {
    const to = Math.min(txns.length, at + 1 + below(9, roll));
    const n = below(CASES, roll);
    const mine = desk.commit({
      action: '记',
      ops: [{ kind: 'add', on: on(n), space: space(n), field: 'notes', value: own }],
    });
    await Promise.all([desk.store.receive(txns.slice(Math.max(0, at - 2), to)), mine]);
    own++;
    at = to;
    ack({ received: at });
    if (below(4, roll) === 0) await desk.store.compact();
  }
}

describe('the power goes while ops of another desk come in', () => {
  it(`and what was acknowledged is there; the same again brings the rest (${POINTS} points)`, async () => {
    const roll = dice(7);
    const txns = await theirs(roll, 40);
    const whole = await MemoryDesk.open({ device: 'whole' });
    await whole.store.receive(txns);
    const disk = memoryDisk();
    const marks: { readonly at: number; readonly acked: Acked }[] = [];
    const desk = await MemoryDesk.open({ device: 'us', disk });
    await work(desk, txns, roll, (acked) => marks.push({ at: disk.log.length, acked }));
    const log: readonly DiskOp[] = [...disk.log];
    for (let i = 0; i < POINTS; i++) {
      const moment = below(log.length + 1, roll);
      const world = new PowerCut();
      for (const op of log.slice(0, moment)) world.apply(op);
      const after = await MemoryDesk.open({ device: 'us', disk: memoryDisk(world.image(roll)), run: 'again' });
      expect(after.store.state(), `after ${moment}`).toEqual({ mode: 'ready' });
      const acked = marks.findLast((mark) => mark.at <= moment)?.acked.received ?? 0;
      const again = await after.store.receive(txns);
      const ops = (list: readonly Txn[]) => list.reduce((sum, txn) => sum + txn.ops.length, 0);
      expect(again.duplicates, `acknowledged before ${moment}`).toBeGreaterThanOrEqual(ops(txns.slice(0, acked)));
      expect(again.gaps).toEqual([]);
      expect(withoutOwn(after)).toBe(withoutOwn(whole));
      await after.store.close();
    }
  }, 600_000);
});

/** Notes of its own say nothing about what it received. */
const withoutOwn = ({ store }: MemoryDesk): string =>
  JSON.stringify(records.map((id) => [id, store.get(id)?.value['name']]));
