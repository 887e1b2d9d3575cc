import { casesCollection } from '#shared/domain/cases/collection';
import { isAccusation } from '#shared/domain/cases/confidential';
import { CASES, CONTACTS, liveLinks } from '#shared/domain/cases/decide';
import { caseIdOf } from '#shared/domain/cases/open';
import { isConfidential } from '#shared/domain/visits/choices';
import { collectionOf, type RecordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import { readAhead } from '../../query/reading';
import { type Filter, matchingRows, sourcesOf } from '../../query/select';
import { ofOneMoment } from '../../query/turns';
import { walk } from '../../query/walk';
import type { Store } from '../../store/store';
import { breathing, type Work } from '../../turns';

/** The case a visit opened or joined; none where it was registered before there were cases. */
export function caseOf(store: Store, visit: Folded): Folded | undefined {
  const record = store.get(caseIdOf(visit));
  return record?.created !== undefined && liveLinks(record, CONTACTS).includes(visit.id) ? record : undefined;
}

/** 检举控告, by what the visitor wanted or by what the case turned out to be (条例第三十条). */
export function isSecretVisit(store: Store, visit: Folded): boolean {
  if (isOpenlySecret(visit)) return true;
  const record = caseOf(store, visit);
  return record !== undefined && isAccusation(record);
}

/** The same for a page of visits: only those whose case is known to be an accusation are looked at more closely. */
export async function secretVisits(store: Store): Promise<(visit: Folded) => boolean> {
  const accusations = await accusationCases(store);
  return (visit) => isOpenlySecret(visit) || (accusations.has(caseIdOf(visit)) && isSecretVisit(store, visit));
}

function isOpenlySecret({ value }: Folded): boolean {
  return typeof value['purpose'] === 'string' && isConfidential(value['purpose']);
}

const ACCUSATIONS: Filter = { where: [{ column: 'confidential', op: 'eq', value: 1 }], voided: 'with' };
const known = new WeakMap<Store, Promise<ReadonlySet<RecordId>>>();

/** Cases that are accusations: found by their column once, then kept up with what is written. */
function accusationCases(store: Store): Promise<ReadonlySet<RecordId>> {
  let cases = known.get(store);
  if (cases === undefined) {
    cases = followAccusations(store);
    known.set(store, cases);
    cases.catch(() => known.delete(store));
  }
  return cases;
}

async function followAccusations(store: Store): Promise<ReadonlySet<RecordId>> {
  await readAhead(store, casesCollection, { filter: ACCUSATIONS, parts: ['ids'] });
  return ofOneMoment(store, casesCollection, () => following(store));
}

/** Kept up from the same turn on in which the last was found: what is written between would be missed. */
function* following(store: Store): Work<ReadonlySet<RecordId>> {
  const cases = new Set<RecordId>();
  for (const source of sourcesOf(store, casesCollection)) {
    for (const row of yield* matchingRows(source, ACCUSATIONS)) cases.add(source.id(row));
    yield;
  }
  store.onCommit((txn) => {
    for (const { on } of txn.ops) {
      const record = collectionOf(on) === CASES ? store.get(on) : undefined;
      if (record !== undefined && isAccusation(record)) cases.add(on);
      else cases.delete(on);
    }
  });
  return cases;
}

/** The visits of all cases that are accusations, whatever the visits themselves say. */
export async function visitsOfAccusations(store: Store): Promise<ReadonlySet<RecordId>> {
  const accusations = await walk(store, casesCollection, ACCUSATIONS, []);
  const visits = new Set<RecordId>();
  const breathe = breathing();
  for (const accusation of accusations) {
    for (const visit of liveLinks(accusation.read(), CONTACTS)) visits.add(visit);
    await breathe();
  }
  return visits;
}
