import { addDays, type LocalDate, parseLocalDate, weekdayOf, yearOf } from '../../calendar/local-date';
import { addMonths, daysFrom, daysOfMonth, firstOfMonth, lastOfMonth, monthOf } from '../../calendar/months';
import type { WorkCalendar } from '../../calendar/workdays';
import type { Refusal } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { RosterRule, When } from './rule';
import { dayWord, weekdayWord } from './words';

/** A day as the rule says it, and where the holidays put it. */
export interface PlannedDay {
  readonly planned: LocalDate;
  /** Absent: dropped because of a holiday. */
  readonly date?: LocalDate;
  /** Why it is not on its planned day: 国庆节, 周六. */
  readonly off?: string;
}

/** Refused, naming the year, when that year's holidays have not been imported. */
type Answer<T> = Result<T, Refusal>;

/** How far before its planned day a preponed duty may fall: no holiday in China is longer. */
const LONGEST_HOLIDAY = 15;

/**
 * The rule's days from its start up to `to`, in planned order, with holidays applied.
 * Days before the start belong to nobody. `keep` never asks the calendar, so it needs no table.
 */
export function plannedDays(rule: RosterRule, to: LocalDate, calendar: WorkCalendar): Answer<readonly PlannedDay[]> {
  const last = rule.onHoliday === 'prepone' ? addDays(to, LONGEST_HOLIDAY) : to;
  const candidates = candidatesOf(rule, last, calendar);
  if (!candidates.ok) return candidates;
  const days: PlannedDay[] = [];
  for (const planned of candidates.value) {
    const day = place(rule, planned, to, calendar);
    if (!day.ok) return day;
    days.push(day.value);
  }
  return ok(days);
}

/** `2026-10`, the key of a month. */
export const monthKey = (date: LocalDate): string => date.slice(0, 7);

/** The first days of the months that `from`–`to` touch, in order. */
export function monthsBetween(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const months: LocalDate[] = [];
  for (let first = firstOfMonth(yearOf(from), monthOf(from)); first <= to; first = addMonths(first, 1)) {
    months.push(first);
  }
  return months;
}

/** 「原定10月1日为国庆节，顺延至10月8日」; empty when the day stands as planned. */
export function shiftWord(day: PlannedDay): string {
  if (day.off === undefined) return '';
  if (day.date === undefined) return `${dayWord(day.planned)}为${day.off}，停一次`;
  return `原定${dayWord(day.planned)}为${day.off}，${day.date > day.planned ? '顺延' : '提前'}至${dayWord(day.date)}`;
}

function candidatesOf(rule: RosterRule, to: LocalDate, calendar: WorkCalendar): Answer<readonly LocalDate[]> {
  const { when, start } = rule;
  const inRange = (dates: Iterable<LocalDate>) => [...new Set(dates)].filter((d) => d >= start.date && d <= to).sort();
  switch (when.mode) {
    case 'byWeekday':
      return ok(daysFrom(start.date, to).filter((d) => when.weekdays.includes(weekdayOf(d))));
    case 'everyWorkday':
      return workdays(rule, to, calendar, [1, 2, 3, 4, 5]);
    case 'rotateWeekly':
      return rule.onHoliday === 'keep'
        ? ok(daysFrom(start.date, to).filter((d) => when.weekdays.includes(weekdayOf(d))))
        : workdays(rule, to, calendar, when.weekdays);
    case 'nthWeekday': {
      const found = nthWeekdays(when, monthsBetween(start.date, to), calendar);
      return found.ok ? ok(inRange(found.value)) : found;
    }
    case 'dayOfMonth':
      return ok(inRange(monthsBetween(start.date, to).flatMap((first) => daysInMonth(first, when.days))));
    case 'explicitDates':
      return ok(inRange(when.dates));
  }
}

function daysInMonth(first: LocalDate, days: readonly number[]): readonly LocalDate[] {
  const last = lastOfMonth(yearOf(first), monthOf(first));
  return days.map((day) => {
    const date = parseLocalDate(`${monthKey(first)}-${String(day).padStart(2, '0')}`);
    return date ?? last;
  });
}

/** The chosen weekdays, and the weekend days on which the country works. Daily turns are not lost to holidays. */
function workdays(
  rule: RosterRule,
  to: LocalDate,
  calendar: WorkCalendar,
  weekdays: readonly number[],
): Answer<readonly LocalDate[]> {
  const days: LocalDate[] = [];
  const dropHolidays = rule.when.mode === 'everyWorkday' && rule.cycle === 'day';
  for (const date of daysFrom(rule.start.date, to)) {
    const day = calendar.day(date);
    if (!day.ok) return day;
    const chosen = weekdays.includes(weekdayOf(date)) && (day.value.workday || !dropHolidays);
    if (chosen || day.value.kind === 'makeUpDay') days.push(date);
  }
  return ok(days);
}

function nthWeekdays(
  when: Extract<When, { mode: 'nthWeekday' }>,
  months: readonly LocalDate[],
  calendar: WorkCalendar,
): Answer<readonly LocalDate[]> {
  const found: LocalDate[] = [];
  for (const first of months) {
    for (const { nth, weekday } of when.days) {
      const same: LocalDate[] = [];
      for (const date of daysOfMonth(yearOf(first), monthOf(first))) {
        if (weekdayOf(date) !== weekday) continue;
        const workday = when.workdaysOnly ? calendar.isWorkday(date) : ok(true);
        if (!workday.ok) return workday;
        if (workday.value) same.push(date);
      }
      const date = same.at(nth === -1 ? -1 : nth - 1);
      if (date !== undefined) found.push(date);
    }
  }
  return ok(found);
}

function place(rule: RosterRule, planned: LocalDate, to: LocalDate, calendar: WorkCalendar): Answer<PlannedDay> {
  if (rule.onHoliday === 'keep') return ok({ planned, date: planned });
  const off = offDay(rule.when, planned, calendar);
  if (!off.ok) return off;
  if (off.value === undefined) return ok({ planned, date: planned });
  // A workday-only mode has nowhere to move a holiday to: the next workday has its own duty.
  if (rule.onHoliday === 'skip' || rule.when.mode === 'everyWorkday') return ok({ planned, off: off.value });
  // Past the end of the period it does not matter to which day, and the next year may not be known yet.
  if (rule.onHoliday === 'postpone' && planned >= to) return ok({ planned, date: addDays(to, 1), off: off.value });
  const date = rule.onHoliday === 'postpone' ? calendar.nextWorkday(planned) : calendar.previousWorkday(planned);
  return date.ok ? ok({ planned, date: date.value, off: off.value }) : date;
}

/** Why nobody works on that day; a weekend that the rule itself chose by weekday is an ordinary duty day. */
function offDay(when: When, date: LocalDate, calendar: WorkCalendar): Answer<string | undefined> {
  const day = calendar.day(date);
  if (!day.ok) return day;
  if (day.value.workday) return ok(undefined);
  if (day.value.kind === 'holiday') return ok(day.value.name ?? '节假日');
  const chosen = when.mode === 'byWeekday' || when.mode === 'rotateWeekly' || when.mode === 'nthWeekday';
  return ok(chosen ? undefined : weekdayWord(weekdayOf(date)));
}
