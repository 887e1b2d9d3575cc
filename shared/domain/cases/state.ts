import type { LocalDate } from '../../calendar/local-date';
import type { OpId, RecordId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/refusal';
import type { Pause } from '../deadlines/compute';
import type { DeadlineKind } from '../deadlines/kind';
import { SATISFACTION } from '../visits/choices';
import type { CaseStatus, EndReason } from './status';
import type { Triaged } from './triage';

/** A limit that runs, or ran, on the case; its ends are computed, never kept. */
export interface CaseClock {
  readonly kind: DeadlineKind;
  /** Who must keep it; absent: the petitioner. */
  readonly unit?: RecordId;
  readonly from: LocalDate;
  /** The day given by a person, when there is no length. */
  readonly end?: LocalDate;
  /** The length given by a person, in days. */
  readonly days?: number;
  /** Counts on from the last day of that clock. */
  readonly after?: DeadlineKind;
  readonly stopped?: LocalDate;
  readonly pauses: readonly Pause[];
}

/** 办理链条上的一手: who had it, from when until when. */
export interface Hand {
  readonly unit: RecordId;
  /** An organ outside the directory has it; `unit` is then the counter that waits for it. */
  readonly elsewhere?: string;
  readonly role: 'reception' | 'host' | 'review';
  readonly from: LocalDate;
  readonly to?: LocalDate;
  /** The step by which it came there. */
  readonly how: string;
  readonly signedOn?: LocalDate;
}

/** 协办单位, with its own limit and opinion. */
export interface CoHandling {
  readonly unit: RecordId;
  readonly from: LocalDate;
  readonly due?: LocalDate;
  readonly opinion?: { readonly on: LocalDate; readonly text: string };
  readonly waived?: { readonly on: LocalDate; readonly reason: string };
}

export interface Objection {
  readonly unit: RecordId;
  readonly on: LocalDate;
  readonly reason: string;
  readonly proposedUnit?: RecordId;
  /** 建议去向 that the directory does not list. */
  readonly proposedElsewhere?: string;
  readonly outcome?: 'agreed' | 'rejected' | 'decided';
  readonly outcomeOn?: LocalDate;
}

/** 复查 or 复核. */
export interface ReviewRound {
  readonly organ?: RecordId;
  /** Its name, where the directory does not list it. */
  readonly organElsewhere?: string;
  readonly appliedOn: LocalDate;
  readonly request: string;
  readonly conclusion?: ReviewConclusion;
  readonly opinion?: string;
  readonly concludedOn?: LocalDate;
  readonly deliveredOn?: LocalDate;
}
export const REVIEW_CONCLUSIONS = {
  maintain: '维持原处理意见',
  revoke: '撤销原处理意见',
  change: '变更原处理意见',
  redo: '责令限期重新作出处理意见',
} as const;
export type ReviewConclusion = keyof typeof REVIEW_CONCLUSIONS;

export const REPLY_CONCLUSIONS = {
  support: '支持请求',
  explain: '解释说明',
  reject: '不予支持',
  adopted: '采纳建议',
  partlyAdopted: '部分采纳',
  notAdopted: '未予采纳',
} as const;
export type ReplyConclusion = keyof typeof REPLY_CONCLUSIONS;

/** The words of 满意度 are those of a visit. */
export const RATINGS = SATISFACTION;
export type Rating = keyof typeof RATINGS;
export const RATED_SIDES = { petitionOffice: '信访部门', responsibleUnit: '责任单位' } as const;
export const RATED_ASPECTS = { process: '过程', result: '结果' } as const;
/** By side and aspect: `responsibleUnit.result`. */
export type RatingKey = `${keyof typeof RATED_SIDES}.${keyof typeof RATED_ASPECTS}`;

/** 叠加标记 set by a person; 督办 and 超期 are computed. */
export const FLAGS = { hot: '热点', stabilize: '稳控', instructed: '批示', leaderCharged: '包案' } as const;
export type Flag = keyof typeof FLAGS;

/** An event the machine could not run where it stood, as after a merge of concurrent steps: a person decides. */
export interface Misstep {
  readonly op: OpId;
  readonly step: string;
  readonly by: string;
  readonly status: CaseStatus;
  readonly reason: Refusal;
}

/** Everything the events say about a case. A pure fold: the same events give the same state. */
export interface CaseState {
  readonly status: CaseStatus;
  /** The day of the step that led into the status. */
  readonly since: LocalDate;
  readonly triage?: Triaged & {
    /** 被检举控告的单位. */
    readonly accused: readonly RecordId[];
    readonly on: LocalDate;
  };
  /** 首问责任人 is theirs until somebody signs for it. */
  readonly firstContactUntil?: LocalDate;
  readonly reception: RecordId;
  /** 上级转来: the counter has a shorter limit of its own. */
  readonly fromSuperior: boolean;
  readonly host?: RecordId;
  readonly feedbackWanted: boolean;
  readonly simple: boolean;
  readonly hands: readonly Hand[];
  readonly co: readonly CoHandling[];
  /** 扎口分办的处室, newest last. */
  readonly offices: readonly { readonly office: string; readonly person?: string; readonly on: LocalDate }[];
  readonly clocks: readonly CaseClock[];
  readonly objections: readonly Objection[];
  readonly dispute?: undefined | { readonly on: LocalDate; readonly to: string };
  readonly acceptedOn?: LocalDate;
  readonly extension?: {
    readonly on: LocalDate;
    readonly days: number;
    readonly approver: string;
    readonly reason: string;
  };
  readonly hearing?: { readonly from: LocalDate; readonly to?: LocalDate };
  readonly reply?: {
    readonly on: LocalDate;
    readonly conclusion: ReplyConclusion;
    readonly summary: string;
    readonly basis?: string;
  };
  /** 反馈办结报告 to who had assigned the case. */
  readonly reportedOn?: LocalDate;
  readonly delivery?: { readonly on: LocalDate; readonly signer: string };
  readonly settlement?: { readonly on: LocalDate; readonly text: string };
  readonly review?: ReviewRound;
  readonly finalReview?: ReviewRound;
  readonly end?: { readonly reason: EndReason; readonly on: LocalDate };
  readonly mergedInto?: RecordId;
  /** Where the case stood before it was merged, for taking it back. */
  readonly beforeMerge?: CaseState;
  readonly recusals: readonly { readonly person: string; readonly on: LocalDate; readonly reason: string }[];
  /** 情况说明, which opens the second stage of an internal limit. */
  readonly statusNotes: readonly { readonly on: LocalDate; readonly text: string }[];
  readonly flags: readonly Flag[];
  readonly ratings: { readonly [K in RatingKey]?: Rating };
  readonly followUps: readonly { readonly on: LocalDate; readonly by: string; readonly text: string }[];
  readonly archive?: { readonly on: LocalDate; readonly dossierNo: string };
  /** 导入的法定程序. */
  readonly legalProcedure?: {
    readonly on: LocalDate;
    readonly organ: string;
    readonly procedure: string;
    readonly docNo?: string;
  };
  readonly missteps: readonly Misstep[];
}

export const runningClock = (state: CaseState, kind: DeadlineKind): CaseClock | undefined =>
  state.clocks.findLast((clock) => clock.kind === kind && clock.stopped === undefined);
