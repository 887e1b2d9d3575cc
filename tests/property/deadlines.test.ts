import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  addDays,
  fromDayNumber,
  type LocalDate,
  parseLocalDate,
  toDayNumber,
  weekdayOf,
} from '#shared/calendar/local-date';
import { createCalendar } from '#shared/calendar/workdays';
import { DEFAULT_HOLIDAYS } from '#shared/domain/departments/defaults/holidays';
import { clockStateOn, computeDeadline, type DeadlineAsk, deadlineEnds } from '#shared/domain/deadlines/compute';
import { DEADLINE_KINDS, type Length } from '#shared/domain/deadlines/kind';
import { DEFAULT_DEADLINE_POLICY, type DeadlinePolicy } from '#shared/domain/deadlines/policy';

const days = (lines: 'off' | 'work') =>
  DEFAULT_HOLIDAYS.flatMap((year) => year[lines].map((line) => `${year.year}-${line.slice(0, 5)}`));
const off = new Set<string>(days('off'));
const work = new Set<string>(days('work'));
const named = (year: number, lines: readonly string[]) =>
  lines.flatMap((line) => {
    const date = parseLocalDate(`${year}-${line.slice(0, 5)}`);
    return date === undefined ? [] : [{ date, name: line.slice(6) }];
  });
const calendar = createCalendar(
  DEFAULT_HOLIDAYS.map((t) => ({ year: t.year, offDays: named(t.year, t.off), workDays: named(t.year, t.work) })),
);

const FIRST = toDayNumber('2024-01-01' as LocalDate);
const LAST = toDayNumber('2026-12-31' as LocalDate);
const KNOWN_UNTIL = '2026-12-31';
const anyDay = fc.integer({ min: FIRST, max: LAST }).map(fromDayNumber);
const length = fc.oneof(
  fc.record({ amount: fc.integer({ min: 1, max: 95 }), unit: fc.constantFrom('natural_day', 'working_day') }),
  fc.record({ amount: fc.integer({ min: 1, max: 6 }), unit: fc.constant('calendar_month') }),
) as fc.Arbitrary<Length>;
const scene = fc.record({
  kind: fc.constantFrom(...DEADLINE_KINDS),
  from: anyDay,
  length,
  end: fc.option(anyDay, { nil: undefined, freq: 6 }),
  pauses: fc.array(
    fc.record({
      /** From the start, or from about the end, where a pause meets the holiday that the end falls on. */
      near: fc.constantFrom('start', 'end'),
      after: fc.integer({ min: -5, max: 60 }),
      long: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined, freq: 3 }),
      why: fc.constantFrom('hearing', 'objection'),
    }),
    { maxLength: 3 },
  ),
  later: fc.integer({ min: 0, max: 150 }),
  rollOver: fc.boolean(),
  judgeBy: fc.constantFrom('rolled', 'nominal'),
  remindWorkdays: fc.integer({ min: 0, max: 6 }),
  hearing: fc.boolean(),
  objection: fc.boolean(),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

const aboutEnd = (s: Scene): LocalDate =>
  s.end ?? addDays(s.from, s.length.amount * (s.length.unit === 'calendar_month' ? 30 : 1));

function asked(s: Scene): { ask: DeadlineAsk; policy: DeadlinePolicy; today: LocalDate } {
  return {
    ask: {
      kind: s.kind,
      from: s.from,
      sla: s.length,
      ...(s.end === undefined ? {} : { end: s.end }),
      pauses: s.pauses.map(({ near, after, long, why }) => {
        const from = near === 'start' ? addDays(s.from, after) : addDays(aboutEnd(s), Math.ceil(after / 8));
        return { from, why, ...(long === undefined ? {} : { to: addDays(from, long) }) };
      }),
    },
    policy: {
      ...DEFAULT_DEADLINE_POLICY,
      rollOver: s.rollOver,
      judgeBy: s.judgeBy,
      remindWorkdays: s.remindWorkdays,
      hearingPauses: s.hearing ? [s.kind] : [],
      objectionPauses: s.objection ? [s.kind] : [],
    },
    today: addDays(s.from, s.later),
  };
}

/** The walk: one day after the other, with a list of days off and nothing of the calendar's or the computation's own. */
const isWorkday = (date: string): boolean => work.has(date) || (weekdayOf(date as LocalDate) < 6 && !off.has(date));
const known = (date: string): boolean => date <= KNOWN_UNTIL && date >= '2024-01-01';

