import { expect } from 'vitest';
import { decideField, decideStep } from '#shared/domain/decisions/decide';
import { undecidedOf } from '#shared/domain/decisions/items';
import { officeOf } from '#shared/domain/exchange/places';
import type { SpaceId } from '#shared/kernel/ids';
import type { Decision, OpDraft, Txn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { rememberRetired } from '../../../electron/exchange/trust';
import { adoptUnitKeys } from '../../../electron/exchange/unit-key';
import { pairCards } from './key-moves';
import { keyPool } from './keys-pool';
import { Member } from './member';
import { loadOf, type Parcel, type Seen, type Taken, type Way } from './parcel';
import { HOME, RECORDS, SPACES } from './records';
import { Trusts } from './trusts';
import { holds, Truth } from './truth';

/** A package on its way. */
interface Mail extends Parcel {
  readonly from: number;
  readonly to: number;
}

/** What befalls a package: bits, the end of it, or the person who ends the program while it is taken in. */
export type Harm = 'none' | 'cut' | 'flip' | 'stopped';

/** Who knows whom at the beginning: by a card read in, or because the unit has a key that speaks for its desks. */
export interface Acquaintance {
  readonly paired: readonly boolean[];
  readonly unitKey: boolean;
}

/** A broken one may still tell who is not believed. */
const BROKEN = ['damaged', 'bad_signature', 'newer_format', 'unknown_signer'];

/** Some desks, the packages between them, and the truth about who wrote what. */
export class World {
  private readonly mail: Mail[] = [];
  readonly truth = new Truth();
  readonly trusts = new Trusts();
  private constructor(
    readonly members: readonly Member[],
    private readonly way: Way,
  ) {}

  static async begin(skews: readonly number[], { paired, unitKey }: Acquaintance, way: Way): Promise<World> {
    const members: Member[] = [];
    for (const [i, skew] of skews.entries()) members.push(await Member.begin(i, skew, unitKey));
    const world = new World(members, way);
    for (const i of members.keys()) if (paired[i] === true) await pairCards(world, 0, i);
    if (unitKey) await world.commit(0, (await keyPool()).unitKeyFor(members.length));
    for (const i of members.keys()) if (i > 0) await world.hand(0, i, [officeOf(HOME)]);
    return world;
  }

  member(i: number): Member {
    const found = this.members[i % this.members.length];
    if (found === undefined) throw new Error('no desk');
    return found;
  }

  async note(i: number, ops: readonly OpDraft[]): Promise<void> {
    await this.commit(i, { action: '写', ops });
  }

  async commit(i: number, decision: Decision): Promise<Txn> {
    const { desk } = this.member(i);
    const before = new Map(decision.ops.map(({ space }) => [space, desk.store.vector(space)]));
    const txn = await desk.commit(decision);
    this.truth.acknowledged(txn, (space) => before.get(space) ?? {});
    return txn;
  }

  /** A person at a desk decides what waits there about a record: one of the contents, a third one, one of the steps or both. */
  async decide(i: number, record: number, way: number): Promise<void> {
    const found = RECORDS[record % RECORDS.length];
    const folded = found === undefined ? undefined : this.member(i).desk.store.get(found.id);
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

  /**
   * Makes a package: from the beginning, from what the other acknowledged, or in the hope that everything sent arrives. A thief has a key
   * that its owner replaced, and may send to the owner too.
   */
  async post(
    from: number,
    to: number,
    spaces: readonly SpaceId[],
    trust: 'blind' | 'known' | 'hopeful',
    thief = false,
  ): Promise<void> {
    const sender = this.member(from);
    const signing = thief ? sender.former.at(-1) : undefined;
    if (signing === undefined && (thief || from === to)) return;
    await this.useKeys(from);
    const bases = trust === 'blind' ? undefined : (trust === 'known' ? sender.known : sender.sent).get(to);
    const load = loadOf(sender.home.store, spaces, (space) => bases?.get(space) ?? {});
    const parcel = await this.way.make(sender.home, signing ?? sender.home.pair, load);
    this.mail.push({ ...parcel, from, to });
    const heads = spaces.map((space) => [space, sender.desk.store.vector(space)] as const);
    sender.sent.set(to, new Map([...(sender.sent.get(to) ?? []), ...heads]));
  }

  /** The postman: any package, the newest first if he likes, at any time, as often as he likes; harmed where told so. */
  async deliver(pick: number, harm: Harm, at: number): Promise<void> {
    const mail = this.mail.at(-1 - (pick % Math.max(1, this.mail.length)));
    if (mail === undefined) return;
    if (harm === 'none') return this.open(mail);
    if (harm === 'stopped') return this.open(mail, at);
    const place = at % mail.bytes.length;
    const bytes = Buffer.from(harm === 'cut' ? mail.bytes.subarray(0, place) : mail.bytes);
    if (harm === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
    const { verdict } = await this.refused(mail, bytes);
    expect(BROKEN, 'a package with a broken bit').toContain(verdict);
  }

  drop(pick: number): void {
    if (this.mail.length > 0) this.mail.splice(pick % this.mail.length, 1);
  }

  /** As a person does: looked into, and taken in when the desk believes who signed it. */
  private async open(mail: Mail, stopAt?: number): Promise<void> {
    const to = this.member(mail.to);
    await this.useKeys(mail.to);
    const believed = this.trusts.of(to, mail.manifest.from);
    if (believed !== 'taken') {
      const { verdict, revoked } = await this.refused(mail, mail.bytes);
      hold(verdict === 'unknown_signer', `${believed} and ${verdict}`);
      hold(revoked === (believed === 'retired'), `${believed} and not told so`);
      return;
    }
    const seen = await this.way.look(to.home, mail, mail.bytes);
    const { txns, preview } = seen;
    hold(seen.forked.length === 0, 'a number was given out twice');
    if (txns === undefined || preview === undefined) throw new Error(`a sound package is ${seen.verdict}`);
    if (stopAt !== undefined) return void (await to.desk.store.receive(txns.slice(0, stopAt % (txns.length + 1))));
    const taken = await seen.take();
    if (taken === undefined) throw new Error('a sound package is refused');
    hold(taken.fresh === preview.fresh, 'the preview said otherwise');
    this.trusts.heard(to);
    this.acknowledge(mail, taken);
  }

  /** Tries all the same, and looks whether anything changed. */
  private async refused(mail: Mail, bytes: Buffer): Promise<Seen> {
    const before = this.vectorsOf(mail.to);
    const seen = await this.way.look(this.member(mail.to).home, mail, bytes);
    hold((await seen.take()) === undefined, `${seen.verdict} and taken in`);
    expect(this.vectorsOf(mail.to), 'a refused package changes nothing').toEqual(before);
    return seen;
  }

  /** The receipt, which tells the sender what the receiver has now. */
  private acknowledge({ from, to }: Mail, { heads, gap }: Taken): void {
    const { known } = this.member(from);
    const before = known.get(to) ?? new Map<SpaceId, Vector>();
    const said = Object.entries(heads).map(([key, head]): [SpaceId, Vector] => {
      const space = key as SpaceId;
      return [space, gap ? head : { ...before.get(space), ...head }];
    });
    known.set(to, new Map([...before, ...said]));
  }

  /** From hand to hand, without a package. */
  async hand(from: number, to: number, spaces: readonly SpaceId[]): Promise<void> {
    const { store } = this.member(to).desk;
    const { gaps } = await store.receive(this.member(from).desk.send(spaces, (space) => store.vector(space)));
    hold(gaps.length === 0, 'a gap between vectors that were just compared');
  }

  /** Data of a backup are put back, older or newer ones; the desk goes on as another device. */
  async restore(i: number, pick: number): Promise<void> {
    const member = this.member(i);
    const had = [...this.truth.all].filter(([, op]) => holds(member.desk, op));
    if (!(await member.restore(pick))) return;
    for (const [key, op] of had) if (!this.members.some(({ desk }) => holds(desk, op))) this.truth.lost.add(key);
  }

  async again(i: number, compact: boolean): Promise<void> {
    const before = this.vectorsOf(i);
    await this.member(i).again(compact);
    expect(this.vectorsOf(i), 'nothing goes by closing').toEqual(before);
  }

  /** What every use of the keys begins with: shares for this desk are taken over, retired ones kept in mind. */
  async useKeys(i: number): Promise<void> {
    const member = this.member(i);
    await rememberRetired(member.home.office);
    this.trusts.heard(member);
    await adoptUnitKeys(member.home.office);
  }

  vectorsOf(i: number): readonly Vector[] {
    return SPACES.map((space) => this.member(i).desk.store.vector(space));
  }
}

/** Asked thousands of times in a history, where `expect` would take most of the time. */
export function hold(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}
