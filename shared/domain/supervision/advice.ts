import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { plain } from '../cases/decide';
import { petitionersText, readCase } from '../cases/schema';
import { oneOf } from '../petitioners/choices';
import { refuseRecipient, type UnitRules } from './recipient';
import { ARTICLE_40 } from './situation';
import { ViolationCode } from './violations';

export const ADVICES = 'advices';
const FEEDBACKS = 'feedbacks';

/** 三项建议, 《信访工作条例》第四十条. */
export const ADVICE_KINDS = {
  improve: '改进工作的建议',
  policy: '完善政策的建议',
  accountability: '追究责任的建议',
} as const;

/** 采纳情况. */
export const ADOPTIONS = { full: '采纳', part: '部分采纳', none: '未采纳' } as const;

export const ADVICE_STATES = { waiting: '待反馈', overdue: '超期未反馈', answered: '已反馈' } as const;
export type AdviceState = keyof typeof ADVICE_STATES;

const text = (max: number, sentence: string) =>
  z.string({ error: sentence }).trim().min(1, sentence).max(max, `不超过 ${max} 个字`);
const Lines = z.array(text(500, '请填写建议的内容')).min(1, '请至少填写一条建议').max(20, '不超过 20 条');

export const AdviceInput = z.object({
  case: RecordId,
  kind: oneOf(ADVICE_KINDS),
  /** 主送单位. */
  unit: RecordId,
  /** 建议追究责任的单位. */
  about: blankable(RecordId),
  situation: text(3000, '请填写基本情况。'),
  problems: text(3000, '请填写存在的问题。'),
  proposals: Lines,
  violations: blankable(z.array(ViolationCode).max(20, '不超过 20 项')),
  /** Absent: as long as the centre allows. */
  feedbackDue: blankable(LocalDate),
  supervision: blankable(RecordId),
});
export type AdviceInput = z.output<typeof AdviceInput>;

export const AdviceFields = AdviceInput.extend({
  caseNo: z.string(),
  subject: z.string(),
  issuedOn: LocalDate,
  issuedBy: z.string(),
  paper: blankable(RecordId),
  docNo: blankable(z.string()),
});

const Feedback = z.object({ on: LocalDate, adopted: oneOf(ADOPTIONS), text: z.string(), signer: z.string() });
export const FeedbackInput = Feedback.extend({
  id: RecordId,
  text: text(3000, '请填写采纳情况；未采纳的，写明理由。'),
  signer: text(50, '请填写审签的单位领导。'),
});
export type FeedbackInput = z.output<typeof FeedbackInput>;

export interface Advice extends z.output<typeof AdviceFields> {
  readonly id: RecordId;
  readonly voided: boolean;
  readonly feedbacks: readonly (z.output<typeof Feedback> & { readonly by: string })[];
}

/** undefined when another build wrote it in a way this one cannot read. */
export function readAdvice(record: Folded): Advice | undefined {
  const fields = AdviceFields.safeParse(record.value);
  if (!fields.success) return undefined;
  const feedbacks = liveItems(record, FEEDBACKS).flatMap(({ by, value }) => {
    const feedback = Feedback.safeParse(value);
    return feedback.success ? [{ ...feedback.data, by }] : [];
  });
  return { ...fields.data, id: record.id, voided: isVoid(record), feedbacks };
}

export const isOpenAdvice = (advice: Advice): boolean => !advice.voided && advice.feedbacks.length === 0;

/** `lastDay`: of the term for the feedback, as the centre judges it. */
export function adviceState(advice: Advice, lastDay: LocalDate, today: LocalDate): AdviceState {
  if (advice.feedbacks.length > 0) return 'answered';
  return today > lastDay ? 'overdue' : 'waiting';
}

interface AdviceDesk {
  readonly id: RecordId;
  readonly today: LocalDate;
  readonly by: string;
  readonly rules: UnitRules;
}

/** 提出三项建议. */
export function decideAdvise(record: Folded, input: AdviceInput, desk: AdviceDesk): Result<Decision, Refusal> {
  const refused = refuseAdvice(record, input, desk);
  if (refused !== undefined) return { ok: false, error: refused };
  const fields = readCase(record);
  const given = {
    ...input,
    caseNo: fields.caseNo,
    subject: `${petitionersText(fields)}：${fields.title}`,
    issuedOn: desk.today,
    issuedBy: desk.by,
  };
  return ok({
    action: `提出${ADVICE_KINDS[input.kind]}`,
    ops: [{ kind: 'create', on: desk.id, space: record.space, value: plain(given) }],
  });
}

function refuseAdvice(record: Folded, input: AdviceInput, { today, rules }: AdviceDesk): Refusal | undefined {
  const say = (code: string, message: string, field: string, lawArticle = ARTICLE_40) =>
    refuse(code, message, { field, lawArticle }).error;
  if (isVoid(record)) return refuse('case.voided', '本件已作废，不能就本件提出建议。').error;
  const barred = refuseRecipient(record, input.unit, rules);
  if (barred !== undefined) return barred;
  if (input.feedbackDue !== undefined && input.feedbackDue <= today) {
    return say('advice.feedbackDue', '反馈期限应晚于今天。', 'feedbackDue');
  }
  if (input.kind !== 'accountability') return undefined;
  if (input.about === undefined) return say('advice.about', '请选择建议追究责任的单位。', 'about');
  if (rules.isWithinAny(input.unit, [input.about])) {
    return say('advice.toItself', '追究责任的建议应当向有管理权限的机关、单位提出，不能发给被追责的单位本身。', 'unit');
  }
  return (input.violations ?? []).length === 0
    ? say(
        'advice.violations',
        '追究责任的建议应当写明情形，请至少选择一项。',
        'violations',
        '《信访工作条例》第四十二条至第四十六条',
      )
    : undefined;
}

/** 登记采纳情况: written, once; a later one adds to it. */
export function decideFeedback(
  record: Folded,
  advice: Advice,
  { id: _id, ...feedback }: FeedbackInput,
  today: LocalDate,
): Result<Decision, Refusal> {
  if (advice.voided) return refuse('advice.withdrawn', '本项建议已经撤销。');
  if (feedback.on > today || feedback.on < advice.issuedOn) {
    return refuse('advice.day', '反馈日期应在提出建议之日至今天之间。', { field: 'on' });
  }
  const { id: on, space } = record;
  return ok({ action: '登记建议采纳情况', ops: [{ kind: 'add', on, space, field: FEEDBACKS, value: feedback }] });
}

export function decideWithdrawAdvice(record: Folded, advice: Advice, reason: string): Result<Decision, Refusal> {
  if (!isOpenAdvice(advice)) return refuse('advice.settled', '本项建议已经撤销或者已经反馈，不能撤销。');
  return ok({
    action: '撤销建议',
    reason,
    ops: [{ kind: 'void', on: record.id, space: record.space, value: { reason } }],
  });
}
