import { INT_ABSENT, type Words } from '../store/store';
import { spanOf } from './row-order';
import type { Source, Value } from './source';

/** A column as it is, the month of a day (202611), or the beginning of a word: the first part of a code is its parent. */
export type By =
  | string
  | { readonly column: string; readonly per: 'month' }
  | { readonly column: string; readonly first: number };

export const columnOf = (by: By): string => (typeof by === 'string' ? by : by.column);

/** Different values, numbered as they turn up. */
export class Numbering<T> {
  private readonly numbers = new Map<T, number>();
  readonly values: T[] = [];

  of(value: T): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      this.numbers.set(value, (number = this.values.length));
      this.values.push(value);
    }
    return number;
  }
}

/** A column as small numbers: which of `values` every row has. */
export interface Buckets {
  readonly of: Uint16Array | Uint32Array;
  readonly values: readonly Value[];
}

/** Numbers spread so wide, and more words, are looked at row by row. */
const WIDEST = 0xffff;
/** Two bytes a row, kept as long as the column they were made of. */
const made = new WeakMap<Int32Array | Uint32Array, Map<string, Buckets>>();

export function bucketsOf(source: Source, by: By): Buckets {
  const words = source.words?.(columnOf(by));
  const codes = words?.codes ?? source.ints?.(columnOf(by));
  if (codes === undefined) return rowByRow(source, by);
  const known = made.get(codes) ?? new Map<string, Buckets>();
  made.set(codes, known);
  const key = typeof by === 'string' ? '' : 'per' in by ? by.per : String(by.first);
  let buckets = known.get(key);
  if (buckets === undefined) {
    const [low, high] = words === undefined ? spanOf(codes) : [0, words.count];
    buckets = high - low > WIDEST - 1 ? rowByRow(source, by) : byCode(codes, words, by, low, high);
    known.set(key, buckets);
  }
  return buckets;
}

function rowByRow(source: Source, by: By): Buckets {
  const values = new Numbering<Value>();
  const of = Uint32Array.from({ length: source.rows }, (_, row) =>
    values.of(partOf(source.value(columnOf(by), row), by)),
  );
  return { of: values.values.length > WIDEST ? of : new Uint16Array(of), values: values.values };
}

/** What a code stands for is found out once for all rows that have it. */
function byCode(codes: Int32Array | Uint32Array, words: Words | undefined, by: By, low: number, high: number): Buckets {
  const values = new Numbering<Value>();
  const absent = values.of(undefined);
  const valueOf = (code: number): Value => (words === undefined ? code : code === 0 ? undefined : words.word(code));
  const span = low > high ? 0 : high - low + 1;
  const table = Uint16Array.from({ length: span }, (_, i) => values.of(partOf(valueOf(low + i), by)));
  const of = new Uint16Array(codes.length);
  for (let row = 0; row < of.length; row++) {
    const code = codes[row] as number;
    of[row] = code === INT_ABSENT ? absent : (table[code - low] as number);
  }
  return { of, values: values.values };
}

function partOf(value: Value, by: By): Value {
  if (typeof by === 'string' || value === undefined) return value;
  if ('per' in by) return typeof value === 'number' ? monthOf(value) : undefined;
  return String(value).slice(0, by.first);
}

/** 202611 for a day of November 2026. */
function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}
