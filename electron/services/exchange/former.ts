import { PairingCard } from '#shared/domain/exchange/keys';
import { isVoid, liveItems } from '#shared/ledger/fold';
import { liveRecords } from '../../exchange/office';
import type { Store } from '../../store/store';

/** Where pairings lay before they moved into the space of the unit; nobody believes what lies there. */
const FORMER = 'keys';

/** Names of those with whom an older build had paired and who must be paired anew. */
export function formerPartners(store: Store, isKnown: (sign: string) => boolean): string[] {
  return [...liveRecords(store, FORMER)].flatMap((record) => {
    const card = PairingCard.safeParse(record.value).data;
    const gone = isVoid(record) || liveItems(record, 'revocations').length > 0;
    return card === undefined || gone || isKnown(card.sign) ? [] : [card.name];
  });
}
