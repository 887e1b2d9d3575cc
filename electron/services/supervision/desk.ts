import { addDays, type LocalDate, localDateAt, toDayNumber } from '#shared/calendar/local-date';
import type { Clock } from '#shared/contract/case-view';
import { isAccusation } from '#shared/domain/cases/confidential';
import { caseStateOf } from '#shared/domain/cases/machine';
import type { CaseState } from '#shared/domain/cases/state';
import { deadlineEnds } from '#shared/domain/deadlines/compute';
import { lengthOf } from '#shared/domain/deadlines/policy';
import type { DeadlineKind } from '#shared/domain/deadlines/kind';
import { actingUnit } from '#shared/domain/routing/policy';
import type { Advice } from '#shared/domain/supervision/advice';
import {
  readSupervisionPolicy,
  SUPERVISION_POLICY_ID,
  type SupervisionPolicy,
} from '#shared/domain/supervision/policy';
import type { UnitRules } from '#shared/domain/supervision/recipient';
import type { Supervision } from '#shared/domain/supervision/schema';
import { owedSince } from '#shared/domain/supervision/state';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import type { Folded } from '#shared/ledger/fold';
import { countingOf } from '../cases/counting';
import type { ServiceDeps } from '../deps';
import { deadlineAccess } from '../deadlines';
import { directoryOf } from '../directory';
import { cachedFrom } from '../records';
import { routingAccess } from '../routing';
import { type SupervisionAccess, supervisionAccess } from './access';

/** What every part of this area knows of the desk. */
export interface SupervisionDesk extends SupervisionAccess {
  readonly deps: ServiceDeps;
  today(): LocalDate;
  policy(): SupervisionPolicy;
  unitName(unit: RecordId): string;
  /** The unit that acts for it now; itself where there is none. */
  acting(unit: RecordId): RecordId;
  rules(ownUnit: string): UnitRules;
  caseOf(id: RecordId): CaseShown;
  /** The limits of a case as counted today. */
  clocksOf(record: Folded): readonly Clock[];
  /** The last day for an answer to a 督办, as the centre judges it. */
  replyLastDay(supervision: Supervision): LocalDate;
  feedbackLastDay(advice: Advice): LocalDate;
  /** A day so many days on that is a workday where the calendar is known. */
  proposedDue(days: number): LocalDate;
}

export interface CaseShown {
  readonly record: Folded | undefined;
  readonly state: CaseState | undefined;
  readonly confidential: boolean;
}

export function supervisionDesk(deps: ServiceDeps): SupervisionDesk {
  const { store, clock } = deps;
  const { directory, calendar } = directoryOf(store);
  const deadlines = deadlineAccess(store);
  const routing = routingAccess(store);
  const counting = countingOf(store);
  const today = () => localDateAt(clock.now());
  const policy = cachedFrom(store, ['supervisionPolicy'], () =>
    readSupervisionPolicy(store.get(SUPERVISION_POLICY_ID)),
  );
  const unitName = (unit: RecordId): string => directory().units.get(unit)?.name ?? keyOf(unit);

  const lastDay = (kind: DeadlineKind, from: LocalDate, end: LocalDate | undefined): LocalDate => {
    const ask = { kind, from, pauses: [], ...(end === undefined ? {} : { end }) };
    const ends = deadlineEnds(ask, deadlines.policy(), calendar(), today());
    return ends.ok ? ends.value.lastDay : (end ?? addDays(from, lengthOf(kind, deadlines.policy())?.amount ?? 0));
  };

  return {
    deps,
    ...supervisionAccess(store),
    today,
    policy,
    unitName,
    acting: (unit) => actingUnit(directory(), unit)?.id ?? unit,
    rules: (ownUnit) => ({
      ownUnit,
      unitName,
      isActive: (unit) => actingUnit(directory(), unit)?.id === unit,
      isWithinAny: routing.isWithinAny,
      handlesAccusations: routing.handlesAccusations,
    }),
    caseOf: (id) => {
      const record = store.get(id);
      return record?.created === undefined
        ? { record: undefined, state: undefined, confidential: true }
        : { record, state: caseStateOf(record), confidential: isAccusation(record) };
    },
    clocksOf: (record) => counting.clocks(caseStateOf(record), today(), false),
    replyLastDay: (supervision) => {
      const { from, due } = owedSince(supervision);
      return lastDay('SUPERVISE_REPLY', from, due);
    },
    feedbackLastDay: (advice) => lastDay('SUGGEST_FEEDBACK', advice.issuedOn, advice.feedbackDue),
    proposedDue: (days) => {
      for (let day = addDays(today(), days); ; day = addDays(day, 1)) {
        const workday = calendar().isWorkday(day);
        if (!workday.ok || workday.value) return day;
      }
    },
  };
}

export const daysAfter = (day: LocalDate, today: LocalDate): number =>
  Math.max(0, toDayNumber(today) - toDayNumber(day));
