import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';
import { type Disk, errorCode } from '../store/disk';
import { StoreError } from '../store/fault';

const PART = 1024 * 1024;

/** A stretch of a file in pieces; it ends early where the file does. */
export async function* readParts(
  disk: Disk,
  path: string,
  from: number,
  length: number,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  const file = disk.open(path, 'read');
  try {
    for (let at = 0; at < length; ) {
      signal?.throwIfAborted();
      const part = disk.read(file, from + at, Math.min(PART, length - at));
      if (part.length === 0) return;
      yield part;
      at += part.length;
      await nextTurn();
    }
  } finally {
    disk.close(file);
  }
}

export interface Whole {
  readonly sha256: string;
  readonly bytes: number;
}

export async function hashFile(
  disk: Disk,
  path: string,
  signal?: AbortSignal,
  from = 0,
  length = Number.MAX_SAFE_INTEGER,
): Promise<Whole> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of readParts(disk, path, from, length, signal)) {
    hash.update(part);
    bytes += part.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const WORDS: { readonly [code: string]: string } = {
  ENOSPC: '空间不足，请清理后重试，或换一个 U 盘',
  EDQUOT: '空间不足，请清理后重试',
  EFBIG: '文件过大，这个盘的格式放不下',
  EACCES: '没有写入权限',
  EPERM: '没有写入权限，或文件正被其他程序占用',
  EROFS: '这个盘是只读的，请检查写保护开关',
  ENOENT: '位置不存在，U 盘可能已被拔出',
  ENODEV: 'U 盘可能已被拔出',
  ENXIO: 'U 盘可能已被拔出',
  EISDIR: '所选的是文件夹，请选择文件',
  ENOTDIR: '位置不存在，请重新选择',
  EIO: '读写出错，U 盘可能已被拔出或损坏',
  EBUSY: '文件正被其他程序占用，请关闭后重试',
};

/** A failed file operation in words; anything else is not ours to explain. */
export function asRefusal(error: unknown, what: string): Result<never, Refusal> {
  if (error instanceof StoreError) return { ok: false, error: error.refusal };
  const words = WORDS[errorCode(error)];
  if (words === undefined) throw error;
  return refuse(`exchange.${errorCode(error)}`, `${what}：${words}。`);
}
