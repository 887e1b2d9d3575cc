import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readAll } from '../../store/disk';
import { readParts } from '../files';
import type { Office } from '../office';
import { AGE_HEADER, opened, sealed } from '../seal';
import type { Head } from './head';
import { type StreamName, streamFolder } from './names';
import type { Share } from './share';

const CONTENT = /^([0-9a-f]{64})\.age$/;
const contentName = (sha256: string): string => `${sha256}.age`;

/** Contents that lie beside the segments of a stream. */
export const contentsIn = (names: readonly string[]): string[] =>
  names.flatMap((name) => CONTENT.exec(name)?.[1] ?? []);

export interface Exchange {
  readonly office: Office;
  readonly share: Share;
  readonly local: string;
  readonly sealTo: readonly string[];
}

/** Lays beside the own segments what others lack and nobody else gives, and takes away what nobody lacks any more. */
export async function giveContents(
  { office, share, sealTo }: Omit<Exchange, 'local'>,
  own: StreamName,
  names: readonly string[],
  heads: readonly Head[],
  signal: AbortSignal,
): Promise<string[]> {
  const wanted = new Set(heads.flatMap(({ wants }) => wants));
  const given = new Set(heads.flatMap(({ gives }) => gives));
  const mine = contentsIn(names);
  for (const sha256 of mine) if (!wanted.has(sha256)) await share.remove(streamFolder(own), contentName(sha256));
  const gives = mine.filter((sha256) => wanted.has(sha256));
  for (const sha256 of wanted) {
    if (given.has(sha256) || gives.includes(sha256) || !office.blobs.has(sha256)) continue;
    const content = await office.blobs.read(sha256, signal);
    if (!content.ok) continue;
    const parts: Uint8Array[] = [];
    for await (const part of sealed(once(content.value), { to: sealTo })) parts.push(part);
    await share.put(streamFolder(own), contentName(sha256), Buffer.concat(parts), signal);
    gives.push(sha256);
  }
  return gives;
}

/** Fetches what this desk lacks from whoever gives it; answers what is still lacking. */
export async function takeContents(
  { office, share, local }: Exchange,
  wants: readonly string[],
  heads: readonly Head[],
  signal: AbortSignal,
): Promise<string[]> {
  const lacking = wants.filter((sha256) => !office.blobs.has(sha256));
  const still: string[] = [];
  for (const sha256 of lacking) {
    const giver = heads.find(({ gives }) => gives.includes(sha256));
    if (giver === undefined || !(await takeContent({ office, share, local }, giver, sha256, signal)))
      still.push(sha256);
  }
  return still;
}

async function takeContent(
  { office, share, local }: Omit<Exchange, 'sealTo'>,
  giver: Head,
  sha256: string,
  signal: AbortSignal,
): Promise<boolean> {
  const path = join(local, 'content.part');
  office.disk.makeFolder(local);
  try {
    if (!(await share.fetch(path, signal, streamFolder(giver), contentName(sha256)))) return false;
    const size = office.disk.stat(path)?.size ?? 0;
    const header = (readAll(office.disk, path) ?? Buffer.alloc(0)).subarray(0, AGE_HEADER);
    const plain: Uint8Array[] = [];
    const opening = { identities: office.keys.identities() };
    for await (const part of opened(readParts(office.disk, path, 0, size, signal), header, opening)) plain.push(part);
    return await keep(office, sha256, Buffer.concat(plain), signal);
  } catch (error) {
    if (signal.aborted || !(error instanceof Error) || error.name !== 'PackageFault') throw error;
    return false;
  } finally {
    office.disk.remove(path);
  }
}

/** Only what has the hash that was asked for. */
async function keep({ blobs }: Office, sha256: string, content: Buffer, signal: AbortSignal): Promise<boolean> {
  if (createHash('sha256').update(content).digest('hex') !== sha256) return false;
  const incoming = blobs.begin(content.length);
  incoming.write(content);
  await incoming.keep(signal);
  return true;
}

async function* once(content: Buffer): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(content);
}
