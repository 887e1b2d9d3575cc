import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import type { Matches, Store, Voided } from '../store/store';
import type { Condition, Order } from './condition';
import { both, either } from './matches';
import { isPinyin, termsOf } from './needle';
import { blockSource, compareValues, memorySource, type Source, type Value } from './source';
import { best } from './top';

export type { Condition, Order } from './condition';

/** What is in the list at all. */
export interface Filter {
  /** All of them must be met. */
  readonly where?: readonly Condition[];
  /** As typed into a search box: each word is found in the text of the record, or as pinyin in its names. */
  readonly text?: string;
  /** What else a word may mean: the name of a unit is a value of a column, not a text of the record. */
  readonly meaning?: (term: string) => Condition | undefined;
  /** Withdrawn records are left out unless asked for. */
  readonly voided?: Voided;
}

export interface Select extends Filter {
  /** Newest first by id when absent; equal rows also stand newest first. Absent values come last. */
  readonly order?: readonly Order[];
  readonly offset?: number;
  readonly limit: number;
}

export interface Page {
  readonly rows: Folded[];
  /** Absent when counting would cost more than a first page may: there are more than fit, `count` says how many. */
  readonly total: number | undefined;
  readonly more: boolean;
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** Found texts that a first page still proves one by one to give an exact total. */
const PROVEN_FOR_TOTAL = 1000;

/** One page of a collection. */
export function select(store: Queryable, def: CollectionDef, query: Select): Page {
  const order = query.order ?? [];
  const offset = query.offset ?? 0;
  const end = offset + query.limit;
  const found: Entry[] = [];
  const proofs = { left: PROVEN_FOR_TOTAL };
  let total = 0;
  let exact = true;
  for (const source of sourcesOf(store, def)) {
    const floor = order.length === 0 ? idOf(found[end]) : undefined;
    const behind = floor !== undefined && source.lastId !== undefined && source.lastId < floor;
    if (behind && !exact) continue;
    const part = firstOf(source, query, order, behind ? 0 : end + 1, proofs);
    total += part.total;
    exact &&= part.exact;
    const last = found[end];
    for (const row of part.rows) {
      const entry = entryOf(source, row, order);
      if (last !== undefined && compareEntries(entry, last, order) >= 0) break;
      found.push(entry);
    }
    found.sort((a, b) => compareEntries(a, b, order));
    found.length = Math.min(found.length, end + 1);
  }
  const rows = found.slice(offset, end).map(({ source, row }) => source.read(row));
  return { rows, total: exact ? total : undefined, more: found.length > end };
}

/** Exactly how many there are, however long that takes. */
export function count(store: Queryable, def: CollectionDef, filter: Filter): number {
  let total = 0;
  for (const source of sourcesOf(store, def)) {
    total += matching(source, filter).length;
  }
  return total;
}

/** Every row that meets the filter, in order; the records themselves are read one by one by who walks along. */
export function walk(store: Queryable, def: CollectionDef, filter: Filter, order: readonly Order[]): Walked[] {
  return sourcesOf(store, def)
    .flatMap((source) => Array.from(matching(source, filter), (row) => entryOf(source, row, order)))
    .sort((a, b) => compareEntries(a, b, order))
    .map(({ source, row }) => ({ id: source.id(row), read: () => source.read(row) }));
}

export interface Walked {
  readonly id: RecordId;
  read(): Folded;
}

/** Memory first, then blocks from the newest, so that later ones can be passed over. */
export function sourcesOf(store: Queryable, def: CollectionDef): Source[] {
  const blocks = [...store.blocks(def.name)].sort((a, b) => (a.lastId < b.lastId ? 1 : -1));
  return [memorySource(def, [...store.overlay(def.name)]), ...blocks.map((block) => blockSource(def, block))];
}

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

const idOf = (entry: Entry | undefined): RecordId | undefined => entry?.source.id(entry.row);

/** Every row of a source that meets the filter, ascending. */
export function matching(source: Source, filter: Filter): Uint32Array {
  if (!mayMeet(source, filter)) return new Uint32Array();
  const { rows, open, test } = candidates(source, filter);
  return open ? rows.filter(test) : rows;
}

/** Are columns enough to say which rows meet the filter? */
const byColumns = (filter: Filter): boolean =>
  (filter.where ?? []).every(({ op }) => op !== 'has') && termsOf(filter.text ?? '').length === 0;

/** A year that holds no such day need not be looked through. */
const mayMeet = (source: Source, filter: Filter): boolean =>
  (filter.where ?? []).every((condition) => source.mayMeet?.(condition) !== false);

/** 1 for every row that meets the filter. */
export function maskOf(source: Source, filter: Filter): Uint8Array {
  if (!mayMeet(source, filter)) return new Uint8Array(source.rows);
  if (byColumns(filter)) {
    const mask = source.listed(filter.voided ?? 'without');
    for (const condition of filter.where ?? []) source.filter(condition, mask);
    return mask;
  }
  const mask = new Uint8Array(source.rows);
  for (const row of matching(source, filter)) mask[row] = 1;
  return mask;
}

/** Rows that meet the conditions, and may still have to prove that they hold the text. */
function candidates(source: Source, filter: Filter): Matches {
  const mask = source.listed(filter.voided ?? 'without');
  let found: Matches | undefined;
  const narrow = (more: Matches) => {
    found = found === undefined ? more : both(found, more);
  };
  for (const condition of filter.where ?? []) {
    if (condition.op === 'has') narrow(source.withKey(condition.column, condition.value));
    else source.filter(condition, mask);
  }
  for (const term of termsOf(filter.text ?? '')) {
    const inText = source.withText(term);
    const named = isPinyin(term) ? either(inText, source.withPinyin(term)) : inText;
    const meant = filter.meaning?.(term);
    narrow(meant === undefined ? named : either(named, meeting(source, meant)));
  }
  if (found === undefined) return { rows: marked(mask), open: false, test: () => true };
  return { ...found, rows: found.rows.filter((row) => mask[row] === 1) };
}

function meeting(source: Source, condition: Condition): Matches {
  const mask = source.listed('with');
  source.filter(condition, mask);
  return { rows: marked(mask), open: false, test: (row) => mask[row] === 1 };
}

function marked(mask: Uint8Array): Uint32Array {
  const rows = new Uint32Array(mask.length);
  let n = 0;
  for (let row = 0; row < mask.length; row++) {
    rows[n] = row;
    n += mask[row] as number;
  }
  return rows.subarray(0, n);
}

interface Part {
  readonly rows: readonly number[];
  readonly total: number;
  readonly exact: boolean;
}

/** The first `wanted` rows of one source in order, and how many there are. */
function firstOf(
  source: Source,
  query: Select,
  order: readonly Order[],
  wanted: number,
  proofs: { left: number },
): Part {
  const everything = (query.where ?? []).length === 0 && termsOf(query.text ?? '').length === 0;
  if (everything && wanted === 0) {
    return { rows: [], total: source.listedCount(query.voided ?? 'without'), exact: true };
  }
  if (!mayMeet(source, query)) return { rows: [], total: 0, exact: true };
  if (byColumns(query)) {
    const mask = maskOf(source, query);
    const total = onesIn(mask);
    return { rows: firstMarked(source, mask, total, order, wanted), total, exact: true };
  }
  const { rows, open, test } = candidates(source, query);
  const first = (list: Uint32Array, n: number): number[] => {
    if (order.length === 0 && source.lastId !== undefined)
      return Array.from(list.subarray(Math.max(0, list.length - n))).reverse();
    return best(list, n, rowOrder(source, order));
  };
  if (!open || rows.length <= proofs.left) {
    if (open) proofs.left -= rows.length;
    const proven = open ? rows.filter(test) : rows;
    return { rows: first(proven, wanted), total: proven.length, exact: true };
  }
  const proven: number[] = [];
  for (const row of wanted === 0 ? [] : first(rows, rows.length)) {
    if (proven.length === wanted) break;
    if (test(row)) proven.push(row);
  }
  return { rows: proven, total: 0, exact: false };
}

function onesIn(mask: Uint8Array): number {
  let ones = 0;
  for (let row = 0; row < mask.length; row++) ones += mask[row] as number;
  return ones;
}

/** The first of many marked rows are met soon by walking in order; few are better taken out and sorted. */
function firstMarked(
  source: Source,
  mask: Uint8Array,
  total: number,
  order: readonly Order[],
  wanted: number,
): readonly number[] {
  const found: number[] = [];
  if (wanted === 0 || total === 0) return found;
  const [by] = order;
  const ascending = source.lastId !== undefined;
  if (by === undefined && ascending) {
    for (let row = mask.length - 1; row >= 0 && found.length < wanted; row--) if (mask[row] === 1) found.push(row);
    return found;
  }
  const walkable = by !== undefined && order.length === 1 && wanted * mask.length < total * total;
  const inOrder = walkable ? source.inOrder?.(by) : undefined;
  if (inOrder === undefined) return best(marked(mask), wanted, rowOrder(source, order));
  for (let i = 0; i < inOrder.length && found.length < wanted; i++) {
    const row = inOrder[i] as number;
    if (mask[row] === 1) found.push(row);
  }
  return found;
}

function rowOrder(source: Source, order: readonly Order[]): (a: number, b: number) => number {
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
