import { weekdayOf } from '#shared/calendar/local-date';
import type { Duty, Roster } from '#shared/domain/rosters/records';
import type { RosterTable, RosterTableRow } from '#shared/domain/rosters/table';
import { hoursWord, weekdayLong } from '#shared/domain/rosters/words';
import type { CalendarEvent } from './ics';
import type { RowSpec, SheetSpec } from './workbook';

/** The roster as a sheet to print and hand out: title, unit and period, merged cells, notes under the table. */
export function rosterSheet(table: RosterTable): SheetSpec {
  const widths = spread(table.columns.map((c) => c.width));
  const total = widths.reduce((sum, w) => sum + w, 0);
  const head = 1 + table.heading.length + 1;
  const wide: RowSpec[] = [
    { cells: [table.title], style: 'title', height: 8 + 26 * lines(table.title, total / TITLE_SCALE) },
    ...table.heading.map((line): RowSpec => ({ cells: [line], style: 'subtitle', height: 20 * lines(line, total) })),
  ];
  const body = table.rows.map(
    (row): RowSpec => ({ cells: row.cells, style: 'bodyCentered', height: heightOf(row, widths) }),
  );
  const foot = table.footing.map(
    (line): RowSpec => ({ cells: [line], style: 'note', height: 18 * lines(line, total) }),
  );
  const whole = (top: number): Area => [top, 1, top, widths.length];
  return {
    name: '排班表',
    columns: widths,
    rows: [...wide, { cells: table.columns.map((c) => c.title), style: 'header', height: 24 }, ...body, ...foot],
    merges: [
      ...wide.map((_, i) => whole(i + 1)),
      ...table.rows.flatMap((row, r) =>
        row.spans.flatMap((span, c): Area[] => (span > 1 ? [[head + r + 1, c + 1, head + r + span, c + 1]] : [])),
      ),
      ...foot.map((_, i) => whole(head + body.length + i + 1)),
    ],
    headRows: head,
    page: { size: 'A4', landscape: total > 100 },
  };
}

type Area = [number, number, number, number];

/** A sheet narrower than this would leave half of an A4 page empty. */
const PAGE_WIDTH = 84;
/** The title's letters are that much wider than those of a cell. */
const TITLE_SCALE = 18 / 11;

export const sheetWidth = (table: RosterTable): number => table.columns.reduce((sum, c) => sum + c.width, 0);

/** Columns of a narrow table made wider, so that the sheet fills the page. */
function spread(widths: readonly number[]): number[] {
  const scale = Math.max(1, PAGE_WIDTH / widths.reduce((sum, w) => sum + w, 0));
  return widths.map((w) => Math.round(w * scale));
}

/** A Chinese character is two wide; what does not fit a cell wraps. */
const lines = (text: string, width: number): number => Math.max(1, Math.ceil((text.length * 2) / width));

/** A cell that takes several rows has the height of all of them. */
const heightOf = (row: RosterTableRow, widths: readonly number[]): number =>
  10 +
  15 *
    Math.max(
      1,
      ...row.cells
        .map((cell, i) => lines(cell, widths[i] ?? 10) / Math.max(1, row.spans[i] ?? 1))
        .filter((_, i) => row.spans[i] !== 0),
    );

const ATTENDANCE_WORD = { present: '到岗', late: '迟到', substituted: '替补', absent: '缺岗' } as const;

/** Every duty with all that is known of it, for other programs. */
export function rosterRows(roster: Roster, duties: readonly Duty[]): (string | number | null)[][] {
  const nameOf = new Map(roster.slots.map((s) => [s.id, s.name]));
  const head =
    '日期,星期,时间,地点,班次,单位或人员,职务,分管范围,到岗人员,到岗人员职务,联系电话,原定日期,排班说明,到岗情况,替补人员,接待批次,接待人次';
  return [
    head.split(','),
    ...duties.map((d) => [
      d.date,
      weekdayLong(weekdayOf(d.date)),
      hoursWord(d.hours),
      d.location,
      nameOf.get(d.slot) ?? '',
      d.member?.name ?? '待定',
      d.member?.post ?? null,
      d.member?.scope ?? null,
      d.person?.name ?? null,
      d.person?.post ?? null,
      d.person?.phone ?? null,
      d.planned ?? null,
      d.why,
      d.attendance === null || d.attendance === undefined ? null : ATTENDANCE_WORD[d.attendance.state],
      d.attendance?.substitute ?? null,
      d.attendance?.batches ?? null,
      d.attendance?.persons ?? null,
    ]),
  ];
}

/** One event a duty and stretch, whole days where no hours are given. */
export function rosterEvents(roster: Roster, duties: readonly Duty[]): CalendarEvent[] {
  const nameOf = new Map(roster.slots.map((s) => [s.id, s.name]));
  return duties.flatMap((d) => {
    const who = `${d.member?.name ?? '待定'}${d.member?.post ?? ''}${d.person === null || d.person === undefined ? '' : `（${d.person.name}）`}`;
    const event = {
      date: d.date,
      summary: `${roster.title} ${nameOf.get(d.slot) ?? ''}：${who}`,
      location: d.location,
      description: d.why,
    };
    const stretches = d.hours.length === 0 ? [{}] : d.hours.map((h) => ({ start: h.start, end: h.end }));
    return stretches.map((stretch, i) => ({ uid: `${d.id}-${i + 1}`, ...event, ...stretch }));
  });
}
