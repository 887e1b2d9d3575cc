import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Random } from '#shared/kernel/ports';
import { type Disk, errorCode, type FileId, renameOver } from './disk';
import { StoreError } from './fault';

/** Contents lie in `files/<first two digits>/<sha256>`; what is still coming in lies in `files/incoming`. */
export const BLOBS = 'files';
/** Copies made by backups, in the same order. */
export const SPARES = join('backups', 'attachments');
const INCOMING = 'incoming';
const CHUNK = 1024 * 1024;
/** Left for the ledger, which must never find the disk full because of a picture. */
const RESERVE = 64 * 1024 * 1024;

export interface BlobFacts {
  readonly sha256: string;
  readonly bytes: number;
}

/** Content on its way in. Nothing of it can be read by its hash before `keep` resolves. */
export interface Incoming {
  readonly bytes: number;
  /** Appends; when that fails, nothing of it is left. */
  write(part: Uint8Array): void;
  /** What was written so far, from a place on. */
  read(at: number, length: number): Buffer;
  /** Durable under its hash when it resolves. */
  keep(signal?: AbortSignal): Promise<BlobFacts>;
  discard(): void;
}

/** Files as they came, each under the hash of its content, never changed and never deleted. */
export interface Blobs {
  begin(expected: number): Incoming;
  has(sha256: string): boolean;
  /** The whole content, checked against its hash: what does not fit is told and never shown. */
  read(sha256: string, signal?: AbortSignal): Promise<Result<Buffer, Refusal>>;
}

export interface BlobPlace {
  readonly disk: Disk;
  readonly folder: string;
}

export const blobPath = (root: string, sha256: string): string => join(root, sha256.slice(0, 2), sha256);

/** The blobs of an open data folder; what an earlier run left half done is swept away. */
export function openBlobs({ disk, folder }: BlobPlace, random: Random): Blobs {
  const root = join(folder, BLOBS);
  const incoming = join(root, INCOMING);
  const safe = new Set<string>();
  sweep(disk, incoming);

  /** Folders made here or by a run that was killed count once they are synced. */
  const settleFolders = (home: string): void => {
    disk.syncFolder(home);
    if (safe.has(home)) return;
    disk.syncFolder(root);
    disk.syncFolder(folder);
    safe.add(home);
  };

  const keep = async (temporary: string, facts: BlobFacts, signal?: AbortSignal): Promise<void> => {
    const path = blobPath(root, facts.sha256);
    const home = join(root, facts.sha256.slice(0, 2));
    disk.makeFolder(home);
    if (await isSound(disk, path, facts, signal)) disk.remove(temporary);
    else await renameOver(disk, temporary, path);
    settleFolders(home);
  };

  return {
    begin: (expected) =>
      told(() => {
        disk.makeFolder(incoming);
        if (disk.free(incoming) < expected + RESERVE) throw new StoreError('diskFull', NO_SPACE);
        return new Writing(disk, join(incoming, `${random.hex(12)}.part`), keep);
      }),
    has: (sha256) => disk.stat(blobPath(root, sha256)) !== undefined,
    read: async (sha256, signal) => {
      const content = await contentOf(disk, blobPath(root, sha256), sha256, signal);
      if (Buffer.isBuffer(content)) return ok(content);
      const spare = await contentOf(disk, blobPath(join(folder, SPARES), sha256), sha256, signal);
      if (Buffer.isBuffer(spare)) return ok(spare);
      return content === 'missing'
        ? refuse('attachment.missing', '本机没有这个附件的内容，可能还没有从其他单位收到，或文件已被移走。')
        : refuse(
            'attachment.damaged',
            '这个附件的内容与存入时不一致，磁盘可能有损坏，为避免误用不予显示。请从备份恢复，或重新添加原件。',
          );
    },
  };
}

class Writing implements Incoming {
  private readonly hash = createHash('sha256');
  private file: FileId | undefined;
  private size = 0;
  constructor(
    private readonly disk: Disk,
    private readonly path: string,
    private readonly install: (temporary: string, facts: BlobFacts, signal?: AbortSignal) => Promise<void>,
  ) {
    this.file = disk.open(path, 'create');
  }

  get bytes(): number {
    return this.size;
  }

  write(part: Uint8Array): void {
    try {
      this.disk.write(this.open(), part, this.size);
    } catch (error) {
      this.discard();
      throw inWords(error);
    }
    this.hash.update(part);
    this.size += part.length;
  }

  read(at: number, length: number): Buffer {
    return told(() => this.disk.read(this.open(), at, length));
  }

  async keep(signal?: AbortSignal): Promise<BlobFacts> {
    try {
      await this.disk.settle(this.open());
      this.close();
      const facts = { sha256: this.hash.digest('hex'), bytes: this.size };
      await this.install(this.path, facts, signal);
      return facts;
    } catch (error) {
      this.discard();
      throw inWords(error);
    }
  }

