import type { LocalDate } from '../../calendar/local-date';
import { shiftWord } from './dates';
import type { PlannedDuty, SkippedDay } from './duty';
import type { Absence, Member, RosterRule, Slot } from './rule';
import type { LiveDay, Turn } from './turns';
import { ABSENCE_WORD, dayWord, STATION_WORD, weekdayWord } from './words';
import { weekdayOf } from '../../calendar/local-date';

/** What one slot comes to: its duties over all turns, and the days it lost. */
export interface SlotPlan {
  readonly duties: readonly PlannedDuty[];
  readonly skipped: readonly SkippedDay[];
}

export const absenceOn = (rule: RosterRule, member: string, date: LocalDate): Absence | undefined =>
  rule.absences.find((a) => a.member === member && a.from <= date && date <= a.to);

/** Everyone of a resident slot, every time. */
export function resident(rule: RosterRule, slot: Slot, turns: readonly Turn[]): SlotPlan {
  const duties = turns.flatMap((turn) =>
    turn.live.flatMap((day) =>
      slot.members.map((member, seat) =>
        dutyOf(slot, turn, day, seat, member, `${occasion(rule, day)}${member.name}${STATION_WORD.resident}`),
      ),
    ),
  );
  return { duties, skipped: turns.flatMap(skippedOf) };
}

/**
 * Plain rotation as a queue: who has served goes to the back. A turn lost to a holiday or to leave is lost
 * (the member goes to the back) or, with 补轮, the member stays in front and serves next.
 */
export function rotating(rule: RosterRule, slot: Slot, turns: readonly Turn[]): SlotPlan {
  let queue = rotateBy(slot.members, rule.start.index);
  const duties: PlannedDuty[] = [];
  for (const turn of turns) {
    if (turn.live.length === 0) {
      if (!rule.makeup) queue = rotateBy(queue, slot.seats);
      continue;
    }
    const serving: Member[] = [];
    const passed: Member[] = [];
    for (const member of queue) {
      if (serving.length === slot.seats) break;
      const free = turn.live.some((day) => absenceOn(rule, member.id, day.date) === undefined);
      (free ? serving : passed).push(member);
    }
    const waiting = queue.filter((m) => !serving.includes(m) && !passed.includes(m));
    for (const day of turn.live) duties.push(...seatsOf(rule, slot, turn, day, serving, passed, waiting));
    if (rule.cycle === 'once') continue;
    queue = rule.makeup ? [...passed, ...waiting, ...serving] : [...waiting, ...passed, ...serving];
  }
  return { duties, skipped: turns.flatMap(skippedOf) };
}

/** The seats of one day: those whose turn it is; whoever is away on that day is covered by the next in order. */
function seatsOf(
  rule: RosterRule,
  slot: Slot,
  turn: Turn,
  day: LiveDay,
  serving: readonly Member[],
  passed: readonly Member[],
  waiting: readonly Member[],
): PlannedDuty[] {
  const cover = waiting.filter((m) => absenceOn(rule, m.id, day.date) === undefined);
  return Array.from({ length: slot.seats }, (_, seat) => {
    const due = serving[seat];
    if (due === undefined) return dutyOf(slot, turn, day, seat, undefined, '轮转名单中的成员当日均不能到岗');
    const away = absenceOn(rule, due.id, day.date);
    const overtaken = seat === 0 ? passed.map((m) => awayWord(rule, m, day.date)) : [];
    const base = `${turnWord(rule, turn, day)}轮到${due.name}`;
    if (away === undefined) {
      return dutyOf(slot, turn, day, seat, due, [...overtaken, base].filter(Boolean).join('；'));
    }
    const stand = cover.shift();
    const words = `${base}；${awayWord(rule, due, day.date)}，${stand === undefined ? '无人可替' : `由${stand.name}顶替`}`;
    return dutyOf(slot, turn, day, seat, stand, words);
  });
}

function awayWord(rule: RosterRule, member: Member, date: LocalDate): string {
  const away = absenceOn(rule, member.id, date);
  if (away === undefined) return '';
  const days = away.from === away.to ? dayWord(away.from) : `${dayWord(away.from)}至${dayWord(away.to)}`;
  return `${member.name}${days}${ABSENCE_WORD[away.kind]}`;
}

function dutyOf(
  slot: Slot,
  turn: Turn,
  day: LiveDay,
  seat: number,
  member: Member | undefined,
  why: string,
): PlannedDuty {
  const shift = shiftWord(day);
  return {
    key: `${day.planned}-${slot.id}-${seat + 1}`,
    date: day.date,
    ...(day.date === day.planned ? {} : { planned: day.planned }),
    slot: slot.id,
    seat,
    turn: turn.no,
    ...(member === undefined ? {} : { member }),
    why: shift === '' ? why : `${why}；${shift}`,
  };
}

function turnWord(rule: RosterRule, turn: Turn, day: LiveDay): string {
  if (rule.when.mode === 'rotateWeekly' || rule.cycle === 'week') return `第${turn.no}周`;
  if (rule.cycle === 'month') return `${Number(day.planned.slice(5, 7))}月`;
  return rule.cycle === 'once' ? occasion(rule, day) : `第${turn.no}次`;
}

/** Why there is duty on that day, in the rule's words. */
function occasion(rule: RosterRule, day: LiveDay): string {
  const { when } = rule;
  switch (when.mode) {
    case 'everyWorkday':
      return '每个工作日';
    case 'byWeekday':
    case 'rotateWeekly':
      return `每${weekdayWord(weekdayOf(day.planned))}`;
    case 'nthWeekday':
      return `${Number(day.planned.slice(5, 7))}月${weekdayWord(weekdayOf(day.planned))}接访日`;
    case 'dayOfMonth':
      return `每月${Number(day.planned.slice(8, 10))}日`;
    case 'explicitDates':
      return dayWord(day.planned);
  }
}

const skippedOf = (turn: Turn): SkippedDay[] =>
  turn.days.filter((d) => d.date === undefined).map((d) => ({ planned: d.planned, why: shiftWord(d) }));

function rotateBy<T>(list: readonly T[], by: number): readonly T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}
