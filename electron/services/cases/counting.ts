import type { LocalDate } from '#shared/calendar/local-date';
import type { Clock } from '#shared/contract/case-view';
import { clocksOf, runningClocks } from '#shared/domain/cases/machine';
import type { CaseClock, CaseState } from '#shared/domain/cases/state';
import { clockStateOn, computeDeadline, type DeadlineAsk, deadlineEnds } from '#shared/domain/deadlines/compute';
import { DEADLINES, type DeadlineKind, lapses } from '#shared/domain/deadlines/kind';
import { runsHere } from '#shared/domain/deadlines/policy';
import { slaLength } from '#shared/domain/deadlines/sla';
import type { RecordId } from '#shared/kernel/ids';
import type { Store } from '../../store/store';
import { type DeadlineAccess, deadlineAccess } from '../deadlines';
import { directoryOf } from '../directory';

/** Counts the limits of a case as the centre counts now. */
export interface Counting {
  /** In the order in which they began; those of a unit without 内控时限 are none. */
  clocks(state: CaseState, today: LocalDate, explained: boolean): Clock[];
  /** The running limit that ends first, of those that somebody must keep. */
  next(state: CaseState, today: LocalDate): Clock | undefined;
  /** Of the latest limit of the kind, running or not. */
  lastDayOf(state: CaseState, kind: DeadlineKind, today: LocalDate): LocalDate | undefined;
}

export function countingOf(store: Store): Counting {
  const access = deadlineAccess(store);
  const { directory } = directoryOf(store);
  const nameOf = (unit: RecordId): string => directory().units.get(unit)?.name ?? '';
  const count = (state: CaseState, of: readonly CaseClock[], today: LocalDate, explained: boolean): Clock[] =>
    of.flatMap((clock) => {
      const ask = askOf(state, clock, access, today);
      return ask === undefined ? [] : [counted(clock, ask, { access, today, explained, nameOf })];
    });
  const clocks: Counting['clocks'] = (state, today, explained) => count(state, clocksOf(state), today, explained);
  return {
    clocks,
    next: (state, today) => nextClock(count(state, runningClocks(state).filter(isKept), today, false)),
    lastDayOf: (state, kind, today) => clocks(state, today, false).findLast((clock) => clock.kind === kind)?.lastDay,
  };
}

/** Undefined: an internal limit of a unit or a centre that has none. */
function askOf(state: CaseState, clock: CaseClock, access: DeadlineAccess, today: LocalDate): DeadlineAsk | undefined {
  if (!runsHere(clock.kind, access.policy())) return undefined;
  const internal = clock.kind === 'FIN_REPLY_5WD' || clock.kind === 'FIN_REPLY_1M';
  const sla = slaLength(clock.kind, clock.unit === undefined ? undefined : access.slaOf(clock.unit));
  if (internal && sla === undefined) return undefined;
  const { kind, from, end, days, pauses } = clock;
  const after = clock.after === undefined ? undefined : nominalEndOf(state, clock, access, today);
  return {
    kind,
    from,
    pauses,
    ...(end && { end }),
    ...(days !== undefined && { days }),
    ...(after && { after }),
    ...(sla && { sla }),
  };
}

function nominalEndOf(state: CaseState, clock: CaseClock, access: DeadlineAccess, today: LocalDate) {
  const before = state.clocks.slice(0, state.clocks.indexOf(clock)).findLast(({ kind }) => kind === clock.after);
  const ask = before === undefined ? undefined : askOf(state, before, access, today);
  const ends = ask === undefined ? undefined : deadlineEnds(ask, access.policy(), access.calendar(), today);
  return ends?.ok === true ? ends.value.nominalEnd : undefined;
}

interface Around {
  readonly access: DeadlineAccess;
  readonly today: LocalDate;
  readonly explained: boolean;
  readonly nameOf: (unit: RecordId) => string;
}

/** Field by field: thousands are counted before the first screen says what is due. */
function counted(clock: CaseClock, ask: DeadlineAsk, { access, today, explained, nameOf }: Around): Clock {
  const { kind, from, unit, stopped } = clock;
  const until = stopped ?? today;
  const { title, article } = DEADLINES[kind];
  const told: Clock = { kind, title, article, from, steps: [] };
  if (unit !== undefined) {
    told.unit = unit;
    told.unitName = nameOf(unit);
  }
  if (stopped !== undefined) told.stopped = stopped;
  const found = deadlineEnds(ask, access.policy(), access.calendar(), until);
  if (!found.ok) {
    told.problem = found.error.message;
    return told;
  }
  const { nominalEnd, rolledEnd, lastDay, remindOn, calendarMissing } = found.value;
  told.nominalEnd = nominalEnd;
  told.lastDay = lastDay;
  if (rolledEnd !== undefined) told.rolledEnd = rolledEnd;
  if (remindOn !== undefined) told.remindOn = remindOn;
  const { state, daysLeft } = clockStateOn(found.value, until);
  told.state = state === 'overdue' && lapses(kind) ? 'lapsed' : state;
  told.daysLeft = daysLeft;
  const why = explained ? computeDeadline(ask, access.policy(), access.calendar(), until) : undefined;
  if (why?.ok === true) told.steps = [...why.value.steps];
  if (calendarMissing !== undefined) told.problem = `${calendarMissing}年放假安排未导入，顺延末日暂不能确定。`;
  return told;
}

/** The running limit that ends first, of those that somebody must keep; one that cannot be counted where there is no other. */
export function nextClock(clocks: readonly Clock[]): Clock | undefined {
  const uncounted = clocks.find((clock) => clock.stopped === undefined && clock.lastDay === undefined && isOwed(clock));
  const first = clocks
    .filter((clock) => clock.stopped === undefined && clock.lastDay !== undefined && isOwed(clock))
    .reduce<Clock | undefined>(
      (a, b) => (a?.lastDay !== undefined && b.lastDay !== undefined && a.lastDay <= b.lastDay ? a : b),
      undefined,
    );
  return first ?? uncounted;
}

/** The petitioner's own terms bind nobody else, and a right that lapsed is not late. */
export const isOwed = ({ kind, state }: Pick<Clock, 'kind' | 'state'>): boolean =>
  isKept({ kind }) && state !== 'lapsed';

const isKept = ({ kind }: Pick<Clock, 'kind'>): boolean => DEADLINES[kind].subject !== 'petitioner';
