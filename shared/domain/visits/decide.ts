import { localDateAt, yearOf } from '../../calendar/local-date';
import { recordId, type RecordId } from '../../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Entry, type Folded, isVoid, liveItems } from '../../ledger/fold';
import type { Decision, OpDraft } from '../../ledger/op';
import { caseSpace, ORG_SPACE } from '../../ledger/space';
import { readIdNumber } from '../petitioners/id-number';
import { caseNoOf, visitNoOf } from './numbers';
import { checkVisit, type Issue } from './rules';
import { DEFAULT_POLICY, Visit, type VisitChanges, type VisitFields, VisitPolicy } from './schema';
import type { VisitKind } from './choices';

export const VISITS = 'visits';
/** The list of earlier visits a visit was linked to; entries can be withdrawn one by one. */
export const PRIOR_VISITS = 'priorVisits';
export const POLICY_ID = recordId('visitPolicy', 'current');

/** What the desk adds to the words of the clerk. */
export interface Registration {
  readonly serial: number;
  readonly deskPrefix: string;
  readonly queryCode: string;
  readonly now: number;
  readonly by: string;
  readonly unit: string;
  readonly policy: VisitPolicy;
  /** The case it joins; without one it opens a case of its own. */
  readonly joins?: { readonly space: OpDraft['space']; readonly caseNo: string };
}

type Decided = Result<Decision, Refusal>;

/** 登记来访:a new visit under a new number, linked to the earlier ones the clerk chose. */
export function register(fields: VisitFields, priors: readonly Folded[], desk: Registration): Decided {
  const today = localDateAt(desk.now);
  const visit = completed(fields);
  const refused =
    refuseIssues(checkVisit(visit, { today, priorCount: priors.length })) ?? refusePriors(priors, undefined);
  if (refused !== undefined) return refused;
  const visitNo = visitNoOf(yearOf(today), desk.deskPrefix, desk.serial);
  const on = recordId(VISITS, visitNo);
  const space = desk.joins?.space ?? caseSpace(visitNo);
  const value: JsonObject = {
    ...written(visit),
    visitNo,
    caseNo: desk.joins?.caseNo ?? caseNoOf(visitNo),
    queryCode: desk.queryCode,
    registeredAt: desk.now,
    registeredBy: desk.by,
    registeredUnit: desk.unit,
    visitKind: kindOf(visit, desk.policy),
  };
  return ok({
    action: '登记来访',
    ops: [{ kind: 'create', on, space, value }, ...priors.map((prior) => linkOp(on, space, prior.id))],
  });
}

/** 更正登记:one write per field that really changes, with the reason. */
export function correct(
  record: Folded,
  changes: VisitChanges,
  reason: string,
  desk: Pick<Registration, 'now' | 'policy'>,
): Decided {
  const gone = refuseVoided(record);
  if (gone !== undefined) return gone;
  const before = readVisit(record);
  const after: VisitFields = { ...before, ...changes };
  const priorCount = liveItems(record, PRIOR_VISITS).length;
  const refused = refuseIssues(checkVisit(after, { today: localDateAt(desk.now), priorCount }));
  if (refused !== undefined) return refused;
  const target: JsonObject = { ...written(after), visitKind: kindOf(after, desk.policy) };
  const fields = new Set([...Object.keys(changes), ...('headcount' in changes ? ['visitKind'] : [])]);
  const ops = [...fields].flatMap((field) => setOp(record, field, target[field]));
  if (ops.length === 0) return refuse('visit.nothingChanged', '没有改动，无须更正。');
  return ok({ action: '更正来访登记', reason, ops });
}

/** 关联前件:a person says that an earlier visit was about the same matter; the visit is a repeat from then on. */
export function linkPrior(record: Folded, prior: Folded): Decided {
  const refused = refuseVoided(record) ?? refusePriors([prior], record);
  if (refused !== undefined) return refused;
  return ok({
    action: '关联前件',
    ops: [linkOp(record.id, record.space, prior.id), ...setOp(record, 'isRepeat', true)],
  });
}

/** 取消关联:withdraws the link, not the visit; whether it is a repeat all the same is for the clerk to say. */
export function unlinkPrior(record: Folded, priorId: RecordId, reason: string): Decided {
  const gone = refuseVoided(record);
  if (gone !== undefined) return gone;
  const links = liveItems(record, PRIOR_VISITS).filter((entry) => priorOf(entry) === priorId);
  if (links.length === 0) return refuse('visit.notLinked', '这两件来访没有关联。');
  return ok({
    action: '取消关联前件',
    reason,
    ops: links.map((entry) => ({ kind: 'void', on: record.id, space: record.space, value: { op: entry.op, reason } })),
  });
}

/** 作废登记:the record stays to be seen, its number is never used again. */
export function voidVisit(record: Folded, reason: string): Decided {
  const gone = refuseVoided(record);
  if (gone !== undefined) return gone;
  return ok({
    action: '作废来访登记',
    reason,
    ops: [
      { kind: 'void', on: record.id, space: record.space, value: { reason } },
      { kind: 'set', on: record.id, space: record.space, field: 'voidReason', value: reason },
    ],
  });
}

