import { type LocalDate, localDateAt, yearOf } from '#shared/calendar/local-date';
import type { Issued, PaperAsk } from '#shared/contract/papers';
import { alreadyOn, decideAttach } from '#shared/domain/attachments/decide';
import type { Attachment } from '#shared/domain/attachments/schema';
import { readCase } from '#shared/domain/cases/schema';
import { checkPaper, type PaperFinding } from '#shared/domain/documents/check';
import { refuseSilentRemedy } from '#shared/domain/documents/check-opinions';
import { textAt } from '#shared/domain/documents/check-words';
import { claimOps } from '#shared/domain/documents/decide-numbering';
import { decideIssue, type NewPaper, refuseIssueDay, refuseNotValid } from '#shared/domain/documents/decide-paper';
import { addresseeField } from '#shared/domain/documents/draft';
import { paperKind } from '#shared/domain/documents/kinds';
import { numberingId } from '#shared/domain/documents/number';
import { paperFileName, paperId, paperRun } from '#shared/domain/documents/paper';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import type { OpDraft } from '#shared/ledger/op';
import { docxText } from '../../documents/docx/index';
import { pdfPages } from '../../documents/pdf-pages';
import type { Answer, Call } from '../../ipc/router';
import type { Store } from '../../store/store';
import { keepBytes, refuseNow } from '../attachments/store';
import { foundCase } from '../cases/index';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { type CasePaper, foundPaper, nextRecordSerial, papersOf } from './access';
import { checkedPaper } from './facts';
import { drawn, noWindow, templateInUse } from './make';
import { deskOf, type NextNumber, numberFor, paperDay } from './numbers';
import { inTurn } from './turns';

export type IssueDeps = Pick<ServiceDeps, 'store' | 'blobs' | 'settings' | 'shell'>;
type IssueCall = Pick<Call, 'actor' | 'now'>;

/**
 * 出具文书: checked, numbered, made into Word and PDF, both durable under their hashes, then one Txn. `also` is written down in
 * the same Txn, as a letter of 督办 files its paper; it gets the id and the number of the paper.
 */
export const issuePaper = (
  deps: IssueDeps,
  ask: PaperAsk,
  call: IssueCall,
  also: (paper: { readonly id: RecordId; readonly docNo: string | undefined }) => readonly OpDraft[] = () => [],
): Promise<Answer<Issued>> => inTurn(deps.store, () => issueNow(deps, { ask, also }, call));

export interface ReissueAsk {
  readonly id: RecordId;
  readonly toUnit?: RecordId | undefined;
  readonly data: JsonObject;
  readonly reason: string;
}

/** 重新出具: a new version under the same number; the old one stays and is 已被替代. */
export const reissuePaper = (deps: IssueDeps, { id, toUnit, data, reason }: ReissueAsk, call: IssueCall) =>
  inTurn(deps.store, async (): Promise<Answer<Issued>> => {
    const found = foundPaper(deps.store, id);
    if (!found.ok) return found;
    const { paper } = found.value;
    const refused = refuseNotValid(paper, paper.standing, '重新出具');
    if (refused !== undefined) return refused;
    const { kind, organ } = paper;
    const ask = { case: paper.case, kind, organ, data, ...(toUnit === undefined ? {} : { toUnit }) };
    return issueNow(deps, { ask, again: { paper, reason }, also: () => [] }, call);
  });

interface Job {
  readonly ask: PaperAsk;
  readonly again?: { readonly paper: CasePaper; readonly reason: string };
  readonly also: (paper: { readonly id: RecordId; readonly docNo: string | undefined }) => readonly OpDraft[];
}

