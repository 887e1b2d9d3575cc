import { randomBytes } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import type { z } from 'zod';
import { type Disk, nodeDisk, readAll, renameOver, writeNew } from './disk';
import { asStoreError, StoreError } from './fault';
import { decodeLine, encodeLine } from './line';
import { quarantine } from './quarantine';

/**
 * A small collection in one line (see line.ts) that is always the old one or the new one, on disk when `write` resolves. A file that is not
 * as it was written is kept in `quarantine` and reported, never taken for an empty one.
 */
export class AtomicJson<T> implements Adapter<T> {
  private last: Promise<unknown> = Promise.resolve();
  constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly disk: Disk = nodeDisk,
  ) {}

  async read(): Promise<T | null> {
    try {
      const bytes = readAll(this.disk, this.path);
      if (bytes === undefined) return null;
      const parsed = this.schema.safeParse(parse(bytes));
      if (parsed.success) return parsed.data;
      quarantine(this.disk, dirname(this.path), basename(this.path), 0, bytes);
      throw new StoreError(
        'damaged',
        `文件“${basename(this.path)}”内容损坏，不能读取；原样已另存到 quarantine 文件夹。`,
      );
    } catch (error) {
      throw asStoreError(error);
    }
  }

  /** Writes follow one another in the order they were asked for. */
  write(data: T): Promise<void> {
    const bytes = encodeLine(JSON.stringify(data));
    const run = this.last.then(() => this.replace(bytes));
    this.last = run.catch(() => undefined);
    return run;
  }

  private async replace(bytes: Uint8Array): Promise<void> {
    const fresh = `${this.path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      writeNew(this.disk, fresh, bytes);
      await renameOver(this.disk, fresh, this.path);
      this.disk.syncFolder(dirname(this.path));
    } catch (error) {
      this.discard(fresh);
      throw asStoreError(error);
    }
  }

  private discard(fresh: string): void {
    try {
      this.disk.remove(fresh);
    } catch {
      // Held or on a failed disk: it is nobody's file.
    }
  }
}

/** Files of the first builds are JSON without a checksum. */
function parse(bytes: Buffer): unknown {
  if (bytes[0] !== BRACE) return decodeLine(bytes)?.json;
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
const BRACE = 0x7b;
