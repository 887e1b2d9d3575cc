import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { localDateAt } from '#shared/calendar/local-date';
import { type Backup, BackupReason } from '#shared/contract/recovery';
import { BlobsKept, keepBlobs } from './blob-backup';
import { checksumOf, copyFile } from './checksum';
import { type Disk, readAll, writeNew } from './disk';
import { StoreError } from './fault';
import { decodeLine, encodeLine } from './line';
import { Manifest } from './manifest';
import { SETTINGS_FILE } from './settings';
import type { StoreFiles } from './store';
import { mapInTurns } from '../turns';

/**
 * Backups lie in `backups/` of the data folder: `files/` holds each immutable file once, however many backups need it, and one list per
 * backup names what belongs to it. Ledger files are copied, so that rot in one copy spares the other; segments, which can be
 * made anew, are linked. Attachments are copied once for all backups to `attachments/`.
 */
export const BACKUPS = 'backups';
const POOL = 'files';

const Kept = z.object({ name: z.string(), from: z.string(), bytes: z.number(), crc: z.number() });
export type Kept = z.infer<typeof Kept>;

export const BackupList = z.object({
  id: z.string(),
  at: z.number(),
  reason: BackupReason,
  manifest: Manifest,
  /** What was being written then, up to its last line; absent when nothing was. */
  tail: Kept,
  sealed: z.array(Kept),
  segments: z.array(Kept),
  settings: Kept.optional(),
  /** Attachments: absent in backups made before there were any. */
  attachments: BlobsKept.extend({ list: Kept }).optional(),
});
export type BackupList = z.infer<typeof BackupList>;

export interface BackupPlace {
  readonly disk: Disk;
  readonly folder: string;
}

/** How a backup names its list of attachments in the pool. */
const attachmentsName = (id: string): string => `${id}.attachments`;

export const poolPath = (place: BackupPlace, name: string): string => join(place.folder, BACKUPS, POOL, name);
const listPath = (place: BackupPlace, id: string): string => join(place.folder, BACKUPS, `${id}.json`);

/** Copies what is new since the last backup, reads every copy again, and only then writes the list that makes it a backup. */
export async function makeBackup(
  place: BackupPlace,
  files: StoreFiles,
  reason: BackupReason,
  now: number,
  signal?: AbortSignal,
): Promise<Backup> {
  const { disk, folder } = place;
  disk.makeFolder(join(folder, BACKUPS, POOL));
  const id = newId(place, now, reason);
  const { manifest } = files;
  const sealed: Kept[] = [];
  for (const { name, bytes, crc } of manifest.ledger)
    sealed.push(await keep(place, { name, from: name, bytes, crc }, 'copy', signal));
  const segments: Kept[] = [];
  for (const { name, bytes, crc, live } of manifest.segments) {
    segments.push(await keep(place, { name, from: name, bytes, crc }, 'link', signal));
    if (live !== undefined) segments.push(await keepWhole(place, live.name, live.name, signal));
  }
  const tail = await keepCopy(place, files.tail.name, `${id}.tail`, files.tail.bytes, signal);
  const hasSettings = disk.stat(join(folder, SETTINGS_FILE)) !== undefined;
  const settings = hasSettings ? await keepWhole(place, SETTINGS_FILE, `${id}.settings`, signal) : undefined;
  const attachments = await keepAttachments(place, attachmentsName(id), signal);
  disk.syncFolder(join(folder, BACKUPS, POOL));
  const list: BackupList = {
    id,
    at: now,
    reason,
    manifest,
    tail,
    sealed,
    segments,
    ...(settings === undefined ? {} : { settings }),
    attachments,
  };
  writeNew(disk, listPath(place, id), encodeLine(JSON.stringify(list)));
  disk.syncFolder(join(folder, BACKUPS));
  if (readList(place, id) === undefined) throw new StoreError('ioError', '备份写入后未能核对，请检查磁盘。');
  await nextTurn();
  return summaryOf(list, sizesIn(place));
}

/** Newest first. Lists that cannot be read are left out. */
export async function listBackups(place: BackupPlace): Promise<Backup[]> {
  const sizeOf = sizesIn(place);
  return mapInTurns(await listsOf(place), (list) => summaryOf(list, sizeOf));
}

export function readList(place: BackupPlace, id: string): BackupList | undefined {
  const bytes = readAll(place.disk, listPath(place, id));
  const line = bytes === undefined ? undefined : decodeLine(bytes);
  return BackupList.safeParse(line?.json).data;
}

/** Every file of a backup that is not there as it was written. */
export async function damageOf(place: BackupPlace, list: BackupList, signal?: AbortSignal): Promise<string[]> {
  const bad: string[] = [];
  for (const kept of filesOf(list)) {
    const found = await checksumOf(place.disk, poolPath(place, kept.name), signal);
    if (found?.bytes !== kept.bytes || found.crc !== kept.crc) bad.push(kept.name);
  }
  return bad;
}

