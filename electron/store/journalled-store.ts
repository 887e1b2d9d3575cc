import { setImmediate as nextTurn } from 'node:timers/promises';
import { Low } from 'lowdb';
import type { DeviceId, RecordId, SpaceId, TxnId } from '#shared/kernel/ids';
import type { Clock, Random } from '#shared/kernel/ports';
import type { Folded } from '#shared/ledger/fold';
import { type Hlc, laterHlc, nextHlc } from '#shared/ledger/hlc';
import type { Decision, Txn } from '#shared/ledger/op';
import { takeIn } from '#shared/ledger/receive';
import type { Vector } from '#shared/ledger/space';
import { type Actor, type Before, stamp, type Stamped } from '#shared/ledger/stamp';
import { LedgerAdapter, type LedgerData } from './adapter';
import { foldIntoSegments } from './compaction';
import { errorCode } from './disk';
import { asStoreError, StoreError } from './fault';
import { placesOf, readPlaces } from './ledger';
import type { Damage } from './loading';
import { mergeSegments } from './merge';
import type { StoreLimits } from './open';
import { askToRefold } from './refold';
import { scrub } from './scrub';
import type { Library } from './opening';
import { txnsSince } from './since';
import type { ColumnBlock, Received, Store, StoreFiles, StoreState } from './store';

/** A Txn that waits to be written: made when its turn comes, from what those before it leave behind. */
interface Waiting {
  readonly make: (last: Hlc, before: Before) => Stamped;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many are stamped, folded and written in one turn of the loop, or fewer: as many as are stamped within so many milliseconds. */
const LARGEST_GROUP = 200;
const STAMPING = 8;
/** So many Txns from elsewhere are queued at once: what is saved at the desk meanwhile does not wait for all of them. */
const RECEIVED_AT_ONCE = 200;
/** While Txns from elsewhere arrive, so many times `compactAt` records gather before they are folded: a large import then folds once or twice. */
const GATHERED = 25;
/** So many times `compactAt` records in memory, then commits wait for the compaction: a save during a large import, or after it, should not. */
const PRESSURE = 2 * GATHERED;

/** The store over an opened data folder. */
export class JournalledStore implements Store {
  readonly device: DeviceId;
  private readonly db: Low<LedgerData>;
  private readonly queue: Waiting[] = [];
  private readonly commitListeners = new Set<(txn: Txn) => void>();
  private readonly stateListeners = new Set<(state: StoreState) => void>();
  private readonly closing = new AbortController();
  private current: StoreState;
  private pump: Promise<void> | undefined;
  private scrubbed: readonly Damage[] = [];
  private receiving = 0;
  private background: Promise<void> | undefined;

  constructor(
    private readonly world: { readonly device: DeviceId; readonly clock: Clock; readonly random: Random },
    private readonly limits: StoreLimits,
    private readonly library: Library,
    private readonly release: () => void,
  ) {
    this.device = world.device;
    const data: LedgerData = { memory: library.memory, hlc: library.hlc, pending: [] };
    this.db = new Low<LedgerData>(
      new LedgerAdapter(
        () => Promise.resolve(data),
        () => this.ledger(),
      ),
      data,
    );
    this.current = library.fault === undefined ? { mode: 'ready' } : readOnly(library.fault);
    this.compactWhenDue();
  }

  async commit(decision: Decision, actor: Actor): Promise<Txn> {
    const { clock, random } = this.world;
    const { txn } = await this.write((last, before) => {
      const hlc = nextHlc(last, clock.now());
      return stamp(decision, random.hex(8) as TxnId, actor, hlc, before);
    });
    return txn;
  }

  async receive(txns: readonly Txn[]): Promise<Received> {
    this.receiving++;
    try {
      return await this.takeAll(txns);
    } finally {
      this.receiving--;
      this.compactWhenDue();
    }
  }

  since(bases: ReadonlyMap<SpaceId, Vector>): readonly Txn[] {
    return txnsSince(this.library, bases);
  }

