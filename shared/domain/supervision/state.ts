import { type LocalDate, toDayNumber } from '../../calendar/local-date';
import type { CaseState } from '../cases/state';
import { type CaseStatus, isOpen } from '../cases/status';
import type { Supervision } from './schema';

/** How a 督办件 stands; computed, never stored. */
export const SUPERVISION_STATES = {
  waiting: '待回复',
  overdue: '超期未回复',
  answered: '已回复待审',
  closed: '已办结',
} as const;
export type SupervisionState = keyof typeof SUPERVISION_STATES;

/** 三色档案: 未办结红、办结未反馈黄、反馈不满意蓝. */
export const COLOURS = {
  red: { title: '红', meaning: '未办结' },
  yellow: { title: '黄', meaning: '办结未反馈' },
  blue: { title: '蓝', meaning: '反馈不满意' },
} as const;
export type Colour = keyof typeof COLOURS;
export const COLOUR_NAMES = {
  red: '红（未办结）',
  yellow: '黄（办结未反馈）',
  blue: '蓝（反馈不满意）',
} as const satisfies { readonly [C in Colour]: string };

export const isClosed = ({ moves }: Pick<Supervision, 'moves'>): boolean => {
  const last = moves.at(-1);
  return last?.type === 'review' && last.result === 'satisfied';
};
export const isOpenSupervision = (s: Supervision): boolean => !s.voided && !isClosed(s);
const isAnswered = ({ moves }: Supervision): boolean => moves.at(-1)?.type === 'reply';

/** The day by which an answer is owed now, and the day from which it has been. */
export function owedSince(s: Supervision): { readonly from: LocalDate; readonly due: LocalDate } {
  const again = s.moves.findLast((move) => move.type === 'review' && move.result === 'again');
  return again?.type === 'review'
    ? { from: again.on, due: again.replyDue ?? s.replyDue }
    : { from: s.issuedOn, due: s.replyDue };
}

/** `lastDay`: of the current term for the answer, as the centre judges it. */
export function supervisionState(s: Supervision, lastDay: LocalDate, today: LocalDate): SupervisionState {
  if (isClosed(s)) return 'closed';
  if (isAnswered(s)) return 'answered';
  return today > lastDay ? 'overdue' : 'waiting';
}

/** Days the centre has waited for the answer that is owed; to the day it came where it has. */
export function daysWaited(s: Supervision, today: LocalDate): number {
  const reply = s.moves.findLast((move) => move.type === 'reply');
  const until = isAnswered(s) || isClosed(s) ? (reply?.on ?? today) : today;
  const { from } = owedSince(s);
  return Math.max(0, toDayNumber(until) - toDayNumber(from));
}

const DONE: readonly CaseStatus[] = ['replied', 'delivered', 'settled', 'reviewed', 'importedLegal'];

/** The colour of an open 督办件 in the 三色档案; none once it is closed, or answered and not yet reviewed. */
export function colourOf(s: Supervision, state: CaseState | undefined): Colour | undefined {
  if (!isOpenSupervision(s)) return undefined;
  const done = state !== undefined && (!isOpen(state.status) || DONE.includes(state.status));
  if (!done) return 'red';
  const owesReport = state.feedbackWanted && state.reportedOn === undefined;
  const last = s.moves.at(-1);
  if (last === undefined || owesReport) return 'yellow';
  const displeased = state.ratings['responsibleUnit.result'] === 'dissatisfied';
  return last.type === 'review' || displeased ? 'blue' : undefined;
}
