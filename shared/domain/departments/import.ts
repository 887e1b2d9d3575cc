import type { LocalDate } from '../../calendar/local-date';
import { RecordId, recordId } from '../../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision, OpDraft } from '../../ledger/op';
import { changesOf, createOp, formerNameOp, setOp } from './decide-unit';
import type { Directory } from './directory';
import type { DictionaryEntry } from './dictionary';
import {
  asText,
  PERSON_COLUMNS,
  PERSON_SHEET,
  readSheet,
  type SheetColumn,
  type SheetContent,
  type SheetIssue,
  UNIT_COLUMNS,
  UNIT_SHEET,
} from './sheet';
import { personLine, unitLine } from './sheet-rows';
import type { Unit } from './unit';
import { valid } from './unit';

export interface ImportContext {
  readonly directory: Directory;
  readonly regions: ReadonlyMap<RecordId, DictionaryEntry>;
  readonly today: LocalDate;
  /** Makes the key of a person who has no number yet. */
  readonly newPersonKey: () => string;
}

export interface ImportLine {
  readonly sheet: string;
  readonly row: number;
  readonly name: string;
  readonly outcome: 'created' | 'changed';
  readonly changes: readonly { readonly column: string; readonly from: string; readonly to: string }[];
}

/** What a workbook would do to the directory. Units and people that are not in it stay as they are. */
export interface ImportPlan {
  readonly lines: readonly ImportLine[];
  readonly unchanged: number;
  readonly issues: readonly SheetIssue[];
  readonly ops: readonly OpDraft[];
}

type Sheets = readonly { readonly name: string; readonly rows: Parameters<typeof readSheet>[1] }[];
const REASON = '导入机构目录';

export function planImport(context: ImportContext, sheets: Sheets): Result<ImportPlan, Refusal> {
  const unitSheet = sheets.find((sheet) => sheet.name === UNIT_SHEET);
  if (unitSheet === undefined) {
    return refuse('import.noSheet', `工作簿中没有名为“${UNIT_SHEET}”的工作表，不是从本系统导出的机构目录。`);
  }
  const units = readSheet(UNIT_SHEET, unitSheet.rows, UNIT_COLUMNS);
  if (!units.ok) return units;
  const personSheet = sheets.find((sheet) => sheet.name === PERSON_SHEET);
  const persons = readSheet(PERSON_SHEET, personSheet?.rows ?? [PERSON_COLUMNS.map((c) => c.title)], PERSON_COLUMNS);
  if (!persons.ok) return persons;
  const outcome = planUnits(context, units.value);
  const people = planPersons(context, persons.value, outcome.after);
  const lines = [...outcome.lines, ...people.lines];
  return ok({
    lines,
    unchanged: units.value.rows.length + persons.value.rows.length - lines.length,
    issues: [...units.value.issues, ...outcome.issues, ...persons.value.issues, ...people.issues],
    ops: [...outcome.ops, ...people.ops],
  });
}

/** One action, or a refusal while anything in the sheets is wrong. */
export function decideImport(plan: ImportPlan): Result<Decision, Refusal> {
  if (plan.issues.length > 0) {
    return refuse(
      'import.hasIssues',
      `表格中有 ${plan.issues.length} 处错误，请改正后重新选择文件，没有导入任何内容。`,
    );
  }
  if (plan.ops.length === 0) return refuse('directory.unchanged', '表格与现有目录相同，无需导入。');
  return ok({ action: '导入机构目录', reason: REASON, ops: plan.ops });
}

interface Outcome {
  readonly lines: readonly ImportLine[];
  readonly issues: readonly SheetIssue[];
  readonly ops: readonly OpDraft[];
}

interface After {
  readonly name: string;
  readonly parent: RecordId | undefined;
  readonly active: boolean;
}

