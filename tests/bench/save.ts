import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/kernel/json';
import { type Disk, nodeDisk } from '../../electron/store/disk';
import { type Visit, VISITS_PER_SCALE, visits } from './data';
import { type Report, rowsOf } from './figures';
import { filled, remove, scratch } from './folders';
import { openSystem, type System } from './systems';

const ROUNDS = 1_000;
const LOWDB_ROUNDS = 3;

/** One more visit, durable, in a store that holds the others already; all systems in turn, in one process. */
export async function save(scale: number): Promise<Report> {
  const from = await filled(scale);
  const work = scratch('save');
  cpSync(from, work, { recursive: true });
  const total = scale * VISITS_PER_SCALE;
  const fresh = [...visits(total * 2, total, total + ROUNDS)].map((visit, i) => ({
    ...visit,
    key: `2026-B01-${String(i + 1).padStart(6, '0')}`,
  }));
  const samples = new Map<string, number[]>();
  const time = async (name: string, run: () => unknown) => {
    const start = performance.now();
    await run();
    const all = samples.get(name) ?? [];
    all.push(performance.now() - start);
    samples.set(name, all);
  };
  const disk = countingDisk();
  const ours = await openSystem('ours', join(work, 'ours'), disk);
  const sqlite = await openSystem('sqlite', join(work, 'sqlite'));
  const bare = openSync(join(work, 'bare.ndjson'), 'a');
  await time('ours', () => undefined);
  samples.clear();
  let syncs = 0;
  for (const visit of fresh) {
    const line = Buffer.from(`${JSON.stringify(visit.value)}\n`);
    const before = disk.syncs;
    await time('ours', () => ours.save(visit));
    syncs += disk.syncs - before;
    await time('bare append + fdatasync', () => {
      writeSync(bare, line);
      fdatasyncSync(bare);
    });
    await time('better-sqlite3, WAL, FULL', () => sqlite.save(visit));
  }
  const same = sameAnswer(fresh, [ours, sqlite]);
  await sqlite.close();
  await ours.close();
  closeSync(bare);
  const lowdb = await openSystem('lowdb', join(work, 'lowdb'));
  for (const visit of fresh.slice(0, LOWDB_ROUNDS)) await time('lowdb', () => lowdb.save(visit));
  remove(work);
  return {
    bench: 'save',
    scale,
    unit: 'ms',
    rows: rowsOf(samples, 'ours', { lowdb: 'never synced: not durable' }),
    facts: {
      records: total,
      repetitions: `${ROUNDS}, lowdb ${LOWDB_ROUNDS}`,
      'fsyncs per Txn, ours': syncs / ROUNDS,
      'same answer': same ? 'yes, every saved visit read back' : 'NO',
    },
  };
}

function sameAnswer(saved: readonly Visit[], systems: readonly System[]): boolean {
  return saved.every((visit) => systems.every((s) => canonicalJson(s.get(visit.key)) === canonicalJson(visit.value)));
}

function countingDisk(): Disk & { syncs: number } {
  const disk = {
    ...nodeDisk,
    syncs: 0,
    sync: (file: number) => {
      disk.syncs++;
      nodeDisk.sync(file);
    },
  };
  return disk;
}
