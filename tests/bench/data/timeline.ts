import { addDays, type LocalDate, weekdayOf, yearOf } from '../../../shared/calendar/local-date';
import { openCaseOps } from '../../../shared/domain/cases/open';
import { addOp, CASES, CONTACTS } from '../../../shared/domain/cases/decide';
import { STEPS } from '../../../shared/domain/cases/steps';
import { PRIOR_VISITS, VISITS } from '../../../shared/domain/visits/decide';
import { visitNoOf } from '../../../shared/domain/visits/numbers';
import type { Visit } from '../../../shared/domain/visits/schema';
import { type RecordId, recordId } from '../../../shared/kernel/ids';
import type { Decision, OpDraft } from '../../../shared/ledger/op';
import { caseSpace } from '../../../shared/ledger/space';
import { lifeOf, type Move } from './lives';
import { person } from './people';
import { Dice } from './random';
import { type Arrival, clerkOf, visitValue } from './visit';

/** A centre in four months; thirty of them are ten years of 300,000 visits. */
export const VISITS_PER_SCALE = 10_000;
export const LAST_DAY = '2026-11-20' as LocalDate;
const DAYS = 3652;
const DESK = 'A01';
const SHARE_OF_NEW_CASES = 2 / 3;

/** One action of a person at the desk, at an instant. */
export interface Action {
  readonly at: number;
  readonly by: string;
  readonly decision: Decision;
}

type Step = Omit<Action, 'at'>;

/** Ten years of a desk, in the order of its days; the same seed and scale give the same years. */
export function* timeline(scale: number, seed: number): Generator<Action> {
  const total = scale * VISITS_PER_SCALE;
  const due = new Map<LocalDate, (() => Step)[]>();
  const recent = new Recent(seed);
  let n = 0;
  let serial = 0;
  for (let day = addDays(LAST_DAY, 1 - DAYS); day <= LAST_DAY; day = addDays(day, 1)) {
    if (day.endsWith('-01-01')) serial = 0;
    const steps = due.get(day) ?? [];
    due.delete(day);
    const arriving = visitsUpTo(day, total) - n;
    const clock = clockOf(day, arriving + steps.length);
    for (const step of steps) yield { ...step(), at: clock() };
    for (let i = 0; i < arriving; i++) {
      const key = visitNoOf(yearOf(day), DESK, ++serial);
      const arrival = recent.arrive(n++, key, day);
      const at = clock();
      const { action, moves } = registration(seed, arrival, at);
      yield action;
      for (const move of moves) {
        // Steps of the same day follow at once; what lies behind the last day has not happened yet.
        if (move.day === day) yield { ...stepOf(key, arrival.n, move), at: clock() };
        else if (move.day <= LAST_DAY) put(due, move.day, () => stepOf(key, arrival.n, move));
      }
    }
  }
}

function put<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Mondays are busy, Sundays are not; before the Spring Festival everybody comes. */
const weightOf = (day: LocalDate): number =>
  ([0, 1.5, 1.1, 1, 0.95, 0.9, 0.12, 0.05][weekdayOf(day)] ?? 1) * ([0, 1.5, 1.2, 1.1][Number(day.slice(5, 7))] ?? 1);

const weights: number[] = [];
function visitsUpTo(day: LocalDate, total: number): number {
  if (weights.length === 0) {
    let sum = 0;
    for (let i = 0; i < DAYS; i++) weights.push((sum += weightOf(addDays(LAST_DAY, 1 - DAYS + i))));
  }
  const index = DAYS - 1 - Math.round((Date.parse(LAST_DAY) - Date.parse(day)) / 86_400_000);
  return Math.round((total * (weights[index] ?? 0)) / (weights[DAYS - 1] ?? 1));
}

/** From half past eight to half past five, China. */
function clockOf(day: LocalDate, actions: number): () => number {
  const start = Date.parse(`${day}T00:30:00Z`);
  const step = Math.max(1, Math.floor((9 * 3_600_000) / (actions * 3 + 1)));
  let i = 0;
  return () => start + step * i++;
}

/** Who comes: new people, people who come again with something else, people who come again about the same. */
class Recent {
  private readonly open: { key: string; person: number; visits: number }[] = [];
  private readonly people: number[] = [];
  private readonly dice: Dice;
  constructor(seed: number) {
    this.dice = new Dice(seed, 3);
  }

  arrive(n: number, key: string, date: LocalDate): Arrival {
    const { dice, open, people } = this;
    const again = open.length < 50 || dice.chance(SHARE_OF_NEW_CASES) ? undefined : dice.skewed(open);
    if (again !== undefined) {
      again.visits++;
      return { n, key, date, person: again.person, joins: { key: again.key, visits: again.visits } };
    }
    const who = people.length > 0 && dice.chance(0.2) ? dice.skewed(people) : n;
    if (who === n && dice.chance(0.1)) people.push(n);
    open.push({ key, person: who, visits: 1 });
    if (open.length > 1000) open.splice(dice.below(1000), 1);
    return { n, key, date, person: who };
  }
}

function registration(seed: number, arrival: Arrival, at: number): { action: Action; moves: Move[] } {
  const { n, key, joins, date } = arrival;
  const on = recordId(VISITS, key);
  const space = caseSpace(joins?.key ?? key);
  const value = visitValue(seed, arrival, at);
  const create: OpDraft = { kind: 'create', on, space, value };
  const follow = joins === undefined ? openCaseOps(on, value as unknown as Visit) : joining(on, joins.key);
  const action = { at, by: clerkOf(n), decision: { action: '登记来访', ops: [create, ...follow] } };
  const moves = joins === undefined ? lifeOf(seed, n, date, person(seed, arrival.person).name) : [];
  return { action, moves };
}

const joining = (visit: RecordId, key: string): OpDraft[] => {
  const into = { id: recordId(CASES, key), space: caseSpace(key) };
  return [
    { kind: 'add', on: visit, space: into.space, field: PRIOR_VISITS, value: { visit: recordId(VISITS, key) } },
    addOp(into, CONTACTS, visit),
  ];
};

function stepOf(key: string, n: number, { name, input }: Move): Step {
  const event: OpDraft = { kind: 'event', on: recordId(CASES, key), space: caseSpace(key), field: name, value: input };
  return { by: clerkOf(n + 1), decision: { action: STEPS[name].title, ops: [event] } };
}
