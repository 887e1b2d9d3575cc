import type { CollectionDef } from '#shared/ledger/collection';
import { INT_ABSENT, type Store } from '../store/store';
import { type By, type Numbered, numbered, Numbering } from './buckets';
import { type Filter, maskOf, sourcesOf } from './select';
import type { Source, Value } from './source';

export { type By, columnOf } from './buckets';

export interface Group {
  readonly values: readonly Value[];
  readonly count: number;
  /** Of the `int` columns asked for; absent values count as nothing. */
  readonly sums: readonly number[];
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** More cells than that are numbered as they turn up. */
const MOST_CELLS = 1 << 21;

/** How many there are of every combination of values, and sums over them, in no order. */
export function groupBy(
  store: Queryable,
  def: CollectionDef,
  by: readonly By[],
  filter: Filter = {},
  { sum = [] }: { readonly sum?: readonly string[] } = {},
): Group[] {
  const keys = by.map(() => new Numbering<Value>());
  const parts = sourcesOf(store, def).flatMap((source) => {
    const mask = maskOf(source, filter);
    if (!mask.includes(1)) return [];
    return [{ source, mask, columns: by.map((b, i) => numbered(source, b, keys[i] as Numbering<Value>)) }];
  });
  const cells = new Cells(keys.map(({ values }) => values.length));
  let counts = new Float64Array();
  let sums = sum.map(() => new Float64Array());
  for (const { source, mask, columns } of parts) {
    const cellOf = cells.ofRows(columns, mask.length);
    counts = grown(counts, cells.width);
    sums = sums.map((cell) => grown(cell, cells.width));
    addMarks(counts, cellOf, mask);
    for (const [i, column] of sum.entries()) addValues(sums[i] as Float64Array, cellOf, mask, valuesOf(source, column));
  }
  const groups: Group[] = [];
  for (let cell = 0; cell < counts.length; cell++) {
    const count = counts[cell] as number;
    if (count === 0) continue;
    groups.push({ values: cells.valuesOf(cell, keys), count, sums: sums.map((added) => added[cell] as number) });
  }
  return groups;
}

/** How the cells of all columns so far and the numbers of one more make new cells. */
interface Step {
  readonly numbers: number;
  /** Those that turned up, where there would be too many possible ones. */
  readonly seen: Numbering<number> | undefined;
}

/** A number for every combination of values of several columns. */
class Cells {
  private readonly steps: readonly Step[];
  private readonly possible: number;
  constructor(columns: readonly number[]) {
    let possible = 1;
    this.steps = columns.map((numbers) => {
      possible *= numbers;
      return { numbers, seen: possible > MOST_CELLS ? new Numbering<number>() : undefined };
    });
    this.possible = possible;
  }

  /** So many there are; where they are numbered as they turn up, so many have. */
  get width(): number {
    return this.steps.at(-1)?.seen?.values.length ?? this.possible;
  }

  ofRows(columns: readonly Numbered[], rows: number): Int32Array {
    const cells = new Int32Array(rows);
    for (const [i, { numbers, seen }] of this.steps.entries()) {
      const column = columns[i] as Numbered;
      if (seen === undefined) bringIn(cells, column, numbers);
      else
        for (let row = 0; row < rows; row++) cells[row] = seen.of((cells[row] as number) * numbers + at(column, row));
    }
    return cells;
  }

  /** The values that meet in a cell. */
  valuesOf(cell: number, keys: readonly Numbering<Value>[]): Value[] {
    const values: Value[] = keys.map(() => undefined);
    let rest = cell;
    for (let i = keys.length - 1; i >= 0; i--) {
      const { numbers, seen } = this.steps[i] as Step;
      const whole = seen === undefined ? rest : (seen.values[rest] as number);
      rest = Math.floor(whole / numbers);
      values[i] = keys[i]?.values[whole - rest * numbers];
    }
    return values;
  }
}

function bringIn(cells: Int32Array, { codes, low, table, absent }: Numbered, numbers: number): void {
  for (let row = 0; row < cells.length; row++) {
    const code = codes[row] as number;
    const number = code === INT_ABSENT ? absent : (table[code - low] as number);
    cells[row] = Math.imul(cells[row] as number, numbers) + number;
  }
}

function at({ codes, low, table, absent }: Numbered, row: number): number {
  const code = codes[row] as number;
  return code === INT_ABSENT ? absent : (table[code - low] as number);
}

function grown(cells: Float64Array<ArrayBuffer>, width: number): Float64Array<ArrayBuffer> {
  if (cells.length >= width) return cells;
  const larger = new Float64Array(Math.max(width, cells.length * 2));
  larger.set(cells);
  return larger;
}

function addMarks(to: Float64Array, cellOf: Int32Array, mask: Uint8Array): void {
  for (let row = 0; row < mask.length; row++) {
    const cell = cellOf[row] as number;
    to[cell] = (to[cell] as number) + (mask[row] as number);
  }
}

function addValues(to: Float64Array, cellOf: Int32Array, mask: Uint8Array, values: Int32Array): void {
  for (let row = 0; row < mask.length; row++) {
    const value = values[row] as number;
    if (mask[row] !== 1 || value === INT_ABSENT) continue;
    const cell = cellOf[row] as number;
    to[cell] = (to[cell] as number) + value;
  }
}

function valuesOf(source: Source, column: string): Int32Array {
  const ints = source.ints?.(column);
  if (ints !== undefined) return ints;
  return Int32Array.from({ length: source.rows }, (_, row) => {
    const value = source.value(column, row);
    return typeof value === 'number' ? value : INT_ABSENT;
  });
}
