import { z } from 'zod';
import { LocalDate } from '../../../calendar/local-date';
import { blankable } from '../../../kernel/blankable';
import { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import type { DeadlineKind } from '../../deadlines/kind';
import type { CaseClock, CaseState, CoHandling } from '../state';
import { required, ROUTED, step, StepBase, type StepContext, type StepRefusal, text } from '../step';
import { hasNoTerm, starts60 } from '../triage';
import { refuseAccused, refuseOrdinaryRoute, refuseRecused } from './guards';

const Unit = RecordId.or(z.literal('')).transform((id, ctx) => {
  if (id !== '') return id;
  ctx.addIssue({ code: 'custom', message: '请选择单位。' });
  return z.NEVER;
});

const CoUnit = z.object({ unit: Unit, due: blankable(LocalDate) });

/** Where a case goes, to whom with it, and why there. */
const Route = StepBase.extend({
  unit: Unit,
  /** 改派理由, when the rules would have sent it elsewhere. */
  routingReason: text(500),
  coUnits: z.array(CoUnit).max(10, '协办单位不超过 10 个').optional(),
  requirement: text(2000),
});
type Route = z.output<typeof Route>;

const ARTICLE_22 = '《信访工作条例》第二十二条';
const ARTICLE_23 = '《信访工作条例》第二十三条';
const ARTICLE_24 = '《信访工作条例》第二十四条';

function refuseRoute(
  state: CaseState,
  { on, unit, routingReason, coUnits = [] }: Route,
  context: StepContext,
): StepRefusal {
  const { recommended } = context;
  if (recommended.length > 0 && !recommended.includes(unit) && routingReason === undefined) {
    const names = recommended.map(context.unitName).join('、');
    return refuse('case.routingReason', `按转办规则应由${names}办理，改派${context.unitName(unit)}的，请写明理由。`, {
      field: 'routingReason',
      lawArticle: '《信访工作条例》第五条',
    }).error;
  }
  for (const [i, co] of coUnits.entries()) {
    if (co.unit === unit) {
      return refuse('case.hostIsCo', '协办单位不能与主办单位相同。', { field: `coUnits.${i}.unit` }).error;
    }
    if (coUnits.findIndex((other) => other.unit === co.unit) < i) {
      return refuse('case.coTwice', `${context.unitName(co.unit)}已在协办单位中。`, { field: `coUnits.${i}.unit` })
        .error;
    }
    if (co.due !== undefined && co.due < on) {
      return refuse('case.coDue', '协办期限不能早于办理日期。', { field: `coUnits.${i}.due` }).error;
    }
    const accused = refuseAccused(state, co.unit, context, `coUnits.${i}.unit`);
    if (accused !== undefined) return accused;
  }
  return refuseAccused(state, unit, context);
}

const coOf = (on: LocalDate, coUnits: Route['coUnits']): readonly CoHandling[] =>
  (coUnits ?? []).map(({ unit, due }) => ({ unit, from: on, ...(due === undefined ? {} : { due }) }));

const applyRoute =
  (feedbackWanted: boolean) =>
  (_state: CaseState, { on, unit, coUnits }: Route): Partial<CaseState> => ({
    host: unit,
    feedbackWanted,
    co: coOf(on, coUnits),
  });

/** 转送、交办、签收、异议: how a case finds the unit that must handle it. */
export const routingSteps = {
  transfer: step({
    title: '转送',
    usual: true,
    from: ['triaged'],
    to: ['dispatched'],
    article: `${ARTICLE_22}第（一）、（二）项`,
    papers: ['TransferLetter'],
    stops: ROUTED,
    starts: [{ kind: 'SIGN' }],
    input: Route,
    unavailable: refuseOrdinaryRoute,
    refuse: refuseRoute,
    apply: applyRoute(false),
  }),
  assign: step({
    title: '交办',
    from: ['triaged'],
    to: ['dispatched'],
    article: `${ARTICLE_22}第（三）项`,
    papers: ['AssignmentLetter', 'SupervisionCard'],
    stops: ROUTED,
    starts: [{ kind: 'SIGN' }, { kind: 'ASSIGN_FEEDBACK', end: (_state, input) => input.feedbackDue }],
    input: Route.extend({ feedbackDue: LocalDate }),
    unavailable: refuseOrdinaryRoute,
    refuse: (state, input, context) =>
      input.feedbackDue <= input.on
        ? refuse('case.feedbackDue', '反馈期限应晚于交办日期。', { field: 'feedbackDue', lawArticle: ARTICLE_22 }).error
        : refuseRoute(state, input, context),
    apply: applyRoute(true),
  }),
  handleDirectly: step({
    title: '自办',
    from: ['triaged'],
    to: ['acknowledged'],
    article: ARTICLE_23,
    papers: ['AcknowledgementNotice'],
    stops: ROUTED,
    starts: [
      { kind: 'HANDLE_60', when: (state) => starts60(state.triage) },
      { kind: 'SUGGEST_REPLY', when: (state) => hasNoTerm(state.triage) },
    ],
    input: StepBase.extend({ unit: Unit }),
    unavailable: refuseOrdinaryRoute,
    refuse: (state, { unit }, context) =>
      context.isWithinAny(unit, [state.reception])
        ? refuseAccused(state, unit, context)
        : refuse('case.notOwn', `自办的应由本单位或者所属单位办理；由${context.unitName(unit)}办理的，请转送、交办。`, {
            field: 'unit',
            lawArticle: ARTICLE_22,
          }).error,
    apply: (_state, { on, unit }) => ({ host: unit, feedbackWanted: false, acceptedOn: on, co: [] }),
  }),
  recall: step({
    title: '收回重派',
    from: ['dispatched'],
    to: ['triaged'],
    stops: ['SIGN', 'ASSIGN_FEEDBACK'],
    starts: [{ kind: 'ROUTE_15' }],
    input: StepBase.extend({ reason: required(500, '请写明收回的理由。') }),
    apply: () => ({ co: [], feedbackWanted: false }),
  }),
  sign: step({
    title: '签收',
    usual: true,
    from: ['dispatched'],
    to: ['received'],
    article: ARTICLE_23,
    stops: ['SIGN'],
    starts: [{ kind: 'ACK_15' }, { kind: 'OBJECT_5WD' }],
    input: StepBase.extend({ signer: required(50, '请填写签收人。') }),
    refuse: (state, { signer }) => refuseRecused(state, signer, 'signer'),
    apply: (_state, { on }) => ({ firstContactUntil: on }),
  }),
  object: step({
    title: '提出异议',
    from: ['received'],
    to: ['objected'],
    article: ARTICLE_23,
    papers: ['ObjectionForm'],
    stops: ['OBJECT_5WD'],
    pauses: 'objection',
    input: StepBase.extend({
      reason: required(2000, '请说明提出异议的理由。'),
      proposedUnit: RecordId.or(z.literal(''))
        .nullish()
        .transform((id) => (id === '' || id === null ? undefined : id)),
      proposedElsewhere: text(200),
    }),
    refuse: (state, { on, proposedUnit, proposedElsewhere }, context) => {
      const last = context.lastDayOf('OBJECT_5WD');
      if (last !== undefined && on > last && context.lateSilenceAccepts) {
        return refuse('case.objectionLate', `提出异议的期限已于 ${last} 届满，逾期未提出的视为认领，请按程序办理。`, {
          field: 'on',
          lawArticle: ARTICLE_23,
        }).error;
      }
      if (proposedUnit === undefined && proposedElsewhere === undefined) {
        return refuse('case.proposalMissing', '提出异议的，请写明建议去向。', {
          field: 'proposedUnit',
          lawArticle: ARTICLE_23,
        }).error;
      }
      if (proposedUnit !== undefined && proposedUnit === state.host) {
        return refuse('case.proposesItself', '建议去向不能是本单位。', { field: 'proposedUnit' }).error;
      }
      return undefined;
    },
    apply: (state, { on, reason, proposedUnit, proposedElsewhere }) => ({
      objections: [
        ...state.objections,
        {
          unit: state.host ?? state.reception,
          on,
          reason,
          ...(proposedUnit === undefined ? {} : { proposedUnit }),
          ...(proposedElsewhere === undefined ? {} : { proposedElsewhere }),
        },
      ],
    }),
  }),
  agreeObjection: step({
    title: '同意异议（重派）',
    usual: true,
    from: ['objected'],
    to: ['triaged'],
    article: ARTICLE_23,
    stops: ['ACK_15', 'ASSIGN_FEEDBACK', 'FIN_REPLY_5WD', 'FIN_REPLY_1M'],
    starts: [{ kind: 'ROUTE_15' }],
    input: StepBase.extend({ opinion: required(1000, '请填写核实意见。') }),
    apply: (state, { on }) => ({ ...decided(state, 'agreed', on), ...LET_GO, co: [], feedbackWanted: false }),
  }),
  rejectObjection: step({
    title: '驳回异议',
    from: ['objected'],
    to: ['received'],
    article: ARTICLE_23,
    resumes: 'objection',
    input: StepBase.extend({ opinion: required(1000, '请填写核实意见。') }),
    apply: (state, { on }) => decided(state, 'rejected', on),
  }),
  dispute: step({
    title: '提请裁决',
    from: ['objected'],
    to: [],
    article: ARTICLE_24,
    input: StepBase.extend({ to: required(100, '请填写共同的上一级机关或者联席会议。'), text: text(1000) }),
    unavailable: (state) =>
      state.dispute === undefined
        ? undefined
        : refuse('case.disputeOpen', `已于 ${state.dispute.on} 提请${state.dispute.to}裁决。`).error,
    apply: (_state, { on, to }) => ({ dispute: { on, to } }),
  }),
  decideDispute: step({
    title: '裁决指定承办单位',
    from: ['objected'],
    to: ['dispatched', 'received'],
    next: (state, { unit }) => (unit === state.host ? 'received' : 'dispatched'),
    article: ARTICLE_24,
    papers: ['DisputeDecision'],
    resumes: 'objection',
    starts: [{ kind: 'SIGN', when: (state, { unit }) => unit !== state.host }],
    input: StepBase.extend({
      unit: Unit,
      decidedBy: required(100, '请填写作出裁决的机关或者会议。'),
      decision: required(2000, '请记录裁决意见。'),
    }),
    unavailable: (state) =>
      state.dispute === undefined
        ? refuse('case.noDispute', '尚未提请裁决。', { lawArticle: ARTICLE_24 }).error
        : undefined,
    refuse: (state, { unit }, context) => refuseAccused(state, unit, context),
    apply: (state, { on, unit }) => ({
      ...decided(state, 'decided', on),
      dispute: undefined,
      host: unit,
      co: state.co.filter((co) => co.unit !== unit),
      ...(unit === state.host ? {} : { ...LET_GO, clocks: handedOver(state, unit, on) }),
    }),
  }),
  addCoUnit: step({
    title: '增加协办单位',
    from: ['dispatched', 'received', 'acknowledged', 'handling', 'extended'],
    to: [],
    mark: true,
    input: StepBase.extend({ unit: Unit, due: blankable(LocalDate), task: text(500) }),
    refuse: (state, { unit }, context) =>
      unit === state.host || state.co.some((co) => co.unit === unit)
        ? refuse('case.coTwice', `${context.unitName(unit)}已经是主办或者协办单位。`, { field: 'unit' }).error
        : (refuseOrdinaryRoute(state) ?? refuseAccused(state, unit, context)),
    apply: (state, { on, unit, due }) => ({
      co: [...state.co, { unit, from: on, ...(due === undefined ? {} : { due }) }],
    }),
  }),
};

const decided = (state: CaseState, outcome: 'agreed' | 'rejected' | 'decided', on: LocalDate) => ({
  objections: state.objections.map((objection, i) =>
    i === state.objections.length - 1 ? { ...objection, outcome, outcomeOn: on } : objection,
  ),
});

/** The unit that had signed is out of it: the first contact has the case again, its offices do not. */
const LET_GO = { firstContactUntil: undefined, offices: [] };

const OF_THE_FORMER: readonly DeadlineKind[] = ['ACK_15', 'FIN_REPLY_5WD', 'FIN_REPLY_1M'];

/** What the former unit had to keep ends; the report that was asked for is owed by the new one. */
const handedOver = (state: CaseState, unit: RecordId, on: LocalDate): readonly CaseClock[] =>
  state.clocks.map((clock) => {
    if (clock.stopped !== undefined) return clock;
    if (clock.kind === 'ASSIGN_FEEDBACK') return { ...clock, unit };
    return OF_THE_FORMER.includes(clock.kind) ? { ...clock, stopped: on } : clock;
  });
