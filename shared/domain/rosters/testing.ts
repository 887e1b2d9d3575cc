import { LocalDate } from '../../calendar/local-date';
import { createCalendar } from '../../calendar/workdays';
import { recordId } from '../../kernel/ids';
import { DEFAULT_HOLIDAYS } from '../departments/defaults/holidays';
import { type Context, NO_CONTEXT } from './duty';
import { type Generation, generate } from './generate';
import { PRESETS } from './presets/index';
import type { Duty, Roster } from './records';
import { RosterRule } from './rule';

/** Shared by the tests of this room. */
export const day = (text: string): LocalDate => LocalDate.parse(text);

const named = (year: number, days: readonly string[]) =>
  days.map((text) => ({ date: day(`${year}-${text.slice(0, 5)}`), name: text.slice(6) }));

/** The years the product ships, as tables. */
export const SHIPPED_HOLIDAYS = DEFAULT_HOLIDAYS.map(({ year, off, work }) => ({
  year,
  offDays: named(year, off),
  workDays: named(year, work),
}));
export const shippedCalendar = createCalendar(SHIPPED_HOLIDAYS);

export function presetRule(key: string, change: Partial<RosterRule> = {}): RosterRule {
  const preset = PRESETS.find((p) => p.key === key);
  if (preset === undefined) throw new Error(`no preset ${key}`);
  return RosterRule.parse({ ...preset.rule, ...change });
}

export function draw(
  rule: RosterRule,
  from: string,
  to: string,
  calendar = shippedCalendar,
  context: Context = NO_CONTEXT,
): Generation {
  const drawn = generate(rule, { from: day(from), to: day(to) }, calendar, context);
  if (!drawn.ok) throw new Error(drawn.error.message);
  return drawn.value;
}

/** A roster as it would be saved, with its duties. */
export function saved(rule: RosterRule, from: string, to: string): { roster: Roster; duties: Duty[] } {
  const drawn = draw(rule, from, to);
  const id = recordId('rosters', '2026-r1');
  const ruleId = recordId('rosterRules', 'r1');
  const { title, publisher, location, slots, notes, noticeDays } = rule;
  return {
    roster: {
      id,
      rule: ruleId,
      title,
      publisher,
      location,
      slots,
      notes,
      noticeDays,
      from: day(from),
      to: day(to),
      version: 1,
      skipped: [...drawn.skipped],
      remarks: [],
    },
    duties: drawn.duties.map((duty) => {
      const slot = slots.find((s) => s.id === duty.slot);
      return {
        ...duty,
        id: recordId('duties', duty.key),
        roster: id,
        rule: ruleId,
        hours: slot?.hours ?? [],
        location: slot?.location ?? location,
      };
    }),
  };
}
