import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../../store/disk';

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
/** A head is small; whatever is larger is none. */
const SMALL = 4 * 1024 * 1024;
const HELD = new Set(['EPERM', 'EBUSY', 'EACCES']);
const TRIES = 5;

/**
 * The exchange folder, a step at a time and never on the thread that commits. Every failure is a `ShareError`, except that of what this
 * desk reads or writes on its own disk.
 */
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
    await rm(to, { force: true });
    return this.ask(async () => {
      await copyFile(this.at(path), to, constants.COPYFILE_EXCL);
      return true;
    }, signal).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    });
  }

  /** Puts content under a name: temporary name, synced, renamed. What is half done keeps the temporary name. */
  async put(folder: string, name: string, from: string | Uint8Array, signal: AbortSignal): Promise<void> {
    const temporary = this.at([folder, `~${name}.tmp`]);
    await this.ask(async () => {
      await mkdir(this.at([folder]), { recursive: true });
      if (typeof from === 'string') {
        await rm(temporary, { force: true });
        await copyFile(from, temporary);
      }
      const file = await open(temporary, typeof from === 'string' ? 'r+' : 'w');
      try {
        if (typeof from !== 'string') await file.writeFile(from);
        await file.sync();
      } finally {
        await file.close();
      }
      await renamed(temporary, this.at([folder, name]));
      await synced(this.at([folder]));
    }, signal);
  }

  async remove(...path: string[]): Promise<void> {
    await this.ask(() => rm(this.at(path), { force: true, recursive: true }));
  }

  private at(path: readonly string[]): string {
    return join(this.root, ...path);
  }

  private async ask<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
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
        pause(this.patience, undefined, {
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
