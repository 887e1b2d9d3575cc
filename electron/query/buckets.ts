import { INT_ABSENT, type Words } from '../store/store';
import type { By } from './group';
import { spanOf } from './row-order';
import type { Source, Value } from './source';

/** A column as small numbers: every row lies in one of `count` buckets, those without a value in the first. */
export interface Buckets {
  readonly of: Uint16Array;
  readonly count: number;
  value(bucket: number): Value;
}

/** Wider spread numbers are no buckets. */
const WIDEST = 0xffff;
/** What was made of a column lives as long as the column. */
const made = new WeakMap<Int32Array | Uint32Array, Map<string, Buckets | null>>();

/** Undefined where the source keeps no columns, or too many values for an array. */
export function bucketsOf(source: Source, by: By): Buckets | undefined {
  const column = typeof by === 'string' ? by : by.column;
  const ints = source.ints?.(column);
  const words = source.words?.(column);
  const codes = ints ?? words?.codes;
  if (codes === undefined) return undefined;
  const key = typeof by === 'string' ? '' : 'per' in by ? by.per : String(by.first);
  const known = made.get(codes) ?? new Map<string, Buckets | null>();
  made.set(codes, known);
  let buckets = known.get(key);
  if (buckets === undefined) {
    buckets = (words === undefined ? intBuckets(codes as Int32Array, by) : wordBuckets(words, by)) ?? null;
    known.set(key, buckets);
  }
  return buckets ?? undefined;
}

function wordBuckets(words: Words, by: By): Buckets | undefined {
  if (words.count >= WIDEST) return undefined;
  const value = (code: number): Value => (code === 0 ? undefined : words.word(code));
  if (typeof by === 'string' || 'per' in by)
    return { of: Uint16Array.from(words.codes), count: words.count + 1, value };
  const beginnings: string[] = [];
  // Words are sorted, so that those with the same beginning stand together.
  const bucketOf = Uint16Array.from({ length: words.count + 1 }, (_, code) => {
    const beginning = code === 0 ? undefined : words.word(code).slice(0, by.first);
    if (beginning !== undefined && beginnings.at(-1) !== beginning) beginnings.push(beginning);
    return beginnings.length;
  });
  return {
    of: Uint16Array.from(words.codes, (code) => bucketOf[code] as number),
    count: beginnings.length + 1,
    value: (bucket) => beginnings[bucket - 1],
  };
}

function intBuckets(ints: Int32Array, by: By): Buckets | undefined {
  const [low, high] = spanOf(ints);
  if (low > high) return { of: new Uint16Array(ints.length), count: 1, value: () => undefined };
  if (high - low >= WIDEST) return undefined;
  if (typeof by === 'string') {
    const of = Uint16Array.from(ints, (n) => (n === INT_ABSENT ? 0 : n - low + 1));
    return { of, count: high - low + 2, value: (bucket) => (bucket === 0 ? undefined : low + bucket - 1) };
  }
  const parts: Value[] = [];
  const bucketOf = Uint16Array.from({ length: high - low + 1 }, (_, i) => {
    const part = 'per' in by ? monthOf(low + i) : String(low + i).slice(0, by.first);
    if (parts.at(-1) !== part) parts.push(part);
    return parts.length;
  });
  const of = Uint16Array.from(ints, (n) => (n === INT_ABSENT ? 0 : (bucketOf[n - low] as number)));
  return { of, count: parts.length + 1, value: (bucket) => parts[bucket - 1] };
}

/** 202611 for a day of November 2026. */
export function monthOf(day: number): number {
  const date = new Date(day * 86_400_000);
  return date.getUTCFullYear() * 100 + date.getUTCMonth() + 1;
}
