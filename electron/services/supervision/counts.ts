import { adviceState } from '#shared/domain/supervision/advice';
import { colourOf, supervisionState } from '#shared/domain/supervision/state';
import type { SupervisionDesk } from './desk';

/** What is still open, by how it stands, for 工作台. */
export function supervisionCounts(desk: SupervisionDesk) {
  const counts = {
    waiting: 0,
    overdue: 0,
    answered: 0,
    red: 0,
    yellow: 0,
    blue: 0,
    advicesWaiting: 0,
    advicesOverdue: 0,
  };
  const today = desk.today();
  for (const { value } of desk.open().values()) {
    const state = supervisionState(value, desk.replyLastDay(value), today);
    if (state !== 'closed') counts[state] += 1;
    const colour = colourOf(value, desk.caseOf(value.case).state);
    if (colour !== undefined) counts[colour] += 1;
  }
  for (const { value } of desk.openAdvices().values()) {
    const late = adviceState(value, desk.feedbackLastDay(value), today) === 'overdue';
    counts[late ? 'advicesOverdue' : 'advicesWaiting'] += 1;
  }
  return counts;
}
