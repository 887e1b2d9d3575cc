import type { Folded } from '#shared/ledger/fold';
import type { CollectionDef } from '#shared/ledger/collection';
import { PART_END, searchable } from '../../query/needle';
import { namePinyin } from '../../query/pinyin';
import { INT_ABSENT } from '../store';

const INT_MAX = 0x7fff_ffff;

/** The key under which names and their full pinyin are looked up exactly. */
export const NAME_KEYS = '$names';

/** The value of an `int` column as blocks and memory both keep it. */
export function intOf(def: CollectionDef, column: string, record: Folded): number {
  const value = valueOf(def, column, record);
  if (typeof value !== 'number' || Number.isNaN(value)) return INT_ABSENT;
  return Math.trunc(Math.max(INT_ABSENT + 1, Math.min(INT_MAX, value)));
}

/** The value of a `dict` or `text` column; an empty one counts as absent. */
export function wordOf(def: CollectionDef, column: string, record: Folded): string | undefined {
  const value = valueOf(def, column, record);
  if (typeof value === 'number') return String(value);
  return typeof value !== 'string' || value === '' ? undefined : value;
}

/** The different values of a `keys` column. */
export function keysOf(def: CollectionDef, column: string, record: Folded): readonly string[] {
  if (column === NAME_KEYS) return nameKeysOf(def, record);
  const value = valueOf(def, column, record);
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' ? [...new Set(value)].filter((v) => v !== '') : [];
}

/** All searchable text of a record, its parts kept apart. */
export const textOf = (def: CollectionDef, record: Folded): string =>
  partsOf(def.text, record).map(searchable).join(PART_END);

/** Full pinyin and initials of every name, kept apart. */
export const pinyinOf = (def: CollectionDef, record: Folded): string =>
  partsOf(def.names, record)
    .map(namePinyin)
    .flatMap(({ full, initials }) => [full, initials])
    .join(PART_END);

const nameKeysOf = (def: CollectionDef, record: Folded): readonly string[] => [
  ...new Set(partsOf(def.names, record).flatMap((name) => [name, namePinyin(name).full])),
];

/** A record of an older or newer build may lack what a column expects; it is listed without that value. */
function valueOf(def: CollectionDef, column: string, record: Folded): number | string | readonly string[] | undefined {
  try {
    return def.columns[column]?.of(record.value, record);
  } catch {
    return undefined;
  }
}

function partsOf(parts: CollectionDef['text'], record: Folded): readonly string[] {
  try {
    return (parts?.(record.value) ?? []).filter((p) => p !== '');
  } catch {
    return [];
  }
}
