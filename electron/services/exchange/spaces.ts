import type { SendPurpose } from '#shared/contract/exchange';
import { knownAt } from '#shared/domain/exchange/book';
import { casesCollection } from '#shared/domain/cases/collection';
import { CASES } from '#shared/domain/cases/decide';
import { officeOf } from '#shared/domain/exchange/places';
import { caseSpace, ORG_SPACE, rosterSpace, type Vector } from '#shared/ledger/space';
import { keyOf, type RecordId, type SpaceId } from '#shared/kernel/ids';
import { parcelsOf } from '../../exchange/office';
import type { Addressee } from '../../exchange/pack';
import { ofOneMoment } from '../../query/turns';
import type { Store } from '../../store/store';
import { breathing, type Work } from '../../turns';
import { allRecords } from '../records';

export interface Chosen {
  readonly purpose: SendPurpose;
  readonly cases: readonly RecordId[];
  readonly rosters: readonly RecordId[];
}

/** Everything that is new to the other side goes along by itself, and what may not travel stays behind. */
export const goesByItself = (purpose: SendPurpose): boolean => purpose === 'sync' || purpose === 'checkin';

const casesOf = ({ cases }: Chosen): SpaceId[] => cases.map((id) => caseSpace(keyOf(id)));
const allRosters = (store: Store): SpaceId[] =>
  [...allRecords(store, 'rosterRules')].map(({ id }) => rosterSpace(keyOf(id)));

/** The parts of the ledger that a package of this purpose carries. */
export async function spacesFor(
  store: Store,
  chosen: Chosen,
  unit: RecordId,
  to: readonly Addressee[],
  signal: AbortSignal,
): Promise<readonly SpaceId[]> {
  switch (chosen.purpose) {
    case 'route':
    case 'reply':
    case 'accusation':
      return casesOf(chosen);
    case 'checkout':
      return [ORG_SPACE, ...allRosters(store), ...casesOf(chosen)];
    case 'roster':
      return [ORG_SPACE, ...chosen.rosters.map((id) => rosterSpace(keyOf(id)))];
    case 'directory':
      return [ORG_SPACE];
    case 'setup':
      return [ORG_SPACE, officeOf(unit), ...allRosters(store)];
    case 'checkin':
      return ahead(store, [ORG_SPACE, ...allRosters(store)], to, signal);
    case 'sync':
      return ahead(store, [ORG_SPACE, officeOf(unit), ...allRosters(store)], to, signal);
  }
}

/** A space has the key of its case, so that no record need be read. */
function* allCases(store: Store): Work<SpaceId[]> {
  const found: SpaceId[] = [];
  for (const record of store.overlay(CASES)) found.push(caseSpace(keyOf(record.id)));
  for (const block of store.blocks(CASES)) {
    yield;
    const listed = block.listed('with');
    for (let row = 0; row < block.rows; row++) if (listed[row] === 1) found.push(caseSpace(keyOf(block.id(row))));
  }
  return found;
}

/** Of these spaces and of all cases those with something that one of the receivers is not known to have. */
async function ahead(
  store: Store,
  others: readonly SpaceId[],
  to: readonly Addressee[],
  signal: AbortSignal,
): Promise<SpaceId[]> {
  const parcels = parcelsOf(store);
  const known = to.map(({ keys }) => (keys === undefined ? new Map<SpaceId, Vector>() : knownAt(parcels, keys.sign)));
  const cases = await ofOneMoment(store, casesCollection, () => allCases(store), signal);
  const breathe = breathing(signal);
  const found: SpaceId[] = [];
  for (const space of others.concat(cases)) {
    const head = Object.entries(store.vector(space));
    if (known.some((one) => head.some(([device, seq]) => (one.get(space)?.[device] ?? 0) < seq))) found.push(space);
    await breathe();
  }
  return found;
}