/** Keeps the last five of today, one a day for two weeks, one a month for a year; drops the rest and files none needs. */
export async function pruneBackups(place: BackupPlace, now: number): Promise<void> {
  const { disk, folder } = place;
  const lists = await listsOf(place);
  const worth = new Set(worthKeeping(lists, now));
  const [kept, rest] = [lists.filter(({ id }) => worth.has(id)), lists.filter(({ id }) => !worth.has(id))];
  for (const { id } of rest) disk.remove(listPath(place, id));
  const needed = new Set(kept.flatMap((list) => filesOf(list).map((f) => f.name)));
  const pool = join(folder, BACKUPS, POOL);
  await mapInTurns(listFolder(disk, pool), (name) => needed.has(name) || disk.remove(join(pool, name)));
}

/** Ids of the backups to keep, given all of them newest first. */
export function worthKeeping(backups: readonly { readonly id: string; readonly at: number }[], now: number): string[] {
  const today = localDateAt(now);
  const ofToday = backups.filter((b) => localDateAt(b.at) === today).slice(0, 5);
  const newestOf = (period: (at: number) => string, count: number) => {
    const newest = new Map<string, string>();
    for (const b of backups) if (!newest.has(period(b.at))) newest.set(period(b.at), b.id);
    return [...newest.values()].slice(0, count);
  };
  const days = newestOf((at) => localDateAt(at), 14);
  const months = newestOf((at) => localDateAt(at).slice(0, 7), 12);
  return [...new Set([...ofToday.map((b) => b.id), ...days, ...months])];
}

/** In turns: each names every file of the desk. */
async function listsOf(place: BackupPlace): Promise<BackupList[]> {
  const names = listFolder(place.disk, join(place.folder, BACKUPS)).filter((name) => name.endsWith('.json'));
  const lists = await mapInTurns(names, (name) => readList(place, name.slice(0, -5)));
  return lists.flatMap((list) => list ?? []).sort((a, b) => b.at - a.at);
}

const listFolder = (disk: Disk, path: string): string[] => (disk.stat(path) === undefined ? [] : disk.list(path));

export const filesOf = (list: BackupList): Kept[] => [
  ...list.sealed,
  ...list.segments,
  list.tail,
  ...(list.settings === undefined ? [] : [list.settings]),
  ...(list.attachments === undefined ? [] : [list.attachments.list]),
];

/** Most files belong to many backups and are looked at once. */
function sizesIn(place: BackupPlace): (name: string) => number | undefined {
  const known = new Map<string, number | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, place.disk.stat(poolPath(place, name))?.size);
    return known.get(name);
  };
}

function summaryOf(list: BackupList, sizeOf: (name: string) => number | undefined): Backup {
  const files = filesOf(list);
  return {
    id: list.id,
    at: list.at,
    reason: list.reason,
    bytes: files.reduce((sum, f) => sum + f.bytes, list.attachments?.bytes ?? 0),
    complete: files.every((f) => sizeOf(f.name) === f.bytes),
  };
}

/** `20261123-104207-manual`, with a number behind it should there be one of that second. */
function newId(place: BackupPlace, now: number, reason: BackupReason): string {
  const time = new Date(now + 8 * 3_600_000).toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-');
  for (let i = 0; ; i++) {
    const id = `${time}-${reason}${i === 0 ? '' : `-${i}`}`;
    const taken = [listPath(place, id), poolPath(place, `${id}.tail`)].some((p) => place.disk.stat(p) !== undefined);
    if (!taken) return id;
  }
}

/** Brings an immutable file into the pool unless it is there, and checks it against what the manifest says of it. */
async function keep(place: BackupPlace, kept: Kept, how: 'copy' | 'link', signal?: AbortSignal): Promise<Kept> {
  const { disk, folder } = place;
  const path = poolPath(place, kept.name);
  if (disk.stat(path)?.size === kept.bytes) return kept;
  disk.remove(path);
  if (how === 'link') disk.link(join(folder, kept.from), path);
  else await copyFile(disk, join(folder, kept.from), path, kept.bytes, signal);
  await check(place, kept, signal);
  return kept;
}

async function keepAttachments(place: BackupPlace, name: string, signal?: AbortSignal) {
  const { kept, list } = await keepBlobs(place, poolPath(place, name), signal);
  const named = { name, from: name, ...list };
  await check(place, named, signal);
  return { ...kept, list: named };
}

async function keepWhole(place: BackupPlace, from: string, name: string, signal?: AbortSignal): Promise<Kept> {
  return keepCopy(place, from, name, place.disk.stat(join(place.folder, from))?.size ?? 0, signal);
}

async function keepCopy(
  place: BackupPlace,
  from: string,
  name: string,
  length: number,
  signal?: AbortSignal,
): Promise<Kept> {
  const path = poolPath(place, name);
  place.disk.remove(path);
  const kept = { name, from, ...(await copyFile(place.disk, join(place.folder, from), path, length, signal)) };
  if (kept.bytes !== length) throw new StoreError('damaged');
  await check(place, kept, signal);
  return kept;
}

async function check(place: BackupPlace, kept: Kept, signal?: AbortSignal): Promise<void> {
  const found = await checksumOf(place.disk, poolPath(place, kept.name), signal);
  if (found?.bytes === kept.bytes && found.crc === kept.crc) return;
  place.disk.remove(poolPath(place, kept.name));
  throw new StoreError(
    'damaged',
    `备份时发现文件“${kept.from}”与原来写入的不一致，这份备份没有做成。请到“备份与恢复”中处理。`,
  );
}
