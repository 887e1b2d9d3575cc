import type { Preview } from '#shared/domain/exchange/changes';
import type { PackageManifest } from '#shared/domain/exchange/package';
import type { SpaceId } from '#shared/kernel/ids';
import { HLC_ZERO, laterHlc } from '#shared/ledger/hlc';
import { type Op, type Txn, writeTxn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { letGo, readContent } from '../../../electron/exchange/content';
import { PackageFault } from '../../../electron/exchange/fault';
import { contradictions } from '../../../electron/exchange/forks';
import { type Examined, examine, importPackage } from '../../../electron/exchange/import';
import type { KeyPair } from '../../../electron/exchange/keyring';
import { unitPair } from '../../../electron/exchange/office';
import type { Load } from '../../../electron/exchange/pack';
import { signerOf } from '../../../electron/exchange/read';
import { OpenedKeys, vouchFor } from '../../../electron/exchange/seal';
import { rememberRetired, trusting } from '../../../electron/exchange/trust';
import { writePackage } from '../../../electron/exchange/write';
import { previewOf } from './desk';
import { archive, sha256 } from './forge';
import type { MemoryOffice } from './office';

/** What is on its way, and what its outside says of it. */
export interface Parcel {
  readonly manifest: Pick<PackageManifest, 'from' | 'spaces'>;
  readonly bytes: Buffer;
}

/** What a desk makes of bytes that came to it; nothing is changed yet. */
export interface Seen {
  readonly verdict: string;
  readonly revoked: boolean;
  readonly txns?: readonly Txn[] | undefined;
  readonly preview?: Preview | undefined;
  readonly forked: readonly Op[];
  /** Undefined when it is refused. */
  take(): Promise<Taken | undefined>;
}

export interface Taken {
  readonly fresh: number;
  readonly gap: boolean;
  /** What the desk has now of each space of the parcel. */
  readonly heads: { readonly [space: string]: Vector };
}

/** How ops get from desk to desk in a history. */
export interface Way {
  make(from: MemoryOffice, signing: KeyPair, load: Load): Promise<Parcel>;
  look(to: MemoryOffice, parcel: Parcel, bytes: Buffer): Promise<Seen>;
}

const WORDS = '八个字以上的口令';
const consent = { clocksCompared: true, backup: () => Promise.resolve() };

/** Whole packages, written, sealed, looked into and imported as a person does it; only sealed with a passphrase, keys take long. */
export function wholePackages(): Way {
  const opened = new OpenedKeys();
  return {
    make: async ({ office, desk: { disk } }, signing, load) => {
      const sender = { ...office, keys: { ...office.keys, device: signing } };
      const spaces = Object.keys(load.spaces) as SpaceId[];
      const to = [{ unit: office.unit, name: '对方' }];
      const order = { purpose: 'sync' as const, to, spaces, passphrase: { words: WORDS, work: 1 } };
      const { manifest, path } = await writePackage(sender, order, load, {});
      const bytes = disk.files.get(path) ?? Buffer.alloc(0);
      disk.remove(path);
      return { manifest, bytes };
    },
    look: async (to, _parcel, bytes) => {
      const examined = await examine(to.office, to.put('brought.jrd', bytes), WORDS, {}, opened);
      const { verdict, revoked = false, txns, preview, forked } = examined;
      return { verdict, revoked, txns, preview, forked, take: () => taken(to, examined) };
    },
  };
}

async function taken({ office }: MemoryOffice, examined: Examined): Promise<Taken | undefined> {
  const done = await importPackage(office, examined, consent);
  if (!done.ok) return undefined;
  const { receipt, ownAhead } = done.value;
  if (ownAhead) throw new Error('the numbers of this device are known elsewhere and not here');
  return { fresh: receipt.ops.fresh, gap: receipt.result === 'gap', heads: receipt.heads };
}

/** Their insides alone, with the real word on who signed: a history takes a third of the time. */
export const insides: Way = {
  make: ({ office }, signing, { txns, spaces }) => {
    const lines = Buffer.from(txns.map((txn) => `${JSON.stringify(writeTxn(txn))}\n`).join(''));
    const unit = unitPair(office);
    const voucher = unit === undefined ? {} : { voucher: vouchFor({ unit: office.unit, sign: signing.sign }, unit) };
    const said = { device: office.store.device, unit: office.unit, name: office.name, by: office.actor.by };
    const manifest = {
      from: { ...said, sign: signing.sign, seal: signing.seal, ...voucher },
      spaces,
      counts: { txns: txns.length, ops: txns.reduce((sum, txn) => sum + txn.ops.length, 0), blobs: 0, blobBytes: 0 },
      hlc: txns.reduce((last, txn) => laterHlc(last, txn.hlc), HLC_ZERO),
      ops: { sha256: sha256(lines), bytes: lines.length },
    };
    return Promise.resolve({ manifest, bytes: archive({ lines, blobs: [] }) });
  },
  look: async (to, { manifest, bytes: whole }, bytes) => {
    const { office, store, desk } = to;
    const { trust } = signerOf(manifest.from, trusting(office));
    const shut = (verdict: string): Seen => ({
      verdict,
      revoked: trust.kind === 'revoked',
      forked: [],
      take: () => Promise.resolve(undefined),
    });
    if (trust.kind === 'unknown' || trust.kind === 'revoked') return shut('unknown_signer');
    const txns = await insideOf(manifest as PackageManifest, bytes);
    if (txns instanceof PackageFault) return shut(txns.verdict);
    if (!bytes.equals(whole)) return shut('damaged');
    const preview = previewOf(txns, desk);
    const { forked } = await contradictions(office, txns);
    const take = async (): Promise<Taken> => {
      const { fresh, gaps } = await store.receive(txns);
      await rememberRetired(office);
      const heads = Object.keys(manifest.spaces).map((space) => [space, store.vector(space as SpaceId)]);
      return { fresh, gap: gaps.length > 0, heads: Object.fromEntries(heads) };
    };
    return { verdict: 'ok', revoked: false, txns, preview, forked, take };
  },
};

async function insideOf(manifest: PackageManifest, bytes: Buffer): Promise<readonly Txn[] | PackageFault> {
  const source = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  try {
    return (await readContent(source, manifest, letGo)).txns;
  } catch (error) {
    if (error instanceof PackageFault) return error;
    throw error;
  }
}

/** What a desk has of these spaces beyond what the receiver is taken to have. */
export function loadOf(
  store: MemoryOffice['store'],
  spaces: readonly SpaceId[],
  baseOf: (space: SpaceId) => Vector,
): Load {
  const bounded = (space: SpaceId): Vector => {
    const head = store.vector(space);
    const entries = Object.entries(baseOf(space)).map(([d, seq]) => [d, Math.min(seq, head[d] ?? 0)] as const);
    return Object.fromEntries(entries.filter(([, seq]) => seq > 0));
  };
  const bases = new Map(spaces.map((space) => [space, bounded(space)]));
  const heads = spaces.map((space) => [space, { base: bases.get(space) ?? {}, head: store.vector(space) }]);
  return { txns: store.since(bases), spaces: Object.fromEntries(heads) };
}
