import { z } from 'zod';
import { oneOf } from '../petitioners/choices';
import { DEADLINES, type DeadlineKind } from '../deadlines/kind';

const REGULATION = '《信访工作条例》';
export const ARTICLE_40 = `${REGULATION}第四十条`;

/** What was broken together with the article by which it is put right, the regulation named once. */
export function withArticle40(article: string): string {
  if (article === ARTICLE_40) return article;
  return article.startsWith(REGULATION) ? `${article}、第四十条` : `${article}、${ARTICLE_40}`;
}

/** 督办的六种情形. */
export const SITUATIONS = {
  overdue: {
    no: 1,
    title: '无故超过规定期限未办结',
    short: '超期未办结',
    require: '请立即组织办理，尽快作出处理意见并书面答复信访人；确有困难的，说明原因、下一步措施和办结时间。',
  },
  noFeedback: {
    no: 2,
    title: '未按规定反馈信访事项办理结果',
    short: '未反馈结果',
    require: '请将办理结果书面反馈，附办结报告和有关材料；尚未办结的，说明办理进展和原因。',
  },
  procedure: {
    no: 3,
    title: '未按规定程序办理信访事项',
    short: '未按程序',
    require: '请立即补办未履行的程序，按规定签收、书面告知信访人，并说明未按程序办理的原因。',
  },
  evasion: {
    no: 4,
    title: '办理信访事项推诿、敷衍、拖延',
    short: '推诿敷衍拖延',
    require: '请明确承办领导和承办人，切实履行职责，不得再行推诿，并报告整改情况。',
  },
  notExecuted: {
    no: 5,
    title: '不执行信访处理意见',
    short: '不执行处理意见',
    require: '请立即执行信访处理意见，逐项落实到位，并报告执行情况和证明材料。',
  },
  other: {
    no: 6,
    title: '其他需要督办的情形',
    short: '其他',
    require: '请核实有关情况，依法按政策处理，并书面报告。',
  },
} as const;
export type Situation = keyof typeof SITUATIONS;
export const SITUATION_NAMES = {
  overdue: SITUATIONS.overdue.short,
  noFeedback: SITUATIONS.noFeedback.short,
  procedure: SITUATIONS.procedure.short,
  evasion: SITUATIONS.evasion.short,
  notExecuted: SITUATIONS.notExecuted.short,
  other: SITUATIONS.other.short,
} as const satisfies { readonly [S in Situation]: string };

/** 督办方式; those that go to the unit's door need the approval of the leader in charge. */
export const WAYS = {
  phone: { title: '电话督办', letter: false, approval: false },
  letter: { title: '发函督办', letter: true, approval: false },
  interview: { title: '约谈督办', letter: true, approval: false },
  onSite: { title: '实地督办', letter: true, approval: true },
  joint: { title: '联合督办', letter: true, approval: true },
} as const;
export type Way = keyof typeof WAYS;
export const WAY_NAMES = {
  phone: WAYS.phone.title,
  letter: WAYS.letter.title,
  interview: WAYS.interview.title,
  onSite: WAYS.onSite.title,
  joint: WAYS.joint.title,
} as const satisfies { readonly [W in Way]: string };
export const WaySchema = oneOf(WAY_NAMES);

interface TriggerDef {
  readonly situation: Situation;
  readonly title: string;
  /** What was broken, beside 第四十条. */
  readonly article: string;
}
interface LateDef extends TriggerDef {
  /** What has not been done: 仍未…… */
  readonly undone: string;
}

const law = (numeral: string): string => `《信访工作条例》第${numeral}条`;
const late = (kind: DeadlineKind, situation: Situation, undone: string): LateDef => ({
  situation,
  title: `超过${DEADLINES[kind].title}`,
  article: DEADLINES[kind].article,
  undone,
});

/** Limits whose passing calls for 督办, and what has then been left undone. */
export const LATE_TRIGGERS = {
  HANDLE_60: late('HANDLE_60', 'overdue', '办结'),
  EXTEND_30: late('EXTEND_30', 'overdue', '办结'),
  SIMPLE_10WD: late('SIMPLE_10WD', 'overdue', '办结'),
  FIN_REPLY_5WD: late('FIN_REPLY_5WD', 'overdue', '答复'),
  FIN_REPLY_1M: late('FIN_REPLY_1M', 'overdue', '答复'),
  REVIEW_DECIDE_30: late('REVIEW_DECIDE_30', 'overdue', '作出复查意见'),
  FINAL_REVIEW_30: late('FINAL_REVIEW_30', 'overdue', '作出复核意见'),
  ASSIGN_FEEDBACK: late('ASSIGN_FEEDBACK', 'noFeedback', '反馈结果、提交办结报告'),
  SUPERVISE_REPLY: late('SUPERVISE_REPLY', 'noFeedback', '书面回复'),
  SUGGEST_FEEDBACK: late('SUGGEST_FEEDBACK', 'noFeedback', '书面反馈采纳情况'),
  ROUTE_15: late('ROUTE_15', 'procedure', '转送、交办'),
  CITY_ROUTE_3: late('CITY_ROUTE_3', 'procedure', '转送、交办'),
  SIGN: late('SIGN', 'procedure', '签收'),
  ACK_15: late('ACK_15', 'procedure', '书面告知信访人'),
  CO_OPINION: late('CO_OPINION', 'evasion', '提出协办意见'),
} as const satisfies { readonly [K in DeadlineKind]?: LateDef };
export type LateKind = keyof typeof LATE_TRIGGERS;

/** What calls for 督办 without a limit having passed. */
export const EVENT_TRIGGERS = {
  objections: { situation: 'evasion', title: '一再提出异议', article: law('二十三') },
  objectedAgain: { situation: 'evasion', title: '异议退回后再提异议', article: law('二十三') },
  passedOn: { situation: 'evasion', title: '在多个单位之间流转', article: law('二十四') },
  dissatisfied: { situation: 'evasion', title: '对办理结果不满意', article: law('四十') },
  supportNotExecuted: { situation: 'notExecuted', title: '支持请求未见落实', article: law('三十二') },
  settlementNotPerformed: { situation: 'notExecuted', title: '调解、和解协议未履行', article: law('三十三') },
  redoNotStarted: { situation: 'notExecuted', title: '责令重作未重新办理', article: law('三十五') },
  other: { situation: 'other', title: '其他', article: law('四十') },
} as const satisfies { readonly [kind: string]: TriggerDef };

const ALL = { ...LATE_TRIGGERS, ...EVENT_TRIGGERS };
export type TriggerKind = keyof typeof ALL;
export const TRIGGERS: { readonly [K in TriggerKind]: TriggerDef } = ALL;
export const TRIGGER_KINDS = Object.keys(ALL) as TriggerKind[];
export const TriggerKind = z.enum(TRIGGER_KINDS as [TriggerKind, ...TriggerKind[]]);
