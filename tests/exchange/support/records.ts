import { SETTLED_STEPS } from '#shared/domain/decisions/items';
import { officeOf } from '#shared/domain/exchange/places';
import type { RecordId, SpaceId } from '#shared/kernel/ids';
import { recordId } from '#shared/kernel/ids';
import { caseSpace, ORG_SPACE, rosterSpace } from '#shared/ledger/space';

/** Records that the desks of a history write on, with the space each lies in. */
export const RECORDS: readonly { readonly id: RecordId; readonly space: SpaceId }[] = [
  { id: recordId('cases', '2026-A01-1'), space: caseSpace('2026-A01-1') },
  { id: recordId('visits', '2026-A01-9'), space: caseSpace('2026-A01-1') },
  { id: recordId('cases', '2026-A01-2'), space: caseSpace('2026-A01-2') },
  { id: recordId('units', 'U1'), space: ORG_SPACE },
  { id: recordId('duties', '2026-11-25'), space: rosterSpace('R1') },
];
/** Whose desks they are: whom to believe lies in its space. */
export const HOME = recordId('units', 'CENTER');
export const SPACES: readonly SpaceId[] = [...new Set([...RECORDS.map(({ space }) => space), officeOf(HOME)])];
export const LISTS = ['notes', 'leases', 'leaseReturns', SETTLED_STEPS];
