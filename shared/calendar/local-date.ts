import { z } from 'zod';
import type { Brand } from '../kernel/ids';

/** A day of the civil calendar, `2026-11-23`; no time, no zone. */
export type LocalDate = Brand<string, 'LocalDate'>;

const DAY_MS = 86_400_000;

export function parseLocalDate(text: string): LocalDate | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return undefined;
  const days = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / DAY_MS;
  return fromDayNumber(days) === text ? (text as LocalDate) : undefined;
}

export const LocalDate = z
  .string()
  .refine((s) => parseLocalDate(s) !== undefined, '日期应为存在的日子，如 2026-11-23')
  .transform((s) => s as LocalDate);

/** Days since 1970-01-01; the form in which columns keep dates. */
export const toDayNumber = (date: LocalDate): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / DAY_MS;

export function fromDayNumber(days: number): LocalDate {
  const { year, month, day } = civil(days);
  return `${String(year).padStart(4, '0')}-${TWO_DIGITS[month]}-${TWO_DIGITS[day]}` as LocalDate;
}
const TWO_DIGITS = Array.from({ length: 32 }, (_, n) => String(n).padStart(2, '0'));

export const yearOfDay = (days: number): number => civil(days).year;

/** Year, month and day by counting from 1 March 0000 in eras of 400 years: lists of limits ask hundreds of thousands of times. */
function civil(days: number): { year: number; month: number; day: number } {
  const since = days + 719_468;
  const era = Math.floor(since / 146_097);
  const inEra = since - era * 146_097;
  const inYears = inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096);
  const yearOfEra = Math.floor(inYears / 365);
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(date) + days);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => ((toDayNumber(date) + 3) % 7) + 1;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The day in China (UTC+8, no summer time) at an instant in milliseconds. */
export const localDateAt = (millis: number): LocalDate => fromDayNumber(Math.floor((millis + 8 * 3_600_000) / DAY_MS));
