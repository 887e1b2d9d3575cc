import * as fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A file opened through a `Disk`. */
export type FileId = number;

/**
 * The file operations the store is built from, and all of them: tests put a recorder in this place and replay
 * what a power cut could have left. Everything but `settle` blocks: the store has a process of its own, and a blocking
 * fdatasync is nearly twice as cheap as one through the thread pool.
 */
export interface Disk {
  /** `create` fails when the file is there already. */
  open(path: string, mode: 'read' | 'write' | 'create'): FileId;
  close(file: FileId): void;
  /** Reads up to `length` bytes; fewer only at the end of the file. They may lie in `room`, which is as long at least. */
  read(file: FileId, position: number, length: number, room?: Buffer): Buffer;
  write(file: FileId, bytes: Uint8Array, position: number): void;
  truncate(file: FileId, length: number): void;
  size(file: FileId): number;
  /** What was written to the file survives a power cut, and so does its size. */
  sync(file: FileId): void;
  /** The same off the event loop, for background work. */
  settle(file: FileId): Promise<void>;
  /** Names created, renamed and removed in the folder survive a power cut. Nothing to do where folders cannot be synced. */
  syncFolder(path: string): void;
  list(path: string): string[];
  /** Undefined when there is no such file. */
  stat(path: string): { readonly size: number } | undefined;
  makeFolder(path: string): void;
  remove(path: string): void;
  /** One file under two names, where the file system can; a copy else. */
  link(from: string, to: string): void;
  rename(from: string, to: string): void;
  /** Bytes that can still be written where the folder lies. */
  free(path: string): number;
}

const MODES = { read: 'r', write: 'r+', create: 'wx+' } as const;

export const nodeDisk: Disk = {
  open: (path, mode) => fs.openSync(path, MODES[mode]),
  close: (file) => fs.closeSync(file),
  read: readFully,
  write: writeFully,
  truncate: (file, length) => fs.ftruncateSync(file, length),
  size: (file) => fs.fstatSync(file).size,
  sync: (file) => fs.fdatasyncSync(file),
  settle: (file) =>
    new Promise((resolve, reject) => fs.fsync(file, (error) => (error === null ? resolve() : reject(error)))),
  syncFolder: (path) => {
    if (process.platform === 'win32') return;
    const folder = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  },
  list: (path) => fs.readdirSync(path),
  stat: (path) => {
    const found = fs.statSync(path, { throwIfNoEntry: false });
    return found === undefined ? undefined : { size: found.size };
  },
  makeFolder: (path) => void fs.mkdirSync(path, { recursive: true }),
  remove: (path) => fs.rmSync(path, { force: true }),
  link: (from, to) => {
    try {
      fs.linkSync(from, to);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') throw error;
      fs.copyFileSync(from, to, fs.constants.COPYFILE_EXCL);
    }
  },
  rename: (from, to) => fs.renameSync(from, to),
  free: (path) => {
    const { bavail, bsize } = fs.statfsSync(path);
    return bavail * bsize;
  },
};

const HELD = new Set(['EPERM', 'EBUSY', 'EACCES']);
const WAITS = [10, 20, 50, 100, 200, 400, 800];

/** Renames over whatever is there. On Windows a virus scanner or an indexer may hold either file for a moment. */
export async function renameOver(disk: Disk, from: string, to: string): Promise<void> {
  for (const wait of WAITS) {
    try {
      return disk.rename(from, to);
    } catch (error) {
      if (!HELD.has(errorCode(error))) throw error;
      await pause(wait);
    }
  }
  disk.rename(from, to);
}

/** `ENOSPC`, `EACCES`, … of a failed file operation. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function readFully(file: FileId, position: number, length: number, room?: Buffer): Buffer {
  const bytes = room ?? Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const n = fs.readSync(file, bytes, done, length - done, position + done);
    if (n === 0) break;
    done += n;
  }
  return bytes.subarray(0, done);
}

function writeFully(file: FileId, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(file, bytes, done, bytes.length - done, position + done);
}

/** A whole file, or all of it from a place on; undefined when it is not there. */
export function readAll(disk: Disk, path: string, from = 0): Buffer | undefined {
  if (disk.stat(path) === undefined) return undefined;
  const file = disk.open(path, 'read');
  try {
    return disk.read(file, from, Math.max(0, disk.size(file) - from));
  } finally {
    disk.close(file);
  }
}

/** A new file with this content, durable once the folder is synced too. */
export function writeNew(disk: Disk, path: string, bytes: Uint8Array): void {
  const file = disk.open(path, 'create');
  try {
    disk.write(file, bytes, 0);
    disk.sync(file);
  } finally {
    disk.close(file);
  }
}

/** The same for background work, which waits off the event loop. */
export async function settleNew(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = disk.open(path, 'create');
  try {
    disk.write(file, bytes, 0);
    await disk.settle(file);
  } finally {
    disk.close(file);
  }
}
