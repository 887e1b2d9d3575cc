import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { intOf, keysOf, pinyinOf, textOf, wordOf } from '../store/block/derive';
import { type ColumnBlock, INT_ABSENT, type Matches, type Voided, type Words } from '../store/store';
import { type Codes, keep, mayMeet, tester, type Wanted, wantedInts, wantedWords } from './codes';
import { type Condition, columnType, type Order } from './condition';
import { onesIn } from './marks';
import { rowsInOrder, spanOf } from './row-order';
import { Tally } from './tally';

export type Value = number | string | undefined;

/** One part of a collection as a query sees it: a block on disk, or the records changed since. */
export interface Source {
  readonly rows: number;
  /** 1 for every row listed; nobody writes to it. */
  listed(voided: Voided): Uint8Array;
  listedCount(voided: Voided): number;
  /** False when a look at the column as a whole shows that no row meets the condition. */
  mayMeet?(condition: Condition): boolean;
  /** How many listed rows meet the condition, where that is known without a look at them. */
  counted?(condition: Condition, voided: Voided): number | undefined;
  /** Says of one row whether it meets the condition. */
  meets?(condition: Condition): (row: number) => boolean;
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
  /** No row stands before this value in the order of its column; absent when that would have to be computed. */
  foremost?(order: Order): { readonly value: Value };
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
  const isInt = (column: string): boolean => columnType(def, column) === 'int';
  const codesOf = (column: string) => (isInt(column) ? block.ints(column) : block.words(column).codes);
  const absentOf = (column: string) => (isInt(column) ? INT_ABSENT : 0);
  const known = new WeakMap<Condition, Wanted>();
  const wantedOf = (condition: Condition): Wanted => {
    let wanted = known.get(condition);
    if (wanted === undefined) {
      const { column } = condition;
      wanted = isInt(column) ? wantedInts(condition) : wantedWords(block.words(column), condition);
      known.set(condition, wanted);
    }
    return wanted;
  };
  const valueOf = (column: string, code: number): Value => {
    if (code === absentOf(column)) return undefined;
    return isInt(column) ? code : block.words(column).word(code);
  };
  return {
    rows: block.rows,
    lastId: block.lastId,
    listed: (voided) => block.listed(voided),
    listedCount: (voided) => block.listedCount(voided),
    mayMeet: (condition) => {
      const { op, column } = condition;
      return op === 'has' || mayMeet(wantedOf(condition), absentOf(column), spanOf(codesOf(column), absentOf(column)));
    },
    counted: (condition, voided) => {
      const { column } = condition;
      return Tally.of(codesOf(column), absentOf(column), block.listed(voided))?.count(wantedOf(condition));
    },
    meets: (condition) => {
      const codes = codesOf(condition.column);
      const test = tester(wantedOf(condition));
      return (row) => test(codes[row] as number);
    },
    filter: (condition, mask) => keep(codesOf(condition.column), wantedOf(condition), mask),
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
    compare: ({ column, desc }) => compareCodes(codesOf(column), absentOf(column), desc === true),
    value: (column, row) => valueOf(column, codesOf(column)[row] ?? absentOf(column)),
    id: (row) => block.id(row),
    read: (row, once) => block.read(row, once),
    ints: (column) => (isInt(column) ? block.ints(column) : undefined),
    words: (column) => (isInt(column) ? undefined : block.words(column)),
    inOrder: ({ column, desc }) => rowsInOrder(codesOf(column), absentOf(column), desc === true),
    foremost: ({ column, desc }) => {
      const [low, high] = spanOf(codesOf(column), absentOf(column));
      return { value: low > high ? undefined : valueOf(column, desc === true ? high : low) };
    },
  };
}

function compareCodes(codes: Codes, absent: number, desc: boolean) {
  return (a: number, b: number): number => {
    const x = codes[a] ?? absent;
    const y = codes[b] ?? absent;
    if (x === y) return 0;
    if (x === absent) return 1;
    if (y === absent) return -1;
    return desc ? y - x : x - y;
  };
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
  const listed = (voided: Voided) => {
    const mask = new Uint8Array(records.length).fill(1);
    if (voided === 'with') return mask;
    for (let row = 0; row < mask.length; row++) if (isVoid(at(row)) !== (voided === 'only')) mask[row] = 0;
    return mask;
  };
  return {
    rows: records.length,
    listed,
    listedCount: (voided) => onesIn(listed(voided)),
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
