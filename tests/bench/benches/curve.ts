import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from '../../../electron/store/store';
import { Contest, OURS } from '../contest';
import { atMost, type Goal, type Row } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { ACTOR, openOurs } from '../systems/ours';
import { lend, registration } from './write';

const SCALES = [0.1, 1, 10, 30, 100];
const ROUNDS = 400;

/**
 * The same save in folders of every size up to the scale, and of those above it that are there already, in turn, in one process: what it
 * costs must not depend on what is there.
 */
export async function saveCurve(largest: number): Promise<{ rows: readonly Row[]; goals: readonly Goal[] }> {
  const scales = SCALES.filter((scale) => scale <= largest || existsSync(join(homeOf(scale), 'ours.json')));
  if (scales.length < 2) return { rows: [], goals: [] };
  const work = scratch('curve');
  const contest = new Contest();
  const desks: { store: Store; visits: number; question: string }[] = [];
  for (const scale of scales) {
    const { visits, cases } = await generated(scale);
    const folder = join(work, String(scale));
    lend(join(homeOf(scale), 'ours'), folder);
    const store = await openOurs(folder);
    await store.compact();
    desks.push({ store, visits, question: `one more among ${(visits + cases).toLocaleString('en')} records` });
  }
  for (let n = 0; n < ROUNDS; n++) {
    for (const { store, visits, question } of desks) {
      const { ops } = registration(n, visits);
      await contest.time(OURS, n === 0 ? 'warm-up' : question, () => store.commit({ action: '登记来访', ops }, ACTOR));
    }
  }
  contest.forget('warm-up');
  for (const { store } of desks) await store.close();
  remove(work);
  const medians = desks.map(({ question }) => contest.median(OURS, question));
  const growth = Math.max(...medians) / Math.min(...medians);
  return { rows: contest.rows(), goals: [atMost(`slowest ÷ fastest of ${desks.length} sizes of folder`, growth, 1.3)] };
}
