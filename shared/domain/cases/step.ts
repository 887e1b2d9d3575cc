import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';
import type { RecordId } from '../../kernel/ids';
import type { Refusal } from '../../kernel/refusal';
import type { DeadlineKind } from '../deadlines/kind';
import type { PauseReason } from '../deadlines/policy';
import type { DocumentType } from '../documents/kinds';
import type { CaseState } from './state';
import type { CaseStatus } from './status';

export type StepRefusal = Refusal | undefined;

/** What a step may ask of the world before it is allowed; folding never asks. */
export interface StepContext {
  readonly today: LocalDate;
  /** The last day of the latest clock of the kind, as the centre judges it; absent when there is none or it cannot be computed. */
  readonly lastDayOf: (kind: DeadlineKind) => LocalDate | undefined;
  /** 逾期未提异议视为认领. */
  readonly lateSilenceAccepts: boolean;
  readonly unitName: (unit: RecordId) => string;
  /** 首次信访 and not a repeat, as 简易办理 wants it. */
  readonly isRepeat: boolean;
  /** A unit, or one of its ancestors, is among `units`. */
  readonly isWithinAny: (unit: RecordId, units: readonly RecordId[]) => boolean;
  /** Has the authority to handle accusations: 纪检监察机关 or as the centre has set. */
  readonly handlesAccusations: (unit: RecordId) => boolean;
  /** A political-legal organ: 政法委、法院、检察院、公安、司法. */
  readonly isPoliticalLegal: (unit: RecordId) => boolean;
  /** The units that the routing rules put first; empty when they have no word on the matter. */
  readonly recommended: readonly RecordId[];
  /** 姓名住址不清的, who need not be told in writing (条例第二十三条). */
  readonly identityUnclear: boolean;
}

/** A clock that a step starts. */
export interface StartsClock<I> {
  readonly kind: DeadlineKind;
  /** Absent: always. */
  when?(state: CaseState, input: I): boolean;
  /** The day from which is counted; the day of the step when absent. */
  from?(state: CaseState, input: I): LocalDate;
  /** A day given by a person instead of a length. */
  end?(state: CaseState, input: I): LocalDate | undefined;
  /** A length given by a person instead of the usual one. */
  days?(state: CaseState, input: I): number;
  /** Counts on from the last day of this clock. */
  readonly after?: DeadlineKind;
}

/**
 * One step of a case: when it is allowed, where it leads, which clocks it moves, which papers it calls for. The machine runs this
 * table and docs/case-states.md is drawn from it.
 */
export interface Step<S extends z.ZodType<StepInput> = z.ZodType<StepInput>> {
  /** As on the button: 转送. */
  readonly title: string;
  /** `any`: in every state but draft. */
  readonly from: readonly CaseStatus[] | 'any';
  /** Where it may lead; empty: the case stays where it is. */
  readonly to: readonly CaseStatus[];
  /** Which of `to` it is; the first when absent. */
  next?(state: CaseState, input: z.output<S>): CaseStatus;
  readonly article?: string;
  readonly papers?: readonly DocumentType[];
  readonly starts?: readonly StartsClock<z.output<S>>[];
  readonly stops?: readonly DeadlineKind[];
  /** What begins or ends here while which clocks may stand still; the centre's policy says which of them do. */
  readonly pauses?: PauseReason;
  readonly resumes?: PauseReason;
  readonly input: S;
  /** Why it is not allowed now, beyond the state. */
  refuse?(state: CaseState, input: z.output<S>, context: StepContext): StepRefusal;
  /** Why nobody need even fill in the form, whatever they would write there. */
  unavailable?(state: CaseState, context: StepContext): StepRefusal;
  /** What else it says about the case. */
  apply?(state: CaseState, input: z.output<S>): Partial<CaseState>;
  /** What usually comes next: the first to be offered. */
  readonly usual?: true;
  /** Not a step of the way but a note about it; kept apart on the page. */
  readonly mark?: true;
  /** Done by another command, which writes more than the step. */
  readonly indirect?: true;
}

/** Passing a case on ends the limits of the counter: the law's, that of a superior's letter, the wait for an answer from above. */
export const ROUTED: readonly DeadlineKind[] = ['ROUTE_15', 'CITY_ROUTE_3', 'ESCALATE_REPLY'];

/** Every step says on which day it was done; notes are free. */
export const StepBase = z.object({
  on: LocalDate,
  note: blankable(z.string().trim().max(2000, '备注不超过 2000 个字')),
});
export interface StepInput {
  readonly on: LocalDate;
  readonly note?: string | undefined;
}

export const step = <S extends z.ZodType<StepInput>>(definition: Step<S>): Step<S> => definition;

export const text = (max: number) => blankable(z.string().trim().max(max, `不超过 ${max} 个字`));
export const required = (max: number, sentence: string) =>
  z.string({ error: sentence }).trim().min(1, sentence).max(max, `不超过 ${max} 个字`);
