import type { OpId } from '../../kernel/ids';
import { collectionOf } from '../../kernel/ids';
import { type Conflict, conflictsOf, type EventEntry, type Folded, isVoid } from '../../ledger/fold';
import { CASES, liveEvents } from '../cases/decide';
import { caseStateOf } from '../cases/machine';
import type { CaseState, Misstep } from '../cases/state';
import { stepOf } from '../cases/steps';

/** A step that could not take effect where the case stands, and those taken elsewhere at the same time that did. */
export interface OpenStep {
  readonly misstep: Misstep;
  readonly event: EventEntry;
  readonly rivals: readonly EventEntry[];
  /** The case if this step counts and its rivals do not; absent when even then it cannot. */
  readonly ifKept?: CaseState;
}

/** What of a record waits for a person after a merge: computed from its ops, so it cannot disagree with the merge. */
export interface Undecided {
  readonly conflicts: readonly Conflict[];
  readonly steps: readonly OpenStep[];
}

export function undecidedOf(record: Folded): Undecided {
  if (record.created === undefined || isVoid(record)) return { conflicts: [], steps: [] };
  const conflicts = conflictsOf(record);
  return { conflicts, steps: isCase(record) ? caseStateOf(record).missteps.flatMap((m) => openStep(record, m)) : [] };
}

/** As a column: how many decisions a record waits for. */
export function undecidedCount(record: Folded): number {
  if (record.created === undefined) return 0;
  const missteps = isCase(record) ? caseStateOf(record).missteps.length : 0;
  return conflictsOf(record).length + missteps;
}

const isCase = (record: Folded): boolean => collectionOf(record.id) === CASES;

function openStep(record: Folded, misstep: Misstep): OpenStep[] {
  const events = liveEvents(record);
  const event = events.find(({ op }) => op === misstep.op);
  if (event === undefined) return [];
  const failed = new Set(caseStateOf(record).missteps.map(({ op }) => op));
  const related = new Set([...ancestorsOf(events, event.op), ...descendantsOf(events, event.op), event.op]);
  const rivals = events.filter(({ op, name }) => !related.has(op) && !failed.has(op) && stepOf(name)?.mark !== true);
  const state = rivals.length === 0 ? undefined : caseStateOf(without(record, rivals));
  const fits = state?.missteps.every(({ op }) => op !== misstep.op) === true;
  return [{ misstep, event, rivals, ...(fits && state !== undefined ? { ifKept: state } : {}) }];
}

/** The record as it would be with these events withdrawn. */
const without = (record: Folded, events: readonly EventEntry[]): Folded => ({
  ...record,
  voids: [...(record.voids ?? []), ...events.map((event) => ({ ...event, value: { op: event.op } }))],
});

function ancestorsOf(events: readonly EventEntry[], of: OpId): ReadonlySet<OpId> {
  const parents = new Map(events.map((event) => [event.op, event.parents]));
  const found = new Set<OpId>();
  const waiting = [...(parents.get(of) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(parents.get(next) ?? []));
  }
  return found;
}

/** Those written by somebody who had seen it. */
const descendantsOf = (events: readonly EventEntry[], of: OpId): ReadonlySet<OpId> =>
  new Set(events.map(({ op }) => op).filter((op) => ancestorsOf(events, op).has(of)));
