import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReserve, decideReturn } from '#shared/domain/documents/decide-numbering';
import { nextSerial } from '#shared/domain/documents/number-next';
import { type NumberRange, readRange } from '#shared/domain/documents/number-range';
import { recordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import { ORG_SPACE } from '#shared/ledger/space';

/**
 * Desks that number the same run of papers, each knowing what it has given and what reached it from the others, in any order;
 * data may be put back to an older state. A: the numbering desk.
 */
const DESKS = ['A01', 'B01', 'C01'] as const;
type DeskName = (typeof DESKS)[number];
const ORGAN = recordId('units', 'X');
const RUN = { organ: ORGAN, kind: 'TransferLetter', year: 2026 } as const;

interface Known {
  readonly used: ReadonlySet<number>;
  readonly ranges: ReadonlyMap<string, NumberRange>;
}

const numbering: Folded = { id: recordId('paperNumbering', 'X'), space: ORG_SPACE, value: { desk: 'A01' } };
const rangeRecord = (range: NumberRange): Folded => ({ id: range.id, space: ORG_SPACE, value: { ...range } });

class Desk {
  known: Known = { used: new Set(), ranges: new Map() };
  private older: Known = this.known;
  /** What a restore remembers: the furthest that this desk has given or put aside. */
  private floor = 0;
  private furthest = 0;
  constructor(readonly name: DeskName) {}

  issue(): number | undefined {
    const next = nextSerial({
      desk: this.name,
      numberingDesk: 'A01',
      used: [...this.known.used],
      floor: this.floor,
      ranges: [...this.known.ranges.values()],
      what: '转送函',
    });
    if (!next.ok) return undefined;
    this.known = { ...this.known, used: new Set([...this.known.used, next.value]) };
    this.furthest = Math.max(this.furthest, next.value);
    return next.value;
  }

  reserve(ahead: number, size: number, desk: DeskName, key: string): NumberRange | undefined {
    const from = this.furthest + 1 + ahead;
    const input = { ...RUN, from, to: from + size, desk };
    const ranges = [...this.known.ranges.values()];
    const used = [...this.known.used];
    const decided = decideReserve(input, { key, desk: this.name, numbering, ranges, used, floor: this.floor });
    const op = decided.ok ? decided.value.ops.find(({ on }) => on.startsWith('numberRanges/')) : undefined;
    const range =
      op === undefined ? undefined : readRange({ ...numbering, id: op.on, value: op.value as Folded['value'] });
    if (range === undefined) return undefined;
    this.known = { ...this.known, ranges: new Map([...this.known.ranges, [range.id, range]]) };
    this.furthest = Math.max(this.furthest, range.to);
    return range;
  }

  giveBack(): void {
    for (const range of this.known.ranges.values()) {
      const decided = decideReturn(rangeRecord(range), range, {
        desk: this.name,
        used: [...this.known.used],
        floor: this.floor,
      });
      if (!decided.ok) continue;
      const to = Number(decided.value.ops[0]?.value);
      this.furthest = Math.max(this.furthest, range.to);
      this.known = { ...this.known, ranges: new Map([...this.known.ranges, [range.id, { ...range, to }]]) };
    }
  }

  hear(from: Desk): void {
    const ranges = new Map(this.known.ranges);
    for (const [id, range] of from.known.ranges) {
      const mine = ranges.get(id);
      if (mine === undefined || range.to < mine.to) ranges.set(id, range);
    }
    this.known = { used: new Set([...this.known.used, ...from.known.used]), ranges };
  }

  backup = (): void => void (this.older = this.known);

  restore(): void {
    this.known = this.older;
    this.floor = this.furthest;
  }
}

const desk = fc.constantFrom(...DESKS);
const Act = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('issue' as const), desk }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('reserve' as const),
      desk: fc.oneof({ weight: 9, arbitrary: fc.constant('A01' as const) }, { weight: 1, arbitrary: desk }),
      /** So many numbers past the furthest the desk has come. */
      ahead: fc.nat(3),
      size: fc.nat(4),
      holder: desk,
    }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('hear' as const), desk, from: desk }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constantFrom('backup' as const, 'restore' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('giveBack' as const), desk }) },
);
type Act = typeof Act extends fc.Arbitrary<infer T> ? T : never;

