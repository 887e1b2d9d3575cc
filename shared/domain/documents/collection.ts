import { parseLocalDate, toDayNumber } from '../../calendar/local-date';
import type { JsonObject } from '../../kernel/json';
import { keyOf } from '../../kernel/ids';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';
import { NUMBERING, PAPERS, RANGES, TEMPLATES } from './names';

const text = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
};
const dict = (field: string): ColumnDef => ({ type: 'dict', of: (value) => text(value, field) });
const keys = (field: string): ColumnDef => ({ type: 'keys', of: (value) => [text(value, field) ?? []].flat() });
const int = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => (typeof value[field] === 'number' ? value[field] : undefined),
});

/** How papers are found: by case, by number, by run of numbers. */
export const papersCollection: CollectionDef = {
  name: PAPERS,
  columns: {
    case: keys('case'),
    docNo: keys('docNo'),
    kind: dict('kind'),
    organ: dict('organ'),
    toUnit: dict('toUnit'),
    series: dict('series'),
    serial: int('serial'),
    version: int('version'),
    /** 年—机号, under which records are counted. */
    run: {
      type: 'dict',
      of: (_value, { id }) => keyOf(id).slice(0, keyOf(id).lastIndexOf('-')),
    },
    issuedOn: {
      type: 'int',
      of: (value) => {
        const on = parseLocalDate(text(value, 'issuedOn') ?? '');
        return on === undefined ? undefined : toDayNumber(on);
      },
    },
  },
  text: (value) => ['docNo', 'title', 'addressee'].flatMap((field) => text(value, field) ?? []),
};

/** Papers lie in the spaces of their cases, the rest in that of the organisation. */
export const paperCollections: readonly CollectionDef[] = [
  papersCollection,
  { name: NUMBERING, columns: {} },
  { name: RANGES, columns: {} },
  { name: TEMPLATES, columns: {} },
];
