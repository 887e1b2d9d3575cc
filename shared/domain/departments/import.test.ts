import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromDayNumber, type LocalDate, parseLocalDate } from '../../calendar/local-date';
import { type RecordId, recordId } from '../../kernel/ids';
import { DEFAULT_UNITS } from './defaults/units';
import { createDirectory, type Directory } from './directory';
import { decideImport, planImport } from './import';
import { PERSON_RANKS, type Person } from './person';
import { PERSON_COLUMNS, PERSON_SHEET, UNIT_COLUMNS, UNIT_SHEET } from './sheet';
import { lineCells, personLine, unitLine, unitsInTreeOrder } from './sheet-rows';
import { STATION_MODES, type Unit } from './unit';

const today = parseLocalDate('2026-11-23') as LocalDate;
const REGION = recordId('regions', '320402');
const regions = new Map([[REGION, { id: REGION, code: '320402', name: '天宁区', parent: null, active: true }]]);

const shipped: readonly Unit[] = DEFAULT_UNITS.map((unit, i) => ({
  id: recordId('units', unit.code),
  code: unit.code,
  name: unit.name,
  short: unit.short,
  type: unit.type,
  parent: unit.parent === null ? null : recordId('units', unit.parent),
  active: unit.mergedInto === undefined,
  order: i,
  formerNames: [],
  ...(unit.mergedInto === undefined ? {} : { mergedInto: recordId('units', unit.mergedInto) }),
  ...(unit.weeklyRotation === undefined ? {} : { weeklyRotation: true }),
}));

type Cell = string | number | null;
interface Sheet {
  readonly name: string;
  readonly rows: Cell[][];
}

/** The directory as the workbook has it: titles, then lines. */
function sheetsOf(directory: Directory): [Sheet, Sheet] {
  return [
    {
      name: UNIT_SHEET,
      rows: [
        UNIT_COLUMNS.map((c) => c.title),
        ...unitsInTreeOrder(directory).map((unit) => [...lineCells(unitLine(unit), UNIT_COLUMNS)]),
      ],
    },
    {
      name: PERSON_SHEET,
      rows: [
        PERSON_COLUMNS.map((c) => c.title),
        ...[...directory.persons.values()].map((p) => [...lineCells(personLine(directory, p), PERSON_COLUMNS)]),
      ],
    },
  ];
}

function plan(directory: Directory, sheets: readonly Sheet[]) {
  let n = 0;
  const planned = planImport({ directory, regions, today, newPersonKey: () => `new${(n += 1)}` }, sheets);
  if (!planned.ok) throw new Error(planned.error.message);
  return planned.value;
}

/** Changes the cell of the line whose first cell is `key`. */
function write(sheet: Sheet, key: string, title: string, value: Cell): void {
  const at = sheet.rows[0]?.indexOf(title) ?? -1;
  const row = sheet.rows.find((cells) => cells[0] === key);
  if (row === undefined || at < 0) throw new Error(`${key} ${title}`);
  row[at] = value;
}

const words = (max: number) => fc.stringMatching(new RegExp(`^[\\u4e00-\\u9fa5a-zA-Z0-9（）·]{1,${max}}$`));
const date = fc.integer({ min: 19_000, max: 22_000 }).map(fromDayNumber);
const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined });
const unitIds = shipped.map((unit) => unit.id);

const anyPerson = fc
  .record(
    {
      unit: fc.constantFrom(...unitIds),
      kind: fc.constantFrom('leader' as const, 'staff' as const),
      name: words(20),
      post: words(40),
      rank: maybe(fc.constantFrom(...PERSON_RANKS)),
      businessLines: fc.uniqueArray(fc.stringMatching(/^[\u4e00-\u9fa5]{1,8}$/), { maxLength: 4 }),
      scope: maybe(words(200)),
      phone: maybe(fc.stringMatching(/^0[0-9]{3,4}-[0-9]{7,8}$/)),
      stationMode: maybe(fc.constantFrom(...STATION_MODES)),
      from: maybe(date),
      days: maybe(fc.nat(400)),
      order: maybe(fc.nat(99_999)),
      active: fc.boolean(),
    },
    { noNullPrototype: true },
  )
  .map(({ from, days, ...rest }): Omit<Person, 'id'> => {
    const until = days === undefined || from === undefined ? {} : { until: fromDayNumber(dayNumber(from) + days) };
    const given = Object.fromEntries(Object.entries(rest).filter(([, v]) => v !== undefined)) as typeof rest;
    return { ...given, ...(from === undefined ? {} : { secondment: { from, ...until } }) };
  });
const dayNumber = (day: LocalDate): number => Date.parse(day) / 86_400_000;

