import { join } from 'node:path';
import { blobsNamed } from '#shared/domain/exchange/foreign';
import { PACKAGE_LIMITS } from '#shared/domain/exchange/package';
import type { HubPlace } from '#shared/domain/exchange/sync';
import { hlcMillis } from '#shared/ledger/hlc';
import { opDevice, opSeq, type Txn } from '#shared/ledger/op';
import { contradictions } from '../forks';
import type { Office } from '../office';
import type { Hold } from '#shared/domain/exchange/sync';
import type { Carrier, Consent, Peer, Standing } from '../sync/carrier';
import { Known } from '../sync/known';
import { type Batch, Outgoing } from '../sync/outgoing';
import { Connection, HubError } from './connect';
import { bringContents, fetchContents, tradeContents } from './contents';
import { deskRows, leaveTrace, marksOf } from './desks';
import { bring, CHANNEL, type Part, rowsAfter } from './rows';
import { prepare } from './schema';
import { type State, StateFile } from './state';

/** One hub as this run knows it. */
interface Opened {
  readonly id: string;
  readonly known: Known;
  readonly outgoing: Outgoing;
  readonly file: StateFile;
  state: State;
}

export interface HubOptions {
  readonly place: HubPlace;
  readonly office: () => Office | Promise<Office>;
}

/** The hub: the ledgers of all desks of a centre as rows of one table in PostgreSQL. */
export class HubCarrier implements Carrier {
  private connection: Connection | undefined;
  private open: Opened | undefined;
  private hint: () => void = () => undefined;
  private readonly holds = new Map<string, Hold>();

  constructor(private readonly options: HubOptions) {}

  onHint(hint: () => void): void {
    this.hint = hint;
  }

