import type { LocalDate } from '../../calendar/local-date';
import { refuse } from '../../kernel/refusal';
import type { EventEntry, Folded } from '../../ledger/fold';
import type { Pause } from '../deadlines/compute';
import { DEADLINES, type DeadlineKind } from '../deadlines/kind';
import { type CaseStart, readCaseStart } from './schema';
import type { CaseClock, CaseState, Hand, Misstep } from './state';
import { type CaseStatus, CASE_STATUS_NAMES, isOpen } from './status';
import type { Step, StepInput } from './step';
import { stepOf } from './steps';

const states = new WeakMap<Folded, CaseState>();

/** What the events say about a case. The same events give the same state, whatever order they came in. */
export function caseStateOf(record: Folded): CaseState {
  const known = states.get(record);
  if (known !== undefined) return known;
  const gone = new Set((record.voids ?? []).flatMap((v) => voidedOp(v.value)));
  const events = (record.events ?? []).filter((event) => !gone.has(event.op));
  const state = events.reduce(applyEvent, initialState(readCaseStart(record)));
  states.set(record, state);
  return state;
}

/** The op that a void names. */
export function voidedOp(value: unknown): string[] {
  const op = value !== null && typeof value === 'object' && 'op' in value ? value.op : undefined;
  return typeof op === 'string' ? [op] : [];
}

/** A case as it is registered: with the counter, its clock running. */
export function initialState(fields: CaseStart): CaseState {
  const draft: CaseState = {
    status: 'draft',
    since: fields.openedOn,
    reception: fields.receivingUnit,
    fromSuperior: fields.source === 'superior',
    feedbackWanted: false,
    simple: false,
    hands: [],
    co: [],
    offices: [],
    clocks: [],
    objections: [],
    recusals: [],
    statusNotes: [],
    flags: [],
    ratings: {},
    followUps: [],
    missteps: [],
  };
  return advance(draft, 'register', { on: fields.openedOn });
}

/** Runs an event that is in the ledger. What cannot run where the case stands waits for a person; nothing is dropped. */
function applyEvent(state: CaseState, event: EventEntry): CaseState {
  const step = stepOf(event.name);
  const input = step?.input.safeParse(event.value);
  const misstep = (reason: Misstep['reason']): CaseState => ({
    ...state,
    missteps: [...state.missteps, { op: event.op, step: event.name, by: event.by, status: state.status, reason }],
  });
  if (step === undefined || input === undefined || !input.success) {
    return misstep(
      refuse('case.unknownStep', `“${step?.title ?? event.name}”的内容无法识别，可能来自更新的版本。`).error,
    );
  }
  if (!isAllowedFrom(step, state.status)) return misstep(refusalFrom(step, state.status));
  return advance(state, event.name, input.data);
}

export const isAllowedFrom = (step: Step, status: CaseStatus): boolean =>
  step.from === 'any' ? status !== 'draft' : step.from.includes(status);

export const refusalFrom = (step: Step, status: CaseStatus) =>
  refuse(
    'case.wrongStatus',
    `本件现为“${CASE_STATUS_NAMES[status]}”，不能${step.title}。`,
    step.article === undefined ? {} : { lawArticle: step.article },
  ).error;

/** The state after a step that is allowed. */
export function advance(state: CaseState, name: string, input: StepInput): CaseState {
  const step = stepOf(name);
  if (step === undefined) return state;
  const next = step.to.length === 0 ? state.status : (step.next?.(state, input) ?? step.to[0] ?? state.status);
  const said: CaseState = {
    ...state,
    clocks: haltedClocks(state, name, step, input.on, next),
    ...step.apply?.(state, input),
  };
  const moved: CaseState = {
    ...said,
    status: next,
    since: step.to.length === 0 ? state.since : input.on,
    clocks: [...said.clocks, ...startedClocks(step, state, said, input)],
  };
  return { ...moved, hands: handsAfter(state, moved, name, step.title, input.on) };
}

/** A unit that is done with a case may still owe the report on it. */
const OUTLIVES: readonly DeadlineKind[] = ['ASSIGN_FEEDBACK'];
const CUT_SHORT: readonly string[] = ['withdraw', 'merge'];

