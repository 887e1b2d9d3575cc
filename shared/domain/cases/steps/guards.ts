import type { RecordId } from '../../../kernel/ids';
import { refuse } from '../../../kernel/refusal';
import type { CaseState } from '../state';
import type { StepContext, StepRefusal } from '../step';
import { isConfidential, isJudicial, LEGAL_PATHS, TRIAGE } from '../triage';

/** 条例第三十条、第四十六条第（五）项: never to the accused, whatever the kind of step. */
export function refuseAccused(state: CaseState, unit: RecordId, context: StepContext, field = 'unit'): StepRefusal {
  const accused = state.triage?.accused ?? [];
  if (!isConfidential(state.triage) || !context.isWithinAny(unit, accused)) return undefined;
  return refuse('case.accusedUnit', `${context.unitName(unit)}是被检举控告的单位或其所属单位，不得将材料转给该单位。`, {
    field,
    lawArticle: `${TRIAGE.accusation.article}、第四十六条`,
  }).error;
}

/** 检举控告 goes only to organs with authority over it. */
export function refuseUnauthorised(
  state: CaseState,
  unit: RecordId,
  context: StepContext,
  field = 'unit',
): StepRefusal {
  if (!isConfidential(state.triage) || context.handlesAccusations(unit)) return undefined;
  return refuse(
    'case.noAuthority',
    `${context.unitName(unit)}没有处理检举控告的权限，应按照管理权限转纪检监察机关或者其他有权机关。`,
    { field, lawArticle: TRIAGE.accusation.article },
  ).error;
}

/** Ordinary routing is closed to accusations and to what belongs in court. */
export function refuseOrdinaryRoute(state: CaseState): StepRefusal {
  if (isConfidential(state.triage)) {
    return refuse('case.accusationRouted', '检举控告类不走转送、交办，请用“转有权机关（检举控告）”。', {
      lawArticle: TRIAGE.accusation.article,
    }).error;
  }
  if (isJudicial(state.triage)) {
    return refuse('case.judicialRouted', '涉法涉诉事项不走转送、交办，请用“转政法机关”。', {
      lawArticle: LEGAL_PATHS.litigation.article,
    }).error;
  }
  return undefined;
}

/** A person who must stay out of the case (第二十八条) cannot be given it again. */
export function refuseRecused(state: CaseState, person: string | undefined, field: string): StepRefusal {
  const recusal = state.recusals.find((r) => r.person === person);
  if (person === undefined || recusal === undefined) return undefined;
  return refuse('case.recused', `${person}已于 ${recusal.on} 回避本件（${recusal.reason}），请另派他人。`, {
    field,
    lawArticle: '《信访工作条例》第二十八条',
  }).error;
}

/** One consolidated reply: every co-handling unit has said its word or was let off. */
export function refuseOpenCo(state: CaseState, context: StepContext): StepRefusal {
  const open = state.co.filter((co) => co.opinion === undefined && co.waived === undefined);
  return open.length === 0
    ? undefined
    : refuse(
        'case.coOpen',
        `协办单位${open.map((co) => context.unitName(co.unit)).join('、')}还没有提出意见，请催报或者登记免予协办后再汇总答复。`,
      ).error;
}
