import { dirname } from 'node:path';
import type { Disk, FileId } from '../../../electron/store/disk';

/** What happened to the disk, in order; a file is meant by its number, as its names may change. */
export type DiskOp =
  | { readonly kind: 'name'; readonly path: string; readonly inode: number | undefined }
  | { readonly kind: 'write'; readonly inode: number; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly inode: number; readonly length: number }
  | { readonly kind: 'sync'; readonly inode: number }
  | { readonly kind: 'syncFolder'; readonly path: string }
  /** Not of the disk: a Txn got its id, a Txn was acknowledged. */
  | { readonly kind: 'minted' | 'acked'; readonly txn: string };

export interface MemoryDisk extends Disk {
  readonly log: DiskOp[];
  /** The files as a running program sees them. */
  readonly files: ReadonlyMap<string, Buffer>;
  flip(path: string, bit: number): void;
}

/** A disk in memory that writes down everything that is done to it. */
export function memoryDisk(initial: ReadonlyMap<string, Buffer> = new Map()): MemoryDisk {
  const log: DiskOp[] = [];
  const contents: Buffer[] = [];
  const names = new Map<string, number>();
  const handles = new Map<FileId, number>();
  let nextHandle = 1;
  for (const [path, bytes] of initial) names.set(path, contents.push(Buffer.from(bytes)) - 1);

  const fail = (code: string): never => {
    throw Object.assign(new Error(code), { code });
  };
  const inodeOf = (file: FileId): number => handles.get(file) ?? fail('EBADF');
  const contentOf = (inode: number): Buffer => contents[inode] ?? fail('EBADF');
  const name = (path: string, inode: number | undefined) => {
    if (inode === undefined) names.delete(path);
    else names.set(path, inode);
    log.push({ kind: 'name', path, inode });
  };
  const sync = (file: FileId) => void log.push({ kind: 'sync', inode: inodeOf(file) });

  return {
    log,
    get files() {
      return new Map([...names].map(([path, inode]) => [path, contentOf(inode)]));
    },
    flip: (path, bit) => {
      const content = contentOf(names.get(path) ?? fail('ENOENT'));
      content[bit >> 3] = (content[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    },
    open: (path, mode) => {
      const found = names.get(path);
      if (mode === 'create') {
        if (found !== undefined) fail('EEXIST');
        name(path, contents.push(Buffer.alloc(0)) - 1);
      }
      handles.set(nextHandle, names.get(path) ?? fail('ENOENT'));
      return nextHandle++;
    },
    close: (file) => void handles.delete(file),
    read: (file, at, length) => Buffer.from(contentOf(inodeOf(file)).subarray(at, at + length)),
    write: (file, bytes, at) => {
      const inode = inodeOf(file);
      contents[inode] = written(contentOf(inode), at, bytes);
      log.push({ kind: 'write', inode, at, bytes: Buffer.from(bytes) });
    },
    truncate: (file, length) => {
      const inode = inodeOf(file);
      contents[inode] = resized(contentOf(inode), length);
      log.push({ kind: 'truncate', inode, length });
    },
    size: (file) => contentOf(inodeOf(file)).length,
    sync,
    settle: (file) => Promise.resolve(sync(file)),
    syncFolder: (path) => void log.push({ kind: 'syncFolder', path }),
    list: (path) => [...names.keys()].filter((p) => dirname(p) === path).map((p) => p.slice(path.length + 1)),
    stat: (path) => {
      const inode = names.get(path);
      return inode === undefined ? undefined : { size: contentOf(inode).length };
    },
    makeFolder: () => undefined,
    remove: (path) => {
      if (names.has(path)) name(path, undefined);
    },
    link: (from, to) => name(to, names.get(from) ?? fail('ENOENT')),
    rename: (from, to) => {
      const inode = names.get(from) ?? fail('ENOENT');
      name(to, inode);
      name(from, undefined);
    },
    free: () => Number.MAX_SAFE_INTEGER,
  };
}

export function written(content: Buffer, at: number, bytes: Uint8Array): Buffer {
  const next = content.length >= at + bytes.length ? content : resized(content, at + bytes.length);
  next.set(bytes, at);
  return next;
}

export function resized(content: Buffer, length: number): Buffer {
  const next = Buffer.alloc(length);
  content.copy(next, 0, 0, length);
  return next;
}
