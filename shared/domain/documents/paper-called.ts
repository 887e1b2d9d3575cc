import { type Folded, type EventEntry } from '../../ledger/fold';
import { hlcMillis } from '../../ledger/hlc';
import { liveEvents } from '../cases/decide';
import { readCase } from '../cases/schema';
import { stepOf, STEPS } from '../cases/steps/index';
import type { DocumentType } from './kinds';
import type { FiledPaper } from './paper';

/** Kinds that the latest step of a case calls for and that have not been issued since; registration calls for its own. */
export function calledKinds(record: Folded, papers: readonly FiledPaper[]): readonly DocumentType[] {
  const last = liveEvents(record).findLast(isOfTheWay);
  const called = last === undefined ? STEPS.register.papers : stepOf(last.name)?.papers;
  const since = last === undefined ? readCase(record).registeredAt : hlcMillis(last.hlc);
  const issued = papers.filter(({ voided, issuedAt }) => !voided && issuedAt >= since);
  return (called ?? []).filter((kind) => !issued.some((paper) => paper.kind === kind));
}

const isOfTheWay = (event: EventEntry): boolean => {
  const step = stepOf(event.name);
  return step !== undefined && step.mark !== true;
};
