import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import type { ColumnBlock, Store } from '../store/store';
import type { Condition, Order } from './condition';
import { byColumns, conditionsLeft, type Filter, matchingRows } from './filter';
import { firstOf } from './first';
import { blockSource, compareValues, memorySource, type Source, type Value } from './source';
import { joining } from './top';
import { atOnce, type Work } from '../turns';
import { type Followed, ofOneMoment } from './turns';

export type { Condition, Order } from './condition';
export { type Filter, maskOf, matching, matchingRows } from './filter';

export interface Select extends Filter {
  /** Newest first by id when absent; equal rows also stand newest first. Absent values come last. */
  readonly order?: readonly Order[];
  readonly offset?: number;
  readonly limit: number;
}

export interface Page {
  readonly rows: Folded[];
  /** Absent when more hold the text or key asked for than fit: a first page does not wait for the others, `count` does. */
  readonly total: number | undefined;
  readonly more: boolean;
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** One page of a collection. */
export const select = (store: Queryable, def: CollectionDef, query: Select): Page =>
  atOnce(selecting(store, def, query));

/** The same, in turns of a few milliseconds: a page far down is sorted out of all that stands before it. */
export const selectInTurns = (store: Followed, def: CollectionDef, query: Select): Promise<Page> =>
  ofOneMoment(store, def, () => selecting(store, def, query));

function* selecting(store: Queryable, def: CollectionDef, query: Select): Work<Page> {
  const order = query.order ?? [];
  const offset = query.offset ?? 0;
  const end = offset + query.limit;
  const compare = (a: Entry, b: Entry) => compareEntries(a, b, order);
  let found: Entry[] = [];
  let total = 0;
  let exact = true;
  for (const { source, left } of foremostFirst(yield* concerned(store, def, query), order)) {
    yield;
    const last = found[end];
    const behind = last !== undefined && isBehind(source, last, order);
    if (behind && !byColumns(query)) {
      exact = false;
      break;
    }
    const part = firstOf(source, query, left, order, behind ? 0 : end + 1);
    total += part.total;
    exact &&= part.exact;
    const more: Entry[] = [];
    for (const row of part.rows) {
      const entry = entryOf(source, row, order);
      if (last !== undefined && compare(entry, last) >= 0) break;
      more.push(entry);
      if (more.length % AT_ONCE === 0) yield;
    }
    found = yield* joining(found, more, compare);
    found.length = Math.min(found.length, end + 1);
  }
  const rows: Folded[] = [];
  for (const { source, row } of found.slice(offset, end)) {
    rows.push(source.read(row));
    if (rows.length % READ_AT_ONCE === 0) yield;
  }
  return { rows, total: exact ? total : undefined, more: found.length > end };
}

/** Records that are read before other work gets its turn. */
const READ_AT_ONCE = 32;

/** Rows that are made entries of before other work gets its turn. */
export const AT_ONCE = 2048;

/** A source with the conditions that not all of its rows meet. */
interface Concerned {
  readonly source: Source;
  readonly left: readonly Condition[];
}

/** Sources that a row meeting the filter may lie in. */
function* concerned(store: Queryable, def: CollectionDef, filter: Filter): Work<Concerned[]> {
  const found: Concerned[] = [];
  for (const source of sourcesOf(store, def)) {
    const left = conditionsLeft(source, filter);
    if (left !== undefined) found.push({ source, left });
    yield;
  }
  return found;
}

/** Those whose rows may stand first come first, so that the others can be passed over; as they are when the newest are wanted. */
function foremostFirst(sources: Concerned[], [by]: readonly Order[]): Concerned[] {
  if (by === undefined) return sources;
  const firsts = new Map(sources.map(({ source }) => [source, source.foremost?.(by)]));
  return sources.sort((a, b) => {
    const [x, y] = [firsts.get(a.source), firsts.get(b.source)];
    if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
    return compareValues(x.value, y.value, by.desc === true);
  });
}

/** Whether all rows of the source stand behind the entry. */
function isBehind(source: Source, last: Entry, [by]: readonly Order[]): boolean {
  if (by === undefined) return source.lastId !== undefined && source.lastId < last.source.id(last.row);
  const first = source.foremost?.(by);
  return first !== undefined && compareValues(first.value, last.values[0], by.desc === true) > 0;
}

/** Exactly how many there are, however long that takes. */
export const count = (store: Queryable, def: CollectionDef, filter: Filter): number =>
  atOnce(counting(store, def, filter));

/** The same, in turns of a few milliseconds. */
export const countInTurns = (store: Followed, def: CollectionDef, filter: Filter): Promise<number> =>
  ofOneMoment(store, def, () => counting(store, def, filter));

function* counting(store: Queryable, def: CollectionDef, filter: Filter): Work<number> {
  let total = 0;
  for (const { source, left } of yield* concerned(store, def, filter)) {
    yield;
    total += byColumns(filter)
      ? firstOf(source, filter, left, [], 0).total
      : (yield* matchingRows(source, filter, left)).length;
  }
  return total;
}

/** Memory first, then blocks from the newest, so that later ones can be passed over. */
export function sourcesOf(store: Queryable, def: CollectionDef): Source[] {
  const blocks = store.blocks(def.name);
  let sources = known.get(blocks);
  if (sources === undefined) {
    sources = [...blocks].sort((a, b) => (a.lastId < b.lastId ? 1 : -1)).map((block) => blockSource(def, block));
    known.set(blocks, sources);
  }
  return [memorySource(def, [...store.overlay(def.name)]), ...sources];
}

/** A store names the same blocks until one of them is exchanged. */
const known = new WeakMap<readonly ColumnBlock[], readonly Source[]>();

interface Entry {
  readonly source: Source;
  readonly row: number;
  readonly values: readonly Value[];
}

const entryOf = (source: Source, row: number, order: readonly Order[]): Entry => ({
  source,
  row,
  values: order.map(({ column }) => source.value(column, row)),
});

function compareEntries(a: Entry, b: Entry, order: readonly Order[]): number {
  for (const [i, { desc }] of order.entries()) {
    const c = compareValues(a.values[i], b.values[i], desc === true);
    if (c !== 0) return c;
  }
  if (a.source === b.source && a.source.lastId !== undefined) return b.row - a.row;
  const [x, y] = [a.source.id(a.row), b.source.id(b.row)];
  return x < y ? 1 : x > y ? -1 : 0;
}
