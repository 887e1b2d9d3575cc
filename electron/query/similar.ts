import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import { keysOf, NAME_KEYS } from '../store/block/derive';
import type { Store } from '../store/store';
import { atOnce, type Work } from '../turns';
import { searchable } from './needle';
import { namePinyin } from './pinyin';
import { sourcesOf } from './select';
import type { Source } from './source';
import { best } from './top';
import { type Followed, ofOneMoment } from './turns';

/** What is known so far of a record that is being written. */
export interface Draft {
  /** Values of `keys` columns: ID numbers, telephone numbers. */
  readonly keys?: readonly { readonly column: string; readonly value: string }[];
  readonly names?: readonly string[];
  readonly content?: string;
  /** The record itself, when it is there already. */
  readonly except?: RecordId;
}

/** Why an earlier record may concern the same person or matter. */
export type Likeness =
  | { readonly by: 'key'; readonly column: string; readonly value: string }
  | { readonly by: 'name' | 'pinyin'; readonly value: string }
  /** The part of the draft's pairs of characters, rare ones counting more, that the record has too: 0 to 1. */
  | { readonly by: 'content'; readonly share: number };

export interface Similar {
  readonly record: Folded;
  readonly likeness: readonly Likeness[];
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** So many records for one reason: of a name that hundreds bear, the newest say enough. */
const PER_REASON = 20;
/** Below that, two texts only share phrases that every petition has. */
const LEAST_SHARE = 0.3;
const MOST_PAIRS = 120;
/** Texts compared as a whole. */
const COMPARED = 60;
/** Rows read off the lists of pairs; at least so many pairs are looked up whatever they hold. */
const MOST_ROWS = 20_000;
const FEWEST_PAIRS = 6;
const WEIGHT = { key: 4, name: 3, pinyin: 1, content: 3 };

/** Earlier records that may be of the same person or matter, the likeliest first. Withdrawn ones are left out. */
export const similar = (store: Queryable, def: CollectionDef, draft: Draft, limit: number): readonly Similar[] =>
  atOnce(finding(store, def, draft, limit));

/** The same in turns of a few milliseconds: people type on meanwhile. */
export const similarInTurns = (
  store: Followed,
  def: CollectionDef,
  draft: Draft,
  limit: number,
  signal?: AbortSignal,
): Promise<readonly Similar[]> => ofOneMoment(store, def, () => finding(store, def, draft, limit), signal);

function* finding(store: Queryable, def: CollectionDef, draft: Draft, limit: number): Work<readonly Similar[]> {
  const sources = sourcesOf(store, def).map((source) => new Searched(source));
  const found = new Map<RecordId, { record: Folded; likeness: Likeness[] }>();
  const note = (record: Folded, likeness: Likeness) => {
    if (record.id === draft.except) return;
    const known = found.get(record.id) ?? { record, likeness: [] };
    known.likeness.push(likeness);
    found.set(record.id, known);
  };
  for (const { column, value } of draft.keys ?? []) {
    for (const record of yield* withKey(sources, def, column, value)) note(record, { by: 'key', column, value });
  }
  for (const name of draft.names ?? []) {
    const full = namePinyin(name).full;
    for (const record of yield* withKey(sources, def, NAME_KEYS, name)) note(record, { by: 'name', value: name });
    for (const record of yield* withKey(sources, def, NAME_KEYS, full)) {
      if (!keysOf(def, NAME_KEYS, record).includes(name)) note(record, { by: 'pinyin', value: full });
    }
  }
  for (const { record, share } of yield* withContent(sources, draft.content ?? '')) {
    note(record, { by: 'content', share });
  }
  return [...found.values()]
    .sort((a, b) => scoreOf(b) - scoreOf(a) || (a.record.id < b.record.id ? 1 : -1))
    .slice(0, limit);
}

const scoreOf = ({ likeness }: Similar): number =>
  likeness.reduce((sum, l) => sum + WEIGHT[l.by] * (l.by === 'content' ? l.share : 1), 0);

/** A source and which of its rows are listed, found out when one of them is asked for. */
class Searched {
  private marks: Uint8Array | undefined;
  constructor(readonly source: Source) {}

