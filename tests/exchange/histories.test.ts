import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { caseStateOf } from '#shared/domain/cases/machine';
import type { LocalDate } from '#shared/calendar/local-date';
import { leasesOf } from '#shared/domain/exchange/lease';
import { collectionOf, type RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import type { Op, OpDraft } from '#shared/ledger/op';
import { memoryDisk } from '../crash/support/memory-disk';
import { checkRecord } from '../property/support/check-record';
import { MemoryDesk, stateOf } from './support/desk';
import { LISTS, RECORDS, SPACES, World } from './support/world';

/** 2,000 in an ordinary run; the long run sets 100,000. */
const HISTORIES = Number(process.env['EXCHANGE_HISTORIES'] ?? 2000);
const TEN_YEARS = 10 * 366 * 86_400_000;

const desk = fc.nat({ max: 5 });
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
      pick: fc.nat({ max: 8 }),
      harm: fc.constantFrom('none', 'none', 'none', 'none', 'cut', 'flip'),
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
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop'), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back'), who: desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore'), who: desk }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revoke'), by: desk, whom: desk, sure: fc.nat({ max: 3 }) }) },
);
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const few = [2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6];
const histories = fc.constantFrom(...few).chain((desks) =>
  fc.record({
    skews: fc.array(fc.integer({ min: -TEN_YEARS, max: TEN_YEARS }), { minLength: desks, maxLength: desks }),
    moves: fc.array(move, { minLength: 8, maxLength: 40, size: 'max' }),
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
  if (kind === 'create') return { ...base, value: { [field]: value, also: `甲${value}` } };
  if (kind === 'set') return { ...base, field, value };
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
    world.post(step.from % n, step.to % n, step.spaces, step.trust);
  }
  if (step.do === 'burst' && 'record' in step && step.from % n !== step.to % n) {
    for (const one of step.drafts) {
      const ops = draftOf({ ...one, record: step.record }, world.member(step.from).desk);
      if (ops !== undefined) await world.note(step.from % n, [ops]);
      world.post(step.from % n, step.to % n, SPACES, 'hopeful');
    }
  }
  if (step.do === 'deliver' && 'harm' in step) await world.deliver(step.pick, step.harm, step.at);
  if (step.do === 'drop' && 'pick' in step) world.drop(step.pick);
  if (step.do === 'back' && 'who' in step) world.back(step.who);
  if (step.do === 'restore' && 'who' in step) await world.restore(step.who % n);
  if (step.do === 'revoke' && 'sure' in step && step.sure === 0) await world.revoke(step.by % n, step.whom % n);
}

describe('desks that exchange packages', () => {
  it(
    `agree, lose nothing, and show every disagreement (${HISTORIES} histories)`,
    async () => {
      await fc.assert(
        fc.asyncProperty(histories, async ({ skews, moves }) => {
          const world = await World.begin(skews);
          for (const step of moves) await make(world, step);
          world.checkNothingLost();
          world.checkAgreement();
          const desks = await world.meet();
          world.checkAgreement();
          const [first] = desks;
          if (first === undefined) return;
          const ids = RECORDS.map(({ id }) => id);
          const state = stateOf(first.store, ids);
          for (const { store } of desks) expect(stateOf(store, ids)).toBe(state);
          const ops = first.store.since(new Map(SPACES.map((space) => [space, {}]))).flatMap((txn) => txn.ops);
          for (const id of ids) {
            checkRecord(
              first.store.get(id),
              ops.filter((op) => op.on === id),
              LISTS,
            );
          }
          checkSteps(desks);
          checkLeases(desks, ops);
          await first.store.close();
          const again = await MemoryDesk.open({
            device: first.device,
            disk: memoryDisk(first.disk.files),
            run: 'again',
          });
          expect(stateOf(again.store, ids)).toBe(state);
        }),
        { numRuns: HISTORIES },
      );
    },
    24 * 3_600_000,
  );
});

/** A lease is out, over or back, as its entries say, and on all desks alike. */
function checkLeases(desks: readonly MemoryDesk[], ops: readonly Op[]): void {
  const today = '2026-11-23' as LocalDate;
  const standing = (on: RecordId, field: string) => {
    const here = ops.filter((op) => op.on === on);
    const gone = new Set(here.filter((op) => op.kind === 'void').map((op) => (op.value as { op?: string }).op));
    return here.filter((op) => op.kind === 'add' && op.field === field && !gone.has(op.id));
  };
  for (const { id } of RECORDS) {
    const back = new Set(standing(id, 'leaseReturns').map((op) => (op.value as { lease: string }).lease));
    const expected = standing(id, 'leases').map((op) => {
      const lease = op.value as { readonly id: string; readonly until: string };
      return `${op.id} ${back.has(lease.id) ? 'back' : lease.until < today ? 'expired' : 'out'}`;
    });
    for (const { store } of desks) {
      const record = store.get(id);
      const shown = record === undefined ? [] : leasesOf(record, today).map(({ op, state }) => `${op} ${state}`);
      expect(shown.sort()).toEqual([...expected].sort());
    }
  }
}

/** Every step either ran or waits for a person, on all desks alike. */
function checkSteps(desks: readonly MemoryDesk[]): void {
  for (const { id } of RECORDS) {
    if (collectionOf(id) !== 'cases') continue;
    const states = desks.flatMap(({ store }) => {
      const record = store.get(id);
      return record === undefined ? [] : [caseStateOf(record)];
    });
    for (const state of states) expect(state).toEqual(states[0]);
  }
}
