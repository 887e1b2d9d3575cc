import { basename } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Disk, FileId } from '../../../electron/store/disk';
import { decodeLine, encodeLine } from '../../../electron/store/line';
import type { FileKind } from './damage';
import { parseLedgerName } from '../../../electron/store/ledger-file';

export type Mutate = (disk: Disk) => Disk;

const isLedger = (name: string): boolean => parseLedgerName(name) !== undefined;
const isManifest = (name: string): boolean => name.startsWith('MANIFEST.');
const isSegment = (name: string): boolean => /^s-.*\.ndjson$/.test(name);

/** A disk that knows which name each open file was opened by. */
function byName(disk: Disk, change: (disk: Disk, nameOf: (file: FileId) => string) => Partial<Disk>): Disk {
  const opened = new Map<FileId, string>();
  const named: Disk = {
    ...disk,
    open: (path, mode) => {
      const file = disk.open(path, mode);
      opened.set(file, basename(path));
      return file;
    },
  };
  return { ...named, ...change(named, (file) => opened.get(file) ?? '') };
}

const withoutSyncOf =
  (which: (name: string) => boolean): Mutate =>
  (disk) =>
    byName(disk, (d, nameOf) => ({
      sync: (file) => (which(nameOf(file)) ? undefined : d.sync(file)),
      settle: (file) => (which(nameOf(file)) ? Promise.resolve() : d.settle(file)),
    }));

const manifestChanged =
  (change: (manifest: Record<string, unknown>) => object): Mutate =>
  (disk) =>
    byName(disk, (d, nameOf) => ({
      write: (file, bytes, at) => {
        const json = isManifest(nameOf(file)) ? decodeLine(bytes)?.json : undefined;
        if (json === undefined) return d.write(file, bytes, at);
        d.write(file, encodeLine(JSON.stringify(change(json as Record<string, unknown>))), at);
      },
    }));

/** Lines as they would be had what stands in them been written. */
function withFittingCrcs(content: Buffer): Buffer {
  const fixed = Buffer.from(content);
  for (let at = 0, end = fixed.indexOf(0x0a); end !== -1; at = end + 1, end = fixed.indexOf(0x0a, at)) {
    if (fixed[at] === 0 || end - at < 10) continue;
    const crc = crc32(fixed.subarray(at + 8, end));
    fixed.write(crc.toString(16).padStart(8, '0'), at, 'latin1');
  }
  return fixed;
}

const readAs =
  (which: (name: string) => boolean, change: (content: Buffer) => Buffer): Mutate =>
  (disk) =>
    byName(disk, (d, nameOf) => ({
      read: (file, at, length) => (which(nameOf(file)) ? change(d.read(file, at, length)) : d.read(file, at, length)),
    }));
const ledgerReadAs = (change: (content: Buffer) => Buffer): Mutate => readAs(isLedger, change);

const ledgerOfAKilledOneReadAs =
  (change: (content: Buffer) => Buffer): Mutate =>
  (disk) =>
    ledgerReadAs(change)(unmarked(disk));

const mapped =
  (path: (path: string) => string): Mutate =>
  (disk) => ({
    ...disk,
    open: (p, mode) => {
      if (mode === 'create' && path(p) !== p) disk.remove(path(p));
      return disk.open(path(p), mode);
    },
    stat: (p) => disk.stat(path(p)),
  });

