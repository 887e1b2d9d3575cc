import type { RecordId } from '../../kernel/ids';
import type { Directory } from '../departments/directory';
import type { Recommendation } from './facts';
import { actingUnit, isWithinAny } from './policy';

/** One reason for one unit. */
export interface Candidate {
  readonly unit: RecordId;
  readonly score: number;
  readonly reason: string;
  readonly lawArticle: string;
}

/** More would not help to choose. */
const MOST = 6;

/** Candidates of the same unit as one, successors for what was merged, without the barred and what is out of use; best first. */
export function ranked(
  candidates: readonly Candidate[],
  barred: readonly RecordId[],
  directory: Directory,
): Recommendation[] {
  const best = new Map<RecordId, Recommendation>();
  for (const candidate of candidates.toSorted((a, b) => b.score - a.score)) {
    const unit = actingUnit(directory, candidate.unit)?.id;
    // The unit as the rule names it is looked at too: its successor is not a way round.
    if (unit === undefined || [unit, candidate.unit].some((id) => isWithinAny(directory, id, barred))) continue;
    const { score, reason, lawArticle } = candidate;
    const known = best.get(unit);
    best.set(
      unit,
      known === undefined
        ? { unit, score, reasons: [reason], lawArticle }
        : { ...known, reasons: known.reasons.includes(reason) ? known.reasons : [...known.reasons, reason] },
    );
  }
  return [...best.values()].slice(0, MOST);
}
