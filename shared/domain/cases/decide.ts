import type { LocalDate } from '../../calendar/local-date';
import type { RecordId } from '../../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { schemaWords } from '../../kernel/schema-words';
import { type Entry, type EventEntry, type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { isAccusation } from './confidential';
import { caseStateOf, isAllowedFrom, refusalFrom, voidedOp } from './machine';
import { type CaseChanges, CaseContent, readCase } from './schema';
import type { CaseState } from './state';
import { isOpen } from './status';
import type { Step, StepContext, StepInput } from './step';
import { stepOf, STEPS, type StepName } from './steps';

export const CASES = 'cases';
/** Lists of a case; entries can be withdrawn one by one. */
export const CONTACTS = 'contacts';
export const RELATED = 'related';
export const MERGED_FROM = 'mergedFrom';

export type Decided = Result<Decision, Refusal>;

/** Takes a step: one event, or why not. */
export function takeStep(record: Folded, name: string, raw: unknown, context: StepContext): Decided {
  const step = stepOf(name);
  if (step === undefined || step.indirect === true) return refuse('case.unknownStep', '没有这个步骤。');
  const checked = checkStep(record, step, raw, context);
  return checked.ok
    ? ok({ action: step.title, ...reasonOf(checked.value), ops: [eventOp(record, name, checked.value)] })
    : checked;
}

/** Whether the step may be taken with what was filled in, which comes back as it will be written. */
function checkStep(record: Folded, step: Step, raw: unknown, context: StepContext): Result<StepInput, Refusal> {
  const refused = refuseGone(record);
  if (refused !== undefined) return refused;
  const state = caseStateOf(record);
  const barred = isAllowedFrom(step, state.status)
    ? step.unavailable?.(state, context)
    : refusalFrom(step, state.status);
  if (barred !== undefined) return { ok: false, error: barred };
  const parsed = step.input.safeParse(raw, { error: schemaWords });
  if (!parsed.success) return refuseInput(parsed.error.issues);
  const early = refuseDay(step, state, readCase(record).openedOn, parsed.data.on, context.today);
  const no = early ?? step.refuse?.(state, parsed.data, context);
  return no === undefined ? ok(parsed.data) : { ok: false, error: no };
}

function refuseInput(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]) {
  const fields = issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message }));
  return refuse('case.badInput', fields[0]?.message ?? '填写的内容有误。', { field: fields[0]?.field, issues: fields });
}

function refuseDay(
  step: Step,
  state: CaseState,
  opened: LocalDate,
  on: LocalDate,
  today: LocalDate,
): Refusal | undefined {
  const say = (message: string) => refuse('case.dayOutOfOrder', message, { field: 'on' }).error;
  if (on > today) return say(`日期不能晚于今天（${today}）。`);
  if (on < opened) return say(`日期不能早于信访日期（${opened}）。`);
  return step.mark !== true && on < state.since ? say(`日期不能早于上一步的日期（${state.since}）。`) : undefined;
}

/** A step that the case page offers, or why it does not stand open. */
export interface Offer {
  readonly step: StepName;
  readonly title: string;
  readonly mark: boolean;
  readonly article?: string;
  readonly closed?: Refusal;
}

/** The steps that may follow where the case stands: the usual one first, notes last. */
export function offersOf(record: Folded, context: StepContext): readonly Offer[] {
  if (isVoid(record)) return [];
  const state = caseStateOf(record);
  return Object.entries<Step>(STEPS)
    .filter(([, step]) => step.indirect !== true && isAllowedFrom(step, state.status))
    .toSorted(([a, x], [b, y]) => rankOf(a, x) - rankOf(b, y))
    .map(([name, step]) => {
      const closed = step.unavailable?.(state, context);
      return {
        step: name as StepName,
        title: step.title,
        mark: step.mark === true,
        ...(step.article === undefined ? {} : { article: step.article }),
        ...(closed === undefined ? {} : { closed }),
      };
    });
}

/** What moves the case on before what only adds to it; giving up comes after both. */
function rankOf(name: string, step: Step): number {
  if (step.usual === true) return 0;
  if (step.mark === true) return 4;
  return name === 'withdraw' ? 3 : step.to.length > 0 ? 1 : 2;
}

/** 撤销上一步: the event stays in the ledger, withdrawn with a reason; the case stands where it stood before. */
export function undoStep(record: Folded, reason: string): Decided {
  const refused = refuseGone(record);
  if (refused !== undefined) return refused;
  const last = liveEvents(record).at(-1);
  if (last === undefined) return refuse('case.nothingToUndo', '本件登记后还没有办理步骤，没有可撤销的。');
  const step = stepOf(last.name);
  if (step?.indirect === true) return refuse('case.undoMerge', `“${step.title}”请用“撤销并入”。`);
  return ok({
    action: `撤销“${step?.title ?? last.name}”`,
    reason,
    ops: [{ kind: 'void', on: record.id, space: record.space, value: { op: last.op, reason } }],
  });
}

/** Events that were not withdrawn, oldest first. */
export function liveEvents(record: Folded): readonly EventEntry[] {
  const gone = new Set((record.voids ?? []).flatMap((entry) => voidedOp(entry.value)));
  return (record.events ?? []).filter((event) => !gone.has(event.op));
}

