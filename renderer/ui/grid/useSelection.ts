import { useRef } from 'react';
import type { Rows } from './useRows';

export interface GridSelection {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
}

/** Chosen rows: one by one with Space, a stretch with Shift. Rows that have not been read cannot be chosen. */
export function useSelection<R>(selection: GridSelection | undefined, rows: Rows<R>, rowKey: (row: R) => string) {
  /** Where Shift was first held, and what was chosen before. */
  const stretch = useRef<{ readonly anchor: number; readonly before: ReadonlySet<string> }>(undefined);
  const keyAt = (index: number): string | undefined => {
    const row = rows.at(index);
    return row === undefined ? undefined : rowKey(row);
  };
  return {
    has: (row: R | undefined): boolean => row !== undefined && selection?.keys.has(rowKey(row)) === true,
    toggle: (row: R | undefined) => {
      stretch.current = undefined;
      if (row !== undefined && selection !== undefined) selection.onChange(toggled(selection.keys, rowKey(row)));
    },
    /** The cursor goes `from` a row `to` another, with Shift held or not. */
    pass: (from: number, to: number, shift: boolean) => {
      if (!shift || selection === undefined) {
        stretch.current = undefined;
        return;
      }
      const { anchor, before } = (stretch.current ??= { anchor: from, before: selection.keys });
      const first = Math.min(anchor, to);
      const passed = Array.from({ length: Math.abs(to - anchor) + 1 }, (_, i) => keyAt(first + i));
      selection.onChange(new Set([...before, ...passed.filter((key) => key !== undefined)]));
    },
  };
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return next;
}
