import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Folded } from '../../../shared/ledger/fold';

/** WAL, and every commit synced, as its documentation recommends for data that must survive a power cut. */
export async function openSqlite(folder: string, readonly = false): Promise<Database> {
  const { default: Sqlite } = await import('better-sqlite3');
  const db: Database = new Sqlite(join(folder, 'desk.sqlite'), { readonly });
  if (!readonly) db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  return db;
}

export const parsed = (rows: readonly unknown[]): Folded[] =>
  rows.map((row) => JSON.parse((row as { json: string }).json) as Folded);
