import { setImmediate as nextTurn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { DataFolder } from './data-folder';
import type { FileId } from './disk';
import { encodeLine } from './line';
import type { SegmentFile } from './manifest';
import type { StoredRecord } from './segment';

const CHUNK = 256 * 1024;

/** Lets commits and queries run between two slices of background work. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}

/** Writes a segment line by line, in slices; durable, but for its name in the folder, once finished. */
export class SegmentWriter {
  readonly name: string;
  private readonly n: number;
  private readonly file: FileId;
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private rows = 0;
  private bytes = 0;
  private crc = 0;
  constructor(
    private readonly folder: DataFolder,
    private readonly collection: string,
    private readonly partition: string,
    private readonly signal: AbortSignal,
  ) {
    this.n = folder.newNumber();
    this.name = `s-${collection}-${partition}-${String(this.n).padStart(6, '0')}.ndjson`;
    this.file = folder.disk.open(folder.at(this.name), 'create');
  }

  async add(record: StoredRecord): Promise<void> {
    await this.addLine(encodeLine(JSON.stringify(record)));
  }

  async addLine(line: Buffer): Promise<void> {
    this.pending.push(line);
    this.pendingBytes += line.length;
    this.rows++;
    if (this.pendingBytes < CHUNK) return;
    this.flush();
    await breathe(this.signal);
  }

  async finish(): Promise<SegmentFile> {
    this.flush();
    await this.folder.disk.settle(this.file);
    this.folder.disk.close(this.file);
    const { n, name, collection, partition, rows, bytes, crc } = this;
    return { n, name, collection, partition, rows, bytes, crc };
  }

  /** Given up: the file goes again. */
  abandon(): void {
    this.folder.disk.close(this.file);
    this.folder.discard(this.name);
  }

  private flush(): void {
    const bytes = Buffer.concat(this.pending);
    this.folder.disk.write(this.file, bytes, this.bytes);
    this.crc = crc32(bytes, this.crc);
    this.bytes += bytes.length;
    this.pending = [];
    this.pendingBytes = 0;
  }
}
