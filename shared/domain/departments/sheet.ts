import type { z } from 'zod';
import { parseLocalDate } from '../../calendar/local-date';
import { recordId } from '../../kernel/ids';
import type { Json, JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { err, ok, type Result } from '../../kernel/result';
import { PERSON_KIND_NAMES, PERSON_RANK_NAMES, PersonInput } from './person';
import { STATION_MODE_NAMES, UNIT_TYPE_NAMES, UnitCode, UnitDetails, UnitName, UnitShort } from './unit';

/** One column of a sheet that is both written and read back; `read` answers a Chinese sentence for what it can't take. */
export interface SheetColumn {
  readonly field: string;
  readonly title: string;
  /** In characters. */
  readonly width: number;
  readonly required?: boolean;
  readonly show: (value: Json | undefined) => string;
  readonly read: (text: string) => Result<Json | undefined, string>;
}

export interface SheetRow {
  /** As Excel numbers it. */
  readonly row: number;
  readonly value: JsonObject;
}
export interface SheetIssue {
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly message: string;
}
/** What was read, and in which of the columns: one that the file leaves out changes nothing. */
export interface SheetContent {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  readonly issues: readonly SheetIssue[];
}
type Cells = readonly (readonly (string | number | boolean | null)[])[];

export const UNIT_SHEET = '单位';
export const PERSON_SHEET = '人员';

type Def = Pick<SheetColumn, 'field' | 'title' | 'width'> & { readonly required?: boolean };
/** A cell's worth of text; lists and objects have columns of their own. */
export const asText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : '';

function textColumn(def: Def, schema: z.ZodType<string | undefined>): SheetColumn {
  return {
    ...def,
    show: asText,
    read: (text) => {
      const parsed = schema.safeParse(text === '' ? undefined : text);
      if (parsed.success) return ok(parsed.data);
      return err(parsed.error.issues[0]?.message ?? '填写有误');
    },
  };
}

function choiceColumn(def: Def, names: { readonly [value: string]: string }): SheetColumn {
  return {
    ...def,
    show: (value) => (typeof value === 'string' ? (names[value] ?? value) : ''),
    read: (text) => {
      if (text === '') return ok(undefined);
      const found = Object.entries(names).find(([, name]) => name === text);
      return found === undefined ? err(`只能填${Object.values(names).join('、')}`) : ok(found[0]);
    },
  };
}

const flagColumn = (def: Def, yes: string, no: string): SheetColumn => ({
  ...def,
  show: (value) => (value === true ? yes : no),
  read: (text) => (text === yes ? ok(true) : text === no || text === '' ? ok(false) : err(`只能填${yes}或${no}`)),
});

const refColumn = (def: Def, collection: string): SheetColumn => ({
  ...def,
  show: (value) => (typeof value === 'string' ? value.slice(value.indexOf('/') + 1) : ''),
  read: (text) =>
    /[\s/]/.test(text) ? err('编码中不能有空格和斜线') : ok(text === '' ? undefined : recordId(collection, text)),
});

const orderColumn: SheetColumn = {
  field: 'order',
  title: '排序',
  width: 8,
  show: asText,
  read: (text) =>
    text === '' ? ok(undefined) : /^\d{1,5}$/.test(text) ? ok(Number(text)) : err('应为 0 至 99999 的整数'),
};

const dateColumn = (def: Def): SheetColumn => ({
  ...def,
  show: asText,
  read: (text) => {
    if (text === '') return ok(undefined);
    return parseLocalDate(text) === undefined ? err('日期应写成 2026-11-23 的样子') : ok(text);
  },
});

const unit = UnitDetails.shape;
export const UNIT_COLUMNS: readonly SheetColumn[] = [
  textColumn({ field: 'code', title: '编码', width: 14, required: true }, UnitCode),
  textColumn({ field: 'name', title: '名称', width: 36, required: true }, UnitName),
  textColumn({ field: 'short', title: '简称', width: 14, required: true }, UnitShort),
  choiceColumn({ field: 'type', title: '类型', width: 12, required: true }, UNIT_TYPE_NAMES),
  refColumn({ field: 'parent', title: '上级编码', width: 14 }, 'units'),
  refColumn({ field: 'region', title: '属地编码', width: 12 }, 'regions'),
  textColumn({ field: 'phone', title: '电话', width: 16 }, unit.phone),
  textColumn({ field: 'address', title: '地址', width: 24 }, unit.address),
  textColumn({ field: 'duties', title: '职责', width: 36 }, unit.duties),
  choiceColumn({ field: 'stationMode', title: '驻点方式', width: 10 }, STATION_MODE_NAMES),
  flagColumn({ field: 'weeklyRotation', title: '每周轮值', width: 10 }, '是', '否'),
  flagColumn({ field: 'leaderDay', title: '参加局领导接待日', width: 12 }, '是', '否'),
  textColumn({ field: 'note', title: '备注', width: 24 }, unit.note),
  orderColumn,
  { ...flagColumn({ field: 'active', title: '状态', width: 8 }, '在用', '停用'), read: readState('在用', '停用') },
  refColumn({ field: 'mergedInto', title: '并入单位编码', width: 14 }, 'units'),
];

const person = PersonInput.shape;
export const PERSON_COLUMNS: readonly SheetColumn[] = [
  refColumn({ field: 'id', title: '人员编号', width: 16 }, 'persons'),
  refColumn({ field: 'unit', title: '单位编码', width: 14, required: true }, 'units'),
  choiceColumn({ field: 'kind', title: '类别', width: 10, required: true }, PERSON_KIND_NAMES),
  textColumn({ field: 'name', title: '姓名', width: 12, required: true }, person.name),
  textColumn({ field: 'post', title: '职务', width: 20, required: true }, person.post),
  choiceColumn({ field: 'rank', title: '职级', width: 12 }, PERSON_RANK_NAMES),
  {
    field: 'businessLines',
    title: '业务条线',
    width: 20,
    show: (value) => (Array.isArray(value) ? value.join('、') : ''),
    read: (text) => {
      const lines = text.split(/[、，,；;\s]+/u).filter((line) => line !== '');
      return person.businessLines.safeParse(lines).success ? ok(lines) : err('每条不超过 20 个字，最多 20 条');
    },
  },
  textColumn({ field: 'scope', title: '分管范围', width: 30 }, person.scope),
  textColumn({ field: 'phone', title: '电话', width: 16 }, person.phone),
  choiceColumn({ field: 'stationMode', title: '驻点方式', width: 10 }, STATION_MODE_NAMES),
  dateColumn({ field: 'secondedFrom', title: '派驻开始', width: 12 }),
  dateColumn({ field: 'secondedUntil', title: '派驻结束', width: 12 }),
  orderColumn,
  flagColumn({ field: 'firstResponsible', title: '第一责任人', width: 10 }, '是', '否'),
  { ...flagColumn({ field: 'active', title: '状态', width: 8 }, '在任', '离任'), read: readState('在任', '离任') },
];

/** An empty state is the usual one. */
function readState(yes: string, no: string): SheetColumn['read'] {
  return (text) => (text === yes || text === '' ? ok(true) : text === no ? ok(false) : err(`只能填${yes}或${no}`));
}

/** Reads the rows below the line of titles; every cell that can't be taken is an issue, none stops the reading. */
export function readSheet(sheet: string, cells: Cells, columns: readonly SheetColumn[]): Result<SheetContent, Refusal> {
  const required = columns.filter((column) => column.required === true);
  const head = cells
    .slice(0, 5)
    .findIndex((row) => required.filter((c) => row.some((cell) => cellText(cell) === c.title)).length > 1);
  const titles = (cells[head] ?? []).map(cellText);
  const missing = required.filter((column) => !titles.includes(column.title)).map((column) => column.title);
  if (missing.length > 0) {
    return refuse(
      'import.noColumns',
      `工作表“${sheet}”缺少这些列：${missing.join('、')}。请用“导出”得到的表格修改后再导入。`,
    );
  }
  const rows: SheetRow[] = [];
  const issues: SheetIssue[] = [];
  cells.slice(head + 1).forEach((cell, i) => {
    const texts = cell.map(cellText);
    if (texts.every((text) => text === '')) return;
    const row = head + 2 + i;
    const value: Record<string, Json> = {};
    for (const column of columns) {
      const at = titles.indexOf(column.title);
      if (at < 0) continue;
      const text = texts[at] ?? '';
      const read = text === '' && column.required === true ? err(`请填写${column.title}`) : column.read(text);
      if (!read.ok) issues.push({ sheet, row, column: column.title, message: read.error });
      else if (read.value !== undefined) value[column.field] = read.value;
    }
    rows.push({ row, value });
  });
  return ok({ columns: columns.filter((column) => titles.includes(column.title)), rows, issues });
}

const cellText = (cell: string | number | boolean | null | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).trim();
