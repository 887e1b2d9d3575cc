import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DeviceId, recordId, type SpaceId } from '#shared/kernel/ids';
import { openStore } from '../store/open';
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

  it('reads what it found though its blocks were joined and their files swept away meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jrd-walk-'));
    let drawn = 0;
    const device = 'd1' as DeviceId;
    const random = { hex: () => `t${drawn++}` };
    const clock = { now: () => Date.UTC(2026, 10, 23) };
    const store = await openStore({ folder, device, clock, random, collections: [people] });
    const write = async (key: string): Promise<void> => {
      const value = { text: [key], idNos: [] };
      const create = { kind: 'create', on: recordId('people', key), space: 'org' as SpaceId, value } as const;
      await store.commit({ action: '登记', ops: [create] }, { by: '王敏', unit: 'units/x', device });
      await store.compact();
    };
    for (const key of ['1', '2', '3']) await write(key);
    const walked = await walk(store, people, {}, []);
    const before = store.blocks('people');
    for (const key of ['4', '5', '6', '7', '8']) await write(key);
    expect(store.blocks('people')).not.toEqual(before);
    expect(walked.map((entry) => entry.read().value['text'])).toEqual([['3'], ['2'], ['1']]);
    await store.close();
    rmSync(folder, { recursive: true });
  });
});
