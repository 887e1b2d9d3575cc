import { chineseNumber } from '#shared/domain/documents/words';
import type { CandidateFilter, CandidateRow } from '#shared/contract/supervision';
import { caseStateOf } from '#shared/domain/cases/machine';
import { petitionersText, readCase } from '#shared/domain/cases/schema';
import { isAccusation } from '#shared/domain/cases/confidential';
import { ADVICE_KINDS, isOpenAdvice } from '#shared/domain/supervision/advice';
import { refuseRecipient } from '#shared/domain/supervision/recipient';
import { TRIGGERS } from '#shared/domain/supervision/situation';
import { isOpenSupervision, owedSince, supervisionState } from '#shared/domain/supervision/state';
import { type Candidate, candidatesOf, findTriggers, type RunningLimit } from '#shared/domain/supervision/trigger';
import { collectionOf, keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { isVoid } from '#shared/ledger/fold';
import { breathing } from '../../turns';
import { type LiveCase, liveCases } from '../cases/live';
import { directoryOf } from '../directory';
import { isWithin } from '#shared/domain/departments/directory';
import { matchesText } from './text';
import type { SupervisionDesk } from './desk';

/** A change in any of these may change every case's triggers. */
const SEEN_BY_ALL = ['supervisionPolicy', 'units', 'routingPolicy', 'deadlinePolicy', 'slaPolicies', 'holidays'];
const SEEN_BY_CASE = ['supervisions', 'advices', 'cases'];

export interface Candidates {
  /** Everything the program has found as of today for a desk of the unit, those of one unit together, the latest first. */
  all(ownUnit: string): Promise<readonly CandidateRow[]>;
  /** Of one case, as of now. */
  ofCase(id: RecordId, ownUnit: string): readonly CandidateRow[];
}

/** The triggers of all live cases; a case is looked at again only when something about it was written. */
export function candidatesFor(desk: SupervisionDesk): Candidates {
  const { store } = desk.deps;
  const seen = new Map<RecordId, { readonly stamp: string; readonly rows: readonly CandidateRow[] }>();
  let common = 0;
  store.onCommit((txn) => {
    for (const op of txn.ops) {
      const collection = collectionOf(op.on);
      if (SEEN_BY_ALL.includes(collection)) common += 1;
      if (SEEN_BY_CASE.includes(collection)) seen.delete(recordId('cases', keyOf(op.space as unknown as RecordId)));
    }
  });
  const look = (live: LiveCase, ownUnit: string): readonly CandidateRow[] => {
    const stamp = `${desk.today()} ${common} ${ownUnit}`;
    const known = seen.get(live.record.id);
    if (known?.stamp === stamp) return known.rows;
    const rows = rowsOf(desk, live, ownUnit);
    seen.set(live.record.id, { stamp, rows });
    return rows;
  };
  const others = (live: ReadonlyMap<RecordId, LiveCase>): LiveCase[] => {
    const open = [...desk.open().values(), ...desk.openAdvices().values()].map(({ value }) => value.case);
    return [...new Set(open)].flatMap((id) => {
      const record = live.has(id) ? undefined : store.get(id);
      return record?.created === undefined || isVoid(record) ? [] : [{ record, clocks: [] }];
    });
  };
  return {
    all: async (ownUnit) => {
      const live = await liveCases(desk.deps).all();
      const found: CandidateRow[] = [];
      const breathe = breathing();
      for (const one of [...live.values(), ...others(live)]) {
        found.push(...look(one, ownUnit));
        await breathe();
      }
      return found.sort(byUnit);
    },
    ofCase: (id, ownUnit) => {
      const record = store.get(id);
      return record?.created === undefined || isVoid(record)
        ? []
        : rowsOf(desk, { record, clocks: desk.clocksOf(record) }, ownUnit);
    },
  };
}

function rowsOf(desk: SupervisionDesk, { record, clocks }: LiveCase, ownUnit: string): CandidateRow[] {
  const state = caseStateOf(record);
  const supervisions = desk.ofCase(record.id).map(({ value }) => value);
  const limits = clocks.flatMap(({ kind, unit, from, lastDay, stopped, state: standing }): RunningLimit[] =>
    unit === undefined || lastDay === undefined || stopped !== undefined
      ? []
      : [{ kind, unit: desk.acting(unit), from, lastDay, paused: standing === 'paused' }],
  );
  const rules = desk.rules(ownUnit);
  const policy = desk.policy();
  const triggers = findTriggers(
    { state, limits: [...limits, ...answersOwed(desk, record.id)], supervisions },
    {
      today: desk.today(),
      policy,
      unitName: desk.unitName,
      mayReceive: (unit) => {
        const refused = refuseRecipient(record, unit, rules);
        return refused === undefined || refused.code === 'supervision.unitRetired';
      },
    },
  );
  return candidatesOf(triggers, policy).map((candidate) => rowOf(desk, record, candidate));
}

/** Letters and advice on the case that wait for an answer, as limits of the units they went to. */
function answersOwed(desk: SupervisionDesk, id: RecordId): RunningLimit[] {
  const letters = desk.ofCase(id).flatMap(({ value: s }): RunningLimit[] => {
    const lastDay = desk.replyLastDay(s);
    if (!isOpenSupervision(s) || supervisionState(s, lastDay, desk.today()) !== 'overdue') return [];
    const no = s.docNo === undefined ? '' : `（${s.docNo}）`;
    const label = `第${chineseNumber(s.no)}次督办${no}的答复期限`;
    return [
      { kind: 'SUPERVISE_REPLY', unit: s.unit, from: owedSince(s).from, lastDay, paused: false, of: s.id, label },
    ];
  });
  const advices = desk.advicesOf(id).flatMap(({ value: a }): RunningLimit[] => {
    if (!isOpenAdvice(a)) return [];
    const label = `${ADVICE_KINDS[a.kind]}${a.docNo === undefined ? '' : `（${a.docNo}）`}的反馈期限`;
    const lastDay = desk.feedbackLastDay(a);
    return [{ kind: 'SUGGEST_FEEDBACK', unit: a.unit, from: a.issuedOn, lastDay, paused: false, of: a.id, label }];
  });
  return [...letters, ...advices];
}

function rowOf(desk: SupervisionDesk, record: LiveCase['record'], candidate: Candidate): CandidateRow {
  const fields = readCase(record);
  return {
    key: `${record.id} ${candidate.unit}`,
    case: record.id,
    caseNo: fields.caseNo,
    subject: `${petitionersText(fields)}：${fields.title}`,
    confidential: isAccusation(record),
    unit: candidate.unit,
    unitName: desk.unitName(candidate.unit),
    triggers: candidate.triggers.map(({ kind, key, facts, days, of, situation, article }) => ({
      kind,
      key,
      facts,
      situation,
      article,
      title: TRIGGERS[kind].title,
      ...(days === undefined ? {} : { days }),
      ...(of === undefined ? {} : { of }),
    })),
    no: candidate.no,
    way: candidate.way,
    ...(candidate.days === undefined ? {} : { days: candidate.days }),
  };
}

const byUnit = (a: CandidateRow, b: CandidateRow): number =>
  a.unit === b.unit ? (b.days ?? 0) - (a.days ?? 0) || (a.case < b.case ? -1 : 1) : a.unit < b.unit ? -1 : 1;

/** What a clerk asks for. */
export function candidateTest(
  desk: SupervisionDesk,
  { unit, situation, text }: CandidateFilter,
): (row: CandidateRow) => boolean {
  const { directory } = directoryOf(desk.deps.store);
  return (row) =>
    (unit === undefined || isWithin(directory(), row.unit, unit)) &&
    (situation === undefined || row.triggers.some((trigger) => trigger.situation === situation)) &&
    matchesText(text, [row.caseNo, keyOf(row.case), row.unitName, row.confidential ? '' : row.subject]);
}