describe('the directory as a workbook', () => {
  test('what went out comes back as nothing to do, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(anyPerson, { maxLength: 12 }),
        fc.array(fc.record({ at: fc.nat(shipped.length - 1), phone: maybe(words(40)), duties: maybe(words(500)) }), {
          maxLength: 6,
        }),
        (people, edits) => {
          const persons = people.map((p, i): Person => ({ ...p, id: recordId('persons', `p${i}`) }));
          const units = shipped.map((unit, i): Unit => {
            const edit = edits.find((e) => e.at === i);
            const first = persons.find((p) => p.unit === unit.id && p.kind === 'leader' && p.active);
            return {
              ...unit,
              ...(edit?.phone === undefined ? {} : { phone: edit.phone }),
              ...(edit?.duties === undefined ? {} : { duties: edit.duties }),
              ...(first === undefined ? {} : { firstResponsible: first.id }),
            };
          });
          const directory = createDirectory(units, persons);
          const planned = plan(directory, sheetsOf(directory));
          expect(planned.issues).toEqual([]);
          expect(planned.lines).toEqual([]);
          expect(planned.ops).toEqual([]);
          expect(planned.unchanged).toBe(units.length + persons.length);
        },
      ),
    );
  });

  test('changes, new units and new people are told, and a change of name keeps the former one', () => {
    const directory = createDirectory(shipped, []);
    const [units, persons] = sheetsOf(directory);
    write(units, 'CZ-TJJ', '名称', '常州市统计调查局');
    write(units, 'CZ-TJJ', '电话', '0519-1234567');
    units.rows.push(['CZ-XIN', '新设局', '新设', '政府部门', 'CZ', '320402']);
    persons.rows.push([null, 'CZ-XIN', '领导', '赵某', '局长', '主要领导', '综合、督查', '', '', '', '', '', 1, '是']);
    const planned = plan(directory, [units, persons]);
    expect(planned.issues).toEqual([]);
    expect(planned.lines.map((line) => [line.name, line.outcome, line.changes.map((c) => c.column)])).toEqual([
      ['常州市统计调查局', 'changed', ['名称', '电话']],
      ['新设局', 'created', []],
      ['赵某', 'created', []],
    ]);
    expect(planned.ops).toContainEqual(
      expect.objectContaining({
        kind: 'add',
        field: 'formerNames',
        value: expect.objectContaining({ name: '常州市统计局' }),
      }),
    );
    expect(planned.ops).toContainEqual(
      expect.objectContaining({ on: recordId('units', 'CZ-XIN'), field: 'firstResponsible', value: 'persons/new1' }),
    );
    expect(decideImport(planned).ok).toBe(true);
  });

  test('mistakes are named by sheet, row and column, and nothing is imported', () => {
    const directory = createDirectory(shipped, []);
    const [units, persons] = sheetsOf(directory);
    const rowOf = (code: string) => units.rows.findIndex((cells) => cells[0] === code) + 1;
    write(units, 'CZ-TJJ', '类型', '衙门');
    write(units, 'CZ-SJJ', '上级编码', 'CZ-NIL');
    write(units, 'CZ-GAJ', '上级编码', 'CZ-GAJ-02');
    write(units, 'CZ-TYJ', '名称', '常州市公安局');
    write(units, 'CZ-CZJ', '排序', '第一');
    persons.rows.push([null, 'CZ-CZJ', '领导', '钱某', '', '', '', '', '', '', '2026-13-01']);
    const planned = plan(directory, [units, persons]);
    const said = planned.issues.map((i) => `${i.sheet}${i.row}${i.column}：${i.message}`);
    expect(said).toContain(
      `单位${rowOf('CZ-TJJ')}类型：只能填市、接访中心、党委部门、司法机关、人大政协、政府部门、群团组织、公用事业、公安警种、市辖区、县级市、开发区、区（市）单位`,
    );
    expect(said).toContain(`单位${rowOf('CZ-SJJ')}上级编码：目录和表格中都没有这个上级`);
    expect(said).toContain(`单位${rowOf('CZ-GAJ')}上级编码：上级关系成了环，上级不能是本单位或其下级`);
    expect(said).toContain(`单位${rowOf('CZ-TYJ')}名称：另有同名的在用单位`);
    expect(said).toContain(`单位${rowOf('CZ-CZJ')}排序：应为 0 至 99999 的整数`);
    expect(said).toContain('人员2职务：请填写职务');
    expect(said).toContain('人员2派驻开始：日期应写成 2026-11-23 的样子');
    expect(decideImport(planned)).toMatchObject({ ok: false, error: { code: 'import.hasIssues' } });
  });

  test('a column that the file leaves out changes nothing; another workbook is refused', () => {
    const unit = shipped.find((u) => u.code === 'CZ-TJJ');
    if (unit === undefined) throw new Error('CZ-TJJ');
    const directory = createDirectory([...shipped.filter((u) => u !== unit), { ...unit, phone: '0519-7' }], []);
    const few = ['编码', '名称', '简称', '类型'];
    const rows: Cell[][] = [
      few,
      ...[...directory.units.values()].map((u) => few.map((title) => cell(u.id, title, directory))),
    ];
    expect(plan(directory, [{ name: UNIT_SHEET, rows }]).lines).toEqual([]);
    const context = { directory, regions, today, newPersonKey: () => 'x' };
    expect(planImport(context, [{ name: '成绩', rows: [['姓名']] }])).toMatchObject({
      error: { code: 'import.noSheet' },
    });
    expect(planImport(context, [{ name: UNIT_SHEET, rows: [['姓名']] }])).toMatchObject({
      error: { code: 'import.noColumns' },
    });
  });
});

function cell(id: RecordId, title: string, directory: Directory): Cell {
  const unit = directory.units.get(id);
  const column = UNIT_COLUMNS.find((c) => c.title === title);
  if (unit === undefined || column === undefined) throw new Error(title);
  return column.show(unitLine(unit)[column.field]);
}
