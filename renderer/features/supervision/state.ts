import { useState } from 'react';
import type { InputOf } from '../../client';
import { withoutBlanks } from '../../ui/filter-values';

type Paging = 'order' | 'offset' | 'limit';
export type CandidateFilter = Omit<InputOf<'supervision.candidates'>, Paging>;
export type LedgerFilter = Omit<InputOf<'supervision.list'>, Paging>;
export type AdviceFilter = Omit<InputOf<'advice.list'>, Paging>;

interface Filters {
  readonly candidates: CandidateFilter;
  readonly ledger: LedgerFilter;
  readonly advice: AdviceFilter;
}

let left: Filters = { candidates: {}, ledger: { open: true }, advice: {} };

/** What the ledger shows when it is opened next. */
export const aimLedger = (ledger: LedgerFilter): void => {
  left = { ...left, ledger };
};
export const aimAdvice = (advice: AdviceFilter): void => {
  left = { ...left, advice };
};

/** The filter of a list; what it was when the page was left is taken up again. */
export function useFilter<K extends keyof Filters>(which: K) {
  const [filter, setFilter] = useState<Filters[K]>(left[which]);
  const change = (next: Filters[K]) => {
    left = { ...left, [which]: next };
    setFilter(next);
  };
  return {
    filter,
    narrow: (more: Partial<Filters[K]>) => change(withoutBlanks({ ...filter, ...more })),
    clear: () => change({}),
  };
}
