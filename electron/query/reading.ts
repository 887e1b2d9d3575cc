import { type CollectionDef, partitionOf } from '#shared/ledger/collection';
import type { ColumnBlock, Part, Store } from '../store/store';
import { breathing } from '../turns';
import { isPinyin, termsOf } from './needle';
import { type Filter, type Order, type Select, select } from './select';
import { blockSource, memorySource, type Source } from './source';

/** What a question looks at. */
export interface Needs {
  readonly filter?: Filter;
  readonly order?: readonly Order[];
  /** Beyond those: columns that are counted, indexes that are looked into. */
  readonly parts?: readonly Part[];
  /** Is the question answered by these blocks already, whatever stands in earlier ones? */
  readonly enough?: (blocks: readonly ColumnBlock[]) => boolean;
}

export interface Reading {
  readonly signal?: AbortSignal;
  /** Told how many years are done when something is read of the next one, and once more at the end. */
  readonly progress?: (done: number, total: number, year: string) => void;
  /** The longest other work waits, milliseconds. */
  readonly slice?: number;
}

type Queryable = Pick<Store, 'blocks' | 'overlay'>;

/** A page of found texts is full before all years are looked through. */
export function needsOfPage(store: Queryable, def: CollectionDef, query: Select): Needs {
  const { order = [] } = query;
  if (order.length > 0 || termsOf(query.text ?? '').length === 0) return { filter: query, order };
  const overlay = (collection: string) => store.overlay(collection);
  return { filter: query, enough: (blocks) => select({ blocks: () => blocks, overlay }, def, query).more };
}

/**
 * Reads what a question needs of years that nobody has asked about yet, a little at a time: afterwards it is answered from memory,
 * in one short turn. Rejects as the signal says when the question is abandoned; what has been read stays.
 */
export async function readAhead(
  store: Queryable,
  def: CollectionDef,
  needs: Needs,
  { signal, progress, slice }: Reading = {},
): Promise<void> {
  const blocks = [...store.blocks(def.name)].sort((a, b) => (a.lastId < b.lastId ? 1 : -1));
  const years = [...new Set(blocks.map(yearOf))];
  let told: string | undefined;
  const breathe = breathing(signal, slice);
  const changed = [...store.overlay(def.name)];
  for (let i = 0; i < changed.length; i += AT_ONCE) {
    computeAll(memorySource(def, changed.slice(i, i + AT_ONCE)), def, needs);
    await breathe();
  }
  try {
    for (const [i, block] of blocks.entries()) {
      let read = false;
      for (const _ of fetching(block, def, needs)) {
        read = true;
        if (told !== yearOf(block)) {
          told = yearOf(block);
          progress?.(years.indexOf(told), years.length, told);
        }
        await breathe();
        // Another turn may have joined it with others; those are read when they are asked.
        if (!store.blocks(def.name).includes(block)) break;
      }
      if (read && needs.enough?.(blocks.slice(0, i + 1)) === true) return;
    }
  } finally {
    if (told !== undefined) progress?.(years.length, years.length, told);
  }
}

const yearOf = (block: ColumnBlock): string => partitionOf(block.firstId);

/** Goes on to the next part after each that had to be read; a year that cannot meet a condition is left alone. */
function* fetching(block: ColumnBlock, def: CollectionDef, needs: Needs): Generator<undefined> {
  const source = blockSource(def, block);
  for (const condition of needs.filter?.where ?? []) {
    if (block.fetch(condition)) yield;
    if (source.mayMeet?.(condition) === false) return;
  }
  for (const part of partsOf(needs)) if (block.fetch(part)) yield;
}

/** So many records in memory. */
const AT_ONCE = 8;

/** Of records in memory nothing is read, but what a column says of each is computed once. */
function computeAll(source: Source, def: CollectionDef, needs: Needs): void {
  const everyRow = (compute: (row: number) => unknown) => {
    for (let row = 0; row < source.rows; row++) compute(row);
  };
  for (const part of [...(needs.filter?.where ?? []), ...partsOf(needs)]) {
    if (part === 'ids') continue;
    if (part === 'text') everyRow((row) => source.text(row));
    else if (part === 'names') source.withPinyin('');
    else if ((def.columns[part.column]?.type ?? 'keys') === 'keys') source.withKey(part.column, '');
    else everyRow((row) => source.value(part.column, row));
  }
}

function* partsOf({ filter = {}, order = [], parts = [] }: Needs): Generator<Part> {
  for (const term of termsOf(filter.text ?? '')) {
    yield 'text';
    if (isPinyin(term)) yield 'names';
    const meant = filter.meaning?.(term);
    if (meant !== undefined) yield meant;
  }
  yield* order;
  if (order.length > 0) yield 'ids';
  yield* parts;
}
