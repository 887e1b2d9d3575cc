import { z } from 'zod';
import { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import { oneOf } from '../../petitioners/choices';
import { type CaseState, REVIEW_CONCLUSIONS, type ReviewRound, runningClock } from '../state';
import { required, step, StepBase, type StepContext, type StepRefusal, text } from '../step';
import { starts60 } from '../triage';

const ARTICLE_35 = '《信访工作条例》第三十五条';
const ARTICLE_36 = '《信访工作条例》第三十六条';

const Application = StepBase.extend({
  organ: RecordId.or(z.literal(''))
    .nullish()
    .transform((id) => (id === '' || id === null ? undefined : id)),
  /** 省级机关 and others that the directory does not list. */
  organElsewhere: text(100),
  request: required(2000, '请填写请求和理由。'),
  lateReason: text(500),
});
const Conclusion = StepBase.extend({
  conclusion: oneOf(REVIEW_CONCLUSIONS),
  text: required(2000, '请填写意见和依据。'),
});
const Delivery = StepBase.extend({ signer: required(50, '请填写签收人。') });

type ApplyKind = 'REVIEW_APPLY_30' | 'FINAL_APPLY_30';

function refuseApplication(kind: ApplyKind, article: string) {
  return (_state: CaseState, { on, lateReason }: z.output<typeof Application>, context: StepContext): StepRefusal => {
    const last = context.lastDayOf(kind);
    return last !== undefined && on > last && lateReason === undefined
      ? refuse('case.applicationLate', `申请期限已于 ${last} 届满；有正当理由仍予受理的，请写明理由。`, {
          field: 'lateReason',
          lawArticle: article,
        }).error
      : undefined;
  };
}

const round = ({ on, organ, organElsewhere, request }: z.output<typeof Application>): ReviewRound => ({
  request,
  appliedOn: on,
  ...(organ && { organ }),
  ...(organElsewhere && { organElsewhere }),
});
const concluded = (
  before: ReviewRound | undefined,
  { on, conclusion, text: opinion }: z.output<typeof Conclusion>,
): { review: ReviewRound } | Record<string, never> =>
  before === undefined ? {} : { review: { ...before, conclusion, opinion, concludedOn: on } };

/** 复查、复核, up to 不再受理. */
export const reviewSteps = {
  applyReview: step({
    title: '申请复查',
    from: ['delivered', 'closed'],
    to: ['reviewing'],
    article: ARTICLE_35,
    stops: ['REVIEW_APPLY_30'],
    starts: [{ kind: 'REVIEW_DECIDE_30' }],
    input: Application,
    unavailable: (state) =>
      starts60(state.triage) && state.delivery !== undefined && state.review === undefined
        ? undefined
        : refuse('case.noReview', '只有送达的信访处理意见可以申请复查，每件一次。', { lawArticle: ARTICLE_35 }).error,
    refuse: refuseApplication('REVIEW_APPLY_30', ARTICLE_35),
    apply: (_state, input) => ({ review: round(input), end: undefined }),
  }),
  concludeReview: step({
    title: '作出复查意见',
    usual: true,
    from: ['reviewing'],
    to: ['reviewed'],
    article: ARTICLE_35,
    papers: ['ReviewOpinion'],
    stops: ['REVIEW_DECIDE_30'],
    input: Conclusion,
    apply: (state, input) => concluded(state.review, input),
  }),
  deliverReview: step({
    title: '送达复查意见',
    usual: true,
    from: ['reviewed'],
    to: [],
    article: ARTICLE_36,
    papers: ['ServiceReceipt'],
    starts: [{ kind: 'FINAL_APPLY_30', when: (state) => state.review?.conclusion !== 'redo' }],
    input: Delivery,
    unavailable: (state) =>
      state.review?.deliveredOn === undefined
        ? undefined
        : refuse('case.reviewDelivered', `复查意见已于 ${state.review.deliveredOn} 送达。`).error,
    apply: (state, { on }) => (state.review === undefined ? {} : { review: { ...state.review, deliveredOn: on } }),
  }),
  rehandle: step({
    title: '重新办理',
    from: ['reviewed', 'finalReviewed'],
    to: ['handling'],
    article: ARTICLE_35,
    stops: ['FINAL_APPLY_30'],
    starts: [{ kind: 'HANDLE_60' }],
    input: StepBase.extend({ reason: required(1000, '请写明重新办理的要求。') }),
    unavailable: (state) =>
      ['redo', 'revoke'].includes((state.finalReview ?? state.review)?.conclusion ?? '')
        ? undefined
        : refuse('case.notRevoked', '复查、复核意见没有撤销原意见或者责令重作，不能重新办理。', {
            lawArticle: ARTICLE_35,
          }).error,
    apply: () => ({
      reply: undefined,
      delivery: undefined,
      review: undefined,
      finalReview: undefined,
      extension: undefined,
      end: undefined,
    }),
  }),
  applyFinalReview: step({
    title: '申请复核',
    from: ['reviewed', 'closed'],
    to: ['finalReviewing'],
    article: ARTICLE_36,
    stops: ['FINAL_APPLY_30'],
    starts: [{ kind: 'FINAL_REVIEW_30' }],
    input: Application,
    unavailable: (state) =>
      state.review?.deliveredOn !== undefined && state.finalReview === undefined
        ? undefined
        : refuse('case.noFinalReview', '复查意见送达后才能申请复核，每件一次。', { lawArticle: ARTICLE_36 }).error,
    refuse: refuseApplication('FINAL_APPLY_30', ARTICLE_36),
    apply: (_state, input) => ({ finalReview: round(input), end: undefined }),
  }),
  concludeFinalReview: step({
    title: '作出复核意见',
    usual: true,
    from: ['finalReviewing'],
    to: ['finalReviewed'],
    article: ARTICLE_36,
    papers: ['FinalReviewOpinion'],
    stops: ['FINAL_REVIEW_30'],
    input: Conclusion,
    refuse: (state) =>
      state.hearing !== undefined && state.hearing.to === undefined
        ? refuse('case.hearingOpen', '听证尚未结束，不能作出意见。').error
        : undefined,
    apply: (state, input) => ({
      ...(state.finalReview === undefined ? {} : { finalReview: concluded(state.finalReview, input).review }),
      end: { reason: 'finalReviewed', on: input.on },
    }),
  }),
  deliverFinalReview: step({
    title: '送达复核意见',
    usual: true,
    from: ['finalReviewed'],
    to: [],
    article: ARTICLE_36,
    papers: ['ServiceReceipt'],
    input: Delivery,
    unavailable: (state) =>
      state.finalReview?.deliveredOn === undefined
        ? undefined
        : refuse('case.reviewDelivered', `复核意见已于 ${state.finalReview.deliveredOn} 送达。`).error,
    apply: (state, { on }) =>
      state.finalReview === undefined ? {} : { finalReview: { ...state.finalReview, deliveredOn: on } },
  }),
};

/** The last day for the petitioner to ask again has not passed. */
export function refuseStillOpen(state: CaseState, kind: ApplyKind, on: string, context: StepContext): StepRefusal {
  if (runningClock(state, kind) === undefined) return undefined;
  const last = context.lastDayOf(kind);
  return last === undefined || on <= last
    ? refuse(
        'case.remedyOpen',
        `信访人申请${kind === 'REVIEW_APPLY_30' ? '复查' : '复核'}的期限${last === undefined ? '尚不能计算' : `至 ${last} 届满`}，期满前不能办结；信访人书面表示息访的，请勾选。`,
        {
          field: 'settledInWriting',
          lawArticle: kind === 'REVIEW_APPLY_30' ? ARTICLE_35 : ARTICLE_36,
        },
      ).error
    : undefined;
}
