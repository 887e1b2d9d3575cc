import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LocalDate } from '#shared/calendar/local-date';
import type { JsonObject } from '#shared/kernel/json';
import type { OpDraft } from '#shared/ledger/op';
import { memoryDisk } from '../crash/support/memory-disk';
import { checkRecord } from '../property/support/check-record';
import { checkConflicts, checkLeases, checkSteps } from './support/checks';
import { MemoryDesk, stateOf } from './support/desk';
import { lose, pairCards, renewUnitKey, revoke } from './support/key-moves';
import { checkAgreement, checkNothingLost, meet, settle } from './support/meeting';
import { insides, wholePackages } from './support/parcel';
import { LISTS, RECORDS, SPACES } from './support/records';
import { type Harm, World } from './support/world';

/** 2,000 in an ordinary run; the long run has 100,000, some thousand from each of many seeds. */
const HISTORIES = Number(process.env['EXCHANGE_HISTORIES'] ?? 2000);
const SEED = process.env['EXCHANGE_SEED'];
const TEN_YEARS = 10 * 366 * 86_400_000;

const KEY_MOVES = ['pair', 'pair', 'renew', 'revoke', 'steal', 'lose', 'lose', 'lose', 'loseAndRestore', 'unit'];

const desk = fc.nat({ max: 5 });
const skew = fc.integer({ min: -TEN_YEARS, max: TEN_YEARS });
const draft = fc.record({
  kind: fc.constantFrom<OpDraft['kind']>('create', 'set', 'set', 'set', 'add', 'event', 'event', 'void'),
  record: fc.nat({ max: RECORDS.length - 1 }),
  which: fc.nat({ max: 5 }),
  value: fc.nat({ max: 5 }),
});
type Draft = typeof draft extends fc.Arbitrary<infer T> ? T : never;

const move = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('write'),
      who: desk,
      drafts: fc.array(draft, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('post'),
      from: desk,
      to: desk,
      spaces: fc.subarray([...SPACES], { minLength: 1 }),
      trust: fc.constantFrom('blind', 'known', 'hopeful'),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('deliver'),
      pick: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 8 }) }, { weight: 1, arbitrary: fc.nat({ max: 40 }) }),
      harm: fc.constantFrom<Harm>('none', 'none', 'none', 'none', 'none', 'cut', 'flip', 'stopped'),
      at: fc.nat(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('burst'),
      from: desk,
      to: desk,
      record: fc.nat({ max: RECORDS.length - 1 }),
      drafts: fc.array(draft, { minLength: 2, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide'),
      who: desk,
      about: fc.nat({ max: RECORDS.length - 1 }),
      way: fc.nat({ max: 5 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop'), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again'), who: desk, compact: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), who: desk, skew }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back'), who: desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore'), who: desk, backup: fc.nat({ max: 2 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('keys'),
      what: fc.constantFrom(...KEY_MOVES),
      by: desk,
      whom: desk,
    }),
  },
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const few = [2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6];
const histories = fc.constantFrom(...few).chain((desks) =>
  fc.record({
    skews: fc.array(skew, { minLength: desks, maxLength: desks }),
    acquaintance: fc.record({
      paired: fc.array(fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, fc.constant(false)), {
        minLength: desks,
        maxLength: desks,
      }),
      unitKey: fc.boolean(),
    }),
    whole: fc.nat({ max: 4 }),
    today: fc.constantFrom('2026-11-20', '2026-11-22', '2026-11-23', '2026-11-25'),
    moves: fc.array(move, { minLength: 8, maxLength: 36, size: 'max' }),
  }),
);

const FIELDS = ['name', 'phone', 'unit'];
const EVENTS: readonly (readonly [string, object])[] = [
  ['triage', { on: '2026-11-02', triageClass: 'claim', legalPath: 'petition' }],
  ['transfer', { on: '2026-11-03', unit: 'units/HOST' }],
  ['sign', { on: '2026-11-04', signer: '赵刚' }],
  ['withdraw', { on: '2026-11-05', reason: '撤回' }],
  ['note', { on: '2026-11-05', text: '催办' }],
  ['newerStep', { on: '2026-11-05' }],
];

function draftOf({ kind, record, which, value }: Draft, { store }: MemoryDesk): OpDraft | undefined {
  const found = RECORDS[record];
  if (found === undefined) return undefined;
  const base = { kind, on: found.id, space: found.space };
  const field = FIELDS[which % FIELDS.length] ?? 'name';
  if (kind === 'create') return { ...base, value: { [field]: `第${value}稿`, also: `甲${value}` } };
  if (kind === 'set') return { ...base, field, value: `第${value}稿` };
  const list = LISTS[which % LISTS.length] ?? 'notes';
  if (kind === 'add') return { ...base, field: list, value: entryFor(list, value) };
  const [name, input] = EVENTS[which] ?? ['note', {}];
  if (kind === 'event') return { ...base, field: name, value: { ...input } };
  const entry = store.get(found.id)?.items?.[list]?.[0]?.op;
  return { ...base, value: entry === undefined || value > 3 ? {} : { op: entry } };
}

