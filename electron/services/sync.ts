import { stat } from 'node:fs/promises';
import type { SyncInput, SyncStatus, syncContract } from '#shared/contract/sync';
import { problemWords, type SyncSettings } from '#shared/domain/exchange/sync';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Actor } from '#shared/ledger/stamp';
import type { z } from 'zod';
import { FolderCarrier } from '../exchange/folder/carrier';
import { markFolder } from '../exchange/folder/marker';
import { Share, ShareError } from '../exchange/folder/share';
import type { Office } from '../exchange/office';
import type { Carrier } from '../exchange/sync/carrier';
import { type LoopState, SyncLoop } from '../exchange/sync/loop';
import type { Handlers } from '../ipc/router';
import { StoreError } from '../store/fault';
import { exchangeAccess, type ExchangeDeps } from './exchange/access';
import { pathOf } from './directory-file';

export interface SyncDeps extends ExchangeDeps {
  readonly actor: () => Actor;
  /** Something to show has changed. */
  readonly changed: () => void;
  /** An error nobody foresaw; the loop goes on. */
  readonly failed: (error: unknown) => void;
}

export interface SyncService {
  readonly handlers: Handlers<typeof syncContract>;
  close(): Promise<void>;
}

/** A dead share must not keep the person waiting who is about to choose another. */
const CHOOSING = 5000;

/** 台席同步: the desks of one centre follow each other through a folder or a hub, in the background. */
export function syncService(deps: SyncDeps): SyncService {
  const { settings, store, clock } = deps;
  const runner = new Runner(deps);
  const forget = store.onCommit(() => runner.soon());
  runner.use(settings.sync());
  return {
    handlers: {
      'sync.status': () => ok(statusOf(settings.sync(), runner.state())),
      'sync.configure': async (input) => {
        const chosen = await settingsFrom(deps, input);
        if (!chosen.ok) return chosen;
        await settings.setSync(chosen.value);
        await runner.stop();
        runner.use(chosen.value);
        deps.changed();
        return ok(statusOf(chosen.value, runner.state()));
      },
      'sync.now': async (consent) => {
        if (settings.sync().mode === 'off') return refuse('sync.off', '台席同步没有启用，请先选择同步方式。');
        await runner.once(consent.clocksCompared === true);
        const status = statusOf(settings.sync(), runner.state());
        return status.problem === undefined ? ok(status) : refuse('sync.unreachable', status.problem);
      },
    },
    close: async () => {
      forget();
      await runner.stop();
    },
  };

  async function settingsFrom(
    { random }: SyncDeps,
    { mode, folder, hub }: z.output<typeof SyncInput>,
  ): Promise<Result<SyncSettings, Refusal>> {
    const before = settings.sync();
    const picked = folder === undefined ? undefined : await pathOf(deps, folder);
    if (picked?.ok === false) return picked;
    const root = picked?.value ?? before.folder;
    if (mode === 'folder') {
      if (root === undefined) return refuse('sync.noFolder', '请选择交换文件夹。', { field: 'folder' });
      if (picked !== undefined) {
        const marked = await marking(root, random);
        if (!marked.ok) return marked;
      }
    }
    const place = hub === undefined ? before.hub : { ...hub, password: hub.password ?? before.hub?.password ?? '' };
    if (mode === 'hub' && place === undefined)
      return refuse('sync.noHub', '请填写数据库服务器。', { field: 'hub.host' });
    return ok({
      mode,
      ...(root === undefined ? {} : { folder: root }),
      ...(place === undefined ? {} : { hub: place }),
    });
  }

  async function marking(root: string, random: SyncDeps['random']): Promise<Result<undefined, Refusal>> {
    const within = await stat(root).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (!within) return refuse('sync.notFolder', '所选的不是文件夹，或现在打不开，请重新选择。', { field: 'folder' });
    try {
      await markFolder(new Share(root, CHOOSING), random);
      return ok(undefined);
    } catch (error) {
      if (!(error instanceof ShareError)) throw error;
      return refuse('sync.folder', problemWords('folder', error.code), { field: 'folder' });
    }
  }

  function statusOf(sync: SyncSettings, state: LoopState | undefined): SyncStatus {
    const { waiting = 0, atHome = 0, wanted = 0, forked = false, peers = [] } = state?.standing ?? {};
    const problem = state?.phase === 'unreachable' ? wordsFor(sync.mode, state.problem) : undefined;
    const { password = '', ...place } = sync.hub ?? {};
    return {
      mode: sync.mode,
      folder: sync.folder ?? null,
      hub:
        sync.hub === undefined
          ? null
          : { ...(place as Omit<NonNullable<SyncSettings['hub']>, 'password'>), hasPassword: password !== '' },
      phase: state?.phase ?? 'off',
      ...(state?.at === undefined ? {} : { at: Math.min(state.at, clock.now()) }),
      ...(problem === undefined ? {} : { problem }),
      waiting,
      atHome,
      wanted,
      forked,
      peers: [...peers],
    };
  }
}

