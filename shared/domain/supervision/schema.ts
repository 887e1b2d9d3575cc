import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import { type Folded, isVoid, liveItems } from '../../ledger/fold';
import { TriggerKind, WaySchema } from './situation';
import { ViolationCode } from './violations';

export const SUPERVISIONS = 'supervisions';
/** Lists of a 督办件. */
export const REPLIES = 'replies';
export const REVIEWS = 'reviews';

/** One thing a letter is about: which situation, and the facts in a sentence. */
export const Point = z.object({
  kind: TriggerKind,
  /** The occurrence: the same one is not raised twice. */
  key: z.string().max(200),
  facts: z.string().trim().min(1, '请写明督办的事实').max(1000, '事实不超过 1000 个字'),
  /** 逾期天数 when it was raised. */
  days: z.number().int().min(0).optional(),
  /** The earlier 督办 or advice that was not answered. */
  of: RecordId.optional(),
});
export type Point = z.output<typeof Point>;

export const SupervisionFields = z.object({
  case: RecordId,
  caseNo: z.string(),
  /** Petitioner and title, as the letter said them. */
  subject: z.string(),
  unit: RecordId,
  points: z.array(Point).min(1),
  way: WaySchema,
  /** 第几次督办 of this unit on this case. */
  no: z.number().int().min(1),
  requirement: z.string(),
  replyDue: LocalDate,
  issuedOn: LocalDate,
  issuedBy: z.string(),
  /** 批准 of 实地、联合督办. */
  approver: blankable(z.string()),
  violations: blankable(z.array(ViolationCode)),
  /** The same for all that one letter is about. */
  letter: z.string(),
  /** Earlier ones, unanswered, that this one follows up. */
  escalates: blankable(z.array(RecordId)),
  /** The paper that went out, once it is made. */
  paper: blankable(RecordId),
  docNo: blankable(z.string()),
});
export type SupervisionFields = z.output<typeof SupervisionFields>;

/** 单位的书面回复 (or what was said on the telephone). */
export const Reply = z.object({
  on: LocalDate,
  text: z.string(),
  /** 审签领导. */
  signer: z.string(),
});
export type Reply = z.output<typeof Reply>;

export const REVIEW_RESULTS = { satisfied: '符合要求，办结', again: '不符合要求，继续督办' } as const;

/** 督查审理. */
export const Review = z.object({
  on: LocalDate,
  result: z.enum(['satisfied', 'again']),
  opinion: z.string(),
  reviewer: z.string(),
  /** The new day for an answer. */
  replyDue: blankable(LocalDate),
});
export type Review = z.output<typeof Review>;

export type Move =
  | (Reply & { readonly type: 'reply'; readonly by: string })
  | (Review & { readonly type: 'review'; readonly by: string });

/** 督办件: a letter to one unit about one case, and what came of it. */
export interface Supervision extends SupervisionFields {
  readonly id: RecordId;
  readonly voided: boolean;
  /** Replies and reviews as they came. */
  readonly moves: readonly Move[];
}

/** undefined when another build wrote it in a way this one cannot read. */
export function readSupervision(record: Folded): Supervision | undefined {
  const fields = SupervisionFields.safeParse(record.value);
  return fields.success ? { ...fields.data, id: record.id, voided: isVoid(record), moves: movesOf(record) } : undefined;
}

function movesOf(record: Folded): readonly Move[] {
  const replies = liveItems(record, REPLIES).flatMap(({ hlc, by, value }) => {
    const reply = Reply.safeParse(value);
    return reply.success ? [{ hlc, move: { type: 'reply' as const, by, ...reply.data } }] : [];
  });
  const reviews = liveItems(record, REVIEWS).flatMap(({ hlc, by, value }) => {
    const review = Review.safeParse(value);
    return review.success ? [{ hlc, move: { type: 'review' as const, by, ...review.data } }] : [];
  });
  return [...replies, ...reviews].sort((a, b) => (a.hlc < b.hlc ? -1 : 1)).map(({ move }) => move);
}
