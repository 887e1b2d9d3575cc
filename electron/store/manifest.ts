import { join } from 'node:path';
import { z } from 'zod';
import { HLC_ZERO } from '#shared/ledger/hlc';
import { OP_VERSION } from '#shared/ledger/op';
import { type Disk, readAll } from './disk';
import { decodeLine, encodeLine } from './line';
import type { SegmentFacts } from './segment';

/** The format of the data folder this build writes. Raised together with an entry in migrations.ts. */
export const FORMAT = 1;

const Count = z.number().int().nonnegative();
/** A sealed file of the ledger: never written again. */
export const LedgerFile = z.object({
  n: Count,
  name: z.string(),
  bytes: Count,
  crc: Count,
  /** The format it was written in. */
  format: Count,
  /** Damaged and accepted as it is by a person: its bad lines are in quarantine, the sound ones count. */
  rotten: z.boolean().optional(),
});
export type LedgerFile = z.infer<typeof LedgerFile>;

export const SegmentFile = z.object({
  n: Count,
  name: z.string(),
  collection: z.string(),
  partition: z.string(),
  rows: Count,
  bytes: Count,
  crc: Count,
  /** What its sidecars said when they were last opened. */
  facts: z.custom<SegmentFacts>().optional(),
  /** A bit per row, set when a later segment has the record. */
  live: z.object({ name: z.string(), dead: Count, crc: Count }).optional(),
});
export type SegmentFile = z.infer<typeof SegmentFile>;

/** Place of a line: number of the ledger file, offset in it, and CRC of what is before, where known. */
export const Position = z.object({ n: Count, offset: Count, crc: Count.optional() });
export type Position = z.infer<typeof Position>;

/**
 * One of hundreds of entries: the CRC of the line and the format say that they are as this build writes them; walking
 * through each would take longer than all else at opening.
 */
const Entry = z.custom<object>((value) => typeof value === 'object' && value !== null);

export const Manifest = z.object({
  format: Count,
  /** The highest op version the segments were folded with. */
  opVersion: Count,
  generation: Count,
  /** Highest stamp known when this was written. */
  hlc: z.string(),
  /** The next number a file may have; numbers are never used twice. */
  next: Count,
  ledger: z.array(Entry as z.ZodType<LedgerFile>),
  active: z.object({ n: Count, name: z.string() }),
  /** The segments hold everything before this place. */
  foldedTo: Position,
  /** What is before this place was acknowledged: bad bytes there are no torn end. */
  written: Position.optional(),
  segments: z.array(Entry as z.ZodType<SegmentFile>),
});
export type Manifest = z.infer<typeof Manifest>;

/** A folder in which nothing was ever written. */
export const EMPTY_MANIFEST: Manifest = {
  format: FORMAT,
  opVersion: OP_VERSION,
  generation: 0,
  hlc: HLC_ZERO,
  next: 1,
  ledger: [],
  active: { n: 0, name: 'ops-0000-00-000000.ndjson' },
  foldedTo: { n: 0, offset: 0 },
  segments: [],
};

const SLOTS = ['MANIFEST.a', 'MANIFEST.b'] as const;

export type FoundManifest =
  | { readonly kind: 'none'; readonly slots: number }
  | { readonly kind: 'newer'; readonly format: number }
  /** Newest first; the older one names what a damaged newest slot would fall back to. */
  | { readonly kind: 'found'; readonly manifests: readonly [Manifest, ...Manifest[]] };

/** Both slots as they are; a slot torn by a power cut or damaged does not count. */
export function readManifest(disk: Disk, folder: string): FoundManifest {
  const slots = SLOTS.map((slot) => readAll(disk, join(folder, slot)));
  const lines = slots.flatMap((bytes) => {
    const line = bytes === undefined ? undefined : decodeLine(bytes);
    return line === undefined ? [] : [line.json];
  });
  const formats = lines.map((json) => z.object({ format: Count }).safeParse(json).data?.format ?? 0);
  const newer = Math.max(0, ...formats);
  if (newer > FORMAT) return { kind: 'newer', format: newer };
  const [first, ...rest] = lines
    .flatMap((json) => Manifest.safeParse(json).data ?? [])
    .sort((a, b) => b.generation - a.generation);
  if (first === undefined) return { kind: 'none', slots: slots.filter((s) => s !== undefined).length };
  return { kind: 'found', manifests: [first, ...rest] };
}

/** Overwrites the slot of the generation before the last: the last one stays whole whatever happens here. */
export function writeManifest(disk: Disk, folder: string, manifest: Manifest): void {
  const path = join(folder, SLOTS[manifest.generation % 2 === 0 ? 0 : 1]);
  const fresh = disk.stat(path) === undefined;
  const file = disk.open(path, fresh ? 'create' : 'write');
  try {
    const bytes = encodeLine(JSON.stringify(manifest));
    disk.write(file, bytes, 0);
    disk.truncate(file, bytes.length);
    disk.sync(file);
  } finally {
    disk.close(file);
  }
  if (fresh) disk.syncFolder(folder);
}
