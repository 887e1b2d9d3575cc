import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { Contest, OURS } from '../contest';
import { atLeast, atMost, type Goal, quantile, type Report, round, stallGoal } from '../figures';
import { existsSync } from 'node:fs';
import { generated, homeOf, isGenerated, make, say } from '../folders';
import { filledLowdb } from '../systems/lowdb';
import { openOurs } from '../systems/ours';
import { filledSqlite } from '../systems/sqlite';
import { lend } from './write';
import type { Opened, OpenedSystem } from './open-child';

const ROUNDS = 10;
const FIRST_PAGE = 'first page';
const COUNTED = 'and their limits counted as of today';
const UNFOLDED = 'ours, closed without folding';
const ALL_LIVE = 'and every open case parsed';
/** More than three times the data of ten years, in the same run: what opening costs must not follow it. */
const MAIN_SCALE = 30;
const LARGER_SCALE = 100;
const LARGER = `ours at scale ${LARGER_SCALE}`;

/** Fresh process to the newest 50 visits, whole; the program's own imports count, Node's start does not. */
export async function open(scale: number): Promise<Report> {
  const { visits, cases } = await generated(scale);
  const sqlite = await filledSqlite(scale);
  const lowdb = await filledLowdb(scale).catch((error: unknown) => say(`lowdb cannot hold it: ${String(error)}`));
  const { folder: folded, changes } = await foldedFolder(scale);
  const systems: { name: string; system: OpenedSystem; folder: string; every: number; all: boolean }[] = [
    { name: OURS, system: 'ours', folder: folded, every: 1, all: true },
    { name: UNFOLDED, system: 'ours', folder: join(homeOf(scale), 'ours'), every: 1, all: true },
    { name: 'better-sqlite3', system: 'better-sqlite3', folder: sqlite, every: 1, all: true },
    ...(lowdb === undefined ? [] : [{ name: 'lowdb', system: 'lowdb' as const, folder: lowdb, every: 5, all: false }]),
    ...(await largerFolder(scale)),
  ];
  const contest = new Contest();
  contest.note('lowdb', 'holds visits alone, at scale 30 the newest half: more is no string in V8');
  contest.note(UNFOLDED, `${changes} records not yet in segments`);
  const opened: Opened[] = [];
  const rss = new Map<string, number[]>();
  for (let turn = 0; turn <= ROUNDS; turn++) {
    for (const { name, system, folder, every, all } of systems) {
      if (turn > 0 && turn % every !== 0) continue;
      const one = inFreshProcess(system, folder, all ? 'all' : 'page');
      if (turn === 0) continue;
      contest.add(name, FIRST_PAGE, one.ms);
      if (name !== LARGER) contest.same(FIRST_PAGE, name, one.hash);
      rss.set(name, [...(rss.get(name) ?? []), one.rss]);
      if (name === OURS) opened.push(one);
      if (all) {
        contest.add(name, ALL_LIVE, one.allMs);
        contest.same(ALL_LIVE, name, one.live);
        if (system === 'ours') contest.add(name, COUNTED, one.countedMs);
      }
    }
  }
  // Watching takes time of its own, so that those runs are no samples.
  const watched = Array.from({ length: 5 }, () => inFreshProcess('ours', folded, 'watched'));
  const parsedToo = contest.median(OURS, ALL_LIVE);
  const lowMs = contest.median('lowdb');
  return {
    bench: 'open',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      ...lowdbGoals(lowMs / contest.median(OURS, FIRST_PAGE), lowMs / parsedToo),
      atMost(
        'ours ÷ better-sqlite3, first page',
        contest.median(OURS, FIRST_PAGE) / contest.median('better-sqlite3', FIRST_PAGE),
        1.5,
      ),
      ...largerGoal(contest),
      stallGoal(
        'opening to the first page',
        quantile(
          watched.map((o) => o.stall),
          0.5,
        ),
      ),
      stallGoal(
        'reading every open case and counting its limits',
        quantile(
          watched.map((o) => o.allStall),
          0.5,
        ),
      ),
    ],
    facts: {
      records: `${visits} visits, ${cases} cases, ${opened[0]?.live ?? 0} of them open`,
      'of it after the code was loaded, ms': round(
        quantile(
          opened.map((o) => o.files),
          0.5,
        ),
      ),
      'RSS after the first page, MB': [...rss].map(([name, all]) => `${name} ${round(quantile(all, 0.5))}`).join(', '),
      ...(lowdb === undefined ? { lowdb: 'not there: it cannot hold so much' } : {}),
      'same answer': contest.agreement,
    },
  };
}

/** The folder as a desk leaves it that folded before it closed. */
async function foldedFolder(scale: number): Promise<{ folder: string; changes: number }> {
  const folder = join(homeOf(scale), 'folded');
  const from = await openOurs(join(homeOf(scale), 'ours'));
  const changes = ['visits', 'cases', '_spaces'].reduce((n, name) => n + [...from.overlay(name)].length, 0);
  await from.close();
  if (!existsSync(folder)) {
    await make(folder, async (work) => {
      lend(join(homeOf(scale), 'ours'), work);
      const store = await openOurs(work);
      await store.compact();
      await store.close();
    });
  }
  return { folder, changes };
}

/** Only when it was generated before: that takes ten minutes. */
async function largerFolder(scale: number) {
  if (scale !== MAIN_SCALE || !isGenerated(LARGER_SCALE)) return [];
  const { folder } = await foldedFolder(LARGER_SCALE);
  return [{ name: LARGER, system: 'ours' as const, folder, every: 1, all: false }];
}

const largerGoal = (contest: Contest): Goal[] =>
  contest.times(LARGER).length === 0
    ? []
    : [
        atMost(
          `ours at scale ${LARGER_SCALE} ÷ ours at scale ${MAIN_SCALE}, first page`,
          contest.median(LARGER, FIRST_PAGE) / contest.median(OURS, FIRST_PAGE),
          2.5,
        ),
      ];

const lowdbGoals = (first: number, all: number): Goal[] =>
  Number.isNaN(first)
    ? []
    : [atLeast('lowdb ÷ ours, first page', first, 100), atLeast('lowdb ÷ ours, every open case parsed', all, 50)];

function inFreshProcess(system: OpenedSystem, folder: string, what: 'page' | 'all' | 'watched'): Opened {
  const args = [process.argv[1] ?? '', '--child', 'open', system, folder, what];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Opened;
}
