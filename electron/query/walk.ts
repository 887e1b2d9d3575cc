import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import type { Store } from '../store/store';
import type { Order } from './condition';
import { type Filter, matching, sourcesOf } from './select';
import { compareValues, type Source, type Value } from './source';

export interface Walked {
  readonly id: RecordId;
  read(): Folded;
}

/** Hundreds of thousands of them are held at a time. */
class Entry implements Walked {
  constructor(
    private readonly found: Found,
    private readonly row: number,
    readonly id: RecordId,
    readonly values: readonly Value[],
  ) {}

  read(): Folded {
    const { source, later } = this.found;
    return later(this.id) ?? source.read(this.row, 'once');
  }
}

interface Found {
  readonly source: Source;
  readonly rows: Uint32Array;
  /** The record as it is now, once blocks were joined: the files of the former ones are gone. */
  readonly later: (id: RecordId) => Folded | undefined;
}

/**
 * Every row that meets the filter, in order; the records themselves are read one by one by who walks along. Found and sorted year by
 * year, so that other work goes on in between.
 */
export async function walk(
  store: Pick<Store, 'blocks' | 'overlay' | 'get'>,
  def: CollectionDef,
  filter: Filter,
  order: readonly Order[],
  signal?: AbortSignal,
): Promise<Walked[]> {
  const compare = comparing(order);
  const blocks = store.blocks(def.name);
  const current = () => store.blocks(def.name) === blocks;
  const later = (id: RecordId) => (current() ? undefined : store.get(id));
  // All at the same moment: a record changed in between would be in two of them, or in none.
  const found = sourcesOf(store, def).map((source): Found => ({ source, rows: matching(source, filter), later }));
  let runs: Entry[][] = [];
  for (const one of found) {
    const { source, rows } = one;
    const valuesOf = (row: number) => order.map(({ column }) => source.value(column, row));
    const run = Array.from(rows, (row) => {
      return new Entry(one, row, source.id(row), order.length === 0 ? NO_VALUES : valuesOf(row));
    });
    runs.push(run.sort(compare));
    await nextTurn();
    signal?.throwIfAborted();
    if (!current()) return walk(store, def, filter, order, signal);
  }
  while (runs.length > 1) {
    const joined: Entry[][] = [];
    for (let i = 0; i < runs.length; i += 2) {
      joined.push(merged(runs[i] ?? [], runs[i + 1] ?? [], compare));
      await nextTurn();
      signal?.throwIfAborted();
    }
    runs = joined;
  }
  return runs[0] ?? [];
}

const NO_VALUES: readonly Value[] = [];

type Compare = (a: Entry, b: Entry) => number;

/** Equal ones stand newest first. */
function comparing(order: readonly Order[]): Compare {
  return (a, b) => {
    for (const [i, { desc }] of order.entries()) {
      const c = compareValues(a.values[i], b.values[i], desc === true);
      if (c !== 0) return c;
    }
    return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
  };
}

function merged(a: readonly Entry[], b: readonly Entry[], compare: Compare): Entry[] {
  const all: Entry[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const x = a[i] as Entry;
    const y = b[j] as Entry;
    if (compare(x, y) <= 0) {
      all.push(x);
      i++;
    } else {
      all.push(y);
      j++;
    }
  }
  return all.concat(a.slice(i), b.slice(j));
}
