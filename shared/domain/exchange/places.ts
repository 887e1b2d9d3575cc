import { collectionOf, keyOf, type RecordId, type SpaceId } from '../../kernel/ids';
import { officeSpace } from '../../ledger/space';

export type SpaceKind = 'org' | 'case' | 'roster' | 'office';

export const kindOf = (space: SpaceId): SpaceKind =>
  (space.includes('/') ? space.slice(0, space.indexOf('/')) : space) as SpaceKind;

/** The space of a unit's own papers; it travels between the desks of that unit and nowhere else. */
export const officeOf = (unit: RecordId): SpaceId => officeSpace(keyOf(unit));

/** Where records of a kind lie, and nowhere else: who may bring a space can bring these and no others. */
const PLACES: { readonly [K in SpaceKind]: readonly string[] } = {
  org: [
    'units',
    'persons',
    'regions',
    'categories',
    'purposes',
    'holidays',
    'routingRules',
    'routingPolicy',
    'supervisionPolicy',
    'visitPolicy',
    'deadlinePolicy',
    'slaPolicies',
    'paperTemplates',
    'paperNumbering',
    'numberRanges',
  ],
  case: ['cases', 'visits', 'papers', 'supervisions', 'advices'],
  roster: ['rosterRules', 'rosters', 'duties', 'swaps'],
  office: ['packages', 'pairings', 'unitKeys', 'deskLog'],
};

const PLACE_OF = new Map(
  Object.entries(PLACES).flatMap(([kind, names]) => names.map((name): [string, string] => [name, kind])),
);

/**
 * Does the record lie where its kind belongs? A department that may bring a case must not bring a unit, a holiday or a key in the space of
 * that case. Kinds of a newer build are not known here and read by nobody.
 */
export function isInPlace({ space, on }: { readonly space: string; readonly on: string }): boolean {
  const collection = collectionOf(on as RecordId);
  if (collection === 'cases') return space === `case/${keyOf(on as RecordId)}`;
  const place = PLACE_OF.get(collection);
  return place === undefined || place === kindOf(space as SpaceId);
}
