import type { QueryKey } from '@tanstack/react-query';
import { fetchFrom, type InputOf, type MethodName, type OutputOf } from '../../client';

export interface GridOrder {
  readonly column: string;
  readonly desc?: boolean;
}

export interface GridAsk {
  readonly offset: number;
  readonly limit: number;
  readonly order?: GridOrder[];
}

export interface GridPage<R> {
  readonly rows: readonly R[];
  /** Absent when counting would cost too much; then `more` says whether to go on. */
  readonly total?: number | undefined;
  readonly more: boolean;
}

/** Where a grid gets its rows, a page at a time. Equal keys mean equal rows. */
export interface GridSource<R> {
  readonly key: QueryKey;
  readonly reads?: readonly string[];
  load(ask: GridAsk, signal: AbortSignal): Promise<GridPage<R>>;
  /** How many rows there are, where a page does not say; asked for once the page is there. */
  count?(signal: AbortSignal): Promise<number>;
}

type PageOf<M extends MethodName> = OutputOf<M> extends { rows: readonly (infer R)[] } ? R : never;

/** Pages of a query method that takes `{…filter, offset, limit, order?}` and answers `{rows, total?, more}`. */
export function methodSource<M extends MethodName>(
  method: M,
  filter: Omit<InputOf<M>, keyof GridAsk>,
  options: Partial<Pick<GridSource<PageOf<M>>, 'reads' | 'count'>> = {},
): GridSource<PageOf<M>> {
  return {
    key: [method, filter],
    ...options,
    load: async (ask, signal) =>
      (await fetchFrom(method, { ...filter, ...ask } as InputOf<M>, signal)) as unknown as GridPage<PageOf<M>>,
  };
}

/** Rows that are already here, a few hundred at most, sorted by the property the column names. `version` changes when they do. */
export function localSource<R extends object>(name: string, rows: readonly R[], version: unknown): GridSource<R> {
  return {
    key: ['local', name, version],
    reads: [],
    load: ({ offset, limit, order }) =>
      Promise.resolve({
        rows: sortedBy(rows, order?.[0]).slice(offset, offset + limit),
        total: rows.length,
        more: offset + limit < rows.length,
      }),
  };
}

function sortedBy<R extends object>(rows: readonly R[], order: GridOrder | undefined): readonly R[] {
  if (order === undefined) return rows;
  const of = (row: R): unknown => (row as Readonly<Record<string, unknown>>)[order.column];
  const compare = (a: unknown, b: unknown): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : asText(a).localeCompare(asText(b), 'zh-CN');
  return [...rows].sort((a, b) => compare(of(a), of(b)) * (order.desc === true ? -1 : 1));
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
