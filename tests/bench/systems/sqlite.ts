import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { intOf, keysOf, NAME_KEYS, pinyinOf, textOf, wordOf } from '../../../electron/store/block/derive';
import { INT_ABSENT, type Store } from '../../../electron/store/store';
import type { CollectionDef } from '../../../shared/ledger/collection';
import { type Folded, isVoid } from '../../../shared/ledger/fold';
import { homeOf, make, say } from '../folders';
import { defOf, openOurs, recordsOf } from './ours';
import { openSqlite } from './sqlite-open';

export { openSqlite, parsed } from './sqlite-open';

/** The same database with the text index beside it. */
export async function openSqliteSearch(folder: string): Promise<Database> {
  const db = await openSqlite(folder, true);
  db.exec(`ATTACH '${join(folder, 'search.sqlite').replaceAll("'", "''")}' AS search`);
  return db;
}

/** Columns by the same definitions as ours, so that both answer from the same values. */
const columnsOf = (def: CollectionDef) =>
  Object.entries(def.columns).flatMap(([name, { type }]) => (type === 'keys' ? [] : [{ name, type }]));
const keyColumnsOf = (def: CollectionDef): string[] => [
  ...Object.entries(def.columns).flatMap(([name, { type }]) => (type === 'keys' ? [name] : [])),
  ...(def.names === undefined ? [] : [NAME_KEYS]),
];

const quoted = (name: string): string => `"${name}"`;
const TABLES = ['visits', 'cases'] as const;
export type Table = (typeof TABLES)[number];

const schemaOf = (def: CollectionDef): string => `
  CREATE TABLE ${def.name} (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, voided INTEGER NOT NULL,
    ${columnsOf(def)
      .map(({ name, type }) => `${quoted(name)} ${type === 'int' ? 'INTEGER' : 'TEXT'}`)
      .join(', ')},
    json TEXT NOT NULL
  ) STRICT;
  CREATE TABLE ${def.name}_keys (kind TEXT, key TEXT, row INTEGER, PRIMARY KEY (kind, key, row)) STRICT, WITHOUT ROWID;
`;

/** One index per question of the lists: the column asked for, then the order wanted. */
const INDEXES: { readonly [table in Table]: readonly (readonly string[])[] } = {
  visits: [
    ['petitionDate'],
    ['registeredOn'],
    ['name'],
    ['headcount'],
    ['receivedBy'],
    ['channel'],
    ['visitKind'],
    ['responsibleUnit'],
    ['responsibleUnit', 'petitionDate'],
    ['purpose'],
    ['handlingMode'],
    ['isRepeat'],
    ['isRepeat', 'petitionDate'],
    ['categoryCode'],
    ['problemRegion'],
    ['series'],
  ],
  cases: [
    ['openedOn'],
    ['since'],
    ['name'],
    ['status'],
    ['status', 'since'],
    ['host'],
    ['live'],
    ['live', 'openedOn'],
    ['channel'],
    ['visitKind'],
    ['triageClass'],
    ['legalPath'],
    ['purpose'],
    ['firstContact'],
    ['isRepeat'],
    ['disputed'],
    ['categoryCode'],
    ['problemRegion'],
    ['caseNo'],
  ],
};

