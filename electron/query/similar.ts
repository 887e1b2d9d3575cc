import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import { keysOf, NAME_KEYS } from '../store/block/derive';
import type { Store } from '../store/store';
import { searchable } from './needle';
import { namePinyin } from './pinyin';
import { sourcesOf } from './select';
import type { Source } from './source';

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
const WEIGHT = { key: 4, name: 3, pinyin: 1, content: 3 };

/** Earlier records that may be of the same person or matter, the likeliest first. Withdrawn ones are left out. */
export function similar(store: Queryable, def: CollectionDef, draft: Draft, limit: number): readonly Similar[] {
  const sources = sourcesOf(store, def);
  const found = new Map<RecordId, { record: Folded; likeness: Likeness[] }>();
  const note = (record: Folded, likeness: Likeness) => {
    if (record.id === draft.except) return;
    const known = found.get(record.id) ?? { record, likeness: [] };
    known.likeness.push(likeness);
    found.set(record.id, known);
  };
  for (const { column, value } of draft.keys ?? []) {
    for (const record of withKey(sources, def, column, value)) note(record, { by: 'key', column, value });
  }
  for (const name of draft.names ?? []) {
    const full = namePinyin(name).full;
    for (const record of withKey(sources, def, NAME_KEYS, name)) note(record, { by: 'name', value: name });
    for (const record of withKey(sources, def, NAME_KEYS, full)) {
      if (!keysOf(def, NAME_KEYS, record).includes(name)) note(record, { by: 'pinyin', value: full });
    }
  }
  for (const { record, share } of withContent(sources, draft.content ?? '')) note(record, { by: 'content', share });
  return [...found.values()]
    .sort((a, b) => scoreOf(b) - scoreOf(a) || (a.record.id < b.record.id ? 1 : -1))
    .slice(0, limit);
}

const scoreOf = ({ likeness }: Similar): number =>
  likeness.reduce((sum, l) => sum + WEIGHT[l.by] * (l.by === 'content' ? l.share : 1), 0);

/** The newest records with the key. */
function withKey(sources: readonly Source[], def: CollectionDef, column: string, value: string): Folded[] {
  const found: Folded[] = [];
  if (value === '') return found;
  for (const source of sources) {
    const listed = source.listed('without');
    const rows = source.withKey(column, value).rows.filter((row) => listed[row] === 1);
    for (const row of rows.slice(-PER_REASON)) {
      const record = source.read(row);
      if (keysOf(def, column, record).includes(value)) found.push(record);
    }
  }
  return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, PER_REASON);
}

/** Records that share the rarer pairs of characters of a text. */
function withContent(sources: readonly Source[], content: string): { record: Folded; share: number }[] {
  const pairs = pairsOf(content);
  const rows = sources.map((source) => pairs.map((pair) => source.withText(pair).rows));
  const all = sources.reduce((n, source) => n + source.rows, 0);
  const weights = pairs.map((_, i) =>
    Math.log(1 + all / (1 + rows.reduce((n, lists) => n + (lists[i]?.length ?? 0), 0))),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return [];
  const found = sources.flatMap((source, s) => {
    const shares = new Float32Array(source.rows);
    for (const [i, list] of (rows[s] ?? []).entries()) {
      const weight = (weights[i] ?? 0) / total;
      for (const row of list) shares[row] = (shares[row] ?? 0) + weight;
    }
    const listed = source.listed('without');
    const likely = Uint32Array.from(shares.keys()).filter(
      (row) => (shares[row] ?? 0) >= LEAST_SHARE && listed[row] === 1,
    );
    return Array.from(likely, (row) => ({ source, row, share: shares[row] ?? 0 }));
  });
  return found
    .sort((a, b) => b.share - a.share)
    .slice(0, PER_REASON)
    .map(({ source, row, share }) => ({ record: source.read(row), share: Math.round(share * 100) / 100 }));
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
