import { mkdir } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { exchangeContract } from '#shared/contract/exchange';
import { contract, type DeskContract } from '#shared/contract/index';
import { mergeContract } from '#shared/contract/merge';
import { paperSettingsContract } from '#shared/contract/paper-settings';
import { papersContract } from '#shared/contract/papers';
import { rostersContract } from '#shared/contract/rosters';
import { supervisionContract } from '#shared/contract/supervision';
import { syncContract } from '#shared/contract/sync';
import type { DeskEvent } from '#shared/contract/events';
import { collections } from '#shared/domain/collections';
import { collectionOf, type DeviceId, type RecordId } from '#shared/kernel/ids';
import type { Actor } from '#shared/ledger/stamp';
import { PRIVATE } from './data-folder';
import { intentNames } from './exchange/intent';
import { type CallLog, createRouter, type Handlers, type Router } from './ipc/router';
import { methodsOf, whenCalled } from './ipc/when-called';
import { systemRandom } from './random';
import { recoveryHandlers } from './recovery-desk';
import { type AppFacts, appService } from './services/app';
import { attachmentsService } from './services/attachments/index';
import { type Preview, previewOf } from './services/attachments/preview';
import { deadlinesService } from './services/deadlines';
import { casesService } from './services/cases/index';
import { departmentsService } from './services/departments';
import type { ServiceDeps } from './services/deps';
import { dictionaryService } from './services/dictionary';
import { seedDirectory } from './services/directory';
import { directoryFileService } from './services/directory-file';
import { holidaysService } from './services/holidays';
import { startKeeper } from './services/keeper';
import { backup, recoveryService } from './services/recovery';
import { draftsService } from './services/drafts';
import { routingService, seedRouting } from './services/routing';
import { filesService } from './services/shell';
import { isUnderSupervision } from './services/supervision/access';
import type { SyncService } from './services/sync';
import { visitsService } from './services/visits';
import type { Shell } from './shell-port';
import { openBlobs } from './store/blobs';
import { nodeDisk } from './store/disk';
import { openDrafts } from './store/drafts';
import { asStoreError } from './store/fault';
import { openStore } from './store/open';
import { openSettings } from './store/settings';
import { loadInTurns } from './turns';

export interface DeskOptions {
  readonly folder: string;
  readonly facts: Omit<AppFacts, 'folder'>;
  readonly shell: Shell;
  readonly emit: (event: DeskEvent) => void;
  readonly log: (line: CallLog) => void;
  readonly checkOutput: boolean;
}

export interface Desk extends Router {
  /** An attachment as the window may show it; undefined when it may not. */
  preview(sha256: string): Promise<Preview | undefined>;
  close(): Promise<void>;
}

/** What sealing and signing need, before the areas that do. */
const CIPHERS = [() => import('./exchange/keyring'), () => import('./exchange/import')];

const NO_UNIT = 'units/unset' as RecordId;

