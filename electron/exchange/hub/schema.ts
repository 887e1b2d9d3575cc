import { type Connection, HubError } from './connect';

/**
 * The tables of a hub, by steps that are never changed once they were in use: a new one is appended. All desks of a centre run them, one
 * at a time.
 */
const MIGRATIONS: readonly (readonly string[])[] = [
  [
    `CREATE TABLE jrd.ops (
       n bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
       space text NOT NULL, device text NOT NULL, seq bigint NOT NULL CHECK (seq > 0),
       txn text NOT NULL, head text NOT NULL, op text NOT NULL,
       via text NOT NULL, at timestamptz NOT NULL DEFAULT now(),
       PRIMARY KEY (space, device, seq))`,
    `CREATE TABLE jrd.contents (sha256 text PRIMARY KEY, bytes bigint NOT NULL, at timestamptz NOT NULL DEFAULT now())`,
    `CREATE TABLE jrd.content_parts (
       sha256 text NOT NULL, part int NOT NULL, data bytea NOT NULL, PRIMARY KEY (sha256, part))`,
    `CREATE TABLE jrd.wanted (sha256 text PRIMARY KEY)`,
    `CREATE TABLE jrd.desks (
       via text PRIMARY KEY, device text NOT NULL, unit text NOT NULL, name text NOT NULL,
       pulled bigint NOT NULL, waiting bigint NOT NULL, seen timestamptz NOT NULL)`,
    `CREATE FUNCTION jrd.refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'rows of the ledger are never changed'; END $$`,
    `CREATE TRIGGER ops_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON jrd.ops
       FOR EACH STATEMENT EXECUTE FUNCTION jrd.refuse()`,
  ],
];

/** Taken by whoever writes rows or changes tables, so that the numbers of rows rise in the order in which they are committed. */
export const WRITE_LOCK = 'SELECT pg_advisory_xact_lock(748236411)';

/** Brings the tables up to date; answers which hub it is. Refuses one that a newer program has changed. */
export async function prepare(connection: Connection, newId: string, signal: AbortSignal): Promise<string> {
  const known = await metaOf(connection, signal);
  if (known?.version === MIGRATIONS.length) return known.id;
  return connection.together(async () => {
    await connection.ask(WRITE_LOCK, [], signal);
    const meta = await metaOf(connection, signal);
    if ((meta?.version ?? 0) > MIGRATIONS.length) throw new HubError('NEWER');
    if (meta === undefined) await begin(connection, newId, signal);
    for (const steps of MIGRATIONS.slice(meta?.version ?? 0)) {
      for (const step of steps) await connection.ask(step, [], signal);
    }
    await connection.ask('UPDATE jrd.meta SET version = $1', [MIGRATIONS.length], signal);
    return meta?.id ?? newId;
  }, signal);
}

async function begin(connection: Connection, id: string, signal: AbortSignal): Promise<void> {
  await connection.ask('CREATE SCHEMA IF NOT EXISTS jrd', [], signal);
  await connection.ask('CREATE TABLE jrd.meta (id text NOT NULL, version int NOT NULL)', [], signal);
  await connection.ask('INSERT INTO jrd.meta VALUES ($1, 0)', [id], signal);
}

async function metaOf(
  connection: Connection,
  signal: AbortSignal,
): Promise<{ readonly id: string; readonly version: number } | undefined> {
  const [found] = await connection.ask<{ there: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'jrd' AND tablename = 'meta') AS there",
    [],
    signal,
  );
  if (found?.there !== true) return undefined;
  const [meta] = await connection.ask<{ id: string; version: number }>('SELECT id, version FROM jrd.meta', [], signal);
  return meta;
}
