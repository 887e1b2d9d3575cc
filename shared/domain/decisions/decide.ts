import type { z } from 'zod';
import type { OpId } from '../../kernel/ids';
import { collectionOf, RecordId } from '../../kernel/ids';
import type { Json } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { schemaWords } from '../../kernel/schema-words';
import type { Conflict, Folded } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { CASES } from '../cases/decide';
import { CaseContent } from '../cases/schema';
import { stepOf } from '../cases/steps';
import { type OpenStep, SETTLED_STEPS, undecidedOf } from './items';

type Decided = Result<Decision, Refusal>;

export interface FieldChoice {
  readonly field: string;
  /** The writes that were shown side by side. */
  readonly seen: readonly OpId[];
  /** One of them, or a text of one's own. */
  readonly take: { readonly op: OpId } | { readonly text: string };
}

/** One write that has seen all the others: wherever it arrives, the matter is settled. */
export function decideField(record: Folded | undefined, choice: FieldChoice): Decided {
  const conflict = record && undecidedOf(record).conflicts.find(({ field }) => field === choice.field);
  if (record === undefined || conflict === undefined) return settled();
  const known = conflict.heads.map(({ op }) => op);
  if (known.length !== choice.seen.length || !known.every((op) => choice.seen.includes(op))) {
    return refuse('merge.changed', '这一处又收到了新的内容，请重新查看后裁定。');
  }
  const value = valueOf(record, conflict, choice.take);
  if (!value.ok) return value;
  const op: OpDraft = { kind: 'set', on: record.id, space: record.space, field: choice.field, value: value.value };
  return ok({ action: '合并裁定', ops: [op] });
}

const settled = () => refuse('merge.settled', '这一处已经裁定，无须再办。');

/** Only what is words on every side can be written anew here; what refers to the directory cannot. */
export const canWrite = ({ heads }: Conflict): boolean =>
  heads.every(({ value }) => value === null || (typeof value === 'string' && !RecordId.safeParse(value).success));

function valueOf(record: Folded, conflict: Conflict, take: FieldChoice['take']): Result<Json, Refusal> {
  if ('op' in take) {
    const head = conflict.heads.find(({ op }) => op === take.op);
    return head === undefined ? refuse('merge.noChoice', '请选择其中一项。', { field: 'take' }) : ok(head.value);
  }
  if (!canWrite(conflict)) return refuse('merge.notText', '这一项不能在此重写，请选择其中一项。', { field: 'take' });
  const text = take.text.trim();
  if (text === '') return refuse('merge.empty', '请填写裁定后的内容。', { field: 'text' });
  const shape: { readonly [field: string]: z.ZodType } = CaseContent.shape;
  const schema = collectionOf(record.id) === CASES ? shape[conflict.field] : undefined;
  const parsed = schema?.safeParse(text, { error: schemaWords });
  if (parsed?.success === false) {
    return refuse('merge.badText', parsed.error.issues[0]?.message ?? '填写的内容有误。', { field: 'text' });
  }
  return ok(text);
}

export interface StepChoice {
  readonly op: OpId;
  /** `keep`: this step counts, and those taken at the same time are withdrawn; `withdraw`: the other way round; `both`: all count. */
  readonly take: 'keep' | 'withdraw' | 'both';
  readonly reason: string;
}

/** Which of the steps taken at the same time counts; the others stay in the ledger, withdrawn with a reason. */
export function decideStep(record: Folded | undefined, { op, take, reason }: StepChoice): Decided {
  const open = record && undecidedOf(record).steps.find(({ event }) => event.op === op);
  if (record === undefined || open === undefined) return settled();
  if (reason.trim() === '') return refuse('merge.reason', '请写明理由。', { field: 'reason' });
  const barred = refuseStep(open, take);
  if (barred !== undefined) return { ok: false, error: barred };
  const title = stepOf(open.event.name)?.title ?? open.event.name;
  if (take === 'both') {
    const value = { ops: [open.event.op], reason };
    return ok({
      action: `合并裁定：“${title}”与同时办理的步骤都有效`,
      reason,
      ops: [{ kind: 'add', on: record.id, space: record.space, field: SETTLED_STEPS, value }],
    });
  }
  const gone = take === 'keep' ? open.rivals : [open.event];
  return ok({
    action: take === 'keep' ? `合并裁定：采用“${title}”` : `合并裁定：撤回“${title}”`,
    reason,
    ops: gone.map((event) => ({
      kind: 'void',
      on: record.id,
      space: record.space,
      value: { op: event.op, reason },
    })),
  });
}

function refuseStep({ misstep, ifKept }: OpenStep, take: StepChoice['take']): Refusal | undefined {
  if (take === 'withdraw' || (take === 'keep' ? ifKept : misstep === undefined ? true : undefined) !== undefined) {
    return undefined;
  }
  const why = misstep?.reason.message ?? '';
  return refuse('merge.cannotKeep', `采用这一步也不能生效：${why}可以撤回这一步后重新办理。`).error;
}
