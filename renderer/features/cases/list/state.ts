import { useState } from 'react';
import { useQueryOf } from '../../../client';
import { withoutBlanks } from '../../../ui/filter-values';
import type { GridOrder } from '../../../ui/grid/source';
import { leaveList, leftList, type ListState, NEWEST } from './aim';
import { builtInViews, type CaseFilter, type CaseView, type KeptViews, recallViews, rememberViews } from './views';

/** Filters, order and views of the list; what it showed when it was left is shown again. */
export function useCaseList() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const [kept, setKept] = useState(recallViews);
  const views = [...builtInViews(status.data?.identity?.unit), ...kept.own];
  const [state, setState] = useState<ListState>(
    () => leftList() ?? startOf(views.find(({ key }) => key === kept.opens)),
  );
  const change = (next: ListState) => {
    leaveList(next);
    setState(next);
  };
  const keep = (next: KeptViews) => {
    rememberViews(next);
    setKept(next);
  };
  return {
    ...state,
    views,
    opens: kept.opens ?? 'open',
    show: (view: CaseView) => change(startOf(view)),
    narrow: (more: Partial<CaseFilter>) => change({ ...state, filter: withoutBlanks({ ...state.filter, ...more }) }),
    clear: () => change({ ...state, filter: {}, view: 'all' }),
    sort: (order: GridOrder | undefined) => change({ ...state, order }),
    /** Adds a view or, where `before` is given, puts it in its place. */
    keepView: (view: CaseView, before?: CaseView) => {
      const own = before === undefined ? [...kept.own, view] : kept.own.map((v) => (v.key === before.key ? view : v));
      keep({ own, opens: before !== undefined && kept.opens === before.key ? view.key : kept.opens });
      change({ ...state, view: view.key });
    },
    dropView: (view: CaseView) =>
      keep({
        own: kept.own.filter(({ key }) => key !== view.key),
        opens: kept.opens === view.key ? undefined : kept.opens,
      }),
    openWith: (view: CaseView) => keep({ ...kept, opens: view.key }),
  };
}
export type CaseList = ReturnType<typeof useCaseList>;

const startOf = (view: CaseView | undefined): ListState => ({
  filter: view?.filter ?? { open: true },
  order: view?.order ?? NEWEST,
  view: view?.key ?? 'open',
});