function planUnits(
  { directory, regions, today }: ImportContext,
  { rows, columns }: SheetContent,
): Outcome & { after: ReadonlyMap<RecordId, After> } {
  const lines: ImportLine[] = [];
  const ops: OpDraft[] = [];
  const after = new Map<RecordId, After>();
  for (const unit of directory.units.values()) after.set(unit.id, { ...unit, parent: unit.parent ?? undefined });
  const coded = rows.flatMap(({ row, value }) => {
    const code = value.code;
    return typeof code === 'string' ? [{ row, value, id: recordId('units', code) }] : [];
  });
  for (const { id, row, value } of coded) {
    const unit = directory.units.get(id);
    const line = unit === undefined ? undefined : unitLine(unit);
    const merged: JsonObject = { ...line, ...cleared(line, value, columns), ...value };
    after.set(id, {
      name: asText(value.name ?? unit?.name),
      parent: valid(RecordId, merged.parent),
      active: merged.active !== false,
    });
    const compared = compare(UNIT_SHEET, row, line, merged, UNIT_COLUMNS);
    if (compared === undefined) continue;
    lines.push(compared);
    ops.push(...(unit === undefined ? newUnitOps(id, merged) : changedUnitOps(unit, line ?? {}, merged, today)));
  }
  const issues = coded.flatMap(({ id, row, value }) =>
    unitRowIssues(id, value, after, regions).map((issue) => ({ sheet: UNIT_SHEET, row, ...issue })),
  );
  return { lines, ops, after, issues: [...repeated(UNIT_SHEET, '编码', coded), ...issues] };
}

function unitRowIssues(
  id: RecordId,
  value: JsonObject,
  after: ReadonlyMap<RecordId, After>,
  regions: ImportContext['regions'],
): { column: string; message: string }[] {
  const issues: { column: string; message: string }[] = [];
  const self = after.get(id);
  const parent = self?.parent;
  if (parent !== undefined) {
    const above = after.get(parent);
    if (above === undefined) issues.push({ column: '上级编码', message: '目录和表格中都没有这个上级' });
    else if (self?.active === true && !above.active) issues.push({ column: '上级编码', message: '上级单位已停用' });
    else if (inRing(id, after))
      issues.push({ column: '上级编码', message: '上级关系成了环，上级不能是本单位或其下级' });
  }
  const region = valid(RecordId, value.region);
  if (region !== undefined && !regions.has(region)) issues.push({ column: '属地编码', message: '没有这个属地' });
  const into = valid(RecordId, value.mergedInto);
  if (into !== undefined && (into === id || !after.has(into))) {
    issues.push({ column: '并入单位编码', message: '没有这个单位，或填了本单位' });
  }
  if (into !== undefined && self?.active === true) issues.push({ column: '状态', message: '已并入其他单位的应为停用' });
  const twin = [...after].some(
    ([other, a]) => other !== id && a.active && self?.active === true && a.name === self.name,
  );
  if (twin) issues.push({ column: '名称', message: '另有同名的在用单位' });
  return issues;
}

function inRing(id: RecordId, after: ReadonlyMap<RecordId, After>): boolean {
  const seen = new Set<RecordId>();
  for (let at: RecordId | undefined = id; at !== undefined && !seen.has(at); at = after.get(at)?.parent) {
    seen.add(at);
    if (after.get(at)?.parent === id) return true;
  }
  return false;
}

const newUnitOps = (id: RecordId, value: JsonObject): OpDraft[] => [
  createOp(id, { ...value, parent: value.parent ?? null }),
];

function changedUnitOps(unit: Unit, before: JsonObject, merged: JsonObject, today: LocalDate): OpDraft[] {
  const renamed = merged.name !== unit.name;
  const retired = unit.active && merged.active === false;
  const restored = !unit.active && merged.active !== false;
  return [
    ...changesOf(unit.id, before, merged),
    ...(renamed ? [formerNameOp(unit, today, REASON)] : []),
    ...(retired ? [setOp(unit.id, 'retiredOn', today)] : []),
    ...(restored ? [setOp(unit.id, 'retiredOn', null)] : []),
  ];
}

