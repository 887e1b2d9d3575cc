import { expect } from 'vitest';
import { decideField, decideStep } from '#shared/domain/decisions/decide';
import { undecidedOf } from '#shared/domain/decisions/items';
import { decidePair, decideRevoke, KEYS, trustIn } from '#shared/domain/exchange/keys';
import { officeOf } from '#shared/domain/exchange/places';
import type { OpId, RecordId, SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { type Decision, type OpDraft, opDevice, opSeq } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { PackageFault } from '../../../electron/exchange/fault';
import { pairedKeys } from '../../../electron/exchange/office';
import { memoryDisk } from '../../crash/support/memory-disk';
import { MemoryDesk, previewOf } from './desk';
import { openParcel, type Parcel, parcelOf } from './parcel';
import { HOME, RECORDS, SPACES } from './records';
import { Truth } from './truth';

/** A package on its way. */
interface Mail extends Parcel {
  readonly from: number;
  readonly to: number;
  readonly sign: string;
}

interface Member {
  desk: MemoryDesk;
  readonly sign: string;
  skew: number;
  /** What it believes the others to have. */
  readonly known: Map<number, Map<SpaceId, Vector>>;
  /** What it sent them, arrived or not. */
  readonly sent: Map<number, Map<SpaceId, Vector>>;
  backup: ReadonlyMap<string, Buffer>;
  /** How often its data were put back, or it was closed and opened again. */
  restores: number;
  runs: number;
}

/** What befalls a package: bits, the end of it, or the person who ends the program while it is taken in. */
export type Harm = 'none' | 'cut' | 'flip' | 'stopped';

const signOf = (i: number): string => `${'ABCDEFGH'[i] ?? 'Z'}${'A'.repeat(42)}=`;
const keyRecord = (i: number): RecordId => recordId(KEYS, String(i).repeat(30));

/** Some desks, the packages between them, and the truth about who wrote what. */
export class World {
  private readonly mail: Mail[] = [];
  readonly truth = new Truth();
  private constructor(readonly members: readonly Member[]) {}

  static async begin(skews: readonly number[]): Promise<World> {
    const members: Member[] = [];
    for (const [i, skew] of skews.entries()) {
      const desk = await MemoryDesk.open({ device: `d${i}`, skew });
      const paper = { known: new Map(), sent: new Map(), backup: new Map() };
      members.push({ desk, sign: signOf(i), skew, ...paper, restores: 0, runs: 0 });
    }
    const world = new World(members);
    for (const i of members.keys()) {
      const card = {
        card: 'jrd-key' as const,
        version: 1 as const,
        unit: recordId('units', `M${i}`),
        name: `台席${i}`,
        sign: signOf(i),
        seal: `age1${'q'.repeat(58)}`,
      };
      const digits = String(i).repeat(30);
      const decided = decidePair(undefined, card, digits, digits, HOME);
      if (decided.ok) await world.commit(0, decided.value);
    }
    for (const i of members.keys()) if (i > 0) await world.hand(0, i, [officeOf(HOME)]);
    return world;
  }

  member(i: number): Member {
    const found = this.members[i % this.members.length];
    if (found === undefined) throw new Error('no desk');
    return found;
  }

  note(i: number, ops: readonly OpDraft[]): Promise<void> {
    return this.commit(i, { action: '写', ops });
  }

  async commit(i: number, decision: Decision): Promise<void> {
    const { desk } = this.member(i);
    const before = new Map(decision.ops.map(({ space }) => [space, desk.store.vector(space)]));
    const txn = await desk.commit(decision);
    this.truth.acknowledged(txn, (space) => before.get(space) ?? {});
  }

  /** A person at a desk decides what waits there about a record: one of the contents, a third one, one of the steps or both. */
  async decide(i: number, record: number, way: number): Promise<void> {
    const folded = this.member(i).desk.store.get(RECORDS[record % RECORDS.length]?.id ?? keyRecord(i));
    if (folded === undefined) return;
    const { conflicts, steps } = undecidedOf(folded);
    for (const { field, heads } of conflicts) {
      const seen = heads.map(({ op }) => op);
      const op = seen[way % (seen.length + 1)];
      const decided = decideField(folded, { field, seen, take: op === undefined ? { text: `第三种${way}` } : { op } });
      hold(decided.ok, `${folded.id} ${field} cannot be decided`);
      if (decided.ok) await this.commit(i, decided.value);
    }
    const [open] = steps;
    if (open === undefined) return;
    const { misstep, ifKept, event } = open;
    const takes = ['withdraw', ...(ifKept === undefined ? [] : ['keep']), ...(misstep === undefined ? ['both'] : [])];
    const take = takes[way % takes.length] as 'withdraw' | 'keep' | 'both';
    const decided = decideStep(folded, { op: event.op, take, reason: '核实' });
    hold(decided.ok, `${folded.id} ${event.name} cannot be decided`);
    if (decided.ok) await this.commit(i, decided.value);
  }

  /** Makes a package: from the beginning, from what the other acknowledged, or in the hope that everything sent arrives. */
  post(from: number, to: number, spaces: readonly SpaceId[], trust: 'blind' | 'known' | 'hopeful'): void {
    const sender = this.member(from);
    const bases = trust === 'blind' ? undefined : (trust === 'known' ? sender.known : sender.sent).get(to);
    const parcel = parcelOf(sender.desk.store, spaces, (space) => bases?.get(space) ?? {});
    this.mail.push({ ...parcel, from, to, sign: sender.sign });
    const heads = spaces.map((space) => [space, sender.desk.store.vector(space)] as const);
    sender.sent.set(to, new Map([...(sender.sent.get(to) ?? []), ...heads]));
  }

  /** The postman: any package, the newest first if he likes, at any time, as often as he likes; harmed where told so. */
  async deliver(pick: number, harm: Harm, at: number): Promise<void> {
    const parcel = this.mail.at(-1 - (pick % Math.max(1, this.mail.length)));
    if (parcel === undefined) return;
    if (harm === 'none') return this.open(parcel, parcel.bytes);
    if (harm === 'stopped') return this.open(parcel, parcel.bytes, { stopAt: at });
    const place = at % parcel.bytes.length;
    const bytes = Buffer.from(harm === 'cut' ? parcel.bytes.subarray(0, place) : parcel.bytes);
    if (harm === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
    const before = this.vectorsOf(parcel.to);
    await this.open(parcel, bytes, { harmed: true });
    expect(this.vectorsOf(parcel.to), 'a damaged package changes nothing').toEqual(before);
  }

  drop(pick: number): void {
    if (this.mail.length > 0) this.mail.splice(pick % this.mail.length, 1);
  }

  private async open(
    parcel: Mail,
    bytes: Buffer,
    { harmed = false, stopAt }: { readonly harmed?: boolean; readonly stopAt?: number } = {},
  ): Promise<void> {
    const { store } = this.member(parcel.to).desk;
    if (trustIn(pairedKeys(store, HOME), parcel.sign).kind === 'revoked') return;
    const txns = await openParcel(parcel, bytes);
    if (txns instanceof PackageFault) return expect(harmed && txns.verdict).toBe('damaged');
    const preview = previewOf(txns, this.member(parcel.to).desk);
    if (harmed) return;
    if (stopAt !== undefined) return void (await store.receive(txns.slice(0, stopAt % (txns.length + 1))));
    const received = await store.receive(txns);
    hold(received.fresh === preview.fresh, 'the preview said otherwise');
    hold(received.misplaced === 0, 'misplaced');
    this.acknowledge(parcel, received.gaps.length > 0);
  }

  /** The receipt, which tells the sender what the receiver has now. */
  private acknowledge(parcel: Mail, gap: boolean): void {
    const sender = this.member(parcel.from);
    const known = sender.known.get(parcel.to) ?? new Map<SpaceId, Vector>();
    for (const space of Object.keys(parcel.manifest.spaces) as SpaceId[]) {
      const here = this.member(parcel.to).desk.store.vector(space);
      known.set(space, gap ? here : { ...known.get(space), ...here });
    }
    sender.known.set(parcel.to, known);
  }

  /** From hand to hand, without a package. */
  async hand(from: number, to: number, spaces: readonly SpaceId[]): Promise<void> {
    const { store } = this.member(to).desk;
    const { gaps } = await store.receive(this.member(from).desk.send(spaces, (space) => store.vector(space)));
    hold(gaps.length === 0, 'a gap between vectors that were just compared');
  }

  back(i: number): void {
    const { desk } = this.member(i);
    this.member(i).backup = new Map([...desk.disk.files].map(([path, bytes]) => [path, Buffer.from(bytes)]));
  }

  /** Older data are put back; the desk goes on as another device, as every restore makes it. */
  async restore(i: number): Promise<void> {
    const member = this.member(i);
    if (member.backup.size === 0) return;
    const old = member.desk;
    member.restores++;
    const device = `d${i % this.members.length}r${member.restores}`;
    member.desk = await MemoryDesk.open({ device, skew: member.skew, disk: memoryDisk(member.backup) });
    for (const [key, op] of this.truth.all) {
      if (holds(old, op) && !this.members.some(({ desk }) => holds(desk, op))) this.truth.lost.add(key);
    }
  }

  /** The program is ended and started again; before that, now and then, what is in memory alone is folded into segments. */
  async again(i: number, compact: boolean): Promise<void> {
    const member = this.member(i);
    const { device, disk, store } = member.desk;
    const before = this.vectorsOf(i);
    if (compact) await store.compact();
    await store.close();
    member.runs++;
    member.desk = await MemoryDesk.open({ device, disk, skew: member.skew, run: `again${member.runs}-` });
    expect(this.vectorsOf(i), 'nothing goes by closing').toEqual(before);
  }

  setClock(i: number, skew: number): void {
    this.member(i).skew = skew;
    this.member(i).desk.setClock(skew);
  }

  async revoke(by: number, whom: number): Promise<void> {
    const record = this.member(by).desk.store.get(keyRecord(whom % this.members.length));
    const decided = decideRevoke(record, '遗失');
    if (decided.ok) await this.commit(by, decided.value);
  }

  vectorsOf(i: number): readonly Vector[] {
    return SPACES.map((space) => this.member(i).desk.store.vector(space));
  }
}

export const holds = ({ store }: MemoryDesk, { space, id }: { readonly space: SpaceId; readonly id: OpId }): boolean =>
  (store.vector(space)[opDevice(id)] ?? 0) >= opSeq(id);
/** Asked thousands of times in a history, where `expect` would take most of the time. */
export function hold(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}