  get(id: RecordId): Folded | undefined {
    return this.library.memory.record(id);
  }
  vector(space: SpaceId): Vector {
    return this.library.memory.vector(space);
  }
  history(id: RecordId): readonly Txn[] {
    const log = this.library.memory.known(id)?.log ?? [];
    return readPlaces(this.library.folder, placesOf(log));
  }
  blocks(collection: string): readonly ColumnBlock[] {
    return this.library.memory.segments.blocks(collection);
  }
  overlay(collection: string): Iterable<Folded> {
    return this.library.memory.overlay(collection);
  }
  damage(): readonly Damage[] {
    return [...this.library.damage, ...this.scrubbed];
  }
  state(): StoreState {
    return this.current;
  }
  notices(): readonly string[] {
    return this.library.notices;
  }
  onCommit(listener: (txn: Txn) => void): () => void {
    this.commitListeners.add(listener);
    return () => this.commitListeners.delete(listener);
  }
  onState(listener: (state: StoreState) => void): () => void {
    this.stateListeners.add(listener);
    return () => this.stateListeners.delete(listener);
  }

  compact(): Promise<void> {
    return this.alone(() => this.runCompaction());
  }

  withFiles<T>(work: (files: StoreFiles) => Promise<T>): Promise<T> {
    return this.alone(() => {
      const { manifest } = this.library.folder;
      return work({ manifest, tail: { name: manifest.active.name, bytes: this.ledger().end.offset } });
    });
  }

  async scrub(): Promise<void> {
    const { folder } = this.library;
    const { signal } = this.closing;
    try {
      const found = await scrub(folder, this.library.ledger?.end, signal);
      const { ledger, active, segments } = folder.manifest;
      const named = new Set([...ledger, active, ...segments].map((file) => file.name));
      this.scrubbed = found.filter(({ file }) => named.has(file));
      if (this.scrubbed.length === 0) return;
      if (this.scrubbed.some(({ what }) => what === 'segment')) askToRefold(folder.disk, folder.path);
      this.forbid(new StoreError('damaged'));
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.pump;
    await this.background;
    if (this.current.mode === 'ready') this.noteEnd();
    this.forbid(new StoreError('ioError', '数据文件夹已经关闭。'));
    this.library.memory.segments.close();
    this.library.ledger?.close();
    this.release();
  }

  private noteEnd(): void {
    try {
      this.ledger().noteEnd(this.db.data.hlc);
    } catch {
      // No room for it: the ledger is whole all the same.
    }
  }

  /** Durable when it resolves, with what was made when its turn came. */
  private write<T extends Stamped>(make: (last: Hlc, before: Before) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let made: T | undefined;
      this.queue.push({
        make: (last, before) => {
          made = make(last, before);
          return made;
        },
        resolve: () => made !== undefined && resolve(made),
        reject,
      });
      this.pump ??= this.drain();
    });
  }

  private async takeAll(txns: readonly Txn[]): Promise<Received> {
    let received: Received = { fresh: 0, duplicates: 0, gaps: [], misplaced: 0 };
    for (let at = 0; at < txns.length; at += RECEIVED_AT_ONCE) {
      const slice = txns.slice(at, at + RECEIVED_AT_ONCE);
      const taken = await Promise.all(slice.map((txn) => this.write((_last, before) => takeIn(txn, before))));
      received = {
        fresh: taken.reduce((sum, t) => sum + t.txn.ops.length, received.fresh),
        duplicates: taken.reduce((sum, t) => sum + t.duplicates.length, received.duplicates),
        gaps: [...received.gaps, ...taken.flatMap((t) => t.gaps)],
        misplaced: taken.reduce((sum, t) => sum + t.misplaced.length, received.misplaced),
      };
    }
    return received;
  }

  /** Writes whatever has queued up, group by group: at once what was asked for in this turn, the rest a turn later. */
  private async drain(): Promise<void> {
    await Promise.resolve();
    while (this.queue.length > 0) {
      if (this.library.memory.dirty > PRESSURE * this.limits.compactAt) await this.background;
      await this.writeGroup();
      this.compactWhenDue();
      await nextTurn();
    }
    this.pump = undefined;
  }

