import { z } from 'zod';
import { recordId } from '../../kernel/ids';
import { DEADLINES, DeadlineKind, Length, usualLength } from './kind';

export const DEADLINE_POLICY_ID = recordId('deadlinePolicy', 'current');

/** How a centre counts, where the law is silent or unclear. */
export const DeadlinePolicy = z.object({
  /** Lengths that differ from the usual ones. */
  lengths: z.partialRecord(DeadlineKind, Length),
  /** 末日遇休假日顺延; 《信访工作条例》 is silent, 《民法典》第二百零三条 is followed by analogy. */
  rollOver: z.boolean(),
  /** The day after which a limit counts as overdue; warnings always look at the nominal end. */
  judgeBy: z.enum(['rolled', 'nominal']),
  /** Workdays before the nominal end on which the reminder begins. */
  remindWorkdays: z.number({ error: '请填写天数' }).int('应为整数').min(0, '不能为负').max(30, '不超过 30'),
  /** 逾期未提异议视为认领. */
  lateSilenceAccepts: z.boolean(),
  /** Limits in which the time of a hearing is not counted; the law says so of 复核 only (第三十六条). */
  hearingPauses: z.array(DeadlineKind),
  /** Limits in which the time of an objection is not counted. */
  objectionPauses: z.array(DeadlineKind),
});
export type DeadlinePolicy = z.infer<typeof DeadlinePolicy>;

export const DEFAULT_DEADLINE_POLICY: DeadlinePolicy = {
  lengths: {},
  rollOver: true,
  judgeBy: 'rolled',
  remindWorkdays: 3,
  lateSilenceAccepts: true,
  hearingPauses: ['FINAL_REVIEW_30'],
  objectionPauses: ['ACK_15'],
};

/** The length of a kind here: as the centre has set it, else the usual one; none where a person must give the day. */
export const lengthOf = (kind: DeadlineKind, policy: DeadlinePolicy): Length | undefined =>
  policy.lengths[kind] ?? usualLength(kind);

/** Whether there is such a limit here at all: one that the law does not set runs where the centre has given it a length. */
export const runsHere = (kind: DeadlineKind, policy: DeadlinePolicy): boolean =>
  DEADLINES[kind].optional !== true || lengthOf(kind, policy) !== undefined;

/** 听证, 异议核实: what can stop a clock. */
export type PauseReason = 'hearing' | 'objection';

/** Whether the time of it is left out of this kind of limit here. */
export const stopsFor = (why: PauseReason, kind: DeadlineKind, policy: DeadlinePolicy): boolean =>
  (why === 'hearing' ? policy.hearingPauses : policy.objectionPauses).includes(kind);
