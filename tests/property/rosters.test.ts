import fc from 'fast-check';
import { expect, it } from 'vitest';
import { highsSolver } from '../../electron/services/rosters/solver';
import { fromDayNumber, LocalDate, toDayNumber } from '#shared/calendar/local-date';
import { createCalendar } from '#shared/calendar/workdays';
import { balance } from '#shared/domain/rosters/balance';
import type { Context, PlannedDuty } from '#shared/domain/rosters/duty';
import { generate } from '#shared/domain/rosters/generate';
import type { Member, RosterRule } from '#shared/domain/rosters/rule';

const calendar = createCalendar([{ year: 2026, offDays: [], workDays: [] }]);
const solver = highsSolver();
const FIRST = toDayNumber(LocalDate.parse('2026-06-01'));
const day = (n: number) => fromDayNumber(FIRST + n);
const period = { from: day(0), to: day(29) };

/** Wednesdays of June 2026, or Wednesdays and Fridays: few enough to try every roster by hand. */
const scene = fc.record({
  days: fc.constantFrom<number[]>([3], [3, 5]),
  people: fc.integer({ min: 2, max: 4 }),
  chief: fc.boolean(),
  gap: fc.constantFrom(0, 3, 8, 15),
  away: fc.array(fc.record({ who: fc.nat(3), from: fc.nat(29), length: fc.nat(12) }), { maxLength: 4 }),
  busy: fc.array(fc.record({ who: fc.nat(3), on: fc.nat(29) }), { maxLength: 5 }),
  before: fc.array(fc.record({ who: fc.nat(3), ago: fc.integer({ min: 1, max: 20 }) }), { maxLength: 4 }),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function ruleOf(s: Scene): RosterRule {
  const members = Array.from(
    { length: s.people },
    (_, i): Member => ({
      id: `p${i}`,
      kind: 'person',
      name: `领导${i}`,
      ...(s.chief && i === 0 ? { chief: true } : {}),
    }),
  );
  return {
    title: '测试',
    publisher: '测试',
    location: '测试',
    when: { mode: 'byWeekday', weekdays: s.days },
    cycle: 'day',
    onHoliday: 'keep',
    makeup: false,
    start: { date: day(0), index: 0 },
    slots: [{ id: 's', name: '接访', role: 'leader', station: 'rotating', hours: [], seats: 1, members }],
    constraints: { minGapDays: s.gap, chiefMonthly: s.chief ? 1 : 0 },
    absences: s.away.map((a) => ({
      member: `p${a.who % s.people}`,
      from: day(a.from),
      to: day(a.from + a.length),
      kind: 'leave',
    })),
    notes: [],
    noticeDays: 0,
  };
}

const contextOf = (s: Scene): Context => ({
  busy: s.busy.map((b) => ({ identity: `领导${b.who % s.people}#`, date: day(b.on), hours: [], what: '别处' })),
  previous: s.before.map((b) => ({ identity: `领导${b.who % s.people}#`, date: day(-b.ago), slot: 's' })),
});

/** Written from the scene alone, with nothing of the code under test: does this roster meet every demand? */
function lawful(s: Scene, dates: readonly number[], who: readonly number[]): boolean {
  const away = (p: number, d: number) =>
    s.away.some((a) => a.who % s.people === p && d >= a.from && d <= a.from + a.length) ||
    s.busy.some((b) => b.who % s.people === p && b.on === d);
  if (who.includes(-1) || dates.some((d, i) => away(who[i] ?? -1, d))) return false;
  if (s.chief && !who.includes(0)) return false;
  const own = (p: number) => [
    ...s.before.filter((b) => b.who % s.people === p).map((b) => -b.ago),
    ...dates.filter((_, i) => who[i] === p),
  ];
  if (s.gap === 0) return true;
  return Array.from({ length: s.people }, (_, p) => own(p)).every((days) =>
    days.every((a, i) => days.every((b, j) => i === j || (a < 0 && b < 0) || Math.abs(a - b) >= s.gap)),
  );
}

function spread(s: Scene, who: readonly number[]): number {
  const loads = Array.from(
    { length: s.people },
    (_, p) => who.filter((w) => w === p).length + s.before.filter((b) => b.who % s.people === p).length,
  );
  return Math.max(...loads) - Math.min(...loads);
}

function* everyRoster(days: number, people: number): Generator<number[]> {
  for (let n = 0; n < people ** days; n++) {
    yield Array.from({ length: days }, (_, i) => Math.floor(n / people ** i) % people);
  }
}

const whoOf = (duties: readonly PlannedDuty[]) => duties.map((d) => Number(d.member?.id.slice(1) ?? -1));

it('the solver finds the fairest lawful roster exactly when there is one, and names a real clash otherwise', async () => {
  await fc.assert(
    fc.asyncProperty(scene, async (s) => {
      const [rule, context] = [ruleOf(s), contextOf(s)];
      const drawn = generate(rule, period, calendar, context);
      if (!drawn.ok) throw new Error(drawn.error.message);
      const dates = drawn.value.duties.map((d) => toDayNumber(d.date) - FIRST);
      const possible = [...everyRoster(dates.length, s.people)].filter((who) => lawful(s, dates, who));
      const balanced = await balance(rule, drawn.value, period, context, solver);
      expect(balanced.ok).toBe(possible.length > 0);
      if (balanced.ok) {
        const who = whoOf(balanced.value.duties);
        expect(lawful(s, dates, who)).toBe(true);
        expect(balanced.value.conflicts).toEqual([]);
        expect(spread(s, who)).toBe(Math.min(...possible.map((p) => spread(s, p))));
        const again = await balance(rule, drawn.value, period, context, solver);
        expect(again.ok && again.value.duties).toEqual(balanced.value.duties);
      } else {
        expect(balanced.error.message).toMatch(/^以下要求不能同时满足，排不出班：1\./);
        expect(balanced.error.issues?.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 60 },
  );
});

it('the checker finds a plain rotation lawful exactly when the scene does', () => {
  fc.assert(
    fc.property(scene, (s) => {
      const drawn = generate(ruleOf(s), period, calendar, contextOf(s));
      if (!drawn.ok) throw new Error(drawn.error.message);
      const dates = drawn.value.duties.map((d) => toDayNumber(d.date) - FIRST);
      expect(drawn.value.conflicts.length === 0).toBe(lawful(s, dates, whoOf(drawn.value.duties)));
    }),
    { numRuns: 400 },
  );
});
