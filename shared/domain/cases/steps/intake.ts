import { z } from 'zod';
import { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import { required, ROUTED, step, StepBase, text } from '../step';
import { isConfidential, isJudicial, LEGAL_PATHS, refuseTriage, TRIAGE } from '../triage';
import { refuseAccused, refuseUnauthorised } from './guards';

const TriageClass = z.enum(Object.keys(TRIAGE) as [keyof typeof TRIAGE], '请选择分类');
const LegalPath = z.enum(Object.keys(LEGAL_PATHS) as [keyof typeof LEGAL_PATHS], '请选择途径');

/** 当场、引导、不予: what the counter itself does with a matter that was classified. */
export const intakeSteps = {
  register: step({
    title: '登记',
    from: ['draft'],
    to: ['registered'],
    article: '《信访工作条例》第二十二条',
    papers: ['VisitForm', 'RegistrationReceipt'],
    starts: [{ kind: 'ROUTE_15' }, { kind: 'CITY_ROUTE_3', when: (state) => state.fromSuperior }],
    input: StepBase,
    indirect: true,
  }),
  triage: step({
    title: '分类',
    usual: true,
    from: ['registered', 'triaged'],
    to: ['triaged'],
    article: '《信访工作条例》第二十九条至第三十一条',
    input: StepBase.extend({
      triageClass: TriageClass,
      legalPath: LegalPath.nullish().transform((path) => path ?? undefined),
      accused: z.array(RecordId).max(20, '被检举控告的单位不超过 20 个').optional(),
      reason: text(500),
    }),
    refuse: (state, input) =>
      refuseTriage(input) ??
      (isConfidential(state.triage) && input.triageClass !== 'accusation' && input.reason === undefined
        ? refuse('case.declassified', '本件已按检举控告类保密，改为其他类别的，请写明理由。', {
            field: 'reason',
            lawArticle: TRIAGE.accusation.article,
          }).error
        : undefined),
    apply: (_state, { on, triageClass, legalPath, accused = [] }) => ({
      triage: {
        triageClass,
        ...(legalPath === undefined ? {} : { legalPath }),
        accused: triageClass === 'accusation' ? accused : [],
        on,
      },
    }),
  }),
  replyOnSpot: step({
    title: '当场答复',
    from: ['triaged'],
    to: ['replied'],
    article: '《信访工作条例》第二十三条',
    papers: ['HandlingOpinion'],
    stops: ROUTED,
    input: StepBase.extend({ summary: required(2000, '请记录答复内容。') }),
    unavailable: (state) => refuseConfidentialOrJudicial(state.triage),
    apply: (state, { on, summary }) => ({
      host: state.reception,
      reply: { on, conclusion: state.triage?.triageClass === 'suggestion' ? 'adopted' : 'explain', summary },
    }),
  }),
  escalate: step({
    title: '报请本级',
    from: ['triaged'],
    to: [],
    article: '《信访工作条例》第二十二条第（一）项',
    papers: ['UrgentReport'],
    stops: ROUTED,
    starts: [{ kind: 'ESCALATE_REPLY' }],
    input: StepBase.extend({ to: required(60, '请填写报请的机关或领导。'), text: required(2000, '请填写报请事由。') }),
  }),
  guide: step({
    title: '告知引导',
    from: ['triaged'],
    to: ['guided'],
    article: '《信访工作条例》第三十一条',
    papers: ['GuidanceNotice'],
    stops: ROUTED,
    input: StepBase.extend({
      organ: required(100, '请填写应当前往的机关、单位。'),
      procedure: required(500, '请填写应当通过的法定途径。'),
    }),
    unavailable: (state) =>
      isConfidential(state.triage)
        ? refuse('case.accusationGuided', '检举控告类应转有权机关处理，不作告知引导。', {
            lawArticle: TRIAGE.accusation.article,
          }).error
        : undefined,
  }),
  decline: step({
    title: '不予受理',
    from: ['triaged', 'received'],
    to: ['declined'],
    article: '《信访工作条例》第十九条',
    papers: ['DeclineNotice'],
    stops: [...ROUTED, 'ACK_15', 'OBJECT_5WD'],
    input: StepBase.extend({
      reason: required(1000, '请写明不予受理的理由。'),
      basis: required(200, '请写明依据的条款。'),
    }),
  }),
  declineFinal: step({
    title: '不再受理',
    from: ['triaged', 'received'],
    to: ['declined'],
    article: '《信访工作条例》第三十六条',
    papers: ['DeclineNotice'],
    stops: [...ROUTED, 'ACK_15', 'OBJECT_5WD'],
    input: StepBase.extend({
      priorOpinion: required(100, '请填写复核意见的机关和文号。'),
      reason: required(1000, '请写明不再受理的理由（经复核仍以同一事实和理由提出）。'),
    }),
  }),
  toPoliticalLegal: step({
    title: '转政法机关',
    from: ['triaged'],
    to: ['transferred'],
    article: '《信访工作条例》第二十二条、第三十一条第（一）项',
    papers: ['TransferLegalLetter'],
    stops: ROUTED,
    input: StepBase.extend({ unit: RecordId }),
    unavailable: (state) =>
      isJudicial(state.triage)
        ? undefined
        : refuse('case.notJudicial', '只有涉法涉诉事项（途径①）转政法机关。', {
            lawArticle: LEGAL_PATHS.litigation.article,
          }).error,
    refuse: (_state, { unit }, context) =>
      context.isPoliticalLegal(unit)
        ? undefined
        : refuse('case.notPoliticalLegal', `${context.unitName(unit)}不是政法机关，涉法涉诉事项应转同级政法机关。`, {
            field: 'unit',
            lawArticle: '《信访工作条例》第二十二条',
          }).error,
    apply: (_state, { unit }) => ({ host: unit }),
  }),
  toDiscipline: step({
    title: '转有权机关（检举控告）',
    from: ['triaged'],
    to: ['transferred'],
    article: '《信访工作条例》第二十二条、第三十条',
    papers: ['TransferDisciplineLetter'],
    stops: ROUTED,
    input: StepBase.extend({ unit: RecordId }),
    unavailable: (state) =>
      isConfidential(state.triage)
        ? undefined
        : refuse('case.notAccusation', '只有检举控告类按管理权限转纪检监察等有权机关。', {
            lawArticle: TRIAGE.accusation.article,
          }).error,
    refuse: (state, { unit }, context) =>
      refuseAccused(state, unit, context) ?? refuseUnauthorised(state, unit, context),
    apply: (_state, { unit }) => ({ host: unit }),
  }),
  file: step({
    title: '存查',
    from: ['triaged'],
    to: ['closed'],
    stops: ROUTED,
    input: StepBase.extend({ reason: required(500, '请写明存查的理由。') }),
    unavailable: (state) =>
      state.triage?.triageClass === 'claim'
        ? refuse('case.claimFiled', '申诉求决类应当转送、交办、自办或者告知，不能存查。', {
            lawArticle: '《信访工作条例》第二十二条',
          }).error
        : undefined,
    apply: (_state, { on }) => ({ end: { reason: 'filed', on } }),
  }),
  note: step({
    title: '记事',
    from: 'any',
    to: [],
    mark: true,
    input: StepBase.extend({ text: required(2000, '请填写记事内容。'), source: text(100) }),
  }),
};

function refuseConfidentialOrJudicial(triage: Parameters<typeof isConfidential>[0]) {
  if (isConfidential(triage)) {
    return refuse('case.accusationReplied', '检举控告类应转有权机关处理，不当场答复。', {
      lawArticle: TRIAGE.accusation.article,
    }).error;
  }
  return isJudicial(triage)
    ? refuse('case.judicialReplied', '涉法涉诉事项应引导至政法机关，不当场答复。', {
        lawArticle: LEGAL_PATHS.litigation.article,
      }).error
    : undefined;
}
