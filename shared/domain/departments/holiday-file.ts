import { z } from 'zod';
import { type LocalDate, parseLocalDate, yearOf } from '../../calendar/local-date';
import { weekdayName } from '../../calendar/months';
import type { HolidayTable, NamedDay } from '../../calendar/workdays';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { holidayIssues } from './holidays';
import type { SheetIssue } from './sheet';

type Cell = string | number | boolean | null;
export interface HolidaySheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

/** What a file says about a year; a table only when nothing in it is wrong. */
export interface HolidayReading {
  readonly table: HolidayTable | undefined;
  readonly issues: readonly SheetIssue[];
}

export const HOLIDAY_TITLES = ['日期', '安排', '名称'] as const;
export const OFF = '放假';
export const WORK = '调休上班';
const WORDS: { readonly [word: string]: 'off' | 'work' } = {
  放假: 'off',
  休: 'off',
  休息: 'off',
  节假日: 'off',
  上班: 'work',
  班: 'work',
  补班: 'work',
  调休: 'work',
  调休上班: 'work',
};

/** A year as the lines of a sheet, in the order of days. */
export const holidayLines = (table: HolidayTable): readonly (readonly string[])[] =>
  [
    ...table.offDays.map((day) => [day.date, OFF, day.name, weekdayName(day.date)]),
    ...table.workDays.map((day) => [day.date, WORK, day.name, weekdayName(day.date)]),
  ].toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));

const JsonDays = z.array(z.object({ date: z.string(), name: z.string().optional() }));
const JsonYear = z.object({ offDays: JsonDays, workDays: JsonDays });

/** `{offDays: [{date, name}], workDays: […]}` as the lines of a sheet. */
export function holidayCells(value: unknown): string[][] | undefined {
  const parsed = JsonYear.safeParse(value);
  if (!parsed.success) return undefined;
  const lines = (days: z.infer<typeof JsonDays>, kind: string) =>
    days.map(({ date, name }) => [date, kind, name ?? '']);
  return [[...HOLIDAY_TITLES], ...lines(parsed.data.offDays, OFF), ...lines(parsed.data.workDays, WORK)];
}

/** Reads the first sheet that has the columns 日期 and 安排; every line that can't be right is named. */
export function readHolidays(sheets: readonly HolidaySheet[]): Result<HolidayReading, Refusal> {
  for (const sheet of sheets) {
    const head = sheet.rows.slice(0, 5).findIndex((row) => columnOf(row, '日期') >= 0 && columnOf(row, '安排') >= 0);
    if (head >= 0) return readLines(sheet, head);
  }
  return refuse(
    'holidays.noColumns',
    '文件中没有“日期”和“安排”两列，不是放假安排表。可先导出一个已有年度，照它的样子填写。',
  );
}

const textOf = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell).trim());
const columnOf = (row: readonly Cell[], title: string): number => row.findIndex((cell) => textOf(cell) === title);

function readLines(sheet: HolidaySheet, head: number): Result<HolidayReading, Refusal> {
  const titles = sheet.rows[head] ?? [];
  const [dateAt, kindAt, nameAt] = [columnOf(titles, '日期'), columnOf(titles, '安排'), columnOf(titles, '名称')];
  const issues: SheetIssue[] = [];
  const rows = new Map<LocalDate, number>();
  const offDays: NamedDay[] = [];
  const workDays: NamedDay[] = [];
  sheet.rows.slice(head + 1).forEach((cells, i) => {
    if (cells.every((cell) => textOf(cell) === '')) return;
    const row = head + 2 + i;
    const date = readDate(textOf(cells[dateAt]));
    const kind = WORDS[textOf(cells[kindAt])];
    if (date === undefined) {
      issues.push({
        sheet: sheet.name,
        row,
        column: '日期',
        message: `“${textOf(cells[dateAt])}”不是日期，应写成 2027-01-01 的样子`,
      });
    }
    if (kind === undefined) {
      issues.push({ sheet: sheet.name, row, column: '安排', message: `只能填“${OFF}”或“${WORK}”` });
    }
    if (date === undefined || kind === undefined) return;
    rows.set(date, row);
    const name = textOf(cells[nameAt]).slice(0, 20) || (kind === 'off' ? OFF : WORK);
    (kind === 'off' ? offDays : workDays).push({ date, name });
  });
  if (rows.size === 0 && issues.length === 0) return refuse('holidays.empty', '文件中没有任何日期。');
  if (issues.length > 0) return ok({ table: undefined, issues });
  const table = { year: commonYear([...rows.keys()]), offDays, workDays };
  const wrong = holidayIssues(table).map(({ date, message }) => ({
    sheet: sheet.name,
    row: date === undefined ? 0 : (rows.get(date) ?? 0),
    column: date === undefined ? '' : '日期',
    message,
  }));
  return ok({ table: wrong.length === 0 ? table : undefined, issues: wrong });
}

/** `2027-01-01`, `2027/1/1`, `2027.1.1`, `2027年1月1日`. */
function readDate(text: string): LocalDate | undefined {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(text);
  if (parts === null) return undefined;
  const [, year = '', month = '', day = ''] = parts;
  return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** The year most lines belong to; the others are then named as mistakes. */
function commonYear(dates: readonly LocalDate[]): number {
  const counts = new Map<number, number>();
  for (const date of dates) counts.set(yearOf(date), (counts.get(yearOf(date)) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Days that are arranged otherwise than before. */
export function holidayDifferences(
  before: HolidayTable | undefined,
  after: HolidayTable,
): readonly { readonly date: LocalDate; readonly from: string; readonly to: string }[] {
  const [old, now] = [arrangements(before), arrangements(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((date) => old.get(date) !== now.get(date))
    .toSorted()
    .map((date) => ({ date, from: old.get(date) ?? '', to: now.get(date) ?? '' }));
}

const arrangements = (table: HolidayTable | undefined): ReadonlyMap<LocalDate, string> =>
  new Map([
    ...(table?.offDays ?? []).map(({ date, name }) => [date, `${OFF}（${name}）`] as const),
    ...(table?.workDays ?? []).map(({ date, name }) => [date, `${WORK}（${name}）`] as const),
  ]);
