import type { LocalDate } from '../../calendar/local-date';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { paperKind } from './kinds';
import type { DocumentType } from './kinds';
import { type FiledPaper, type Paper, paperName, type PaperStanding } from './paper';

type Decided = Result<Decision, Refusal>;

/** A paper as it is about to be filed; its files are durable already. */
export type NewPaper = Omit<Paper, 'voidReason' | 'data'> & { readonly data: JsonObject };

/** 出具文书: the paper becomes a record of the case; `also` is what is written down along with it. */
export function decideIssue(
  record: Pick<Folded, 'id' | 'space'>,
  paper: NewPaper & { readonly paperNo: string; readonly numbered?: string },
  also: readonly OpDraft[],
): Decided {
  const value = JSON.parse(JSON.stringify(paper)) as JsonObject;
  const { reissueReason } = paper;
  return ok({
    action: `${paper.version > 1 ? '重新出具' : '出具'}${paperName(paper)}`,
    ...(reissueReason === undefined ? {} : { reason: reissueReason }),
    ops: [{ kind: 'create', on: record.id, space: record.space, value }, ...also],
  });
}

/** 作废文书: its number stays taken, its files stay to be seen. */
export function decideVoidPaper(record: Folded, paper: FiledPaper, standing: PaperStanding, reason: string): Decided {
  const refused = refuseNotValid(paper, standing, '作废');
  if (refused !== undefined) return refused;
  const { id, space } = record;
  return ok({
    action: `作废${paperName(paper)}`,
    reason,
    ops: [
      { kind: 'void', on: id, space, value: { reason } },
      { kind: 'set', on: id, space, field: 'voidReason', value: reason },
    ],
  });
}

/** Only a paper that stands can be replaced or voided. */
export function refuseNotValid(paper: FiledPaper, standing: PaperStanding, what: string) {
  if (standing === 'voided') return refuse('paper.voided', `${paperName(paper)}已经作废，不能${what}。`);
  return standing === 'replaced'
    ? refuse('paper.replaced', `${paperName(paper)}的这一版已被新版替代，请${what}最新的一版。`)
    : undefined;
}

/** 撤销 of a step whose papers are out: they would stand without it. */
export function refusePapersOut(stepTitle: string, papers: readonly Pick<Paper, 'kind' | 'docNo'>[]) {
  return papers.length === 0
    ? undefined
    : refuse(
        'case.paperIssued',
        `“${stepTitle}”已经出具${papers.map(paperName).join('、')}。请先作废${papers.length > 1 ? '这些' : '该'}文书，再撤销这一步。`,
      );
}

/** The day on a paper: not in the future, not before the case. */
export function refuseIssueDay(kind: DocumentType, on: LocalDate, openedOn: LocalDate, today: LocalDate) {
  const say = (message: string) => refuse('paper.day', message, { field: 'data.issuedOn' });
  if (on > today) return say(`${paperKind(kind).title}的日期不能晚于今天（${today}）。`);
  return on < openedOn ? say(`${paperKind(kind).title}的日期不能早于信访日期（${openedOn}）。`) : undefined;
}
