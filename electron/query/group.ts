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

/** Groups of all sources; the values of each column are numbered as they turn up. */
class Groups {
  private readonly numbers: Map<Value, number>[];
  private readonly groups = new Map<number | string, { values: readonly Value[]; count: number; sums: number[] }>();
  constructor(
    columns: number,
    private readonly sums: number,
  ) {
    this.numbers = Array.from({ length: columns }, () => new Map<Value, number>());
  }

  number(column: number, value: Value): number {
    const known = this.numbers[column] as Map<Value, number>;
    let number = known.get(value);
    if (number === undefined) known.set(value, (number = known.size));
    return number;
  }

  add(numbers: readonly number[], values: () => readonly Value[], count: number, sumOf: (i: number) => number): void {
    const key = numbers.length <= 2 ? (numbers[0] ?? 0) * 0x400_0000 + (numbers[1] ?? 0) : numbers.join();
    let group = this.groups.get(key);
    if (group === undefined) {
      group = { values: values(), count: 0, sums: Array.from({ length: this.sums }, () => 0) };
      this.groups.set(key, group);
    }
    group.count += count;
    for (let i = 0; i < this.sums; i++) group.sums[i] = (group.sums[i] ?? 0) + sumOf(i);
  }

  all(): Group[] {
    return [...this.groups.values()];
  }
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
  for (let cell = 0; cell < cells; cell++) {
    const count = counts[cell] as number;
    if (count === 0) continue;
    const places = placesOf(cell, buckets);
    const known = places.map((place, i) => {
      const table = numbers[i] as Int32Array;
      if (table[place] === -1) table[place] = to.number(i, buckets[i]?.value(place));
      return table[place] as number;
    });
    to.add(
      known,
      () => places.map((place, i) => buckets[i]?.value(place)),
      count,
      (i) => sums[i]?.[cell] ?? 0,
    );
  }
  return true;
}

/** The cell of every row: one pass a column. */
function cellsOf(buckets: readonly Buckets[], rows: number): Uint32Array {
  const cell = new Uint32Array(rows);
  for (const { of, count } of buckets) {
    for (let row = 0; row < rows; row++) cell[row] = (cell[row] as number) * count + (of[row] as number);
  }
  return cell;
}

function sumCells(values: Int32Array, cellOf: Uint32Array, mask: Uint8Array, cells: number): Float64Array {
  const sums = new Float64Array(cells);
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    if (mask[row] === 1 && value !== INT_ABSENT)
      sums[cellOf[row] as number] = (sums[cellOf[row] as number] as number) + value;
  }
  return sums;
}

function placesOf(cell: number, buckets: readonly Buckets[]): number[] {
  const places: number[] = [];
  let rest = cell;
  for (let i = buckets.length - 1; i >= 0; i--) {
    const { count } = buckets[i] as Buckets;
    places[i] = rest % count;
    rest = Math.floor(rest / count);
  }
  return places;
}

/** Row by row, for records in memory and columns of very many values. */
function countRows(source: Source, by: readonly By[], sum: readonly string[], mask: Uint8Array, to: Groups): void {
  for (let row = 0; row < mask.length; row++) {
    if (mask[row] !== 1) continue;
    const values = by.map((b) => valueBy(source, b, row));
    const numbers = values.map((value, i) => to.number(i, value));
    to.add(
      numbers,
      () => values,
      1,
      (i) => Number(source.value(sum[i] ?? '', row) ?? 0),
    );
  }
}

function valueBy(source: Source, by: By, row: number): Value {
  const value = source.value(columnOf(by), row);
  if (typeof by === 'string' || value === undefined) return value;
  if ('per' in by) return typeof value === 'number' ? monthOf(value) : undefined;
  return String(value).slice(0, by.first);
}
