import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Hold } from '#shared/domain/exchange/sync';
import type { Carrier, Consent, Peer, Standing } from '../sync/carrier';
import { Known } from '../sync/known';
import { Outgoing } from '../sync/outgoing';
import type { Office } from '../office';
import { checkFiles, JOIN } from './give';
import type { Head } from './head';
import { idOf } from './marker';
import { readStreamFolder, streamFolder } from './names';
import {
  clearFormer,
  exchangeContents,
  findStreams,
  type Found,
  giveAll,
  leaveHead,
  type RoundDeps,
  sealedTo,
  takeAll,
  vouchedIn,
} from './round';
import { Share } from './share';
import { type State, StateFile } from './state';
import { isReadable, type Taking } from './take';

/** A file that stays broken for so long is not just on its way. */
const ON_ITS_WAY = 60_000;
/** Rounds in which a stream must be missing before it counts as lost. */
const MISSING = 3;

export interface FolderOptions {
  readonly root: string;
  readonly office: () => Office | Promise<Office>;
  readonly join?: typeof JOIN;
}

/** One exchange folder as this run knows it. */
interface Opened {
  readonly id: string;
  readonly known: Known;
  readonly outgoing: Outgoing;
  readonly file: StateFile;
  state: State;
  /** Rounds in which files of our stream were missing. */
  absences: number;
  readonly waiting: Taking['waiting'];
  /** Steps of ours that another could not read and that we can. */
  readonly sound: Set<number>;
}

/** The exchange folder: a stream of packages per desk, on a share, on a stick, or in the care of a file-sync tool. */
export class FolderCarrier implements Carrier {
  private readonly share: Share;
  private open: Opened | undefined;
  private watcher: FSWatcher | undefined;
  private hint: () => void = () => undefined;
  private last: Head | undefined;
  private readonly missing = new Map<string, number>();
  private readonly broken = new Map<string, number>();

  constructor(private readonly options: FolderOptions) {
    this.share = new Share(options.root);
  }

  onHint(hint: () => void): void {
    this.hint = hint;
  }

  async round(signal: AbortSignal, consent: Consent): Promise<Standing> {
    const office = await this.options.office();
    const id = await idOf(this.share);
    const open = await this.at(id, office);
    this.watch();
    const found = await findStreams(this.share);
    const sealTo = sealedTo(office);
    const vouched = vouchedIn({ office }, found);
    const local = this.local(id, office);
    const taking = {
      office,
      share: this.share,
      known: open.known,
      local,
      consent,
      own: open.state.stream,
      vouched,
      waiting: open.waiting,
    };
    const broken = this.mustRestart(open.state, found, sealTo) || (await this.isBroken(taking, open, found, signal));
    if (broken) this.restart(open, office, sealTo);
    const { known, outgoing } = open;
    const save = async (state: State): Promise<void> => {
      await open.file.write(state);
      open.state = state;
    };
    const deps: RoundDeps = { office, share: this.share, known, outgoing, local, save };
    const giving = { office, share: this.share, local, sealTo };
    const own = open.state.stream;
    const { state: read, holds } = await takeAll({ ...taking, own }, deps, found, open.state, signal);
    const forked = [...holds.values()].includes('forked');
    if (holds.get(streamFolder(read)) === 'forked') return this.standing(office, open, found, holds, { forked });
    const given = await giveAll(giving, deps, read, signal, this.options.join ?? JOIN);
    const { wants, gives } = await exchangeContents(giving, found, given, signal);
    if (wants.length !== given.wants.length) await save({ ...given, wants });
    await clearFormer(deps, found, open.state);
    const stuck = stuckAt(open.state, holds);
    const { last } = this;
    this.last = await leaveHead(deps, open.state, { waiting: outgoing.ops, gives, stuck, last }, signal);
    return this.standing(office, open, found, holds, { forked });
  }

  private standing(
    office: Office,
    { state, outgoing }: Opened,
    found: readonly Found[],
    holds: ReadonlyMap<string, Hold>,
    more: Pick<Standing, 'forked'>,
  ): Standing {
    return {
      peers: this.peersOf(office, state, found, holds),
      waiting: outgoing.ops,
      atHome: outgoing.atHome,
      wanted: state.wants.length,
      ...more,
    };
  }

  close(): Promise<void> {
    this.watcher?.close();
    this.open?.outgoing.stop();
    return Promise.resolve();
  }

  private local = (id: string, office: Office): string =>
    join(office.folder, 'exchange', 'sync', `folder-${id.slice(0, 8)}`);

  /** What this desk remembers of the folder; another folder under the same path is another matter. */
  private async at(id: string, office: Office) {
    if (this.open?.id === id) return this.open;
    this.open?.outgoing.stop();
    this.last = undefined;
    const local = this.local(id, office);
    office.disk.makeFolder(local);
    const file = new StateFile(local, office.disk);
    const known = await Known.open(office.disk, join(local, 'known.ndjson'));
    const state = await file.read();
    const outgoing = new Outgoing(office.store, known);
    const fits = state?.device === office.store.device && known.isIn(office.store);
    const begun = state !== undefined && fits ? state : this.fresh(office, []);
    const open = { id, known, outgoing, file, state: begun, absences: 0, sound: new Set<number>(), waiting: new Map() };
    if (!fits) known.forget();
    this.open = open;
    return open;
  }

