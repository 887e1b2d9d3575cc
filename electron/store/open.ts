import type { CollectionDef } from '#shared/ledger/collection';
import type { DeviceId } from '#shared/kernel/ids';
import type { Clock, Random } from '#shared/kernel/ports';
import { createBlocks } from './block/blocks';
import { type Disk, nodeDisk } from './disk';
import { asStoreError, StoreError } from './fault';
import { JournalledStore } from './journalled-store';
import type { Progress } from './loading';
import { type Lock, lockFolder } from './lock';
import { openLibrary } from './opening';
import type { Blocks } from './segment';
import type { Store } from './store';

export interface OpenOptions {
  readonly folder: string;
  readonly device: DeviceId;
  readonly clock: Clock;
  readonly random: Random;
  readonly collections: readonly CollectionDef[];
  readonly disk?: Disk;
  readonly blocks?: Blocks;
  /** Keeps other processes out of the folder. */
  readonly lock?: (folder: string) => Lock;
  readonly limits?: Partial<StoreLimits>;
  /** Told while the data are folded anew. */
  readonly progress?: Progress;
}

export interface StoreLimits {
  /** Bytes zeroed ahead in the ledger file being written. */
  readonly step: number;
  readonly sealOps: number;
  readonly sealBytes: number;
  /** So many records in memory, then a compaction begins. */
  readonly compactAt: number;
}

export const LIMITS: StoreLimits = { step: 256 * 1024, sealOps: 10_000, sealBytes: 4 * 1024 * 1024, compactAt: 2_000 };

/** Opens a data folder: read-only when it may not be written or is damaged. Throws `StoreError` when it cannot be read. */
export async function openStore(options: OpenOptions): Promise<Store> {
  const disk = options.disk ?? nodeDisk;
  const limits = { ...LIMITS, ...options.limits };
  let lock: Lock | undefined;
  let denied: StoreError | undefined;
  try {
    disk.makeFolder(options.folder);
    lock = (options.lock ?? lockFolder)(options.folder);
  } catch (error) {
    denied = asStoreError(error);
    if (denied.fault === 'locked') throw denied;
  }
  try {
    const library = await openLibrary({
      ...options,
      disk,
      limits,
      blocks: options.blocks ?? createBlocks(disk),
      progress: options.progress ?? (() => undefined),
      denied,
    });
    return new JournalledStore(options, limits, library, () => lock?.release());
  } catch (error) {
    lock?.release();
    throw asStoreError(error);
  }
}
