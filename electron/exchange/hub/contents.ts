import { createHash } from 'node:crypto';
import type { Office } from '../office';
import type { Connection } from './connect';

const PART = 1024 * 1024;

/** Brings contents that the hub lacks and this desk has; whole, each in one piece of work. */
export async function bringContents(
  connection: Connection,
  { blobs }: Office,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const mine = names.filter((sha256) => blobs.has(sha256));
  if (mine.length === 0) return;
  const there = await connection.ask<{ sha256: string }>(
    'SELECT sha256 FROM jrd.contents WHERE sha256 = ANY($1::text[])',
    [mine],
    signal,
  );
  const known = new Set(there.map(({ sha256 }) => sha256));
  for (const sha256 of mine) {
    if (known.has(sha256)) continue;
    const content = await blobs.read(sha256, signal);
    if (content.ok) await connection.together(() => bringContent(connection, sha256, content.value, signal), signal);
  }
}

async function bringContent(
  connection: Connection,
  sha256: string,
  content: Buffer,
  signal: AbortSignal,
): Promise<void> {
  const added = await connection.ask(
    'INSERT INTO jrd.contents (sha256, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING sha256',
    [sha256, content.length],
    signal,
  );
  if (added.length === 0) return;
  for (let part = 0; part * PART < content.length; part += 1) {
    const data = content.subarray(part * PART, (part + 1) * PART);
    await connection.ask('INSERT INTO jrd.content_parts VALUES ($1, $2, $3)', [sha256, part, data], signal);
  }
  await connection.ask('DELETE FROM jrd.wanted WHERE sha256 = $1', [sha256], signal);
}

/** Fetches contents; answers those that the hub has not, or not soundly. */
export async function fetchContents(
  connection: Connection,
  { blobs }: Office,
  names: readonly string[],
  signal: AbortSignal,
): Promise<string[]> {
  const lacking: string[] = [];
  for (const sha256 of names) {
    if (!blobs.has(sha256) && !(await fetchContent(connection, { blobs }, sha256, signal))) lacking.push(sha256);
  }
  return lacking;
}

async function fetchContent(
  connection: Connection,
  { blobs }: Pick<Office, 'blobs'>,
  sha256: string,
  signal: AbortSignal,
): Promise<boolean> {
  const [found] = await connection.ask<{ bytes: string }>(
    'SELECT bytes FROM jrd.contents WHERE sha256 = $1',
    [sha256],
    signal,
  );
  if (found === undefined) return false;
  const bytes = Number(found.bytes);
  const hash = createHash('sha256');
  const incoming = blobs.begin(bytes);
  try {
    for (let part = 0; part * PART < bytes; part += 1) {
      const [row] = await connection.ask<{ data: Buffer }>(
        'SELECT data FROM jrd.content_parts WHERE sha256 = $1 AND part = $2',
        [sha256, part],
        signal,
      );
      if (row === undefined) break;
      incoming.write(row.data);
      hash.update(row.data);
    }
  } catch (error) {
    incoming.discard();
    throw error;
  }
  if (hash.digest('hex') !== sha256) {
    incoming.discard();
    return false;
  }
  await incoming.keep(signal);
  return true;
}

/** Says what this desk lacks, and brings what another said it lacks. */
export async function tradeContents(
  connection: Connection,
  office: Office,
  wants: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (wants.length > 0) {
    await connection.ask('INSERT INTO jrd.wanted SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [wants], signal);
  }
  const wanted = await connection.ask<{ sha256: string }>('SELECT sha256 FROM jrd.wanted LIMIT 1000', [], signal);
  await bringContents(
    connection,
    office,
    wanted.map(({ sha256 }) => sha256),
    signal,
  );
}
