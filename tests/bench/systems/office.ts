import { type Keyring, openKeyring } from '../../../electron/exchange/keyring';
import type { Office } from '../../../electron/exchange/office';
import { systemRandom } from '../../../electron/random';
import { openBlobs } from '../../../electron/store/blobs';
import { nodeDisk } from '../../../electron/store/disk';
import { openStore } from '../../../electron/store/open';
import { collections } from '../../../shared/domain/collections';
import { createDirectory } from '../../../shared/domain/departments/directory';
import { DEFAULT_ROUTING_POLICY } from '../../../shared/domain/routing/policy';
import type { DeviceId } from '../../../shared/kernel/ids';
import { CENTER } from '../data/visit';

/** A desk of the centre that makes and takes in packages, without the screens above it. */
export async function openOffice(folder: string, name: string): Promise<Office & { readonly keys: Keyring }> {
  const device = name as DeviceId;
  const clock = { now: () => Date.now() };
  const random = systemRandom();
  const store = await openStore({ folder, device, clock, random, collections });
  const directory = createDirectory([], []);
  return {
    store,
    blobs: openBlobs({ disk: nodeDisk, folder }, random),
    disk: nodeDisk,
    folder,
    keys: await openKeyring(folder, nodeDisk),
    unit: CENTER,
    name,
    actor: { by: '另一登记员', unit: CENTER, device },
    clock,
    random,
    world: () => ({ directory, policy: DEFAULT_ROUTING_POLICY }),
    runOf: () => ({ last: 0, ours: false }),
  };
}
