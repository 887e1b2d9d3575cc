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

export const fromDayNumber = (days: number): LocalDate =>
  new Date(days * DAY_MS).toISOString().slice(0, 10) as LocalDate;

export const addDays = (date: LocalDate, days: number): LocalDate => fromDayNumber(toDayNumber(date) + days);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: LocalDate): number => ((toDayNumber(date) + 3) % 7) + 1;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** The day in China (UTC+8, no summer time) at an instant in milliseconds. */
export const localDateAt = (millis: number): LocalDate => fromDayNumber(Math.floor((millis + 8 * 3_600_000) / DAY_MS));
