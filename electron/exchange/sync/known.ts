import { dirname } from 'node:path';
import { z } from 'zod';
import { Device, Space } from '#shared/domain/exchange/package';
import type { SpaceId } from '#shared/kernel/ids';
import type { Vector } from '#shared/ledger/space';
import { type Disk, readAll, renameOver, writeNew } from '../../store/disk';
import type { Store } from '../../store/store';

const Line = z.object({ space: Space, vector: z.record(Device, z.number().int().positive()) });

/** Rewritten at opening when so many times more lines than spaces have gathered. */
const BLOAT = 4;

/**
 * What lies in the exchange folder or the hub already, per space: the ops that nobody has to bring there again. Kept in a file beside the
 * ledger; when lines of it are lost, some ops are brought twice, and twice is as good as once.
 */
export class Known {
  private readonly vectors = new Map<SpaceId, Vector>();
  private lines: string[] = [];
  private constructor(
    private readonly disk: Disk,
    private readonly path: string,
  ) {}

  static async open(disk: Disk, path: string): Promise<Known> {
    const known = new Known(disk, path);
    const lines = (readAll(disk, path)?.toString('utf8') ?? '').split('\n');
    for (const line of lines) known.restore(line);
    known.lines = [];
    if (lines.length > BLOAT * (known.vectors.size + 16)) await known.rewrite();
    return known;
  }

  of(space: SpaceId): Vector {
    return this.vectors.get(space) ?? {};
  }

  /** Is all that lies there in this ledger too? One with older data put back must read again what it had already. */
  isIn(store: Pick<Store, 'vector'>): boolean {
    return [...this.vectors].every(([space, there]) => {
      const here = store.vector(space);
      return Object.entries(there).every(([device, seq]) => (here[device] ?? 0) >= seq);
    });
  }

  join(space: SpaceId, vector: Vector): void {
    const before = this.of(space);
    const risen = Object.entries(vector).filter(([device, seq]) => seq > (before[device] ?? 0));
    if (risen.length === 0) return;
    const change = Object.fromEntries(risen);
    this.vectors.set(space, { ...before, ...change });
    this.lines.push(JSON.stringify({ space, vector: change }));
  }

  /** Writes down what was joined since the last time. */
  save(): void {
    if (this.lines.length === 0) return;
    const bytes = Buffer.from(`${this.lines.join('\n')}\n`);
    if (this.disk.stat(this.path) === undefined) {
      this.disk.makeFolder(dirname(this.path));
      writeNew(this.disk, this.path, bytes);
    } else {
      const file = this.disk.open(this.path, 'write');
      try {
        this.disk.write(file, bytes, this.disk.size(file));
      } finally {
        this.disk.close(file);
      }
    }
    this.lines = [];
  }

  forget(): void {
    this.vectors.clear();
    this.lines = [];
    this.disk.remove(this.path);
  }

  /** A line cut off by a power cut joins with the next one, and both are left out. */
  private restore(line: string): void {
    const read = Line.safeParse(parse(line));
    if (read.success) this.join(read.data.space, read.data.vector);
  }

  private async rewrite(): Promise<void> {
    const lines = [...this.vectors].map(([space, vector]) => `${JSON.stringify({ space, vector })}\n`);
    const fresh = `${this.path}.tmp`;
    this.disk.remove(fresh);
    writeNew(this.disk, fresh, Buffer.from(lines.join('')));
    await renameOver(this.disk, fresh, this.path);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
