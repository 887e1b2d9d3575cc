import { type Folded, type EventEntry } from '../../ledger/fold';
import { hlcMillis } from '../../ledger/hlc';
import { liveEvents } from '../cases/decide';
import { readCase } from '../cases/schema';
import { stepOf, STEPS } from '../cases/steps/index';
import type { DocumentType } from './kinds';
import type { FiledPaper } from './paper';

/**
 * Kinds that the latest step of a case, and what was noted since, call for and that have not been issued since; registration
 * calls for its own.
 */
export function calledKinds(record: Folded, papers: readonly FiledPaper[]): readonly DocumentType[] {
  const events = liveEvents(record);
  const last = events.findLastIndex(isOfTheWay);
  const registered = { papers: STEPS.register.papers, since: readCase(record).registeredAt };
  const calls = events
    .slice(Math.max(last, 0))
    .map(({ name, hlc }) => ({ papers: stepOf(name)?.papers, since: hlcMillis(hlc) }));
  const open = (last === -1 ? [registered, ...calls] : calls).flatMap(({ papers: kinds, since }) =>
    (kinds ?? []).filter((kind) => !papers.some((paper) => isIssued(paper, kind, since))),
  );
  return [...new Set(open)];
}

const isIssued = ({ kind, voided, issuedAt }: FiledPaper, called: DocumentType, since: number): boolean =>
  kind === called && !voided && issuedAt >= since;

const isOfTheWay = (event: EventEntry): boolean => {
  const step = stepOf(event.name);
  return step !== undefined && step.mark !== true;
};
