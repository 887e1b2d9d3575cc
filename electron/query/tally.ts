import type { Codes, Wanted } from './codes';
import { spanOf } from './row-order';

/** Columns of more different values are not tallied. */
const MOST = 4096;

/** How many of the listed rows of a block have each value of a column: simple questions are counted without a look at the rows. */
export class Tally {
  private constructor(
    readonly listed: Uint8Array,
    private readonly absent: number,
    private readonly absentRows: number,
    private readonly low: number,
    /** How many rows have one of the first so many values. */
    private readonly upTo: Uint32Array,
  ) {}

  /** Undefined where the values are too many. Made once, until other rows are listed. */
  static of(codes: Codes, absent: number, listed: Uint8Array): Tally | undefined {
    const known = made.get(codes);
    if (known?.listed === listed) return known;
    const [low, high] = spanOf(codes, absent);
    const span = low > high ? 0 : high - low + 1;
    if (span > MOST) return undefined;
    const upTo = new Uint32Array(span + 1);
    let absentRows = 0;
    for (let row = 0; row < listed.length; row++) {
      const code = codes[row] as number;
      const one = listed[row] as number;
      if (code === absent) absentRows += one;
      else upTo[code - low + 1] = (upTo[code - low + 1] as number) + one;
    }
    for (let i = 1; i < upTo.length; i++) upTo[i] = (upTo[i] as number) + (upTo[i - 1] as number);
    const tally = new Tally(listed, absent, absentRows, low > high ? 0 : low, upTo);
    made.set(codes, tally);
    return tally;
  }

  count(wanted: Wanted): number {
    if ('low' in wanted) return this.between(wanted.low, wanted.high);
    return [...new Set(wanted.some)].reduce((n, code) => n + this.between(code, code), 0);
  }

  private between(low: number, high: number): number {
    if (low > high) return 0;
    const missing = low <= this.absent && this.absent <= high ? this.absentRows : 0;
    const place = (code: number): number =>
      this.upTo[Math.min(Math.max(code - this.low, 0), this.upTo.length - 1)] ?? 0;
    return missing + place(high + 1) - place(low);
  }
}

const made = new WeakMap<Codes, Tally>();