/** 更正事项: one write per field that really changes. */
export function editCase(record: Folded, changes: CaseChanges, reason: string): Decided {
  const refused = refuseGone(record);
  if (refused !== undefined) return refused;
  const ops = editOps(record, changes);
  return ops.length === 0
    ? refuse('case.nothingChanged', '没有改动，无须更正。')
    : ok({ action: '更正信访事项', reason, ops });
}

const CONTENT_FIELDS = new Set(Object.keys(CaseContent.shape));

export const editOps = (record: Folded, changes: CaseChanges): OpDraft[] =>
  Object.entries(changes).flatMap(([field, value]) => {
    const to = plain(value);
    if (!CONTENT_FIELDS.has(field) || sameJson(record.value[field] ?? null, to)) return [];
    return [{ kind: 'set' as const, on: record.id, space: record.space, field, value: to }];
  });

/** 并入: the duplicate ends, its history and its visits stay with it and are shown with the other. */
export function mergeCase(
  record: Folded,
  into: Folded,
  input: StepInput & { reason: string },
  context: StepContext,
): Decided {
  if (into.id === record.id) return refuse('case.mergeIntoSelf', '不能并入本件自身。', { field: 'into' });
  if (isVoid(into) || !isOpen(caseStateOf(into).status)) {
    return refuse('case.mergeIntoEnded', '并入的事项已经办结或者作废，请选择在办的事项。', { field: 'into' });
  }
  if (isAccusation(record) !== isAccusation(into)) {
    return refuse('case.mergeAccusation', '检举控告类事项不能与其他类别的事项合并。', {
      field: 'into',
      lawArticle: '《信访工作条例》第三十条',
    });
  }
  if (liveLinks(record, MERGED_FROM).length > 0) {
    return refuse('case.mergeChain', '已有其他事项并入本件，请先撤销，或者改为把对方并入本件。', { field: 'into' });
  }
  const { host } = caseStateOf(into);
  const accused = caseStateOf(record).triage?.accused ?? [];
  if (host !== undefined && context.isWithinAny(host, accused)) {
    return refuse('case.accusedUnit', '对方事项由被检举控告的单位办理，不能并入。', {
      field: 'into',
      lawArticle: '《信访工作条例》第三十条、第四十六条',
    });
  }
  const checked = checkStep(record, STEPS.merge, { ...input, into: into.id }, context);
  if (!checked.ok) return checked;
  return ok({
    action: STEPS.merge.title,
    reason: input.reason,
    ops: [eventOp(record, 'merge', checked.value), addOp(into, MERGED_FROM, record.id)],
  });
}

/** 撤销并入: the case stands where it stood before. */
export function unmergeCase(
  record: Folded,
  into: Folded | undefined,
  input: StepInput & { reason: string },
  context: StepContext,
): Decided {
  const checked = checkStep(record, STEPS.unmerge, input, context);
  if (!checked.ok) return checked;
  return ok({
    action: STEPS.unmerge.title,
    reason: input.reason,
    ops: [
      eventOp(record, 'unmerge', checked.value),
      ...(into === undefined ? [] : withdrawLink(into, MERGED_FROM, record.id, input.reason)),
    ],
  });
}

/** 关联: related matters that stay matters of their own. */
export function linkCases(record: Folded, other: Folded): Decided {
  if (record.id === other.id) return refuse('case.linkToSelf', '不能关联到本件自身。', { field: 'other' });
  if (liveLinks(record, RELATED).includes(other.id))
    return refuse('case.alreadyLinked', '已经关联过这件事项。', { field: 'other' });
  const refused = refuseGone(record) ?? refuseGone(other);
  return (
    refused ?? ok({ action: '关联事项', ops: [addOp(record, RELATED, other.id), addOp(other, RELATED, record.id)] })
  );
}

export function unlinkCases(record: Folded, other: Folded, reason: string): Decided {
  const ops = [...withdrawLink(record, RELATED, other.id, reason), ...withdrawLink(other, RELATED, record.id, reason)];
  return ops.length === 0
    ? refuse('case.notLinked', '这两件事项没有关联。')
    : ok({ action: '取消关联事项', reason, ops });
}

/** The records a list of a case names now, each once. */
export const liveLinks = (record: Folded, list: string): readonly RecordId[] => [
  ...new Set(liveItems(record, list).flatMap(targetOf)),
];

function targetOf({ value }: Entry): RecordId[] {
  const id = value !== null && typeof value === 'object' && 'id' in value ? value.id : undefined;
  return typeof id === 'string' ? [id as RecordId] : [];
}

export const addOp = (to: Pick<Folded, 'id' | 'space'>, list: string, id: RecordId): OpDraft => ({
  kind: 'add',
  on: to.id,
  space: to.space,
  field: list,
  value: { id },
});

const withdrawLink = (record: Folded, list: string, target: RecordId, reason: string): OpDraft[] =>
  liveItems(record, list)
    .filter((entry) => targetOf(entry).includes(target))
    .map((entry) => ({ kind: 'void', on: record.id, space: record.space, value: { op: entry.op, reason } }));

const eventOp = (record: Folded, name: string, input: StepInput): OpDraft => ({
  kind: 'event',
  on: record.id,
  space: record.space,
  field: name,
  value: plain(input),
});

/** As it is written: without what says nothing. */
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null)) as Json;

function reasonOf(input: StepInput): { reason?: string } {
  const { reason } = plain(input) as JsonObject;
  return typeof reason === 'string' ? { reason } : {};
}

export const refuseGone = (record: Folded) =>
  isVoid(record) ? refuse('case.voided', '本件已作废，不能再办理。') : undefined;
