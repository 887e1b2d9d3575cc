import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import type { Opened } from './child';
import { VISITS_PER_SCALE, visits } from './data';
import { type Report, round, rowsOf, quantile } from './figures';
import { filled, remove, scratch, say } from './folders';
import { openSystem, type SystemName } from './systems';

const UNFOLDED = 1_000;

/** Fresh process to the newest 50 visits, whole; the program's own imports count, Node's start does not. */
export async function open(scale: number): Promise<Report> {
  const folder = await filled(scale);
  const busy = scratch('open');
  cpSync(join(folder, 'ours'), join(busy, 'ours'), { recursive: true });
  await leaveUnfolded(busy, scale);
  const systems: { name: string; system: SystemName; folder: string; every: number }[] = [
    { name: 'ours', system: 'ours', folder: join(folder, 'ours'), every: 1 },
    { name: `ours, ${UNFOLDED} changes not yet folded`, system: 'ours', folder: join(busy, 'ours'), every: 1 },
    { name: 'better-sqlite3', system: 'sqlite', folder: join(folder, 'sqlite'), every: 1 },
    { name: 'lowdb', system: 'lowdb', folder: join(folder, 'lowdb'), every: 5 },
  ];
  const opened = new Map(systems.map(({ name }) => [name, [] as Opened[]]));
  const rounds = 15;
  for (let turn = 0; turn < rounds; turn++) {
    for (const { name, system, folder: at, every } of systems) {
      if (turn % every === 0) opened.get(name)?.push(inFreshProcess(system, at));
    }
  }
  remove(busy);
  const hashes = (name: string) => new Set(opened.get(name)?.map(({ hash }) => hash));
  const answers = new Set(['ours', 'better-sqlite3', 'lowdb'].flatMap((name) => [...hashes(name)]));
  if (answers.size !== 1) throw new Error('the systems did not return the same page');
  const middle = (of: (o: Opened) => number) =>
    [...opened].map(([name, all]) => `${name} ${round(quantile(all.map(of), 0.5))}`).join(', ');
  return {
    bench: 'open',
    scale,
    unit: 'ms',
    rows: rowsOf(new Map([...opened].map(([name, all]) => [name, all.map((o) => o.ms)])), 'ours', {}),
    facts: {
      records: scale * VISITS_PER_SCALE,
      repetitions: `${rounds}, lowdb ${rounds / 5}`,
      'of it after the code was loaded, ms': middle((o) => o.files),
      'CPU used until then, ms': middle((o) => o.cpu),
      'RSS after the first page, MB': middle((o) => o.rss),
      'same answer': 'yes, by SHA-256 of the page',
    },
  };
}

function inFreshProcess(system: SystemName, folder: string): Opened {
  const script = process.argv[1] ?? '';
  const out = execFileSync(process.execPath, [script, '--child', 'open', system, folder], { encoding: 'utf8' });
  return JSON.parse(out) as Opened;
}

/** As on a working day: the last changes are in the ledger, but in no segment yet. */
async function leaveUnfolded(folder: string, scale: number): Promise<void> {
  const total = scale * VISITS_PER_SCALE;
  const system = await openSystem('ours', join(folder, 'ours'));
  let saved = 0;
  for (const visit of visits(total * 2, total, total + UNFOLDED)) {
    await system.save({ ...visit, key: `2026-B01-${String(++saved).padStart(6, '0')}` });
  }
  await system.close();
  say(`left ${saved} changes unfolded`);
}
