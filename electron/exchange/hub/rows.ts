import { readForeign } from '#shared/domain/exchange/foreign';
import { type Op, opDevice, opSeq, type Txn, writeTxn } from '#shared/ledger/op';
import { type Connection, HubError } from './connect';
import { WRITE_LOCK } from './schema';

/** A row as it is read: one op with what its step says of all its ops. */
interface Row {
  readonly n: string;
  readonly space: string;
  readonly txn: string;
  readonly head: string;
  readonly op: string;
  readonly via: string;
}

/** Part of a step, and the number of its last row. */
export interface Part {
  readonly txn: Txn;
  readonly n: number;
  readonly via: string;
}

const ROWS = 2000;
/** Whoever listens looks at once. */
export const CHANNEL = 'jrd_ops';

/** Rows behind a number, in the order they were committed, without those this desk brought; as parts of steps. */
export async function rowsAfter(
  connection: Connection,
  n: number,
  via: string,
  signal: AbortSignal,
): Promise<readonly Part[]> {
  const rows = await connection.ask<Row>(
    `SELECT n, space, txn, head, op, via FROM jrd.ops WHERE n > $1 AND via <> $2 ORDER BY n LIMIT ${ROWS}`,
    [n, via],
    signal,
  );
  const parts: Part[] = [];
  let open: Row[] = [];
  for (const row of rows) {
    if (!follows(open, row)) parts.push(...partOf(open.splice(0)));
    open.push(row);
  }
  return [...parts, ...partOf(open)];
}

/** Of the same step, and its op the next one of its space. */
function follows(open: readonly Row[], row: Row): boolean {
  const last = open.at(-1);
  if (last === undefined) return true;
  const before = open.findLast(({ space }) => space === row.space);
  const next = before === undefined || seqOf(row) === seqOf(before) + 1;
  return last.txn === row.txn && last.head === row.head && last.via === row.via && next;
}
const seqOf = ({ op }: Row): number => Number(/"s":([0-9]+)/.exec(op)?.[1]);

function partOf(rows: readonly Row[]): Part[] {
  const last = rows.at(-1);
  if (last === undefined) return [];
  const line = `${last.head.slice(0, -1)},"ops":[${rows.map(({ op }) => op).join(',')}]}`;
  const txn = readForeign(line);
  if (txn === undefined) throw new HubError('DAMAGED');
  return [{ txn, n: Number(last.n), via: last.via }];
}

const AT_ONCE = 1000;

/** What became of ops that were brought. */
export interface Brought {
  /** There already as something else; nothing after them was brought. */
  readonly forked: readonly Op[];
  /** The last new row. */
  readonly last?: { readonly n: number; readonly txn: string };
}

/** Brings ops; those that are there stay as they are. */
export async function bring(
  connection: Connection,
  txns: readonly Txn[],
  via: string,
  signal: AbortSignal,
): Promise<Brought> {
  const rows = txns.flatMap((txn) => {
    const { ops, ...head } = writeTxn(txn);
    const text = JSON.stringify(head);
    return txn.ops.map((op, i) => ({ op, txn: txn.id, head: text, written: JSON.stringify(ops[i]) }));
  });
  let brought: Brought = { forked: [] };
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const more = await connection.together(() => insert(connection, some, via, signal), signal);
    brought = { ...brought, ...more };
    if (brought.forked.length > 0) break;
  }
  return brought;
}

type Written = { readonly op: Op; readonly txn: string; readonly head: string; readonly written: string };

async function insert(
  connection: Connection,
  rows: readonly Written[],
  via: string,
  signal: AbortSignal,
): Promise<Brought> {
  await connection.ask(WRITE_LOCK, [], signal);
  const keys = [
    rows.map(({ op }) => op.space),
    rows.map(({ op }) => opDevice(op.id)),
    rows.map(({ op }) => opSeq(op.id)),
    rows.map(({ txn }) => txn),
  ];
  const other = await connection.ask<{ at: string }>(
    `SELECT given.at FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[]) WITH ORDINALITY AS given(space, device, seq, txn, at)
       JOIN jrd.ops AS there USING (space, device, seq) WHERE there.txn <> given.txn AND given.device NOT LIKE 'seed%'`,
    keys,
    signal,
  );
  if (other.length > 0) return { forked: other.flatMap(({ at }) => rows[Number(at) - 1]?.op ?? []) };
  const fresh = await connection.ask<{ n: string; txn: string }>(
    `INSERT INTO jrd.ops (space, device, seq, txn, head, op, via)
       SELECT space, device, seq, txn, head, op, $7
       FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])
         WITH ORDINALITY AS given(space, device, seq, txn, head, op, at)
       ORDER BY given.at ON CONFLICT DO NOTHING RETURNING n, txn`,
    [...keys, rows.map(({ head }) => head), rows.map(({ written }) => written), via],
    signal,
  );
  const last = fresh.at(-1);
  if (last === undefined) return { forked: [] };
  await connection.ask(`SELECT pg_notify('${CHANNEL}', '')`, [], signal);
  return { forked: [], last: { n: Number(last.n), txn: last.txn } };
}
