import type { JsonObject } from '../../kernel/json';
import type { CollectionDef, ColumnDef } from '../../ledger/collection';

const dict = (field: string): ColumnDef => ({
  type: 'dict',
  of: (value) => (typeof value[field] === 'string' ? value[field] : undefined),
});
const flag = (of: (value: JsonObject) => boolean): ColumnDef => ({ type: 'int', of: (value) => (of(value) ? 1 : 0) });
const active = flag((value) => value.active !== false);
const order: ColumnDef = {
  type: 'int',
  of: (value) => (typeof value.order === 'number' ? value.order : undefined),
};
const words = (value: JsonObject, ...fields: string[]): string[] =>
  fields.flatMap((field) => (typeof value[field] === 'string' ? [value[field]] : []));

const coded = (name: string): CollectionDef => ({
  name,
  columns: { parent: dict('parent'), active, code: { ...dict('code'), type: 'text' } },
  text: (value) => words(value, 'name', 'code'),
  names: (value) => words(value, 'name'),
});

/** Units, people, coded lists and holidays: all of them in the `org` space. */
export const directoryCollections: readonly CollectionDef[] = [
  {
    name: 'units',
    columns: { parent: dict('parent'), type: dict('type'), region: dict('region'), active, order },
    text: (value) => words(value, 'name', 'short', 'code', 'duties'),
    names: (value) => words(value, 'name', 'short'),
  },
  {
    name: 'persons',
    columns: { unit: dict('unit'), kind: dict('kind'), rank: dict('rank'), active, order },
    text: (value) => words(value, 'name', 'post', 'scope', 'phone'),
    names: (value) => words(value, 'name'),
  },
  coded('categories'),
  coded('purposes'),
  coded('regions'),
  {
    name: 'holidays',
    columns: { year: { type: 'int', of: (value) => (typeof value.year === 'number' ? value.year : undefined) } },
  },
];
