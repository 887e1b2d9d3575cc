import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { cpSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Disk, nodeDisk } from '../../../electron/store/disk';
import { openCaseOps } from '../../../shared/domain/cases/open';
import type { Visit } from '../../../shared/domain/visits/schema';
import { type RecordId, recordId } from '../../../shared/kernel/ids';
import type { JsonObject } from '../../../shared/kernel/json';
import type { Folded } from '../../../shared/ledger/fold';
import { caseSpace } from '../../../shared/ledger/space';
import { Contest, longestStall, OURS } from '../contest';
import { Dice } from '../data/random';
import { visitValue } from '../data/visit';
import { atLeast, atMost, type Goal, type Report, stallGoal } from '../figures';
import { generated, homeOf, make, remove, say, scratch, SEED } from '../folders';
import { filledLowdb, openLowdb } from '../systems/lowdb';
import { ACTOR, openOurs, plainRecord, recordsOf } from '../systems/ours';
import { filledSqlite, openSqlite, parsed, writer } from '../systems/sqlite';
import { saveCurve } from './curve';

const ROUNDS = 1_000;
const LOWDB_ROUNDS = 3;
const SQLITE = 'better-sqlite3, WAL, FULL';
const BARE = 'bare append + fdatasync of the same bytes';
const LEVEL = 'classic-level, sync';

/** One more visit with its case, durable, in a store that holds the others already; all systems in turn, in one process. */
export async function save(scale: number): Promise<Report> {
  const { contest, syncs, records, stall } = await write(scale, 'save');
  const curve = await saveCurve(scale);
  const at = (system: string) => contest.median(system) / contest.median(OURS);
  return {
    bench: 'save',
    scale,
    unit: 'ms',
    rows: [...contest.rows(), ...curve.rows],
    goals: [
      atMost('fsyncs per Txn', syncs, 1.01),
      atMost('ours ÷ bare append + fsync of the same bytes', 1 / at(BARE), 1),
      atLeast('better-sqlite3 (FULL) ÷ ours', at(SQLITE), 1),
      ...lowdbGoal(contest),
      ...curve.goals,
      stallGoal('saving, with the compactions that fall due', stall),
    ],
    facts: { records, 'same answer': contest.agreement, 'fsyncs per Txn': syncs },
  };
}

/** One field of an old record, durable. The same run saves as well, for the two to be compared. */
export async function edit(scale: number): Promise<Report> {
  const { contest, records, stall } = await write(scale, 'edit');
  const saves = contest.median(OURS, 'one more visit');
  return {
    bench: 'edit',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atMost('edit ÷ save', contest.median(OURS, 'one field of an old visit') / saves, 1.5),
      stallGoal('editing', stall),
    ],
    facts: { records, 'same answer': contest.agreement },
  };
}

const lowdbGoal = (contest: Contest): Goal[] =>
  contest.times('lowdb').length === 0
    ? []
    : [atLeast('lowdb ÷ ours', contest.median('lowdb') / contest.median(OURS), 500)];

