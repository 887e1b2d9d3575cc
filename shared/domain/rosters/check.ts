import type { LocalDate } from '../../calendar/local-date';
import { toDayNumber, yearOf } from '../../calendar/local-date';
import { lastOfMonth, monthOf } from '../../calendar/months';
import { monthKey, monthsBetween } from './dates';
import {
  type Context,
  type DutyFacts,
  type FairnessRow,
  hoursMeet,
  identityOfDuty,
  type RosterConflict,
  slotOf,
} from './duty';
import { groupBy } from './group';
import { absenceOn } from './rotate';
import { identityOf, memberLabel, type Period, type RosterRule } from './rule';
import { ABSENCE_WORD, dayWord } from './words';

/** Everything wrong with the duties of a period, in date order; empty when the roster can be published. */
export function check(
  rule: RosterRule,
  duties: readonly DutyFacts[],
  period: Period,
  context: Context,
): readonly RosterConflict[] {
  return [
    ...vacancies(duties),
    ...absences(rule, duties),
    ...collisions(duties),
    ...doubleBookings(rule, duties, context),
    ...gaps(rule, duties, context),
    ...chiefs(rule, duties, period, context),
  ];
}

function vacancies(duties: readonly DutyFacts[]): RosterConflict[] {
  return duties
    .filter((d) => d.member === undefined)
    .map((d) => ({ kind: 'vacant', message: `${dayWord(d.date)}无人可排，请补派`, duties: [d.key] }));
}

function absences(rule: RosterRule, duties: readonly DutyFacts[]): RosterConflict[] {
  return duties.flatMap((d): RosterConflict[] => {
    const away = d.member === undefined ? undefined : absenceOn(rule, d.member.id, d.date);
    if (d.member === undefined || away === undefined) return [];
    const reason = away.reason === undefined || away.reason === '' ? '' : `（${away.reason}）`;
    const message = `${dayWord(d.date)}${memberLabel(d.member)}${ABSENCE_WORD[away.kind]}${reason}，不能到岗`;
    return [{ kind: 'away', message, duties: [d.key] }];
  });
}

/** A duty moved by a holiday that lands on another duty of the same slot. */
function collisions(duties: readonly DutyFacts[]): RosterConflict[] {
  return pairs(duties, (d) => `${d.date} ${d.slot} ${d.seat}`).flatMap(([a, b]): RosterConflict[] => {
    const moved = a.planned === undefined ? b : a;
    const other = moved === a ? b : a;
    if (moved.planned === undefined || plannedOf(a) === plannedOf(b)) return [];
    const where =
      other.planned === undefined ? `${dayWord(other.date)}原有的班次` : `原定${dayWord(other.planned)}的班次`;
    const way = moved.planned < moved.date ? '顺延' : '提前';
    const message = `原定${dayWord(moved.planned)}的班次${way}至${dayWord(moved.date)}，与${where}相撞`;
    return [{ kind: 'shiftCollision', message, duties: [a.key, b.key] }];
  });
}

const plannedOf = (d: DutyFacts): LocalDate => d.planned ?? d.date;

function doubleBookings(rule: RosterRule, duties: readonly DutyFacts[], context: Context): RosterConflict[] {
  const hoursOf = (d: DutyFacts) => slotOf(rule.slots, d.slot)?.hours ?? [];
  const nameOf = (d: DutyFacts) => slotOf(rule.slots, d.slot)?.name ?? '';
  const inside = pairs(duties, (d) => `${d.date} ${identityOfDuty(d) ?? `vacant ${d.key}`}`).flatMap(
    ([a, b]): RosterConflict[] => {
      // The same seat twice is a collision of days, and said as such.
      const sameSeat = a.slot === b.slot && a.seat === b.seat;
      if (a.member === undefined || sameSeat || !hoursMeet(hoursOf(a), hoursOf(b))) return [];
      const both = nameOf(a) === nameOf(b) ? `两次列入“${nameOf(a)}”` : `同时列入“${nameOf(a)}”和“${nameOf(b)}”`;
      const message = `${dayWord(a.date)}${memberLabel(a.member)}${both}`;
      return [{ kind: 'doubleBooked', message, duties: [a.key, b.key] }];
    },
  );
  const busy = groupBy(context.busy, (b) => `${b.date} ${b.identity}`);
  const outside = duties.flatMap((d): RosterConflict[] => {
    const { member } = d;
    if (member === undefined) return [];
    return (busy.get(`${d.date} ${identityOf(member)}`) ?? [])
      .filter((b) => hoursMeet(b.hours, hoursOf(d)))
      .map((b) => ({
        kind: 'doubleBooked',
        message: `${dayWord(d.date)}${memberLabel(member)}已列入“${b.what}”，不能同时在两处`,
        duties: [d.key],
      }));
  });
  return [...inside, ...outside];
}