function stopped(s: Scene, date: LocalDate): boolean {
  const { ask, today } = asked(s);
  return ask.pauses.some(
    (p) => (p.why === 'hearing' ? s.hearing : s.objection) && date >= p.from && date <= (p.to ?? today),
  );
}

/** Days in the month, told by stepping until the month changes. */
function monthOn(from: LocalDate, months: number): LocalDate {
  let at = from;
  for (let left = months; left > 0; left -= 1) {
    const month = at.slice(0, 7);
    while (at.slice(0, 7) === month) at = addDays(at, 1);
  }
  const target = at.slice(0, 7);
  for (; at.slice(8) !== from.slice(8); at = addDays(at, 1)) if (addDays(at, 1).slice(0, 7) !== target) return at;
  return at;
}

/** undefined: the calendar does not reach. */
function walkToNominal(s: Scene): LocalDate | undefined {
  const fixed = s.end ?? (s.length.unit === 'calendar_month' ? monthOn(s.from, s.length.amount) : undefined);
  if (fixed !== undefined) {
    let owed = 0;
    for (let at = addDays(s.from, 1); at <= fixed; at = addDays(at, 1)) if (stopped(s, at)) owed += 1;
    let at = fixed;
    while (owed > 0) {
      at = addDays(at, 1);
      if (!stopped(s, at)) owed -= 1;
    }
    return at;
  }
  let at = s.from;
  for (let left = s.length.amount; left > 0; ) {
    at = addDays(at, 1);
    if (s.length.unit === 'working_day') {
      if (!known(at)) return undefined;
      if (!isWorkday(at)) continue;
    }
    if (!stopped(s, at)) left -= 1;
  }
  return at;
}

it('agrees with a walk from day to day', () => {
  fc.assert(
    fc.property(scene, (s) => {
      const { ask, policy, today } = asked(s);
      const answer = computeDeadline(ask, policy, calendar, today);
      const nominal = walkToNominal(s);
      if (nominal === undefined) {
        expect(answer).toMatchObject({ ok: false, error: { code: 'calendar.yearMissing' } });
        return;
      }
      if (!answer.ok) throw new Error(answer.error.message);
      const found = answer.value;
      expect(found.nominalEnd).toBe(nominal);

      let rolled: LocalDate | undefined = nominal;
      while (rolled !== undefined && (!known(rolled) || !isWorkday(rolled) || stopped(s, rolled)))
        rolled = known(rolled) ? addDays(rolled, 1) : undefined;
      expect(found.rolledEnd).toBe(s.rollOver ? rolled : undefined);
      expect(found.lastDay).toBe(s.rollOver && s.judgeBy === 'rolled' ? (rolled ?? nominal) : nominal);
      if (s.rollOver && rolled === undefined) {
        expect(found.calendarMissing).toBe(2027);
        expect(found.steps.join('')).toContain('2027年放假安排未导入');
      }
    }),
    { numRuns: 1500 },
  );
});

it('reminds on the workday that is so many before the nominal end, never before the clock starts', () => {
  fc.assert(
    fc.property(scene, (s) => {
      const { ask, policy, today } = asked(s);
      const answer = deadlineEnds(ask, policy, calendar, today);
      if (!answer.ok) return;
      const { nominalEnd, remindOn } = answer.value;
      if (remindOn === undefined || remindOn === s.from) return;
      let workdays = 0;
      for (let at = remindOn; at < nominalEnd; at = addDays(at, 1)) if (isWorkday(at)) workdays += 1;
      expect(workdays).toBe(policy.remindWorkdays);
      expect(remindOn > s.from).toBe(true);
    }),
  );
});

it('is overdue from the day after the last day on, and at no other time', () => {
  fc.assert(
    fc.property(scene, (s) => {
      const { ask, policy, today } = asked(s);
      const answer = deadlineEnds(ask, policy, calendar, today);
      if (!answer.ok) return;
      const { state, daysLeft } = clockStateOn(answer.value, today);
      expect(state === 'overdue').toBe(today > answer.value.lastDay);
      expect(state === 'today').toBe(today === answer.value.lastDay);
      expect(addDays(today, daysLeft)).toBe(answer.value.lastDay);
      if (state === 'paused') expect(ask.pauses.some((p) => p.to === undefined)).toBe(true);
    }),
  );
});
