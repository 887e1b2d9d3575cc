import { type LocalDate, weekdayOf } from '../../calendar/local-date';
import { groupBy } from './group';
import type { Duty, Roster } from './records';
import { memberLabel, type Slot } from './rule';
import { dayWord, fullDay, hoursWord, weekdayLong } from './words';

/** A roster as a table to print: one row a day, or one a duty when the day has stretches of its own. */
export interface RosterTable {
  readonly title: string;
  /** Publisher and period; time and place when they are the same throughout. */
  readonly heading: readonly string[];
  readonly columns: readonly RosterColumn[];
  readonly rows: readonly RosterTableRow[];
  /** 随叫单位、须知 and the like, under the table. */
  readonly footing: readonly string[];
}
export interface RosterColumn {
  readonly title: string;
  /** Characters, as a spreadsheet counts them. */
  readonly width: number;
  readonly centered: boolean;
}
export interface RosterTableRow {
  readonly date: LocalDate;
  readonly cells: readonly string[];
  /** Per cell how many rows it takes; 0: taken by the one above. */
  readonly spans: readonly number[];
}

/** A column while it is being made: `turn` says which neighbouring rows may share one cell. */
interface Draft {
  readonly column: RosterColumn;
  cell(row: Row): string;
  /** Rows with the same answer and the same text become one cell; undefined: never. */
  share?(row: Row): string;
}
interface Row {
  readonly date: LocalDate;
  readonly duties: readonly Duty[];
}

export function rosterTable(roster: Roster, duties: readonly Duty[]): RosterTable {
  const layout = isList(roster, duties) ? listLayout(roster, duties) : dayLayout(roster, duties);
  const drafts = layout.columns.filter((c) => layout.rows.some((row) => c.cell(row) !== ''));
  const texts = layout.rows.map((row) => drafts.map((draft) => draft.cell(row)));
  return {
    title: roster.title,
    heading: headingOf(roster, duties),
    columns: drafts.map((d) => d.column),
    rows: layout.rows.map((row, r) => ({
      date: row.date,
      cells: texts[r] ?? [],
      spans: drafts.map((draft, c) => spanAt(layout.rows, texts, draft, r, c)),
    })),
    footing: footingOf(roster),
  };
}

interface Layout {
  readonly columns: readonly Draft[];
  readonly rows: readonly Row[];
}

/** Stretches that differ within a day need rows of their own. */
function isList(roster: Roster, duties: readonly Duty[]): boolean {
  const names = new Set(roster.slots.filter((s) => s.station !== 'onCall').map((s) => s.name));
  const stretches = [...groupBy(duties, (d) => d.date).values()].some(
    (day) => new Set(day.map((d) => hoursWord(d.hours))).size > 1,
  );
  return stretches || names.size > 4;
}

function dayLayout(roster: Roster, duties: readonly Duty[]): Layout {
  const rows = [...groupBy(duties, (d) => d.date)].map(([date, own]) => ({ date, duties: own }));
  const names = [
    ...groupBy(
      roster.slots.filter((s) => s.station !== 'onCall'),
      (s) => s.name,
    ),
  ];
  const wide = names.length > 2 ? 20 : 26;
  return {
    rows,
    columns: [
      column('日期', 12, (row) => dayWord(row.date), { centered: true }),
      column('星期', 9, (row) => weekdayLong(weekdayOf(row.date)), { centered: true }),
      ...timeAndPlace(duties),
      ...names.flatMap(([name, slots]) => slotColumns(name, slots, wide)),
      column('备注', 20, (row) => remarkOf(row.duties)),
    ],
  };
}

function listLayout(roster: Roster, duties: readonly Duty[]): Layout {
  const nameOf = new Map(roster.slots.map((s) => [s.id, s.name]));
  const first = (row: Row) => row.duties[0];
  return {
    rows: duties.map((duty) => ({ date: duty.date, duties: [duty] })),
    columns: [
      column('日期', 12, (row) => dayWord(row.date), { centered: true, share: (row) => row.date }),
      column('星期', 9, (row) => weekdayLong(weekdayOf(row.date)), { centered: true, share: (row) => row.date }),
      column('时间', 16, (row) => hoursWord(first(row)?.hours ?? []), { centered: true }),
      ...placeColumn(duties),
      column('班次', 14, (row) => nameOf.get(first(row)?.slot ?? '') ?? '', { centered: true }),
      column('单位（人员）', 24, (row) => first(row)?.member?.name ?? '（待定）'),
      column('职务', 18, (row) => first(row)?.member?.post ?? ''),
      column('分管范围', 32, (row) => first(row)?.member?.scope ?? ''),
      column('到岗人员', 14, (row) => personWord(first(row))),
      column('备注', 20, (row) => remarkOf(row.duties)),
    ],
  };
}

