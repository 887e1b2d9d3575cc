import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ScannedFile } from '#shared/contract/attachments';
import { attachmentsOf } from '#shared/domain/attachments/decide';
import { ATTACHMENT_LIMITS, extensionOf, FILE_TYPES } from '#shared/domain/attachments/types';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { ServiceDeps } from '../deps';

/** So many of the newest are shown. */
const SHOWN = 200;
const PROBLEM = '扫描文件夹现在打不开，可能已被移走，或共享的电脑没有开机。请检查后再试，或重新选择文件夹。';

/** What a scanner makes: pictures and PDF, by extension; the content is looked at when a file is added. */
const typeOfScan = (name: string): string | undefined =>
  Object.entries(FILE_TYPES).find(
    ([, { extensions, family }]) =>
      (family === 'image' || family === 'pdf') && (extensions as readonly string[]).includes(extensionOf(name)),
  )?.[0];

/** Pictures and PDF files of the scanner's folder itself, newest first. */
export async function scannedFiles({ settings, store }: ServiceDeps, on: RecordId) {
  const folder = settings.scanFolder();
  if (folder === undefined) return ok({ folder: null, files: [] });
  const record = store.get(on);
  const there = record === undefined ? [] : attachmentsOf(record);
  try {
    const files: ScannedFile[] = [];
    for (const name of await readdir(folder)) {
      const type = typeOfScan(name);
      const found = type === undefined ? undefined : await lstat(join(folder, name)).catch(() => undefined);
      if (type === undefined || found?.isFile() !== true || found.size === 0) continue;
      const added = there.some((file) => file.name === name && file.bytes === found.size);
      files.push({ name, bytes: found.size, at: found.mtimeMs, type, added });
    }
    files.sort((a, b) => b.at - a.at || (a.name < b.name ? 1 : -1));
    return ok({ folder, files: files.slice(0, SHOWN) });
  } catch {
    return ok({ folder, problem: PROBLEM, files: [] });
  }
}

/** Paths of files named by their plain names; a name that leads out of the folder is none of its files. */
export function scannedPaths({ settings }: ServiceDeps, names: readonly string[]): Result<string[], Refusal> {
  const folder = settings.scanFolder();
  if (folder === undefined) return refuse('attachment.noScanFolder', '请先选择扫描文件夹。');
  const strange = names.find((name) => basename(name) !== name || /[\\/\0]|^\.+$/.test(name));
  if (strange !== undefined) return refuse('attachment.noScan', '扫描文件夹中没有这个文件，请重新选择。');
  return ok([...new Set(names)].slice(0, ATTACHMENT_LIMITS.files).map((name) => join(folder, name)));
}

/** Remembers the folder the person picked; null forgets it. */
export async function setScanFolder({ settings }: ServiceDeps, path: string | undefined) {
  if (path !== undefined) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory() !== true) return refuse('attachment.notFolder', '所选的不是文件夹，请重新选择。');
  }
  await settings.setScanFolder(path);
  return ok({ folder: path ?? null });
}