  listed(row: number): boolean {
    this.marks ??= this.source.listed('without');
    return this.marks[row] === 1;
  }
}

/** The newest records with the key. */
function* withKey(sources: readonly Searched[], def: CollectionDef, column: string, value: string): Work<Folded[]> {
  let found: Folded[] = [];
  if (value === '') return found;
  for (const searched of sources) {
    yield;
    const { source } = searched;
    const last = found[PER_REASON - 1];
    if (last !== undefined && source.lastId !== undefined && source.lastId < last.id) continue;
    const rows = source.withKey(column, value).rows.filter((row) => searched.listed(row));
    const records = Array.from(rows.slice(-PER_REASON), (row) => source.read(row));
    found = [...found, ...records.filter((record) => keysOf(def, column, record).includes(value))]
      .sort((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, PER_REASON);
  }
  return found;
}

/**
 * Records that share the rarer pairs of characters of a text. The rarest pairs say which records may be like it; only of those is the
 * whole text compared.
 */
function* withContent(sources: readonly Searched[], content: string): Work<{ record: Folded; share: number }[]> {
  const pairs = pairsOf(content);
  const all = sources.reduce((n, { source }) => n + source.rows, 0);
  const sizes: number[] = [];
  for (const pair of pairs) {
    sizes.push(sources.reduce((n, { source }) => n + source.pairSize(pair), 0));
    yield;
  }
  const weights = sizes.map((size) => Math.log(1 + all / (1 + size)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const telling = rarest(sizes);
  const likely: { source: Source; row: number; weight: number }[] = [];
  for (const searched of sources) {
    likely.push(...likeliest(searched, pairs, weights, telling));
    yield;
  }
  const compared: { source: Source; row: number; share: number }[] = [];
  for (const { source, row } of likely.sort((a, b) => b.weight - a.weight).slice(0, COMPARED)) {
    const text = source.text(row);
    const shared = weights.reduce((sum, weight, i) => sum + (text.includes(pairs[i] ?? '') ? weight : 0), 0);
    compared.push({ source, row, share: shared / total });
    yield;
  }
  return compared
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share)
    .slice(0, PER_REASON)
    .map(({ source, row, share }) => ({ record: source.read(row), share: Math.round(share * 100) / 100 }));
}

/** The pairs to look up: from the rarest on, as long as few rows hold them. */
function rarest(sizes: readonly number[]): readonly number[] {
  const byRarity = [...sizes.keys()].sort((a, b) => (sizes[a] ?? 0) - (sizes[b] ?? 0));
  let rows = 0;
  return byRarity.filter((i, n) => {
    rows += sizes[i] ?? 0;
    return n < FEWEST_PAIRS || rows <= MOST_ROWS;
  });
}

function likeliest(
  searched: Searched,
  pairs: readonly string[],
  weights: readonly number[],
  telling: readonly number[],
) {
  const { source } = searched;
  const shares = new Float32Array(source.rows);
  const touched: number[] = [];
  for (const i of telling) {
    const weight = weights[i] ?? 0;
    for (const row of source.withPair(pairs[i] ?? '')) {
      if (shares[row] === 0) touched.push(row);
      shares[row] = (shares[row] as number) + weight;
    }
  }
  const rows = Uint32Array.from(touched.filter((row) => searched.listed(row)));
  const first = best(rows, COMPARED, (a, b) => (shares[b] as number) - (shares[a] as number) || b - a);
  return first.map((row) => ({ source, row, weight: shares[row] as number }));
}

/** Different neighbouring characters of a text, without punctuation; of a long one only some, from all over it. */
function pairsOf(content: string): readonly string[] {
  const runs = searchable(content).split(/[^\p{L}\p{N}]+/u);
  const pairs = new Set(
    runs.flatMap((run) => Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2))),
  );
  const step = Math.ceil(pairs.size / MOST_PAIRS);
  return [...pairs].filter((_, i) => i % step === 0);
}