  private fresh = (office: Office, sealTo: readonly string[]): State => ({
    version: 1,
    device: office.store.device,
    root: this.share.root,
    stream: office.random.hex(8),
    sealedTo: [...sealTo],
    files: [],
    end: { step: 0, ops: 0 },
    read: {},
    wants: [],
  });

  /** Our stream is gone or is not for all who should read it, or one is gone whose desk does not write another. */
  private mustRestart(state: State, found: readonly Found[], sealTo: readonly string[]): boolean {
    if (state.sealedTo.join() !== sealTo.join()) return true;
    const here = new Set(found.map(streamFolder));
    const lost = Object.keys(state.read).filter((stream) => !here.has(stream) && !isReplaced(stream, state, found));
    for (const stream of this.missing.keys()) if (!lost.includes(stream)) this.missing.delete(stream);
    for (const stream of lost) this.missing.set(stream, (this.missing.get(stream) ?? 0) + 1);
    return [...this.missing.values()].some((rounds) => rounds >= MISSING);
  }

  /** Is every file of our stream there, and sound where another desk cannot read on? */
  private async isBroken(taking: Taking, open: Opened, found: readonly Found[], signal: AbortSignal): Promise<boolean> {
    const own = streamFolder(open.state);
    const checked = await checkFiles(this.share, open.state);
    open.absences = checked === undefined ? open.absences + 1 : 0;
    if (open.absences >= MISSING) return true;
    open.state = checked ?? open.state;
    for (const step of found.flatMap(({ head }) => head?.stuck[own] ?? [])) {
      if (open.sound.has(step)) continue;
      if (!(await isReadable(taking, open.state, step, signal))) return true;
      open.sound.add(step);
    }
    return false;
  }

  /** Begins a stream of its own again, with everything that is in no other; twice is as good as once. */
  private restart(open: Opened, office: Office, sealTo: readonly string[]): void {
    open.known.forget();
    open.outgoing.again();
    open.state = { ...this.fresh(office, sealTo), wants: open.state.wants };
    open.sound.clear();
    open.absences = 0;
    this.missing.clear();
    this.last = undefined;
  }

  private watch(): void {
    if (this.watcher !== undefined) return;
    try {
      const recursive = process.platform === 'win32';
      this.watcher = watch(this.share.root, { recursive, persistent: false }, () => this.hint());
      this.watcher.on('error', () => {
        this.watcher?.close();
        this.watcher = undefined;
      });
    } catch {
      // Not every share can be watched; it is looked at every few seconds anyway.
    }
  }

  private peersOf(office: Office, state: State, found: readonly Found[], holds: ReadonlyMap<string, Hold>): Peer[] {
    const ends = new Map(
      found.flatMap((one) => {
        const hold = holds.get(streamFolder(one));
        const refused = hold !== undefined && REFUSED.includes(hold);
        return one.head === undefined || refused ? [] : [[streamFolder(one), one.head.end.ops] as const];
      }),
    );
    ends.set(streamFolder(state), state.end.ops);
    const peers = found.flatMap((one): Peer[] => {
      const { head } = one;
      if (head === undefined || one.device === office.store.device || head.sign === office.keys.device.sign) return [];
      const hold = this.patient(one, holds.get(streamFolder(one)), office.clock.now());
      const lacks = [...ends].map(([stream, ops]) =>
        stream === streamFolder(one) ? 0 : ops - (head.read[stream]?.ops ?? 0),
      );
      return [
        {
          device: one.device,
          name: head.name,
          seenAt: head.at,
          behind: lacks.reduce((sum, ops) => sum + Math.max(0, ops), 0),
          unread: Math.max(0, head.end.ops - (state.read[streamFolder(one)]?.ops ?? 0)),
          waiting: head.waiting,
          ...(hold === undefined ? {} : { hold }),
        },
      ];
    });
    return newestOf(peers).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A broken file may be half copied: only one that stays broken is a matter for a person. */
  private patient(stream: Found, hold: Hold | undefined, now: number): Hold | undefined {
    const key = streamFolder(stream);
    if (hold !== 'damaged') {
      this.broken.delete(key);
      return hold;
    }
    const since = this.broken.get(key) ?? now;
    this.broken.set(key, since);
    return Math.abs(now - since) > ON_ITS_WAY ? hold : 'incomplete';
  }
}

/** What is taken in nowhere, so that no desk is behind with it. */
const REFUSED: readonly Hold[] = ['unknown', 'revoked', 'stranger'];

/** Its desk took it away itself, having brought everything again in another. */
function isReplaced(stream: string, state: State, found: readonly Found[]): boolean {
  const device = readStreamFolder(stream)?.device;
  return device !== state.device && found.some((one) => one.device === device);
}

const stuckAt = (state: State, holds: ReadonlyMap<string, Hold>): { [stream: string]: number } =>
  Object.fromEntries(
    [...holds]
      .filter(([, hold]) => hold === 'damaged' || hold === 'incomplete')
      .map(([stream]) => [stream, (state.read[stream]?.step ?? 0) + 1]),
  );

/** A desk with several streams is shown by the one it wrote last. */
function newestOf(peers: readonly Peer[]): Peer[] {
  const newest = new Map<string, Peer>();
  for (const peer of peers) if ((newest.get(peer.device)?.seenAt ?? -1) < peer.seenAt) newest.set(peer.device, peer);
  return [...newest.values()];
}
