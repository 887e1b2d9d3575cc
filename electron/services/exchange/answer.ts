import type { ImportResult } from '#shared/contract/exchange';
import type { PackageManifest, Receipt } from '#shared/domain/exchange/package';
import { type Office, pairedKeys, type Watch } from '../../exchange/office';
import { pack } from '../../exchange/pack';
import { signerOf } from '../../exchange/read';
import { trusting } from '../../exchange/trust';
import { lockFile } from './shelf';

/** The receipt is a package of its own, made at once so that it is not forgotten with the window. */
export async function receiptBack(
  office: Office,
  manifest: PackageManifest,
  receipt: Receipt,
  watch: Watch = {},
): Promise<Pick<ImportResult, 'receipt'>> {
  if (manifest.purpose === 'receipt') return {};
  const { by } = signerOf(manifest.from, trusting(office));
  const key = pairedKeys(office).find(({ sign, revoked }) => sign === by && !revoked);
  if (key === undefined) return {};
  const to = [{ unit: key.unit, name: key.name, keys: { sign: key.sign, seal: key.seal } }];
  const packed = await pack(office, { purpose: 'receipt', to, spaces: [], receipt }, watch);
  if (!packed.ok) return {};
  await lockFile(packed.value.path);
  return { receipt: packed.value.manifest.id };
}
