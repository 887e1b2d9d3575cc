import { loadInTurns } from './turns';

/** Each builds on those before it. */
const DESK: readonly (() => Promise<unknown>)[] = [
  () => import('./store/open'),
  () => import('#shared/domain/visits/schema'),
  () => import('#shared/domain/collections'),
  () => import('#shared/contract/cases'),
  () => import('#shared/contract/departments'),
  () => import('#shared/contract/papers'),
  () => import('#shared/contract/supervision'),
  () => import('#shared/contract/deadlines'),
  () => import('#shared/contract/exchange'),
  () => import('#shared/contract/rosters'),
  () => import('#shared/contract/index'),
  () => import('./services/cases/index'),
];

/** All the code of the desk. */
export async function loadDesk(): Promise<typeof import('./compose')> {
  await loadInTurns(DESK);
  return import('./compose');
}