async function issueNow(deps: IssueDeps, job: Job, call: IssueCall): Promise<Answer<Issued>> {
  const { store, shell } = deps;
  if (!shell.available) return noWindow('出具文书');
  const ready = await readiness(deps, job, call);
  if (!ready.ok) return ready;
  const made = await makeFiles(deps, ready.value, call);
  if (!made.ok) return made;
  const standing = stillStanding(store, job);
  if (!standing.ok) return standing;
  const { desk, year, number, data } = ready.value;
  const run = paperRun(year, desk);
  const id = paperId(run, nextRecordSerial(deps, year, desk));
  const record = standing.value;
  const paper = newPaper(deps, job, { ...ready.value, ...made.value }, call);
  const decided = decideIssue(
    { id, space: record.space },
    { ...paper, data, paperNo: keyOf(id), ...(number === undefined ? {} : { numbered: number.numbered }) },
    [
      ...attachOps(record, made.value.pdfFile),
      ...(job.again === undefined && number !== undefined
        ? claimOps(store.get(numberingId(job.ask.organ)), job.ask.organ, desk)
        : []),
      ...job.also({ id, docNo: paper.docNo }),
    ],
  );
  if (!decided.ok) return decided;
  const txn = await store.commit(decided.value, call.actor);
  return ok({ id, docNo: paper.docNo, savedAt: hlcMillis(txn.hlc) });
}

interface Ready {
  readonly ask: PaperAsk;
  readonly data: JsonObject;
  readonly desk: string;
  readonly year: number;
  readonly number: NextNumber | undefined;
  readonly organName: string;
  readonly issuedOn: LocalDate;
  readonly version: number;
  readonly docNo: string | undefined;
}

/** Everything that can be said against the paper before anything is made. */
async function readiness(deps: IssueDeps, { ask, again }: Job, call: IssueCall): Promise<Result<Ready, Refusal>> {
  const { store } = deps;
  const desk = deskOf(deps);
  if (!desk.ok) return desk;
  const record = foundCase(store, ask.case);
  if (!record.ok) return record;
  if (isVoid(record.value)) return refuse('case.voided', '本件已作废，不能再出具文书。');
  const writable = refuseNow(store, ask.case, 0);
  if (writable !== undefined) return { ok: false, error: writable };
  const organ = directoryOf(store).directory().units.get(ask.organ);
  if (organ === undefined) return refuse('paper.unknownOrgan', '请选择发文单位。', { field: 'organ' });
  const issuedOn = paperDay(ask.data, call.now);
  const day = refuseIssueDay(ask.kind, issuedOn, readCase(record.value).openedOn, localDateAt(call.now));
  if (day !== undefined) return day;
  const objection = refuseFindings(findingsOf(store, record.value, ask, call.now));
  if (objection !== undefined) return objection;
  const year = yearOf(issuedOn);
  const number = again === undefined ? await numberFor(deps, ask, call.now) : ok(undefined);
  if (!number.ok) return number;
  const docNo = again?.paper.docNo ?? number.value?.docNo;
  return ok({
    ask,
    desk: desk.value,
    year,
    number: number.value,
    organName: organ.name,
    issuedOn,
    version: (again?.paper.version ?? 0) + 1,
    docNo,
    data: { ...ask.data, organ: organ.name, ...(docNo === undefined ? {} : { docNo }) },
  });
}

export const findingsOf = (store: Store, record: Folded, ask: PaperAsk, now: number): readonly PaperFinding[] =>
  checkPaper(checkedPaper(store, record, { ...ask, toUnit: ask.toUnit }, now));

/** The first in full, each at its field. */
function refuseFindings(findings: readonly PaperFinding[]) {
  const [first] = findings;
  if (first === undefined) return undefined;
  const fieldOf = ({ field }: PaperFinding) =>
    field === undefined || field === 'organ' || field === 'toUnit' ? field : `data.${field}`;
  const issues = findings.flatMap((finding) => {
    const field = fieldOf(finding);
    const words = finding.lawArticle === undefined ? '' : `（${finding.lawArticle}）`;
    return field === undefined ? [] : [{ field, message: `${finding.message}${words}` }];
  });
  const field = fieldOf(first);
  return refuse(first.code, first.message, {
    ...(field === undefined ? {} : { field }),
    ...(first.lawArticle === undefined ? {} : { lawArticle: first.lawArticle }),
    issues,
  });
}

interface Made {
  readonly template: string;
  readonly docxFile: Attachment;
  readonly pdfFile: Attachment;
  readonly pages: number;
}

