import { localDateAt } from '#shared/calendar/local-date';
import type { CaseFilter, casesContract } from '#shared/contract/cases';
import { casesCollection } from '#shared/domain/cases/collection';
import {
  CASES,
  type Decided,
  editCase,
  linkCases,
  mergeCase,
  takeStep,
  undoStep,
  unlinkCases,
  unmergeCase,
} from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { caseIdOf, openCaseOps, splitCase } from '#shared/domain/cases/open';
import { readCase } from '#shared/domain/cases/schema';
import { readVisit, VISITS } from '#shared/domain/visits/decide';
import { newQueryCode } from '#shared/domain/visits/numbers';
import { collectionOf, keyOf, type RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { type Folded, isVoid } from '#shared/ledger/fold';
import type { Call, Handlers } from '../../ipc/router';
import { whenCalled } from '../../ipc/when-called';
import { needsOfPage } from '../../query/reading';
import { countInTurns, selectInTurns } from '../../query/select';
import { mapInTurns } from '../../turns';
import type { Store } from '../../store/store';
import type { ServiceDeps } from '../deps';
import { directoryOf } from '../directory';
import { refuseUndoOfPapers } from '../papers/access';
import { saver } from '../records';
import { readYears } from '../reading';
import { routingAccess } from '../routing';
import { SIMILAR_PARTS } from '../visit-similar';
import { namesOf } from '../visit-names';
import { contextOf, firstOf, recommendedFor } from './context';
import { countingOf } from './counting';
import { caseFilterOf } from './filter';
import { type LiveCase, liveCases } from './live';
import { caseOf } from './of-visit';
import { similarCases } from './similar';
import { caseDetail, caseRow, type Viewing } from './view';
import { workbench } from './workbench';

const PAGE = 50;

/** 信访事项: from registration to archive. */
export function casesService(
  deps: ServiceDeps,
  isUnderSupervision: (id: RecordId) => boolean,
): Handlers<typeof casesContract> {
  const { store, settings, random, clock } = deps;
  const save = saver(store);
  const context = contextOf(store);
  const view: Viewing = {
    store,
    counting: countingOf(store),
    nameOf: namesOf(store),
    underSupervision: isUnderSupervision,
  };
  const today = () => localDateAt(clock.now());
  const filterOf = async (ask: CaseFilter) => {
    const live = ask.due === undefined ? new Map<RecordId, LiveCase>() : await liveCases(deps).all();
    return caseFilterOf(ask, directoryOf(store).directory(), live, today());
  };
  const write = (id: RecordId, call: Call, decide: (record: Folded) => Decided) => {
    const record = foundCase(store, id);
    return record.ok ? save(id, decide(record.value), call) : record;
  };
  const pair = (id: RecordId, other: RecordId, call: Call, decide: (a: Folded, b: Folded) => Decided) =>
    write(id, call, (record) => {
      const second = foundCase(store, other);
      return second.ok ? decide(record, second.value) : second;
    });

  return {
    'cases.openFor': ({ visit: id }, call) => {
      const visit = collectionOf(id) === VISITS ? store.get(id) : undefined;
      if (visit?.created === undefined) return refuse('visit.notFound', `没有找到来访登记 ${keyOf(id)}。`);
      if (isVoid(visit)) return refuse('visit.voided', '此件来访登记已作废，不能立案。');
      if (caseOf(store, visit) !== undefined) return refuse('case.alreadyOpen', '这件来访登记已经立案。');
      const ops = openCaseOps(id, readVisit(visit));
      return save(caseIdOf(visit), ok({ action: '立案', ops }), call);
    },
    'cases.get': ({ id }, call) => {
      const record = foundCase(store, id);
      return record.ok ? ok(caseDetail(view, record.value, context(record.value, call.now))) : record;
    },
    'cases.list': async ({ order = [], offset, limit, ...ask }, call) => {
      const query = { ...(await filterOf(ask)), order, offset: offset ?? 0, limit: limit ?? PAGE };
      await readYears(store, casesCollection, needsOfPage(store, casesCollection, query), call);
      const page = await selectInTurns(store, casesCollection, query);
      return ok({
        rows: await mapInTurns(page.rows, (record) => caseRow(view, record, today())),
        total: page.total,
        more: page.more,
      });
    },
    'cases.total': async (ask, call) => {
      const filter = await filterOf(ask);
      await readYears(store, casesCollection, { filter }, call);
      return ok({ total: await countInTurns(store, casesCollection, filter) });
    },
    'cases.ofVisit': ({ visit: id }) => {
      const visit = store.get(id);
      const record = visit === undefined ? undefined : caseOf(store, visit);
      return ok({ case: record === undefined ? null : caseRow(view, record, today()) });
    },
    'cases.step': ({ id, step, input }, call) =>
      write(id, call, (record) => takeStep(record, step, input, context(record, call.now))),
    'cases.bulkStep': async ({ ids, step, input }, call) => {
      const refused: { id: RecordId; caseNo: string; message: string }[] = [];
      for (const [i, id] of ids.entries()) {
        call.signal.throwIfAborted();
        const done = await write(id, call, (record) => takeStep(record, step, input, context(record, call.now)));
        if (!done.ok) refused.push({ id, caseNo: caseNoOf(store, id), message: done.error.message });
        call.progress(i + 1, ids.length, '正在办理');
      }
      return ok({ done: ids.length - refused.length, refused });
    },
    'cases.undo': ({ id, reason }, call) =>
      write(id, call, (record) => refuseUndoOfPapers(store, record) ?? undoStep(record, reason)),
    'cases.edit': ({ id, changes, reason }, call) => write(id, call, (record) => editCase(record, changes, reason)),
    'cases.split': ({ id, ...content }, call) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      const given = {
        ...splitNumber(store, record.value, settings.identity()?.deskPrefix ?? ''),
        queryCode: newQueryCode(random),
        now: call.now,
        by: call.actor.by,
        unit: call.actor.unit as RecordId,
      };
      const decided = splitCase(record.value, content, given);
      const made = decided.ok ? (decided.value.ops[0]?.on ?? id) : id;
      return save(made, decided, call);
    },
    'cases.merge': ({ id, into, reason }, call) =>
      pair(id, into, call, (record, other) =>
        mergeCase(record, other, { on: today(), reason }, context(record, call.now)),
      ),
    'cases.unmerge': ({ id, reason }, call) =>
      write(id, call, (record) => {
        const { mergedInto } = caseStateOf(record);
        const into = mergedInto === undefined ? undefined : store.get(mergedInto);
        return unmergeCase(record, into, { on: today(), reason }, context(record, call.now));
      }),
    'cases.link': ({ id, other }, call) => pair(id, other, call, linkCases),
    'cases.unlink': ({ id, other, reason }, call) => pair(id, other, call, (a, b) => unlinkCases(a, b, reason)),
    'cases.similar': async ({ id }, call) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      await readYears(store, casesCollection, { parts: SIMILAR_PARTS }, call);
      const found = await similarCases(store, record.value, call.signal);
      return ok({ cases: found.map((one) => ({ case: caseRow(view, one.record, today()), reasons: one.reasons })) });
    },
    'cases.recommend': ({ id }) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      const found = recommendedFor(store, record.value);
      const first = firstOf(found);
      const units = found.map(({ unit, reasons, lawArticle }) => ({
        unit,
        unitName: view.nameOf(unit),
        reasons,
        first: first.includes(unit),
        lawArticle,
      }));
      return ok({ units });
    },
    'cases.reviewOrgans': ({ id }) => {
      const record = foundCase(store, id);
      if (!record.ok) return record;
      const { host, review } = caseStateOf(record.value);
      const handled = review?.organ ?? host;
      const organs = handled === undefined ? [] : routingAccess(store).reviewAdvice(handled);
      return ok({ organs: organs.map(({ unit, reason }) => ({ unit, unitName: view.nameOf(unit), reason })) });
    },
    ...workbench(deps, view),
    ...whenCalled(['cases.export', 'cases.duePrint', 'cases.duePdf'], async () =>
      (await import('./outputs')).caseOutputs(deps, view),
    ),
  };
}

export function foundCase(store: Store, id: RecordId): Result<Folded, Refusal> {
  const record = collectionOf(id) === CASES ? store.get(id) : undefined;
  return record?.created === undefined ? refuse('case.notFound', `没有找到信访事项 ${keyOf(id)}。`) : ok(record);
}

const caseNoOf = (store: Store, id: RecordId): string => {
  const record = store.get(id);
  return record === undefined ? keyOf(id) : readCase(record).caseNo;
};

/** The next free suffix; with the desk's own prefix where another desk may count at the same time. */
function splitNumber(store: Store, record: Folded, deskPrefix: string): { key: string; caseNo: string } {
  const key = keyOf(record.id);
  const foreign = key.slice(5, 8) === deskPrefix ? '' : `${deskPrefix}-`;
  for (let n = 2; ; n++) {
    const suffix = `-${foreign}${n}`;
    if (store.get(`${CASES}/${key}${suffix}` as RecordId) === undefined) {
      return { key: key + suffix, caseNo: readCase(record).caseNo + suffix };
    }
  }
}
