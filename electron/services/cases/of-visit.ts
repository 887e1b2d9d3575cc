import { casesCollection } from '#shared/domain/cases/collection';
import { isAccusation } from '#shared/domain/cases/confidential';
import { CONTACTS, liveLinks } from '#shared/domain/cases/decide';
import { caseIdOf } from '#shared/domain/cases/open';
import { isConfidential } from '#shared/domain/visits/choices';
import { readVisit } from '#shared/domain/visits/decide';
import type { RecordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import { walk } from '../../query/select';
import type { Store } from '../../store/store';

/** The case a visit opened or joined; none where it was registered before there were cases. */
export function caseOf(store: Store, visit: Folded): Folded | undefined {
  const record = store.get(caseIdOf(visit));
  return record?.created !== undefined && liveLinks(record, CONTACTS).includes(visit.id) ? record : undefined;
}

/** 检举控告, by what the visitor wanted or by what the case turned out to be (条例第三十条). */
export function isSecretVisit(store: Store, visit: Folded): boolean {
  if (isConfidential(readVisit(visit).purpose)) return true;
  const record = caseOf(store, visit);
  return record !== undefined && isAccusation(record);
}

/** The visits of all cases that are accusations, whatever the visits themselves say. */
export function visitsOfAccusations(store: Store): ReadonlySet<RecordId> {
  const accusations = walk(
    store,
    casesCollection,
    { where: [{ column: 'confidential', op: 'eq', value: 1 }], voided: 'with' },
    [],
  );
  return new Set(accusations.flatMap(({ read }) => liveLinks(read(), CONTACTS)));
}