/** Word and PDF, looked at once more as text, then durable. */
async function makeFiles(deps: IssueDeps, ready: Ready, call: IssueCall): Promise<Result<Made, Refusal>> {
  const { store, blobs, shell } = deps;
  const { ask, data, version, docNo } = ready;
  const template = await templateInUse(deps, ask.kind);
  if (!template.ok) return template;
  const docx = await drawn(ask.kind, template.value.bytes, data);
  if (!docx.ok) return docx;
  const record = foundCase(store, ask.case);
  if (!record.ok) return record;
  const checked = checkedPaper(store, record.value, { ...ask, toUnit: ask.toUnit }, call.now);
  const silent = refuseSilentRemedy(checked, await docxText(docx.value));
  if (silent !== undefined) return { ok: false, error: silent };
  const pdf = await shell.docxPdf(docx.value);
  const name = (extension: 'docx' | 'pdf') => paperFileName({ kind: ask.kind, docNo, version }, extension);
  const keep = (bytes: Uint8Array, extension: 'docx' | 'pdf') =>
    keepBytes(blobs, { name: name(extension), bytes, source: 'paper' }, call.now);
  const docxFile = await keep(docx.value, 'docx');
  if (!docxFile.ok) return docxFile;
  const pdfFile = await keep(pdf, 'pdf');
  if (!pdfFile.ok) return pdfFile;
  return ok({
    template: template.value.name,
    docxFile: docxFile.value,
    pdfFile: pdfFile.value,
    pages: pdfPages(pdf) ?? 1,
  });
}

/** While the paper was drawn the case may have been voided, or another version issued. */
function stillStanding(store: Store, { ask, again }: Job): Result<Folded, Refusal> {
  const record = foundCase(store, ask.case);
  if (record.ok && isVoid(record.value)) return refuse('case.voided', '本件已作废，不能再出具文书。');
  const now = again === undefined ? undefined : papersOf(store, ask.case).find(({ id }) => id === again.paper.id);
  const refused = now === undefined ? undefined : refuseNotValid(now, now.standing, '重新出具');
  return refused ?? record;
}

function newPaper(deps: IssueDeps, { ask, again }: Job, made: Ready & Made, call: IssueCall): NewPaper {
  const { docxFile, pdfFile, number } = made;
  const record = deps.store.get(ask.case);
  const addressee = addresseeOf(ask);
  const numbered = again === undefined ? number : again.paper;
  return {
    case: ask.case,
    kind: ask.kind,
    organ: ask.organ,
    organName: made.organName,
    title: record === undefined ? '' : readCase(record).title,
    data: made.data,
    version: made.version,
    ...(again === undefined ? {} : { replaces: again.paper.id, reissueReason: again.reason }),
    ...(made.docNo === undefined ? {} : { docNo: made.docNo }),
    ...(numbered?.series === undefined ? {} : { series: numbered.series, serial: numbered.serial }),
    issuedOn: made.issuedOn,
    issuedAt: call.now,
    issuedBy: call.actor.by,
    issuedUnit: call.actor.unit,
    template: made.template,
    docx: { sha256: docxFile.sha256, bytes: docxFile.bytes },
    pdf: { sha256: pdfFile.sha256, bytes: pdfFile.bytes, pages: made.pages },
    ...(ask.toUnit === undefined ? {} : { toUnit: ask.toUnit }),
    ...(addressee === '' ? {} : { addressee }),
  };
}

function addresseeOf({ kind, data }: PaperAsk): string {
  const field = addresseeField(kind);
  if (field !== undefined) return textAt(data, field);
  return paperKind(kind).to === 'petitioner' ? textAt(data, 'petitioner') : '';
}

/** The PDF also stands among the attachments of the case; a full list does not keep a paper from going out. */
function attachOps(record: Folded, pdf: Attachment): readonly OpDraft[] {
  if (alreadyOn(record, pdf.sha256) !== undefined) return [];
  const decided = decideAttach(record, [pdf]);
  return decided.ok ? decided.value.ops : [];
}
