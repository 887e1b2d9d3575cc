import type { BackupReason } from '#shared/contract/recovery';
import type { Clock } from '#shared/kernel/ports';
import type { Store } from '../store/store';
import { backup } from './recovery';

const HOUR = 3_600_000;
/** When the first screens are long up. */
const SOON = 60_000;

export interface Keeper {
  /** Stops, with a last backup when something was written since the one before. */
  stop(): Promise<void>;
}

/**
 * Backs up every hour in which something was written, and on quitting; reads all files through once. A backup that fails is
 * told and tried again later.
 */
export function startKeeper(
  deps: { readonly folder: string; readonly clock: Clock; readonly store: Store },
  failed: (error: unknown) => void,
  every: number = HOUR,
): Keeper {
  const stopping = new AbortController();
  let dirty = false;
  let running: Promise<void> = Promise.resolve();
  const forget = deps.store.onCommit(() => {
    dirty = true;
  });
  const run = async (reason: BackupReason, signal?: AbortSignal): Promise<void> => {
    if (!dirty || deps.store.state().mode !== 'ready') return;
    dirty = false;
    try {
      await backup(deps, reason, signal);
    } catch (error) {
      dirty = true;
      if (signal?.aborted !== true) failed(error);
    }
  };
  const timer = setInterval(() => {
    running = running.then(() => run('hourly', stopping.signal));
  }, every);
  timer.unref();
  const scrubbing = setTimeout(() => {
    deps.store.scrub().catch(failed);
  }, SOON);
  scrubbing.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      clearTimeout(scrubbing);
      forget();
      stopping.abort();
      await running;
      await run('quit');
    },
  };
}
