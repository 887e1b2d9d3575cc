import type { Condition, Order } from './condition';
import { byColumns, candidates, type Filter, listedMeeting } from './filter';
import { marked, onesIn } from './marks';
import type { Source } from './source';
import { best } from './top';

/** The first rows of a source in order, and how many meet the filter, as far as that was found out. */
export interface First {
  readonly rows: readonly number[];
  readonly total: number;
  readonly exact: boolean;
}

/** `left` are the conditions that not every listed row meets. */
export function firstOf(
  source: Source,
  filter: Filter,
  left: readonly Condition[],
  order: readonly Order[],
  wanted: number,
): First {
  if (!byColumns(filter)) return firstProven(source, filter, left, order, wanted);
  const met = metBy(source, filter, left);
  return { rows: wanted === 0 ? [] : firstMet(source, met, order, wanted), total: met.total, exact: true };
}

/** Rows that meet conditions on columns: looked at one by one, or taken out all at once. */
interface Met {
  readonly total: number;
  has(row: number): boolean;
  rows(): Uint32Array;
}

function metBy(source: Source, { voided = 'without' }: Filter, left: readonly Condition[]): Met {
  const [only] = left;
  if (only === undefined) {
    const listed = source.listed(voided);
    return { total: source.listedCount(voided), has: (row) => listed[row] === 1, rows: () => marked(listed) };
  }
  const counted = left.length === 1 ? source.counted?.(only, voided) : undefined;
  const meets = counted === undefined ? undefined : source.meets?.(only);
  if (counted === undefined || meets === undefined) {
    const mask = listedMeeting(source, voided, left);
    return { total: onesIn(mask), has: (row) => mask[row] === 1, rows: () => marked(mask) };
  }
  const listed = source.listed(voided);
  const rows = () => marked(listedMeeting(source, voided, left));
  return { total: counted, has: (row) => listed[row] === 1 && meets(row), rows };
}

/** Taking all rows out costs as much as looking at so many times fewer one by one. */
const DEARER = 8;

/** The first of many are met soon by walking in order; few are better taken out and sorted. */
function firstMet(source: Source, met: Met, order: readonly Order[], wanted: number): readonly number[] {
  const { total } = met;
  if (total === 0) return [];
  const [by] = order;
  const found: number[] = [];
  if (by === undefined && source.lastId !== undefined) {
    if (total < wanted * DEARER) return newest(met.rows(), wanted);
    for (let row = source.rows - 1; row >= 0 && found.length < wanted; row--) if (met.has(row)) found.push(row);
    return found;
  }
  const walkable = by !== undefined && order.length === 1 && wanted * source.rows < total * total;
  const inOrder = walkable ? source.inOrder?.(by) : undefined;
  if (inOrder === undefined) return best(met.rows(), wanted, rowOrder(source, order));
  for (let i = 0; i < inOrder.length && found.length < wanted; i++) {
    const row = inOrder[i] as number;
    if (met.has(row)) found.push(row);
  }
  return found;
}

const newest = (rows: Uint32Array, wanted: number): readonly number[] =>
  Array.from(rows.subarray(Math.max(0, rows.length - wanted))).reverse();

/** Of rows that may hold a text only so many prove it as are wanted. */
function firstProven(
  source: Source,
  filter: Filter,
  left: readonly Condition[],
  order: readonly Order[],
  wanted: number,
): First {
  const { rows, open, test } = candidates(source, filter, left);
  const byId = order.length === 0 && source.lastId !== undefined;
  const first = (n: number) => (byId ? newest(rows, n) : best(rows, n, rowOrder(source, order)));
  if (!open) return { rows: first(wanted), total: rows.length, exact: true };
  const sorted = first(rows.length);
  const proven: number[] = [];
  let at = 0;
  for (; at < sorted.length && proven.length < wanted; at++) {
    const row = sorted[at] as number;
    if (test(row)) proven.push(row);
  }
  return { rows: proven, total: proven.length, exact: at === sorted.length };
}

/** Rows of a source as they stand in the order; equal ones newest first. */
export function rowOrder(source: Source, order: readonly Order[]): (a: number, b: number) => number {
  const compares = order.map((o) => source.compare(o));
  const ascending = source.lastId !== undefined;
  return (a, b) => {
    for (const compare of compares) {
      const c = compare(a, b);
      if (c !== 0) return c;
    }
    return ascending ? b - a : source.id(a) < source.id(b) ? 1 : -1;
  };
}
