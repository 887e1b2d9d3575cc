import type { RecordId } from '../kernel/ids';
import { keyOf } from '../kernel/ids';
import type { JsonObject } from '../kernel/json';
import type { Folded } from './fold';

/**
 * A column kept beside the folded records so that lists filter and sort without parsing them.
 * `int`: a 32-bit integer (days since 1970 for dates, counts, 0/1 flags); `dict`: text with few different values;
 * `text`: any text, compared as such; `keys`: several texts a record can be looked up by (the ID numbers of a visit),
 * not sorted by. Absent values sort last.
 */
export interface ColumnDef {
  readonly type: 'int' | 'dict' | 'text' | 'keys';
  /** From the fields shown and, where a step of a state machine counts, from the whole record with its events. */
  readonly of: (value: JsonObject, record: Folded) => number | string | readonly string[] | undefined;
}

/** How the store keeps one kind of record; the rules about it live in its domain area. */
export interface CollectionDef {
  readonly name: string;
  /** Raised when a column, `text` or `names` computes something else than before: kept columns are computed anew. */
  readonly version?: number;
  /** Fields this build knows; writes to others are kept with the record and shown nowhere. */
  readonly columns: { readonly [name: string]: ColumnDef };
  /** Searchable text in parts: substring search looks in all of them, never across two. */
  readonly text?: (value: JsonObject) => readonly string[];
  /** Chinese names to be found by pinyin initials or full pinyin. */
  readonly names?: (value: JsonObject) => readonly string[];
}

/** Records are kept by the year their key begins with (`2026-A01-000123`), the rest together under `0`. */
export function partitionOf(id: RecordId): string {
  const year = /^(\d{4})-/.exec(keyOf(id));
  return year?.[1] ?? '0';
}
