import { useState } from 'react';
import type { InputOf } from '../../client';
import { withoutBlanks } from '../../ui/filter-values';
import type { GridOrder } from '../../ui/grid/source';

export type ListFilter = Omit<InputOf<'visits.list'>, 'order' | 'offset' | 'limit'>;
export type VisitOrder = NonNullable<InputOf<'visits.list'>['order']>;
export interface ListState {
  readonly filter: ListFilter;
  readonly order?: GridOrder | undefined;
}

const FIRST: ListState = { filter: {}, order: { column: 'visitNo', desc: true } };
let left: ListState = FIRST;

/** What the list was showing when it was left is shown again when it is come back to. */
export function useListState() {
  const [state, setState] = useState(left);
  const change = (next: ListState) => {
    left = next;
    setState(next);
  };
  return {
    ...state,
    narrow: (more: Partial<ListFilter>) => change({ ...state, filter: withoutBlanks({ ...state.filter, ...more }) }),
    clear: () => change({ ...state, filter: {} }),
    sort: (order: GridOrder | undefined) => change({ ...state, order }),
  };
}
