import { type Buckets, Numbering } from './buckets';
import type { Value } from './source';

/** More cells than that are numbered as they turn up. */
const MOST = 1 << 21;

/** How the cells of the columns so far and the numbers of one more make new cells. */
interface Step {
  readonly numbers: number;
  /** Those that turned up, where there would be too many possible ones. */
  readonly seen: Numbering<number> | undefined;
}

/** A number for every combination of values of several columns. */
export class Cells {
  private readonly steps: readonly Step[];
  private readonly possible: number;
  /** How many different values each column has. */
  constructor(columns: readonly number[]) {
    let possible = 1;
    this.steps = columns.map((numbers) => {
      possible *= numbers;
      return { numbers, seen: possible > MOST ? new Numbering<number>() : undefined };
    });
    this.possible = possible;
  }

  /** So many there are; where they are numbered as they turn up, so many have. */
  get width(): number {
    return this.steps.at(-1)?.seen?.values.length ?? this.possible;
  }

  /** The cell in which these numbered values meet. */
  of(numbers: ArrayLike<number>): number {
    let cell = 0;
    for (let i = 0; i < this.steps.length; i++) {
      const step = this.steps[i] as Step;
      cell = cell * step.numbers + (numbers[i] as number);
      if (step.seen !== undefined) cell = step.seen.of(cell);
    }
    return cell;
  }

  /** The values that meet in a cell. */
  valuesOf(cell: number, columns: readonly Numbering<Value>[]): Value[] {
    const values: Value[] = columns.map(() => undefined);
    let rest = cell;
    for (let i = columns.length - 1; i >= 0; i--) {
      const { numbers, seen } = this.steps[i] as Step;
      const whole = seen === undefined ? rest : (seen.values[rest] as number);
      rest = Math.floor(whole / numbers);
      values[i] = columns[i]?.values[whole - rest * numbers];
    }
    return values;
  }
}

const ALONE: readonly Value[] = [undefined];
let nothing = new Uint16Array();

/** The cell of every row among all combinations of the values of these columns, the last one counting fastest. */
export function cellsOfRows(columns: readonly Buckets[], rows: number): Int32Array {
  if (nothing.length < rows) nothing = new Uint16Array(rows);
  const cells = new Int32Array(rows);
  const none: Buckets = { of: nothing, values: ALONE };
  const [a = none, b = none, c = none, ...more] = columns;
  bringTogether(cells, a.of, b, c);
  for (const column of more) bringIn(cells, column);
  return cells;
}

/** Three at a time, since that is what most tables ask for: one pass costs half of three. */
function bringTogether(cells: Int32Array, a: Buckets['of'], b: Buckets, c: Buckets): void {
  const [bs, cs] = [b.of, c.of];
  const [bCount, cCount] = [b.values.length, c.values.length];
  for (let row = 0; row < cells.length; row++) {
    cells[row] = Math.imul(Math.imul(a[row] as number, bCount) + (bs[row] as number), cCount) + (cs[row] as number);
  }
}

function bringIn(cells: Int32Array, { of, values }: Buckets): void {
  const count = values.length;
  for (let row = 0; row < cells.length; row++) {
    cells[row] = Math.imul(cells[row] as number, count) + (of[row] as number);
  }
}
