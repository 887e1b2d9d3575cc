import type { Actor } from '#shared/ledger/stamp';
import { resumeImport } from '../../exchange/import';
import { intentsIn } from '../../exchange/intent';
import { nodeDisk } from '../../store/disk';
import { renewDevice } from '../../store/settings';
import { issuedIn } from '../issued';
import { exchangeAccess, type ExchangeDeps } from './access';
import { receiptBack } from './answer';
import { keepCopy } from './shelf';

/** Finishes the imports that the end of the program cut short; the book says of them that it was so. */
export async function resumeImports(deps: ExchangeDeps, actor: Actor): Promise<void> {
  const { store, folder } = deps;
  const place = { disk: nodeDisk, folder };
  for (const intent of intentsIn(place)) {
    if (store.state().mode !== 'ready') return;
    const office = await exchangeAccess(deps).office(actor);
    if (!office.ok) return;
    const { receipt, ownAhead } = await resumeImport(office.value, intent, { keep: keepCopy });
    if (ownAhead) await renewDevice(place, await issuedIn(place));
    await receiptBack(office.value, intent.manifest, receipt);
  }
}
