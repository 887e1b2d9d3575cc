import { z } from 'zod';
import { type Refusal, refuse } from '../kernel/refusal';
import { ok, type Result } from '../kernel/result';
import { addDays, fromDayNumber, LocalDate, toDayNumber, weekdayOf, yearOfDay } from './local-date';
import { daysFrom, firstOfMonth, lastOfMonth } from './months';

/** A day with the name the notice gives it: 国庆节, 春节调休上班. */
export const NamedDay = z.object({ date: LocalDate, name: z.string().trim().min(1).max(20) });
export type NamedDay = z.infer<typeof NamedDay>;

/** 放假安排 of one year, as the State Council announces it. */
export const HolidayTable = z.object({
  year: z.number().int(),
  /** Days off, weekends within a holiday included. */
  offDays: z.array(NamedDay),
  /** Weekend days that are worked in exchange. */
  workDays: z.array(NamedDay),
});
export type HolidayTable = z.infer<typeof HolidayTable>;

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeUpDay';

/** What a day is, and what the notice calls it if it names it. */
export interface DayInfo {
  readonly date: LocalDate;
  readonly kind: DayKind;
  readonly workday: boolean;
  readonly name?: string;
}

type Answer<T> = Result<T, Refusal>;

/** Workdays of the years whose notices are known. A year without one is refused, never guessed from weekends. */
export interface WorkCalendar {
  readonly years: readonly number[];
  day(date: LocalDate): Answer<DayInfo>;
  isWorkday(date: LocalDate): Answer<boolean>;
  /** The first workday after the date. */
  nextWorkday(date: LocalDate): Answer<LocalDate>;
  /** The last workday before the date. */
  previousWorkday(date: LocalDate): Answer<LocalDate>;
  /** The date itself if it is a workday, else the next: 遇节假日顺延. */
  workdayOnOrAfter(date: LocalDate): Answer<LocalDate>;
  /** The date itself if it is a workday, else the one before: 遇节假日提前. */
  workdayOnOrBefore(date: LocalDate): Answer<LocalDate>;
  /** The date after counting `n` workdays from the day after `date` (before it when negative); `date` itself for 0. */
  addWorkdays(date: LocalDate, n: number): Answer<LocalDate>;
  /** Workdays from `from` to `to`, both included. */
  workdaysBetween(from: LocalDate, to: LocalDate): Answer<readonly LocalDate[]>;
}

/** The refusal of every computation that meets a year without a table. */
export const yearMissing = (year: number) =>
  refuse('calendar.yearMissing', `${year}年放假安排未导入，请在“系统设置—放假安排”中导入后再计算。`, {
    field: String(year),
  });

export function createCalendar(tables: Iterable<HolidayTable>): WorkCalendar {
  const years = new Map<number, Year>();
  for (const table of tables) years.set(table.year, yearFrom(table));

  const yearAt = (day: number): Answer<Year> => {
    const number = yearOfDay(day);
    const year = years.get(number);
    return year === undefined ? yearMissing(number) : ok(year);
  };

  /** Steps from `from` (excluded) until `n` workdays are counted; days as numbers, for long lists are counted with this. */
  const walk = (from: number, step: 1 | -1, n: number): Answer<LocalDate> => {
    let day = from;
    let year: Year | undefined;
    for (let left = n; left > 0; ) {
      day += step;
      if (year === undefined || day < year.first || day >= year.first + year.worked.length) {
        const found = yearAt(day);
        if (!found.ok) return found;
        year = found.value;
      }
      left -= year.worked[day - year.first] as number;
    }
    return ok(fromDayNumber(day));
  };

  const isWorkday = (date: LocalDate): Answer<boolean> => {
    const day = toDayNumber(date);
    const year = yearAt(day);
    return year.ok ? ok(year.value.worked[day - year.value.first] === 1) : year;
  };

  const here = (date: LocalDate, step: 1 | -1): Answer<LocalDate> => {
    const workday = isWorkday(date);
    if (!workday.ok) return workday;
    return workday.value ? ok(date) : walk(toDayNumber(date), step, 1);
  };

  return {
    years: [...years.keys()].toSorted((a, b) => a - b),
    day: (date) => {
      const year = yearAt(toDayNumber(date));
      if (!year.ok) return year;
      const weekend = weekdayOf(date) > 5;
      return ok(year.value.named.get(date) ?? { date, kind: weekend ? 'weekend' : 'workday', workday: !weekend });
    },
    isWorkday,
    nextWorkday: (date) => walk(toDayNumber(date), 1, 1),
    previousWorkday: (date) => walk(toDayNumber(date), -1, 1),
    workdayOnOrAfter: (date) => here(date, 1),
    workdayOnOrBefore: (date) => here(date, -1),
    addWorkdays: (date, n) => (n === 0 ? ok(date) : walk(toDayNumber(date), n < 0 ? -1 : 1, Math.abs(n))),
    workdaysBetween: (from, to) => {
      const found: LocalDate[] = [];
      for (let date = from; date <= to; date = addDays(date, 1)) {
        const workday = isWorkday(date);
        if (!workday.ok) return workday;
        if (workday.value) found.push(date);
      }
      return ok(found);
    },
  };
}

/** The `n`-th workday of a month, from the end when negative: 每月第一个工作日, 每月最后一个工作日. */
export function nthWorkdayOfMonth(
  calendar: WorkCalendar,
  year: number,
  month: number,
  n: number,
): Answer<LocalDate | undefined> {
  const workdays = calendar.workdaysBetween(firstOfMonth(year, month), lastOfMonth(year, month));
  return workdays.ok ? ok(workdays.value.at(n > 0 ? n - 1 : n)) : workdays;
}

/** A year by its days: 1 where work is done. */
interface Year {
  readonly first: number;
  readonly worked: Uint8Array;
  readonly named: ReadonlyMap<LocalDate, DayInfo>;
}

function yearFrom(table: HolidayTable): Year {
  const first = toDayNumber(firstOfMonth(table.year, 1));
  const named = namedDays(table);
  const worked = Uint8Array.from(daysFrom(firstOfMonth(table.year, 1), lastOfMonth(table.year, 12)), (date) =>
    (named.get(date)?.workday ?? weekdayOf(date) < 6) ? 1 : 0,
  );
  return { first, worked, named };
}

function namedDays(table: HolidayTable): ReadonlyMap<LocalDate, DayInfo> {
  const days = new Map<LocalDate, DayInfo>();
  for (const { date, name } of table.offDays) days.set(date, { date, kind: 'holiday', workday: false, name });
  for (const { date, name } of table.workDays) days.set(date, { date, kind: 'makeUpDay', workday: true, name });
  return days;
}
