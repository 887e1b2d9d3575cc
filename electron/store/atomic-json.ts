import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Disk, nodeDisk, readAll, writeNew } from './disk';

/** Keeps a small lowdb collection in one readable file that is always the old one or the new one, never half of one. */
export class AtomicJson implements Adapter<unknown> {
  constructor(
    private readonly path: string,
    private readonly disk: Disk = nodeDisk,
  ) {}

  async read(): Promise<unknown> {
    const bytes = readAll(this.disk, this.path);
    return bytes === undefined ? null : JSON.parse(bytes.toString('utf8'));
  }

  async write(data: unknown): Promise<void> {
    const temporary = `${this.path}.tmp`;
    this.disk.remove(temporary);
    writeNew(this.disk, temporary, Buffer.from(`${JSON.stringify(data, null, 1)}\n`));
    this.disk.rename(temporary, this.path);
    this.disk.syncFolder(dirname(this.path));
  }
}
