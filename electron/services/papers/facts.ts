import { localDateAt } from '#shared/calendar/local-date';
import { attachmentsOf } from '#shared/domain/attachments/decide';
import { CONTACTS, liveEvents, liveLinks } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { readCase } from '#shared/domain/cases/schema';
import type { CaseState } from '#shared/domain/cases/state';
import { deadlineEnds } from '#shared/domain/deadlines/compute';
import { slaLength } from '#shared/domain/deadlines/sla';
import { unitNaming } from '#shared/domain/documents/check-units';
import type { CheckedPaper } from '#shared/domain/documents/check';
import type { Dossier, DraftFacts } from '#shared/domain/documents/draft-facts';
import { saidIn } from '#shared/domain/documents/draft-round';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { readVisit } from '#shared/domain/visits/decide';
import type { RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import type { Folded } from '#shared/ledger/fold';
import type { Store } from '../../store/store';
import { countingOf } from '../cases/counting';
import { deadlineAccess } from '../deadlines';
import { directoryOf } from '../directory';
import { routingAccess } from '../routing';
import { namesOf } from '../visit-names';
import { papersOf } from './access';

export interface PaperAbout {
  readonly kind: DocumentType;
  readonly organ: RecordId;
  readonly toUnit: RecordId | undefined;
}

interface At {
  readonly now: number;
  readonly operator: string;
  readonly dossier: Dossier;
}

/** All that the case tells for a draft. */
export function draftFacts(store: Store, record: Folded, { kind, organ, toUnit }: PaperAbout, at: At): DraftFacts {
  const today = localDateAt(at.now);
  const state = caseStateOf(record);
  const nameOf = namesOf(store);
  const access = deadlineAccess(store);
  const clocks = countingOf(store).clocks(state, today, false);
  return {
    fields: readCase(record),
    state,
    said: saidIn(liveEvents(record).filter(({ op }) => !state.missteps.some((misstep) => misstep.op === op))),
    visit: visitOf(store, record),
    papers: papersOf(store, record.id).filter(({ standing }) => standing === 'valid'),
    organ: { id: organ, name: nameOf(organ), phone: directoryOf(store).directory().units.get(organ)?.phone },
    to: toUnit === undefined ? undefined : { id: toUnit, name: nameOf(toUnit) },
    today,
    operator: at.operator,
    nameOf,
    endOf: (limit, from) => {
      const sla = slaLength(limit, state.host === undefined ? undefined : access.slaOf(state.host));
      const ask = { kind: limit, from, pauses: [], ...(sla === undefined ? {} : { sla }) };
      const ends = deadlineEnds(ask, access.policy(), access.calendar(), today);
      return ends.ok ? ends.value.lastDay : undefined;
    },
    lastDayOf: (limit) => clocks.findLast((clock) => clock.kind === limit)?.lastDay,
    overdueDays: Math.max(
      0,
      ...clocks.map(({ stopped, state: now, daysLeft = 0 }) =>
        stopped === undefined && now === 'overdue' ? -daysLeft : 0,
      ),
    ),
    reviewOrgan: reviewOrganOf(store, kind, state),
    attachments: attachmentsOf(record)
      .filter(({ source }) => source !== 'paper')
      .map(({ name }) => name),
    dossier: at.dossier,
  };
}

/** What must be known to judge a paper. */
export function checkedPaper(
  store: Store,
  record: Folded,
  { kind, organ, toUnit, data }: PaperAbout & { readonly data: JsonObject },
  now: number,
): CheckedPaper {
  const routing = routingAccess(store);
  const { directory } = directoryOf(store);
  return {
    kind,
    data,
    organ,
    toUnit,
    fields: readCase(record),
    state: caseStateOf(record),
    today: localDateAt(now),
    unitName: (unit) => directory().units.get(unit)?.name ?? '所选单位',
    isWithinAny: routing.isWithinAny,
    handlesAccusations: routing.handlesAccusations,
    ...unitNaming(directory()),
  };
}

function visitOf(store: Store, record: Folded) {
  const [first] = liveLinks(record, CONTACTS);
  const visit = first === undefined ? undefined : store.get(first);
  return visit?.created === undefined ? undefined : readVisit(visit);
}

function reviewOrganOf(store: Store, kind: DocumentType, { host, review }: CaseState): string | undefined {
  const contested = kind === 'ReviewOpinion' ? review?.organ : host;
  const [first] = contested === undefined ? [] : routingAccess(store).reviewAdvice(contested);
  return first === undefined ? undefined : namesOf(store)(first.unit);
}
