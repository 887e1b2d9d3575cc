import type { CollectionDef } from '#shared/ledger/collection';
import { INT_ABSENT, type Store } from '../store/store';
import { type Buckets, bucketsOf, monthOf } from './buckets';
import { type Filter, maskOf, sourcesOf } from './select';
import type { Source, Value } from './source';

/** A column as it is, the month of a day (202611), or the beginning of a word: the first part of a code is its parent. */
export type By =
  | string
  | { readonly column: string; readonly per: 'month' }
  | { readonly column: string; readonly first: number };

export interface Group {
  readonly values: readonly Value[];
  readonly count: number;
  /** Of the columns asked for; absent values count as nothing. */
  readonly sums: readonly number[];
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** More cells than that are kept in a map instead of an array. */
const MOST_CELLS = 1 << 21;

/** How many there are of every combination of values, and sums over them, in no order. */
export function groupBy(
  store: Queryable,
  def: CollectionDef,
  by: readonly By[],
  filter: Filter = {},
  { sum = [] }: { readonly sum?: readonly string[] } = {},
): Group[] {
  const groups = new Groups(by.length, sum.length);
  for (const source of sourcesOf(store, def)) {
    const mask = maskOf(source, filter);
    if (!countCells(source, by, sum, mask, groups)) countRows(source, by, sum, mask, groups);
  }
  return groups.all();
}

export const columnOf = (by: By): string => (typeof by === 'string' ? by : by.column);

interface Counted {
  readonly values: readonly Value[];
  count: number;
  readonly sums: number[];
}

/** Groups of all sources; the values of each column are numbered as they turn up. */
class Groups {
  private readonly numbers: Map<Value, number>[];
  private readonly known: Value[][];
  /** By the number of the first value, then by those of the others. */
  private readonly groups: Map<number | string, Counted>[] = [];
  constructor(
    columns: number,
    private readonly sums: number,
  ) {
    this.numbers = Array.from({ length: columns }, () => new Map<Value, number>());
    this.known = Array.from({ length: columns }, () => []);
  }

  number(column: number, value: Value): number {
    const known = this.numbers[column] as Map<Value, number>;
    let number = known.get(value);
    if (number === undefined) {
      known.set(value, (number = known.size));
      this.known[column]?.push(value);
    }
    return number;
  }

  values(numbers: ArrayLike<number>): readonly Value[] {
    return this.known.map((values, i) => values[numbers[i] as number]);
  }

  /** The group of these numbered values; made with `values` when it is new. */
  of(numbers: ArrayLike<number>, values: () => readonly Value[]): Counted {
    const first = numbers.length === 0 ? 0 : (numbers[0] as number);
    const groups = (this.groups[first] ??= new Map<number | string, Counted>());
    const key = keyOf(numbers);
    let group = groups.get(key);
    if (group === undefined) {
      group = { values: values(), count: 0, sums: Array.from({ length: this.sums }, () => 0) };
      groups.set(key, group);
    }
    return group;
  }

  all(): Group[] {
    return this.groups.flatMap((groups) => [...groups.values()]);
  }
}

/** All numbers but the first as one small number, or as text where that does not fit. */
function keyOf(numbers: ArrayLike<number>): number | string {
  const second = numbers.length > 1 ? (numbers[1] as number) : 0;
  const third = numbers.length > 2 ? (numbers[2] as number) : 0;
  if (numbers.length <= 3 && second < 0x1_0000 && third < 0x2000) return second * 0x2000 + third;
  return Array.from(numbers).join();
}

/** Counts in an array with a cell for every combination; false where the source keeps no columns or has too many values. */
function countCells(source: Source, by: readonly By[], sum: readonly string[], mask: Uint8Array, to: Groups): boolean {
  const buckets = by.map((b) => bucketsOf(source, b));
  const summed = sum.map((column) => source.ints?.(column));
  if (!buckets.every((b) => b !== undefined) || !summed.every((s) => s !== undefined)) return false;
  const cells = buckets.reduce((n, b) => n * b.count, 1);
  if (cells > MOST_CELLS || buckets.some((b) => b.count > 0xffff)) return false;
  const cellOf = cellsOf(buckets, mask.length);
  const counts = new Uint32Array(cells);
  for (let row = 0; row < mask.length; row++) {
    const cell = cellOf[row] as number;
    counts[cell] = (counts[cell] as number) + (mask[row] as number);
  }
  const sums = summed.map((values) => sumCells(values, cellOf, mask, cells));
  const numbers = buckets.map((b) => new Int32Array(b.count).fill(-1));
  const known = new Int32Array(buckets.length);
  for (let cell = 0; cell < cells; cell++) {
    const count = counts[cell] as number;
    if (count === 0) continue;
    for (let i = buckets.length - 1, rest = cell; i >= 0; i--) {
      const { count: places, value } = buckets[i] as Buckets;
      const table = numbers[i] as Int32Array;
      const place = rest % places;
      if (table[place] === -1) table[place] = to.number(i, value(place));
      known[i] = table[place] as number;
      rest = (rest - place) / places;
    }
    const group = to.of(known, () => to.values(known));
    group.count += count;
    for (let i = 0; i < sums.length; i++) group.sums[i] = (group.sums[i] as number) + (sums[i]?.[cell] as number);
  }
  return true;
}

/** The cell of every row: one pass a column. */
function cellsOf(buckets: readonly Buckets[], rows: number): Int32Array {
  const cell = new Int32Array(rows);
  for (const { of, count } of buckets) {
    for (let row = 0; row < rows; row++) cell[row] = Math.imul(cell[row] as number, count) + (of[row] as number);
  }
  return cell;
}

function sumCells(values: Int32Array, cellOf: Int32Array, mask: Uint8Array, cells: number): Float64Array {
  const sums = new Float64Array(cells);
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    if (mask[row] === 1 && value !== INT_ABSENT)
      sums[cellOf[row] as number] = (sums[cellOf[row] as number] as number) + value;
  }
  return sums;
}

/** Row by row, for records in memory and columns of very many values. */
function countRows(source: Source, by: readonly By[], sum: readonly string[], mask: Uint8Array, to: Groups): void {
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] !== 1) continue;
    const values = by.map((b) => valueBy(source, b, row));
    const numbers = values.map((value, i) => to.number(i, value));
    const group = to.of(numbers, () => values);
    group.count += 1;
    for (const [at, column] of sum.entries()) {
      group.sums[at] = (group.sums[at] ?? 0) + Number(source.value(column, row) ?? 0);
    }
  }
}

function valueBy(source: Source, by: By, row: number): Value {
  const value = source.value(columnOf(by), row);
  if (typeof by === 'string' || value === undefined) return value;
  if ('per' in by) return typeof value === 'number' ? monthOf(value) : undefined;
  return String(value).slice(0, by.first);
}
