import { describe, expect, it } from 'vitest';
import { makeBackup } from '../../electron/store/backup';
import { openBlobs } from '../../electron/store/blobs';
import type { Disk } from '../../electron/store/disk';
import { openDrafts } from '../../electron/store/drafts';
import { StoreError } from '../../electron/store/fault';
import { openSettings } from '../../electron/store/settings';
import type { Store } from '../../electron/store/store';
import { memoryDisk } from './support/memory-disk';
import { below, type Dice, dice } from './support/power-cut';
import { actor, decision, FOLDER, judge, openOn } from './support/workload';

/** 150 in an ordinary run; the long run sets 5,000. */
const POINTS = Number(process.env['FAULT_POINTS'] ?? 150);

/** What goes wrong from the n-th change of the disk on. */
type Fault = (disk: Disk, from: number) => Disk & { readonly changes: () => number };

const CHANGES = [
  'write',
  'truncate',
  'sync',
  'settle',
  'syncFolder',
  'makeFolder',
  'remove',
  'link',
  'rename',
] as const;
/** What still works on a disk without room. */
const NEEDS_NO_ROOM: ReadonlySet<string> = new Set(['truncate', 'sync', 'settle', 'syncFolder', 'remove', 'rename']);

const failure = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};

function failing(disk: Disk, strike: (what: string, n: number) => string | undefined) {
  let n = 0;
  const check = (what: string): void => {
    const code = strike(what, n++);
    if (code !== undefined) failure(code);
  };
  const guarded = Object.fromEntries(
    CHANGES.map((what) => [
      what,
      (...args: never[]) => {
        const nothing = what === 'remove' && disk.stat(String(args[0])) === undefined;
        const code = nothing ? undefined : strike(what, n++);
        if (code === undefined) return Reflect.apply(disk[what], disk, args);
        // A write that fails has often written a part.
        if (what === 'write') {
          const [file, bytes, at] = args as unknown as [number, Uint8Array, number];
          disk.write(file, bytes.subarray(0, bytes.length >> 1), at);
        }
        return what === 'settle' ? Promise.reject(Object.assign(new Error(code), { code })) : failure(code);
      },
    ]),
  ) as Partial<Disk>;
  const open: Disk['open'] = (path, mode) => {
    if (mode === 'create') check('create');
    return disk.open(path, mode);
  };
  return { ...disk, ...guarded, open, changes: () => n };
}

const FAULTS: { readonly [what: string]: Fault } = {
  'the disk is full from some moment on': (disk, from) =>
    failing(disk, (what, n) => (n >= from && !NEEDS_NO_ROOM.has(what) ? 'ENOSPC' : undefined)),
  'one change fails, with room made at once': (disk, from) =>
    failing(disk, (what, n) => (n === from && !NEEDS_NO_ROOM.has(what) ? 'ENOSPC' : undefined)),
  'a virus scanner holds a file for a moment': (disk, from) =>
    failing(disk, (what, n) => (n === from && ['remove', 'rename', 'create'].includes(what) ? 'EBUSY' : undefined)),
  'a virus scanner never lets go': (disk, from) =>
    failing(disk, (what, n) => (n >= from && ['remove', 'rename'].includes(what) ? 'EPERM' : undefined)),
  'the disk fails from some moment on': (disk, from) => failing(disk, (_, n) => (n >= from ? 'EIO' : undefined)),
};

interface Log {
  readonly acked: Set<string>;
  readonly minted: Set<string>;
  /** What was told as saved, of drafts and attachments. */
  readonly kept: Map<string, string>;
}

/** A failure is told in words; anything else is a fault of ours. */
async function told(act: () => unknown): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}

async function morning(disk: Disk, roll: Dice, log: Log): Promise<void> {
  await told(() => openSettings(FOLDER, disk));
  for (let session = 0; session < 2; session++) {
    let store: Store | undefined;
    const minted = (txn: string) => void log.minted.add(txn);
    await told(async () => (store = await openOn({ disk, folder: FOLDER }, minted, `f${session}-`)));
    if (store !== undefined) await work(store, disk, roll, log);
  }
}

async function work(store: Store, disk: Disk, roll: Dice, log: Log): Promise<void> {
  const exists = new Set<never>();
  for (let round = 0; round < 12; round++) {
    const compaction = round % 3 === 1 ? told(() => store.compact()) : Promise.resolve(true);
    const group = Array.from({ length: 1 + below(4, roll) }, (_, i) =>
      told(async () => {
        const made = decision(roll, exists, round * 10 + i);
        log.acked.add((await store.commit(made, actor)).id);
      }),
    );
    await Promise.all([...group, compaction]);
    if (round % 4 === 2) await keepSmall(disk, round, log);
  }
  await told(() =>
    store.withFiles((files) => makeBackup({ disk, folder: FOLDER }, files, 'hourly', 1_800_000_000_000)),
  );
  await store.close();
}

async function keepSmall(disk: Disk, round: number, { kept }: Log): Promise<void> {
  await told(async () => {
    const drafts = await openDrafts(FOLDER, disk);
    await drafts.save('form', { savedAt: round, value: `第${round}次` });
    kept.set('draft', `第${round}次`);
  });
  await told(async () => {
    const blobs = openBlobs({ disk, folder: FOLDER }, { hex: () => `b${round}-${kept.size}` });
    const coming = blobs.begin(3000);
    coming.write(Buffer.alloc(3000, round));
    const { sha256 } = await coming.keep();
    kept.set(sha256, Buffer.alloc(3000, round).toString('base64'));
  });
}

/** What was told as saved and is not there, when the disk is well again. */
async function lost(disk: Disk, { kept }: Log): Promise<string | undefined> {
  const drafts = await openDrafts(FOLDER, disk);
  const blobs = openBlobs({ disk, folder: FOLDER }, { hex: () => 'after' });
  for (const [key, value] of kept) {
    if (key === 'draft') {
      const found = drafts.get('form')?.value;
      if (found === undefined) return 'the draft is gone';
      continue;
    }
    const content = await blobs.read(key);
    if (!content.ok || content.value.toString('base64') !== value) return `attachment ${key} is gone`;
  }
  return undefined;
}

describe.each(Object.entries(FAULTS))('when %s', (what, fault) => {
  it(`everything told as saved is there afterwards, and nothing else (${POINTS} points)`, async () => {
    const measured = fault(memoryDisk(), Number.POSITIVE_INFINITY);
    await morning(measured, dice(3), { acked: new Set(), minted: new Set(), kept: new Map() });
    const roll = dice(5);
    // Whoever never lets go is waited for, again and again.
    const share = what.includes('never') ? 4 : 1;
    for (let point = 0; point < POINTS / Object.keys(FAULTS).length / share; point++) {
      const from = below(measured.changes(), roll);
      const log: Log = { acked: new Set(), minted: new Set(), kept: new Map() };
      const disk = memoryDisk();
      await morning(fault(disk, from), dice(3), log);
      const note = (op: { kind: string; txn: string }) => (op.kind === 'acked' ? log.acked : log.minted).add(op.txn);
      const wrong = await judge({ disk, folder: FOLDER }, disk, log, dice(point), { push: note });
      expect(wrong ?? (await lost(disk, log)), `change ${from}`).toBeUndefined();
    }
  }, 3_600_000);
});
