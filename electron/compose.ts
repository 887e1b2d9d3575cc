import { randomBytes } from 'node:crypto';
import { contract } from '#shared/contract/index';
import type { DeskEvent } from '#shared/contract/events';
import { collectionOf, type RecordId } from '#shared/kernel/ids';
import { type CallLog, createRouter, type Router } from './ipc/router';
import { type AppFacts, appService } from './services/app';
import { departmentsService } from './services/departments';
import type { ServiceDeps } from './services/deps';
import { dictionaryService } from './services/dictionary';
import { seedDirectory } from './services/directory';
import { holidaysService } from './services/holidays';
import type { Shell } from './shell-port';
import { openStore } from './store/open';
import { openSettings } from './store/settings';

export interface DeskOptions {
  readonly folder: string;
  readonly facts: Omit<AppFacts, 'folder'>;
  readonly shell: Shell;
  readonly emit: (event: DeskEvent) => void;
  readonly log: (line: CallLog) => void;
  readonly checkOutput: boolean;
}

export interface Desk extends Router {
  close(): Promise<void>;
}

const NO_UNIT = 'units/unset' as RecordId;

/** The desk without its window: store, services and router over one data folder. Runs in plain Node. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const clock = { now: () => Date.now() };
  const random = { hex: (n: number) => randomBytes(n).toString('hex') };
  const settings = await openSettings(options.folder);
  const store = await openStore({ folder: options.folder, device: settings.device, clock, random });
  const deps: ServiceDeps = { store, settings, clock, random, shell: options.shell };
  store.onCommit((txn) =>
    options.emit({
      type: 'committed',
      collections: [...new Set(txn.ops.map((op) => collectionOf(op.on)))],
      at: clock.now(),
    }),
  );
  await seedDirectory(store);
  const router = createRouter({
    contract,
    handlers: {
      ...appService(deps, { ...options.facts, folder: options.folder }),
      ...departmentsService(deps),
      ...dictionaryService(deps),
      ...holidaysService(deps),
    },
    actor: () => {
      const identity = settings.identity();
      return { by: identity?.operator ?? '未署名', unit: identity?.unit ?? NO_UNIT, device: settings.device };
    },
    now: clock.now,
    permit: () => undefined,
    log: options.log,
    progress: (job, done, total, label) => options.emit({ type: 'progress', job, done, total, label }),
    checkOutput: options.checkOutput,
  });
  return { ...router, close: () => store.close() };
}
