import type { LocalDate } from '../../calendar/local-date';
import { weekdayOf } from '../../calendar/local-date';
import { mondayOf } from '../../calendar/months';
import { monthKey, type PlannedDay } from './dates';
import { groupBy } from './group';
import type { RosterRule, Slot } from './rule';

/** The days that belong to one turn of the rotation; `live` ones were not dropped by a holiday. */
export interface Turn {
  /** 1 for the first since the start of the rule. */
  readonly no: number;
  readonly days: readonly PlannedDay[];
  readonly live: readonly LiveDay[];
}
export type LiveDay = PlannedDay & { readonly date: LocalDate };

/** A slot's own days among the rule's. */
export function daysOfSlot(slot: Slot, days: readonly PlannedDay[]): readonly PlannedDay[] {
  const { weekdays, dates } = slot.on ?? {};
  if (weekdays === undefined && dates === undefined) return days;
  return days.filter((d) => weekdays?.includes(weekdayOf(d.planned)) || dates?.includes(d.planned));
}

/** Groups a slot's days into turns of the rule's cycle. */
export function turnsOf(rule: RosterRule, slot: Slot, days: readonly PlannedDay[]): readonly Turn[] {
  const groups = groupBy(daysOfSlot(slot, days), (day) => turnKey(rule, day.planned));
  return [...groups.values()].map((group, i) => ({ no: i + 1, days: group, live: group.filter(isLive) }));
}

const isLive = (day: PlannedDay): day is LiveDay => day.date !== undefined;

function turnKey(rule: RosterRule, date: LocalDate): string {
  if (rule.when.mode === 'rotateWeekly') return mondayOf(date);
  switch (rule.cycle) {
    case 'day':
      return date;
    case 'week':
      return mondayOf(date);
    case 'month':
      return monthKey(date);
    case 'once':
      return '';
  }
}
