import { join } from 'node:path';
import { systemRandom } from '../../../electron/random';
import { openStore } from '../../../electron/store/open';
import type { Store } from '../../../electron/store/store';
import { collections } from '../../../shared/domain/collections';
import { type DeviceId, keyOf, type RecordId, recordId, type SpaceId } from '../../../shared/kernel/ids';
import type { Folded } from '../../../shared/ledger/fold';
import type { Txn } from '../../../shared/ledger/op';
import { takeIn } from '../../../shared/ledger/receive';
import type { Vector } from '../../../shared/ledger/space';
import type { Before } from '../../../shared/ledger/stamp';
import { Contest, hashOf, longestStall, OURS } from '../contest';
import { Dice } from '../data/random';
import { LAST_DAY } from '../data/timeline';
import { visitValue } from '../data/visit';
import { atLeast, atMost, type Goal, quantile, type Report, stallGoal } from '../figures';
import { generated, homeOf, remove, scratch, SEED } from '../folders';
import { openOurs, plainRecord } from '../systems/ours';
import { packages } from './package';
import { lend } from './write';

const CHANGES = 50_000;
const ROUNDS = 3;
const IN_MEMORY = 'ours, in memory';
const YJS = 'Yjs, a map of fields per record, holding those that change alone';

/** What two other desks changed is taken into the data of this one: durable, in memory, and by CRDT libraries. */
export async function merge(scale: number): Promise<Report> {
  const { visits } = await generated(scale);
  const from = join(homeOf(scale), 'ours');
  const work = scratch('merge');
  const ids = changedRecords(await openingVisits(from), Math.min(CHANGES, Math.floor(visits / 4)));
  const txns = await editedElsewhere(from, work, ids);
  const contest = new Contest();
  const hashes = new Set<string>();
  let again = { fresh: -1, same: false };
  for (let turn = 0; turn < ROUNDS; turn++) {
    const folder = join(work, `here${turn}`);
    lend(from, folder);
    const store = await openOurs(folder);
    const order = shuffled(txns, turn);
    const before = copyOf(store, txns);
    contest.timeSync(IN_MEMORY, '', () => takeAll(order, before));
    await contest.time(OURS, '', () => store.receive(order));
    hashes.add(stateOf(store, ids));
    if (turn === ROUNDS - 1) {
      const { fresh } = await store.receive(order);
      again = { fresh, same: hashes.has(stateOf(store, ids)) };
    }
    await store.close();
  }
  const stalls: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    const watched = join(work, `watched${turn}`);
    lend(from, watched);
    const store = await openOurs(watched);
    stalls.push(await longestStall(() => store.receive(txns)));
    await store.close();
    remove(watched);
  }
  remove(work);
  await yjs(contest, ids.length);
  const parcels = await packages(scale);
  return {
    bench: 'merge',
    scale,
    unit: 'ms',
    rows: [...contest.rows(), ...parcels.rows],
    goals: [
      atLeast('Yjs ÷ ours, both in memory', contest.median(YJS) / contest.median(IN_MEMORY), 4),
      atMost('durable ÷ in memory', contest.median(OURS) / contest.median(IN_MEMORY), 4),
      yes('one state whatever the order of arrival', hashes.size === 1),
      yes('the second import changes nothing', again.fresh === 0 && again.same),
      stallGoal('taking in', quantile(stalls, 0.5)),
    ],
    facts: {
      records: `${visits} visits`,
      changes: txns.length,
      'state hash': [...hashes].join(' ').slice(0, 16),
      ...parcels.facts,
    },
  };
}

const yes = (goal: string, met: boolean): Goal => ({ goal, wanted: 'yes', figure: met ? 1 : 0, met });

async function openingVisits(from: string): Promise<RecordId[]> {
  const store = await openOurs(from);
  const ids: RecordId[] = [];
  for (const block of store.blocks('cases')) {
    const listed = block.listed('without');
    for (let row = 0; row < block.rows; row++) {
      if (listed[row] === 1) ids.push(recordId('visits', keyOf(block.id(row))));
    }
  }
  await store.close();
  return ids;
}

/** Different visits of all years that opened a case: each device then writes one op a space, which may come in any order. */
function changedRecords(ids: readonly RecordId[], wanted: number): RecordId[] {
  const dice = new Dice(SEED, 9);
  const chosen = new Set<RecordId>();
  while (chosen.size < wanted) chosen.add(dice.pick(ids));
  return [...chosen];
}

