import type { Refusal } from '../../kernel/refusal';
import { refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { check, fairness } from './check';
import type { Context, PlannedDuty } from './duty';
import type { Generation } from './generate';
import { type Block, type Demand, lpText, type Problem, problemOf, variable } from './model';
import type { Member, Period, RosterRule } from './rule';

/** A solver of models in CPLEX LP format: the values of the variables, or undefined when there is no solution. */
export interface Solver {
  solve(lp: string): Promise<ReadonlyMap<string, number> | undefined>;
}

/** Kinds of conflict that another assignment of members can mend; a collision of days can not. */
const MENDABLE = new Set(['vacant', 'doubleBooked', 'away', 'gap', 'chief']);
export const needsBalance = (drawn: Generation): boolean => drawn.conflicts.some((c) => MENDABLE.has(c.kind));

/**
 * The fairest roster that meets every demand and stays close to the plain rotation; when there is none,
 * a smallest set of demands that cannot be met together, by name.
 */
export async function balance(
  rule: RosterRule,
  drawn: Generation,
  period: Period,
  context: Context,
  solver: Solver,
): Promise<Result<Generation, Refusal>> {
  const problem = problemOf(rule, drawn.duties, period, context);
  if (problem.blocks.length === 0) return ok(drawn);
  const solution = await solver.solve(lpText(problem, problem.demands));
  if (solution === undefined) return refuseClash(await clashing(problem, solver));
  const duties = assigned(drawn.duties, problem, solution);
  const changed = duties.filter((d, i) => d.member?.id !== drawn.duties[i]?.member?.id).length;
  return ok({
    ...drawn,
    duties,
    conflicts: check(rule, duties, period, context),
    fairness: fairness(rule, duties, context),
    remarks: changed === 0 ? [] : [`按原轮转顺序不能满足全部约束，已在最公平的前提下调整${changed}个班次。`],
  });
}

/** Drops demands one by one, as long as the rest still clash: what remains is needed for the clash. */
async function clashing(problem: Problem, solver: Solver): Promise<readonly Demand[]> {
  let core = problem.demands;
  for (const demand of problem.demands) {
    const rest = core.filter((d) => d !== demand);
    if ((await solver.solve(lpText(problem, rest))) === undefined) core = rest;
  }
  return core;
}

function refuseClash(core: readonly Demand[]) {
  const names = core.map((d, i) => `${i + 1}.${d.words}`).join('；');
  return refuse('roster.clash', `以下要求不能同时满足，排不出班：${names}。请放宽其中一项或增加轮转人员后再排。`, {
    issues: core.map((d) => ({ field: 'constraints', message: d.words })),
  });
}

function assigned(
  drawn: readonly PlannedDuty[],
  problem: Problem,
  solution: ReadonlyMap<string, number>,
): readonly PlannedDuty[] {
  const replaced = new Map<string, PlannedDuty>();
  for (const [b, block] of problem.blocks.entries()) {
    const chosen = block.slot.members.filter((_, m) => (solution.get(variable(b, m)) ?? 0) > 0.5);
    for (const duty of reseat(block, chosen)) replaced.set(duty.key, duty);
  }
  return drawn.map((duty) => replaced.get(duty.key) ?? duty);
}

/** Members that plain rotation had named keep their seats; the others take the seats that are left. */
function reseat(block: Block, chosen: readonly Member[]): PlannedDuty[] {
  const days = [...new Set(block.duties.map((d) => d.planned ?? d.date))];
  return days.flatMap((day) => {
    const seats = block.duties.filter((d) => (d.planned ?? d.date) === day);
    const named = new Set(seats.map((d) => d.member?.id));
    const newcomers = chosen.filter((m) => !named.has(m.id));
    return seats.map((duty) => {
      if (chosen.some((m) => m.id === duty.member?.id)) return duty;
      const member = newcomers.shift();
      if (member === undefined) return duty;
      const why =
        duty.member === undefined ? `统筹安排${member.name}` : `${duty.why}；为满足约束改由${member.name}接班`;
      return { ...duty, member, why };
    });
  });
}