export function setPolicy(record: Folded | undefined, policy: VisitPolicy): Decided {
  if (record === undefined) {
    return ok({
      action: '设置来访登记口径',
      ops: [{ kind: 'create', on: POLICY_ID, space: ORG_SPACE, value: { ...policy } }],
    });
  }
  const ops = Object.entries(policy).flatMap(([field, value]) => setOp(record, field, value));
  return ops.length === 0 ? refuse('visit.nothingChanged', '没有改动。') : ok({ action: '设置来访登记口径', ops });
}

/** The visit behind a record; fields this build does not know stay with the record. */
export const readVisit = (record: Folded): Visit => Visit.parse(record.value);

export function readPolicy(record: Folded | undefined): VisitPolicy {
  const read = VisitPolicy.safeParse(record?.value);
  return read.success ? read.data : DEFAULT_POLICY;
}

/** The earlier visits a record is linked to now. */
export const priorVisitsOf = (record: Folded): readonly RecordId[] => [
  ...new Set(liveItems(record, PRIOR_VISITS).flatMap((entry) => priorOf(entry) ?? [])),
];

/** 个体访 or 集体访 by the head count; the threshold is the centre's own. */
export const kindOf = (visit: VisitFields, policy: VisitPolicy): VisitKind =>
  (visit.headcount ?? 1) >= policy.groupThreshold ? 'group' : 'individual';

const TITLE_LENGTH = 24;

/** Fills in what follows from the rest: birth date and gender from the number, a title from the summary. */
export function completed(fields: VisitFields): VisitFields {
  const facts = fields.idNo === undefined ? undefined : readIdNumber(fields.idNo);
  const known = facts === undefined || typeof facts === 'string' || !numbered(fields) ? undefined : facts;
  return {
    ...fields,
    gender: fields.gender ?? known?.gender,
    birthDate: fields.birthDate ?? known?.birthDate,
    title: fields.title ?? titleOf(fields.summary),
  };
}

const numbered = (fields: VisitFields): boolean =>
  fields.idType === undefined || fields.idType === 'residentId' || fields.idType === 'hmtResidence';

/** The first sentence of the summary, cut to a line. */
function titleOf(summary: string | undefined): string | undefined {
  const sentence = summary?.split(/[。；;！!？?\n]/)[0]?.trim();
  if (sentence === undefined || sentence === '') return undefined;
  return sentence.length <= TITLE_LENGTH ? sentence : `${sentence.slice(0, TITLE_LENGTH - 1)}…`;
}

/** Only what says something: an unticked flag and an empty list are as good as absent. */
function written(visit: VisitFields): JsonObject {
  const entries = Object.entries(visit).filter(
    ([, v]) => v !== undefined && v !== null && v !== '' && v !== false && !(Array.isArray(v) && v.length === 0),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(entries))) as JsonObject;
}

function setOp(record: Folded, field: string, to: Json | undefined): readonly OpDraft[] {
  if (sameJson(record.value[field] ?? null, to ?? null)) return [];
  return [{ kind: 'set', on: record.id, space: record.space, field, value: to ?? null }];
}

const linkOp = (on: RecordId, space: OpDraft['space'], prior: RecordId): OpDraft => ({
  kind: 'add',
  on,
  space,
  field: PRIOR_VISITS,
  value: { visit: prior },
});

function priorOf(entry: Entry): RecordId | undefined {
  const { value } = entry;
  const prior = value !== null && typeof value === 'object' && 'visit' in value ? value.visit : undefined;
  return typeof prior === 'string' ? (prior as RecordId) : undefined;
}

function refuseIssues(issues: readonly Issue[]) {
  const first = issues[0];
  if (first === undefined) return undefined;
  return refuse(first.code, first.message, {
    field: first.field,
    ...(first.lawArticle === undefined ? {} : { lawArticle: first.lawArticle }),
    issues: issues.map(({ field, message, lawArticle }) => ({
      field,
      message: lawArticle === undefined ? message : `${message}(${lawArticle})`,
    })),
  });
}

function refusePriors(priors: readonly Folded[], record: Folded | undefined) {
  for (const prior of priors) {
    if (prior.id === record?.id) return refuse('visit.linkToSelf', '不能关联到本件自身。');
    if (isVoid(prior)) return refuse('visit.priorVoided', `前件 ${prior.id.slice(7)} 已作废，不能关联。`);
    if (record !== undefined && priorVisitsOf(record).includes(prior.id)) {
      return refuse('visit.alreadyLinked', '已经关联过这件来访。');
    }
  }
  return undefined;
}

const refuseVoided = (record: Folded) =>
  isVoid(record) ? refuse('visit.voided', '此件来访登记已作废，不能再改动。') : undefined;
