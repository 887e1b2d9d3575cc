import { toDayNumber } from '../../calendar/local-date';
import type { LocalDate } from '../../calendar/local-date';
import { chiefMonths, chiefsOf } from './check';
import { monthKey } from './dates';
import { type Context, hoursMeet, identityOfDuty, type PlannedDuty } from './duty';
import { groupBy } from './group';
import { identityOf, type Member, memberLabel, type Period, type RosterRule, type Slot } from './rule';
import { ABSENCE_WORD, dayWord } from './words';

/** One turn of a rotating slot: all its days are served by the same members. */
export interface Block {
  readonly slot: Slot;
  readonly duties: readonly PlannedDuty[];
  readonly dates: readonly LocalDate[];
}

/** A demand as inequalities over variables, under the words a clerk knows it by. */
export interface Demand {
  readonly words: string;
  readonly rows: readonly string[];
}

/** A roster as an assignment problem: who serves which block. */
export interface Problem {
  readonly blocks: readonly Block[];
  /** Always in force: so many seats, one person once. */
  readonly base: readonly string[];
  /** May clash; the names of those that do are the answer when there is no roster. */
  readonly demands: readonly Demand[];
  readonly objective: readonly string[];
  readonly binaries: readonly string[];
  readonly bounds: readonly string[];
}

/** The variable that says that member `m` serves block `b`. */
export const variable = (b: number, m: number): string => `x_${b}_${m}`;

/** Fairness weighs more than staying with the plain rotation, however long the period. */
const SPREAD_COST = 10_000;

export function problemOf(rule: RosterRule, drawn: readonly PlannedDuty[], period: Period, context: Context): Problem {
  const blocks = blocksOf(rule, drawn);
  const fixed = drawn.filter((d) => !blocks.some((b) => b.duties.includes(d)));
  const fair = fairnessOf(blocks, context);
  return {
    blocks,
    base: blocks.map((block, b) => `${sum(block.slot.members.map((_, m) => variable(b, m)))} = ${block.slot.seats}`),
    demands: [
      ...availability(rule, blocks),
      ...onePlace(rule, blocks, fixed, context),
      ...gap(rule, blocks, context),
      ...chiefDuty(rule, blocks, fixed, period, context),
    ].filter((d) => d.rows.length > 0),
    objective: [...fair.objective, ...closeness(blocks)],
    binaries: blocks.flatMap((block, b) => block.slot.members.map((_, m) => variable(b, m))),
    bounds: fair.rows,
  };
}

/** The problem with some of its demands as text in CPLEX LP format. */
export function lpText(problem: Problem, demands: readonly Demand[]): string {
  const rows = [...problem.base, ...problem.bounds, ...demands.flatMap((d) => d.rows)];
  return [
    'Minimize',
    ` cost: ${problem.objective.length === 0 ? '0 idle' : problem.objective.join(' + ')}`,
    'Subject To',
    ...rows.map((row, i) => ` r${i}: ${row}`),
    'Binary',
    ...problem.binaries.map((name) => ` ${name}`),
    'End',
    '',
  ].join('\n');
}

function blocksOf(rule: RosterRule, drawn: readonly PlannedDuty[]): Block[] {
  return rule.slots
    .filter((slot) => slot.station === 'rotating')
    .flatMap((slot) => {
      const own = drawn.filter((d) => d.slot === slot.id);
      return [...groupBy(own, (d) => d.turn).values()].map((duties) => ({
        slot,
        duties,
        dates: [...new Set(duties.map((d) => d.date))].sort(),
      }));
    })
    .toSorted((a, b) => ((a.dates[0] ?? '') < (b.dates[0] ?? '') ? -1 : 1));
}

function availability(rule: RosterRule, blocks: readonly Block[]): Demand[] {
  return rule.absences.map((absence) => {
    const member = rule.slots.flatMap((s) => s.members).find((m) => m.id === absence.member);
    const days =
      absence.from === absence.to ? dayWord(absence.from) : `${dayWord(absence.from)}至${dayWord(absence.to)}`;
    const rows = each(blocks, (block, b, candidate, m) =>
      candidate.id === absence.member && block.dates.some((d) => absence.from <= d && d <= absence.to)
        ? [`${variable(b, m)} <= 0`]
        : [],
    );
    return { words: `${member === undefined ? '' : memberLabel(member)}${days}${ABSENCE_WORD[absence.kind]}`, rows };
  });
}

