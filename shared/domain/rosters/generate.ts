import type { WorkCalendar } from '../../calendar/workdays';
import type { Refusal } from '../../kernel/refusal';
import { refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { check, fairness } from './check';
import { plannedDays } from './dates';
import type { Context, FairnessRow, PlannedDuty, RosterConflict, SkippedDay } from './duty';
import { resident, rotating } from './rotate';
import type { Period, RosterRule } from './rule';
import { turnsOf } from './turns';
import { fullDay } from './words';

/** A roster as drawn up: the same rule, period, calendar and context always give the same one. */
export interface Generation {
  readonly duties: readonly PlannedDuty[];
  readonly skipped: readonly SkippedDay[];
  readonly conflicts: readonly RosterConflict[];
  readonly fairness: readonly FairnessRow[];
  /** Sentences about the whole, such as what the solver did. */
  readonly remarks: readonly string[];
}

/** Draws up the duties of a period by plain rotation, explains each, and names what is wrong with them. */
export function generate(
  rule: RosterRule,
  period: Period,
  calendar: WorkCalendar,
  context: Context,
): Result<Generation, Refusal> {
  if (period.to < rule.start.date) {
    return refuse('roster.beforeStart', `该排班自${fullDay(rule.start.date)}起执行，所选时段在此之前。`, {
      field: 'to',
    });
  }
  const days = plannedDays(rule, period.to, calendar);
  if (!days.ok) return days;
  const plans = rule.slots
    .filter((slot) => slot.station !== 'onCall')
    .map((slot) => {
      const turns = turnsOf(rule, slot, days.value);
      return slot.station === 'resident' ? resident(rule, slot, turns) : rotating(rule, slot, turns);
    });
  const order = new Map(rule.slots.map((slot, i) => [slot.id, i]));
  const rank = (d: PlannedDuty) =>
    `${d.date} ${String(order.get(d.slot) ?? 0).padStart(3, '0')} ${d.planned ?? d.date}`;
  const duties = plans
    .flatMap((plan) => plan.duties)
    .filter((d) => d.date >= period.from && d.date <= period.to)
    .toSorted((a, b) => (rank(a) === rank(b) ? a.seat - b.seat : rank(a) < rank(b) ? -1 : 1));
  const skipped = new Map(
    plans
      .flatMap((plan) => plan.skipped)
      .filter((s) => s.planned >= period.from && s.planned <= period.to)
      .map((s) => [s.planned, s]),
  );
  return ok({
    duties,
    skipped: [...skipped.values()].toSorted((a, b) => (a.planned < b.planned ? -1 : 1)),
    conflicts: check(rule, duties, period, context),
    fairness: fairness(rule, duties, context),
    remarks: [],
  });
}
