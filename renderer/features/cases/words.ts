import type { CaseRow } from '#shared/contract/case-view';
import { FLAGS } from '#shared/domain/cases/state';
import { CASE_STATUS_NAMES, type CaseStatus, END_REASONS } from '#shared/domain/cases/status';
import { LEGAL_PATHS, type LegalPath, pathNumeral, TRIAGE, type TriageClass } from '#shared/domain/cases/triage';
import type { Words } from '#shared/domain/petitioners/choices';
import { CHANNELS } from '#shared/domain/visits/choices';

const wordIn = (words: Words, code: string | undefined): string => (code === undefined ? '' : (words[code] ?? code));

export const channelName = (channel: string): string => wordIn(CHANNELS, channel);
export const endReasonName = (reason: string | undefined): string => wordIn(END_REASONS, reason);

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
