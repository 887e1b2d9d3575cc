import { type ReactNode, useState } from 'react';

export interface GridColumn<R> {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  /** What stands in the row, which is the `index`th of the list. */
  readonly cell: (row: R, index: number) => ReactNode;
  /** The column to order by on the other side; a click on the heading sorts. */
  readonly sort?: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Not shown until chosen. */
  readonly optional?: boolean;
  /** Takes the width that is left over; where no column does, the last one. */
  readonly grow?: boolean;
}

interface Remembered {
  readonly widths: Readonly<Record<string, number>>;
  readonly shown: Readonly<Record<string, boolean>>;
  /** Keys in the order chosen; columns that are not named follow. */
  readonly order?: readonly string[];
}

const NOTHING: Remembered = { widths: {}, shown: {} };
const MIN_WIDTH = 56;

/** Which columns are shown, in which order and how wide, as this machine remembers it for the grid `id`. */
export function useColumns<R>(id: string, columns: readonly GridColumn<R>[]) {
  const [state, setState] = useState<Remembered>(() => recall(id));
  const keep = (next: Remembered) => {
    setState(next);
    remember(id, next);
  };
  const isShown = (column: GridColumn<R>): boolean => state.shown[column.key] ?? column.optional !== true;
  const all = inOrder(columns, state.order ?? []);
  return {
    all,
    shown: all.filter(isShown).map((column) => ({ ...column, width: state.widths[column.key] ?? column.width })),
    isShown,
    show: (key: string, on: boolean) => keep({ ...state, shown: { ...state.shown, [key]: on } }),
    /** Changes places with the column before (-1) or after (1). */
    move: (key: string, by: -1 | 1) =>
      keep({
        ...state,
        order: moved(
          all.map((column) => column.key),
          key,
          by,
        ),
      }),
    resize: (key: string, width: number) =>
      keep({ ...state, widths: { ...state.widths, [key]: Math.max(MIN_WIDTH, Math.round(width)) } }),
    reset: () => keep(NOTHING),
  };
}

function inOrder<R>(columns: readonly GridColumn<R>[], order: readonly string[]): readonly GridColumn<R>[] {
  const rank = (column: GridColumn<R>): number =>
    order.includes(column.key) ? order.indexOf(column.key) : order.length;
  return columns.toSorted((a, b) => rank(a) - rank(b));
}

function moved(keys: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = keys.indexOf(key);
  const other = keys[from + by];
  if (from < 0 || other === undefined) return keys;
  return keys.map((k) => (k === key ? other : k === other ? key : k));
}

const storageKey = (id: string): string => `grid:${id}`;

function recall(id: string): Remembered {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(storageKey(id)) ?? 'null');
    return isRemembered(found) ? found : NOTHING;
  } catch {
    return NOTHING;
  }
}

const isRemembered = (found: unknown): found is Remembered =>
  found !== null &&
  typeof found === 'object' &&
  'widths' in found &&
  'shown' in found &&
  (!('order' in found) || Array.isArray(found.order));

function remember(id: string, state: Remembered): void {
  try {
    localStorage.setItem(storageKey(id), JSON.stringify(state));
  } catch {
    // A full or forbidden storage only means that widths are not remembered.
  }
}
