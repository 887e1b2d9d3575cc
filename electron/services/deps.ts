import type { Clock, Random } from '#shared/kernel/ports';
import type { Shell } from '../shell-port';
import type { Blobs } from '../store/blobs';
import type { Settings } from '../store/settings';
import type { Store } from '../store/store';

/** Everything a service may use of the world. */
export interface ServiceDeps {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly shell: Shell;
}

/** Makes a backup to go back to when an import was a mistake; without one nothing is imported. */
export type BeforeImport = () => Promise<unknown>;
