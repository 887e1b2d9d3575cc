import { DEADLINES } from '../deadlines/kind';
import { runningClocks } from './machine';
import type { CaseState } from './state';
import type { CaseStatus } from './status';
import { hasNoTerm, LEGAL_PATHS, starts60, TRIAGE } from './triage';

/** Why nothing of the law runs on a case that still waits for somebody. */
export interface NoTerm {
  readonly text: string;
  readonly article: string;
}

const AT_UNIT: readonly CaseStatus[] = ['acknowledged', 'handling'];

/** Said where a clerk would look for a limit and there is none; undefined where one runs, or nothing is owed. */
export function noTermOf(state: CaseState): NoTerm | undefined {
  const { status, triage } = state;
  if (runningClocks(state).some(({ kind }) => DEADLINES[kind].statutory)) return undefined;
  if (status === 'triaged') {
    return {
      text: '已经报请本级，转送期限已止。报请以后多少日内批复，条例没有规定；批复以后请及时转送、交办或者答复。',
      article: '《信访工作条例》第二十二条',
    };
  }
  if (triage === undefined) return undefined;
  if (AT_UNIT.includes(status) && hasNoTerm(triage)) {
    const what = triage.triageClass === 'suggestion' ? '建议意见应当研究论证并予以回复' : '咨询事项应当答复';
    return { text: `${what}，多少日内回复，条例没有规定。`, article: TRIAGE[triage.triageClass].article };
  }
  const waits = status === 'acknowledged' || status === 'importedLegal';
  if (!waits || triage.legalPath === undefined || starts60(triage)) return undefined;
  const { title, article } = LEGAL_PATHS[triage.legalPath];
  return { text: `按“${title}”的期限办理，不计信访程序的六十日。`, article };
}
