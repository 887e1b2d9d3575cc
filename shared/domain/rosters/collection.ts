import { parseLocalDate, toDayNumber } from '../../calendar/local-date';
import type { JsonObject } from '../../kernel/json';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';

const dict = (field: string): ColumnDef => ({
  type: 'dict',
  of: (value) => (typeof value[field] === 'string' ? value[field] : undefined),
});
const day = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => {
    const date = typeof value[field] === 'string' ? parseLocalDate(value[field]) : undefined;
    return date === undefined ? undefined : toDayNumber(date);
  },
});
const flag = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => (value[field] === null || value[field] === undefined ? 0 : 1),
});
const number = (field: string): ColumnDef => ({
  type: 'int',
  of: (value) => (typeof value[field] === 'number' ? value[field] : undefined),
});
const words = (value: JsonObject, ...fields: string[]): string[] =>
  fields.flatMap((field) => (typeof value[field] === 'string' ? [value[field]] : []));

export const ruleCollection: CollectionDef = {
  name: 'rosterRules',
  columns: { retired: flag('retired') },
  text: (value) => words(value, 'title', 'publisher', 'location'),
  names: (value) => words(value, 'title'),
};
export const rosterCollection: CollectionDef = {
  name: 'rosters',
  columns: {
    rule: dict('rule'),
    from: day('from'),
    to: day('to'),
    version: number('version'),
    published: flag('notice'),
    superseded: flag('supersededBy'),
  },
  text: (value) => words(value, 'title', 'publisher'),
  names: (value) => words(value, 'title'),
};
export const dutyCollection: CollectionDef = {
  name: 'duties',
  columns: { roster: dict('roster'), rule: dict('rule'), date: day('date') },
};
export const swapCollection: CollectionDef = {
  name: 'swaps',
  columns: { roster: dict('roster') },
};

/** All of a rule's records live in `roster/<rule key>`. */
export const rosterCollections: readonly CollectionDef[] = [
  ruleCollection,
  rosterCollection,
  dutyCollection,
  swapCollection,
];
