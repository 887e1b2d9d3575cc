import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../../tests/golden/deadline-vectors.json' with { type: 'json' };
import { DEFAULT_HOLIDAYS } from '../domain/departments/defaults/holidays';
import {
  addDays,
  fromDayNumber,
  type LocalDate,
  parseLocalDate,
  toDayNumber,
  weekdayOf,
  yearOfDay,
} from './local-date';
import { addMonths, chineseDate, daysOfMonth, mondayOf, nthWeekdayOfMonth, weekdayName } from './months';
import { createCalendar, nthWorkdayOfMonth } from './workdays';

const day = (text: string): LocalDate => {
  const parsed = parseLocalDate(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};
const off = new Set(DEFAULT_HOLIDAYS.flatMap(({ year, off: lines }) => lines.map((l) => `${year}-${l.slice(0, 5)}`)));
const work = new Set(DEFAULT_HOLIDAYS.flatMap(({ year, work: lines }) => lines.map((l) => `${year}-${l.slice(0, 5)}`)));
const named = (year: number, lines: readonly string[]) =>
  lines.map((line) => ({ date: day(`${year}-${line.slice(0, 5)}`), name: line.slice(6) }));
const calendar = createCalendar(
  DEFAULT_HOLIDAYS.map(({ year, off: o, work: w }) => ({ year, offDays: named(year, o), workDays: named(year, w) })),
);
const naive = (date: LocalDate): boolean => work.has(date) || (weekdayOf(date) < 6 && !off.has(date));
const FIRST = toDayNumber(day('2024-01-01'));
const LAST = toDayNumber(day('2026-12-31'));
const anyDay = fc.integer({ min: FIRST, max: LAST }).map(fromDayNumber);

describe('workdays', () => {
  test('the working-day vectors of the deadlines are met', () => {
    const cases = vectors.vectors.filter((v) => v.unit === 'working_day');
    expect(cases.length).toBeGreaterThan(3);
    for (const v of cases) {
      expect([v.start, calendar.addWorkdays(day(v.start), v.amount)]).toEqual([
        v.start,
        { ok: true, value: v.nominalEnd },
      ]);
    }
  });

  test('natural-day and month vectors roll over to the end of a holiday', () => {
    for (const v of vectors.vectors.filter((x) => x.unit !== 'working_day')) {
      const nominal = v.unit === 'natural_day' ? addDays(day(v.start), v.amount) : addMonths(day(v.start), v.amount);
      expect(nominal).toBe(v.nominalEnd);
      const rolled = calendar.workdayOnOrAfter(nominal);
      expect(rolled.ok ? rolled.value : rolled.error.code).toBe(v.rolledEnd ?? 'calendar.yearMissing');
    }
  });

  test('a year without a table is refused and named, never guessed', () => {
    for (const answer of [
      calendar.isWorkday(day('2027-01-04')),
      calendar.nextWorkday(day('2026-12-31')),
      calendar.addWorkdays(day('2026-12-28'), 5),
      calendar.workdaysBetween(day('2026-12-30'), day('2027-01-02')),
    ]) {
      expect(answer).toMatchObject({ ok: false, error: { code: 'calendar.yearMissing', field: '2027' } });
      if (!answer.ok) expect(answer.error.message).toContain('2027年放假安排未导入');
    }
    expect(calendar.previousWorkday(day('2024-01-01'))).toMatchObject({ ok: false, error: { field: '2023' } });
  });

  test('agree with a naive walk from day to day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), fc.constantFrom<1 | -1>(1, -1), (start, n, step) => {
        let at = start;
        for (let left = n; left > 0 && at >= day('2023-12-31') && at <= day('2027-01-01'); ) {
          at = addDays(at, step);
          if (naive(at)) left -= 1;
        }
        const answer = calendar.addWorkdays(start, n * step);
        if (at < day('2024-01-01') || at > day('2026-12-31')) expect(answer.ok).toBe(false);
        else expect(answer).toEqual({ ok: true, value: at });
      }),
    );
  });

  test('counting forth and back lands on a workday again, and between agrees with adding', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (start, n) => {
        const there = calendar.addWorkdays(start, n);
        if (!there.ok || n === 0) return;
        const between = calendar.workdaysBetween(addDays(start, 1), there.value);
        expect(between.ok ? between.value.length : -1).toBe(n);
        expect(between.ok ? between.value.at(-1) : '').toBe(there.value);
      }),
    );
  });

  test('days have the name of the notice', () => {
    expect(calendar.day(day('2026-10-01'))).toEqual({
      ok: true,
      value: { date: '2026-10-01', kind: 'holiday', workday: false, name: '国庆节' },
    });
    expect(calendar.day(day('2026-10-10'))).toMatchObject({ value: { kind: 'makeUpDay', workday: true } });
    expect(calendar.day(day('2026-11-22'))).toMatchObject({ value: { kind: 'weekend', workday: false } });
  });

  test('the n-th workday of a month', () => {
    expect(nthWorkdayOfMonth(calendar, 2026, 10, 1)).toEqual({ ok: true, value: '2026-10-08' });
    expect(nthWorkdayOfMonth(calendar, 2026, 2, -1)).toEqual({ ok: true, value: '2026-02-28' });
    expect(nthWorkdayOfMonth(calendar, 2026, 2, 30)).toEqual({ ok: true, value: undefined });
  });
});

describe('months', () => {
  test('a day number is the day that a clock would say, and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: toDayNumber(day('1000-01-01')), max: toDayNumber(day('9999-12-31')) }), (days) => {
        const date = fromDayNumber(days);
        expect(date).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
        expect(toDayNumber(date)).toBe(days);
        expect(yearOfDay(days)).toBe(Number(date.slice(0, 4)));
      }),
    );
  });

  test('a month on is the same day, or the last one (《民法典》202)', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(day('2024-01-31'), 1)).toBe('2024-02-29');
    expect(addMonths(day('2026-11-30'), 3)).toBe('2027-02-28');
    expect(addMonths(day('2026-03-31'), -1)).toBe('2026-02-28');
  });

  test('days, weeks and weekdays', () => {
    expect(daysOfMonth(2026, 2)).toHaveLength(28);
    expect(daysOfMonth(2026, 13)[0]).toBe('2027-01-01');
    expect(nthWeekdayOfMonth(2026, 11, 2, 1)).toBe('2026-11-03');
    expect(nthWeekdayOfMonth(2026, 11, 5, -1)).toBe('2026-11-27');
    expect(nthWeekdayOfMonth(2026, 11, 5, 5)).toBeUndefined();
    expect(mondayOf(day('2026-11-29'))).toBe('2026-11-23');
    expect(weekdayName(day('2026-11-23'))).toBe('星期一');
    expect(chineseDate(day('2026-01-05'))).toBe('2026年1月5日');
  });
});
