import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import type { Store } from '../store/store';
import { inTurns, type Work } from '../turns';
import type { Order } from './condition';
import { type Filter, matchingRows } from './filter';
import { rowOrder } from './first';
import { AT_ONCE, sourcesOf } from './select';
import { compareValues, type Source, type Value } from './source';
import { joining } from './top';
import { ofOneMoment } from './turns';

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

type Walkable = Pick<Store, 'blocks' | 'overlay' | 'onCommit' | 'get'>;

/**
 * Every row that meets the filter, in order; the records themselves are read one by one by who walks along. Found all at the same
 * moment, and sorted while other work goes on.
 */
export async function walk(
  store: Walkable,
  def: CollectionDef,
  filter: Filter,
  order: readonly Order[],
  signal?: AbortSignal,
): Promise<Walked[]> {
  // A record changed in between would be in two of the sources, or in none.
  const found = await ofOneMoment(store, def, () => finding(store, def, filter), signal);
  const walked = await inTurns(sorting(found, order), signal);
  return walked ?? walk(store, def, filter, order, signal);
}

interface AllFound {
  readonly all: readonly Found[];
  readonly current: () => boolean;
}

function* finding(store: Walkable, def: CollectionDef, filter: Filter): Work<AllFound> {
  const blocks = store.blocks(def.name);
  const current = () => store.blocks(def.name) === blocks;
  const later = (id: RecordId) => (current() ? undefined : store.get(id));
  const all: Found[] = [];
  for (const source of sourcesOf(store, def)) {
    yield;
    all.push({ source, rows: yield* matchingRows(source, filter), later });
  }
  return { all, current };
}

/** Undefined when blocks were joined meanwhile: what was found in them cannot be read there any more. */
function* sorting({ all, current }: AllFound, order: readonly Order[]): Work<Walked[] | undefined> {
  const compare = comparing(order);
  let runs: Entry[][] = [];
  for (const one of all) {
    yield;
    if (!current()) return undefined;
    const { source, rows } = one;
    const valuesOf = (row: number) => order.map(({ column }) => source.value(column, row));
    const run: Entry[] = [];
    for (const row of rows.sort(rowOrder(source, order))) {
      run.push(new Entry(one, row, source.id(row), order.length === 0 ? NO_VALUES : valuesOf(row)));
      if (run.length % AT_ONCE !== 0) continue;
      yield;
      if (!current()) return undefined;
    }
    runs.push(run);
  }
  while (runs.length > 1) {
    const longer: Entry[][] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(yield* joining(runs[i] ?? [], runs[i + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

const NO_VALUES: readonly Value[] = [];

/** Equal ones stand newest first. */
function comparing(order: readonly Order[]): (a: Entry, b: Entry) => number {
  return (a, b) => {
    for (const [i, { desc }] of order.entries()) {
      const c = compareValues(a.values[i], b.values[i], desc === true);
      if (c !== 0) return c;
    }
    return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
  };
}
