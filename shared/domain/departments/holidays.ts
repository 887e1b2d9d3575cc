import { z } from 'zod';
import { type LocalDate, weekdayOf, yearOf } from '../../calendar/local-date';
import { chineseDate, weekdayName } from '../../calendar/months';
import { type HolidayTable, NamedDay } from '../../calendar/workdays';
import { recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { changed, changesOf, createOp } from './decide-unit';
import { valid } from './unit';

export const holidayId = (year: number) => recordId('holidays', String(year));

/** Both lists are one field: half a year from one desk and half from another would be nobody's notice. */
const Days = z.object({ off: z.array(NamedDay), work: z.array(NamedDay) });

export function readHolidayTable(record: Folded): HolidayTable | undefined {
  const year = valid(z.number().int(), record.value.year);
  const days = valid(Days, record.value.days);
  return year === undefined || days === undefined ? undefined : { year, offDays: days.off, workDays: days.work };
}

/** A statement about one day of a table that cannot be right. */
export interface DayIssue {
  readonly date?: LocalDate;
  readonly message: string;
}

/**
 * The days of 《全国年节及纪念日放假办法》 alone are 13 (11 before 2025); with the weekends around them a notice frees
 * nearly 30. So the law alone, without the notice, is no table.
 */
const LIMITS = { off: [20, 40], work: [0, 12] } as const;
/** Every year has days off in these months: 元旦, 春节, 清明, 劳动节, 端午, 国庆. */
const HOLIDAYS: readonly { readonly name: string; readonly within: readonly [string, string] }[] = [
  { name: '元旦', within: ['01-01', '01-01'] },
  { name: '春节', within: ['01-21', '02-21'] },
  { name: '清明节', within: ['04-04', '04-06'] },
  { name: '劳动节', within: ['05-01', '05-01'] },
  { name: '端午节', within: ['05-27', '06-26'] },
  { name: '国庆节', within: ['10-01', '10-03'] },
];

/** Whether the table can be a whole year's notice: right year, no day twice, made-up workdays on weekends, nothing missing. */
export function holidayIssues(table: HolidayTable): readonly DayIssue[] {
  const days = [...table.offDays, ...table.workDays];
  const issues: DayIssue[] = [];
  const seen = new Set<LocalDate>();
  for (const { date } of days) {
    if (yearOf(date) !== table.year) issues.push({ date, message: `${date} 不是${table.year}年的日期。` });
    if (seen.has(date)) issues.push({ date, message: `${date} 出现了两次。` });
    seen.add(date);
  }
  for (const { date } of table.workDays) {
    if (weekdayOf(date) < 6) {
      issues.push({ date, message: `${chineseDate(date)}是${weekdayName(date)}，本来就上班，不会是调休上班日。` });
    }
  }
  return [...issues, ...wholeYearIssues(table)];
}

function wholeYearIssues({ year, offDays, workDays }: HolidayTable): DayIssue[] {
  const issues: DayIssue[] = [];
  for (const { name, within } of HOLIDAYS) {
    const [from, to] = within;
    if (!offDays.some(({ date }) => date.slice(5) >= from && date.slice(5) <= to)) {
      issues.push({ message: `缺少${name}的放假日。` });
    }
  }
  if (offDays.length < LIMITS.off[0] || offDays.length > LIMITS.off[1]) {
    issues.push({
      message: `${year}年共有 ${offDays.length} 个放假日，应在 ${LIMITS.off[0]} 至 ${LIMITS.off[1]} 天之间。`,
    });
  }
  if (workDays.length > LIMITS.work[1]) {
    issues.push({ message: `${year}年共有 ${workDays.length} 个调休上班日，不应超过 ${LIMITS.work[1]} 天。` });
  }
  const weekdaysOff = offDays.filter(({ date }) => weekdayOf(date) < 6).length;
  if (issues.length === 0 && weekdaysOff > 13 + workDays.length) {
    issues.push({
      message: `放假占用了 ${weekdaysOff} 个工作日，而调休上班只有 ${workDays.length} 天，像是缺了调休上班日。`,
    });
  }
  return issues;
}

/** Writes the table of a year, new or changed. */
export function decideSaveHolidays(
  before: HolidayTable | undefined,
  table: HolidayTable,
  { reason, source }: { readonly reason?: string; readonly source?: string },
): Result<Decision, Refusal> {
  const [issue] = holidayIssues(table);
  if (issue !== undefined) return refuse('holidays.implausible', issue.message, { field: issue.date ?? 'offDays' });
  const id = holidayId(table.year);
  const value = { days: daysOf(table), ...(source === undefined ? {} : { source }) };
  const action = source === undefined ? '修改放假安排' : '导入放假安排';
  if (before === undefined) {
    return ok({
      action,
      ...(reason === undefined ? {} : { reason }),
      ops: [createOp(id, { year: table.year, ...value })],
    });
  }
  return changed(action, changesOf(id, { days: daysOf(before) }, { days: value.days }), reason);
}

const byDate = (a: NamedDay, b: NamedDay): number => (a.date < b.date ? -1 : 1);
const daysOf = ({ offDays, workDays }: HolidayTable): JsonObject => ({
  off: offDays.toSorted(byDate).map(({ date, name }) => ({ date, name })),
  work: workDays.toSorted(byDate).map(({ date, name }) => ({ date, name })),
});