async function write(scale: number, what: 'save' | 'edit') {
  const { visits, cases } = await generated(scale);
  const sqliteFolder = await filledSqlite(scale);
  const lowFolder = await filledLowdb(scale).catch(tooLong);
  const levelFolder = await filledLevel(scale);
  const work = scratch(what);
  lend(join(homeOf(scale), 'ours'), join(work, 'ours'));
  cpSync(sqliteFolder, work, { recursive: true, filter: (path) => !path.endsWith('search.sqlite') });
  cpSync(levelFolder, join(work, 'level'), { recursive: true });
  const disk = watchedDisk();
  const ours = await openOurs(join(work, 'ours'), disk);
  const sqlite = await openSqlite(work);
  const level = await openLevel(join(work, 'level'));
  const rows = { visits: writer(sqlite, 'visits'), cases: writer(sqlite, 'cases') };
  const both = rowTransaction(sqlite);
  const byId = sqlite.prepare('SELECT json FROM visits WHERE id = ?');
  const bare = openSync(join(work, 'bare.ndjson'), 'a');
  const contest = new Contest();
  contest.note('lowdb', 'never synced: not durable');
  let syncs = 0;

  const saveOne = async (n: number, question: string) => {
    const { on, ops } = registration(n, visits);
    const before = disk.syncs;
    await contest.time(OURS, question, () => ours.commit({ action: '登记来访', ops }, ACTOR));
    syncs += disk.syncs - before;
    const made = ops.flatMap((op) => (op.kind === 'create' ? [recordOf(ours.get(op.on))] : []));
    contest.timeSync(BARE, question, () => {
      writeSync(bare, disk.written);
      fdatasyncSync(bare);
    });
    contest.timeSync(SQLITE, question, () => both(() => made.forEach((r) => rows[tableOf(r)].insert(r))));
    const batch = made.map((record) => ({ type: 'put' as const, key: record.id, value: record }));
    await contest.time(LEVEL, question, () => level.batch(batch, { sync: true }));
    contest.same(`saved ${n}`, OURS, recordOf(ours.get(on)));
    contest.same(`saved ${n}`, SQLITE, parsed([byId.get(on)])[0]);
  };
  const old = oldVisits(ours, ROUNDS);
  const editOne = async (n: number, question: string) => {
    const id = old[n % old.length] as RecordId;
    const place = `更正后的住址 ${n} 号`;
    await contest.time(OURS, question, () => {
      const space = ours.get(id)?.space ?? caseSpace('none');
      const set = { kind: 'set' as const, on: id, space, field: 'address', value: place };
      return ours.commit({ action: '更正来访登记', reason: '核对', ops: [set] }, ACTOR);
    });
    contest.timeSync(BARE, question, () => {
      writeSync(bare, disk.written);
      fdatasyncSync(bare);
    });
    contest.timeSync(SQLITE, question, () => {
      const [record] = parsed([byId.get(id)]);
      if (record !== undefined) rows.visits.update({ ...record, value: { ...record.value, address: place } });
    });
    await contest.time(LEVEL, question, async () => {
      const record = (await level.get(id)) as Folded;
      await level.put(id, { ...record, value: { ...record.value, address: place } }, { sync: true });
    });
    contest.same(`edited ${n}`, OURS, ours.get(id)?.value);
    contest.same(`edited ${n}`, SQLITE, parsed([byId.get(id)])[0]?.value);
  };

  await saveOne(-1, 'warm-up');
  await editOne(0, 'warm-up');
  contest.forget('warm-up');
  syncs = 0;
  for (let n = 0; n < ROUNDS; n++) {
    await saveOne(n, what === 'save' ? '' : 'one more visit');
    if (what === 'edit') await editOne(n, 'one field of an old visit');
  }
  const perTxn = syncs / ROUNDS;
  const stall = await longestStall(async () => {
    for (let n = ROUNDS; n < ROUNDS + 500; n++) {
      if (what === 'save') await ours.commit({ action: '登记来访', ops: registration(n, visits).ops }, ACTOR);
      else await editAlone(ours, old[n % old.length] as RecordId, n);
    }
    await ours.compact();
  });
  closeSync(bare);
  sqlite.close();
  await level.close();
  await ours.close();
  remove(work);
  if (lowFolder !== undefined) await lowdbRounds(contest, lowFolder, what, visits);
  return { contest, syncs: perTxn, records: `${visits} visits, ${cases} cases`, stall };
}

async function editAlone(ours: Awaited<ReturnType<typeof openOurs>>, on: RecordId, n: number): Promise<void> {
  const space = ours.get(on)?.space ?? caseSpace('none');
  await ours.commit(
    { action: '更正', ops: [{ kind: 'set', on, space, field: 'address', value: `再更正 ${n}` }] },
    ACTOR,
  );
}

async function lowdbRounds(contest: Contest, from: string, what: string, visits: number): Promise<void> {
  const work = scratch('lowdb');
  cpSync(from, work, { recursive: true });
  const db = await openLowdb(work);
  for (let n = 0; n < LOWDB_ROUNDS; n++) {
    const { on, ops } = registration(n, visits);
    const record: Folded = { id: on, space: caseSpace('none'), value: ops[0]?.value as JsonObject };
    if (what === 'save') await contest.time('lowdb', '', () => db.update((data) => data.visits.push(record)));
    else {
      await contest.time('lowdb', 'one field of an old visit', () =>
        db.update((data) => {
          const found = data.visits[n * 7];
          if (found !== undefined)
            data.visits[n * 7] = { ...found, value: { ...found.value, address: '更正后的住址' } };
        }),
      );
    }
  }
  remove(work);
}

