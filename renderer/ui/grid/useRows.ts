import { useQueries } from '@tanstack/react-query';
import { useRef } from 'react';
import { refusalOf, type Refusal } from '../../client';
import type { GridOrder, GridPage, GridSource } from './source';

export const PAGE_ROWS = 100;

export interface Rows<R> {
  readonly count: number;
  /** Undefined while the rows are not counted to the end. */
  readonly total: number | undefined;
  at(index: number): R | undefined;
  readonly loading: boolean;
  readonly refusal: Refusal | undefined;
  retry(): void;
}

/** The pages of a source that cover rows `first` to `last`; what was shown stays until its successor arrives. */
export function useRows<R>(source: GridSource<R>, order: GridOrder | undefined, first: number, last: number): Rows<R> {
  const key = JSON.stringify([source.key, order]);
  const pages = range(Math.floor(first / PAGE_ROWS), Math.floor(Math.max(last, first) / PAGE_ROWS));
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...source.key, 'grid', order ?? null, page],
      queryFn: () =>
        source.load({ offset: page * PAGE_ROWS, limit: PAGE_ROWS, ...(order === undefined ? {} : { order: [order] }) }),
      meta: { reads: source.reads },
    })),
  });

  const known = useRef<Known<R>>({ key, pages: new Map(), shown: undefined });
  if (known.current.key !== key) known.current = { key, pages: new Map(), shown: known.current };
  queries.forEach((query, index) => {
    const page = pages[index];
    if (page !== undefined && query.data !== undefined) known.current.pages.set(page, query.data);
  });
  const waiting = known.current.pages.size === 0;
  const face = waiting && known.current.shown !== undefined ? known.current.shown : known.current;
  if (!waiting) known.current.shown = undefined;

  const failed = queries.find((query) => query.error !== null);
  const { count, total } = extentOf(face.pages);
  return {
    count,
    total,
    at: (index) => face.pages.get(Math.floor(index / PAGE_ROWS))?.rows[index % PAGE_ROWS],
    loading: queries.some((query) => query.isFetching),
    refusal: failed === undefined || !waiting ? undefined : refusalOf(failed.error),
    retry: () => queries.forEach((query) => query.error !== null && void query.refetch()),
  };
}

interface Known<R> {
  readonly key: string;
  readonly pages: Map<number, GridPage<R>>;
  /** The rows of the former order or filter, in sight until the first new page comes. */
  shown: Known<R> | undefined;
}

/** How many rows there are, or can be scrolled to for now. */
function extentOf<R>(pages: ReadonlyMap<number, GridPage<R>>): { count: number; total: number | undefined } {
  let count = 0;
  let total: number | undefined;
  for (const [page, { rows, total: counted, more }] of pages) {
    total = counted ?? (more ? total : page * PAGE_ROWS + rows.length);
    count = Math.max(count, page * PAGE_ROWS + rows.length + (more ? PAGE_ROWS : 0));
  }
  return { count: total ?? count, total };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
