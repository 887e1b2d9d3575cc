import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import { people, type PersonSpec, personRecord, storeOf } from './testing';
import { groupBy } from './group';
import { count, type Condition, type Filter, type Order, type Page, select } from './select';

const word = fc.constantFrom('张三', '单雄信', '欧阳修', '张三丰', '拆迁补偿', '欠薪', 'ABC小区', '', 'x1');
const spec: fc.Arbitrary<PersonSpec> = fc.record(
  {
    key: fc.integer({ min: 1, max: 60 }),
    day: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
    kind: fc.option(word, { nil: undefined }),
    name: fc.option(word, { nil: undefined }),
    text: fc.array(word, { maxLength: 4 }),
    idNos: fc.array(fc.constantFrom('A', 'B', 'C'), { maxLength: 2 }),
    voided: fc.boolean(),
  },
  { requiredKeys: ['key', 'text', 'idNos', 'voided'] },
);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    column: fc.constant('day'),
    op: fc.constantFrom('eq' as const, 'gte' as const, 'lte' as const),
    value: fc.integer({ min: -4, max: 4 }),
  }),
  fc.record({
    column: fc.constant('day'),
    op: fc.constant('in' as const),
    value: fc.array(fc.integer({ min: -3, max: 3 })),
  }),
  fc.record({
    column: fc.constantFrom('kind', 'name'),
    op: fc.constantFrom('eq' as const, 'gte' as const, 'lte' as const, 'prefix' as const),
    value: fc.constantFrom('张三', '张', '欧阳修', 'x1', '无'),
  }),
  fc.record({ column: fc.constantFrom('kind', 'name'), op: fc.constant('in' as const), value: fc.array(word) }),
  fc.record({
    column: fc.constantFrom('kind', 'name', 'day'),
    op: fc.constantFrom('absent' as const, 'present' as const),
  }),
  fc.record({ column: fc.constant('idNos'), op: fc.constant('has' as const), value: fc.constantFrom('A', 'B', 'D') }),
);
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    where: fc.array(condition, { maxLength: 2 }),
    text: fc.constantFrom('', '张', '张三', '拆迁补', 'abc', 'zs', 'sxx', 'ouyang', '张三 欠薪', 'Ａ', '无此'),
    voided: fc.constantFrom('without' as const, 'with' as const, 'only' as const),
  },
  { requiredKeys: [] },
);
const order: fc.Arbitrary<Order[]> = fc.array(
  fc.record({ column: fc.constantFrom('day', 'kind', 'name'), desc: fc.boolean() }, { requiredKeys: ['column'] }),
  { maxLength: 2 },
);

describe('select', () => {
  it('gives what filtering and sorting an array gives, wherever the records lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(spec, { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
        filter,
        order,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (generations, what, sorted, offset, limit) => {
          const { store, all, drop } = storeOf(generations);
          const expected = naive(all, what, sorted);
          const page = select(store, people, { ...what, order: sorted, offset, limit });
          expect(page.rows.map((r) => r.id)).toEqual(expected.slice(offset, offset + limit).map((s) => idOf(s)));
          expect(page.more).toBe(expected.length > offset + limit);
          expect(page.total).toBe(
            page.total === undefined && mayStayUncounted(what, page) ? undefined : expected.length,
          );
          expect(count(store, people, what)).toBe(expected.length);
          const groups = groupBy(store, people, ['kind'], what);
          expect(groups.reduce((n, g) => n + g.count, 0)).toBe(expected.length);
          drop();
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says so when a list asks for a column that is not kept', () => {
    const { store } = storeOf([[{ key: 1, text: [], idNos: [], voided: false }]]);
    expect(() => select(store, people, { where: [{ column: 'nope', op: 'present' }], limit: 1 })).toThrow('nope');
  });
});

/** A page that is full waits for no texts and keys beyond it. */
const mayStayUncounted = ({ text = '', where = [] }: Filter, { more }: Page): boolean =>
  more && (text !== '' || where.some(({ op }) => op === 'has'));

const idOf = (s: PersonSpec) => recordId('people', String(1000 + s.key));

function naive(all: readonly PersonSpec[], what: Filter, sorted: readonly Order[]): PersonSpec[] {
  return all
    .filter((s) => what.voided === 'with' || s.voided === (what.voided === 'only'))
    .filter((s) => (what.where ?? []).every((c) => meets(s, c)))
    .filter((s) => (what.text ?? '').split(' ').every((term) => holds(s, term)))
    .sort((a, b) => {
      for (const { column, desc } of sorted) {
        const x = valueOf(a, column);
        const y = valueOf(b, column);
        if (x === y) continue;
        if (x === undefined) return 1;
        if (y === undefined) return -1;
        return x < y === (desc === true) ? 1 : -1;
      }
      return b.key - a.key;
    });
}

const columns: CollectionDef['columns'] = people.columns;
function valueOf(s: PersonSpec, column: string): number | string | undefined {
  const value = columns[column]?.of(personRecord(s).value, personRecord(s));
  return value === '' || typeof value === 'object' ? undefined : value;
}

function meets(s: PersonSpec, c: Condition): boolean {
  if (c.op === 'has') return s.idNos.includes(c.value);
  const value = valueOf(s, c.column);
  switch (c.op) {
    case 'absent':
      return value === undefined;
    case 'present':
      return value !== undefined;
    case 'eq':
      return value === c.value;
    case 'gte':
      return value !== undefined && value >= c.value;
    case 'lte':
      return value !== undefined && value <= c.value;
    case 'in':
      return value !== undefined && c.value.includes(value);
    case 'prefix':
      return String(value ?? '').startsWith(c.value);
    default:
      throw new Error('no such condition');
  }
}

const letters: { [name: string]: readonly string[] } = {
  张三: ['zhangsan', 'zs'],
  张三丰: ['zhangsanfeng', 'zsf'],
  单雄信: ['shanxiongxin', 'sxx'],
  欧阳修: ['ouyangxiu', 'oyx'],
  拆迁补偿: ['chaiqianbuchang', 'cqbc'],
  欠薪: ['qianxin', 'qx'],
  ABC小区: ['abcxiaoqu', 'abcxq'],
  x1: ['x1', 'x1'],
};
function holds(s: PersonSpec, typed: string): boolean {
  const term = typed.replace('Ａ', 'a').toLowerCase();
  const inText = s.text.some((part) => part.toLowerCase().includes(term));
  const inNames = /^[a-z]+$/.test(term) && (letters[s.name ?? ''] ?? []).some((p) => p.includes(term));
  return inText || inNames || term === '';
}
