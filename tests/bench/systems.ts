import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Low } from 'lowdb';
import { toDayNumber, type LocalDate } from '../../shared/calendar/local-date';
import { visitsCollection } from '../../shared/domain/visits/collection';
import { type DeviceId, type RecordId, recordId } from '../../shared/kernel/ids';
import { caseSpace } from '../../shared/ledger/space';
import type { JsonObject } from '../../shared/kernel/json';
import type { Disk } from '../../electron/store/disk';
import type { Store } from '../../electron/store/store';
import type { Visit } from './data';

/** What each system can be asked in the benches; everything is as its own README recommends. */
export interface System {
  /** When its code was loaded and its files were not touched yet, on the clock of the process. */
  readonly loadedAt: number;
  /** Durable when it resolves, except in lowdb, which never syncs. */
  save(visit: Visit): Promise<void>;
  fill(visits: Iterable<Visit>): Promise<void>;
  /** The newest `n` visits, whole. */
  newest(n: number): readonly JsonObject[];
  get(key: string): JsonObject | undefined;
  close(): Promise<void>;
}

export type SystemName = 'ours' | 'sqlite' | 'lowdb';

export const openSystem = (name: SystemName, folder: string, disk?: Disk): Promise<System> =>
  ({ ours: () => openOurs(folder, disk), sqlite: () => openSqlite(folder), lowdb: () => openLowdb(folder) })[name]();

const actor = { by: '登记员一', unit: 'units/CZ-XFJ' as RecordId, device: 'bench' as DeviceId };
const GROUP = 5_000;

async function openOurs(folder: string, disk?: Disk): Promise<System> {
  await import('../../electron/zod-jitless');
  const { openStore } = await import('../../electron/store/open');
  const { select } = await import('../../electron/query/select');
  const loadedAt = performance.now();
  const store: Store = await openStore({
    folder: join(folder, 'ours'),
    device: actor.device,
    clock: { now: () => Date.now() },
    random: { hex: (n) => randomBytes(n).toString('hex') },
    collections: [visitsCollection],
    ...(disk === undefined ? {} : { disk }),
  });
  const save = async ({ key, value }: Visit): Promise<void> => {
    const op = { kind: 'create' as const, on: recordId('visits', key), space: caseSpace(key), value };
    await store.commit({ action: '登记来访', ops: [op] }, actor);
  };
  return {
    loadedAt,
    save,
    fill: async (visits) => {
      let group: Promise<void>[] = [];
      for (const visit of visits) {
        group.push(save(visit));
        if (group.length < GROUP) continue;
        await Promise.all(group);
        group = [];
      }
      await Promise.all(group);
      await store.compact();
    },
    newest: (n) => select(store, visitsCollection, { limit: n }).rows.map((row) => row.value),
    get: (key) => store.get(recordId('visits', key))?.value,
    close: () => store.close(),
  };
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS visits (
    id TEXT PRIMARY KEY, petition_date INTEGER, name TEXT, id_no TEXT, phone TEXT, unit TEXT, json TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS visits_date ON visits (petition_date);
  CREATE INDEX IF NOT EXISTS visits_name ON visits (name);
  CREATE INDEX IF NOT EXISTS visits_id_no ON visits (id_no);
  CREATE INDEX IF NOT EXISTS visits_phone ON visits (phone);
  CREATE INDEX IF NOT EXISTS visits_unit ON visits (unit, petition_date);
`;

async function openSqlite(folder: string): Promise<System> {
  const { default: Sqlite } = await import('better-sqlite3');
  const loadedAt = performance.now();
  const db: Database = new Sqlite(join(folder, 'visits.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const insert = db.prepare('INSERT INTO visits VALUES (?, ?, ?, ?, ?, ?, ?)');
  const newest = db.prepare('SELECT json FROM visits ORDER BY id DESC LIMIT ?');
  const one = db.prepare('SELECT json FROM visits WHERE id = ?');
  const put = ({ key, value: v }: Visit): void =>
    insert.run(
      key,
      toDayNumber(v['petitionDate'] as LocalDate),
      v['name'],
      v['idNo'],
      v['phone'],
      v['responsibleUnit'],
      JSON.stringify(v),
    );
  const parse = (row: unknown) => JSON.parse((row as { json: string }).json) as JsonObject;
  return {
    loadedAt,
    save: (visit) => Promise.resolve(put(visit)),
    fill: (visits) => {
      db.transaction((all: Iterable<Visit>) => {
        for (const visit of all) put(visit);
      })(visits);
      db.pragma('wal_checkpoint(TRUNCATE)');
      return Promise.resolve();
    },
    newest: (n) => newest.all(n).map(parse),
    get: (key) => {
      const row = one.get(key);
      return row === undefined ? undefined : parse(row);
    },
    close: () => Promise.resolve(db.close()),
  };
}

interface Data {
  visits: JsonObject[];
}

async function openLowdb(folder: string): Promise<System> {
  const { JSONFilePreset } = await import('lowdb-peer/node');
  const loadedAt = performance.now();
  const db: Low<Data> = await JSONFilePreset<Data>(join(folder, 'lowdb.json'), { visits: [] });
  return {
    loadedAt,
    save: ({ value }) => db.update(({ visits }) => visits.push(value)),
    fill: (visits) => db.update((data) => void (data.visits = Array.from(visits, (v) => v.value))),
    newest: (n) => db.data.visits.slice(-n).reverse(),
    get: (key) => db.data.visits.find((v) => v['visitNo'] === key),
    close: () => Promise.resolve(),
  };
}
