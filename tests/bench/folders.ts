import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { VISITS_PER_SCALE, visits } from './data';
import { openSystem, type SystemName } from './systems';

/** Beside the bundle that runs, whichever chunk this becomes. */
const HOME = join(dirname(process.argv[1] ?? ''), '../.cache');
/** Raised when generated data change; older folders are made anew. */
const DATA = 1;

export const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** The three systems, each holding the same visits; made once and kept for the next run. */
export async function filled(scale: number): Promise<string> {
  const folder = join(HOME, `v${DATA}-scale${scale}`);
  for (const name of ['ours', 'sqlite', 'lowdb'] as const) await fillOnce(folder, name, scale);
  return folder;
}

/** An empty folder of its own on the same disk. */
export function scratch(name: string): string {
  const folder = join(HOME, `${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

export const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true });

async function fillOnce(folder: string, name: SystemName, scale: number): Promise<void> {
  const ready = join(folder, name);
  if (existsSync(ready)) return;
  const work = `${ready}.${process.pid}`;
  remove(work);
  mkdirSync(work, { recursive: true });
  const total = scale * VISITS_PER_SCALE;
  say(`filling ${name} with ${total} visits …`);
  const start = performance.now();
  const system = await openSystem(name, work);
  await system.fill(visits(total));
  await system.close();
  renameSync(work, ready);
  say(`filled in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
