import { liveEvents } from '#shared/domain/cases/decide';
import { stepOf } from '#shared/domain/cases/steps/index';
import { papersCollection } from '#shared/domain/documents/collection';
import { refusePapersOut } from '#shared/domain/documents/decide-paper';
import { type FiledPaper, paperRun, type PaperStanding, readPaper, standingsOf } from '#shared/domain/documents/paper';
import { PAPERS } from '#shared/domain/documents/names';
import { collectionOf, keyOf, type RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Folded } from '#shared/ledger/fold';
import type { Hlc } from '#shared/ledger/hlc';
import { lastOfRun } from '../../query/last';
import { select } from '../../query/select';
import type { ServiceDeps } from '../deps';
import type { Store } from '../../store/store';

export interface CasePaper extends FiledPaper {
  readonly standing: PaperStanding;
}

const MOST = 1000;

/** Every paper of a case, replaced and withdrawn ones included, in the order in which they were issued. */
export function papersOf(store: Store, caseId: RecordId): readonly CasePaper[] {
  const { rows } = select(store, papersCollection, {
    where: [{ column: 'case', op: 'has', value: caseId }],
    voided: 'with',
    limit: MOST,
  });
  const papers = rows
    .flatMap((record) => readPaper(record) ?? [])
    .toSorted((a, b) => a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : 1));
  const standings = standingsOf(papers);
  return papers.map((paper) => ({ ...paper, standing: standings.get(paper.id) ?? 'valid' }));
}

/** Valid papers of the kinds that a step calls for, issued since it was taken. */
export function papersOfStep(store: Store, caseId: RecordId, step: string, since: Hlc): readonly CasePaper[] {
  const kinds = stepOf(step)?.papers ?? [];
  return papersOf(store, caseId).filter(
    ({ id, kind, standing }) =>
      standing === 'valid' && kinds.includes(kind) && (store.get(id)?.created?.hlc ?? '') >= since,
  );
}

/** Why the last step of a case may not be taken back: its papers are out. */
export function refuseUndoOfPapers(store: Store, record: Folded) {
  const last = liveEvents(record).at(-1);
  if (last === undefined) return undefined;
  return refusePapersOut(stepOf(last.name)?.title ?? last.name, papersOfStep(store, record.id, last.name, last.hlc));
}

export interface FoundPaper {
  readonly record: Folded;
  readonly paper: CasePaper;
}

export function foundPaper(store: Store, id: RecordId): Result<FoundPaper, Refusal> {
  const record = collectionOf(id) === PAPERS ? store.get(id) : undefined;
  const read = record?.created === undefined ? undefined : readPaper(record);
  const paper = read === undefined ? undefined : papersOf(store, read.case).find((one) => one.id === id);
  return record === undefined || paper === undefined
    ? refuse('paper.notFound', `没有找到文书 ${keyOf(id)}。`)
    : ok({ record, paper });
}

/** The serial under which this desk keeps its next paper of a year. */
export function nextRecordSerial(
  { store, settings }: Pick<ServiceDeps, 'store' | 'settings'>,
  year: number,
  desk: string,
) {
  const run = paperRun(year, desk);
  const last = lastOfRun(store, PAPERS, run);
  const known = last === undefined ? 0 : Number(last.slice(last.lastIndexOf('-') + 1));
  return Math.max(known, settings.issued(`${PAPERS}/${run}`)) + 1;
}
