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

/** The visits alone: with the cases, one file would be longer than a string may be in V8 at ten years. */
export async function filledLowdb(scale: number): Promise<string> {
  const folder = join(homeOf(scale), 'lowdb');
  if (existsSync(folder)) return folder;
  await make(folder, async (work) => {
    say('filling lowdb …');
    const store = await openOurs(join(homeOf(scale), 'ours'));
    const db = await openLowdb(work);
    await db.update((data) => void (data.visits = [...recordsOf(store, 'visits')]));
    await store.close();
  });
  return folder;
}
