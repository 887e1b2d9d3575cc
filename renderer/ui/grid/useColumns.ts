import { type ReactNode, useState } from 'react';

export interface GridColumn<R> {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly cell: (row: R) => ReactNode;
  /** The column to order by on the other side; a click on the heading sorts. */
  readonly sort?: string;
  readonly align?: 'start' | 'center' | 'end';
  /** Not shown until chosen. */
  readonly optional?: boolean;
}

interface Remembered {
  readonly widths: Readonly<Record<string, number>>;
  readonly shown: Readonly<Record<string, boolean>>;
}

const NOTHING: Remembered = { widths: {}, shown: {} };
const MIN_WIDTH = 56;

/** Which columns are shown and how wide, as this machine remembers it for the grid `id`. */
export function useColumns<R>(id: string, columns: readonly GridColumn<R>[]) {
  const [state, setState] = useState<Remembered>(() => recall(id));
  const keep = (next: Remembered) => {
    setState(next);
    remember(id, next);
  };
  const isShown = (column: GridColumn<R>): boolean => state.shown[column.key] ?? column.optional !== true;
  return {
    shown: columns.filter(isShown).map((column) => ({ ...column, width: state.widths[column.key] ?? column.width })),
    isShown,
    show: (key: string, on: boolean) => keep({ ...state, shown: { ...state.shown, [key]: on } }),
    resize: (key: string, width: number) =>
      keep({ ...state, widths: { ...state.widths, [key]: Math.max(MIN_WIDTH, Math.round(width)) } }),
    reset: () => keep(NOTHING),
  };
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
  found !== null && typeof found === 'object' && 'widths' in found && 'shown' in found;

function remember(id: string, state: Remembered): void {
  try {
    localStorage.setItem(storageKey(id), JSON.stringify(state));
  } catch {
    // A full or forbidden storage only means that widths are not remembered.
  }
}
