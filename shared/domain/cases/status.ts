import { z } from 'zod';

/** The states of a case, in the order in which a matter usually passes them; 《信访工作条例》 by article in the step table. */
export const CASE_STATUS_NAMES = {
  draft: '草稿',
  registered: '已登记',
  triaged: '已分类',
  dispatched: '已转交',
  received: '已签收',
  objected: '有异议',
  acknowledged: '已告知',
  handling: '办理中',
  extended: '已延期',
  replied: '已答复',
  delivered: '已送达',
  settled: '已调解',
  reviewing: '复查中',
  reviewed: '已复查',
  finalReviewing: '复核中',
  finalReviewed: '已复核',
  guided: '已引导',
  declined: '不予受理',
  transferred: '已转送政法、纪检',
  importedLegal: '已导入法定途径',
  merged: '已并入',
  closed: '已办结',
  archived: '已归档',
} as const;
export type CaseStatus = keyof typeof CASE_STATUS_NAMES;
export const CASE_STATUSES = Object.keys(CASE_STATUS_NAMES) as CaseStatus[];
export const CaseStatus = z.enum(CASE_STATUSES as [CaseStatus, ...CaseStatus[]]);

/** Nothing more is owed to the petitioner: the case can be archived, or reopened on new facts. */
export const ENDED: readonly CaseStatus[] = ['closed', 'finalReviewed', 'declined', 'guided', 'transferred', 'merged'];
export const isOpen = (status: CaseStatus): boolean => !ENDED.includes(status) && status !== 'archived';
/** Every state in which somebody still owes something. */
export const OPEN_STATUSES: readonly CaseStatus[] = CASE_STATUSES.filter((s) => isOpen(s) && s !== 'draft');

/** 办结、终结的原因. */
export const END_REASONS = {
  settled: '达成协议并履行',
  replyUnchallenged: '答复后期满未申请复查、复核',
  finalReviewed: '复核终结',
  withdrawn: '信访人撤回',
  importedToLegalPath: '导入法定途径',
  mergedDuplicate: '重复件并入',
  answered: '当场答复、咨询办结',
  adopted: '建议意见已研究回复',
  filed: '存查',
} as const;
export type EndReason = keyof typeof END_REASONS;