  private async writeGroup(): Promise<void> {
    const { current } = this;
    if (current.mode !== 'ready') {
      for (const { reject } of this.queue.splice(0)) reject(new StoreError(current.reason, current.detail));
      return;
    }
    const work = this.stampGroup();
    const pending = work.map(({ stamped }) => stamped).filter(({ txn }) => txn.ops.length > 0);
    try {
      this.db.data.pending = pending;
      if (pending.length > 0) await this.db.write();
    } catch (error) {
      const fault = asStoreError(error);
      this.forbid(fault);
      for (const { waiting } of work) waiting.reject(fault);
      return;
    }
    for (const { waiting, stamped } of work) {
      waiting.resolve();
      if (stamped.txn.ops.length === 0) continue;
      for (const listener of this.commitListeners) listener(stamped.txn);
    }
  }

  /**
   * Each decision sees what those before it in the group do, though nothing is in memory yet. One that cannot be stamped
   * (a damaged record under it) fails alone.
   */
  private stampGroup(): { waiting: Waiting; stamped: Stamped }[] {
    const { memory } = this.library;
    const records = new Map<RecordId, Folded>();
    const vectors = new Map<SpaceId, Vector>();
    const before = {
      record: (id: RecordId) => records.get(id) ?? memory.record(id),
      vector: (space: SpaceId) => vectors.get(space) ?? memory.vector(space),
    };
    let { hlc } = this.db.data;
    const work: { waiting: Waiting; stamped: Stamped }[] = [];
    let taken = 0;
    for (const until = performance.now() + STAMPING; taken < LARGEST_GROUP; ) {
      const waiting = this.queue[taken];
      if (waiting === undefined || (taken > 0 && performance.now() > until)) break;
      taken++;
      try {
        const stamped = waiting.make(hlc, before);
        hlc = laterHlc(hlc, stamped.txn.hlc);
        for (const [id, record] of stamped.records) records.set(id, record);
        for (const [space, vector] of stamped.vectors) vectors.set(space, vector);
        work.push({ waiting, stamped });
      } catch (error) {
        waiting.reject(error);
      }
    }
    this.queue.splice(0, taken);
    return work;
  }

  private compactWhenDue(): void {
    if (this.current.mode !== 'ready' || this.background !== undefined || this.closing.signal.aborted) return;
    const due = this.limits.compactAt * (this.receiving > 0 ? GATHERED : 1);
    if (this.library.memory.dirty < due) return;
    this.compact().catch(() => undefined);
  }

  private async runCompaction(): Promise<void> {
    const { signal } = this.closing;
    try {
      if (this.current.mode !== 'ready') throw new StoreError(this.current.reason, this.current.detail);
      if (this.library.memory.dirty > 0) {
        await foldIntoSegments(this.library, this.ledger().end, this.db.data.hlc, signal);
      }
      while (await mergeSegments(this.library, signal));
    } catch (error) {
      if (signal.aborted) return;
      this.forbid(asStoreError(error));
      throw error;
    }
  }

  private ledger() {
    const { ledger, fault } = this.library;
    if (ledger === undefined) throw fault ?? new StoreError('ioError');
    return ledger;
  }

  /** Compactions and backups follow one another. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const before = this.background ?? Promise.resolve();
    const run = before.then(work).catch(inWords);
    const settled = run.then(
      () => undefined,
      () => undefined,
    );
    this.background = settled;
    void settled.then(() => {
      if (this.background === settled) this.background = undefined;
    });
    return run;
  }

  /** A failed write or sync is never tried again: what the disk holds is no longer known. */
  private forbid(fault: StoreError): void {
    if (this.current.mode !== 'ready') return;
    this.current = readOnly(fault);
    for (const listener of this.stateListeners) listener(this.current);
  }
}

/** A failed file operation is told in words; a fault of the program stays one. */
function inWords(error: unknown): never {
  throw errorCode(error) === '' ? error : asStoreError(error);
}

const readOnly = (fault: StoreError): StoreState => ({ mode: 'readOnly', reason: fault.fault, detail: fault.message });
