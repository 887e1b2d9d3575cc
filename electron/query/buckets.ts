import type { Words } from '../store/store';
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

/** The number of a row's value stands in `table` at the row's code less `low`; that of a row without a value is `absent`. */
export interface Numbered {
  readonly codes: Int32Array;
  readonly low: number;
  readonly table: Int32Array;
  readonly absent: number;
}

/** A column of a source in the numbers of all sources. */
export function numbered(source: Source, by: By, numbering: Numbering<Value>): Numbered {
  const ints = source.ints?.(columnOf(by));
  const words = source.words?.(columnOf(by));
  const codes = ints ?? words?.codes;
  const dictionary = codes === undefined ? undefined : dictionaryOf(codes, words, by);
  if (codes === undefined || dictionary === undefined) return rowByRow(source, by, numbering);
  const { low, values, valueOf } = dictionary;
  const numbers = values.map((value) => numbering.of(value));
  return {
    // No code is above 2³¹, and one kind of array keeps the loops over them fast.
    codes: new Int32Array(codes.buffer, codes.byteOffset, codes.length),
    low,
    table: valueOf.map((value) => numbers[value] as number),
    absent: numbering.of(undefined),
  };
}

/** Records in memory, and numbers spread so wide that a table of them would be longer than the rows. */
function rowByRow(source: Source, by: By, numbering: Numbering<Value>): Numbered {
  const codes = Int32Array.from({ length: source.rows }, (_, row) => {
    return numbering.of(partOf(source.value(columnOf(by), row), by));
  });
  return { codes, low: 0, table: Int32Array.from(numbering.values.keys()), absent: 0 };
}

/** The values that the codes of a column stand for: those of code `low + i` are `values[valueOf[i]]`. */
interface Dictionary {
  readonly low: number;
  readonly values: readonly Value[];
  readonly valueOf: Int32Array;
}

const WIDEST = 0xffff;
/** Kept as long as the column: words are decoded and months counted once. */
const made = new WeakMap<Int32Array | Uint32Array, Map<string, Dictionary>>();

function dictionaryOf(codes: Int32Array | Uint32Array, words: Words | undefined, by: By): Dictionary | undefined {
  const [low, high] = words === undefined ? spanOf(codes) : [0, words.count];
  if (high - low > WIDEST) return undefined;
  const known = made.get(codes) ?? new Map<string, Dictionary>();
  made.set(codes, known);
  const key = typeof by === 'string' ? '' : 'per' in by ? by.per : String(by.first);
  let dictionary = known.get(key);
  if (dictionary === undefined) {
    const valueOf = words === undefined ? (code: number) => code : (code: number) => wordAt(words, code);
    known.set(key, (dictionary = dictionaryFrom(low, high, (code) => partOf(valueOf(code), by))));
  }
  return dictionary;
}

const wordAt = (words: Words, code: number): Value => (code === 0 ? undefined : words.word(code));

function dictionaryFrom(low: number, high: number, of: (code: number) => Value): Dictionary {
  const values = new Numbering<Value>();
  const length = low > high ? 0 : high - low + 1;
  const valueOf = Int32Array.from({ length }, (_, i) => values.of(of(low + i)));
  return { low, values: values.values, valueOf };
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