/** A lease until one day or the other, and the word that it is back. */
function entryFor(list: string, value: number): JsonObject {
  const id = `0123456789abcde${value % 3}`;
  if (list === 'leaseReturns') return { lease: id, on: '2026-11-21' };
  const until = value > 2 ? '2026-11-22' : '2026-11-24';
  return list === 'leases'
    ? { id, device: '1', name: '便携机', by: '甲', on: '2026-11-20', until }
    : { text: `${value}` };
}

async function make(world: World, step: Move): Promise<void> {
  const n = world.members.length;
  if (step.do === 'write' && 'drafts' in step) {
    const ops = step.drafts.flatMap((d) => draftOf(d, world.member(step.who).desk) ?? []);
    await world.note(step.who % n, ops);
  }
  if (step.do === 'post' && 'spaces' in step && step.from % n !== step.to % n) {
    await world.post(step.from % n, step.to % n, step.spaces, step.trust);
  }
  if (step.do === 'burst' && 'record' in step && step.from % n !== step.to % n) {
    for (const one of step.drafts) {
      const ops = draftOf({ ...one, record: step.record }, world.member(step.from).desk);
      if (ops !== undefined) await world.note(step.from % n, [ops]);
      await world.post(step.from % n, step.to % n, SPACES, 'hopeful');
    }
  }
  if (step.do === 'deliver' && 'harm' in step) await world.deliver(step.pick, step.harm, step.at);
  if (step.do === 'decide' && 'about' in step) await world.decide(step.who, step.about, step.way);
  if (step.do === 'drop' && 'pick' in step) world.drop(step.pick);
  if (step.do === 'again' && 'compact' in step) await world.again(step.who, step.compact);
  if (step.do === 'clock' && 'skew' in step) world.member(step.who).setClock(step.skew);
  if (step.do === 'back' && 'who' in step) await world.member(step.who).backup();
  if (step.do === 'restore' && 'backup' in step) await world.restore(step.who % n, step.backup);
  if (step.do === 'keys' && 'what' in step) await changeKeys(world, step);
}

/** Cards are read in, keys replaced and retired; whoever has a replaced one goes on sending with it. */
async function changeKeys(world: World, { what, by, whom }: { what: string; by: number; whom: number }): Promise<void> {
  const n = world.members.length;
  if (what === 'pair') await pairCards(world, by % n, whom % n);
  if (what === 'renew') await world.member(by).renewKey();
  if (what === 'steal') await world.post(by % n, whom % n, SPACES, 'blind', true);
  if (what === 'revoke') await revoke(world, by % n, whom % n);
  if (what.startsWith('lose') && by % n !== whom % n) await lose(world, whom % n, by % n, what !== 'lose');
  if (what === 'unit') await renewUnitKey(world, by % n);
}

describe('desks that exchange packages', () => {
  it(
    `agree, lose nothing, and show every disagreement (${HISTORIES} histories)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async ({ skews, acquaintance, whole, today, moves }) => {
          const way = whole === 0 ? wholePackages() : insides;
          const world = await World.begin(skews, acquaintance, way);
          for (const [at, step] of moves.entries()) {
            await make(world, step);
            if (at % 10 === 9) checkAgreement(world);
          }
          checkNothingLost(world);
          checkAgreement(world);
          const met = await meet(world);
          checkAgreement(world);
          checkAlike(world, met, today as LocalDate);
          await settle(world, met);
          checkAgreement(world);
          await checkKept(world.member(met[0] ?? 0).desk);
        }),
        { numRuns: HISTORIES, ...(SEED === undefined ? {} : { seed: Number(SEED) }) },
      );
    },
    24 * 3_600_000,
  );
});

/** All of them show the same, and it is what their authors wrote, disagreements and all. */
function checkAlike(world: World, met: readonly number[], today: LocalDate): void {
  const stores = met.map((i) => world.member(i).desk.store);
  const [first] = stores;
  if (first === undefined) return;
  const ops = first.since(new Map(SPACES.map((space) => [space, {}]))).flatMap((txn) => txn.ops);
  for (const { id } of RECORDS) {
    const state = stateOf(first, [id]);
    for (const other of stores) expect(stateOf(other, [id])).toBe(state);
    const [record, its] = [first.get(id), ops.filter((op) => op.on === id)];
    checkRecord(record, its, LISTS);
    checkConflicts(record, its, world.truth);
    checkSteps(record, its, world.truth);
    checkLeases(record, its, today);
  }
}

/** What a desk shows, it shows again after it was closed and opened. */
async function checkKept({ store, device, disk }: MemoryDesk): Promise<void> {
  const ids = RECORDS.map(({ id }) => id);
  const state = stateOf(store, ids);
  await store.close();
  const again = await MemoryDesk.open({ device, disk: memoryDisk(disk.files), run: 'again' });
  expect(stateOf(again.store, ids)).toBe(state);
}
