import type { LocalDate } from '../../calendar/local-date';
import { weekdayOf } from '../../calendar/local-date';
import type { Absence, Cycle, HolidayPolicy, Hours, RosterMode, StationMode } from './rule';

const DIGITS = ['日', '一', '二', '三', '四', '五', '六', '日'];
export const weekdayWord = (weekday: number): string => `周${DIGITS[weekday] ?? ''}`;
export const weekdayLong = (weekday: number): string => `星期${DIGITS[weekday] ?? ''}`;
/** 10月1日 */
export const dayWord = (date: LocalDate): string => `${Number(date.slice(5, 7))}月${Number(date.slice(8, 10))}日`;
/** 10月1日（周四） */
export const dayAndWeekday = (date: LocalDate): string => `${dayWord(date)}（${weekdayWord(weekdayOf(date))}）`;
/** 2026年10月1日 */
export const fullDay = (date: LocalDate): string => `${date.slice(0, 4)}年${dayWord(date)}`;
export const monthWord = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;

export const hoursWord = (hours: readonly Hours[]): string => hours.map((h) => `${h.start}—${h.end}`).join('、');

export const ABSENCE_WORD: Readonly<Record<Absence['kind'], string>> = { leave: '请假', trip: '出差', recusal: '回避' };
export const STATION_WORD: Readonly<Record<StationMode, string>> = {
  resident: '常驻',
  rotating: '轮驻',
  onCall: '随叫',
};
export const POLICY_WORD: Readonly<Record<HolidayPolicy, string>> = {
  postpone: '顺延到节后第一个工作日',
  prepone: '提前到节前最后一个工作日',
  skip: '停一次',
  keep: '照常',
};
export const MODE_WORD: Readonly<Record<RosterMode, string>> = {
  everyWorkday: '每个工作日',
  byWeekday: '每周固定星期几',
  rotateWeekly: '按周轮换（每周一个单位）',
  nthWeekday: '每月第几个星期几',
  dayOfMonth: '每月固定日期',
  explicitDates: '指定日期',
};
export const CYCLE_WORD: Readonly<Record<Cycle, string>> = {
  day: '每个接访日换',
  week: '每周换',
  month: '每月换',
  once: '不轮换',
};
