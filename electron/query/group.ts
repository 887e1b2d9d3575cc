import type { CollectionDef } from '#shared/ledger/collection';
import { INT_ABSENT, type Store } from '../store/store';
import { type Buckets, bucketsOf, type By, Numbering } from './buckets';
import { Cells, cellsOfRows } from './cells';
import { type Filter, maskOf, sourcesOf } from './select';
import type { Source, Value } from './source';
import { atOnce, type Work } from '../turns';
import { type Followed, ofOneMoment } from './turns';

export { type By, columnOf } from './buckets';

export interface Group {
  readonly values: readonly Value[];
  readonly count: number;
  /** Of the `int` columns asked for; absent values count as nothing. */
  readonly sums: readonly number[];
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** A source with rows that count: its columns as numbers of its own, and which numbers of all sources those are. */
interface Part {
  readonly mask: Uint8Array;
  readonly columns: readonly Buckets[];
  readonly numbers: readonly (readonly number[])[];
  /** The columns summed over. */
  readonly added: readonly Int32Array[];
}

export interface Summed {
  readonly sum?: readonly string[];
}

/** How many there are of every combination of values, and sums over them, in no order. */
export const groupBy = (
  store: Queryable,
  def: CollectionDef,
  by: readonly By[],
  filter: Filter = {},
  also: Summed = {},
): Group[] => atOnce(grouping(store, def, by, filter, also));

/** The same, in turns of a few milliseconds. */
export const groupByInTurns = (
  store: Followed,
  def: CollectionDef,
  by: readonly By[],
  filter: Filter = {},
  also: Summed = {},
): Promise<Group[]> => ofOneMoment(store, def, () => grouping(store, def, by, filter, also));

function* grouping(
  store: Queryable,
  def: CollectionDef,
  by: readonly By[],
  filter: Filter,
  { sum = [] }: Summed,
): Work<Group[]> {
  const keys = by.map(() => new Numbering<Value>());
  const parts: Part[] = [];
  for (const source of sourcesOf(store, def)) {
    yield;
    const mask = maskOf(source, filter);
    if (!mask.includes(1)) continue;
    const columns = by.map((b) => bucketsOf(source, b));
    const numbers = keys.map((key, i) => (columns[i] as Buckets).values.map((value) => key.of(value)));
    parts.push({ mask, columns, numbers, added: sum.map((column) => valuesOf(source, column)) });
  }
  const table = new Table(keys, sum.length);
  for (const part of parts) {
    yield;
    table.add(part);
  }
  return table.groups();
}

class Table {
  private readonly cells: Cells;
  private readonly counts: Totals;
  private readonly sums: readonly Totals[];
  constructor(
    private readonly keys: readonly Numbering<Value>[],
    sums: number,
  ) {
    this.cells = new Cells(keys.map(({ values }) => values.length));
    this.counts = new Totals(this.cells.width);
    this.sums = Array.from({ length: sums }, () => new Totals(this.cells.width));
  }

  add(part: Part): void {
    const possible = part.columns.reduce((n, { values }) => n * values.length, 1);
    if (possible > Math.max(FEW_CELLS, part.mask.length * CELLS_A_ROW)) this.addRows(part);
    else this.addCells(part, possible);
  }

  private addRows({ mask, columns, numbers, added }: Part): void {
    const met = new Int32Array(columns.length);
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] !== 1) continue;
      for (let i = 0; i < met.length; i++) met[i] = numbers[i]?.[columns[i]?.of[row] as number] as number;
      const cell = this.cells.of(met);
      this.counts.add(cell, 1);
      for (const [i, values] of added.entries()) {
        const value = values[row] as number;
        if (value !== INT_ABSENT) this.sums[i]?.add(cell, value);
      }
    }
  }

  /** Counts the rows in cells of the part alone, then takes those over. */
  private addCells({ mask, columns, numbers, added }: Part, possible: number): void {
    const cellOf = cellsOfRows(columns, mask.length);
    const counts = addMarks(new Float64Array(possible), cellOf, mask);
    const sums = added.map((values) => addValues(new Float64Array(possible), cellOf, mask, values));
    const met = new Int32Array(columns.length);
    for (let place = 0; place < possible; place++) {
      const count = counts[place] as number;
      if (count === 0) continue;
      for (let i = met.length - 1, rest = place; i >= 0; i--) {
        const of = numbers[i] as readonly number[];
        const bucket = rest % of.length;
        met[i] = of[bucket] as number;
        rest = (rest - bucket) / of.length;
      }
      const cell = this.cells.of(met);
      this.counts.add(cell, count);
      for (const [i, sum] of sums.entries()) this.sums[i]?.add(cell, sum[place] as number);
    }
  }

  groups(): Group[] {
    const groups: Group[] = [];
    for (let cell = 0; cell < this.cells.width; cell++) {
      const count = this.counts.of(cell);
      if (count === 0) continue;
      groups.push({ values: this.cells.valuesOf(cell, this.keys), count, sums: this.sums.map((sum) => sum.of(cell)) });
    }
    return groups;
  }
}

/** A part with more possible cells than that, and than so many for each of its rows, is taken row by row. */
const FEW_CELLS = 4096;
const CELLS_A_ROW = 8;

/** A number for every cell; there may be more of them than was thought at first. */
class Totals {
  private cells: Float64Array;
  constructor(width: number) {
    this.cells = new Float64Array(width);
  }

  add(cell: number, value: number): void {
    if (cell >= this.cells.length) {
      const larger = new Float64Array(Math.max(cell + 1, this.cells.length * 2));
      larger.set(this.cells);
      this.cells = larger;
    }
    this.cells[cell] = (this.cells[cell] as number) + value;
  }

  of(cell: number): number {
    return this.cells[cell] ?? 0;
  }
}

function addMarks(to: Float64Array, cellOf: Int32Array, mask: Uint8Array): Float64Array {
  for (let row = 0; row < mask.length; row++) {
    const cell = cellOf[row] as number;
    to[cell] = (to[cell] as number) + (mask[row] as number);
  }
  return to;
}

function addValues(to: Float64Array, cellOf: Int32Array, mask: Uint8Array, values: Int32Array): Float64Array {
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    if (mask[row] !== 1 || value === INT_ABSENT) continue;
    const cell = cellOf[row] as number;
    to[cell] = (to[cell] as number) + value;
  }
  return to;
}

function valuesOf(source: Source, column: string): Int32Array {
  const ints = source.ints?.(column);
  if (ints !== undefined) return ints;
  return Int32Array.from({ length: source.rows }, (_, row) => {
    const value = source.value(column, row);
    return typeof value === 'number' ? value : INT_ABSENT;
  });
}
