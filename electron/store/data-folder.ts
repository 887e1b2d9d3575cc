import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Bits } from './bits';
import { type Disk, settleNew } from './disk';
import { parseLedgerName } from './ledger-file';
import { FORMAT, type Manifest, type SegmentFile, writeManifest } from './manifest';

/** What a change of the manifest may touch; generation and numbers the folder keeps itself. */
export type ManifestChange = Partial<Omit<Manifest, 'format' | 'generation' | 'next'>>;

/** The files of a data folder as the manifest in force names them. */
export class DataFolder {
  /** Files named by the last generation only: kept until the slot that names them is overwritten. */
  private retired: string[] = [];
  constructor(
    readonly disk: Disk,
    readonly path: string,
    private current: Manifest,
    private next: number,
  ) {}

  get manifest(): Manifest {
    return this.current;
  }

  at(name: string): string {
    return join(this.path, name);
  }

  /** Numbers are never used twice, not even those of files that were swept away. */
  newNumber(): number {
    return this.next++;
  }

  /** Makes a change durable. `gone` are files it names no more. */
  install(change: ManifestChange, gone: readonly string[] = []): void {
    const manifest: Manifest = {
      ...this.current,
      ...change,
      format: FORMAT,
      generation: this.current.generation + 1,
      next: this.next,
    };
    writeManifest(this.disk, this.path, manifest);
    this.current = manifest;
    for (const name of this.retired) this.discard(name);
    this.retired = gone.flatMap((name) => (name.endsWith('.ndjson') ? [name, ...sidecarsOf(name)] : [name]));
  }

  /** Goes by other facts from now on; on disk with the next `install`. */
  assume(change: ManifestChange): void {
    this.current = { ...this.current, ...change };
  }

  /** Removes a derived file; one that cannot go now is swept at the next opening. */
  discard(name: string): void {
    try {
      this.disk.remove(this.at(name));
    } catch {
      // Held by a virus scanner or a reader: it does no harm where it is.
    }
  }

  /** A new bitmap file of dead rows; durable once the folder is synced. */
  async writeDead(segment: SegmentFile, dead: Bits): Promise<SegmentFile> {
    const bytes = dead.toBytes();
    const name = `${segment.name.replace(/\.ndjson$/, '')}.live-${String(this.newNumber()).padStart(6, '0')}`;
    await settleNew(this.disk, this.at(name), bytes);
    return { ...segment, live: { name, dead: dead.count, crc: crc32(bytes) } };
  }

  /** Derived files that no generation names: left by a compaction that was cut short. Never a ledger file. */
  sweep(manifests: readonly Manifest[]): void {
    const named = new Set(manifests.flatMap((m) => m.segments.flatMap(namesOf)));
    for (const name of this.disk.list(this.path)) {
      if (DERIVED.test(name) && !named.has(name)) this.discard(name);
    }
  }
}

/** The segment file, its sidecars and its bitmap. */
export const namesOf = (segment: SegmentFile): string[] => [
  segment.name,
  ...sidecarsOf(segment.name),
  ...(segment.live === undefined ? [] : [segment.live.name]),
];
const sidecarsOf = (name: string): string[] => [`${name}.idx`, `${name}.tix`];
const DERIVED = /^s-.+-\d{6,}(\.ndjson(\..+)?|\.live-\d{6,})$/;
const NUMBERED = /-(\d{6,})(?:\.|$)/gm;

/** One above the highest number any file of the folder ever carried, as far as its files tell. */
export function numberAfter(names: readonly string[], known: number): number {
  let next = known;
  // In one go: there are thousands.
  for (const [, number] of names.join('\n').matchAll(NUMBERED)) next = Math.max(next, Number(number) + 1);
  return next;
}

/** The ledger files that are there, in the order they were written. */
export function ledgerFilesIn(names: readonly string[]): { n: number; name: string }[] {
  return names
    .filter((name) => name.startsWith('ops-'))
    .flatMap((name) => {
      const parsed = parseLedgerName(name);
      return parsed === undefined ? [] : [{ n: parsed.n, name }];
    })
    .sort((a, b) => a.n - b.n);
}
