import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { PACKAGE_LIMITS } from '#shared/domain/exchange/package';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Random } from '#shared/kernel/ports';
import { type Disk, renameOver } from '../store/disk';
import { asRefusal, hashFile, readParts, type Whole } from './files';
import { INBOX, type Watch } from './office';

export interface Delivered {
  /** The files to hand over: one, or the parts of a package that the file system could not hold in one. */
  readonly files: readonly string[];
  readonly bytes: number;
}

/**
 * Writes a package to a stick or a share: enough space first, temporary names, synced, renamed, then read back and compared. What was
 * begun and not finished is taken away again.
 */
export async function deliver(
  disk: Disk,
  path: string,
  folder: string,
  watch: Watch = {},
  partBytes: number = PACKAGE_LIMITS.partBytes,
): Promise<Result<Delivered, Refusal>> {
  const begun: string[] = [];
  try {
    const size = disk.stat(path)?.size ?? 0;
    if (disk.free(folder) < size + partBytesSlack(size)) return refuse('exchange.noSpace', NO_SPACE);
    const parts = Math.max(1, Math.ceil(size / partBytes));
    const names = Array.from({ length: parts }, (_, i) => partName(basename(path), i, parts));
    const hashes: string[] = [];
    for (const [i, name] of names.entries()) {
      const temporary = join(folder, `~${name}.tmp`);
      begun.push(temporary);
      disk.remove(temporary);
      const from = i * partBytes;
      hashes.push(await copyPart(disk, path, temporary, from, Math.min(partBytes, size - from), size, watch));
    }
    for (const name of names) {
      await renameOver(disk, join(folder, `~${name}.tmp`), join(folder, name));
      begun.push(join(folder, name));
    }
    disk.syncFolder(folder);
    for (const [i, name] of names.entries()) {
      watch.progress?.(i, names.length, '正在回读核对');
      const again = await hashFile(disk, join(folder, name), watch.signal);
      if (again.sha256 !== hashes[i]) throw Object.assign(new Error('read back differs'), { code: 'EIO' });
    }
    return ok({ files: names, bytes: size });
  } catch (error) {
    for (const file of begun) takeAway(disk, file);
    return asRefusal(error, '没有写到 U 盘或共享文件夹');
  }
}

const NO_SPACE = '目标位置空间不足，没有写入。请清理后重试，或换一个 U 盘。';
const partBytesSlack = (size: number): number => 64 * 1024 + Math.ceil(size / 1000);
const partName = (name: string, i: number, parts: number): string =>
  parts === 1 ? name : `${name}.${String(i + 1).padStart(3, '0')}`;

async function copyPart(
  disk: Disk,
  from: string,
  to: string,
  at: number,
  length: number,
  total: number,
  { signal, progress }: Watch,
): Promise<string> {
  const file = disk.open(to, 'create');
  const hash = createHash('sha256');
  let done = 0;
  try {
    for await (const part of readParts(disk, from, at, length, signal)) {
      disk.write(file, part, done);
      hash.update(part);
      done += part.length;
      progress?.(at + done, total, '正在写入');
    }
    await disk.settle(file);
  } finally {
    disk.close(file);
  }
  return hash.digest('hex');
}

function takeAway(disk: Disk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // The stick is gone, and the half file with it.
  }
}

/**
 * Copies a package, or all its parts given the first, into the inbox of the data folder: from here on a pulled stick does no harm. The
 * copy lies under the hash of what was read.
 */
export async function bringIn(
  desk: { readonly disk: Disk; readonly folder: string; readonly random: Random },
  path: string,
  watch: Watch = {},
): Promise<Result<Whole & { readonly path: string }, Refusal>> {
  const { disk, folder, random } = desk;
  const inbox = join(folder, INBOX);
  const temporary = join(inbox, `${random.hex(12)}.part`);
  try {
    const sources = partsFrom(disk, path);
    const total = sources.reduce((sum, source) => sum + (disk.stat(source)?.size ?? 0), 0);
    if (sources.length === 0) return refuse('exchange.noFile', '没有找到这个文件，U 盘可能已被拔出。');
    disk.makeFolder(inbox);
    if (disk.free(inbox) < total + SPARE)
      return refuse('exchange.noSpaceHere', '本机磁盘空间不足，不能导入。请清理后重试。');
    const whole = await joinTo(disk, sources, temporary, total, watch);
    const kept = join(inbox, `${whole.sha256}.jrd`);
    await renameOver(disk, temporary, kept);
    disk.syncFolder(inbox);
    return ok({ ...whole, path: kept });
  } catch (error) {
    takeAway(disk, temporary);
    return asRefusal(error, '数据包没有读入');
  }
}

const SPARE = 64 * 1024 * 1024;

/** `….jrd`, or `….jrd.001` and those that follow it. */
function partsFrom(disk: Disk, path: string): string[] {
  const stem = /^(.+\.jrd)\.001$/i.exec(path)?.[1];
  if (stem === undefined) return disk.stat(path) === undefined ? [] : [path];
  const parts: string[] = [];
  for (let i = 1; i <= PACKAGE_LIMITS.parts; i++) {
    const part = `${stem}.${String(i).padStart(3, '0')}`;
    if (disk.stat(part) === undefined) break;
    parts.push(part);
  }
  return parts;
}

async function joinTo(
  disk: Disk,
  sources: readonly string[],
  to: string,
  total: number,
  { signal, progress }: Watch,
): Promise<Whole> {
  const file = disk.open(to, 'create');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for (const source of sources) {
      for await (const part of readParts(disk, source, 0, disk.stat(source)?.size ?? 0, signal)) {
        disk.write(file, part, bytes);
        hash.update(part);
        bytes += part.length;
        progress?.(bytes, total, '正在复制到本机');
      }
    }
    await disk.settle(file);
  } finally {
    disk.close(file);
  }
  return { sha256: hash.digest('hex'), bytes };
}
