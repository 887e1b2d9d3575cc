import { type LocalDate, parseLocalDate, toDayNumber } from '#shared/calendar/local-date';
import type { CaseDetail, CaseRow, Clock } from '#shared/contract/case-view';
import { isAccusation } from '#shared/domain/cases/confidential';
import { CONTACTS, liveEvents, liveLinks, MERGED_FROM, offersOf, RELATED } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { noTermOf } from '#shared/domain/cases/no-term';
import { stepFacts } from '#shared/domain/cases/present';
import { petitionersText, readCase } from '#shared/domain/cases/schema';
import type { CaseState, Hand } from '#shared/domain/cases/state';
import type { StepContext } from '#shared/domain/cases/step';
import { stepOf } from '#shared/domain/cases/steps/index';
import { readVisit } from '#shared/domain/visits/decide';
import type { NameOf } from '#shared/domain/visits/present';
import type { RecordId } from '#shared/kernel/ids';
import { type EventEntry, type Folded, isVoid } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import type { Store } from '../../store/store';
import { rowOf as visitRowOf } from '../visits';
import { type Counting, nextClock } from './counting';

export interface Viewing {
  readonly store: Store;
  readonly counting: Counting;
  readonly nameOf: NameOf;
  readonly underSupervision: (id: RecordId) => boolean;
}

/** A case as lists show it; `clocks` as counted today, when the caller has them already. */
export function caseRow(view: Viewing, record: Folded, today: LocalDate, clocks?: readonly Clock[]): CaseRow {
  const fields = readCase(record);
  const state = caseStateOf(record);
  const clock = clocks === undefined ? view.counting.next(state, today) : nextClock(clocks);
  return {
    id: record.id,
    caseNo: fields.caseNo,
    title: fields.title,
    name: petitionersText(fields),
    status: state.status,
    since: state.since,
    openedOn: fields.openedOn,
    channel: fields.channel,
    purpose: fields.purpose,
    categoryCode: fields.categoryCode,
    problemRegion: fields.problemRegion,
    host: state.host,
    headcount: fields.headcount,
    isRepeat: fields.isRepeat === true,
    confidential: isAccusation(record),
    flags: [...state.flags],
    underSupervision: view.underSupervision(record.id),
    voided: isVoid(record),
    missteps: state.missteps.length,
    ...(clock === undefined ? {} : { clock: brief(clock) }),
  };
}

const brief = ({ kind, title, lastDay, nominalEnd, state, daysLeft, unit, unitName }: Clock): CaseRow['clock'] => ({
  kind,
  title,
  lastDay,
  nominalEnd,
  state,
  daysLeft,
  unit,
  unitName,
});

/** Everything the page of a case shows. */
export function caseDetail(view: Viewing, record: Folded, context: StepContext): CaseDetail {
  const { today } = context;
  const fields = readCase(record);
  const state = caseStateOf(record);
  const clocks = view.counting.clocks(state, today, true);
  const last = liveEvents(record).at(-1);
  const refsOf = (list: string) => liveLinks(record, list).flatMap((id) => refOf(view.store, id) ?? []);
  const merged = liveLinks(record, MERGED_FROM).flatMap((id) => view.store.get(id) ?? []);
  const contacts = [...new Set([record, ...merged].flatMap((from) => liveLinks(from, CONTACTS)))];
  const mergedInto = state.mergedInto === undefined ? undefined : refOf(view.store, state.mergedInto);
  return {
    row: caseRow(view, record, today, clocks),
    fields,
    state: stateOf(state, fields.firstContact, mergedInto),
    clocks,
    noTerm: noTermOf(state),
    hands: state.hands.map((hand) => handOf(hand, view.nameOf, today)),
    timeline: timelineOf(record, state, view.nameOf),
    offers: [...offersOf(record, context)],
    contacts: contacts.flatMap((id) => {
      const visit = view.store.get(id);
      return visit?.created === undefined ? [] : [visitRowOf(visit)];
    }),
    related: refsOf(RELATED),
    mergedFrom: refsOf(MERGED_FROM),
    planned: plannedOf(view.store, contacts[0]),
    canUndo: last !== undefined && stepOf(last.name)?.indirect !== true && !isVoid(record),
  };
}

function refOf(store: Store, id: RecordId) {
  const record = store.get(id);
  if (record?.created === undefined) return undefined;
  const { caseNo, title } = readCase(record);
  return { id, caseNo, title, status: caseStateOf(record).status };
}

const stateOf = (
  state: CaseState,
  firstContact: string | undefined,
  mergedInto: CaseDetail['state']['mergedInto'],
): CaseDetail['state'] => ({
  status: state.status,
  triageClass: state.triage?.triageClass,
  legalPath: state.triage?.legalPath,
  accused: [...(state.triage?.accused ?? [])],
  reception: state.reception,
  host: state.host,
  co: state.co.map(({ unit, from, due, opinion, waived }) => ({
    unit,
    from,
    due,
    opinion: opinion?.text,
    waived: waived?.reason,
  })),
  openCo: state.co.filter((co) => co.opinion === undefined && co.waived === undefined).map((co) => co.unit),
  offices: [...state.offices],
  conclusion: state.reply?.conclusion,
  ratings: { ...state.ratings },
  endReason: state.end?.reason,
  firstContact: { person: firstContact, until: state.firstContactUntil },
  mergedInto,
  mediated: state.settlement?.text,
  dossierNo: state.archive?.dossierNo,
  recused: state.recusals.map(({ person }) => person),
});

const handOf = (hand: Hand, nameOf: NameOf, today: LocalDate) => ({
  ...hand,
  unitName: hand.elsewhere ?? nameOf(hand.unit),
  days: toDayNumber(hand.to ?? today) - toDayNumber(hand.from),
});

/** Newest first; the registration is the last. */
function timelineOf(record: Folded, state: CaseState, nameOf: NameOf): CaseDetail['timeline'] {
  const live = new Set(liveEvents(record).map(({ op }) => op));
  const problems = new Map(state.missteps.map(({ op, reason }) => [op, reason.message]));
  const moments = (record.events ?? []).map((event) => ({
    ...momentOf(event, nameOf),
    withdrawn: !live.has(event.op),
    ...(problems.has(event.op) ? { problem: problems.get(event.op) } : {}),
  }));
  const fields = readCase(record);
  const opened = {
    op: record.created?.op ?? '',
    at: fields.registeredAt,
    by: fields.registeredBy,
    unit: fields.registeredUnit,
    on: fields.openedOn,
    step: 'register',
    title: '登记',
    facts: [],
    withdrawn: false,
  };
  return [opened, ...moments].reverse();
}

function momentOf(event: EventEntry, nameOf: NameOf) {
  const { value } = event;
  const on = value !== null && typeof value === 'object' && 'on' in value ? value.on : undefined;
  return {
    op: event.op,
    at: hlcMillis(event.hlc),
    by: event.by,
    unit: event.unit,
    on: typeof on === 'string' ? parseLocalDate(on) : undefined,
    step: event.name,
    title: stepOf(event.name)?.title ?? event.name,
    facts: stepFacts(event.name, value, nameOf),
  };
}

/** What the clerk meant to do when the visit was registered. */
function plannedOf(store: Store, contact: RecordId | undefined): CaseDetail['planned'] {
  const visit = contact === undefined ? undefined : store.get(contact);
  if (visit?.created === undefined) return {};
  const { handlingMode, responsibleUnit, handlingDue } = readVisit(visit);
  return { mode: handlingMode, unit: responsibleUnit, due: handlingDue };
}