/** Not said who sits here: there is nothing to exchange as. */
class NotIdentified extends Error {
  constructor(readonly refusal: Refusal) {
    super('not identified');
  }
}

function wordsFor(mode: SyncSettings['mode'], problem: unknown): string {
  if (problem instanceof NotIdentified || problem instanceof StoreError) return problem.refusal.message;
  const code = isCoded(problem) ? problem.code : undefined;
  return code === undefined || mode === 'off' ? UNFORESEEN : problemWords(mode, code);
}
const UNFORESEEN = '同步出现意外错误，稍后会自动再试；已保存的内容不受影响。';

const isCoded = (problem: unknown): problem is Error & { readonly code: string } =>
  problem instanceof Error && (problem.name === 'ShareError' || problem.name === 'HubError') && 'code' in problem;

/** The loop of the way that is chosen now. */
class Runner {
  private loop: SyncLoop | undefined;
  constructor(private readonly deps: SyncDeps) {}

  use(sync: SyncSettings): void {
    const carrier = this.carrierFor(sync);
    if (carrier === undefined) return;
    this.loop = new SyncLoop(
      carrier,
      () => this.deps.clock.now(),
      (state) => this.tell(sync, state),
    );
  }

  state(): LoopState | undefined {
    return this.loop?.state();
  }

  soon(): void {
    this.loop?.soon();
  }

  async once(clocksCompared: boolean): Promise<void> {
    await this.loop?.once({ clocksCompared });
  }

  async stop(): Promise<void> {
    const { loop } = this;
    this.loop = undefined;
    await loop?.stop();
  }

  private carrierFor({ mode, folder, hub }: SyncSettings): Carrier | undefined {
    const office = () => this.office();
    if (mode === 'folder' && folder !== undefined) return new FolderCarrier({ root: folder, office });
    if (mode === 'hub' && hub !== undefined) return new LateCarrier(hub, office);
    return undefined;
  }

  private async office(): Promise<Office> {
    const office = await exchangeAccess(this.deps).office(this.deps.actor());
    if (!office.ok) throw new NotIdentified(office.error);
    return office.value;
  }

  private tell({ mode }: SyncSettings, { problem }: LoopState): void {
    if (problem !== undefined && wordsFor(mode, problem) === UNFORESEEN) this.deps.failed(problem);
    this.deps.changed();
  }
}

/** The library of the database is loaded when a hub is first met: most desks never do. */
class LateCarrier implements Carrier {
  private carrier: Promise<Carrier> | undefined;
  private hint: () => void = () => undefined;
  constructor(
    private readonly place: NonNullable<SyncSettings['hub']>,
    private readonly office: () => Promise<Office>,
  ) {}

  onHint(hint: () => void): void {
    this.hint = hint;
  }

  async round(...args: Parameters<Carrier['round']>) {
    this.carrier ??= this.load();
    return (await this.carrier).round(...args);
  }

  async close(): Promise<void> {
    await (await this.carrier)?.close();
  }

  private async load(): Promise<Carrier> {
    const { HubCarrier } = await import('../exchange/hub/carrier');
    const carrier = new HubCarrier({ place: this.place, office: this.office });
    carrier.onHint(() => this.hint());
    return carrier;
  }
}