function haltedClocks(state: CaseState, name: string, step: Step, on: LocalDate, next: CaseStatus): CaseClock[] {
  const stops = (clock: CaseClock): boolean => {
    if (step.stops?.includes(clock.kind) === true || CUT_SHORT.includes(name)) return true;
    return isOpen(state.status) && !isOpen(next) && !OUTLIVES.includes(clock.kind);
  };
  const { pauses: begins, resumes: ends } = step;
  return state.clocks.map((clock) => {
    if (clock.stopped !== undefined) return clock;
    if (stops(clock)) return { ...clock, pauses: closedPauses(clock, on), stopped: on };
    if (begins !== undefined) return { ...clock, pauses: [...clock.pauses, { from: on, why: begins }] };
    return ends === undefined ? clock : { ...clock, pauses: closedPauses(clock, on, ends) };
  });
}

const closedPauses = (clock: CaseClock, on: LocalDate, why?: Pause['why']): readonly Pause[] =>
  clock.pauses.map((pause) =>
    pause.to === undefined && (why === undefined || pause.why === why) ? { ...pause, to: on } : pause,
  );

function startedClocks(step: Step, before: CaseState, after: CaseState, input: StepInput): CaseClock[] {
  return (step.starts ?? [])
    .filter((start) => start.when?.(before, input) !== false)
    .map((start) => {
      const unit = keeperOf(start.kind, after);
      const end = start.end?.(before, input);
      const days = start.days?.(before, input);
      return {
        kind: start.kind,
        from: start.from?.(before, input) ?? input.on,
        pauses: [],
        ...(unit === undefined ? {} : { unit }),
        ...(end === undefined ? {} : { end }),
        ...(days === undefined ? {} : { days }),
        ...(start.after === undefined ? {} : { after: start.after }),
      };
    });
}

/** Who must keep the limit; the petitioner's own have nobody. */
function keeperOf(kind: DeadlineKind, state: CaseState): CaseClock['unit'] {
  switch (DEADLINES[kind].subject) {
    case 'center':
      return state.reception;
    case 'unit':
      return state.host;
    case 'reviewer':
      return state.finalReview?.organ ?? state.review?.organ;
    default:
      return undefined;
  }
}

const AT_RECEPTION: readonly CaseStatus[] = ['registered', 'triaged'];

type Holder = Pick<Hand, 'unit' | 'role' | 'elsewhere'>;

function holderOf(state: CaseState): Holder | undefined {
  if (AT_RECEPTION.includes(state.status)) return { unit: state.reception, role: 'reception' };
  if (state.status === 'reviewing') return reviewerOf(state, state.review);
  if (state.status === 'finalReviewing') return reviewerOf(state, state.finalReview);
  if (state.status === 'transferred' || isOpen(state.status)) {
    return { unit: state.host ?? state.reception, role: 'host' };
  }
  return undefined;
}

const reviewerOf = (state: CaseState, round: CaseState['review']): Holder => ({
  unit: round?.organ ?? state.reception,
  role: 'review',
  ...(round?.organElsewhere && { elsewhere: round.organElsewhere }),
});

/** 办理链条: a new hand when another holds the case; the last one lets go when it ends. */
function handsAfter(before: CaseState, after: CaseState, name: string, how: string, on: LocalDate): readonly Hand[] {
  if (after.status === before.status && after.host === before.host) return after.hands;
  const last = after.hands.at(-1);
  const holder = holderOf(after);
  const letGo = (): readonly Hand[] => after.hands.map((hand) => (hand.to === undefined ? { ...hand, to: on } : hand));
  if (holder === undefined) return letGo();
  const stays = last !== undefined && last.to === undefined && last.unit === holder.unit && last.role === holder.role;
  if (!stays) {
    const ended = !isOpen(after.status);
    return [...letGo(), { ...holder, from: on, how, ...(ended ? { to: on } : {}) }];
  }
  return name === 'sign' ? after.hands.map((hand) => (hand === last ? { ...hand, signedOn: on } : hand)) : after.hands;
}

/** All limits on a case: those of its steps and those of the co-handling units. */
export function clocksOf(state: CaseState): readonly CaseClock[] {
  const ended = isOpen(state.status) ? undefined : state.since;
  const co = state.co.map((unit): CaseClock => {
    const stopped = unit.opinion?.on ?? unit.waived?.on ?? ended;
    return {
      kind: 'CO_OPINION',
      unit: unit.unit,
      from: unit.from,
      pauses: [],
      ...(unit.due === undefined ? {} : { end: unit.due }),
      ...(stopped === undefined ? {} : { stopped }),
    };
  });
  return [...state.clocks, ...co];
}

export const runningClocks = (state: CaseState): readonly CaseClock[] =>
  clocksOf(state).filter((clock) => clock.stopped === undefined);
