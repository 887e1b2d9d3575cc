import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Order, select } from './select';
import { people, type PersonSpec, storeOf } from './testing';
import { walk } from './walk';

const spec: fc.Arbitrary<PersonSpec> = fc.record(
  {
    key: fc.integer({ min: 1, max: 60 }),
    day: fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined }),
    kind: fc.option(fc.constantFrom('甲', '乙', ''), { nil: undefined }),
    text: fc.constant([]),
    idNos: fc.constant([]),
    voided: fc.boolean(),
  },
  { requiredKeys: ['key', 'text', 'idNos', 'voided'] },
);
const order: fc.Arbitrary<Order[]> = fc.array(
  fc.record({ column: fc.constantFrom('day', 'kind'), desc: fc.boolean() }, { requiredKeys: ['column'] }),
  { maxLength: 2 },
);

describe('walk', () => {
  it('comes by the records of all pages one after another', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(spec, { maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        order,
        fc.boolean(),
        async (generations, sorted, present) => {
          const { store, all, drop } = storeOf(generations);
          const filter = present ? { where: [{ column: 'kind', op: 'present' as const }] } : {};
          const page = select(store, people, { ...filter, order: sorted, limit: all.length + 1 });
          const walked = await walk(store, people, filter, sorted);
          expect(walked.map(({ id }) => id)).toEqual(page.rows.map(({ id }) => id));
          expect(walked.map((entry) => entry.read())).toEqual(page.rows);
          drop();
        },
      ),
      { numRuns: 100 },
    );
  });
});
