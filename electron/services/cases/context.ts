import { localDateAt } from '#shared/calendar/local-date';
import { caseStateOf } from '#shared/domain/cases/machine';
import { readCase } from '#shared/domain/cases/schema';
import type { StepContext } from '#shared/domain/cases/step';
import type { Recommendation } from '#shared/domain/routing/facts';
import type { Folded } from '#shared/ledger/fold';
import type { Store } from '../../store/store';
import { deadlineAccess } from '../deadlines';
import { directoryOf } from '../directory';
import { routingAccess } from '../routing';
import { countingOf } from './counting';

/** What the steps of a case ask of the world, at an instant in milliseconds. */
export function contextOf(store: Store): (record: Folded, now: number) => StepContext {
  const counting = countingOf(store);
  const routing = routingAccess(store);
  const deadlines = deadlineAccess(store);
  const { directory } = directoryOf(store);
  return (record, now) => {
    const today = localDateAt(now);
    const state = caseStateOf(record);
    const fields = readCase(record);
    return {
      today,
      lastDayOf: (kind) => counting.lastDayOf(state, kind, today),
      lateSilenceAccepts: deadlines.policy().lateSilenceAccepts,
      unitName: (unit) => directory().units.get(unit)?.name ?? '所选单位',
      isRepeat: fields.isRepeat === true,
      isWithinAny: routing.isWithinAny,
      handlesAccusations: routing.handlesAccusations,
      isPoliticalLegal: routing.isPoliticalLegal,
      recommended: firstOf(recommendedFor(store, record)),
      identityUnclear: fields.identityUnclear === true,
    };
  };
}

/** Units that the rules put first: more than one when the district and the line organ weigh nearly the same. */
const NEAR = 5;
export const firstOf = (found: readonly Recommendation[]) =>
  found.filter(({ score }) => score + NEAR >= (found[0]?.score ?? 0)).map(({ unit }) => unit);

/** Where the rules would send the case, without the units that objected to it. */
export function recommendedFor(store: Store, record: Folded): readonly Recommendation[] {
  const { categoryCode, purpose, problemRegion, title, summary } = readCase(record);
  const { triage, objections } = caseStateOf(record);
  return routingAccess(store).recommend({
    category: categoryCode,
    purpose,
    triageClass: triage?.triageClass === 'inquiry' ? undefined : triage?.triageClass,
    legalPath: triage?.legalPath,
    problemRegion,
    title,
    summary,
    accused: [...(triage?.accused ?? [])],
    except: objections.filter((o) => o.outcome === 'agreed').map((o) => o.unit),
  });
}
