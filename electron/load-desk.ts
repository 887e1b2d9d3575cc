import { setImmediate as nextTurn } from 'node:timers/promises';

/** Each builds on those before it. */
const PIECES: readonly (() => Promise<unknown>)[] = [
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

/** Loading all the code of the desk would hold up the loop longer than anything may: it comes in pieces, and other work in between. */
export async function loadDesk(): Promise<typeof import('./compose')> {
  for (const piece of PIECES) {
    await piece();
    await nextTurn();
  }
  return import('./compose');
}
