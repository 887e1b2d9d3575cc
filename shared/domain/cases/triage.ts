import type { StepRefusal } from './step';
import { refuse } from '../../kernel/refusal';

/** 条例第二十九至三十一条的三分法; an inquiry belongs to none of the three. */
export const TRIAGE = {
  suggestion: {
    title: '建议意见类',
    article: '《信访工作条例》第二十九条',
    tell: '您提出的建议、意见，有权处理的机关、单位将认真研究论证；对科学合理、具有现实可行性的，予以采纳或者部分采纳，并予以回复。',
  },
  accusation: {
    title: '检举控告类',
    article: '《信访工作条例》第三十条',
    tell: '您提出的检举控告事项，按照管理权限转有权处理的纪检监察机关或者其他机关、单位依规依纪依法处理。您的检举控告材料和有关情况依法保密，不会透露、转给被检举控告的人员或者单位。',
  },
  claim: {
    title: '申诉求决类',
    article: '《信访工作条例》第三十一条',
    tell: '您提出的申诉求决事项，区分情况按照法律、法规、规章规定的途径处理；没有其他法定途径的，由有权处理的机关、单位调查核实并出具信访处理意见书。',
  },
  inquiry: {
    title: '咨询及其他',
    article: '《信访工作条例》第二十三条',
    tell: '您咨询的事项，能够当场答复的当场答复；不属于信访事项的，告知办理的单位和途径。',
  },
} as const;
export type TriageClass = keyof typeof TRIAGE;

/** 第三十一条的六种途径. Only the last starts the 60 days of 第三十四条. */
export const LEGAL_PATHS = {
  litigation: {
    no: 1,
    title: '诉讼、检察、公安等法律程序（涉法涉诉）',
    article: '《信访工作条例》第三十一条第（一）项',
    clock60: false,
    tell: '您反映的事项应当通过审判机关诉讼程序或者复议程序、检察机关刑事立案程序或者法律监督程序、公安机关法律程序处理，请向政法部门提出；信访程序不改变、不替代法律程序。',
  },
  arbitration: {
    no: 2,
    title: '仲裁',
    article: '《信访工作条例》第三十一条第（二）项',
    clock60: false,
    tell: '您反映的事项应当通过仲裁解决，请在法定期限内向有管辖权的仲裁机构提出申请。',
  },
  partyAppeal: {
    no: 3,
    title: '党员申诉、申请复审等',
    article: '《信访工作条例》第三十一条第（三）项',
    clock60: false,
    tell: '您反映的事项可以通过党员申诉、申请复审等解决，已导入相应程序办理。',
  },
  administrative: {
    no: 4,
    title: '行政复议、裁决、确认、许可、处罚等行政程序',
    article: '《信访工作条例》第三十一条第（四）项',
    clock60: false,
    tell: '您反映的事项可以通过行政复议、行政裁决、行政确认、行政许可、行政处罚等行政程序解决，已导入相应程序办理。',
  },
  statutoryDuty: {
    no: 5,
    title: '申请查处违法行为、履行保护人身权或者财产权等合法权益职责',
    article: '《信访工作条例》第三十一条第（五）项',
    clock60: false,
    tell: '您的事项属于申请查处违法行为、履行保护合法权益职责，由有关机关依法履行职责或者答复。',
  },
  petition: {
    no: 6,
    title: '普通信访程序',
    article: '《信访工作条例》第三十一条第（六）项',
    clock60: true,
    tell: '您的事项不属于前五种法定途径，由有权处理的机关、单位听取陈述事实和理由，调查核实，自受理之日起 60 日内出具信访处理意见书；情况复杂的，经批准可以延期，延长期限不超过 30 日。',
  },
} as const;
export type LegalPath = keyof typeof LEGAL_PATHS;

/** 党员申诉 is how a person reads it at a glance: 途径③. */
export const pathNumeral = (path: LegalPath): string => '①②③④⑤⑥'[LEGAL_PATHS[path].no - 1] ?? '';

export interface Triaged {
  readonly triageClass: TriageClass;
  readonly legalPath?: LegalPath | undefined;
}

/** 只有第三十一条第（六）项起六十日. */
export const starts60 = (t: Triaged | undefined): boolean =>
  t?.triageClass === 'claim' && t.legalPath !== undefined && LEGAL_PATHS[t.legalPath].clock60;

/** 建议意见 and 咨询 are answered, but the law does not say by when. */
export const hasNoTerm = (t: Triaged | undefined): boolean =>
  t?.triageClass === 'suggestion' || t?.triageClass === 'inquiry';

export const isJudicial = (t: Triaged | undefined): boolean => t?.legalPath === 'litigation';
export const isConfidential = (t: Triaged | undefined): boolean => t?.triageClass === 'accusation';

/** A claim takes one of six paths; the other classes take none. */
export function refuseTriage({ triageClass, legalPath }: Triaged): StepRefusal {
  if (triageClass === 'claim' && legalPath === undefined) {
    return refuse('case.pathMissing', '申诉求决类请选择六种途径之一。', {
      field: 'legalPath',
      lawArticle: TRIAGE.claim.article,
    }).error;
  }
  if (triageClass !== 'claim' && legalPath !== undefined) {
    return refuse('case.pathNotApplicable', `${TRIAGE[triageClass].title}不区分途径，请清空“途径”。`, {
      field: 'legalPath',
      lawArticle: TRIAGE[triageClass].article,
    }).error;
  }
  return undefined;
}
