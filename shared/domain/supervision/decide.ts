import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { chineseDate } from '../../calendar/months';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Folded, isVoid } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { petitionersText, readCase } from '../cases/schema';
import { refuseRecipient, type UnitRules } from './recipient';
import { type Point, REPLIES, REVIEW_RESULTS, REVIEWS, type Supervision } from './schema';
import { ARTICLE_40, type Way, WAYS, WaySchema } from './situation';
import { isClosed, isOpenSupervision } from './state';
import { timesBefore } from './trigger';
import { ViolationCode } from './violations';

type Decided = Result<Decision, Refusal>;
const text = (max: number, sentence: string) =>
  z.string({ error: sentence }).trim().min(1, sentence).max(max, `不超过 ${max} 个字`);

/** What a letter says, whatever it is about. */
export const LetterInput = z.object({
  /** Absent: as proposed for each. */
  way: blankable(WaySchema),
  requirement: blankable(z.string().trim().max(2000, '要求不超过 2000 个字')),
  replyDue: LocalDate,
  approver: blankable(z.string().trim().max(50, '批准人不超过 50 个字')),
});
export type LetterInput = z.output<typeof LetterInput>;

/** 另行督办: a situation that a person has found (第六种情形). */
export const ManualInput = LetterInput.extend({
  case: RecordId,
  unit: RecordId,
  facts: text(1000, '请写明督办的事实。'),
  way: WaySchema,
  violations: blankable(z.array(ViolationCode).max(20, '不超过 20 项')),
  /** The earlier 督办件 that it follows up: what answers the one answers the other. */
  follows: blankable(RecordId),
});
export type ManualInput = z.output<typeof ManualInput>;

export const ReplyInput = z.object({
  id: RecordId,
  on: LocalDate,
  text: text(5000, '请填写回复的内容。'),
  signer: text(50, '请填写审签的单位领导。'),
});
export type ReplyInput = z.output<typeof ReplyInput>;

export const ReviewInput = z.object({
  id: RecordId,
  on: LocalDate,
  result: z.enum(Object.keys(REVIEW_RESULTS) as [keyof typeof REVIEW_RESULTS], '请选择审理结果'),
  opinion: text(2000, '请填写审理意见。'),
  reviewer: text(50, '请填写审理人。'),
  replyDue: blankable(LocalDate),
});
export type ReviewInput = z.output<typeof ReviewInput>;

/** One case in a letter. */
export interface Part {
  readonly record: Folded;
  readonly unit: RecordId;
  readonly points: readonly Point[];
  readonly way: Way;
  readonly requirement: string;
  readonly violations?: readonly ViolationCode[] | undefined;
  /** All on the case so far. */
  readonly supervisions: readonly Supervision[];
  /** The id the 督办件 will have. */
  readonly id: RecordId;
}

export interface LetterDesk {
  readonly today: LocalDate;
  readonly by: string;
  /** Common to all parts of a letter. */
  readonly letter: string;
  readonly rules: UnitRules;
}

/** 督办: one 督办件 in the space of its case, numbered as the unit's n-th on it. */
export function decideIssue(part: Part, input: Omit<LetterInput, 'way' | 'requirement'>, desk: LetterDesk): Decided {
  const { record, unit, way, points, supervisions } = part;
  const refused = refuseIssue(part, input, desk);
  if (refused !== undefined) return { ok: false, error: refused };
  const fields = readCase(record);
  const escalates = [...new Set(points.flatMap(({ of }) => of ?? []))].filter((id) =>
    supervisions.some((s) => s.id === id),
  );
  const value: JsonObject = {
    case: record.id,
    caseNo: fields.caseNo,
    subject: `${petitionersText(fields)}：${fields.title}`,
    unit,
    points: points.map(({ kind, key, facts, days, of }) => ({
      kind,
      key,
      facts,
      ...(days === undefined ? {} : { days }),
      ...(of === undefined ? {} : { of }),
    })),
    way,
    no: timesBefore(supervisions, unit) + 1,
    requirement: part.requirement,
    replyDue: input.replyDue,
    issuedOn: desk.today,
    issuedBy: desk.by,
    letter: desk.letter,
    ...(input.approver === undefined ? {} : { approver: input.approver }),
    ...(part.violations === undefined || part.violations.length === 0 ? {} : { violations: part.violations }),
    ...(escalates.length === 0 ? {} : { escalates }),
  };
  return ok({ action: WAYS[way].title, ops: [{ kind: 'create', on: part.id, space: record.space, value }] });
}