const tooLong = (error: unknown): undefined => say(`lowdb cannot hold it: ${String(error)}`) as undefined;
const tableOf = ({ id }: Folded): 'visits' | 'cases' => (id.startsWith('visits/') ? 'visits' : 'cases');

function recordOf(record: Folded | undefined): Folded {
  if (record === undefined) throw new Error('what was saved is not there');
  return plainRecord(record);
}

function rowTransaction(db: Awaited<ReturnType<typeof openSqlite>>): (run: () => void) => void {
  return db.transaction((run: () => void) => run());
}

/** A visit of another desk, so that its number is free, and the case it opens. */
export function registration(n: number, visits: number) {
  const key = `2026-B01-${String(n + 2).padStart(6, '0')}`;
  const date = '2026-11-20' as Visit['petitionDate'] & string;
  const value = visitValue(SEED, { n: visits + n, key, date, person: visits + n }, Date.parse('2026-11-20T03:00:00Z'));
  const on = recordId('visits', key);
  const create = { kind: 'create' as const, on, space: caseSpace(key), value };
  return { on, ops: [create, ...openCaseOps(on, value as unknown as Visit)] };
}

/** Visits of all years, in no order. */
function oldVisits(ours: Awaited<ReturnType<typeof openOurs>>, n: number): RecordId[] {
  const dice = new Dice(SEED, 5);
  const blocks = ours.blocks('visits');
  return Array.from({ length: n }, () => {
    const block = dice.pick(blocks);
    return block.id(dice.below(block.rows));
  });
}

function watchedDisk(): Disk & { syncs: number; written: Uint8Array } {
  const disk = {
    ...nodeDisk,
    syncs: 0,
    written: new Uint8Array() as Uint8Array,
    sync: (file: number) => {
      disk.syncs++;
      nodeDisk.sync(file);
    },
    write: (file: number, bytes: Uint8Array, position: number) => {
      disk.written = bytes;
      nodeDisk.write(file, bytes, position);
    },
  };
  return disk;
}

/** Files that are never written again under a second name, the others copied. */
export function lend(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  const journal = readdirSync(from)
    .filter((name) => name.startsWith('ops-'))
    .sort((a, b) => Number(/-(\d+)\.ndjson/.exec(a)?.[1]) - Number(/-(\d+)\.ndjson/.exec(b)?.[1]))
    .at(-1);
  for (const name of readdirSync(from)) {
    const shared = (name.startsWith('ops-') && name !== journal) || name.startsWith('s-');
    if (shared) linkSync(join(from, name), join(to, name));
    else if (!name.endsWith('.lock')) cpSync(join(from, name), join(to, name), { recursive: true });
  }
}

async function openLevel(folder: string) {
  const { ClassicLevel } = await import('classic-level');
  const db = new ClassicLevel(folder, { valueEncoding: 'json' });
  await db.open();
  return db;
}

/** The strongest key-value store of the comparison: LevelDB, a synced batch per save. */
export async function filledLevel(scale: number): Promise<string> {
  const folder = join(homeOf(scale), 'level');
  if (existsSync(folder)) return folder;
  await make(folder, async (work) => {
    say('filling classic-level …');
    const store = await openOurs(join(homeOf(scale), 'ours'));
    const db = await openLevel(work);
    for (const collection of ['visits', 'cases']) {
      let batch: { type: 'put'; key: string; value: Folded }[] = [];
      for (const record of recordsOf(store, collection)) {
        batch.push({ type: 'put', key: record.id, value: record });
        if (batch.length < 1000) continue;
        await db.batch(batch);
        batch = [];
      }
      await db.batch(batch);
    }
    await db.close();
    await store.close();
  });
  return folder;
}
