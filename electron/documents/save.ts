import { randomBytes } from 'node:crypto';
import { type FileHandle as NodeFile, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Refusal } from '#shared/kernel/refusal';
import { refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';

/** Thrown by long work whose cancel button was pressed; the router answers with its refusal. */
export class JobCancelled extends Error {
  readonly refusal: Refusal = { code: 'job.cancelled', message: '已取消，没有写出文件。' };
}

const RETRY_MS = [20, 60, 180, 500];
const isHeld = (code: string | undefined): boolean => code === 'EPERM' || code === 'EBUSY' || code === 'EACCES';

/**
 * Writes a file that is either the old one or the whole new one: temporary name → write → fsync → rename.
 * A file held by another program (Excel, a virus scanner) is retried for under a second, then refused in words.
 */
export async function replaceFile(
  path: string,
  write: (temporary: string) => Promise<void>,
): Promise<Result<{ bytes: number }, Refusal>> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString('hex')}.tmp`);
  try {
    await write(temporary);
    const bytes = await synced(temporary);
    await renameHeld(temporary, path);
    return ok({ bytes });
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const refusal = refusalOf(error, basename(path));
    if (refusal === undefined) throw error;
    return { ok: false, error: refusal };
  }
}

export const saveFile = (path: string, bytes: Uint8Array | string): Promise<Result<{ bytes: number }, Refusal>> =>
  replaceFile(path, async (temporary) => {
    const file = await open(temporary, 'wx');
    await file.writeFile(bytes).finally(() => file.close());
  });

async function synced(path: string): Promise<number> {
  const file: NodeFile = await open(path, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

async function renameHeld(from: string, to: string): Promise<void> {
  for (const wait of RETRY_MS) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld((error as NodeJS.ErrnoException).code)) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  await rename(from, to);
}

/** Why a file called `name` could not be written, in words; undefined for an error that is not of the file system. */
export function refusalOf(error: unknown, name: string): Refusal | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const code = String(error.code);
  const sentence = SENTENCES[code] ?? `{}没有写出（${code}）。请换一个位置或文件名保存。`;
  return refuse(`file.${code}`, sentence.replace('{}', `“${name}”`)).error;
}

const NO_SPACE = '磁盘空间不足，{}没有写出。请清理磁盘或换一个位置保存。';
const NO_FOLDER = '要保存到的文件夹不存在（U盘可能已拔出），{}没有写出。';
const SENTENCES: { readonly [code: string]: string } = {
  EACCES: '没有写入{}的权限，请换一个文件夹保存。',
  EPERM: '{}正被其他程序使用或不允许写入，请关闭后重试，或另存为其他文件名。',
  EBUSY: '{}正被其他程序使用，请关闭后重试，或另存为其他文件名。',
  ENOSPC: NO_SPACE,
  EDQUOT: NO_SPACE,
  EFBIG: NO_SPACE,
  EROFS: '该位置是只读的，{}没有写出。请换一个文件夹保存。',
  ENOENT: NO_FOLDER,
  ENOTDIR: NO_FOLDER,
  EISDIR: '{}是一个文件夹，请换一个文件名保存。',
  ENAMETOOLONG: '文件名或路径太长，{}没有写出。请换一个短一些的名称。',
  EIO: '写入{}时磁盘出错，请换一个位置保存。',
};
