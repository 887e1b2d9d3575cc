import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Folded } from '../../../shared/ledger/fold';
import { hashOf, watchLoop } from '../contest';

export type OpenedSystem = 'ours' | 'better-sqlite3' | 'lowdb';

export interface Opened {
  readonly ms: number;
  /** The part of it after the code was loaded. */
  readonly files: number;
  readonly rss: number;
  readonly hash: string;
  /** Until every open case is parsed as well, and how many there are. */
  readonly allMs: number;
  readonly live: number;
  /** Until their limits are counted too. */
  readonly countedMs: number;
  readonly stall: number;
  readonly allStall: number;
}

const PAGE = 50;

interface Asked {
  readonly loadedAt: number;
  page(): readonly Folded[];
  live(): number;
  counted(): Promise<number>;
}

/** Opens, asks for the first page, then for every open case, and prints; run as a process of its own. */
export async function openOnce(
  system: OpenedSystem,
  folder: string,
  what: 'page' | 'all' | 'watched',
  since: number,
): Promise<void> {
  const watched = what === 'watched' ? await watchLoop() : undefined;
  const asked = await { ours: openOurs, 'better-sqlite3': openSqlite, lowdb: openLowdb }[system](folder);
  const page = asked.page();
  const ms = performance.now() - since;
  const files = performance.now() - asked.loadedAt;
  const rss = process.memoryUsage.rss() / 1e6;
  const stall = (await watched?.()) ?? 0;
  const watchedAll = what === 'watched' ? await watchLoop() : undefined;
  const beforeAll = performance.now();
  const live = what === 'all' ? asked.live() : 0;
  const allMs = ms + performance.now() - beforeAll;
  if (what !== 'page') await asked.counted();
  const countedMs = ms + performance.now() - beforeAll;
  const allStall = (await watchedAll?.()) ?? 0;
  const told: Opened = { ms, files, rss, hash: hashOf(page), allMs, live, countedMs, stall, allStall };
  process.stdout.write(JSON.stringify(told), () => process.exit(0));
}

async function openOurs(folder: string): Promise<Asked> {
  await import('../../../electron/zod-jitless');
  // A piece and a turn of the loop, as the host loads itself.
  await import('../../../electron/store/open');
  await nextTurn();
  await import('../../../shared/domain/collections');
  await nextTurn();
  const ours = await import('../systems/ours');
  const { select } = await import('../../../electron/query/select');
  const loadedAt = performance.now();
  const store = await ours.openOurs(folder);
  const clock = { now: () => Date.parse('2026-11-20T09:00:00Z') };
  return {
    loadedAt,
    page: () => select(store, ours.defOf('visits'), { limit: PAGE, voided: 'with' }).rows.map(ours.plainRecord),
    live: () => {
      const where = [{ column: 'live', op: 'eq' as const, value: 1 }];
      return select(store, ours.defOf('cases'), { where, limit: Number.MAX_SAFE_INTEGER, voided: 'with' }).rows.length;
    },
    counted: async () => {
      const { liveCases } = await import('../../../electron/services/cases/live');
      return (await liveCases({ store, clock }).all()).size;
    },
  };
}

async function openSqlite(folder: string): Promise<Asked> {
  const { openSqlite: open, parsed } = await import('../systems/sqlite-open');
  const loadedAt = performance.now();
  const db = await open(folder, true);
  return {
    loadedAt,
    page: () => parsed(db.prepare('SELECT json FROM visits ORDER BY row DESC LIMIT ?').all(PAGE)),
    live: () => parsed(db.prepare('SELECT json FROM cases WHERE live = 1').all()).length,
    counted: () => Promise.resolve(0),
  };
}

async function openLowdb(folder: string): Promise<Asked> {
  const { JSONFilePreset } = await import('lowdb-peer/node');
  const loadedAt = performance.now();
  const db = await JSONFilePreset<{ visits: Folded[] }>(`${folder}/db.json`, { visits: [] });
  return {
    loadedAt,
    page: () => db.data.visits.slice(-PAGE).reverse(),
    live: () => 0,
    counted: () => Promise.resolve(0),
  };
}
