import fc from 'fast-check';
import { describe, it } from 'vitest';
import type { LocalDate } from '#shared/calendar/local-date';
import { caseStateOf } from '#shared/domain/cases/machine';
import { STEP_NAMES } from '#shared/domain/cases/steps/index';
import { collections } from '#shared/domain/collections';
import { SETTLED_STEPS, undecidedCount } from '#shared/domain/decisions/items';
import { leasesOf } from '#shared/domain/exchange/lease';
import { recordId } from '#shared/kernel/ids';
import type { Json, JsonObject } from '#shared/kernel/json';
import type { Entry, Folded } from '#shared/ledger/fold';
import { caseSpace } from '#shared/ledger/space';

/** What no form of ours lets through, and a package may bring: the reader bounds names and sizes, not what a value says. */
const strange = fc.oneof(
  fc.constantFrom<Json>(1e308, -1e308, 8.64e15 + 1, 0.5, '99999-99-99', '2026-13-45', '0000-00-00', '-000001-01-01'),
  fc.constantFrom<Json>('\ud800', '\u0000', '\u202e', '__proto__', 'constructor', '', [null], [[[]]], { a: {} }, null),
  fc.constantFrom<Json>('2026-11-02', '9999-12-31', 'units/X', '𠮷'.repeat(300)),
  fc.jsonValue().map((value) => value as Json),
);
const COLUMNS = [...new Set(collections.flatMap(({ columns }) => Object.keys(columns)))];
const INPUTS = [
  'on',
  'unit',
  'units',
  'feedbackDue',
  'days',
  'triageClass',
  'legalPath',
  'accused',
  'conclusion',
  'to',
];
const MORE = ['visitNo', 'registeredAt', 'openedOn', 'petitioners', 'representatives', 'matters', 'opinion', 'until'];

const value = fc.dictionary(fc.constantFrom(...COLUMNS, ...MORE), strange) as fc.Arbitrary<JsonObject>;
const key = fc.constantFrom('2026-A01-000001', '999999999999-A', 'x', '2026-', '0000', '\u202e');
const input = fc.oneof(
  strange,
  fc.dictionary(fc.constantFrom(...INPUTS, ...MORE), strange) as fc.Arbitrary<JsonObject>,
);

const stamped = (n: number) => ({ op: `a:${n}`, hlc: `0199f2c3a000-${String(n).padStart(4, '0')}` });
const entry = (n: number, said: Json) => ({ ...stamped(n), by: '甲', unit: 'units/X', value: said }) as Entry;
const recordOf = (id: string, fields: JsonObject, more: Partial<Folded> = {}): Folded =>
  ({ id, space: caseSpace('x'), created: stamped(1), value: fields, ...more }) as Folded;

describe('what is computed from records that a package brought', () => {
  it('is computed whatever their fields say', () => {
    fc.assert(
      fc.property(value, key, (fields, name) => {
        for (const def of collections) {
          const record = recordOf(recordId(def.name, name), fields);
          for (const column of Object.values(def.columns)) column.of(fields, record);
          def.text?.(fields);
          def.names?.(fields);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is computed whatever the steps of a case say', () => {
    const steps = fc.array(fc.record({ name: fc.constantFrom(...STEP_NAMES, 'newerStep'), value: input }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(steps, value, strange, (said, fields, item) => {
        const events = said.map((one, i) => ({ ...entry(i + 2, one.value), name: one.name, parents: [] }));
        const items = {
          leases: [entry(50, item)],
          leaseReturns: [entry(51, item)],
          [SETTLED_STEPS]: [entry(52, item)],
        };
        const record = recordOf('cases/2026-A01-000001', fields, { events, items });
        caseStateOf(record);
        undecidedCount(record);
        leasesOf(record, '2026-11-20' as LocalDate);
      }),
      { numRuns: 200 },
    );
  });
});
