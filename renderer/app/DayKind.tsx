import { type OutputOf, useQueryOf } from '../client';

type HolidayTable = OutputOf<'holidays.get'>['table'];

/** 工作日 or 休息日 by the notice of the year; says so when the notice has not been imported, never guesses. */
export function DayKind({ date }: { date: string }) {
  const holidays = useQueryOf('holidays.get', { year: Number(date.slice(0, 4)) }, { reads: ['holidays'] });
  if (holidays.isPending) return null;
  return <span>{holidays.data === undefined ? '放假安排未导入' : kindOf(date, holidays.data.table)}</span>;
}

function kindOf(date: string, { offDays, workDays }: HolidayTable): string {
  const off = offDays.find((day) => day.date === date);
  if (off !== undefined) return `休息日（${off.name}）`;
  if (workDays.some((day) => day.date === date)) return '工作日（调休上班）';
  return [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()) ? '休息日' : '工作日';
}
