import { localDateAt, toDayNumber, yearOf } from '#shared/calendar/local-date';
import { type ListedVisit, VisitRow, type visitsContract } from '#shared/contract/visits';
import { visitsCollection } from '#shared/domain/visits/collection';
import {
  correct,
  linkPrior,
  POLICY_ID,
  priorVisitsOf,
  readPolicy,
  readVisit,
  register,
  setPolicy,
  unlinkPrior,
  VISITS,
  voidVisit,
} from '#shared/domain/visits/decide';
import { addOp, CASES, CONTACTS } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { caseIdOf, followCorrection, openCaseOps, refuseJoin, voidWithVisit } from '#shared/domain/cases/open';
import { readCase } from '#shared/domain/cases/schema';
import { Visit } from '#shared/domain/visits/schema';
import { newQueryCode, serialOf } from '#shared/domain/visits/numbers';
import { collectionOf, keyOf, type RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { hlcMillis } from '#shared/ledger/hlc';
import type { Answer, Call, Handlers } from '../ipc/router';
import { whenCalled } from '../ipc/when-called';
import { groupByInTurns } from '../query/group';
import { lastOfRun } from '../query/last';
import { needsOfPage } from '../query/reading';
import { countInTurns, selectInTurns } from '../query/select';
import type { Store } from '../store/store';
import { mapInTurns } from '../turns';
import type { ServiceDeps } from './deps';
import { secretVisits } from './cases/of-visit';
import { filterOf } from './visit-filter';
import { readYears } from './reading';
import { refuseUnknown } from './visit-names';
import { SIMILAR_PARTS, similarVisits } from './visit-similar';

const PAGE = 50;

/** 来访登记: registering, correcting and linking visits, and reading them again. */
export function visitsService(deps: ServiceDeps): Handlers<typeof visitsContract> {
  const { store, settings, random } = deps;
  const policy = () => readPolicy(store.get(POLICY_ID));

  return {
    'visits.register': async ({ visit, priorVisitIds = [] }, call) => {
      const identity = settings.identity();
      if (identity === null) return refuse('app.notIdentified', '请先在“系统设置—本机”中填写机号、单位和登记员。');
      const priors = found(store, priorVisitIds);
      if (!priors.ok) return priors;
      const joined = visit.handlingMode === 'mergeIntoPrior' ? joinedCase(store, priors.value) : undefined;
      const refusedJoin = joined === undefined ? undefined : refuseJoin(joined.record, visit);
      if (refusedJoin !== undefined) return refusedJoin;
      const series = `${yearOf(localDateAt(call.now))}-${identity.deskPrefix}`;
      const desk = {
        serial: Math.max(lastSerial(store, series), settings.issued(series)) + 1,
        deskPrefix: identity.deskPrefix,
        queryCode: newQueryCode(random),
        now: call.now,
        by: call.actor.by,
        unit: call.actor.unit,
        policy: policy(),
        ...(joined?.record === undefined ? {} : { joins: joinOf(joined.record) }),
      };
      const decided = register(visit, priors.value, desk);
      if (!decided.ok) return decided;
      const unknown = refuseUnknown(store, visit);
      if (unknown !== undefined) return { ok: false, error: unknown };
      const [created] = decided.value.ops;
      const id = created?.on;
      const caseOps =
        id === undefined
          ? []
          : joined?.record === undefined
            ? openCaseOps(id, Visit.parse(created?.value))
            : [addOp(joined.record, CONTACTS, id)];
      const txn = await store.commit({ ...decided.value, ops: [...decided.value.ops, ...caseOps] }, call.actor);
      const record = id === undefined ? undefined : store.get(id);
      if (record === undefined) throw new Error('registered visit is not there');
      const { visitNo, caseNo, queryCode } = readVisit(record);
      return ok({ id: record.id, visitNo, caseNo, queryCode, savedAt: hlcMillis(txn.hlc) });
    },
    'visits.correct': ({ id, changes, reason }, call) => {
      const unknown = refuseUnknown(store, changes);
      if (unknown !== undefined) return { ok: false, error: unknown };
      return write(store, id, call, (record) =>
        changes.handlingMode === 'mergeIntoPrior' && readVisit(record).handlingMode !== 'mergeIntoPrior'
          ? refuse('visit.mergeLater', '登记以后要并入前件的，请在信访事项页用“并入”。', { field: 'handlingMode' })
          : withCase(store, record, correct(record, changes, reason, { now: call.now, policy: policy() }), (opened) =>
              ok({
                action: '',
                ops: opensIt(record, opened) ? followCorrection(opened, readVisit(record), changes) : [],
              }),
            ),
      );
    },
    'visits.linkPrior': ({ id, priorVisitId }, call) =>
      write(store, id, call, (record) => {
        const prior = foundOne(store, priorVisitId);
        return prior.ok ? linkPrior(record, prior.value) : prior;
      }),
    'visits.unlinkPrior': ({ id, priorVisitId, reason }, call) =>
      write(store, id, call, (record) => unlinkPrior(record, priorVisitId, reason)),
    'visits.void': ({ id, reason }, call) =>
      write(store, id, call, (record) =>
        withCase(store, record, voidVisit(record, reason), (opened) => voidWithVisit(opened, id, reason)),
      ),

    'visits.get': ({ id }) => {
      const record = foundOne(store, id);
      if (!record.ok) return record;
      const priors = priorVisitsOf(record.value).flatMap((prior) => store.get(prior) ?? []);
      return ok({
        id,
        visit: readVisit(record.value),
        voided: isVoid(record.value),
        priors: priors.map(rowOf),
        policy: policy(),
      });
    },
    'visits.list': async ({ order = [], offset, limit, ...ask }, call) => {
      const query = { ...filterOf(ask), order, offset: offset ?? 0, limit: limit ?? PAGE };
      await readYears(store, visitsCollection, needsOfPage(store, visitsCollection, query), call);
      const page = await selectInTurns(store, visitsCollection, query);
      const isSecret = await secretVisits(store);
      const rows = await mapInTurns(page.rows, (record) => listedRow(record, isSecret(record)));
      return ok({ rows, total: page.total, more: page.more });
    },
    'visits.total': async (ask, call) => {
      const filter = filterOf(ask);
      await readYears(store, visitsCollection, { filter }, call);
      return ok({ total: await countInTurns(store, visitsCollection, filter) });
    },
    'visits.similar': async (input, call) => {
      await readYears(store, visitsCollection, { parts: SIMILAR_PARTS }, call);
      return ok({ visits: await similarVisits(store, input, call.signal) });
    },
    'visits.counts': async ({ date }, call) => {
      const day = date ?? localDateAt(call.now);
      const filter = { where: [{ column: 'petitionDate', op: 'eq' as const, value: toDayNumber(day) }] };
      const by = ['headcount', 'visitKind', 'isRepeat'];
      await readYears(store, visitsCollection, { filter, parts: by.map((column) => ({ column })) }, call);
      const counts = { batches: 0, persons: 0, groups: 0, repeats: 0 };
      for (const { values, count } of await groupByInTurns(store, visitsCollection, by, filter)) {
        counts.batches += count;
        counts.persons += count * Number(values[0] ?? 1);
        if (values[1] === 'group') counts.groups += count;
        if (values[2] === 1) counts.repeats += count;
      }
      return ok({ date: day, ...counts });
    },
    'visits.policy': () => ok(policy()),
    'visits.setPolicy': (next, call) => commit(store, setPolicy(store.get(POLICY_ID), next), call),
    ...whenCalled(
      ['visits.export', 'visits.formPdf', 'visits.formPrint', 'visits.receiptPdf', 'visits.receiptPrint'],
      async () => (await import('./visit-outputs')).visitOutputs(deps),
    ),
  };
}

/** The case of the first earlier visit, which a visit about the same matter joins. */
function joinedCase(store: Store, priors: readonly Folded[]): { readonly record: Folded | undefined } {
  const prior = priors[0];
  const record = prior === undefined ? undefined : store.get(caseIdOf(prior));
  const into = record?.created === undefined ? undefined : caseStateOf(record).mergedInto;
  return { record: into === undefined ? record : store.get(into) };
}

/** The visit that opened the case; those that joined it tell of it in their own words. */
const opensIt = (visit: Folded, opened: Folded): boolean => keyOf(visit.id) === keyOf(opened.id);

const joinOf = (record: Folded) => ({ space: record.space, caseNo: readCase(record).caseNo });

/** What is decided of a visit, together with what follows for its case; both are written or neither. */
function withCase(
  store: Store,
  visit: Folded,
  decided: ReturnType<typeof voidVisit>,
  follow: (opened: Folded) => ReturnType<typeof voidVisit>,
): ReturnType<typeof voidVisit> {
  const opened = store.get(caseIdOf(visit));
  if (!decided.ok || opened?.created === undefined || isVoid(opened)) return decided;
  const followed = follow(opened);
  return followed.ok ? ok({ ...decided.value, ops: [...decided.value.ops, ...followed.value.ops] }) : followed;
}

/** A folded visit as lists show it. */
export function rowOf(record: Folded): VisitRow {
  let row = read.get(record);
  if (row === undefined) read.set(record, (row = VisitRow.parse({ ...record.value, id: record.id })));
  return row;
}

/** A folded record never changes, so what was read of it once holds. */
const read = new WeakMap<Folded, VisitRow>();

/** The same where it is told whether it is an accusation, which may become known later. */
function listedRow(record: Folded, confidential: boolean): ListedVisit {
  let row = listed.get(record);
  if (row?.confidential !== confidential) listed.set(record, (row = { ...rowOf(record), confidential }));
  return row;
}

const listed = new WeakMap<Folded, ListedVisit>();

/** The highest ever given in this run, withdrawn visits included; a case that others brought under a number of ours has used it up too. */
function lastSerial(store: Store, series: string): number {
  const last = [VISITS, CASES].flatMap((name) => lastOfRun(store, name, series) ?? []);
  return Math.max(0, ...last.map((id) => serialOf(keyOf(id))));
}

function foundOne(store: Store, id: RecordId): Result<Folded, Refusal> {
  const record = collectionOf(id) === VISITS ? store.get(id) : undefined;
  return record?.created === undefined ? refuse('visit.notFound', `没有找到来访登记 ${keyOf(id)}。`) : ok(record);
}

function found(store: Store, ids: readonly RecordId[]): Result<Folded[], Refusal> {
  const records: Folded[] = [];
  for (const id of new Set(ids)) {
    const record = foundOne(store, id);
    if (!record.ok) return record;
    records.push(record.value);
  }
  return ok(records);
}

type Decide = (record: Folded) => Parameters<typeof commit>[1];

function write(store: Store, id: RecordId, call: Call, decide: Decide) {
  const record = foundOne(store, id);
  return record.ok ? commit(store, decide(record.value), call) : record;
}

async function commit(
  store: Store,
  decided: ReturnType<typeof voidVisit>,
  call: Call,
): Promise<Answer<{ savedAt: number }>> {
  if (!decided.ok) return decided;
  const txn = await store.commit(decided.value, call.actor);
  return ok({ savedAt: hlcMillis(txn.hlc) });
}
