/** 信访形式（《信访工作条例》第十七条）。 */
export const CHANNELS = {
  visit: '来访',
  letter: '来信',
  online: '网上',
  phone: '来电',
  fax: '传真',
  other: '其他',
} as const;

export const VISIT_KINDS = { individual: '个体访', group: '集体访' } as const;
export type VisitKind = keyof typeof VISIT_KINDS;

/** 渠道来源。 */
export const SOURCES = {
  self: '自收',
  superior: '上级转交',
  subordinate: '下级报送',
  leader: '领导批转',
  outreach: '下访带回',
  appointment: '预约',
} as const;

export const HANDLING_MODES = {
  replyOnSpot: '当场答复',
  handleDirectly: '自办',
  transfer: '转送',
  assign: '交办',
  escalate: '报请本级',
  toPoliticalLegal: '转政法',
  toDiscipline: '转纪检监察',
  guide: '告知引导',
  decline: '不予受理',
  declineFinal: '不再受理',
  file: '存查',
  mergeIntoPrior: '并入前件',
} as const;
export type HandlingMode = keyof typeof HANDLING_MODES;

/** 已走程序。 */
export const PROCEDURES = {
  litigation: '诉讼',
  arbitration: '仲裁',
  reconsideration: '行政复议',
  review: '信访复查',
  finalReview: '信访复核',
  replied: '已有答复意见',
} as const;

export const RISK_FLAGS = {
  threat: '扬言极端',
  staying: '滞留',
  dangerousGoods: '携带危险物',
  agitated: '情绪异常',
  gathering: '规模聚集',
  publicOpinion: '舆情',
  manyInvolved: '涉众',
  sensitiveTime: '敏感节点',
  mentalDisorder: '精神障碍（慎用）',
} as const;

export const VULNERABILITIES = {
  elderly: '老年',
  frail: '体弱',
  ill: '患病',
  disabled: '残疾',
  pregnant: '孕产妇',
} as const;

export const SATISFACTION = {
  satisfied: '满意',
  fairly: '基本满意',
  dissatisfied: '不满意',
  none: '未评价',
  overdue: '超期未评价',
} as const;

/** 条例第二十九至三十一条的三分法。 */
export const TRIAGE_CLASSES = {
  suggestion: '建议意见类',
  accusation: '检举控告类',
  claim: '申诉求决类',
} as const;
export type TriageClass = keyof typeof TRIAGE_CLASSES;

const CLASS_OF_PURPOSE: { readonly [purpose: string]: TriageClass } = {
  'purposes/01': 'claim',
  'purposes/02': 'claim',
  'purposes/03': 'suggestion',
  'purposes/04': 'accusation',
};

/** Inquiries and other purposes belong to none of the three classes. */
export const triageClassOf = (purpose: string | undefined): TriageClass | undefined =>
  purpose === undefined ? undefined : CLASS_OF_PURPOSE[purpose];

/** Accusations are kept from the accused (条例第三十条). */
export const isConfidential = (purpose: string | undefined): boolean => triageClassOf(purpose) === 'accusation';

/** What a sheet says instead of the accusations it leaves out. */
export const WITHHELD = '按照《信访工作条例》第三十条，检举控告类事项不列入本表';
