import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { intOf, keysOf, pinyinOf, textOf, wordOf } from '../store/block/derive';
import { type ColumnBlock, INT_ABSENT, type Matches, type Voided, type Words } from '../store/store';
import { type Condition, columnType, type Order } from './condition';
import { rowsInOrder, spanOf } from './row-order';

export type Value = number | string | undefined;

/** One part of a collection as a query sees it: a block on disk, or the records changed since. */
export interface Source {
  readonly rows: number;
  listed(voided: Voided): Uint8Array;
  listedCount(voided: Voided): number;
  /** False when a look at the column as a whole shows that no row meets the condition. */
  mayMeet?(condition: Condition): boolean;
  /** Clears the mark of every row that does not meet the condition. */
  filter(condition: Condition, mask: Uint8Array): void;
  withKey(column: string, key: string): Matches;
  withText(needle: string): Matches;
  withPinyin(needle: string): Matches;
  /** About how many rows hold a pair of neighbouring characters. */
  pairSize(pair: string): number;
  /** Rows that hold the pair; a few of them may not. */
  withPair(pair: string): Iterable<number>;
  /** The searchable text of a row. */
  text(row: number): string;
  compare(order: Order): (a: number, b: number) => number;
  value(column: string, row: number): Value;
  id(row: number): RecordId;
  read(row: number, once?: 'once'): Folded;
  /** The values of an `int` column, all at once; absent where they would have to be computed first. */
  ints?(column: string): Int32Array | undefined;
  /** The values of a column of words, all at once. */
  words?(column: string): Words | undefined;
  /** All rows in the order of a column, equal ones newest first; absent where that would have to be computed each time. */
  inOrder?(order: Order): Uint32Array | undefined;
  /** No id in it is later; absent when that would have to be computed. */
  readonly lastId?: RecordId;
}

/** Absent values come last in either direction. */
export function compareValues(a: Value, b: Value, desc: boolean): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a < b === desc ? 1 : -1;
}

export function blockSource(def: CollectionDef, block: ColumnBlock): Source {
  const codesOf = (column: string) =>
    columnType(def, column) === 'int' ? block.ints(column) : block.words(column).codes;
  return {
    rows: block.rows,
    lastId: block.lastId,
    listed: (voided) => block.listed(voided),
    listedCount: (voided) => block.listedCount(voided),
    mayMeet: (condition) =>
      condition.op === 'has' ||
      (columnType(def, condition.column) === 'int'
        ? intsMayMeet(block.ints(condition.column), condition)
        : wordsMayMeet(block.words(condition.column), condition)),
    filter: (condition, mask) =>
      columnType(def, condition.column) === 'int'
        ? filterInts(block.ints(condition.column), condition, mask)
        : filterWords(block.words(condition.column), condition, mask),
    withKey: (column, key) => ({
      rows: Uint32Array.from(block.rowsWithKey(column, key)),
      open: true,
      test: (row) => keysOf(def, column, block.read(row)).includes(key),
    }),
    withText: (needle) => block.rowsWithText(needle),
    withPinyin: (needle) => block.rowsWithPinyin(needle),
    pairSize: (pair) => block.pairSize(pair),
    withPair: (pair) => block.rowsWithText(pair).rows,
    text: (row) => block.text(row),
    compare: ({ column, desc }) => compareCodes(codesOf(column), columnType(def, column), desc === true),
    value: (column, row) => {
      const code = codesOf(column)[row] ?? 0;
      if (columnType(def, column) === 'int') return code === INT_ABSENT ? undefined : code;
      return code === 0 ? undefined : block.words(column).word(code);
    },
    id: (row) => block.id(row),
    read: (row, once) => block.read(row, once),
    ints: (column) => (columnType(def, column) === 'int' ? block.ints(column) : undefined),
    words: (column) => (columnType(def, column) === 'int' ? undefined : block.words(column)),
    inOrder: ({ column, desc }) =>
      rowsInOrder(codesOf(column), columnType(def, column) === 'int' ? INT_ABSENT : 0, desc === true),
  };
}

function compareCodes(codes: Int32Array | Uint32Array, type: string, desc: boolean) {
  const absent = type === 'int' ? INT_ABSENT : 0;
  return (a: number, b: number): number => {
    const x = codes[a] ?? absent;
    const y = codes[b] ?? absent;
    if (x === y) return 0;
    if (x === absent) return 1;
    if (y === absent) return -1;
    return desc ? y - x : x - y;
  };
}

