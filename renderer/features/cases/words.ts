import type { CaseRow, CASE_COLUMNS } from '#shared/contract/cases';
import { FLAGS } from '#shared/domain/cases/state';
import { CASE_STATUS_NAMES, type CaseStatus, END_REASONS } from '#shared/domain/cases/status';
import { LEGAL_PATHS, type LegalPath, pathNumeral, TRIAGE, type TriageClass } from '#shared/domain/cases/triage';
import type { Words } from '#shared/domain/petitioners/choices';
import { CHANNELS } from '#shared/domain/visits/choices';
import type { Option } from '../../ui/form/fields';

const wordIn = (words: Words, code: string | undefined): string => (code === undefined ? '' : (words[code] ?? code));

export const channelName = (channel: string): string => wordIn(CHANNELS, channel);
export const endReasonName = (reason: string | undefined): string => wordIn(END_REASONS, reason);

/** The codes of a table as options. */
export const optionsOf = (words: Words): Option[] => Object.entries(words).map(([value, label]) => ({ value, label }));

/** 申诉求决类 ⑥ 普通信访程序. */
export function triageText({
  triageClass,
  legalPath,
}: {
  readonly triageClass?: TriageClass | undefined;
  readonly legalPath?: LegalPath | undefined;
}): string {
  if (triageClass === undefined) return '';
  const path = legalPath === undefined ? '' : ` ${pathNumeral(legalPath)} ${LEGAL_PATHS[legalPath].title}`;
  return TRIAGE[triageClass].title + path;
}

export type Tone = 'neutral' | 'working' | 'waiting' | 'done' | 'out';

/** How a status is coloured: at the counter, with a unit, waiting for somebody's word, done, or led elsewhere. */
export const STATUS_TONES: { readonly [S in CaseStatus]: Tone } = {
  draft: 'neutral',
  registered: 'waiting',
  triaged: 'waiting',
  dispatched: 'waiting',
  received: 'working',
  objected: 'waiting',
  acknowledged: 'working',
  handling: 'working',
  extended: 'working',
  replied: 'working',
  delivered: 'working',
  settled: 'working',
  reviewing: 'working',
  reviewed: 'working',
  finalReviewing: 'working',
  finalReviewed: 'done',
  guided: 'out',
  declined: 'out',
  transferred: 'out',
  importedLegal: 'out',
  merged: 'neutral',
  closed: 'done',
  archived: 'neutral',
};
export const TONE_COLOURS: { readonly [T in Tone]: string } = {
  neutral: 'default',
  working: 'blue',
  waiting: 'gold',
  done: 'green',
  out: 'purple',
};
export const statusName = (status: CaseStatus): string => CASE_STATUS_NAMES[status];

export interface Overlay {
  readonly key: string;
  readonly text: string;
  readonly colour: string;
}

/** 叠加标记, gravest first: what a clerk must see beside the status. */
export function overlaysOf(row: Pick<CaseRow, 'confidential' | 'clock' | 'underSupervision' | 'flags'>): Overlay[] {
  return [
    ...(row.confidential ? [{ key: 'confidential', text: '检举控告保密', colour: 'red' }] : []),
    ...(row.clock?.state === 'overdue' ? [{ key: 'overdue', text: '超期', colour: 'red' }] : []),
    ...(row.underSupervision ? [{ key: 'supervised', text: '督办', colour: 'volcano' }] : []),
    ...row.flags.map((flag) => ({ key: flag, text: FLAGS[flag], colour: FLAG_COLOURS[flag] })),
  ];
}
const FLAG_COLOURS: { readonly [F in keyof typeof FLAGS]: string } = {
  leaderCharged: 'geekblue',
  instructed: 'geekblue',
  hot: 'orange',
  stabilize: 'orange',
};

/** `还有 12 天`, `今日到期`, `已超 3 天`. */
export function daysText(daysLeft: number | undefined): string {
  if (daysLeft === undefined) return '';
  if (daysLeft === 0) return '今日到期';
  return daysLeft > 0 ? `还有 ${daysLeft} 天` : `已超 ${-daysLeft} 天`;
}

/** What the columns of lists and sheets, the facts of the page and 变更记录 call the fields of a case. */
export const CASE_LABELS = {
  caseNo: '事项编号',
  queryCode: '查询码',
  openedOn: '信访日期',
  name: '信访人',
  headcount: '来访人数',
  affectedCount: '涉及人数',
  phone: '电话',
  title: '标题',
  summary: '概况',
  demand: '诉求',
  facts: '事实理由',
  matters: '事项',
  petitioners: '信访人',
  channel: '信访形式',
  source: '渠道来源',
  visitKind: '来访细类',
  purpose: '信访目的',
  categoryCode: '内容分类',
  problemRegion: '问题属地',
  problemPlace: '问题发生地',
  topicTags: '专题标签',
  identityUnclear: '姓名住址不清',
  isRepeat: '初重',
  isSkipLevel: '越级走访',
  riskFlags: '风险情形',
  status: '状态',
  since: '进入本状态',
  host: '责任单位',
  triage: '分类处理',
  clock: '最近期限',
  lastDay: '期限末日',
  daysLeft: '剩余天数',
  firstContact: '首问责任人',
  flags: '标记',
  endReason: '办结原因',
  registeredAt: '登记时间',
  registeredBy: '登记人',
  registeredUnit: '登记单位',
  receivingUnit: '接待单位',
  splitFrom: '拆分自',
} as const satisfies Readonly<Record<(typeof CASE_COLUMNS)[number], string>> & Readonly<Record<string, string>>;

/** The page of a case. */
export const casePath = (id: string): string => `/cases/${id.slice(id.indexOf('/') + 1)}`;