/** The protocol with one thing done wrong. Every one must lose something in the model, or the model proves nothing. */
export const mutants: { readonly [what: string]: Mutate } = {
  'nothing is synced': withoutSyncOf(() => true),
  'the ledger is not synced': withoutSyncOf(isLedger),
  'the manifest is not synced': withoutSyncOf(isManifest),
  'segments are not synced': withoutSyncOf(isSegment),
  'folders are not synced': (disk) => ({ ...disk, syncFolder: () => undefined }),
  'acknowledged before the sync': (disk) => {
    const owed = new Set<FileId>();
    return byName(disk, (d, nameOf) => ({
      sync: (file) => (isLedger(nameOf(file)) ? void owed.add(file) : d.sync(file)),
      write: (file, bytes, at) => {
        if (owed.delete(file)) d.sync(file);
        d.write(file, bytes, at);
      },
    }));
  },
  'the write waits in a buffer': (disk) => {
    const waiting = new Map<FileId, () => void>();
    return byName(disk, (d, nameOf) => ({
      write: (file, bytes, at) => {
        waiting.get(file)?.();
        waiting.delete(file);
        if (isLedger(nameOf(file)) && bytes[0] !== 0) waiting.set(file, () => d.write(file, bytes, at));
        else d.write(file, bytes, at);
      },
      truncate: (file, length) => {
        waiting.get(file)?.();
        waiting.delete(file);
        d.truncate(file, length);
      },
    }));
  },
  'one manifest slot is overwritten in place': mapped((path) => path.replace('MANIFEST.b', 'MANIFEST.a')),
  'file names are used again': mapped((path) =>
    path.replace(
      /(ops-\d{4}-\d{2}-)(\d{6})/,
      (_, head: string, n: string) => `${head}${String(1 + (Number(n) % 2)).padStart(6, '0')}`,
    ),
  ),
  'a torn tail is not cut': (disk) => ({ ...disk, truncate: () => undefined }),
  'a byte too many is cut': (disk) =>
    byName(disk, (d, nameOf) => ({
      truncate: (file, length) => d.truncate(file, isLedger(nameOf(file)) ? Math.max(0, length - 1) : length),
    })),
  'the manifest says more is folded than is': manifestChanged((m) => ({
    ...m,
    foldedTo: { n: (m['active'] as { n: number }).n, offset: 0 },
  })),
  'replaced rows are not marked': manifestChanged((m) => ({
    ...m,
    segments: (m['segments'] as object[]).map((s) => ({ ...s, live: undefined })),
  })),
};

/** Nobody noted where the ledger ended, as when the program was killed. */
const unmarked: Mutate = (disk) =>
  byName(disk, (d, nameOf) => ({
    read: (file, at, length) => {
      const bytes = d.read(file, at, length);
      const json = isManifest(nameOf(file)) ? decodeLine(bytes)?.json : undefined;
      return json === undefined ? bytes : encodeLine(JSON.stringify({ ...json, written: undefined }));
    },
  }));

/** These show when bits rot, not when the power goes. */
export const rotMutants: { readonly [what: string]: Mutate } = {
  'the CRC of ledger lines is not checked': ledgerReadAs(withFittingCrcs),
  'what follows a bad line is taken for a torn tail': ledgerOfAKilledOneReadAs((content) => {
    const cut = Buffer.from(content);
    for (let at = 0, end = cut.indexOf(0x0a); end !== -1; at = end + 1, end = cut.indexOf(0x0a, at)) {
      if (cut[at] !== 0 && decodeLine(cut.subarray(at, end)) === undefined) return cut.fill(0, at);
    }
    return cut;
  }),
  'bad lines are skipped': ledgerOfAKilledOneReadAs((content) => {
    const sound: Buffer[] = [];
    for (let at = 0, end = content.indexOf(0x0a); end !== -1; at = end + 1, end = content.indexOf(0x0a, at)) {
      const line = content.subarray(at, end + 1);
      if (decodeLine(line) !== undefined) sound.push(line);
    }
    const kept = Buffer.alloc(content.length);
    Buffer.concat(sound).copy(kept);
    return kept;
  }),
};

/** These show when anything happens to a file of this kind. */
export const damageMutants: { readonly [what: string]: readonly [FileKind, Mutate] } = {
  'the CRC of folded records is not checked': ['segment', readAs(isSegment, withFittingCrcs)],
  'the CRC of small files is not checked': ['small', readAs((name) => /^[a-z]+\.json$/.test(name), withFittingCrcs)],
  'nobody notes where the ledger ended': ['ledger', unmarked],
};