interface Lived {
  readonly issued: readonly { readonly desk: DeskName; readonly serial: number }[];
  readonly reserved: readonly NumberRange[];
}

function live(acts: readonly Act[]): Lived {
  const desks = { A01: new Desk('A01'), B01: new Desk('B01'), C01: new Desk('C01') };
  const issued: { desk: DeskName; serial: number }[] = [];
  const reserved: NumberRange[] = [];
  for (const [i, act] of acts.entries()) {
    const at = desks[act.desk];
    switch (act.act) {
      case 'issue': {
        const serial = at.issue();
        if (serial !== undefined) issued.push({ desk: act.desk, serial });
        break;
      }
      case 'reserve': {
        const range = at.reserve(act.ahead, act.size, act.holder, `r${i}`);
        if (range !== undefined) reserved.push(range);
        break;
      }
      case 'hear':
        at.hear(desks[act.from]);
        break;
      default:
        at[act.act]();
    }
  }
  return { issued, reserved };
}

const RUNS = { numRuns: Number(process.env.NUMBERS_RUNS ?? 1500) };

describe('numbers of papers', () => {
  it('given before a restore are not given back after it', () => {
    const { issued } = live([
      { act: 'reserve', desk: 'A01', ahead: 2, size: 0, holder: 'B01' },
      { act: 'issue', desk: 'A01' },
      { act: 'hear', desk: 'B01', from: 'A01' },
      { act: 'issue', desk: 'B01' },
      { act: 'restore', desk: 'B01' },
      { act: 'hear', desk: 'B01', from: 'A01' },
      { act: 'issue', desk: 'A01' },
      { act: 'giveBack', desk: 'B01' },
      { act: 'hear', desk: 'A01', from: 'B01' },
      { act: 'issue', desk: 'A01' },
    ]);
    expect(issued.map(({ serial }) => serial)).toEqual([1, 3, 2, 4]);
  });

  it('are never given twice, whatever the desks know of each other and whatever is put back', () => {
    fc.assert(
      fc.property(fc.array(Act, { maxLength: 60, size: 'max' }), (acts) => {
        const { issued } = live(acts);
        expect(new Set(issued.map(({ serial }) => serial)).size).toBe(issued.length);
      }),
      RUNS,
    );
  });

  it('run on without a gap outside the ranges, as long as nothing was put back', () => {
    fc.assert(
      fc.property(fc.array(Act, { maxLength: 60, size: 'max' }), (acts) => {
        const { issued, reserved } = live(acts.filter(({ act }) => act !== 'restore'));
        const inRange = (n: number) => reserved.some(({ from, to }) => from <= n && n <= to);
        const own = issued.filter(({ desk: by }) => by === 'A01').map(({ serial }) => serial);
        const last = Math.max(0, ...own);
        const missing = Array.from({ length: last }, (_, i) => i + 1).filter((n) => !own.includes(n) && !inRange(n));
        expect(missing).toEqual([]);
        expect(own).toEqual(own.toSorted((a, b) => a - b));
      }),
      RUNS,
    );
  });

  it('of another desk stay inside its ranges', () => {
    fc.assert(
      fc.property(fc.array(Act, { maxLength: 60, size: 'max' }), (acts) => {
        const { issued, reserved } = live(acts);
        for (const { desk: by, serial } of issued.filter((one) => one.desk !== 'A01')) {
          expect(reserved.some(({ desk: holder, from, to }) => holder === by && from <= serial && serial <= to)).toBe(
            true,
          );
        }
      }),
      RUNS,
    );
  });
});
