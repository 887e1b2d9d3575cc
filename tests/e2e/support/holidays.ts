import { addDays, type LocalDate, weekdayOf, yearOf } from '#shared/calendar/local-date';
import type { HolidayTable } from '#shared/calendar/workdays';
import type { Desk } from '../fixture';

const OFF: readonly (readonly [name: string, from: string, days: number])[] = [
  ['元旦', '01-01', 3],
  ['春节', '02-05', 7],
  ['清明', '04-03', 3],
  ['劳动节', '05-01', 5],
  ['端午', '06-09', 1],
  ['中秋', '09-15', 1],
  ['国庆节', '10-01', 7],
];
/** Weekdays off that no weekend is worked for. */
const FREE = 13;

/** A year as a notice might set it: invented, but plausible. */
export function inventedYear(year: number): HolidayTable {
  const offDays = OFF.flatMap(([name, from, days]) =>
    Array.from({ length: days }, (_, i) => ({ date: addDays(`${year}-${from}` as LocalDate, i), name })),
  );
  const off = new Set(offDays.map(({ date }) => date));
  const worked = Math.max(5, [...off].filter((date) => weekdayOf(date) < 6).length - FREE);
  const workDays = Array.from({ length: 365 }, (_, i) => addDays(`${year}-01-01` as LocalDate, i))
    .filter((date) => weekdayOf(date) > 5 && !off.has(date))
    .slice(0, worked)
    .map((date) => ({ date, name: '调休上班' }));
  return { year, offDays, workDays };
}

/** The desk knows the holidays of the day's year, whichever year that is. */
export async function knowYearOf(desk: Desk, day: string): Promise<void> {
  const year = yearOf(day as LocalDate);
  const { years } = await desk.call('holidays.years', {});
  if (years.some((known) => known.year === year)) return;
  await desk.call('holidays.save', { ...inventedYear(year), reason: '导入通知' });
}
