import { z } from 'zod';
import type { OpId } from '../../kernel/ids';
import { collectionOf } from '../../kernel/ids';
import { type Conflict, conflictsOf, type EventEntry, type Folded, isVoid, liveItems } from '../../ledger/fold';
import { CASES, liveEvents } from '../cases/decide';
import { caseStateOf } from '../cases/machine';
import type { CaseState, Misstep } from '../cases/state';
import { stepOf } from '../cases/steps';

/** Steps that desks took without seeing each other: a person says which of them count. */
export interface OpenStep {
  readonly event: EventEntry;
  /** Why it could not take effect where the case stands; absent when all of them did, one after the other. */
  readonly misstep?: Misstep;
  /** Taken elsewhere at the same time, and counting now. */
  readonly rivals: readonly EventEntry[];
  /** The case if this step counts and its rivals do not; absent when even then it cannot. */
  readonly ifKept?: CaseState;
  /** The case if it is withdrawn. */
  readonly ifWithdrawn: CaseState;
}

/** What of a record waits for a person after a merge: computed from its ops, so it cannot disagree with the merge. */
export interface Undecided {
  readonly conflicts: readonly Conflict[];
  readonly steps: readonly OpenStep[];
}

export function undecidedOf(record: Folded): Undecided {
  if (record.created === undefined || isVoid(record)) return { conflicts: [], steps: [] };
  return { conflicts: conflictsOf(record), steps: isCase(record) ? openSteps(record) : [] };
}

/** As a column: how many decisions a record waits for. */
export function undecidedCount(record: Folded): number {
  const { conflicts, steps } = undecidedOf(record);
  return conflicts.length + steps.length;
}

/** List of a case: steps taken at once that a person let stand together. */
export const SETTLED_STEPS = 'settledSteps';

const isCase = (record: Folded): boolean => collectionOf(record.id) === CASES;

function openSteps(record: Folded): OpenStep[] {
  const { missteps } = caseStateOf(record);
  const events = liveEvents(record);
  // A withdrawn step was seen by those after it all the same.
  const all = record.events ?? [];
  if (missteps.length === 0 && isStraight(all)) return [];
  const failed = new Map(missteps.map((misstep) => [misstep.op, misstep]));
  const settled = liveItems(record, SETTLED_STEPS).flatMap(({ value }) => Settled.safeParse(value).data?.ops ?? []);
  const older = new Map(events.map(({ op }) => [op, ancestorsOf(all, op)]));
  const apart = (a: EventEntry, b: EventEntry): boolean =>
    a !== b && older.get(a.op)?.has(b.op) !== true && older.get(b.op)?.has(a.op) !== true;
  return events.flatMap((event, at): OpenStep[] => {
    const misstep = failed.get(event.op);
    if (misstep === undefined && (settled.includes(event.op) || !moves(event))) return [];
    // Of two that both count the later one is asked about, so that each pair is asked about once.
    const others = misstep === undefined ? events.slice(0, at) : events;
    const rivals = others.filter((other) => apart(event, other) && !failed.has(other.op) && moves(other));
    if (misstep === undefined && rivals.length === 0) return [];
    const kept = rivals.length === 0 ? undefined : caseStateOf(without(record, rivals));
    const fits = kept?.missteps.every(({ op }) => op !== event.op) === true;
    return [
      {
        event,
        rivals,
        ifWithdrawn: caseStateOf(without(record, [event])),
        ...(misstep === undefined ? {} : { misstep }),
        ...(fits && kept !== undefined ? { ifKept: kept } : {}),
      },
    ];
  });
}

const Settled = z.object({ ops: z.array(z.string()) });
const moves = ({ name }: EventEntry): boolean => stepOf(name)?.mark !== true;

/** Each event followed the one before it: nobody acted without having seen the last step. */
const isStraight = (events: readonly EventEntry[]): boolean =>
  events.every((event, at) => at === 0 || event.parents.some((parent) => parent === events[at - 1]?.op));

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
