import { keyOf, type RecordId, recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { refuse } from '../../kernel/refusal';
import { ok } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { OpDraft } from '../../ledger/op';
import { caseSpace } from '../../ledger/space';
import { isConfidential as isAccusationPurpose } from '../visits/choices';
import type { Visit, VisitChanges } from '../visits/schema';
import { isAccusation } from './confidential';
import {
  addOp,
  CASES,
  CONTACTS,
  type Decided,
  editOps,
  liveEvents,
  liveLinks,
  plain,
  refuseGone,
  RELATED,
} from './decide';
import { caseStateOf } from './machine';
import { type CaseChanges, type CaseContent, type CasePetitioner, readCase } from './schema';
import { isOpen } from './status';

/** The case that a visit opens carries its number; so does the space both live in. */
export const caseIdOf = (visit: Pick<Folded, 'space'>): RecordId =>
  recordId(CASES, keyOf(visit.space as unknown as RecordId));

/** 立案: the case of a visit, with what was written down of it. */
export function openCaseOps(visitId: RecordId, visit: Visit): OpDraft[] {
  const on = recordId(CASES, keyOf(visitId));
  const space = caseSpace(keyOf(visitId));
  const given: JsonObject = {
    caseNo: visit.caseNo,
    queryCode: visit.queryCode,
    openedOn: visit.petitionDate ?? null,
    registeredAt: visit.registeredAt,
    registeredBy: visit.registeredBy,
    registeredUnit: visit.registeredUnit,
    receivingUnit: visit.receivingUnit ?? visit.registeredUnit,
    firstContact: visit.firstContact ?? visit.receivedBy ?? visit.registeredBy,
    visitKind: visit.visitKind,
  };
  const told = plain({
    ...contentOf(visit),
    channel: visit.channel ?? 'other',
    source: visit.source,
    isRepeat: visit.isRepeat,
    isSkipLevel: visit.isSkipLevel,
    riskFlags: visit.riskFlags,
  }) as JsonObject;
  return [{ kind: 'create', on, space, value: { ...told, ...given } }, addOp({ id: on, space }, CONTACTS, visitId)];
}

/** What a visit says that the case says too. */
function contentOf(visit: Visit): CaseContent {
  return {
    title: visit.title ?? '（未填标题）',
    summary: visit.summary,
    demand: visit.demand,
    facts: visit.facts,
    purpose: visit.purpose,
    categoryCode: visit.categoryCode,
    problemRegion: visit.problemRegion,
    problemPlace: visit.problemPlace,
    topicTags: visit.topicTags,
    petitioners: petitionersOf(visit),
    matters: [],
    identityUnclear: visit.identityUnclear,
    headcount: visit.headcount,
    affectedCount: visit.affectedCount,
  };
}

function petitionersOf(visit: Visit): CasePetitioner[] {
  const { name, gender, idType, idNo, phone, address } = visit;
  const first = { name, gender, idType, idNo, phone, address };
  const others = (visit.representatives ?? [])
    .filter((r) => r.name !== undefined && !(r.name === name && (r.idNo === undefined || r.idNo === idNo)))
    .map((r) => ({
      name: r.name,
      idNo: r.idNo,
      phone: r.phone,
      gender: undefined,
      idType: undefined,
      address: undefined,
    }));
  return [first, ...others];
}

/** A corrected visit corrects its case too, wherever the case still says what the visit said. */
export function followCorrection(record: Folded, before: Visit, changes: VisitChanges): OpDraft[] {
  const was = contentOf(before);
  const becomes = contentOf({ ...before, ...changes });
  const shown = readCase(record);
  const followed = (Object.keys(was) as (keyof CaseContent)[]).filter((field) => same(shown[field], was[field]));
  const content = editOps(record, Object.fromEntries(followed.map((field) => [field, becomes[field]])) as CaseChanges);
  const moved = changes.petitionDate !== undefined && shown.openedOn === before.petitionDate;
  return moved && changes.petitionDate !== before.petitionDate
    ? [
        ...content,
        { kind: 'set', on: record.id, space: record.space, field: 'openedOn', value: plain(changes.petitionDate) },
      ]
    : content;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b));

/** A visit about a matter that is being handled joins its case. */
export function refuseJoin(record: Folded | undefined, visit: Pick<Visit, 'purpose'>) {
  if (record?.created === undefined)
    return refuse('case.notFound', '没有找到要并入的信访事项。', { field: 'handlingMode' });
  const gone = refuseGone(record);
  if (gone !== undefined) return gone;
  if (isAccusationPurpose(visit.purpose) && !isAccusation(record)) {
    return refuse('case.joinAccusation', '揭发控告的来访不能并入其他类别的前件，请另行登记。', {
      field: 'handlingMode',
      lawArticle: '《信访工作条例》第三十条',
    });
  }
  const { status } = caseStateOf(record);
  return isOpen(status)
    ? undefined
    : refuse('case.joinEnded', '前件已经办结，不能并入；请另行登记，有新事实的可以重新受理前件。', {
        field: 'handlingMode',
        lawArticle: '《信访工作条例》第三十六条',
      });
}

/** What becomes of the case when its visit is voided: it goes too while nothing was done with it. */
export function voidWithVisit(record: Folded, visit: RecordId, reason: string): Decided {
  const contacts = liveLinks(record, CONTACTS);
  const drop = (): OpDraft[] => [{ kind: 'void', on: record.id, space: record.space, value: { reason } }];
  if (contacts.some((contact) => contact !== visit)) return ok({ action: '', ops: [] });
  return liveEvents(record).length === 0
    ? ok({ action: '', ops: drop() })
    : refuse('case.underWay', '由本次来访立案的信访事项已经在办，不能作废来访登记；请在事项中登记撤回或者并入。');
}

export interface SplitGiven {
  readonly key: string;
  readonly caseNo: string;
  readonly queryCode: string;
  readonly now: number;
  readonly by: string;
  readonly unit: RecordId;
}

/** 拆分: another matter told in the same visit becomes a case of its own, linked to the first. */
export function splitCase(record: Folded, content: CaseChanges & { title: string }, given: SplitGiven): Decided {
  const refused = refuseGone(record);
  if (refused !== undefined) return refused;
  if (!isOpen(caseStateOf(record).status)) return refuse('case.splitEnded', '本件已经办结，不能拆分。');
  const on = recordId(CASES, given.key);
  const space = caseSpace(given.key);
  const told = readCase(record);
  // Of an accusation nothing goes over but what is told anew (条例第三十条).
  const kept = isAccusation(record) ? { ...told, summary: undefined, facts: undefined, demand: undefined } : told;
  const inherited = plain({ ...kept, matters: [], ...content }) as JsonObject;
  const value: JsonObject = {
    ...inherited,
    caseNo: given.caseNo,
    queryCode: given.queryCode,
    registeredAt: given.now,
    registeredBy: given.by,
    registeredUnit: given.unit,
    splitFrom: record.id,
  };
  const made = { id: on, space };
  return ok({
    action: '拆分事项',
    ops: [
      { kind: 'create', on, space, value },
      ...liveLinks(record, CONTACTS).map((visit) => addOp(made, CONTACTS, visit)),
      addOp(made, RELATED, record.id),
      addOp(record, RELATED, on),
    ],
  });
}
