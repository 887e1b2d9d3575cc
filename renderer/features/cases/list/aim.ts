import type { GridOrder } from '../../../ui/grid/source';
import type { CaseFilter } from './views';

export interface ListState {
  readonly filter: CaseFilter;
  readonly order?: GridOrder | undefined;
  /** The view it was started from; its filters may have been changed since. */
  readonly view?: string | undefined;
}

export const NEWEST: GridOrder = { column: 'openedOn', desc: true };
let left: ListState | undefined;

/** What the list shows when it is next opened: a page that counts cases leads to them. */
export function aimCaseList(filter: CaseFilter): void {
  left = { filter, order: NEWEST };
}

/** What the list showed when it was left. */
export const leftList = (): ListState | undefined => left;
export function leaveList(state: ListState): void {
  left = state;
}
