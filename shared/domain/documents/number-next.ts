import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { NumberRange } from './number-range';

/** What a desk knows of a run of numbers when it gives the next one. */
export interface KnownNumbers {
  /** 机号 of the desk that asks. */
  readonly desk: string;
  /** 编号机 of the organ; undefined until its first paper. */
  readonly numberingDesk: string | undefined;
  /** Every number known to be given by a desk that may number, those of withdrawn papers included. */
  readonly used: readonly number[];
  /** Numbers on papers of any other desk: nobody counts on from them, they are only stepped over. */
  readonly taken?: ReadonlySet<number>;
  /** This desk had counted so far when its data were replaced by older ones; 0 when they never were. */
  readonly floor: number;
  /** Of this run, other desks' included. */
  readonly ranges: readonly NumberRange[];
  /** 转送函 and the like, for the sentences. */
  readonly what: string;
}

/**
 * The next number of a run. A desk with a range counts inside it and nowhere else; the numbering desk counts on past what it
 * knows, over the ranges; any other desk has no number to give. So desks that cannot see each other never give the same one.
 */
export function nextSerial(known: KnownNumbers): Result<number, Refusal> {
  const own = known.ranges.filter((range) => range.desk === known.desk);
  if (own.length > 0) return nextInRanges(known, own);
  const { desk, numberingDesk, what } = known;
  return numberingDesk === undefined || numberingDesk === desk
    ? ok(nextOutside(known))
    : refuse(
        'number.noRange',
        `本机（${desk}）没有“${what}”的号段，这个单位的文号由 ${numberingDesk} 号机编。请在该机“系统设置—文书编号”中为 ${desk} 预留号段，或者改由本机编号。`,
      );
}

/**
 * How far the desk that holds a range has counted in it: `from - 1` when it gave none, at most `to`. `floor` counts too: after
 * a restore the papers themselves may be missing.
 */
export function lastGivenIn({ from, to }: NumberRange, { used, floor }: Pick<KnownNumbers, 'used' | 'floor'>): number {
  return used.reduce((max, n) => (n > max && n <= to ? n : max), Math.max(from - 1, Math.min(floor, to)));
}

function nextInRanges(known: KnownNumbers, own: readonly NumberRange[]): Result<number, Refusal> {
  const { desk, what } = known;
  for (const range of own.toSorted((a, b) => a.from - b.from)) {
    let next = lastGivenIn(range, known) + 1;
    while (known.taken?.has(next) === true) next++;
    if (next <= range.to) return ok(next);
  }
  const spans = own.map(({ from, to }) => `${from}—${to}`).join('、');
  return refuse(
    'number.rangeUsedUp',
    `本机（${desk}）“${what}”的号段 ${spans} 已经用完。请在编号机上再预留号段，数据交换到本机后再出具。`,
  );
}

function nextOutside({ used, taken, floor, ranges }: KnownNumbers): number {
  const reserved = (n: number): NumberRange | undefined => ranges.find(({ from, to }) => from <= n && n <= to);
  let next = used.reduce((max, n) => (n > max && reserved(n) === undefined ? n : max), floor) + 1;
  for (;;) {
    const range = reserved(next);
    if (range !== undefined) next = range.to + 1;
    else if (taken?.has(next) === true) next++;
    else return next;
  }
}
