import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LocalDate, parseLocalDate } from '../../calendar/local-date';
import type { HolidayTable } from '../../calendar/workdays';
import { type DeviceId, type RecordId, recordId, type TxnId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/refusal';
import type { Result } from '../../kernel/result';
import { conflictsOf, type Folded, fold } from '../../ledger/fold';
import { HLC_ZERO, nextHlc } from '../../ledger/hlc';
import type { Decision, Txn } from '../../ledger/op';
import { admit, advance, hasSeen, type Vector } from '../../ledger/space';
import { type Actor, stamp } from '../../ledger/stamp';
import { decideAddEntry, decideRestoreEntry, decideRetireEntry } from './decide-dictionary';
import { decideAddPerson, decideEditPerson, decideLeavePerson } from './decide-person';
import {
  decideCreateUnit,
  decideEditUnit,
  decideMergeUnit,
  decideMoveUnit,
  decideRenameUnit,
  decideRestoreUnit,
  decideRetireUnit,
} from './decide-unit';
import { readEntry } from './dictionary';
import { createDirectory, currentUnit, type Directory, pathOf } from './directory';
import { decideSaveHolidays, holidayIssues, readHolidayTable } from './holidays';
import { readPerson } from './person';
import { decideSeed, SEED_ACTOR } from './seed';
import { readUnit } from './unit';

const day = (text: string): LocalDate => {
  const parsed = parseLocalDate(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};
const unitId = (code: string): RecordId => recordId('units', code);
const on = day('2026-11-23');
const reason = '机构改革';

/** A ledger of one desk in memory, through the same stamping and folding as the store. */
class Desk {
  readonly records = new Map<RecordId, Folded>();
  readonly vectors = new Map<string, Vector>();
  private hlc = HLC_ZERO;
  private count = 0;

  constructor(readonly actor: Actor) {
    const seed = decideSeed(false);
    if (seed !== undefined) this.commit(seed, SEED_ACTOR);
  }

  commit(decision: Decision, actor = this.actor): Txn {
    this.hlc = nextHlc(this.hlc, 1_790_000_000_000);
    this.count += 1;
    const stamped = stamp(decision, `${actor.device}-${this.count}` as TxnId, actor, this.hlc, {
      record: (id) => this.records.get(id),
      vector: (space) => this.vectors.get(space) ?? {},
    });
    for (const [id, record] of stamped.records) this.records.set(id, record);
    for (const [space, vector] of stamped.vectors) this.vectors.set(space, vector);
    return stamped.txn;
  }

  receive(txn: Txn): void {
    for (const op of txn.ops) {
      const vector = this.vectors.get(op.space) ?? {};
      if (admit(vector, op) !== 'next') continue;
      this.records.set(
        op.on,
        fold(this.records.get(op.on), op, (seen) => hasSeen(vector, seen)),
      );
      this.vectors.set(op.space, advance(vector, op));
    }
  }

  do(decided: Result<Decision, Refusal>): Txn {
    if (!decided.ok) throw new Error(decided.error.message);
    return this.commit(decided.value);
  }

  all(collection: string): Folded[] {
    return [...this.records.values()].filter((record) => record.id.startsWith(`${collection}/`));
  }

  get directory(): Directory {
    return createDirectory(
      this.all('units').map(readUnit),
      this.all('persons').flatMap((record) => readPerson(record) ?? []),
    );
  }

  unit(code: string) {
    const unit = this.directory.units.get(unitId(code));
    if (unit === undefined) throw new Error(code);
    return unit;
  }
}

const desk = (device = 'a') => new Desk({ by: '张三', unit: unitId('CZ-JFZX'), device: device as DeviceId });
const codeOf = (decided: Result<Decision, Refusal>): string => (decided.ok ? 'ok' : decided.error.code);

describe('the shipped directory', () => {
  test('holds together: parents, regions and successors exist', () => {
    const { directory, records } = desk();
    expect(directory.units.size).toBeGreaterThan(90);
    for (const unit of directory.units.values()) {
      if (unit.parent !== null) expect(directory.units.has(unit.parent)).toBe(true);
      if (unit.region !== undefined) expect(records.has(unit.region)).toBe(true);
      expect(pathOf(directory, unit.id)[0]?.code).toBe('CZ');
    }
    expect([...directory.units.values()].filter((u) => u.weeklyRotation).map((u) => u.short)).toEqual([
      '刑侦',
      '经侦',
      '交巡警',
      '治安',
      '户政',
    ]);
    expect([...directory.units.values()].filter((u) => u.leaderDay)).toHaveLength(8);
    expect(currentUnit(directory, unitId('CZ-FGJ'))?.code).toBe('CZ-ZJJ');
  });

  test('knows the holidays of 2024 to 2026, each table plausible, and not 2027', () => {
    const tables = desk()
      .all('holidays')
      .flatMap((record) => readHolidayTable(record) ?? []);
    expect(tables.map((table) => table.year).toSorted()).toEqual([2024, 2025, 2026]);
    for (const table of tables) expect(holidayIssues(table)).toEqual([]);
  });

  test('two desks that each seeded alone have nothing to settle, even after one edited', () => {
    const [a, b] = [desk('a'), desk('b')];
    const edited = a.do(
      decideRenameUnit(a.directory, {
        id: unitId('CZ-GAJ-02'),
        name: '常州市公安局刑侦支队',
        short: '刑侦',
        on,
        reason,
      }),
    );
    b.receive(edited);
    expect(b.unit('CZ-GAJ-02').name).toBe('常州市公安局刑侦支队');
    for (const record of b.records.values()) expect(conflictsOf(record)).toEqual([]);
    expect(decideSeed(true)).toBeUndefined();
  });
});

describe('units', () => {
  test('renaming keeps the former name with its last day', () => {
    const d = desk();
    d.do(decideRenameUnit(d.directory, { id: unitId('CZ-SJJU'), name: '常州市数据局', short: '数据局', on, reason }));
    expect(d.unit('CZ-SJJU')).toMatchObject({
      name: '常州市数据局',
      formerNames: [{ name: '常州市数据局（政务服务管理办公室）', until: '2026-11-23', reason }],
    });
    const taken = decideRenameUnit(d.directory, {
      id: unitId('CZ-TJJ'),
      name: '常州市数据局',
      short: '统计',
      on,
      reason,
    });
    expect(codeOf(taken)).toBe('unit.nameTaken');
  });

  test('retiring asks where the units below go', () => {
    const d = desk();
    expect(codeOf(decideRetireUnit(d.directory, { id: unitId('CZ-GAJ'), on, reason }))).toBe('unit.hasChildren');
    const into = decideRetireUnit(d.directory, {
      id: unitId('CZ-GAJ'),
      on,
      reason,
      moveChildrenTo: unitId('CZ-GAJ-02'),
    });
    expect(codeOf(into)).toBe('unit.ring');
    d.do(decideRetireUnit(d.directory, { id: unitId('CZ-GAJ'), on, reason, moveChildrenTo: unitId('CZ') }));
    expect(d.unit('CZ-GAJ')).toMatchObject({ active: false, retiredOn: on });
    expect(d.unit('CZ-GAJ-02').parent).toBe(unitId('CZ'));
    d.do(decideRestoreUnit(d.directory, { id: unitId('CZ-GAJ'), reason }));
    expect(d.unit('CZ-GAJ')).toMatchObject({ active: true });
    expect(d.unit('CZ-GAJ').retiredOn).toBeUndefined();
  });

  test('merging leads references, units below and people on to the successor', () => {
    const d = desk();
    const person = recordId('persons', 'p1');
    d.do(
      decideAddPerson(d.directory, person, {
        unit: unitId('CZ-TYJ'),
        kind: 'leader',
        name: '甲',
        post: '局长',
        businessLines: [],
      }),
    );
    d.do(decideMergeUnit(d.directory, { id: unitId('CZ-TYJ'), into: unitId('CZ-WLJ'), on, reason, movePersons: true }));
    expect(currentUnit(d.directory, unitId('CZ-TYJ'))?.code).toBe('CZ-WLJ');
    expect(d.directory.persons.get(person)?.unit).toBe(unitId('CZ-WLJ'));
    const own = { on, reason, movePersons: false };
    expect(codeOf(decideMergeUnit(d.directory, { id: unitId('CZ-GAJ'), into: unitId('CZ-GAJ-02'), ...own }))).toBe(
      'unit.intoItself',
    );
    expect(codeOf(decideMergeUnit(d.directory, { id: unitId('CZ-WLJ'), into: unitId('CZ-TYJ'), ...own }))).toBe(
      'unit.intoRetired',
    );
  });

  test('editing writes only what differs, and clears what was emptied', () => {
    const d = desk();
    const id = unitId('CZ-CZJ');
    const first = d.do(
      decideEditUnit(d.directory, { id, short: '财政局', type: 'government', phone: '0519-1', order: 250 }),
    );
    expect(first.ops.map((op) => op.field)).toEqual(['phone']);
    const second = d.do(decideEditUnit(d.directory, { id, short: '财政局', type: 'government', order: 250 }));
    expect(second.ops.map((op) => [op.field, op.value])).toEqual([['phone', null]]);
    expect(d.unit('CZ-CZJ').phone).toBeUndefined();
    expect(codeOf(decideEditUnit(d.directory, { id, short: '财政局', type: 'government', order: 250 }))).toBe(
      'directory.unchanged',
    );
  });

  test('the first responsible person is a leader of the unit, and ceases with leaving or moving', () => {
    const d = desk();
    const id = unitId('CZ-CZJ');
    const person = recordId('persons', 'p1');
    const input = { unit: id, kind: 'leader' as const, name: '甲', post: '局长', businessLines: [] };
    d.do(decideAddPerson(d.directory, person, input));
    const edit = { short: '财政局', type: 'government' as const, order: 250, firstResponsible: person };
    expect(codeOf(decideEditUnit(d.directory, { ...edit, id: unitId('CZ-SJJ'), short: '审计局' }))).toBe(
      'unit.leaderElsewhere',
    );
    d.do(decideEditUnit(d.directory, { id, ...edit }));
    d.do(decideEditPerson(d.directory, { ...input, id: person, unit: unitId('CZ-SJJ') }));
    expect(d.unit('CZ-CZJ').firstResponsible).toBeUndefined();
    d.do(decideEditPerson(d.directory, { ...input, id: person }));
    d.do(decideEditUnit(d.directory, { id, ...edit }));
    d.do(decideLeavePerson(d.directory, { id: person, on, reason }));
    expect(d.unit('CZ-CZJ').firstResponsible).toBeUndefined();
    expect(d.directory.persons.get(person)).toMatchObject({ active: false, leftOn: on });
  });

  test('a new unit needs a free code and name and a living parent', () => {
    const d = desk();
    const input = {
      code: 'CZ-XIN',
      name: '常州市新设局',
      short: '新设局',
      type: 'government' as const,
      parent: unitId('CZ'),
    };
    expect(codeOf(decideCreateUnit(d.directory, { ...input, code: 'CZ-GAJ' }))).toBe('unit.codeTaken');
    expect(codeOf(decideCreateUnit(d.directory, { ...input, name: '常州市公安局' }))).toBe('unit.nameTaken');
    expect(codeOf(decideCreateUnit(d.directory, { ...input, parent: unitId('CZ-FGJ') }))).toBe('unit.parentRetired');
    d.do(decideCreateUnit(d.directory, input));
    expect(d.unit('CZ-XIN').active).toBe(true);
  });

  test('random moves, retirements and mergers never make a ring or lose a unit', () => {
    const codes = [...desk().directory.units.values()].map((unit) => unit.code);
    const step = fc.record({
      kind: fc.constantFrom('move', 'retire', 'merge', 'restore'),
      id: fc.constantFrom(...codes).map(unitId),
      to: fc.constantFrom(...codes).map(unitId),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const d = desk();
        for (const { kind, id, to } of steps) {
          const decided =
            kind === 'move'
              ? decideMoveUnit(d.directory, { id, parent: to, reason })
              : kind === 'retire'
                ? decideRetireUnit(d.directory, { id, on, reason, moveChildrenTo: to })
                : kind === 'merge'
                  ? decideMergeUnit(d.directory, { id, into: to, on, reason, movePersons: true })
                  : decideRestoreUnit(d.directory, { id, reason });
          if (decided.ok) d.commit(decided.value);
        }
        const { directory } = d;
        for (const unit of directory.units.values()) {
          const path = pathOf(directory, unit.id);
          expect(path[0]?.parent).toBeNull();
          expect(currentUnit(directory, unit.id)?.mergedInto).toBeUndefined();
          if (unit.active) expect(path.every((above) => above.active)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('two desks that moved units into each other leave a ring that reading survives', () => {
    const [a, b] = [desk('a'), desk('b')];
    const intoB = a.do(decideMoveUnit(a.directory, { id: unitId('CZ-TJJ'), parent: unitId('CZ-SJJ'), reason }));
    const intoA = b.do(decideMoveUnit(b.directory, { id: unitId('CZ-SJJ'), parent: unitId('CZ-TJJ'), reason }));
    a.receive(intoA);
    b.receive(intoB);
    expect(a.unit('CZ-TJJ').parent).toBe(b.unit('CZ-TJJ').parent);
    expect(pathOf(a.directory, unitId('CZ-TJJ')).map((unit) => unit.code)).toEqual(['CZ-SJJ', 'CZ-TJJ']);
  });
});

describe('coded lists', () => {
  test('go as deep as they should, and retire with what is below', () => {
    const d = desk();
    const entries = () =>
      new Map(
        d
          .all('categories')
          .map(readEntry)
          .map((entry) => [entry.id, entry]),
      );
    const add = (parent: string | null, code: string, name: string) =>
      decideAddEntry(entries(), {
        dictionary: 'categories',
        code,
        name,
        parent: parent === null ? null : recordId('categories', parent),
      });
    expect(codeOf(add('0101', '010101', '三级'))).toBe('dictionary.tooDeep');
    expect(codeOf(add('01', '0107', '林业'))).toBe('dictionary.nameTaken');
    d.do(add('01', '0107', '渔业'));
    d.do(decideRetireEntry(entries(), { id: recordId('categories', '01'), reason }));
    expect(entries().get(recordId('categories', '0107'))?.active).toBe(false);
    expect(codeOf(decideRestoreEntry(entries(), { id: recordId('categories', '0107'), reason }))).toBe(
      'dictionary.parentRetired',
    );
  });
});

describe('holidays', () => {
  const table2026 = (): HolidayTable => {
    const record = desk().records.get(recordId('holidays', '2026'));
    const table = record === undefined ? undefined : readHolidayTable(record);
    if (table === undefined) throw new Error('2026');
    return table;
  };
  const messages = (table: HolidayTable) =>
    holidayIssues(table)
      .map((issue) => issue.message)
      .join('\n');

  test('a table that cannot be a year is refused with what is wrong', () => {
    const table = table2026();
    const extra = { date: day('2026-03-03'), name: '上班' };
    expect(messages({ ...table, workDays: [...table.workDays, extra] })).toContain('星期二，本来就上班');
    expect(messages({ ...table, offDays: table.offDays.filter((d) => d.name !== '国庆节') })).toContain('缺少国庆节');
    expect(messages({ ...table, workDays: [] })).toContain('缺了调休上班日');
    expect(messages({ ...table, offDays: [...table.offDays, { date: day('2027-01-01'), name: '元旦' }] })).toContain(
      '不是2026年',
    );
    expect(messages({ ...table, workDays: [...table.workDays, { date: day('2026-10-03'), name: '错' }] })).toContain(
      '出现了两次',
    );
  });

  test('the statutory days alone, without the yearly notice, are no table', () => {
    const days = ['01-01', '02-05', '02-06', '02-07', '02-08', '04-05', '05-01', '05-02', '06-09', '10-01', '10-02'];
    const offDays = days.map((d) => ({ date: day(`2027-${d}`), name: '法定' }));
    expect(messages({ year: 2027, offDays, workDays: [] })).toContain('天之间');
  });

  test('saving the same again changes nothing', () => {
    const table = table2026();
    expect(codeOf(decideSaveHolidays(table, table, { reason }))).toBe('directory.unchanged');
    expect(codeOf(decideSaveHolidays(undefined, table, { reason }))).toBe('ok');
  });
});
