import { addDays, fromDayNumber, type LocalDate, toDayNumber, weekdayOf } from './local-date';

const DAY_MS = 86_400_000;
const dayOf = (year: number, month: number, day: number): LocalDate =>
  fromDayNumber(Date.UTC(year, month - 1, day) / DAY_MS);

export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7));
export const dayOfMonth = (date: LocalDate): number => Number(date.slice(8, 10));
export const firstOfMonth = (year: number, month: number): LocalDate => dayOf(year, month, 1);
export const lastOfMonth = (year: number, month: number): LocalDate => dayOf(year, month + 1, 0);

/** Every day of a month; `month` may run past 12 or below 1 into the neighbouring years. */
export const daysOfMonth = (year: number, month: number): readonly LocalDate[] =>
  daysFrom(firstOfMonth(year, month), lastOfMonth(year, month));

/** Every day from `from` to `to`, both included; none when `to` is earlier. */
export function daysFrom(from: LocalDate, to: LocalDate): readonly LocalDate[] {
  const count = Math.max(0, toDayNumber(to) - toDayNumber(from) + 1);
  return Array.from({ length: count }, (_, i) => addDays(from, i));
}

/** The corresponding day `n` months on; the last day of that month where it has none (《民法典》第二百零二条). */
export function addMonths(date: LocalDate, n: number): LocalDate {
  const year = Number(date.slice(0, 4));
  const target = lastOfMonth(year, monthOf(date) + n);
  const day = Math.min(dayOfMonth(date), dayOfMonth(target));
  return addDays(target, day - dayOfMonth(target));
}

/** The `n`-th given weekday (1 Monday … 7 Sunday) of a month, from the end when negative; none when there is no fifth. */
export function nthWeekdayOfMonth(year: number, month: number, weekday: number, n: number): LocalDate | undefined {
  return daysOfMonth(year, month)
    .filter((date) => weekdayOf(date) === weekday)
    .at(n > 0 ? n - 1 : n);
}

/** Monday of the week. */
export const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** 0 Monday … of `WEEKDAY_NAMES`. */
export const WEEKDAY_NAMES = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'] as const;
export const weekdayName = (date: LocalDate): string => WEEKDAY_NAMES[weekdayOf(date) - 1] ?? '';

/** 2026年11月23日. */
export const chineseDate = (date: LocalDate): string =>
  `${Number(date.slice(0, 4))}年${monthOf(date)}月${dayOfMonth(date)}日`;