/** Two desks with a copy each; a tenth of the records is changed by both, who do not see each other. */
async function editedElsewhere(from: string, work: string, ids: readonly RecordId[]): Promise<Txn[]> {
  const half = Math.floor(ids.length / 2);
  const overlap = Math.floor(ids.length / 10);
  const first = await edited(from, join(work, 'first'), 'other001' as DeviceId, ids.slice(0, half));
  const second = await edited(
    from,
    join(work, 'second'),
    'other002' as DeviceId,
    ids.slice(half - overlap, ids.length - overlap),
  );
  return [...first, ...second];
}

async function edited(from: string, folder: string, device: DeviceId, ids: readonly RecordId[]): Promise<Txn[]> {
  lend(from, folder);
  const store = await openStore({
    folder,
    device,
    clock: { now: () => Date.now() },
    random: systemRandom(),
    collections,
  });
  const actor = { by: '另一登记员', unit: 'units/CZ-JFZX', device };
  const txns: Txn[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    const group = ids.slice(at, at + 500).map((on, i) => {
      const space = store.get(on)?.space ?? ('none' as SpaceId);
      const op = { kind: 'set' as const, on, space, field: 'problemPlace', value: `${device} 更正第 ${at + i} 处` };
      return store.commit({ action: '更正来访登记', reason: '核对', ops: [op] }, actor);
    });
    txns.push(...(await Promise.all(group)));
  }
  await store.close();
  remove(folder);
  return txns;
}

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const dice = new Dice(SEED, 10, seed);
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = dice.below(i + 1);
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

interface InMemory extends Before {
  readonly records: Map<RecordId, Folded>;
  readonly vectors: Map<SpaceId, Vector>;
}

/** The records and vectors concerned as plain maps. */
function copyOf(store: Store, txns: readonly Txn[]): InMemory {
  const records = new Map<RecordId, Folded>();
  const vectors = new Map<SpaceId, Vector>();
  for (const { on, space } of txns.flatMap((txn) => txn.ops)) {
    const record = store.get(on);
    if (record !== undefined) records.set(on, record);
    vectors.set(space, store.vector(space));
  }
  return { records, vectors, record: (id) => records.get(id), vector: (space) => vectors.get(space) ?? {} };
}

function takeAll(txns: readonly Txn[], into: InMemory): void {
  for (const txn of txns) {
    const taken = takeIn(txn, into);
    for (const [id, record] of taken.records) into.records.set(id, record);
    for (const [space, vector] of taken.vectors) into.vectors.set(space, vector);
  }
}

const stateOf = (store: Store, ids: readonly RecordId[]): string =>
  hashOf(
    ids.map((id) => ({
      ...plainRecord(store.get(id) as Folded),
      vector: store.vector((store.get(id) as Folded).space),
    })),
  );

/** The visits concerned, each a map of its fields, so that two people may change two fields; not asked to be durable. */
async function yjs(contest: Contest, visits: number): Promise<void> {
  const Y = await import('yjs');
  const made = new Y.Doc();
  made.transact(() => {
    const all = made.getMap('visits');
    for (let n = 0; n < visits; n++) {
      const record = new Y.Map();
      const arrival = { n, key: `2026-A01-${n}`, date: LAST_DAY, person: n };
      for (const [field, value] of Object.entries(visitValue(SEED, arrival, 0))) record.set(field, value);
      all.set(String(n), record);
    }
  });
  const snapshot = Y.encodeStateAsUpdate(made);
  const seen = Y.encodeStateVector(made);
  const other = new Y.Doc();
  made.destroy();
  Y.applyUpdate(other, snapshot);
  const all = other.getMap<InstanceType<typeof Y.Map>>('visits');
  for (const n of shuffled([...Array.from({ length: visits }).keys()], ROUNDS)) {
    all.get(String(n))?.set('problemPlace', `更正第 ${n} 处`);
  }
  const update = Y.encodeStateAsUpdate(other, seen);
  other.destroy();
  for (let turn = 0; turn < ROUNDS; turn++) {
    const fresh = new Y.Doc();
    Y.applyUpdate(fresh, snapshot);
    contest.timeSync(YJS, '', () => Y.applyUpdate(fresh, update));
    fresh.destroy();
  }
}
