import type { RecordId } from '#shared/kernel/ids';
import type { Refusal } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import type { Decision } from '#shared/ledger/op';
import type { Answer, Call } from '../ipc/router';
import { namePinyin } from '../query/pinyin';
import type { Store } from '../store/store';

/** Every live record of a small collection, such as the directory; large ones are paged through `query/select`. */
export function* allRecords(store: Store, collection: string): Generator<Folded> {
  for (const record of store.overlay(collection)) {
    if (!isVoid(record)) yield record;
  }
  for (const block of store.blocks(collection)) {
    const listed = block.listed('without');
    for (let row = 0; row < block.rows; row++) {
      if (listed[row] === 1) yield block.read(row);
    }
  }
}

/** A value computed from some collections, kept until one of them changes. */
export function cachedFrom<T>(store: Store, collections: readonly string[], compute: () => T): () => T {
  let cached: { readonly value: T } | undefined;
  store.onCommit((txn) => {
    if (txn.ops.some((op) => collections.some((name) => op.on.startsWith(`${name}/`)))) cached = undefined;
  });
  return () => {
    cached ??= { value: compute() };
    return cached.value;
  };
}

/** Commits what was decided and answers when it was durable; a refusal is passed on. */
export const saver =
  (store: Store) =>
  async (
    id: RecordId,
    decided: Result<Decision, Refusal>,
    call: Call,
  ): Promise<Answer<{ id: RecordId; savedAt: number }>> => {
    if (!decided.ok) return decided;
    const txn = await store.commit(decided.value, call.actor);
    return ok({ id, savedAt: hlcMillis(txn.hlc) });
  };

/** What may be typed to find an entry of a short list: pinyin in full and as initials, and the words themselves. */
export const keywords = (...words: readonly string[]): string =>
  words
    .flatMap((word) => {
      const pinyin = namePinyin(word);
      return [pinyin.full, pinyin.initials, word.toLowerCase()];
    })
    .join(' ');
