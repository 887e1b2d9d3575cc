import { z } from 'zod';
import { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import { type CaseState, runningClock } from '../state';
import { type EndReason, ENDED, OPEN_STATUSES } from '../status';
import { required, step, StepBase } from '../step';
import { refuseStillOpen } from './review';

const ARTICLE_36 = '《信访工作条例》第三十六条';

/** How a case ends, is put away, and comes back. */
export const endingSteps = {
  close: step({
    title: '办结',
    usual: true,
    from: ['replied', 'delivered', 'settled', 'reviewed', 'importedLegal'],
    to: ['closed'],
    papers: ['CaseClosing'],
    input: StepBase.extend({
      /** 信访人书面表示服判息访: no need to wait for the end of the term. */
      settledInWriting: z.boolean().optional(),
    }),
    unavailable: (state) => {
      if (state.status === 'replied' && state.triage?.triageClass === 'claim') {
        return refuse('case.notDelivered', '答复意见还没有送达，不能办结。', {
          lawArticle: '《信访工作条例》第三十五条',
        }).error;
      }
      if (state.status === 'reviewed' && state.review?.conclusion === 'redo') {
        return refuse('case.mustRedo', '复查意见责令重新作出处理意见，应当重新办理。', {
          lawArticle: '《信访工作条例》第三十五条',
        }).error;
      }
      return state.status === 'reviewed' && state.review?.deliveredOn === undefined
        ? refuse('case.notDelivered', '复查意见还没有送达，不能办结。', { lawArticle: ARTICLE_36 }).error
        : undefined;
    },
    refuse: (state, { on, settledInWriting }, context) =>
      settledInWriting === true
        ? undefined
        : (refuseStillOpen(state, 'REVIEW_APPLY_30', on, context) ??
          refuseStillOpen(state, 'FINAL_APPLY_30', on, context)),
    apply: (state, { on }) => ({ end: { reason: endReasonOf(state), on } }),
  }),
  withdraw: step({
    title: '撤回',
    from: OPEN_STATUSES,
    to: ['closed'],
    papers: ['CaseClosing'],
    input: StepBase.extend({ reason: required(500, '请记录撤回的理由和方式。') }),
    apply: (_state, { on }) => ({ end: { reason: 'withdrawn', on } }),
  }),
  merge: step({
    title: '并入',
    from: OPEN_STATUSES,
    to: ['merged'],
    article: '《信访工作条例》第十九条',
    input: StepBase.extend({ into: RecordId, reason: required(500, '请写明并入的理由。') }),
    indirect: true,
    apply: (state, { on, into }) => ({
      mergedInto: into,
      beforeMerge: state,
      end: { reason: 'mergedDuplicate', on },
    }),
  }),
  unmerge: step({
    title: '撤销并入',
    from: ['merged'],
    to: OPEN_STATUSES,
    next: (state) => state.beforeMerge?.status ?? 'registered',
    input: StepBase.extend({ reason: required(500, '请写明撤销并入的理由。') }),
    indirect: true,
    apply: ({ beforeMerge }) => ({
      mergedInto: undefined,
      beforeMerge: undefined,
      end: undefined,
      ...(beforeMerge === undefined ? {} : { clocks: beforeMerge.clocks }),
    }),
  }),
  archive: step({
    title: '归档',
    usual: true,
    from: ENDED,
    to: ['archived'],
    papers: ['DossierIndex'],
    unavailable: (state) =>
      runningClock(state, 'ASSIGN_FEEDBACK') === undefined
        ? undefined
        : refuse('case.reportOwed', '交办件还没有反馈办结报告，不能归档。', {
            lawArticle: '《信访工作条例》第二十二条第（三）项',
          }).error,
    input: StepBase.extend({ dossierNo: required(60, '请填写卷宗号。') }),
    apply: (_state, { on, dossierNo }) => ({ archive: { on, dossierNo } }),
  }),
  reopen: step({
    title: '重新受理（新事实）',
    from: [...ENDED.filter((status) => status !== 'merged'), 'archived'],
    to: ['registered'],
    article: ARTICLE_36,
    starts: [{ kind: 'ROUTE_15' }],
    stops: ['ASSIGN_FEEDBACK'],
    input: StepBase.extend({
      newFacts: required(2000, '请写明新的事实和理由；经复核仍以同一事实和理由提出的，不再受理。'),
    }),
    unavailable: (state) =>
      state.mergedInto === undefined
        ? undefined
        : refuse('case.reopenMerged', '本件已并入其他事项，请在并入的事项中办理。').error,
    apply: () => REOPENED,
  }),
};

/** What belongs to the former round is history, not state. */
const REOPENED: Partial<CaseState> = {
  // The class stays until it is classified anew: an accusation is kept from the accused all the while (第三十条).
  firstContactUntil: undefined,
  objections: [],
  ratings: {},
  statusNotes: [],
  host: undefined,
  feedbackWanted: false,
  simple: false,
  co: [],
  offices: [],
  dispute: undefined,
  acceptedOn: undefined,
  extension: undefined,
  hearing: undefined,
  reply: undefined,
  reportedOn: undefined,
  delivery: undefined,
  settlement: undefined,
  review: undefined,
  finalReview: undefined,
  legalProcedure: undefined,
  end: undefined,
  archive: undefined,
};

function endReasonOf(state: CaseState): EndReason {
  if (state.status === 'settled') return 'settled';
  if (state.status === 'importedLegal') return 'importedToLegalPath';
  if (state.triage?.triageClass === 'suggestion') return 'adopted';
  return state.triage?.triageClass === 'inquiry' ? 'answered' : 'replyUnchallenged';
}
