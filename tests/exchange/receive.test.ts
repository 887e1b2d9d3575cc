import { describe, expect, it } from 'vitest';
import { recordId, type RecordId, type SpaceId } from '#shared/kernel/ids';
import { conflictsOf } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import { opSeq } from '#shared/ledger/op';
import { caseSpace, ORG_SPACE } from '#shared/ledger/space';
import { encodeLine } from '../../electron/store/line';
import { memoryDisk } from '../crash/support/memory-disk';
import { MemoryDesk, NOON, stateOf } from './support/desk';

const A = caseSpace('2026-A01-000001');
const B = caseSpace('2026-A01-000002');
const ON_A = recordId('cases', '2026-A01-000001');
const ON_B = recordId('cases', '2026-A01-000002');
const UNIT = recordId('units', 'U1');
const ALL: readonly RecordId[] = [ON_A, ON_B, UNIT];
const SPACES: readonly SpaceId[] = [A, B, ORG_SPACE];

/** A step that touches two cases and the directory at once, and one that goes on with the first case. */
async function sender(): Promise<MemoryDesk> {
  const desk = await MemoryDesk.open({ device: 's' });
  await desk.commit({
    action: '登记',
    ops: [
      { kind: 'create', on: ON_A, space: A, value: { name: '甲' } },
      { kind: 'create', on: ON_B, space: B, value: { name: '乙' } },
      { kind: 'create', on: UNIT, space: ORG_SPACE, value: { name: '局' } },
    ],
  });
  await desk.set(ON_A, A, 'phone', '1');
  await desk.set(ON_B, B, 'phone', '2');
  return desk;
}

