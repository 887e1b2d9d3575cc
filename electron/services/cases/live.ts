import { type LocalDate, localDateAt } from '#shared/calendar/local-date';
import type { Clock } from '#shared/contract/case-view';
import { casesCollection, isLive } from '#shared/domain/cases/collection';
import { CASES } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { collectionOf, type RecordId } from '#shared/kernel/ids';
import { type Folded, isVoid } from '#shared/ledger/fold';
import type { Filter } from '../../query/select';
import { walk } from '../../query/walk';
import type { Store } from '../../store/store';
import { breathing } from '../../turns';
import type { ServiceDeps } from '../deps';
import { countingOf } from './counting';

/** A case in which somebody still owes something, with its limits as counted today. */
export interface LiveCase {
  readonly record: Folded;
  readonly clocks: readonly Clock[];
}

/** All of them, held in memory: read once in the background, then kept up with what is written. */
export interface LiveCases {
  /** When all of them are counted as of today; until then the loop stays free for other calls. */
  all(): Promise<ReadonlyMap<RecordId, LiveCase>>;
}

const LIVE: Filter = { where: [{ column: 'live', op: 'eq', value: 1 }] };
/** A change in any of these makes every limit count anew. */
const COUNTED_FROM = ['deadlinePolicy', 'holidays', 'slaPolicies', 'units'];

const known = new WeakMap<Store, LiveCases>();

/** One per store, shared by all services. */
export function liveCases({ store, clock }: Pick<ServiceDeps, 'store' | 'clock'>): LiveCases {
  const before = known.get(store);
  if (before !== undefined) return before;
  const counting = countingOf(store);
  const today = () => localDateAt(clock.now());
  let counted:
    | { readonly day: LocalDate; readonly cases: Map<RecordId, LiveCase>; readonly done: Promise<void> }
    | undefined;

  const put = (cases: Map<RecordId, LiveCase>, record: Folded, day: LocalDate): void => {
    if (isVoid(record) || !isLive(record)) cases.delete(record.id);
    else cases.set(record.id, { record, clocks: counting.clocks(caseStateOf(record), day, false) });
  };
  const countAll = async (cases: Map<RecordId, LiveCase>, day: LocalDate): Promise<void> => {
    const breathe = breathing();
    for (const { id } of await walk(store, casesCollection, LIVE, [])) {
      const record = store.get(id);
      if (record !== undefined) put(cases, record, day);
      await breathe();
    }
  };
  store.onCommit((txn) => {
    if (counted === undefined) return;
    if (txn.ops.some((op) => COUNTED_FROM.includes(collectionOf(op.on)))) counted = undefined;
    for (const id of new Set(txn.ops.map((op) => op.on))) {
      const record = collectionOf(id) === CASES ? store.get(id) : undefined;
      if (record !== undefined && counted !== undefined) put(counted.cases, record, counted.day);
    }
  });
  const made: LiveCases = {
    all: async () => {
      const day = today();
      if (counted?.day !== day) {
        const cases = new Map<RecordId, LiveCase>();
        const begun = { day, cases, done: countAll(cases, day) };
        counted = begun;
        begun.done.catch(() => {
          if (counted === begun) counted = undefined;
        });
      }
      const { cases, done } = counted;
      await done;
      return cases;
    },
  };
  known.set(store, made);
  return made;
}