function planPersons(
  { directory, newPersonKey }: ImportContext,
  { rows, columns }: SheetContent,
  units: ReadonlyMap<RecordId, After>,
): Outcome {
  const lines: ImportLine[] = [];
  const ops: OpDraft[] = [];
  const issues: SheetIssue[] = [];
  const firsts = new Map<RecordId, RecordId>();
  const numbered: { id: RecordId; row: number }[] = [];
  for (const { row, value } of rows) {
    const issue = (column: string, message: string) => issues.push({ sheet: PERSON_SHEET, row, column, message });
    const unit = valid(RecordId, value.unit);
    if (unit === undefined || value.name === undefined || value.kind === undefined) continue;
    if (!units.has(unit)) issue('单位编码', '目录和表格中都没有这个单位');
    const given = valid(RecordId, value.id);
    if (given !== undefined && !directory.persons.has(given)) issue('人员编号', '没有这个编号；新增人员请留空');
    const person = given === undefined ? samePerson(directory, value) : directory.persons.get(given);
    const id = person?.id ?? recordId('persons', newPersonKey());
    if (person !== undefined) numbered.push({ id, row });
    const line = person === undefined ? undefined : personLine(directory, person);
    const merged: JsonObject = { ...line, ...cleared(line, value, columns), ...value, id };
    if (merged.secondedFrom === undefined && merged.secondedUntil !== undefined)
      issue('派驻开始', '填了派驻结束就要填派驻开始');
    if (asText(merged.secondedUntil ?? '9999') < asText(merged.secondedFrom)) issue('派驻结束', '派驻结束不能早于开始');
    if (merged.firstResponsible === true) {
      if (merged.kind !== 'leader' || merged.active === false) issue('第一责任人', '第一责任人应为在任领导');
      if (firsts.has(unit)) issue('第一责任人', '同一单位填了两名第一责任人');
      firsts.set(unit, id);
    }
    const noLonger = merged.firstResponsible !== true || merged.unit !== person?.unit;
    if (line?.firstResponsible === true && person !== undefined && noLonger) {
      ops.push(setOp(person.unit, 'firstResponsible', null));
    }
    const compared = compare(PERSON_SHEET, row, line, merged, PERSON_COLUMNS);
    if (compared === undefined) continue;
    lines.push(compared);
    const record = personRecord(merged);
    ops.push(...(person === undefined ? [createOp(id, record)] : changesOf(id, personRecord(line ?? {}), record)));
  }
  for (const [unit, id] of firsts) {
    if (directory.units.get(unit)?.firstResponsible !== id) ops.push(setOp(unit, 'firstResponsible', id));
  }
  return { lines, ops, issues: [...repeated(PERSON_SHEET, '人员编号', numbered), ...issues] };
}

/** A line as the record keeps it: 派驻 is one field, 第一责任人 belongs to the unit. */
function personRecord({
  id: _id,
  secondedFrom,
  secondedUntil,
  firstResponsible: _first,
  ...rest
}: JsonObject): JsonObject {
  const until = secondedUntil === undefined ? {} : { until: secondedUntil };
  return { ...rest, ...(secondedFrom === undefined ? {} : { secondment: { from: secondedFrom, ...until } }) };
}

const samePerson = (directory: Directory, value: JsonObject) =>
  [...directory.persons.values()].find((p) => p.unit === value.unit && p.name === value.name && p.post === value.post);

/** Cells that were emptied: present before, absent now, in columns the sheet has. */
const cleared = (
  line: JsonObject | undefined,
  value: JsonObject,
  columns: readonly SheetColumn[],
): { [field: string]: undefined } =>
  Object.fromEntries(
    columns
      .filter(({ field }) => line?.[field] !== undefined && value[field] === undefined)
      .map(({ field }) => [field, undefined]),
  );

function compare(
  sheet: string,
  row: number,
  before: JsonObject | undefined,
  after: JsonObject,
  columns: readonly SheetColumn[],
): ImportLine | undefined {
  const name = asText(after.name);
  if (before === undefined) return { sheet, row, name, outcome: 'created', changes: [] };
  const changes = columns
    .filter(({ field }) => !sameJson(before[field] as Json, after[field] as Json))
    .map((column) => ({
      column: column.title,
      from: column.show(before[column.field]),
      to: column.show(after[column.field]),
    }));
  return changes.length === 0 ? undefined : { sheet, row, name, outcome: 'changed', changes };
}

function repeated(
  sheet: string,
  column: string,
  rows: readonly { readonly id: RecordId; readonly row: number }[],
): SheetIssue[] {
  const first = new Map<RecordId, number>();
  return rows.flatMap(({ id, row }) => {
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, row);
      return [];
    }
    return [{ sheet, row, column, message: `与第 ${earlier} 行重复` }];
  });
}