function slotColumns(name: string, slots: readonly Slot[], width: number): Draft[] {
  const ids = new Set(slots.map((s) => s.id));
  const own = (row: Row) => row.duties.filter((d) => ids.has(d.slot));
  const scope = (row: Row) =>
    own(row)
      .flatMap((d) => d.member?.scope ?? [])
      .join('；');
  const crowd = slots.some((s) => s.station === 'resident' && s.members.length > 4);
  // One cell for a whole turn: the week of a department.
  const share = (row: Row) =>
    own(row)
      .map((d) => `${d.slot} ${d.turn}`)
      .join();
  return [
    column(name, crowd ? 40 : width, (row) => own(row).map(whoWord).join('、'), { centered: !crowd, share }),
    ...(slots.some((s) => s.role === 'leader') ? [column(`分管范围`, 24, scope, { share })] : []),
  ];
}

const timeAndPlace = (duties: readonly Duty[]): Draft[] => [
  ...(oneOf(duties, (d) => hoursWord(d.hours)) === undefined
    ? [column('时间', 16, (row: Row) => hoursWord(row.duties[0]?.hours ?? []), { centered: true })]
    : []),
  ...placeColumn(duties),
];
const placeColumn = (duties: readonly Duty[]): Draft[] =>
  oneOf(duties, (d) => d.location) === undefined
    ? [column('地点', 20, (row) => [...new Set(row.duties.map((d) => d.location))].join('、'))]
    : [];

function column(
  title: string,
  width: number,
  cell: Draft['cell'],
  more: { centered?: boolean; share?: Draft['share'] } = {},
): Draft {
  return {
    column: { title, width, centered: more.centered ?? false },
    cell,
    ...(more.share === undefined ? {} : { share: more.share }),
  };
}

function spanAt(
  rows: readonly Row[],
  texts: readonly (readonly string[])[],
  draft: Draft,
  r: number,
  c: number,
): number {
  const same = (i: number, j: number): boolean => {
    const [a, b] = [rows[i], rows[j]];
    if (draft.share === undefined || a === undefined || b === undefined) return false;
    const text = texts[i]?.[c];
    return text !== '' && text === texts[j]?.[c] && draft.share(a) === draft.share(b);
  };
  if (same(r - 1, r)) return 0;
  let span = 1;
  while (same(r, r + span)) span += 1;
  return span;
}

/** 刑侦（王某）；空缺写明待定. */
function whoWord(duty: Duty): string {
  if (duty.member === null || duty.member === undefined) return '（待定）';
  const person = personWord(duty);
  return person === '' ? memberLabel(duty.member) : `${memberLabel(duty.member)}（${person}）`;
}
const personWord = (duty: Duty | undefined): string =>
  duty?.person === null || duty?.person === undefined ? '' : `${duty.person.name}${duty.person.post ?? ''}`;

const remarkOf = (duties: readonly Duty[]): string =>
  [
    ...new Set(duties.flatMap((d) => (d.planned === undefined ? [] : [`原定${dayWord(d.planned)}，遇节假日调整`]))),
  ].join(';');

/** The value all duties share, if they share one. */
function oneOf(duties: readonly Duty[], of: (d: Duty) => string): string | undefined {
  const values = new Set(duties.map(of));
  return values.size === 1 ? [...values][0] : undefined;
}

function headingOf(roster: Roster, duties: readonly Duty[]): string[] {
  const time = oneOf(duties, (d) => hoursWord(d.hours)) ?? '';
  const place = oneOf(duties, (d) => d.location) ?? '';
  const both = [time === '' ? '' : `时间：${time}`, place === '' ? '' : `地点：${place}`].filter((x) => x !== '');
  return [
    `${roster.publisher}  ${fullDay(roster.from)}至${roster.from.slice(0, 4) === roster.to.slice(0, 4) ? dayWord(roster.to) : fullDay(roster.to)}`,
    ...(both.length === 0 ? [] : [both.join('  ')]),
  ];
}

function footingOf(roster: Roster): string[] {
  const onCall = roster.slots
    .filter((s) => s.station === 'onCall')
    .map((s) => `${s.name}：${s.members.map(memberLabel).join('、')}。`);
  const slotNotes = roster.slots.flatMap((s) =>
    s.note === undefined || s.note === '' ? [] : [`${s.members.map((m) => m.name).join('、')}：${s.note}。`],
  );
  const notes = [...slotNotes, ...roster.notes];
  return [...onCall, ...(notes.length === 0 ? [] : ['须知：']), ...notes.map((note, i) => `${i + 1}.${note}`)];
}
