import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { type By, groupBy } from './group';
import { type Filter } from './select';
import { people, type PersonSpec, storeOf } from './testing';

const word = fc.constantFrom('0101', '0102', '02', '张三', '张三丰', '');
const spec: fc.Arbitrary<PersonSpec> = fc.record(
  {
    key: fc.integer({ min: 1, max: 60 }),
    day: fc.option(fc.oneof(fc.integer({ min: 20_000, max: 20_120 }), fc.integer({ min: -200_000, max: 200_000 })), {
      nil: undefined,
    }),
    kind: fc.option(word, { nil: undefined }),
    name: fc.option(word, { nil: undefined }),
    text: fc.constant([]),
    idNos: fc.array(fc.constantFrom('A', 'B'), { maxLength: 2 }),
    voided: fc.boolean(),
  },
  { requiredKeys: ['key', 'text', 'idNos', 'voided'] },
);
const by: fc.Arbitrary<By[]> = fc.uniqueArray(
  fc.constantFrom<By>('kind', 'name', 'day', { column: 'day', per: 'month' }, { column: 'kind', first: 2 }),
  { maxLength: 4 },
);
const filter = fc.constantFrom<Filter>(
  {},
  { voided: 'with' },
  { where: [{ column: 'kind', op: 'present' }] },
  { where: [{ column: 'idNos', op: 'has', value: 'A' }] },
);

const month = (day: number): number => {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
};

function valueOf(person: PersonSpec, b: By): unknown {
  const field = person[(typeof b === 'string' ? b : b.column) as 'day'];
  const value = (field as unknown) === '' ? undefined : field;
  if (typeof b === 'string' || value === undefined) return value;
  return 'per' in b ? month(value) : String(value).slice(0, b.first);
}

function meets(person: PersonSpec, what: Filter): boolean {
  if (what.voided !== 'with' && person.voided) return false;
  const condition = what.where?.[0];
  if (condition?.op === 'present') return (person.kind ?? '') !== '';
  return condition === undefined || person.idNos.includes('A');
}

let drop = (): void => undefined;
afterEach(() => drop());

describe('groupBy', () => {
  it('counts and sums what a walk over all records counts and sums, wherever they lie', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(spec, { maxLength: 40 }), { minLength: 1, maxLength: 3 }),
        by,
        filter,
        (parts, columns, what) => {
          const { store, all, drop: away } = storeOf(parts);
          drop = away;
          const expected = new Map<string, [number, number]>();
          for (const person of all.filter((p) => meets(p, what))) {
            const key = JSON.stringify(columns.map((b) => valueOf(person, b) ?? null));
            const [count, sum] = expected.get(key) ?? [0, 0];
            expected.set(key, [count + 1, sum + (person.day ?? 0)]);
          }
          const groups = groupBy(store, people, columns, what, { sum: ['day'] });
          const found = groups.map(({ values, count, sums }) => [
            JSON.stringify(values.map((v) => v ?? null)),
            [count, sums[0]],
          ]);
          away();
          drop = () => undefined;
          expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));
          expect(found).toHaveLength(expected.size);
        },
      ),
      { numRuns: 150 },
    );
  });
});
