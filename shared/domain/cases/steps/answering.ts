import { z } from 'zod';
import { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import type { DeadlineKind } from '../../deadlines/kind';
import { oneOf } from '../../petitioners/choices';
import { type CaseState, REPLY_CONCLUSIONS, type ReplyConclusion } from '../state';
import { required, step, StepBase, type StepContext, type StepRefusal, text } from '../step';
import { starts60, TRIAGE, type TriageClass } from '../triage';
import { refuseOpenCo, refuseRecused } from './guards';

/** Every limit within which an answer was owed. */
const ANSWERED: readonly DeadlineKind[] = [
  'HANDLE_60',
  'EXTEND_30',
  'SIMPLE_10WD',
  'SUGGEST_REPLY',
  'FIN_REPLY_5WD',
  'FIN_REPLY_1M',
];

const ARTICLE_32 = '《信访工作条例》第三十二条';

export const DELIVERY_WAYS = {
  direct: '直接送达',
  lien: '留置送达',
  entrusted: '委托送达',
  mail: '邮寄送达',
  notice: '公告送达',
  electronic: '电子送达',
} as const;

const CONCLUSIONS_OF: { readonly [K in TriageClass]: readonly ReplyConclusion[] } = {
  claim: ['support', 'explain', 'reject'],
  suggestion: ['adopted', 'partlyAdopted', 'notAdopted', 'explain'],
  inquiry: ['explain'],
  accusation: [],
};

/** The conclusions that fit what was asked: 三种结论 of 第三十二条 for claims, 采纳 or not for suggestions. */
export const conclusionsOf = (triageClass: TriageClass | undefined): readonly ReplyConclusion[] =>
  CONCLUSIONS_OF[triageClass ?? 'inquiry'];

/** 协办意见、调解、答复、送达、办结报告: what comes of handling a case. */
export const answeringSteps = {
  coOpinion: step({
    title: '协办意见',
    from: ['dispatched', 'received', 'acknowledged', 'handling', 'extended'],
    to: [],
    input: StepBase.extend({ unit: RecordId, text: required(2000, '请填写协办意见。') }),
    unavailable: refuseNoCo,
    refuse: refuseNotCo,
    apply: (state, { on, unit, text: opinion }) => ({
      co: state.co.map((co) => (co.unit === unit ? { ...co, opinion: { on, text: opinion } } : co)),
    }),
  }),
  waiveCo: step({
    title: '免予协办',
    from: ['dispatched', 'received', 'acknowledged', 'handling', 'extended'],
    to: [],
    mark: true,
    input: StepBase.extend({ unit: RecordId, reason: required(500, '请写明免予协办的理由。') }),
    unavailable: refuseNoCo,
    refuse: refuseNotCo,
    apply: (state, { on, unit, reason }) => ({
      co: state.co.map((co) => (co.unit === unit ? { ...co, waived: { on, reason } } : co)),
    }),
  }),
  settle: step({
    title: '调解、和解',
    from: ['handling', 'extended'],
    to: ['settled'],
    article: '《信访工作条例》第三十三条',
    papers: ['MediationAgreement'],
    stops: ANSWERED,
    input: StepBase.extend({ mediator: text(100), text: required(2000, '请填写协议内容。') }),
    refuse: (state, { mediator }, context) =>
      refuseOpenHearing(state) ?? refuseOpenCo(state, context) ?? refuseRecused(state, mediator, 'mediator'),
    apply: (_state, { on, text: agreement }) => ({ settlement: { on, text: agreement } }),
  }),
  reply: step({
    title: '答复',
    usual: true,
    from: ['handling', 'extended'],
    to: ['replied'],
    article: ARTICLE_32,
    papers: ['HandlingOpinion'],
    stops: ANSWERED,
    input: StepBase.extend({
      conclusion: oneOf(REPLY_CONCLUSIONS),
      summary: required(2000, '请填写处理意见。'),
      basis: text(1000),
    }),
    refuse: (state, { conclusion, basis }, context) =>
      refuseOpenHearing(state) ??
      refuseOpenCo(state, context) ??
      (conclusionsOf(state.triage?.triageClass).includes(conclusion)
        ? undefined
        : refuse(
            'case.conclusionUnfit',
            `${TRIAGE[state.triage?.triageClass ?? 'inquiry'].title}不能作此结论，请重新选择。`,
            {
              field: 'conclusion',
              lawArticle: ARTICLE_32,
            },
          ).error) ??
      (starts60(state.triage) && basis === undefined
        ? refuse('case.basisMissing', '处理意见应当写明法律、法规、规章或者其他政策依据。', {
            field: 'basis',
            lawArticle: ARTICLE_32,
          }).error
        : undefined),
    apply: (_state, { on, conclusion, summary, basis }) => ({
      reply: { on, conclusion, summary, ...(basis === undefined ? {} : { basis }) },
    }),
  }),
  deliver: step({
    title: '送达',
    usual: true,
    from: ['replied'],
    to: ['delivered'],
    article: '《信访工作条例》第三十五条',
    papers: ['ServiceReceipt'],
    starts: [{ kind: 'REVIEW_APPLY_30', when: (state) => starts60(state.triage) }],
    input: StepBase.extend({
      way: oneOf(DELIVERY_WAYS),
      signer: required(50, '请填写签收人。'),
      relation: text(30),
      witness: text(50),
      refused: z.boolean().optional(),
    }),
    refuse: (_state, { way, witness, refused }) =>
      (way === 'lien' || refused === true) && witness === undefined
        ? refuse('case.witnessMissing', '留置送达、拒绝签收的，请填写见证人。', { field: 'witness' }).error
        : undefined,
    apply: (_state, { on, signer }) => ({ delivery: { on, signer } }),
  }),
  reportBack: step({
    title: '反馈办结报告',
    from: [
      'settled',
      'replied',
      'delivered',
      'importedLegal',
      'declined',
      'reviewing',
      'reviewed',
      'finalReviewing',
      'finalReviewed',
      'closed',
    ],
    to: [],
    article: '《信访工作条例》第二十二条第（三）项',
    papers: ['ClosureReport'],
    stops: ['ASSIGN_FEEDBACK'],
    input: StepBase.extend({
      text: required(2000, '请填写办理结果。'),
      signer: required(50, '请填写审签的单位领导。'),
    }),
    unavailable: (state) =>
      !state.feedbackWanted || state.reportedOn !== undefined
        ? refuse('case.noFeedback', state.feedbackWanted ? '已经反馈办结报告。' : '本件不是交办件，无须反馈办结报告。')
            .error
        : undefined,
    apply: (_state, { on }) => ({ reportedOn: on }),
  }),
};

const refuseOpenHearing = (state: CaseState): StepRefusal =>
  state.hearing !== undefined && state.hearing.to === undefined
    ? refuse('case.hearingOpen', '听证尚未结束，不能作出意见。').error
    : undefined;

function refuseNoCo(state: CaseState): StepRefusal {
  return state.co.some((co) => co.opinion === undefined && co.waived === undefined)
    ? undefined
    : refuse('case.noOpenCo', '没有待提意见的协办单位。').error;
}

function refuseNotCo(state: CaseState, { unit }: { readonly unit: RecordId }, context: StepContext): StepRefusal {
  return state.co.some((co) => co.unit === unit && co.opinion === undefined && co.waived === undefined)
    ? undefined
    : refuse('case.notCo', `${context.unitName(unit)}不是待提意见的协办单位。`, { field: 'unit' }).error;
}
