import { advicesCollection, supervisionsCollection } from '#shared/domain/supervision/collection';
import { type Advice, ADVICES, isOpenAdvice, readAdvice } from '#shared/domain/supervision/advice';
import { readSupervision, type Supervision, SUPERVISIONS } from '#shared/domain/supervision/schema';
import { isOpenSupervision } from '#shared/domain/supervision/state';
import { collectionOf, type RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import { groupBy } from '../../query/group';
import { matching, select, sourcesOf } from '../../query/select';
import type { Store } from '../../store/store';
import { cachedFrom } from '../records';

export interface Kept<T> {
  readonly record: Folded;
  readonly value: T;
}
export type KeptSupervision = Kept<Supervision>;
export type KeptAdvice = Kept<Advice>;

/** What other areas and the lists here ask about 督办件 and advice. */
export interface SupervisionAccess {
  /** Those still to be answered or reviewed; few, so they are held in memory. */
  open(): ReadonlyMap<RecordId, KeptSupervision>;
  openAdvices(): ReadonlyMap<RecordId, KeptAdvice>;
  /** All on a case, withdrawn ones too, oldest first. */
  ofCase(id: RecordId): readonly KeptSupervision[];
  advicesOf(id: RecordId): readonly KeptAdvice[];
  /** Cases with an open 督办件. */
  underSupervision(): ReadonlySet<RecordId>;
}

const access = new WeakMap<Store, SupervisionAccess>();
const MANY = 1000;

/** One per store, shared by all services. */
export function supervisionAccess(store: Store): SupervisionAccess {
  const known = access.get(store);
  if (known !== undefined) return known;
  const open = openOnes(store, supervisionsCollection, keptSupervision, isOpenSupervision);
  const openAdvices = openOnes(store, advicesCollection, keptAdvice, isOpenAdvice);
  const supervised = casesNamed(store, supervisionsCollection);
  const advised = casesNamed(store, advicesCollection);
  const on = (def: CollectionDef, id: RecordId): Folded[] =>
    select(store, def, { where: [{ column: 'case', op: 'eq', value: id }], voided: 'with', limit: MANY }).rows;
  const made: SupervisionAccess = {
    open,
    openAdvices,
    ofCase: (id) =>
      supervised().has(id)
        ? on(supervisionsCollection, id)
            .flatMap((record) => keptSupervision(record) ?? [])
            .sort(byIssue)
        : [],
    advicesOf: (id) =>
      advised().has(id) ? on(advicesCollection, id).flatMap((record) => keptAdvice(record) ?? []) : [],
    underSupervision: cachedFrom(store, [SUPERVISIONS], () => new Set([...open().values()].map((s) => s.value.case))),
  };
  access.set(store, made);
  return made;
}

/** Whether a 督办件 on the case is still open. */
export const isUnderSupervision = (store: Store, id: RecordId): boolean =>
  supervisionAccess(store).underSupervision().has(id);

export function keptSupervision(record: Folded): KeptSupervision | undefined {
  const value = record.created === undefined ? undefined : readSupervision(record);
  return value === undefined ? undefined : { record, value };
}

export function keptAdvice(record: Folded): KeptAdvice | undefined {
  const value = record.created === undefined ? undefined : readAdvice(record);
  return value === undefined ? undefined : { record, value };
}

export const isSupervision = (id: RecordId): boolean => collectionOf(id) === SUPERVISIONS;
export const isAdvice = (id: RecordId): boolean => collectionOf(id) === ADVICES;

const byIssue = (a: KeptSupervision, b: KeptSupervision): number =>
  a.value.issuedOn === b.value.issuedOn ? a.value.no - b.value.no : a.value.issuedOn < b.value.issuedOn ? -1 : 1;

/** The open records of a collection, read once and kept up with what is written. */
function openOnes<T>(
  store: Store,
  def: CollectionDef,
  read: (record: Folded) => Kept<T> | undefined,
  isOpen: (value: T) => boolean,
): () => ReadonlyMap<RecordId, Kept<T>> {
  let held: Map<RecordId, Kept<T>> | undefined;
  const put = (found: Map<RecordId, Kept<T>>, record: Folded | undefined): void => {
    const kept = record === undefined ? undefined : read(record);
    if (kept !== undefined && isOpen(kept.value)) found.set(kept.record.id, kept);
    else if (record !== undefined) found.delete(record.id);
  };
  store.onCommit((txn) => {
    if (held === undefined) return;
    for (const id of new Set(txn.ops.map((op) => op.on))) {
      if (collectionOf(id) === def.name) put(held, store.get(id));
    }
  });
  return () => {
    if (held !== undefined) return held;
    held = new Map();
    for (const source of sourcesOf(store, def)) {
      for (const row of matching(source, { where: [{ column: 'open', op: 'eq', value: 1 }] })) {
        put(held, store.get(source.id(row)));
      }
    }
    return held;
  };
}

const casesNamed = (store: Store, def: CollectionDef): (() => ReadonlySet<string>) =>
  cachedFrom(
    store,
    [def.name],
    () => new Set(groupBy(store, def, ['case'], { voided: 'with' }).map(({ values }) => String(values[0]))),
  );