function intsMayMeet(values: Int32Array, condition: Condition): boolean {
  const [low, high] = spanOf(values);
  const within = (value: number | string): boolean => numeric(value) >= low && numeric(value) <= high;
  switch (condition.op) {
    case 'eq':
      return within(condition.value);
    case 'gte':
      return numeric(condition.value) <= high;
    case 'lte':
      return numeric(condition.value) >= low;
    case 'in':
      return condition.value.some(within);
    case 'present':
      return low <= high;
    default:
      return true;
  }
}

function wordsMayMeet(words: Words, condition: Condition): boolean {
  const has = (word: number | string): boolean => {
    const code = words.lowerBound(String(word));
    return code <= words.count && words.word(code) === String(word);
  };
  if (condition.op === 'eq') return has(condition.value);
  if (condition.op === 'in' && condition.value.length <= FEW_WORDS) return condition.value.some(has);
  if (condition.op !== 'prefix') return true;
  const code = words.lowerBound(condition.value);
  return code <= words.count && words.word(code).startsWith(condition.value);
}
const FEW_WORDS = 64;

function filterInts(values: Int32Array, condition: Condition, mask: Uint8Array): void {
  const present = (low: number, high: number) => keepRange(values, Math.max(low, INT_ABSENT + 1), high, mask);
  switch (condition.op) {
    case 'absent':
      return keepRange(values, INT_ABSENT, INT_ABSENT, mask);
    case 'present':
      return present(INT_ABSENT + 1, Infinity);
    case 'eq':
      return present(numeric(condition.value), numeric(condition.value));
    case 'gte':
      return present(numeric(condition.value), Infinity);
    case 'lte':
      return present(INT_ABSENT + 1, numeric(condition.value));
    case 'in': {
      const wanted = new Set(condition.value.map(numeric));
      wanted.delete(INT_ABSENT);
      return keepSet(values, wanted, mask);
    }
    default:
      throw new Error(`${condition.op} does not apply to the int column ${condition.column}`);
  }
}

function filterWords(words: Words, condition: Condition, mask: Uint8Array): void {
  const { codes, count } = words;
  const codeOf = (word: string): number => {
    const code = words.lowerBound(word);
    return code <= count && words.word(code) === word ? code : -1;
  };
  switch (condition.op) {
    case 'absent':
      return keepRange(codes, 0, 0, mask);
    case 'present':
      return keepRange(codes, 1, count, mask);
    case 'eq':
      return keepRange(codes, codeOf(String(condition.value)), codeOf(String(condition.value)), mask);
    case 'gte':
      return keepRange(codes, words.lowerBound(String(condition.value)), count, mask);
    case 'lte': {
      const code = codeOf(String(condition.value));
      return keepRange(codes, 1, code > 0 ? code : words.lowerBound(String(condition.value)) - 1, mask);
    }
    case 'prefix':
      return keepRange(
        codes,
        words.lowerBound(condition.value),
        words.lowerBound(`${condition.value}\uffff`) - 1,
        mask,
      );
    case 'in':
      return keepCodes(
        codes,
        count,
        condition.value.map((word) => codeOf(String(word))),
        mask,
      );
    default:
      throw new Error(`${condition.op} does not apply to the column ${condition.column}`);
  }
}

function keepRange(codes: Int32Array | Uint32Array, low: number, high: number, mask: Uint8Array): void {
  // One kind of array and whole numbers keep the loop as simple as the machine likes it; no code is above 2³¹.
  const values = new Int32Array(codes.buffer, codes.byteOffset, codes.length);
  const from = Math.max(Math.ceil(low), INT_ABSENT);
  const to = Math.min(Math.floor(high), 0x7fff_ffff);
  if (!(from <= to)) {
    mask.fill(0);
    return;
  }
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    mask[row] = (mask[row] as number) & ((value >= from ? 1 : 0) & (value <= to ? 1 : 0));
  }
}

function keepCodes(codes: Uint32Array, count: number, wanted: readonly number[], mask: Uint8Array): void {
  const marks = new Uint8Array(count + 1);
  for (const code of wanted) if (code > 0) marks[code] = 1;
  for (let row = 0; row < mask.length; row++) {
    mask[row] = (mask[row] as number) & (marks[codes[row] as number] as number);
  }
}

function keepSet(codes: Int32Array | Uint32Array, wanted: ReadonlySet<number>, mask: Uint8Array): void {
  for (let row = 0; row < mask.length; row++) if (!wanted.has(codes[row] as number)) mask[row] = 0;
}

/** NaN is met by nothing: a word asked of an int column. */
const numeric = (value: number | string): number => (typeof value === 'number' ? value : Number.NaN);

