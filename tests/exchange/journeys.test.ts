import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTakable } from '#shared/domain/exchange/verdict';
import type { SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { caseSpace, type Vector } from '#shared/ledger/space';
import { importPackage } from '../../electron/exchange/import';
import { stateOf } from './support/desk';
import { CENTER, HOST, MemoryOffice, openCase, step } from './support/office';

/** 25 in an ordinary run; the long run sets 2,000. Each has real keys, signatures and encryption. */
const JOURNEYS = Number(process.env['EXCHANGE_JOURNEYS'] ?? 25);
const TEN_YEARS = 10 * 366 * 86_400_000;
const KEYS = ['2026-A01-000001', '2026-A01-000002'];
const CASES = KEYS.map((key) => recordId('cases', key));
const SPACES = KEYS.map(caseSpace);

const move = fc.record({
  do: fc.constantFrom('step', 'step', 'send', 'send', 'deliver', 'deliver', 'receipt'),
  who: fc.nat({ max: 2 }),
  to: fc.nat({ max: 2 }),
  which: fc.nat({ max: 5 }),
});

/** A centre with two desks and the unit that handles two of its cases, each with a clock of its own. */
class Journey {
  private readonly mail: { readonly to: number; readonly path: string }[] = [];
  private count = 0;
  private constructor(readonly offices: readonly MemoryOffice[]) {}

  static async begin(skews: readonly number[]): Promise<Journey> {
    const offices = await Promise.all(
      skews.map((skew, i) => MemoryOffice.open(`d${i}`, i === 2 ? HOST : CENTER, { skew })),
    );
    for (const one of offices) for (const other of offices) if (one !== other) await one.pairWith(other);
    const [first] = offices;
    for (const key of KEYS) if (first !== undefined) await openCase(first, undefined, key);
    return new Journey(offices);
  }

  office(i: number): MemoryOffice {
    const found = this.offices[i];
    if (found === undefined) throw new Error('no office');
    return found;
  }

  async step(who: number, which: number): Promise<void> {
    const { desk, store } = this.office(who);
    const on = CASES[which % 2];
    const space = SPACES[which % 2];
    if (on === undefined || space === undefined || store.get(on) === undefined) return;
    const [name, more] = STEPS[which % STEPS.length] ?? ['note', {}];
    await step(desk, on, space, name, { on: '2026-11-06', ...more });
  }

  /** Everything the sender has of the cases; how much of it travels, the receipts so far decide. */
  async send(from: number, to: number): Promise<void> {
    const sender = this.office(from);
    const receiver = this.office(to);
    const spaces = SPACES.filter((space) => Object.keys(sender.store.vector(space)).length > 0);
    if (from === to || spaces.length === 0) return;
    const purpose = from === 2 ? 'reply' : to === 2 ? 'route' : 'sync';
    const packed = await sender.pack({ purpose, to: [receiver.address()], spaces });
    this.mail.push({ to, path: sender.carry(packed, receiver, `${this.count++}.jrd`) });
  }

  /** The newest first, now and then one that came before. */
  async deliver(pick: number, withReceipt: boolean): Promise<void> {
    const parcel = this.mail.at(-1 - (pick % Math.max(1, this.mail.length)));
    if (parcel === undefined) return;
    const receiver = this.office(parcel.to);
    const seen = await receiver.examine(parcel.path);
    expect(seen.forked).toEqual([]);
    const known = isTakable(seen.verdict) || seen.verdict === 'duplicate' || seen.verdict === 'clock_ahead';
    expect(known, seen.verdict).toBe(true);
    const consent = { backup: () => Promise.resolve(), clocksCompared: true };
    const done = await importPackage(receiver.office, seen, consent);
    if (!done.ok) throw new Error(done.error.code);
    expect(done.value.receipt.ops.fresh).toBe(seen.preview?.fresh);
    const from = this.offices.findIndex(({ pair }) => pair.sign === seen.manifest?.from.sign);
    if (!withReceipt || from === -1) return;
    const to = [this.office(from).address()];
    const back = await receiver.pack({ purpose: 'receipt', to, spaces: [], receipt: done.value.receipt });
    const path = receiver.carry(back, this.office(from), `${this.count++}.jrd`);
    await this.office(from).import(path);
  }

  async end(): Promise<void> {
    for (const [from, to] of [
      [1, 0],
      [2, 0],
      [0, 1],
      [0, 2],
    ] as const) {
      await this.send(from, to);
      while (this.mail.length > 0 && this.mail.at(-1)?.to === to) {
        await this.deliver(0, true);
        this.mail.pop();
      }
      this.mail.length = 0;
    }
  }
}

const STEPS = [
  ['sign', { signer: '赵刚' }],
  ['note', { text: '催办' }],
  ['acknowledge', {}],
  ['withdraw', { reason: '信访人撤回' }],
  ['handle', {}],
] as const;

describe('real packages between a centre and a unit', () => {
  it(
    `leave all with the same cases, whatever came in which order (${JOURNEYS} journeys)`,
    async () => {
      const skews = fc.array(fc.integer({ min: -TEN_YEARS, max: TEN_YEARS }), { minLength: 3, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(skews, fc.array(move, { maxLength: 15 }), async (clocks, moves) => {
          const journey = await Journey.begin(clocks);
          for (const one of moves) {
            if (one.do === 'step') await journey.step(one.who, one.which);
            if (one.do === 'send') await journey.send(one.who, one.to);
            if (one.do === 'deliver' || one.do === 'receipt') await journey.deliver(one.which, one.do === 'receipt');
          }
          const written = journey.offices.flatMap(({ store }) => opsOf(store.since(everything())));
          await journey.end();
          const states = journey.offices.map(({ store }) => stateOf(store, CASES));
          expect(new Set(states).size).toBe(1);
          const kept = new Set(opsOf(journey.office(0).store.since(everything())));
          for (const op of written) expect(kept.has(op), `${op} is lost`).toBe(true);
        }),
        { numRuns: JOURNEYS },
      );
    },
    24 * 3_600_000,
  );
});

const everything = () => new Map<SpaceId, Vector>(SPACES.map((space) => [space, {}]));
const opsOf = (txns: ReturnType<MemoryOffice['store']['since']>): string[] =>
  txns.flatMap((txn) => txn.ops.map((op) => `${op.space} ${op.id}`));
