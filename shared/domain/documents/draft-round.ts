import type { JsonObject } from '../../kernel/json';
import type { EventEntry } from '../../ledger/fold';
import type { StepName } from '../cases/steps/index';

/** What 重新办理 asks for anew; how the case came to the unit that handles it still holds. */
const HANDLING: ReadonlySet<string> = new Set<StepName>([
  'extend',
  'startHearing',
  'endHearing',
  'settle',
  'reply',
  'deliver',
  'reportBack',
  'applyReview',
  'concludeReview',
  'deliverReview',
  'applyFinalReview',
  'concludeFinalReview',
  'deliverFinalReview',
  'close',
  'withdraw',
]);

/** The events of the present round of a case: 重新受理 begins it anew, 重新办理 from the handling on. */
export function presentRound(events: readonly EventEntry[]): readonly EventEntry[] {
  const reopened = events.slice(events.findLastIndex(({ name }) => name === 'reopen') + 1);
  const again = reopened.findLastIndex(({ name }) => name === 'rehandle');
  return reopened.filter(({ name }, at) => at > again || !HANDLING.has(name));
}

/** What was filled in when one of the steps was last taken in the present round; empty when none was. */
export function saidIn(events: readonly EventEntry[]): (...steps: readonly StepName[]) => JsonObject {
  const round = presentRound(events);
  return (...steps) => {
    const value = round.findLast(({ name }) => (steps as readonly string[]).includes(name))?.value;
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
  };
}