/** Records in memory; what a column says of a record is computed once, since a folded record never changes. */
export function memorySource(def: CollectionDef, records: readonly Folded[]): Source {
  const cache = cacheOf(def);
  const at = (row: number) => records[row] as Folded;
  const derived = <T>(row: number, name: string, compute: (record: Folded) => T): T => {
    const record = at(row);
    let values = cache.get(record);
    if (values === undefined) cache.set(record, (values = new Map()));
    if (!values.has(name)) values.set(name, compute(record));
    return values.get(name) as T;
  };
  const value = (column: string, row: number): Value =>
    derived(row, column, (record) => {
      if (columnType(def, column) !== 'int') return wordOf(def, column, record);
      const int = intOf(def, column, record);
      return int === INT_ABSENT ? undefined : int;
    });
  const text = (row: number): string => derived(row, '$text', (record) => textOf(def, record));
  const scan = (test: (row: number) => boolean): Matches => ({
    rows: Uint32Array.from(records.keys()).filter(test),
    open: false,
    test,
  });
  const listed = (voided: Voided) =>
    Uint8Array.from(records, (record) => (voided === 'with' || isVoid(record) === (voided === 'only') ? 1 : 0));
  return {
    rows: records.length,
    listed,
    listedCount: (voided) => listed(voided).reduce((n, mark) => n + mark, 0),
    filter: (condition, mask) => {
      const meets = predicate(condition, columnType(def, condition.column) === 'int' ? numeric : String);
      for (let row = 0; row < mask.length; row++) {
        if (mask[row] === 1 && !meets(value(condition.column, row))) mask[row] = 0;
      }
    },
    withKey: (column, key) =>
      scan((row) => derived(row, column, (record) => keysOf(def, column, record)).includes(key)),
    withText: (needle) => scan((row) => text(row).includes(needle)),
    pairSize: () => 0,
    withPair: (pair) => withPair(records.length, (row) => derived(row, '$pairs', () => pairMarks(text(row))), pair),
    text,
    withPinyin: (needle) => scan((row) => derived(row, '$pinyin', (record) => pinyinOf(def, record)).includes(needle)),
    compare: ({ column, desc }) => {
      columnType(def, column);
      return (a, b) => compareValues(value(column, a), value(column, b), desc === true);
    },
    value,
    id: (row) => at(row).id,
    read: at,
  };
}

const MARKS = 1 << 13;
const markOf = (first: number, second: number): number => (Math.imul(first, 0x9e37_79b1) + second) & (MARKS - 1);

/** A bit for every pair of neighbouring characters; two pairs may share one. */
function pairMarks(text: string): Uint8Array {
  const marks = new Uint8Array(MARKS >> 3);
  for (let i = 0; i + 1 < text.length; i++) {
    const mark = markOf(text.charCodeAt(i), text.charCodeAt(i + 1));
    marks[mark >> 3] = (marks[mark >> 3] as number) | (1 << (mark & 7));
  }
  return marks;
}

function* withPair(rows: number, marksOf: (row: number) => Uint8Array, pair: string): Generator<number> {
  const mark = markOf(pair.charCodeAt(0), pair.charCodeAt(1));
  for (let row = 0; row < rows; row++) {
    if (((marksOf(row)[mark >> 3] as number) & (1 << (mark & 7))) !== 0) yield row;
  }
}

/** `typed` gives the asked value the type of the column: what is not a number meets nothing in an int column. */
function predicate(
  condition: Condition,
  typed: (value: number | string) => number | string,
): (value: Value) => boolean {
  switch (condition.op) {
    case 'absent':
      return (v) => v === undefined;
    case 'present':
      return (v) => v !== undefined;
    case 'eq':
      return (v) => v !== undefined && v === typed(condition.value);
    case 'gte':
      return (v) => v !== undefined && v >= typed(condition.value);
    case 'lte':
      return (v) => v !== undefined && v <= typed(condition.value);
    case 'in': {
      const set = new Set<Value>(condition.value.map(typed));
      return (v) => v !== undefined && set.has(v);
    }
    case 'prefix':
      return (v) => typeof v === 'string' && v.startsWith(condition.value);
    default:
      throw new Error(`${condition.op} does not apply to the column ${condition.column}`);
  }
}

type Derived = Map<string, unknown>;
const caches = new WeakMap<CollectionDef, WeakMap<Folded, Derived>>();

function cacheOf(def: CollectionDef): WeakMap<Folded, Derived> {
  let cache = caches.get(def);
  if (cache === undefined) caches.set(def, (cache = new WeakMap()));
  return cache;
}
