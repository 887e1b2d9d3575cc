import { z } from 'zod';

export interface PaperKind {
  readonly title: string;
  /** 文种代字 in a number such as 常信访转〔2026〕12号; the centre may set its own. */
  readonly code: string;
  /** Who signs it: 接访中心, the responsible unit, or the 复查、复核 organ. */
  readonly issuer: 'center' | 'unit' | 'reviewer';
  readonly to: 'petitioner' | 'unit' | 'superior' | 'file';
  /** The article that wants the paper. */
  readonly article?: string;
}

const law = (article: string): string => `《信访工作条例》第${article}条`;

/** Every paper that belongs to a case. */
export const PAPER_KINDS = {
  VisitForm: { title: '来访登记表', code: '访', issuer: 'center', to: 'file', article: law('十九') },
  RegistrationReceipt: { title: '登记回执', code: '执', issuer: 'center', to: 'petitioner', article: law('二十二') },
  AcknowledgementNotice: {
    title: '接收（受理）告知书',
    code: '告',
    issuer: 'unit',
    to: 'petitioner',
    article: law('二十三'),
  },
  DeclineNotice: {
    title: '不予（再）受理告知书',
    code: '不',
    issuer: 'unit',
    to: 'petitioner',
    article: law('二十三'),
  },
  GuidanceNotice: { title: '告知引导书', code: '引', issuer: 'center', to: 'petitioner', article: law('三十一') },
  TransferLetter: { title: '转送函', code: '转', issuer: 'center', to: 'unit', article: law('二十二') },
  AssignmentLetter: { title: '交办函', code: '交', issuer: 'center', to: 'unit', article: law('二十二') },
  TransferLegalLetter: { title: '转政法机关函', code: '法', issuer: 'center', to: 'unit', article: law('二十二') },
  TransferDisciplineLetter: {
    title: '转纪检监察机关函',
    code: '纪',
    issuer: 'center',
    to: 'unit',
    article: law('三十'),
  },
  ObjectionForm: { title: '异议退件单', code: '异', issuer: 'unit', to: 'superior', article: law('二十三') },
  DisputeDecision: { title: '争议裁决单', code: '裁', issuer: 'center', to: 'unit', article: law('二十四') },
  ExtensionNotice: { title: '延期告知书', code: '延', issuer: 'unit', to: 'petitioner', article: law('三十四') },
  InquiryRecord: { title: '调查（询问）笔录', code: '询', issuer: 'unit', to: 'file', article: law('三十一') },
  HearingRecord: { title: '听证笔录', code: '听', issuer: 'unit', to: 'file', article: law('三十一') },
  HandlingOpinion: {
    title: '处理（答复）意见书',
    code: '复',
    issuer: 'unit',
    to: 'petitioner',
    article: law('三十二'),
  },
  MediationAgreement: { title: '调解协议书', code: '调', issuer: 'unit', to: 'petitioner', article: law('三十三') },
  ServiceReceipt: { title: '送达回证', code: '送', issuer: 'unit', to: 'file' },
  ReviewOpinion: { title: '复查意见书', code: '查', issuer: 'reviewer', to: 'petitioner', article: law('三十五') },
  FinalReviewOpinion: { title: '复核意见书', code: '核', issuer: 'reviewer', to: 'petitioner', article: law('三十六') },
  ClosureReport: { title: '办结报告', code: '结', issuer: 'unit', to: 'superior', article: law('二十二') },
  FollowUpRecord: { title: '回访记录', code: '回', issuer: 'center', to: 'file' },
  SupervisionLetter: { title: '督办函', code: '督', issuer: 'center', to: 'unit', article: law('四十') },
  SupervisionCard: { title: '交办事项督办卡', code: '卡', issuer: 'center', to: 'unit' },
  ImprovementAdvice: { title: '三项建议书', code: '建', issuer: 'center', to: 'unit', article: law('四十') },
  UrgentReport: { title: '重大紧急信访信息报告', code: '急', issuer: 'center', to: 'superior', article: law('二十五') },
  InstructionSheet: { title: '领导批办单', code: '批', issuer: 'center', to: 'unit' },
  LeaderChargeSheet: { title: '领导包案表', code: '包', issuer: 'center', to: 'file', article: law('十八') },
  CaseClosing: { title: '结案审批表', code: '审', issuer: 'center', to: 'file' },
  DossierIndex: { title: '卷宗目录', code: '卷', issuer: 'center', to: 'file' },
} as const satisfies { readonly [kind: string]: PaperKind };

export type DocumentType = keyof typeof PAPER_KINDS;
export const DOCUMENT_TYPES = Object.keys(PAPER_KINDS) as DocumentType[];
export const DocumentType = z.enum(DOCUMENT_TYPES as [DocumentType, ...DocumentType[]]);

export const paperKind = (kind: DocumentType): PaperKind => PAPER_KINDS[kind];
