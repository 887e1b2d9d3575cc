import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Low } from 'lowdb';
import type { Folded } from '../../../shared/ledger/fold';
import { homeOf, make, say } from '../folders';
import { openOurs, recordsOf } from './ours';

export interface LowData {
  visits: Folded[];
}

/** As its README: a preset, `db.data`, `db.update()`. */
export async function openLowdb(folder: string): Promise<Low<LowData>> {
  const { JSONFilePreset } = await import('lowdb-peer/node');
  return JSONFilePreset<LowData>(join(folder, 'db.json'), { visits: [] });
}

/** Above that it would hold no more than here, and a share of the records that says nothing. */
const LARGEST = 30;

/** The visits alone, and of them the newest half when all of them would be longer than a string may be in V8. */
export async function filledLowdb(scale: number): Promise<string> {
  if (scale > LARGEST) throw new Error(`half of scale ${LARGEST} is all that V8's longest string holds`);
  const folder = join(homeOf(scale), 'lowdb');
  if (existsSync(folder)) return folder;
  await make(folder, async (work) => {
    say('filling lowdb …');
    const store = await openOurs(join(homeOf(scale), 'ours'));
    const db = await openLowdb(work);
    const visits = [...recordsOf(store, 'visits')];
    await store.close();
    for (let held = visits.length; ; held = Math.floor(held / 2)) {
      try {
        await db.update((data) => void (data.visits = visits.slice(-held)));
        return;
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        say(`lowdb cannot write ${held} visits: ${error.message}`);
      }
    }
  });
  return folder;
}