/** The desk without its window: store, services and router over one data folder. Runs in plain Node. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const facts = { ...options.facts, folder: options.folder };
  try {
    const { handlers, actor, preview, close } = await openServices(options, facts);
    return { ...routerOf(options, handlers, actor), preview, close };
  } catch (error) {
    options.log({ method: 'open', ms: 0, outcome: 'error', error });
    const handlers = recoveryHandlers(asStoreError(error), facts, options.shell);
    const nobody = { by: '未署名', unit: NO_UNIT, device: 'none' as DeviceId };
    const nothing = async () => undefined;
    return { ...routerOf(options, handlers, () => nobody), preview: nothing, close: nothing };
  }
}

interface Services {
  readonly handlers: Handlers<DeskContract>;
  readonly actor: () => Actor;
  readonly preview: Desk['preview'];
  close(): Promise<void>;
}

async function openServices(options: DeskOptions, facts: AppFacts): Promise<Services> {
  const clock = { now: () => Date.now() };
  const random = systemRandom();
  await mkdir(options.folder, PRIVATE);
  const settings = await openSettings(options.folder);
  const drafts = await openDrafts(options.folder);
  const { folder } = options;
  const progress = (done: number, total: number, label: string) =>
    options.emit({ type: 'progress', job: 'open', done, total, label });
  const store = await openStore({ folder, device: settings.device, collections, clock, random, progress });
  await nextTurn();
  const blobs = openBlobs({ disk: nodeDisk, folder }, random);
  const deps: ServiceDeps = { store, blobs, settings, clock, random, shell: options.shell };
  store.onCommit((txn) =>
    options.emit({
      type: 'committed',
      collections: [...new Set(txn.ops.map((op) => collectionOf(op.on)))],
      at: clock.now(),
    }),
  );
  store.onState((state) =>
    options.emit(
      state.mode === 'ready'
        ? { type: 'store', mode: 'ready' }
        : { type: 'store', mode: 'readOnly', message: state.detail },
    ),
  );
  try {
    if (store.state().mode === 'ready') await seedDirectory(store);
    await seedRouting(store);
    await nextTurn();
  } catch (error) {
    await store.close();
    throw error;
  }
  const keeper = startKeeper({ folder, clock, store }, (error) =>
    options.log({ method: 'backup', ms: 0, outcome: 'error', error }),
  );
  const beforeImport = () => backup({ folder, clock, store }, 'beforeImport');
  const actor = (): Actor => {
    const identity = settings.identity();
    return { by: identity?.operator ?? '未署名', unit: identity?.unit ?? NO_UNIT, device: settings.device };
  };
  const exchangeDeps = { ...deps, folder, beforeImport };
  const failed = (method: string) => (error: unknown) => options.log({ method, ms: 0, outcome: 'error', error });
  let sync: Promise<SyncService> | undefined;
  const startSync = async (): Promise<SyncService> => {
    await loadInTurns(CIPHERS);
    const { syncService } = await import('./services/sync');
    return syncService({
      ...exchangeDeps,
      actor,
      changed: () => options.emit({ type: 'sync' }),
      failed: failed('sync'),
    });
  };
  const syncing = () => (sync ??= startSync());
  if (settings.sync().mode !== 'off') syncing().catch(failed('sync'));
  const resume = async (): Promise<void> => {
    if (intentNames({ disk: nodeDisk, folder }).length === 0) return;
    await loadInTurns(CIPHERS);
    await (await import('./services/exchange/resume')).resumeImports(exchangeDeps, actor());
  };
  const resumed = resume().catch(failed('exchange.resume'));
  return {
    handlers: {
      ...appService(deps, facts),
      ...attachmentsService(deps),
      ...draftsService(drafts),
      ...filesService(options.shell),
      ...deadlinesService(deps),
      ...casesService(deps, (id) => isUnderSupervision(store, id)),
      ...departmentsService(deps),
      ...directoryFileService(deps, beforeImport),
      ...dictionaryService(deps),
      ...whenCalled(methodsOf({ ...exchangeContract, ...mergeContract }), async () => {
        await loadInTurns(CIPHERS);
        return (await import('./services/exchange/index')).exchangeService(exchangeDeps);
      }),
      ...holidaysService(deps, beforeImport),
      ...recoveryService({
        folder,
        clock,
        random,
        shell: options.shell,
        store,
        fault: undefined,
        notices: drafts.notices,
      }),
      ...whenCalled(methodsOf(papersContract), async () =>
        (await import('./services/papers/index')).papersService(deps),
      ),
      ...whenCalled(methodsOf(paperSettingsContract), async () =>
        (await import('./services/papers/settings')).paperSettingsService(deps),
      ),
      ...whenCalled(methodsOf(rostersContract), async () =>
        (await import('./services/rosters/index')).rostersService(deps),
      ),
      ...routingService(deps),
      ...whenCalled(methodsOf(supervisionContract), async () =>
        (await import('./services/supervision/index')).supervisionService(deps),
      ),
      ...whenCalled(methodsOf(syncContract), async () => (await syncing()).handlers),
      ...visitsService(deps),
    },
    actor,
    preview: (sha256) => previewOf(blobs, sha256),
    close: async () => {
      await resumed;
      await (await sync)?.close();
      await keeper.stop();
      await store.close();
    },
  };
}

const routerOf = (options: DeskOptions, handlers: Handlers<DeskContract>, actor: () => Actor): Router =>
  createRouter({
    contract,
    handlers,
    actor,
    now: () => Date.now(),
    permit: () => undefined,
    log: options.log,
    progress: (job, done, total, label) => options.emit({ type: 'progress', job, done, total, label }),
    checkOutput: options.checkOutput,
  });