/** Writes records as rows, for the first time or again. */
export function writer(db: Database, table: Table): { insert(record: Folded): void; update(record: Folded): void } {
  const def = defOf(table);
  const columns = columnsOf(def);
  const names = ['id', 'voided', ...columns.map(({ name }) => quoted(name)), 'json'];
  const insert = db.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`);
  const update = db.prepare(`UPDATE ${table} SET ${names.map((n) => `${n} = ?`).join(', ')} WHERE id = ?`);
  const key = db.prepare(`INSERT OR IGNORE INTO ${table}_keys VALUES (?, ?, ?)`);
  const values = (record: Folded): unknown[] => [
    record.id,
    isVoid(record) ? 1 : 0,
    ...columns.map(({ name, type }) => {
      if (type !== 'int') return wordOf(def, name, record) ?? null;
      const int = intOf(def, name, record);
      return int === INT_ABSENT ? null : int;
    }),
    JSON.stringify(record),
  ];
  const keys = keyColumnsOf(def);
  return {
    insert: (record) => {
      const { lastInsertRowid } = insert.run(...values(record));
      for (const column of keys) for (const word of keysOf(def, column, record)) key.run(column, word, lastInsertRowid);
    },
    update: (record) => void update.run(...values(record), record.id),
  };
}

/** Beside our folder of the scale: the same records as rows, with their indexes. */
export async function filledSqlite(scale: number): Promise<string> {
  const folder = join(homeOf(scale), 'sqlite');
  if (existsSync(folder)) return folder;
  await make(folder, async (work) => {
    say('filling better-sqlite3 …');
    const store = await openOurs(join(homeOf(scale), 'ours'));
    const db = await openSqlite(work);
    for (const table of TABLES) fill(db, table, store);
    db.exec('ANALYZE');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    await store.close();
  });
  return folder;
}

function fill(db: Database, table: Table, store: Store): void {
  db.exec(schemaOf(defOf(table)));
  const { insert } = writer(db, table);
  db.transaction(() => {
    for (const record of recordsOf(store, table)) insert(record);
  })();
  for (const columns of INDEXES[table]) {
    db.exec(`CREATE INDEX ${table}_${columns.join('_')} ON ${table} (${columns.map(quoted).join(', ')})`);
  }
}

/** Beyond that FTS5 takes hours to fill; LIKE is asked at any scale. */
export const FTS_UP_TO = 30;

/** The text index: FTS5 with its trigram tokenizer, FTS5 over bigrams of our making, and plain text for LIKE. */
export async function filledSqliteSearch(scale: number): Promise<string> {
  const folder = await filledSqlite(scale);
  const file = join(folder, 'search.sqlite');
  if (existsSync(file)) return folder;
  say('indexing text in better-sqlite3 …');
  const store = await openOurs(join(homeOf(scale), 'ours'));
  const { default: Sqlite } = await import('better-sqlite3');
  const work = `${file}.${process.pid}`;
  const db: Database = new Sqlite(work);
  db.exec(`
    CREATE TABLE visit_text (row INTEGER PRIMARY KEY, text TEXT NOT NULL, names TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE visit_trigram USING fts5(text, content='', tokenize='trigram');
    CREATE VIRTUAL TABLE visit_bigram USING fts5(text, content='', tokenize="unicode61 remove_diacritics 0");
  `);
  const text = db.prepare('INSERT INTO visit_text VALUES (?, ?, ?)');
  const trigram = db.prepare('INSERT INTO visit_trigram (rowid, text) VALUES (?, ?)');
  const bigram = db.prepare('INSERT INTO visit_bigram (rowid, text) VALUES (?, ?)');
  const def = defOf('visits');
  db.transaction(() => {
    let row = 0;
    for (const record of recordsOf(store, 'visits')) {
      row++;
      const words = textOf(def, record);
      text.run(row, words.replaceAll('\u0000', '\n'), `\n${pinyinOf(def, record).replaceAll('\u0000', '\n')}`);
      if (scale > FTS_UP_TO) continue;
      trigram.run(row, words.replaceAll('\u0000', '\n'));
      bigram.run(row, bigrams(words.replaceAll('\u0000', '\n')));
    }
  })();
  db.exec(`INSERT INTO visit_trigram (visit_trigram) VALUES ('optimize')`);
  db.exec(`INSERT INTO visit_bigram (visit_bigram) VALUES ('optimize')`);
  db.close();
  await store.close();
  const { renameSync } = await import('node:fs');
  renameSync(work, file);
  return folder;
}

/** 征收补偿 as the words 征收 收补 补偿: a phrase of them is a substring. Code points keep punctuation a word. */
export const bigrams = (text: string): string => {
  const tokens: string[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    tokens.push(`${text.charCodeAt(i).toString(36)}x${text.charCodeAt(i + 1).toString(36)}`);
  }
  return tokens.join(' ');
};
