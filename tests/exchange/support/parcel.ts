import type { PackageManifest } from '#shared/domain/exchange/package';
import type { SpaceId } from '#shared/kernel/ids';
import { HLC_ZERO, laterHlc } from '#shared/ledger/hlc';
import { type Txn, writeTxn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { letGo, readContent } from '../../../electron/exchange/content';
import { PackageFault } from '../../../electron/exchange/fault';
import type { Store } from '../../../electron/store/store';
import { archive, sha256 } from './forge';

/** The inside of a package as written, and what its outside says of it. */
export interface Parcel {
  readonly manifest: PackageManifest;
  readonly bytes: Buffer;
}

/** What a store has of these spaces beyond what the receiver is taken to have. */
export function parcelOf(store: Store, spaces: readonly SpaceId[], baseOf: (space: SpaceId) => Vector): Parcel {
  const bounded = (space: SpaceId): Vector => {
    const head = store.vector(space);
    const entries = Object.entries(baseOf(space)).map(([d, seq]) => [d, Math.min(seq, head[d] ?? 0)] as const);
    return Object.fromEntries(entries.filter(([, seq]) => seq > 0));
  };
  const bases = new Map(spaces.map((space) => [space, bounded(space)]));
  const txns = store.since(bases);
  const lines = Buffer.from(txns.map((txn) => `${JSON.stringify(writeTxn(txn))}\n`).join(''));
  const heads = spaces.map((space) => [space, { base: bases.get(space) ?? {}, head: store.vector(space) }]);
  const manifest = {
    spaces: Object.fromEntries(heads),
    counts: { txns: txns.length, ops: txns.reduce((sum, txn) => sum + txn.ops.length, 0), blobs: 0, blobBytes: 0 },
    hlc: txns.reduce((last, txn) => laterHlc(last, txn.hlc), HLC_ZERO),
    ops: { sha256: sha256(lines), bytes: lines.length },
  } as unknown as PackageManifest;
  return { manifest, bytes: archive({ lines, blobs: [] }) };
}

/** What the reader makes of bytes that came for a parcel: its steps, or the verdict on it. */
export async function openParcel({ manifest }: Parcel, bytes: Buffer): Promise<readonly Txn[] | PackageFault> {
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
