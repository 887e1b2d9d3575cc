import { CaseFilter as FilterSchema } from '#shared/contract/cases';
import type { RecordId } from '#shared/kernel/ids';
import { z } from 'zod';
import type { InputOf } from '../../../client';
import type { GridOrder } from '../../../ui/grid/source';

export type CaseFilter = Omit<InputOf<'cases.list'>, 'order' | 'offset' | 'limit'>;
export type CaseOrder = NonNullable<InputOf<'cases.list'>['order']>;

/** A way of looking at the list, under a name. */
export interface CaseView {
  readonly key: string;
  readonly name: string;
  readonly filter: CaseFilter;
  readonly order?: GridOrder | undefined;
  /** Made at this desk: it can be renamed and deleted. */
  readonly own: boolean;
}

const builtIn = (key: string, name: string, filter: CaseFilter): CaseView => ({ key, name, filter, own: false });

/** The views every desk has; `unit` is the one that sits here. */
export const builtInViews = (unit: RecordId | undefined): readonly CaseView[] => [
  builtIn('open', '在办', { open: true }),
  builtIn('today', '今日到期', { due: 'today' }),
  builtIn('week', '本周到期', { due: 'week' }),
  builtIn('overdue', '已超期', { due: 'overdue' }),
  builtIn('soon', '临期', { due: 'soon' }),
  ...(unit === undefined ? [] : [builtIn('mine', '我的单位', { open: true, unit })]),
  builtIn('accusation', '检举控告', { triageClass: 'accusation' }),
  builtIn('disputed', '合并待裁', { disputed: true }),
  builtIn('all', '全部', {}),
];

const OwnView = z.object({
  name: z.string(),
  filter: FilterSchema,
  order: z.object({ column: z.string(), desc: z.boolean().optional() }).optional(),
});
const Kept = z.object({ own: z.array(OwnView), opens: z.string().optional() });

/** What this desk remembers: views of its own, and which one the list opens with. */
export interface KeptViews {
  readonly own: readonly CaseView[];
  readonly opens?: string | undefined;
}

const STORED = 'cases.views';
const ownKey = (name: string): string => `own:${name}`;
export const ownView = (name: string, filter: CaseFilter, order: GridOrder | undefined): CaseView => ({
  key: ownKey(name),
  name,
  filter,
  order,
  own: true,
});

export function recallViews(): KeptViews {
  try {
    const { own, opens } = Kept.parse(JSON.parse(localStorage.getItem(STORED) ?? ''));
    return { own: own.map(({ name, filter, order }) => ownView(name, filter, order)), opens };
  } catch {
    return { own: [] };
  }
}

export function rememberViews({ own, opens }: KeptViews): void {
  const views = own.map(({ name, filter, order }) => ({ name, filter, order }));
  localStorage.setItem(STORED, JSON.stringify({ own: views, opens }));
}

/** Equal whatever the order in which the filters were set. */
export const sameFilter = (a: CaseFilter, b: CaseFilter): boolean => sorted(a) === sorted(b);
const sorted = (filter: CaseFilter): string =>
  JSON.stringify(Object.entries(filter).toSorted(([a], [b]) => a.localeCompare(b)));

/** Why a view cannot be called that; undefined when it can. */
export function refuseName(name: string, views: readonly CaseView[], before?: CaseView): string | undefined {
  if (name === '') return '请填写视图名称。';
  return views.some((view) => view.name === name && view.key !== before?.key)
    ? `已有名为“${name}”的视图，请换一个名称。`
    : undefined;
}
