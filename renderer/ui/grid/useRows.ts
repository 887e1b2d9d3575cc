import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Refusal, refusalOf } from '../../client';
import type { GridOrder, GridPage, GridSource } from './source';

export const PAGE_ROWS = 100;
/** Rows fetched beyond what is in sight. */
const MARGIN = 30;

export interface Rows<R> {
  readonly count: number;
  /** Undefined while the rows are not counted to the end. */
  readonly total: number | undefined;
  /** Undefined for a row that has not been read yet. */
  readonly at: (index: number) => R | undefined;
  /** Those read now. */
  readonly here: readonly R[];
  readonly loading: boolean;
  readonly refusal: Refusal | undefined;
  readonly retry: () => void;
}

/** The pages of a source around rows `first` to `last`; what was shown stays until its successor arrives. */
export function useRows<R>(source: GridSource<R>, order: GridOrder | undefined, first: number, last: number): Rows<R> {
  const from = Math.floor(Math.max(first - MARGIN, 0) / PAGE_ROWS);
  const to = Math.floor((last + MARGIN) / PAGE_ROWS);
  const query = useQuery({
    queryKey: [...source.key, 'grid', order ?? null, from, to],
    queryFn: async ({ signal }) => ({ from, pages: await loadPages(source, order, from, to, signal) }),
    meta: { reads: source.reads },
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  const start = (query.data?.from ?? 0) * PAGE_ROWS;
  const here = pages.flatMap((page) => page.rows);
  const said = pages.at(-1)?.total ?? (pages.at(-1)?.more === false ? start + here.length : undefined);
  const counted = useQuery({
    queryKey: [...source.key, 'count'],
    queryFn: ({ signal }) => source.count?.(signal) ?? null,
    meta: { reads: source.reads },
    enabled: said === undefined && query.isSuccess && !query.isPlaceholderData && source.count !== undefined,
  });
  const total = said ?? counted.data ?? undefined;
  const reached = useReach(
    JSON.stringify([source.key, order]),
    start + here.length + (pages.at(-1)?.more ? PAGE_ROWS : 0),
  );
  return {
    count: total ?? reached,
    total,
    at: (index) => here[index - start],
    here,
    loading: query.isFetching,
    refusal: query.error === null ? undefined : refusalOf(query.error),
    retry: () => void query.refetch(),
  };
}

async function loadPages<R>(
  source: GridSource<R>,
  order: GridOrder | undefined,
  from: number,
  to: number,
  signal: AbortSignal,
) {
  const pages: GridPage<R>[] = [];
  for (let page = from; page <= to; page += 1) {
    const ask = { offset: page * PAGE_ROWS, limit: PAGE_ROWS, ...(order === undefined ? {} : { order: [order] }) };
    const got = await source.load(ask, signal);
    pages.push(got);
    if (!got.more) break;
  }
  return pages;
}

/** The furthest row seen of a list that nobody counted, so that scrolling back does not shorten it. */
function useReach(key: string, now: number): number {
  const [reach, setReach] = useState({ key, row: now });
  const next = reach.key === key ? Math.max(reach.row, now) : now;
  if (reach.key !== key || reach.row !== next) setReach({ key, row: next });
  return next;
}
