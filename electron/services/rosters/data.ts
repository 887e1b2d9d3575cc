import { addDays, type LocalDate, toDayNumber } from '#shared/calendar/local-date';
import { check, fairness } from '#shared/domain/rosters/check';
import { dutyCollection, rosterCollection, swapCollection } from '#shared/domain/rosters/collection';
import type { BusyDuty, Context, DutyFacts, FairnessRow, RosterConflict } from '#shared/domain/rosters/duty';
import {
  type Duty,
  type Roster,
  readDuty,
  readRoster,
  readRule,
  readSwap,
  type RuleRecord,
  type Swap,
} from '#shared/domain/rosters/records';
import { identityOf, type Period } from '#shared/domain/rosters/rule';
import type { RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Condition, select } from '../../query/select';
import type { Store } from '../../store/store';

/** More than any roster has: a year of a nine-seat day. */
const ALL_DUTIES = 5_000;
/** Fairness and gaps look back this far. */
const LOOK_BACK_DAYS = 400;

/** What the roster services read from the store. */
export interface RosterData {
  rule(id: RecordId): Result<RuleRecord, Refusal>;
  roster(id: RecordId): Result<Roster, Refusal>;
  duty(id: RecordId): Duty | undefined;
  swap(id: RecordId): Swap | undefined;
  dutiesOf(roster: RecordId): readonly Duty[];
  swapsOf(roster: RecordId): readonly Swap[];
  /** Versions of the rule in force that share days with the period. */
  overlapping(rule: RecordId, period: Period): readonly Roster[];
  /** Duties in force on the days given. */
  inForce(from: LocalDate, to: LocalDate): readonly { readonly duty: Duty; readonly roster: Roster }[];
  /** What the other duties say about a period of a rule; those of the rosters being replaced do not count. */
  context(rule: RecordId | undefined, period: Period): Context;
  judged(roster: Roster): { readonly conflicts: readonly RosterConflict[]; readonly fairness: readonly FairnessRow[] };
}

export function rosterData(store: Store): RosterData {
  const dutiesWhere = (where: readonly Condition[]): Duty[] =>
    select(store, dutyCollection, { where, order: [{ column: 'date' }], limit: ALL_DUTIES }).rows.flatMap(
      (row) => readDuty(row) ?? [],
    );
  const dutiesBetween = (from: LocalDate, to: LocalDate, more: readonly Condition[] = []) =>
    dutiesWhere([
      { column: 'date', op: 'gte', value: toDayNumber(from) },
      { column: 'date', op: 'lte', value: toDayNumber(to) },
      ...more,
    ]);
  const current = (id: RecordId): Roster | undefined => {
    const roster = readRoster(store.get(id));
    return roster === undefined || isReplaced(roster) ? undefined : roster;
  };
  const inForce: RosterData['inForce'] = (from, to) =>
    dutiesBetween(from, to).flatMap((duty) => {
      const roster = current(duty.roster);
      return roster === undefined ? [] : [{ duty, roster }];
    });
  const dutiesOf: RosterData['dutiesOf'] = (roster) =>
    inOrder(
      dutiesWhere([{ column: 'roster', op: 'eq', value: roster }]),
      current(roster) ?? readRoster(store.get(roster)),
    );

  const context: RosterData['context'] = (rule, period) => {
    const busy = inForce(period.from, period.to)
      .filter(({ duty }) => duty.rule !== rule)
      .flatMap(({ duty, roster }): BusyDuty[] =>
        duty.member === null || duty.member === undefined
          ? []
          : [{ identity: identityOf(duty.member), date: duty.date, hours: duty.hours, what: roster.title }],
      );
    const before = addDays(period.from, -LOOK_BACK_DAYS);
    const own: readonly Condition[] = rule === undefined ? [] : [{ column: 'rule', op: 'eq', value: rule }];
    const previous =
      rule === undefined
        ? []
        : dutiesBetween(before, addDays(period.from, -1), own).flatMap((duty) =>
            duty.member === null || duty.member === undefined || current(duty.roster) === undefined
              ? []
              : [{ identity: identityOf(duty.member), date: duty.date, slot: duty.slot }],
          );
    return { busy, previous };
  };

  return {
    rule: (id) => {
      const rule = readRule(store.get(id));
      return rule === undefined ? refuse('roster.ruleUnknown', '没有找到这条排班规则。') : ok(rule);
    },
    roster: (id) => {
      const roster = readRoster(store.get(id));
      return roster === undefined ? refuse('roster.unknown', '没有找到这期排班表。') : ok(roster);
    },
    duty: (id) => readDuty(store.get(id)),
    swap: (id) => readSwap(store.get(id)),
    dutiesOf,
    swapsOf: (roster) =>
      select(store, swapCollection, {
        where: [{ column: 'roster', op: 'eq', value: roster }],
        limit: ALL_DUTIES,
      }).rows.flatMap((row) => readSwap(row) ?? []),
    overlapping: (rule, period) =>
      select(store, rosterCollection, {
        where: [
          { column: 'rule', op: 'eq', value: rule },
          { column: 'superseded', op: 'eq', value: 0 },
          { column: 'from', op: 'lte', value: toDayNumber(period.to) },
          { column: 'to', op: 'gte', value: toDayNumber(period.from) },
        ],
        limit: ALL_DUTIES,
      }).rows.flatMap((row) => readRoster(row) ?? []),
    inForce,
    context,
    judged: (roster) => {
      const rule = readRule(store.get(roster.rule));
      if (rule === undefined) return { conflicts: [], fairness: [] };
      const duties = dutiesOf(roster.id).map(factsOf);
      const around = context(roster.rule, roster);
      const asDrawn = { ...rule, slots: roster.slots };
      return { conflicts: check(asDrawn, duties, roster, around), fairness: fairness(asDrawn, duties, around) };
    },
  };
}

const isReplaced = (roster: Roster): boolean => roster.supersededBy !== null && roster.supersededBy !== undefined;

export const factsOf = ({ member, ...duty }: Duty): DutyFacts => ({
  ...duty,
  ...(member === null || member === undefined ? {} : { member }),
});

function inOrder(duties: readonly Duty[], roster: Roster | undefined): readonly Duty[] {
  const rank = new Map(roster?.slots.map((slot, i) => [slot.id, i]));
  const planned = (d: Duty) => d.planned ?? d.date;
  return duties.toSorted(
    (a, b) =>
      compare(a.date, b.date) ||
      (rank.get(a.slot) ?? 0) - (rank.get(b.slot) ?? 0) ||
      compare(planned(a), planned(b)) ||
      a.seat - b.seat,
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