describe('ops from another desk', () => {
  it('make the same records, survive closing, and change nothing the second time', async () => {
    const from = await sender();
    const to = await MemoryDesk.open({ device: 't' });
    const txns = from.send(SPACES);
    expect(await to.store.receive(txns)).toEqual({ fresh: 5, duplicates: 0, gaps: [], misplaced: 0 });
    expect(stateOf(to.store, ALL)).toBe(stateOf(from.store, ALL));
    const written = to.disk.log.length;
    expect(await to.store.receive(txns)).toEqual({ fresh: 0, duplicates: 5, gaps: [], misplaced: 0 });
    expect(to.disk.log.length).toBe(written);
    await to.store.close();
    const again = await MemoryDesk.open({ device: 't', disk: memoryDisk(to.disk.files) });
    expect(stateOf(again.store, ALL)).toBe(stateOf(from.store, ALL));
    expect(again.store.history(ON_A).map((txn) => txn.id)).toEqual(['s-0', 's-1']);
  });

  it('travel by space: the part of a step that went keeps its ids, and the rest comes later', async () => {
    const from = await sender();
    const to = await MemoryDesk.open({ device: 't' });
    const part = from.send([A]);
    expect(part.flatMap((txn) => txn.ops.map((op) => op.space))).toEqual([A, A]);
    await to.store.receive(part);
    expect(to.store.get(ON_B)).toBeUndefined();
    expect(to.store.vector(B)).toEqual({});
    await to.store.receive(from.send([B, ORG_SPACE]));
    expect(stateOf(to.store, ALL)).toBe(stateOf(from.store, ALL));
    expect(to.store.history(ON_A)[0]?.id).toBe(to.store.history(ON_B)[0]?.id);
    await to.store.compact();
    const third = await MemoryDesk.open({ device: 'u' });
    await third.store.receive(to.send(SPACES));
    expect(stateOf(third.store, ALL)).toBe(stateOf(from.store, ALL));
  });

  it('wait when ops before them are missing; those of other spaces do not', async () => {
    const from = await sender();
    const to = await MemoryDesk.open({ device: 't' });
    const all = from.send([A, B]);
    const late = [{ ...all[1], ops: all[1]?.ops ?? [] }, all[2]].flatMap((txn) => (txn ? [txn] : [])) as typeof all;
    const { fresh, gaps } = await to.store.receive([...late.slice(0, 1), ...from.send([B])]);
    expect(fresh).toBe(2);
    expect(gaps).toEqual([{ space: A, device: 's', wanted: 1, first: 2 }]);
    expect(to.store.get(ON_A)).toBeUndefined();
    expect(to.store.get(ON_B)?.value).toEqual({ name: '乙', phone: '2' });
    await to.store.receive(all);
    expect(to.store.get(ON_A)?.value).toEqual({ name: '甲', phone: '1' });
  });

  it('carry the clock on: what is written afterwards comes later, though the clock here is behind', async () => {
    const year = 366 * 86_400_000;
    const from = await MemoryDesk.open({ device: 's', skew: 10 * year });
    const to = await MemoryDesk.open({ device: 't' });
    const theirs = await from.set(ON_A, A, 'name', '早');
    await to.store.receive(from.send([A]));
    const ours = await to.set(ON_A, A, 'name', '晚');
    expect(ours.hlc > theirs.hlc).toBe(true);
    expect(to.store.get(ON_A)?.value).toEqual({ name: '晚' });
    expect(hlcMillis(ours.hlc)).toBeGreaterThan(NOON + 9 * year);
  });

  it('that did not see ours are both kept', async () => {
    const from = await sender();
    const to = await MemoryDesk.open({ device: 't', skew: -86_400_000 });
    await to.store.receive(from.send([A]));
    await from.set(ON_A, A, 'phone', '他');
    await to.set(ON_A, A, 'phone', '我');
    await to.store.receive(from.send([A], (space) => to.store.vector(space)));
    await from.store.receive(to.send([A], (space) => from.store.vector(space)));
    const record = to.store.get(ON_A);
    expect(record === undefined ? [] : conflictsOf(record).map(({ field }) => field)).toEqual(['phone']);
    expect(stateOf(from.store, [ON_A])).toBe(stateOf(to.store, [ON_A]));
  });

  it('cannot reach a record through a space it does not lie in', async () => {
    const from = await sender();
    const other = await MemoryDesk.open({ device: 'evil' });
    await other.commit({ action: '写', ops: [{ kind: 'set', on: ON_A, space: B, field: 'name', value: '改' }] });
    const received = await from.store.receive(other.send([B]));
    expect(received).toMatchObject({ fresh: 0, misplaced: 1 });
    expect(from.store.get(ON_A)?.value['name']).toBe('甲');
  });

  it('that were ours before older data were put back come home without taking a number twice', async () => {
    const first = await sender();
    const old = new Map([...first.disk.files].map(([path, bytes]) => [path, Buffer.from(bytes)]));
    await first.set(ON_A, A, 'name', '后来');
    const peer = await MemoryDesk.open({ device: 'p' });
    await peer.store.receive(first.send(SPACES));
    const restored = await MemoryDesk.open({ device: 's2', disk: memoryDisk(old), run: 'r' });
    await restored.set(ON_A, A, 'name', '恢复后');
    await restored.store.receive(peer.send(SPACES));
    await peer.store.receive(restored.send(SPACES));
    expect(stateOf(peer.store, ALL)).toBe(stateOf(restored.store, ALL));
    const ids = peer.store.history(ON_A).flatMap((txn) => txn.ops.map((op) => `${op.space} ${op.id}`));
    expect(new Set(ids).size).toBe(ids.length);
    expect(conflictsOf(peer.store.get(ON_A) ?? never()).map(({ field }) => field)).toEqual(['name']);
  });

  it('are found for sending in a folder that did not remember the places of a space', async () => {
    const from = await sender();
    await from.store.compact();
    await from.store.close();
    const files = new Map([...from.disk.files].filter(([path]) => !/\.[it]dx$|\.tix$/.test(path)));
    for (const [path, bytes] of files) if (path.includes('s-_spaces')) files.set(path, withoutLogs(bytes));
    const again = await MemoryDesk.open({ device: 's', disk: memoryDisk(files), run: 'x' });
    expect(again.send([A]).flatMap((txn) => txn.ops.map((op) => opSeq(op.id)))).toEqual([1, 2]);
  });
});

const never = (): never => {
  throw new Error('no record');
};

/** The lines as an older build wrote them, of the same length. */
const withoutLogs = (bytes: Buffer): Buffer =>
  Buffer.concat(
    bytes
      .toString('utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => encodeLine(line.slice(9).replace(/"log":\[([^\]]*)\]/, (all) => '"log":[]'.padEnd(all.length)))),
  );
