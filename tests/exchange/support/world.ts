import { expect } from 'vitest';
import { decidePair, decideRevoke, KEYS, trustIn } from '#shared/domain/exchange/keys';
import type { PackageManifest } from '#shared/domain/exchange/package';
import type { RecordId, SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { HLC_ZERO, laterHlc } from '#shared/ledger/hlc';
import { type OpDraft, opDevice, opSeq, type Txn, writeTxn } from '#shared/ledger/op';
import { caseSpace, ORG_SPACE, rosterSpace, type Vector } from '#shared/ledger/space';
import { letGo, readContent } from '../../../electron/exchange/content';
import { PackageFault } from '../../../electron/exchange/fault';
import { pairedKeys } from '../../../electron/exchange/office';
import { memoryDisk } from '../../crash/support/memory-disk';
import { MemoryDesk, previewOf, stateOf } from './desk';
import { archive, sha256 } from './forge';

/** Records that the desks of a history write on, with the space each lies in. */
export const RECORDS: readonly { readonly id: RecordId; readonly space: SpaceId }[] = [
  { id: recordId('cases', '2026-A01-1'), space: caseSpace('2026-A01-1') },
  { id: recordId('visits', '2026-A01-9'), space: caseSpace('2026-A01-1') },
  { id: recordId('cases', '2026-A01-2'), space: caseSpace('2026-A01-2') },
  { id: recordId('units', 'U1'), space: ORG_SPACE },
  { id: recordId('duties', '2026-11-25'), space: rosterSpace('R1') },
];
export const SPACES: readonly SpaceId[] = [...new Set(RECORDS.map(({ space }) => space))];
export const LISTS = ['notes', 'leases', 'leaseReturns'];

/** A package on its way: its inside as written, and what its outside says. */
interface Parcel {
  readonly from: number;
  readonly to: number;
  readonly sign: string;
  readonly manifest: PackageManifest;
  readonly bytes: Buffer;
}

interface Member {
  desk: MemoryDesk;
  readonly sign: string;
  readonly skew: number;
  /** What it believes the others to have. */
  readonly known: Map<number, Map<SpaceId, Vector>>;
  /** What it sent them, arrived or not. */
  readonly sent: Map<number, Map<SpaceId, Vector>>;
  backup: ReadonlyMap<string, Buffer>;
  restores: number;
}

const signOf = (i: number): string => `${'ABCDEFGH'[i] ?? 'Z'}${'A'.repeat(42)}=`;
const keyOf = (i: number): RecordId => recordId(KEYS, String(i).repeat(30));

/** Some desks, the packages between them, and the truth about who wrote what. */
export class World {
  private readonly mail: Parcel[] = [];
  /** Every op that was ever acknowledged, by space and id, with the step it was part of. */
  private readonly steps = new Map<string, { readonly txn: string; readonly space: SpaceId; readonly id: string }>();
  /** Of these, the ones that went down with a disk before anybody else had them. */
  private readonly lost = new Set<string>();
  private constructor(readonly members: readonly Member[]) {}

  static async begin(skews: readonly number[]): Promise<World> {
    const members: Member[] = [];
    for (const [i, skew] of skews.entries()) {
      const desk = await MemoryDesk.open({ device: `d${i}`, skew });
      members.push({ desk, sign: signOf(i), skew, known: new Map(), sent: new Map(), backup: new Map(), restores: 0 });
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
      const decided = decidePair(undefined, card, digits, digits);
      if (decided.ok) await world.note(0, decided.value.ops, decided.value.action);
    }
    for (const i of members.keys()) if (i > 0) await world.hand(0, i, [ORG_SPACE]);
    return world;
  }

  member(i: number): Member {
    const found = this.members[i % this.members.length];
    if (found === undefined) throw new Error('no desk');
    return found;
  }

  async note(i: number, ops: readonly OpDraft[], action = '写'): Promise<void> {
    const txn = await this.member(i).desk.commit({ action, ops });
    for (const op of txn.ops) {
      const key = `${op.space} ${op.id}`;
      hold(!this.steps.has(key), `${key} was given out before`);
      this.steps.set(key, { txn: txn.id, space: op.space, id: op.id });
    }
  }

  /** Makes a package: from the beginning, from what the other acknowledged, or in the hope that everything sent arrives. */
  post(from: number, to: number, spaces: readonly SpaceId[], trust: 'blind' | 'known' | 'hopeful'): void {
    const sender = this.member(from);
    const bases = trust === 'blind' ? undefined : (trust === 'known' ? sender.known : sender.sent).get(to);
    const parcel = this.parcel(from, to, spaces, (space) => bases?.get(space) ?? {});
    this.mail.push(parcel);
    const heads = spaces.map((space) => [space, sender.desk.store.vector(space)] as const);
    sender.sent.set(to, new Map([...(sender.sent.get(to) ?? []), ...heads]));
  }

  private parcel(from: number, to: number, spaces: readonly SpaceId[], baseOf: (space: SpaceId) => Vector): Parcel {
    const { desk, sign } = this.member(from);
    const bounded = (space: SpaceId): Vector => {
      const head = desk.store.vector(space);
      const entries = Object.entries(baseOf(space)).map(([d, seq]) => [d, Math.min(seq, head[d] ?? 0)] as const);
      return Object.fromEntries(entries.filter(([, seq]) => seq > 0));
    };
    const bases = new Map(spaces.map((space) => [space, bounded(space)]));
    const txns = desk.store.since(bases);
    const lines = Buffer.from(txns.map((txn) => `${JSON.stringify(writeTxn(txn))}\n`).join(''));
    const heads = spaces.map((space) => [space, { base: bases.get(space) ?? {}, head: desk.store.vector(space) }]);
    const manifest = {
      spaces: Object.fromEntries(heads),
      counts: { txns: txns.length, ops: count(txns), blobs: 0, blobBytes: 0 },
      hlc: txns.reduce((last, txn) => laterHlc(last, txn.hlc), HLC_ZERO),
      ops: { sha256: sha256(lines), bytes: lines.length },
    } as unknown as PackageManifest;
    return { from, to, sign, manifest, bytes: archive({ lines, blobs: [] }) };
  }

  /** The postman: any package, the newest first if he likes, at any time, as often as he likes; cut or with a bit turned over where told so. */
  async deliver(pick: number, harm: 'none' | 'cut' | 'flip', at: number): Promise<void> {
    const parcel = this.mail.at(-1 - (pick % Math.max(1, this.mail.length)));
    if (parcel === undefined) return;
    if (harm === 'none') return this.open(parcel, parcel.bytes);
    const place = at % parcel.bytes.length;
    const bytes = Buffer.from(harm === 'cut' ? parcel.bytes.subarray(0, place) : parcel.bytes);
    if (harm === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << (at % 8));
    const before = this.vectorsOf(parcel.to);
    await this.open(parcel, bytes, true);
    expect(this.vectorsOf(parcel.to), 'a damaged package changes nothing').toEqual(before);
  }

  drop(pick: number): void {
    if (this.mail.length > 0) this.mail.splice(pick % this.mail.length, 1);
  }

  private async open(parcel: Parcel, bytes: Buffer, harmed = false): Promise<void> {
    const { store } = this.member(parcel.to).desk;
    if (trustIn(pairedKeys(store), parcel.sign).kind === 'revoked') return;
    const source = (async function* () {
      yield await Promise.resolve(bytes);
    })();
    const content = await readContent(source, parcel.manifest, letGo).catch((error: unknown) => error);
    if (content instanceof PackageFault) return expect(harmed && content.verdict).toBe('damaged');
    if (content instanceof Error) throw content;
    const { txns } = content as { readonly txns: readonly Txn[] };
    const preview = previewOf(txns, this.member(parcel.to).desk);
    if (harmed) return;
    const received = await store.receive(txns);
    hold(received.fresh === preview.fresh, 'the preview said otherwise');
    hold(received.misplaced === 0, 'misplaced');
    this.acknowledge(parcel, received.gaps.length > 0);
  }

  /** The receipt, which tells the sender what the receiver has now. */
  private acknowledge(parcel: Parcel, gap: boolean): void {
    const sender = this.member(parcel.from);
    const known = sender.known.get(parcel.to) ?? new Map<SpaceId, Vector>();
    for (const space of Object.keys(parcel.manifest.spaces) as SpaceId[]) {
      const here = this.member(parcel.to).desk.store.vector(space);
      known.set(space, gap ? here : { ...known.get(space), ...here });
    }
    sender.known.set(parcel.to, known);
  }

  /** From hand to hand, without a package. */
  private async hand(from: number, to: number, spaces: readonly SpaceId[]): Promise<void> {
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
    for (const [key, op] of this.steps) {
      if (holds(old, op) && !this.members.some(({ desk }) => holds(desk, op))) this.lost.add(key);
    }
  }

  async revoke(by: number, whom: number): Promise<void> {
    const record = this.member(by).desk.store.get(keyOf(whom % this.members.length));
    const decided = decideRevoke(record, '遗失');
    if (decided.ok) await this.note(by, decided.value.ops, decided.value.action);
  }

  vectorsOf(i: number): readonly Vector[] {
    return SPACES.map((space) => this.member(i).desk.store.vector(space));
  }

  /** Desks whose key nobody retired. */
  private inGoodStanding(): number[] {
    const revoked = new Set(
      this.members.flatMap(({ desk }) => pairedKeys(desk.store).flatMap((key) => (key.revoked ? [key.sign] : []))),
    );
    return [...this.members.keys()].filter((i) => !revoked.has(this.member(i).sign));
  }

  /** Every acknowledged edit is somewhere, unless it went down with the only disk that had it. */
  checkNothingLost(): void {
    for (const [key, op] of this.steps) {
      const held = this.members.some(({ desk }) => holds(desk, op));
      hold(held || this.lost.has(key), `${key} is nowhere`);
    }
  }

  /** Whoever saw the same ops of a space shows the same records. */
  checkAgreement(): void {
    for (const space of SPACES) {
      const on = RECORDS.filter((record) => record.space === space).map(({ id }) => id);
      const shown = new Map<string, string>();
      for (const { desk } of this.members) {
        const seen = JSON.stringify(Object.entries(desk.store.vector(space)).sort());
        const state = stateOf(desk.store, on);
        shown.set(seen, state);
      }
    }
  }

  /** Everybody in good standing meets the first of them, twice; answers whom to look at. */
  async meet(): Promise<readonly MemoryDesk[]> {
    const good = this.inGoodStanding();
    const [first] = good;
    if (first === undefined) return [];
    const had = [...this.steps.values()].filter((op) => good.some((i) => holds(this.member(i).desk, op)));
    for (const i of good) if (i !== first) await this.hand(i, first, SPACES);
    for (const i of good) if (i !== first) await this.hand(first, i, SPACES);
    for (const i of good) {
      const everything = new Map(SPACES.map((space) => [space, {}] as const));
      const written = this.member(i)
        .desk.store.since(everything)
        .flatMap((txn) => txn.ops);
      const keys = new Set(written.map((op) => `${op.space} ${op.id}`));
      for (const { space, id } of had) hold(keys.has(`${space} ${id}`), `${space} ${id} is lost`);
    }
    return good.map((i) => this.member(i).desk);
  }
}

const holds = ({ store }: MemoryDesk, { space, id }: { readonly space: SpaceId; readonly id: string }): boolean =>
  (store.vector(space)[opDevice(id as never)] ?? 0) >= opSeq(id as never);
const count = (txns: readonly Txn[]): number => txns.reduce((sum, txn) => sum + txn.ops.length, 0);
/** Asked thousands of times in a history, where `expect` would take most of the time. */
function hold(truth: boolean, what: string): void {
  if (!truth) throw new Error(what);
}