function refuseIssue(
  { record, unit, way, points, supervisions }: Part,
  { replyDue, approver }: Omit<LetterInput, 'way' | 'requirement'>,
  { today, rules }: LetterDesk,
): Refusal | undefined {
  const say = (code: string, message: string, field?: string) =>
    refuse(code, message, { lawArticle: ARTICLE_40, ...(field === undefined ? {} : { field }) }).error;
  if (isVoid(record)) return refuse('case.voided', '本件已作废，不能督办。').error;
  const barred = refuseRecipient(record, unit, rules);
  if (barred !== undefined) return barred;
  if (points.length === 0) return say('supervision.nothing', '没有需要督办的情形，可能已经办理，请刷新后查看。');
  if (WAYS[way].approval && approver === undefined) {
    return refuse('supervision.approver', `${WAYS[way].title}须经分管领导批准，请填写批准人。`, { field: 'approver' })
      .error;
  }
  if (replyDue <= today) return say('supervision.replyDue', '回复期限应晚于今天。', 'replyDue');
  const same = supervisions.find(
    (s) => isOpenSupervision(s) && s.unit === unit && s.points.some((p) => points.some((point) => point.key === p.key)),
  );
  return same === undefined
    ? undefined
    : say('supervision.already', `已于${chineseDate(same.issuedOn)}就同一情形督办，尚未办结。`);
}

/** The number and the paper of a letter, once it is made. */
export const decideFilePaper = (records: readonly Folded[], paper: RecordId, docNo: string): Decision => ({
  action: '督办函编号归档',
  ops: records.flatMap(({ id: on, space }) => [
    { kind: 'set' as const, on, space, field: 'paper', value: paper },
    { kind: 'set' as const, on, space, field: 'docNo', value: docNo },
  ]),
});

/** A 督办件 with the earlier, unanswered ones it follows up: what answers it answers them. */
export interface Chain {
  readonly record: Folded;
  readonly supervision: Supervision;
  readonly earlier: readonly { readonly record: Folded; readonly supervision: Supervision }[];
}

/** 登记回复. */
export function decideReply(chain: Chain, { on, text: said, signer }: ReplyInput, today: LocalDate): Decided {
  const refused = refuseClosed(chain) ?? refuseDay(chain.supervision, on, today);
  if (refused !== undefined) return { ok: false, error: refused };
  return ok({ action: '登记督办回复', ops: added(chain, REPLIES, { on, text: said, signer }) });
}

/** 督查审理: the answer will do, or the unit is urged on. */
export function decideReview(chain: Chain, input: ReviewInput, today: LocalDate): Decided {
  const { supervision } = chain;
  const { on, result, opinion, reviewer, replyDue } = input;
  const last = supervision.moves.at(-1);
  const refused = refuseClosed(chain) ?? refuseDay(supervision, on, today, last?.on);
  if (refused !== undefined) return { ok: false, error: refused };
  if (last?.type !== 'reply') {
    return refuse('supervision.noReply', '单位还没有回复，收到回复后再审理；不需要回复的，请撤销督办。', {
      field: 'result',
    });
  }
  if (result === 'again' && (replyDue === undefined || replyDue <= on)) {
    return refuse('supervision.replyDue', '继续督办的，请填写新的回复期限，应晚于审理日期。', { field: 'replyDue' });
  }
  const value = { on, result, opinion, reviewer, ...(result === 'again' && replyDue ? { replyDue } : {}) };
  return ok({
    action: result === 'again' ? '督查审理：继续督办' : '督查审理：办结',
    ops: added(chain, REVIEWS, value),
  });
}

/** 撤销督办: it stays in the ledger with the reason. */
export function decideWithdraw(chain: Chain, reason: string): Decided {
  const refused = refuseClosed(chain);
  const { id: on, space } = chain.record;
  return refused === undefined
    ? ok({ action: '撤销督办', reason, ops: [{ kind: 'void', on, space, value: { reason } }] })
    : { ok: false, error: refused };
}

const added = ({ record, earlier }: Chain, field: string, value: JsonObject): OpDraft[] =>
  [record, ...earlier.filter((e) => isOpenSupervision(e.supervision)).map((e) => e.record)].map(
    ({ id: on, space }) => ({ kind: 'add', on, space, field, value }),
  );

function refuseClosed({ supervision }: Chain): Refusal | undefined {
  if (supervision.voided) return refuse('supervision.withdrawn', '本次督办已经撤销。').error;
  return isClosed(supervision) ? refuse('supervision.closed', '本次督办已经办结。').error : undefined;
}

function refuseDay(
  { issuedOn }: Supervision,
  on: LocalDate,
  today: LocalDate,
  after: LocalDate = issuedOn,
): Refusal | undefined {
  if (on > today) return refuse('supervision.day', '日期不能晚于今天。', { field: 'on' }).error;
  return on < after
    ? refuse('supervision.day', `日期不能早于${chineseDate(after)}。`, { field: 'on' }).error
    : undefined;
}
