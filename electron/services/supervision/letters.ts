import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CandidateRow, LETTER_PER, LetterDraft } from '#shared/contract/supervision';
import type { LocalDate } from '#shared/calendar/local-date';
import { decideIssue, type LetterInput } from '#shared/domain/supervision/decide';
import { proposedRequirement } from '#shared/domain/supervision/letter';
import { type Supervision, SUPERVISIONS } from '#shared/domain/supervision/schema';
import { type Way, WAYS } from '#shared/domain/supervision/situation';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import type { OpDraft } from '#shared/ledger/op';
import type { Call } from '../../ipc/router';
import { keptSupervision, type KeptSupervision } from './access';
import type { Candidates } from './candidates';
import type { SupervisionDesk } from './desk';
import { makeLetter } from './papers';

export interface BatchAsk extends Omit<LetterInput, 'replyDue'> {
  readonly items: readonly { readonly case: RecordId; readonly unit: RecordId }[];
  readonly per: keyof typeof LETTER_PER;
  readonly replyDue?: LocalDate | undefined;
}

export interface RefusedItem {
  readonly case: RecordId;
  readonly caseNo: string;
  readonly unitName: string;
  readonly message: string;
}

/** The letters that a choice of candidates comes to, as they stand now. */
export function draftLetters(
  desk: SupervisionDesk,
  candidates: Candidates,
  ask: BatchAsk,
  ownUnit: string,
): { drafts: LetterDraft[]; refused: RefusedItem[] } {
  const refused: RefusedItem[] = [];
  const groups = new Map<string, { readonly way: Way; readonly rows: CandidateRow[] }>();
  const seen = new Set<string>();
  for (const item of ask.items) {
    const key = `${item.case} ${item.unit}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const row = candidates.ofCase(item.case, ownUnit).find(({ unit }) => unit === item.unit);
    if (row === undefined) {
      const unitName = desk.unitName(item.unit);
      refused.push({
        case: item.case,
        caseNo: caseNoOf(desk, item.case),
        unitName,
        message: '督办情形已经消除或者已经督办。',
      });
      continue;
    }
    const way = ask.way ?? row.way;
    const together = ask.per === 'unit' && !row.confidential ? `${row.unit} ${way}` : row.key;
    const group = groups.get(together) ?? { way, rows: [] };
    groups.set(together, { way, rows: [...group.rows, row] });
  }
  const replyDue = ask.replyDue ?? desk.proposedDue(desk.policy().replyDays);
  const drafts = [...groups.values()].flatMap(({ way, rows }): LetterDraft[] => {
    const [first] = rows;
    if (first === undefined) return [];
    const situations = rows.flatMap((row) => row.triggers.map((trigger) => trigger.situation));
    return [
      {
        unit: first.unit,
        unitName: first.unitName,
        way,
        cases: rows,
        requirement: ask.requirement ?? proposedRequirement(situations),
        replyDue,
        needsApproval: WAYS[way].approval,
      },
    ];
  });
  return { drafts, refused };
}

const caseNoOf = (desk: SupervisionDesk, id: RecordId): string => {
  const caseNo = desk.caseOf(id).record?.value['caseNo'];
  return typeof caseNo === 'string' ? caseNo : keyOf(id);
};

interface IssuedLetter {
  readonly id: RecordId;
  readonly unitName: string;
  readonly cases: number;
  readonly docNo?: string;
}

export interface BatchOutcome {
  readonly issued: IssuedLetter[];
  readonly refused: RefusedItem[];
  readonly paperProblem?: string;
  readonly cancelled: boolean;
}

/** One transaction a letter, then its paper with the next number; stops between two letters when asked to. */
export async function issueLetters(
  desk: SupervisionDesk,
  drafts: readonly LetterDraft[],
  approver: string | undefined,
  call: Call,
): Promise<BatchOutcome> {
  const issued: IssuedLetter[] = [];
  const refused: RefusedItem[] = [];
  let paperProblem: string | undefined;
  for (const [i, draft] of drafts.entries()) {
    call.progress(i, drafts.length, `正在生成：${draft.unitName}`);
    await nextTurn();
    if (call.signal.aborted) return { issued, refused, cancelled: true, ...(paperProblem && { paperProblem }) };
    const { kept, refused: barred } = await commitLetter(desk, draft, approver, call);
    refused.push(...barred);
    const [first] = kept;
    if (first === undefined) continue;
    const paper = WAYS[draft.way].letter ? await makeLetter(desk, kept, call) : undefined;
    if (paper?.ok === false) paperProblem ??= paper.error.message;
    issued.push({
      id: first.record.id,
      unitName: draft.unitName,
      cases: kept.length,
      ...(paper?.ok === true ? { docNo: paper.value.docNo } : {}),
    });
  }
  call.progress(drafts.length, drafts.length, '已完成');
  return { issued, refused, cancelled: false, ...(paperProblem && { paperProblem }) };
}

async function commitLetter(
  desk: SupervisionDesk,
  draft: LetterDraft,
  approver: string | undefined,
  call: Call,
): Promise<{ kept: KeptSupervision[]; refused: RefusedItem[] }> {
  const { store, random } = desk.deps;
  const letter = random.hex(6);
  const rules = desk.rules(call.actor.unit);
  const refused: RefusedItem[] = [];
  const ops: OpDraft[] = [];
  let action = '';
  for (const row of draft.cases) {
    const record = store.get(row.case);
    if (record === undefined) continue;
    const supervisions: Supervision[] = desk.ofCase(row.case).map(({ value }) => value);
    const id = recordId(SUPERVISIONS, `${keyOf(row.case)}-${random.hex(3)}`);
    const decided = decideIssue(
      {
        record,
        unit: row.unit,
        points: row.triggers,
        way: draft.way,
        requirement: draft.requirement,
        supervisions,
        id,
      },
      { replyDue: draft.replyDue, approver },
      { today: desk.today(), by: call.actor.by, letter, rules },
    );
    if (decided.ok) {
      ops.push(...decided.value.ops);
      action = decided.value.action;
    } else {
      refused.push({ case: row.case, caseNo: row.caseNo, unitName: row.unitName, message: decided.error.message });
    }
  }
  if (ops.length === 0) return { kept: [], refused };
  await store.commit({ action, ops }, call.actor);
  return { kept: ops.flatMap(({ on }) => keptIn(desk, on)), refused };
}

const keptIn = (desk: SupervisionDesk, id: RecordId): KeptSupervision[] => {
  const record = desk.deps.store.get(id);
  const kept = record === undefined ? undefined : keptSupervision(record);
  return kept === undefined ? [] : [kept];
};