  discard(): void {
    this.close();
    removeIfPossible(this.disk, this.path);
  }

  private open(): FileId {
    if (this.file === undefined) throw new Error('this content was kept or discarded');
    return this.file;
  }

  private close(): void {
    if (this.file !== undefined) this.disk.close(this.file);
    this.file = undefined;
  }
}

/** Every content in a folder of blobs, in no order; files with other names are left out. */
export function* blobsIn(disk: Disk, root: string): Generator<BlobFacts> {
  for (const digits of listed(disk, root).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const sha256 of listed(disk, join(root, digits))) {
      const found = /^[0-9a-f]{64}$/.test(sha256) ? disk.stat(join(root, digits, sha256)) : undefined;
      if (found !== undefined) yield { sha256, bytes: found.size };
    }
  }
}

export async function isSound(
  disk: Disk,
  path: string,
  { sha256, bytes }: BlobFacts,
  signal?: AbortSignal,
): Promise<boolean> {
  if (disk.stat(path)?.size !== bytes) return false;
  const hash = createHash('sha256');
  await eachPart(disk, path, (part) => void hash.update(part), signal);
  return hash.digest('hex') === sha256;
}

async function contentOf(
  disk: Disk,
  path: string,
  sha256: string,
  signal?: AbortSignal,
): Promise<Buffer | 'missing' | 'damaged'> {
  if (disk.stat(path) === undefined) return 'missing';
  const parts: Buffer[] = [];
  const hash = createHash('sha256');
  try {
    await eachPart(disk, path, (part) => parts.push(part) && hash.update(part), signal);
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return 'damaged';
  }
  return hash.digest('hex') === sha256 ? Buffer.concat(parts) : 'damaged';
}

async function eachPart(disk: Disk, path: string, use: (part: Buffer) => void, signal?: AbortSignal): Promise<void> {
  const file = disk.open(path, 'read');
  try {
    let at = 0;
    for (let part = disk.read(file, 0, CHUNK); part.length > 0; part = disk.read(file, at, CHUNK)) {
      use(part);
      at += part.length;
      await nextTurn();
      signal?.throwIfAborted();
    }
  } finally {
    disk.close(file);
  }
}

/** A copy with its hash checked on the way, durable under its name once that folder is synced; false when it is not sound. */
export async function copyBlob(
  disk: Disk,
  from: string,
  to: string,
  { sha256, bytes }: BlobFacts,
  signal?: AbortSignal,
): Promise<boolean> {
  const temporary = `${to}.part`;
  disk.remove(temporary);
  const target = disk.open(temporary, 'create');
  const hash = createHash('sha256');
  let at = 0;
  try {
    const write = (part: Buffer) => {
      disk.write(target, part, at);
      hash.update(part);
      at += part.length;
    };
    await eachPart(disk, from, write, signal);
    await disk.settle(target);
  } catch (error) {
    disk.close(target);
    removeIfPossible(disk, temporary);
    throw error;
  }
  disk.close(target);
  const sound = at === bytes && hash.digest('hex') === sha256;
  if (sound) await renameOver(disk, temporary, to);
  else disk.remove(temporary);
  return sound;
}

const listed = (disk: Disk, path: string): string[] => (disk.stat(path) === undefined ? [] : disk.list(path));

function sweep(disk: Disk, incoming: string): void {
  for (const name of listed(disk, incoming)) removeIfPossible(disk, join(incoming, name));
}

function removeIfPossible(disk: Disk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // Held, or the folder is read-only: nobody sees it where it is.
  }
}

const NO_SPACE = '磁盘剩余空间不足，附件没有保存。请清理磁盘后重新添加；已保存的内容不受影响。';
const SENTENCES = {
  diskFull: NO_SPACE,
  noPermission: '数据文件夹不允许写入，附件没有保存。请为当前用户开放写入权限后重新添加。',
  ioError: '磁盘读写出错，附件没有保存。请检查磁盘后重新添加；已保存的内容不受影响。',
} as const;
const FAULTS: { readonly [code: string]: keyof typeof SENTENCES } = {
  ENOSPC: 'diskFull',
  EDQUOT: 'diskFull',
  EFBIG: 'diskFull',
  EACCES: 'noPermission',
  EPERM: 'noPermission',
  EROFS: 'noPermission',
};

/** A failed write of an attachment says so in words and leaves the ledger as it is. */
function inWords(error: unknown): unknown {
  const code = errorCode(error);
  if (code === '' || error instanceof StoreError) return error;
  const fault = FAULTS[code] ?? 'ioError';
  return new StoreError(fault, SENTENCES[fault], undefined, { cause: error });
}

function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw inWords(error);
  }
}
