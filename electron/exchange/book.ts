import { decideBook, decideReceipt, parcelId } from '#shared/domain/exchange/book';
import type { PackageManifest, Receipt } from '#shared/domain/exchange/package';
import type { SpaceId } from '#shared/kernel/ids';
import type { Office } from './office';

/** What goes back to the sender: what became of its ops, and what this desk has now. */
export function receiptFor(
  { store, clock, actor }: Office,
  manifest: PackageManifest,
  verdict: string,
  { fresh, duplicates }: Receipt['ops'],
): Receipt {
  return {
    of: manifest.id,
    payload: manifest.payload.sha256,
    result: verdict === 'gap' ? 'gap' : fresh === 0 ? 'duplicate' : 'ok',
    at: clock.now(),
    by: actor.by,
    ops: { fresh, duplicates },
    heads: Object.fromEntries(Object.keys(manifest.spaces).map((space) => [space, store.vector(space as SpaceId)])),
  };
}

/** The book of this unit: that it came, and, for a receipt, that ours arrived. */
export async function writeDown(
  { store, unit, actor }: Office,
  manifest: PackageManifest,
  file: string,
  resumed: boolean,
): Promise<void> {
  if (store.get(parcelId(manifest.id, 'in'))?.created === undefined) {
    await store.commit(decideBook(manifest, 'in', unit, file, resumed), actor);
  }
  const { receipt } = manifest;
  const sent = receipt === undefined ? undefined : store.get(parcelId(receipt.of, 'out'));
  if (receipt === undefined || sent === undefined) return;
  const decided = decideReceipt(sent, receipt, manifest.from.sign);
  if (decided !== undefined) await store.commit(decided, actor);
}
