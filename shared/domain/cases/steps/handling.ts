import { z } from 'zod';
import { refuse } from '../../../kernel/refusal';
import { type CaseState, runningClock } from '../state';
import { required, step, StepBase, type StepContext, type StepRefusal, text } from '../step';
import { hasNoTerm, LEGAL_PATHS, starts60, TRIAGE } from '../triage';
import { refuseOpenCo, refuseRecused } from './guards';

const ARTICLE_23 = '《信访工作条例》第二十三条';
const ARTICLE_34 = '《信访工作条例》第三十四条';
const MAX_EXTENSION = 30;

const isLegalPath = (state: CaseState): boolean => state.triage?.triageClass === 'claim' && !starts60(state.triage);

/** 告知、受理、分办、延期、听证 by the unit that is responsible. */
export const handlingSteps = {
  acknowledge: step({
    title: '告知（受理）',
    usual: true,
    from: ['received'],
    to: ['acknowledged'],
    article: ARTICLE_23,
    papers: ['AcknowledgementNotice'],
    stops: ['ACK_15', 'OBJECT_5WD'],
    starts: [
      { kind: 'HANDLE_60', when: (state) => starts60(state.triage) },
      { kind: 'SIMPLE_10WD', when: (_state, input) => input.simple === true },
      { kind: 'SUGGEST_REPLY', when: (state, input) => input.simple !== true && hasNoTerm(state.triage) },
    ],
    input: StepBase.extend({
      /** 简易办理. */
      simple: z.boolean().optional(),
      /** 姓名住址不清，免予书面告知. */
      waived: z.boolean().optional(),
      waivedReason: text(300),
    }),
    refuse: (state, { simple, waived, waivedReason }, context) => {
      if (waived === true && !context.identityUnclear) {
        return refuse('case.waiverUnfounded', '只有信访人姓名（名称）、住址不清的，才可以免予书面告知。', {
          field: 'waived',
          lawArticle: ARTICLE_23,
        }).error;
      }
      if (waived === true && waivedReason === undefined) {
        return refuse('case.waiverReason', '免予书面告知的，请记录原因。', {
          field: 'waivedReason',
          lawArticle: ARTICLE_23,
        }).error;
      }
      return simple === true ? refuseSimple(state, context) : undefined;
    },
    apply: (_state, { on, simple }) => ({ acceptedOn: on, simple: simple === true }),
  }),
  handle: step({
    title: '转入办理',
    usual: true,
    from: ['acknowledged'],
    to: ['handling'],
    article: '《信访工作条例》第三十一条',
    input: StepBase,
    unavailable: (state) =>
      isLegalPath(state)
        ? refuse('case.legalPathHandled', '途径①至⑤的事项应导入法定程序办理。', {
            lawArticle: LEGAL_PATHS[state.triage?.legalPath ?? 'litigation'].article,
          }).error
        : undefined,
  }),
  importLegal: step({
    title: '导入法定途径',
    usual: true,
    from: ['acknowledged'],
    to: ['importedLegal'],
    article: '《信访工作条例》第三十一条第（一）至（五）项',
    papers: ['GuidanceNotice'],
    stops: ['ASSIGN_FEEDBACK', 'FIN_REPLY_5WD', 'FIN_REPLY_1M'],
    input: StepBase.extend({
      organ: required(100, '请填写导入的机关、单位。'),
      procedure: required(200, '请填写导入的程序。'),
      docNo: text(60),
    }),
    unavailable: (state) =>
      isLegalPath(state)
        ? undefined
        : refuse('case.notLegalPath', '只有申诉求决类途径①至⑤的事项导入法定程序。', {
            lawArticle: TRIAGE.claim.article,
          }).error,
    refuse: (state, _input, context) => refuseOpenCo(state, context),
    apply: (_state, { on, organ, procedure, docNo }) => ({
      legalProcedure: { on, organ, procedure, ...(docNo === undefined ? {} : { docNo }) },
    }),
  }),
  assignOffice: step({
    title: '分办处室',
    from: ['received', 'acknowledged', 'handling', 'extended'],
    to: [],
    starts: [{ kind: 'FIN_REPLY_5WD', when: (state) => state.offices.length === 0 }],
    input: StepBase.extend({ office: required(60, '请填写承办处室。'), person: text(50), gatekeeper: text(50) }),
    refuse: (state, { person, gatekeeper }) =>
      refuseRecused(state, person, 'person') ?? refuseRecused(state, gatekeeper, 'gatekeeper'),
    apply: (state, { on, office, person }) => ({
      offices: [...state.offices, { office, on, ...(person === undefined ? {} : { person }) }],
    }),
  }),
  statusNote: step({
    title: '情况说明',
    from: ['received', 'acknowledged', 'handling', 'extended'],
    to: [],
    stops: ['FIN_REPLY_5WD'],
    starts: [{ kind: 'FIN_REPLY_1M', from: (state, { on }) => state.offices[0]?.on ?? on }],
    input: StepBase.extend({ text: required(2000, '请说明未能按内控时限答复的情况。') }),
    unavailable: (state) =>
      runningClock(state, 'FIN_REPLY_5WD') === undefined
        ? refuse('case.noInternalLimit', '没有在走的内控时限，无须填写情况说明。').error
        : undefined,
    apply: (state, { on, text: note }) => ({ statusNotes: [...state.statusNotes, { on, text: note }] }),
  }),
  leaveSimple: step({
    title: '转普通程序',
    from: ['acknowledged', 'handling', 'extended'],
    to: [],
    stops: ['SIMPLE_10WD'],
    starts: [
      {
        kind: 'SUGGEST_REPLY',
        when: (state) => hasNoTerm(state.triage),
        from: (state, { on }) => state.acceptedOn ?? on,
      },
    ],
    input: StepBase.extend({ reason: required(500, '请写明转为普通程序的理由。') }),
    unavailable: (state) => (state.simple ? undefined : refuse('case.notSimple', '本件没有适用简易办理。').error),
    apply: () => ({ simple: false }),
  }),
  extend: step({
    title: '延期',
    from: ['handling'],
    to: ['extended'],
    article: ARTICLE_34,
    papers: ['ExtensionNotice'],
    starts: [{ kind: 'EXTEND_30', after: 'HANDLE_60', days: (_state, { days }) => days }],
    stops: ['HANDLE_60', 'SIMPLE_10WD'],
    input: StepBase.extend({
      days: z
        .number('请填写延长的天数。')
        .int('请填写整数。')
        .min(1, '至少延长 1 日。')
        .max(MAX_EXTENSION, '延长期限不得超过 30 日。'),
      approver: required(50, '请填写批准延期的本单位负责人。'),
      reason: required(1000, '请写明延期的理由。'),
    }),
    unavailable: (state) =>
      runningClock(state, 'HANDLE_60') === undefined
        ? refuse('case.nothingToExtend', '只有普通信访程序（途径⑥）的 60 日办理期限可以延长。', {
            lawArticle: ARTICLE_34,
          }).error
        : undefined,
    refuse: (state, { on, approver }, context) => {
      const recused = refuseRecused(state, approver, 'approver');
      if (recused !== undefined) return recused;
      const last = context.lastDayOf('HANDLE_60');
      return last !== undefined && on > last
        ? refuse('case.extensionLate', `60 日办理期限已于 ${last} 届满，不能再延期，请尽快答复。`, {
            field: 'on',
            lawArticle: ARTICLE_34,
          }).error
        : undefined;
    },
    apply: (_state, { on, days, approver, reason }) => ({
      extension: { on, days, approver, reason },
      simple: false,
    }),
  }),
  startHearing: step({
    title: '举行听证',
    from: ['handling', 'extended', 'finalReviewing'],
    to: [],
    article: '《信访工作条例》第三十一条第（六）项、第三十六条',
    pauses: 'hearing',
    input: StepBase.extend({ place: text(100), chair: text(50) }),
    unavailable: (state) =>
      state.hearing !== undefined && state.hearing.to === undefined
        ? refuse('case.hearingOpen', '听证尚未结束。').error
        : undefined,
    refuse: (state, { chair }) => refuseRecused(state, chair, 'chair'),
    apply: (_state, { on }) => ({ hearing: { from: on } }),
  }),
  endHearing: step({
    title: '听证结束',
    from: ['handling', 'extended', 'finalReviewing'],
    to: [],
    article: '《信访工作条例》第三十六条',
    papers: ['HearingRecord'],
    resumes: 'hearing',
    input: StepBase.extend({ result: required(2000, '请记录听证情况。') }),
    unavailable: (state) =>
      state.hearing === undefined || state.hearing.to !== undefined
        ? refuse('case.noHearing', '没有正在进行的听证。').error
        : undefined,
    refuse: (state, { on }) =>
      state.hearing !== undefined && on < state.hearing.from
        ? refuse('case.hearingDays', `听证结束不能早于开始（${state.hearing.from}）。`, { field: 'on' }).error
        : undefined,
    apply: (state, { on }) => ({ hearing: { from: state.hearing?.from ?? on, to: on } }),
  }),
};

/** 简易办理: 初次信访 that is easily settled, or a suggestion or an inquiry. */
function refuseSimple(state: CaseState, context: StepContext): StepRefusal {
  const why = context.isRepeat
    ? '重复信访不适用简易办理。'
    : starts60(state.triage) || hasNoTerm(state.triage)
      ? undefined
      : '只有普通信访程序的事项和建议、咨询适用简易办理。';
  return why === undefined
    ? undefined
    : refuse('case.simpleUnfit', why, { field: 'simple', lawArticle: '《信访事项简易办理办法（试行）》' }).error;
}