  async round(signal: AbortSignal, consent: Consent): Promise<Standing> {
    try {
      return await this.exchange(signal, consent);
    } catch (error) {
      if (this.connection?.usable !== true) await this.disconnect();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.open?.outgoing.stop();
    await this.disconnect();
  }

  private async disconnect(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    await connection?.close();
  }

  private async exchange(signal: AbortSignal, consent: Consent): Promise<Standing> {
    const office = await this.options.office();
    const connection = await this.connected(office, signal);
    const open = this.open;
    if (open === undefined) throw new HubError('UNREACHABLE');
    this.holds.clear();
    const whole = await this.pull(connection, office, open, signal, consent);
    const forked = whole ? await this.push(connection, office, open, signal) : true;
    await this.contents(connection, office, open, signal);
    await leaveTrace(connection, office, open.state, open.outgoing.ops, signal);
    const peers = await deskRows(connection, open.state.via, open.state.pulled, signal);
    return {
      peers: peers.map(({ via, ...peer }): Peer => {
        const hold = this.holds.get(via);
        return hold === undefined ? peer : { ...peer, hold };
      }),
      waiting: open.outgoing.ops,
      atHome: open.outgoing.atHome,
      wanted: open.state.wants.length,
      forked,
    };
  }

  private async connected(office: Office, signal: AbortSignal): Promise<Connection> {
    if (this.connection?.usable === true) return this.connection;
    await this.disconnect();
    const connection = await Connection.open(this.options.place, signal);
    try {
      const id = await prepare(connection, office.random.hex(16), signal);
      await this.remember(connection, id, office, signal);
      connection.onNotice(() => this.hint());
      await connection.ask(`LISTEN ${CHANNEL}`, [], signal);
    } catch (error) {
      await connection.close();
      throw error;
    }
    this.connection = connection;
    return connection;
  }

  /** What this desk remembers of the hub. One that was put back to an older state, or another one, is read from the beginning. */
  private async remember(connection: Connection, id: string, office: Office, signal: AbortSignal): Promise<void> {
    const open = this.open?.id === id ? this.open : await this.reopen(id, office);
    this.open = open;
    if ((await marksOf(connection, open.state.marks, signal)) && open.known.isIn(office.store)) return;
    open.known.forget();
    open.outgoing.again();
    await this.save(open, fresh(office));
  }

  private async reopen(id: string, office: Office): Promise<Opened> {
    this.open?.outgoing.stop();
    const local = join(office.folder, 'exchange', 'sync', `hub-${id.slice(0, 8)}`);
    office.disk.makeFolder(local);
    const file = new StateFile(local, office.disk);
    const known = await Known.open(office.disk, join(local, 'known.ndjson'));
    const state = await file.read();
    const mine = state?.device === office.store.device ? state : undefined;
    if (mine === undefined) known.forget();
    return { id, known, outgoing: new Outgoing(office.store, known), file, state: mine ?? fresh(office) };
  }

  private async save(open: Opened, state: State): Promise<void> {
    open.known.save();
    await open.file.write(state);
    open.state = state;
  }

  /** Takes all rows behind the last one taken; false when a row contradicts what is here. */
  private async pull(
    connection: Connection,
    office: Office,
    open: Opened,
    signal: AbortSignal,
    consent: Consent,
  ): Promise<boolean> {
    for (;;) {
      const parts = await rowsAfter(connection, open.state.pulled, open.state.via, signal);
      const sound = this.untilClock(parts, office, consent);
      const txns = sound.map(({ txn }) => txn);
      const { forked, unshipped } = await contradictions(office, txns, signal);
      if (forked.length > 0) return false;
      if (unshipped.length > 0) throw new HubError('NEWER');
      const last = sound.at(-1);
      if (last === undefined) return true;
      const wants = await fetchContents(connection, office, namesIn(txns), signal);
      const { gaps } = await office.store.receive(txns);
      if (gaps.length > 0) throw new HubError('GAP');
      for (const op of txns.flatMap((txn) => txn.ops)) open.known.join(op.space, { [opDevice(op.id)]: opSeq(op.id) });
      const marks = marksWith(open.state, { n: last.n, txn: last.txn.id });
      await this.save(open, {
        ...open.state,
        pulled: last.n,
        marks,
        wants: [...new Set([...open.state.wants, ...wants])],
      });
      if (sound.length < parts.length) return true;
    }
  }

  /** What is stamped too far ahead of our clock waits for a person, and what comes after it too. */
  private untilClock(parts: readonly Part[], office: Office, { clocksCompared }: Consent): readonly Part[] {
    const limit = office.clock.now() + (clocksCompared === true ? PACKAGE_LIMITS.neverMs : PACKAGE_LIMITS.aheadMs);
    const at = parts.findIndex(({ txn }) => hlcMillis(txn.hlc) > limit);
    const first = parts[at];
    if (first === undefined) return parts;
    this.holds.set(first.via, 'clock');
    return parts.slice(0, at);
  }

  /** Brings everything that is not there; true when something else is there under the same numbers. */
  private async push(connection: Connection, office: Office, open: Opened, signal: AbortSignal): Promise<boolean> {
    for await (const batch of open.outgoing.batches(office, signal)) {
      if (await this.pushBatch(connection, office, open, batch, signal)) return true;
    }
    return false;
  }

  private async pushBatch(
    connection: Connection,
    office: Office,
    open: Opened,
    batch: Batch,
    signal: AbortSignal,
  ): Promise<boolean> {
    await bringContents(connection, office, namesIn(batch.txns), signal);
    const { forked, last } = await bring(connection, batch.txns, open.state.via, signal);
    if (forked.length > 0) return true;
    open.outgoing.arrived(batch);
    await this.save(open, last === undefined ? open.state : { ...open.state, marks: marksWith(open.state, last) });
    return false;
  }

  private async contents(connection: Connection, office: Office, open: Opened, signal: AbortSignal): Promise<void> {
    const wants = await fetchContents(connection, office, open.state.wants, signal);
    if (wants.length !== open.state.wants.length) await this.save(open, { ...open.state, wants });
    await tradeContents(connection, office, wants, signal);
  }
}

/** So many of the last rows, taken or brought, are remembered, to see that the hub still has them. */
const MARKS = 3;
const marksWith = ({ marks }: State, mark: State['marks'][number]): State['marks'] =>
  [...marks, mark].sort((a, b) => a.n - b.n).slice(-MARKS);

const fresh = (office: Office): State => ({
  version: 1,
  device: office.store.device,
  via: office.random.hex(8),
  pulled: 0,
  marks: [],
  wants: [],
});

const namesIn = (txns: readonly Txn[]): string[] => [
  ...new Set(txns.flatMap((txn) => txn.ops.flatMap((op) => blobsNamed(op.value)))),
];