function onePlace(
  rule: RosterRule,
  blocks: readonly Block[],
  fixed: readonly PlannedDuty[],
  context: Context,
): Demand[] {
  const hoursOf = (slot: string) => rule.slots.find((s) => s.id === slot)?.hours ?? [];
  const meets = (block: Block, dates: readonly LocalDate[], hours: Slot['hours']) =>
    block.dates.some((d) => dates.includes(d)) && hoursMeet(block.slot.hours, hours);
  const inside = each(blocks, (block, b, member, m) => {
    const identity = identityOf(member);
    const taken = fixed.some((d) => identityOfDuty(d) === identity && meets(block, [d.date], hoursOf(d.slot)));
    const twice = blocks.slice(b + 1).flatMap((other, o) => {
      const at = other.slot.members.findIndex((x) => identityOf(x) === identity);
      const clash = at !== -1 && meets(block, other.dates, other.slot.hours);
      return clash ? [`${variable(b, m)} + ${variable(b + 1 + o, at)} <= 1`] : [];
    });
    return taken ? [`${variable(b, m)} <= 0`, ...twice] : twice;
  });
  const outside = [...groupBy(context.busy, (d) => d.what)].map(([what, busy]) => ({
    words: `同一时间只能在一处（另有“${what}”的班次）`,
    rows: each(blocks, (block, b, member, m) =>
      busy.some((d) => d.identity === identityOf(member) && meets(block, [d.date], [...d.hours]))
        ? [`${variable(b, m)} <= 0`]
        : [],
    ),
  }));
  return [{ words: '同一时间只能在一处', rows: inside }, ...outside];
}

function gap(rule: RosterRule, blocks: readonly Block[], context: Context): Demand[] {
  const { minGapDays } = rule.constraints;
  if (minGapDays === 0) return [];
  const near = (a: readonly LocalDate[], b: readonly LocalDate[]) =>
    a.some((x) => b.some((y) => Math.abs(toDayNumber(x) - toDayNumber(y)) < minGapDays));
  const rows = each(blocks, (block, b, member, m) => {
    const identity = identityOf(member);
    const before = context.previous.filter((p) => p.identity === identity).map((p) => p.date);
    const own = near(block.dates, before) ? [`${variable(b, m)} <= 0`] : [];
    const later = blocks.slice(b + 1).flatMap((other, o) => {
      const at = other.slot.members.findIndex((x) => identityOf(x) === identity);
      const close = at !== -1 && near(block.dates, other.dates);
      return close ? [`${variable(b, m)} + ${variable(b + 1 + o, at)} <= 1`] : [];
    });
    return [...own, ...later];
  });
  return [{ words: `两次值班至少相隔${minGapDays}天`, rows }];
}

function chiefDuty(
  rule: RosterRule,
  blocks: readonly Block[],
  fixed: readonly PlannedDuty[],
  period: Period,
  context: Context,
): Demand[] {
  const wanted = rule.constraints.chiefMonthly;
  if (wanted === 0) return [];
  return chiefMonths(period).flatMap((month) =>
    chiefsOf(rule).map((chief) => {
      const identity = identityOf(chief);
      const inMonth = (d: { readonly date: LocalDate }) => monthKey(d.date) === month;
      const done =
        fixed.filter((d) => inMonth(d) && identityOfDuty(d) === identity).length +
        context.previous.filter((p) => inMonth(p) && p.identity === identity).length;
      const terms = each(blocks, (block, b, member, m) => {
        const days = block.dates.filter((d) => monthKey(d) === month).length;
        return identityOf(member) === identity && days > 0 ? [`${days} ${variable(b, m)}`] : [];
      });
      const words = `主要领导${memberLabel(chief)}${Number(month.slice(5))}月至少接待${wanted}次`;
      const missing = wanted - done;
      if (missing <= 0) return { words, rows: [] };
      return { words, rows: [`${terms.length === 0 ? '0 idle' : sum(terms)} >= ${missing}`] };
    }),
  );
}

/** Per slot the most and the least loaded member, earlier periods included; their distance is what to make small. */
function fairnessOf(blocks: readonly Block[], context: Context): { objective: string[]; rows: string[] } {
  const rows: string[] = [];
  const objective: string[] = [];
  for (const [slot, own] of groupBy(blocks, (b) => b.slot)) {
    const [most, least] = [`most_${objective.length}`, `least_${objective.length}`];
    for (const [m, member] of slot.members.entries()) {
      const identity = identityOf(member);
      const before = context.previous.filter((p) => p.slot === slot.id && p.identity === identity).length;
      const load = sum(own.map((block) => `${block.duties.length / slot.seats} ${variable(blocks.indexOf(block), m)}`));
      rows.push(`${load} - ${most} <= ${-before}`, `${load} - ${least} >= ${-before}`);
    }
    objective.push(`${SPREAD_COST} ${most} - ${SPREAD_COST} ${least}`);
  }
  return { objective, rows };
}

/** Prefers whom plain rotation names, then those that come soon after in the order: one answer, not one of many. */
function closeness(blocks: readonly Block[]): string[] {
  return each(blocks, (block, b, member, m) => {
    const plain = new Set(block.duties.map((d) => d.member?.id));
    if (plain.has(member.id)) return [];
    const first = block.slot.members.findIndex((x) => plain.has(x.id));
    const distance = (m - first + block.slot.members.length) % block.slot.members.length;
    return [`${10 + distance + (b % 7) / 10} ${variable(b, m)}`];
  });
}

function each<T>(
  blocks: readonly Block[],
  of: (block: Block, b: number, member: Member, m: number) => readonly T[],
): T[] {
  return blocks.flatMap((block, b) => block.slot.members.flatMap((member, m) => of(block, b, member, m)));
}

const sum = (terms: readonly string[]): string => (terms.length === 0 ? '0 idle' : terms.join(' + '));
