import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../store/disk';
import { temporaryName } from './names';

/** The folder on a share or a stick does not answer, or does not do what is asked. */
export class ShareError extends Error {
  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(`share: ${code}`, options);
    this.name = 'ShareError';
  }
}

/** A share that went away may let a call hang for minutes; it is given up for this round then, and nothing new is asked meanwhile. */
const PATIENCE = 20_000;
/** So many times as long may it take until all of a large file is on a slow stick. */
const SYNC_PATIENCE = 15;
const PIECE = 1024 * 1024;
/** A head is small; whatever is larger is none. */
const SMALL = 4 * 1024 * 1024;
const HELD = new Set(['EPERM', 'EBUSY', 'EACCES']);
const TRIES = 5;

/** The exchange folder, a step at a time and never on the thread that commits. Every failure is a `ShareError`. */
export class Share {
  private hanging: Promise<unknown> | undefined;
  constructor(
    readonly root: string,
    private readonly patience: number = PATIENCE,
  ) {}

  /** Names in a folder; none when it is not there. Throws when the whole folder is away. */
  async list(...path: string[]): Promise<string[]> {
    return this.ask(() => readdir(this.at(path))).catch((error: unknown) => {
      if (path.length > 0 && codeOf(error) === 'ENOENT') return [];
      throw error;
    });
  }

  async size(...path: string[]): Promise<number | undefined> {
    return this.ask(async () => (await stat(this.at(path))).size).catch(absent);
  }

  /** A small file; undefined when it is not there or not small. */
  async small(...path: string[]): Promise<Buffer | undefined> {
    const size = await this.size(...path);
    return size === undefined || size > SMALL ? undefined : this.ask(() => readFile(this.at(path))).catch(absent);
  }

  /** Copies a file to this desk; false when it is not there. */
  async fetch(to: string, signal: AbortSignal, ...path: string[]): Promise<boolean> {
    const from = await this.ask(() => open(this.at(path), 'r'), signal).catch(absent);
    if (from === undefined) return false;
    await this.using(from, signal, async () => {
      const copy = await open(to, 'w');
      try {
        await this.pour(from, copy, signal);
      } finally {
        await copy.close();
      }
    });
    return true;
  }

  /** Puts content under a name: temporary name, synced, renamed. What is half done keeps the temporary name. */
  async put(folder: string, name: string, content: string | Uint8Array, signal: AbortSignal): Promise<void> {
    const temporary = this.at([folder, temporaryName(name)]);
    if (folder !== '') await this.ask(() => made(this.at([folder])), signal);
    const file = await this.ask(() => open(temporary, 'w'), signal);
    await this.using(file, signal, async () => {
      if (typeof content === 'string') await this.copyInto(file, content, signal);
      else await this.ask(() => file.writeFile(content), signal);
      await this.ask(() => file.sync(), signal, SYNC_PATIENCE * this.patience);
    });
    await this.ask(() => renamed(temporary, this.at([folder, name])), signal);
    await this.ask(() => synced(this.at([folder])), signal);
  }

  /** Closes the file afterwards; where the share hangs, nobody waits for that. */
  private async using(file: FileHandle, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      file.close().catch(() => undefined);
      throw error;
    }
    await this.ask(() => file.close(), signal);
  }

  private async copyInto(to: FileHandle, path: string, signal: AbortSignal): Promise<void> {
    const from = await open(path, 'r');
    try {
      await this.pour(from, to, signal);
    } finally {
      await from.close();
    }
  }

  /** Piece by piece, so that a large file takes its time and a dead share is noticed all the same. */
  private async pour(from: FileHandle, to: FileHandle, signal: AbortSignal): Promise<void> {
    const piece = Buffer.alloc(PIECE);
    for (let at = 0; ; ) {
      const { bytesRead } = await this.ask(() => from.read(piece, 0, PIECE, at), signal);
      if (bytesRead === 0) return;
      await this.ask(() => to.write(piece, 0, bytesRead, at), signal);
      at += bytesRead;
    }
  }

  async remove(...path: string[]): Promise<void> {
    await this.ask(() => rm(this.at(path), { force: true, recursive: true }));
  }

  private at(path: readonly string[]): string {
    return join(this.root, ...path);
  }

  private async ask<T>(work: () => Promise<T>, signal?: AbortSignal, patience = this.patience): Promise<T> {
    signal?.throwIfAborted();
    if (this.hanging !== undefined) throw new ShareError('ETIMEDOUT');
    const asked = work();
    const done = asked.then(
      () => undefined,
      () => undefined,
    );
    const late = new AbortController();
    try {
      return await Promise.race([
        asked,
        pause(patience, undefined, {
          ref: false,
          signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]),
        }).then(() => {
          this.hanging = done.then(() => {
            this.hanging = undefined;
          });
          throw new ShareError('ETIMEDOUT');
        }),
      ]);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      throw error instanceof ShareError ? error : new ShareError(errorCode(error) || 'EIO', { cause: error });
    } finally {
      late.abort();
      asked.catch(() => undefined);
    }
  }
}

const codeOf = (error: unknown): string => (error instanceof ShareError ? error.code : '');

function absent(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

/** Only within the folder: where the share has gone, a mount point must not be filled in its place. */
async function made(path: string): Promise<void> {
  await mkdir(path).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error;
  });
}

/** Where another program holds the file for a moment, as scanners and file-sync tools do. */
async function renamed(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (attempt === TRIES || !HELD.has(errorCode(error))) throw error;
      await pause(50 * attempt);
    }
  }
}

/** Shares and Windows cannot sync a folder; the next round sees whether the name is there. */
async function synced(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
