import { INT_ABSENT, type Words } from '../store/store';
import type { Condition } from './condition';

/** The values of a column as numbers, one a row: those of an `int` column themselves, the places of its words for any other. */
export type Codes = Int32Array | Uint32Array;

/** The numbers that meet a condition: all in a range, or some. A range whose first is the higher is met by nothing. */
export type Wanted = { readonly low: number; readonly high: number } | { readonly some: readonly number[] };

const INT_MAX = 0x7fff_ffff;
const NOTHING: Wanted = { some: [] };

export function wantedInts(condition: Condition): Wanted {
  switch (condition.op) {
    case 'absent':
      return { low: INT_ABSENT, high: INT_ABSENT };
    case 'present':
      return { low: INT_ABSENT + 1, high: INT_MAX };
    case 'eq':
      return between(numeric(condition.value), numeric(condition.value));
    case 'gte':
      return between(numeric(condition.value), INT_MAX);
    case 'lte':
      return between(INT_ABSENT + 1, numeric(condition.value));
    case 'in':
      return { some: condition.value.map(numeric).filter((n) => Number.isInteger(n) && n !== INT_ABSENT) };
    default:
      throw new Error(`${condition.op} does not apply to the int column ${condition.column}`);
  }
}

/** NaN is met by nothing: a word asked of an int column. */
const numeric = (value: number | string): number => (typeof value === 'number' ? value : Number.NaN);

const between = (low: number, high: number): Wanted =>
  low <= high ? { low: Math.max(Math.ceil(low), INT_ABSENT + 1), high: Math.min(Math.floor(high), INT_MAX) } : NOTHING;

export function wantedWords(words: Words, condition: Condition): Wanted {
  const { count } = words;
  const codeOf = (word: number | string): number => {
    const code = words.lowerBound(String(word));
    return code <= count && words.word(code) === String(word) ? code : -1;
  };
  switch (condition.op) {
    case 'absent':
      return { low: 0, high: 0 };
    case 'present':
      return { low: 1, high: count };
    case 'eq': {
      const code = codeOf(condition.value);
      return code > 0 ? { low: code, high: code } : NOTHING;
    }
    case 'gte':
      return { low: words.lowerBound(String(condition.value)), high: count };
    case 'lte': {
      const code = codeOf(condition.value);
      return { low: 1, high: code > 0 ? code : words.lowerBound(String(condition.value)) - 1 };
    }
    case 'prefix':
      return { low: words.lowerBound(condition.value), high: words.lowerBound(`${condition.value}\uffff`) - 1 };
    case 'in':
      return { some: condition.value.map(codeOf).filter((code) => code > 0) };
    default:
      throw new Error(`${condition.op} does not apply to the column ${condition.column}`);
  }
}

/** Clears the mark of every row whose code is not wanted. */
export function keep(codes: Codes, wanted: Wanted, mask: Uint8Array): void {
  if ('low' in wanted) keepRange(codes, wanted.low, wanted.high, mask);
  else keepSome(codes, wanted.some, mask);
}

function keepRange(codes: Codes, low: number, high: number, mask: Uint8Array): void {
  // One kind of array and whole numbers keep the loop as simple as the machine likes it; no code is above 2³¹.
  const values = new Int32Array(codes.buffer, codes.byteOffset, codes.length);
  if (low > high) {
    mask.fill(0);
    return;
  }
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    mask[row] = (mask[row] as number) & ((value >= low ? 1 : 0) & (value <= high ? 1 : 0));
  }
}

function keepSome(codes: Codes, some: readonly number[], mask: Uint8Array): void {
  const high = some.reduce((a, b) => Math.max(a, b), 0);
  if (high > WIDEST || some.some((code) => code < 0)) {
    const wanted = new Set(some);
    for (let row = 0; row < mask.length; row++) if (!wanted.has(codes[row] as number)) mask[row] = 0;
    return;
  }
  const marks = new Uint8Array(high + 1);
  for (const code of some) marks[code] = 1;
  for (let row = 0; row < mask.length; row++) {
    const code = codes[row] as number;
    mask[row] = (mask[row] as number) & (code >= 0 && code <= high ? (marks[code] as number) : 0);
  }
}
/** Of higher codes no table is made. */
const WIDEST = 1 << 20;

/** Whether any of the values there are may be wanted; `span` are the lowest and the highest of them. */
export function mayMeet(wanted: Wanted, absent: number, [low, high]: readonly [number, number]): boolean {
  if ('some' in wanted) return wanted.some.some((code) => code >= low && code <= high);
  if (wanted.low > wanted.high) return false;
  return (wanted.low <= absent && absent <= wanted.high) || (wanted.low <= high && wanted.high >= low);
}

/** Says of one code whether it is wanted. */
export function tester(wanted: Wanted): (code: number) => boolean {
  if ('low' in wanted) return (code) => code >= wanted.low && code <= wanted.high;
  const some = new Set(wanted.some);
  return (code) => some.has(code);
}
