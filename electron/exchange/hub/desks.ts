import type { Office } from '../office';
import type { Peer } from '../sync/carrier';
import type { Connection } from './connect';
import type { State } from './state';

/** Further behind than that is just far behind. */
const COUNTED = 100_000;

/** Says how far this desk is. */
export async function leaveTrace(
  connection: Connection,
  { store, unit, name }: Office,
  { via, pulled }: State,
  waiting: number,
  signal: AbortSignal,
): Promise<void> {
  await connection.ask(
    `INSERT INTO jrd.desks VALUES ($1, $2, $3, $4, $5, $6, now())
       ON CONFLICT (via) DO UPDATE SET name = $4, unit = $3, pulled = $5, waiting = $6, seen = now()`,
    [via, store.device, unit, name, pulled, waiting],
    signal,
  );
}

interface Row {
  readonly via: string;
  readonly device: string;
  readonly name: string;
  readonly seen: Date;
  readonly waiting: string;
  readonly behind: string;
  readonly unread: string;
}

/** The other desks and what they lack; a desk that began anew is shown as it is now. */
export async function deskRows(
  connection: Connection,
  via: string,
  pulled: number,
  signal: AbortSignal,
): Promise<readonly (Peer & { readonly via: string })[]> {
  const rows = await connection.ask<Row>(
    `SELECT DISTINCT ON (d.device) d.via, d.device, d.name, d.seen, d.waiting,
       (SELECT count(*) FROM (SELECT 1 FROM jrd.ops o WHERE o.n > d.pulled AND o.via <> d.via LIMIT ${COUNTED}) counted) AS behind,
       (SELECT count(*) FROM (SELECT 1 FROM jrd.ops o WHERE o.n > $2 AND o.via = d.via LIMIT ${COUNTED}) counted) AS unread
     FROM jrd.desks d
     WHERE d.device <> (SELECT mine.device FROM jrd.desks mine WHERE mine.via = $1)
     ORDER BY d.device, d.seen DESC`,
    [via, pulled],
    signal,
  );
  return rows
    .map((row) => ({
      via: row.via,
      device: row.device,
      name: row.name,
      seenAt: row.seen.getTime(),
      behind: Number(row.behind),
      unread: Number(row.unread),
      waiting: Number(row.waiting),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Are the rows that were taken last still there? */
export async function marksOf(connection: Connection, marks: State['marks'], signal: AbortSignal): Promise<boolean> {
  const found = await connection.ask<{ n: string; txn: string }>(
    'SELECT n, txn FROM jrd.ops WHERE n = ANY($1::bigint[])',
    [marks.map(({ n }) => n)],
    signal,
  );
  return marks.every(({ n, txn }) => found.some((row) => Number(row.n) === n && row.txn === txn));
}