/** Turns of the same member that follow too closely; only rotating slots make a demand. */
function gaps(rule: RosterRule, duties: readonly DutyFacts[], context: Context): RosterConflict[] {
  const { minGapDays } = rule.constraints;
  if (minGapDays === 0) return [];
  const rotating = new Set(rule.slots.filter((s) => s.station === 'rotating').map((s) => s.id));
  const found: RosterConflict[] = [];
  for (const [identity, own] of groupBy(duties, identityOfDuty)) {
    if (identity === undefined) continue;
    const turns = own.filter((d) => rotating.has(d.slot)).toSorted((a, b) => (a.date < b.date ? -1 : 1));
    const before = context.previous.filter((p) => p.identity === identity && rotating.has(p.slot)).map((p) => p.date);
    let last =
      turns[0] === undefined
        ? undefined
        : before
            .filter((d) => d < turnStart(turns))
            .sort()
            .at(-1);
    let lastTurn = '';
    let lastKey: string | undefined;
    for (const duty of turns) {
      const turn = `${duty.slot} ${duty.turn}`;
      const days = last === undefined ? minGapDays : toDayNumber(duty.date) - toDayNumber(last);
      if (turn !== lastTurn && days < minGapDays && duty.member !== undefined && last !== undefined) {
        const message = `${memberLabel(duty.member)}${dayWord(last)}和${dayWord(duty.date)}两次值班相隔不足${minGapDays}天`;
        found.push({ kind: 'gap', message, duties: lastKey === undefined ? [duty.key] : [lastKey, duty.key] });
      }
      last = duty.date;
      lastTurn = turn;
      lastKey = duty.key;
    }
  }
  return found;
}

const turnStart = (turns: readonly DutyFacts[]): string => turns[0]?.date ?? '';

/** 主要领导每月至少接待的次数, in the months that lie wholly within the period. */
function chiefs(rule: RosterRule, duties: readonly DutyFacts[], period: Period, context: Context): RosterConflict[] {
  const wanted = rule.constraints.chiefMonthly;
  if (wanted === 0) return [];
  return chiefMonths(period).flatMap((month) =>
    chiefsOf(rule).flatMap((chief): RosterConflict[] => {
      const identity = identityOf(chief);
      const here = duties.filter((d) => monthKey(d.date) === month && identityOfDuty(d) === identity).length;
      const before = context.previous.filter((p) => monthKey(p.date) === month && p.identity === identity).length;
      if (here + before >= wanted) return [];
      const message = `主要领导${memberLabel(chief)}${Number(month.slice(5))}月接待${here + before}次，少于每月${wanted}次`;
      return [{ kind: 'chief', message, duties: [] }];
    }),
  );
}

export const chiefsOf = (rule: RosterRule) => [
  ...new Map(
    rule.slots
      .filter((s) => s.station !== 'onCall')
      .flatMap((s) => s.members.filter((m) => m.chief === true))
      .map((m) => [identityOf(m), m]),
  ).values(),
];

/** Months whose every day lies in the period. */
export const chiefMonths = (period: Period): readonly string[] =>
  monthsBetween(period.from, period.to)
    .filter((first) => first >= period.from && lastOfMonth(yearOf(first), monthOf(first)) <= period.to)
    .map(monthKey);

/** How often each member of each slot serves, in the period and since the rule began. */
export function fairness(rule: RosterRule, duties: readonly DutyFacts[], context: Context): readonly FairnessRow[] {
  return rule.slots
    .filter((s) => s.station === 'rotating')
    .flatMap((slot) =>
      slot.members.map((member) => {
        const identity = identityOf(member);
        const inPeriod = duties.filter((d) => d.slot === slot.id && identityOfDuty(d) === identity).length;
        const before = context.previous.filter((p) => p.slot === slot.id && p.identity === identity).length;
        return { slot: slot.id, identity, name: memberLabel(member), inPeriod, total: inPeriod + before };
      }),
    );
}

function pairs<T>(list: readonly T[], key: (item: T) => string): [T, T][] {
  return [...groupBy(list, key).values()].flatMap((group) =>
    group.flatMap((a, i) => group.slice(i + 1).map((b): [T, T] => [a, b])),
  );
}
