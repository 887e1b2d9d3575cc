import type { supervisionContract } from '#shared/contract/supervision';
import { type Chain, decideIssue, decideReply, decideReview, decideWithdraw } from '#shared/domain/supervision/decide';
import { proposedRequirement } from '#shared/domain/supervision/letter';
import { decideSetSupervisionPolicy, SUPERVISION_POLICY_ID } from '#shared/domain/supervision/policy';
import { SUPERVISIONS } from '#shared/domain/supervision/schema';
import { WAYS } from '#shared/domain/supervision/situation';
import { isOpenSupervision } from '#shared/domain/supervision/state';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Handlers } from '../../ipc/router';
import type { ServiceDeps } from '../deps';
import { saver } from '../records';
import { isSupervision, keptSupervision, type KeptSupervision } from './access';
import { adviceMethods } from './advice';
import { candidatesFor, candidateTest } from './candidates';
import { supervisionDesk, type SupervisionDesk } from './desk';
import { exportSupervisions } from './export';
import { draftLetters, issueLetters } from './letters';
import { listSupervisions } from './list';
import { makeLetter } from './papers';
import { supervisionCounts } from './counts';
import { adviceRow, candidateColumn, sortedBy, supervisionDetail, supervisionView } from './view';

const PAGE = 50;

/** 督查督办: what the program finds, the letters, and what comes of them. */
export function supervisionService(deps: ServiceDeps): Handlers<typeof supervisionContract> {
  const { store, random, shell } = deps;
  const desk = supervisionDesk(deps);
  const candidates = candidatesFor(desk);
  const save = saver(store);
  return {
    'supervision.candidates': async ({ offset = 0, limit = PAGE, order, ...filter }, call) => {
      const all = (await candidates.all(call.actor.unit)).filter(candidateTest(desk, filter));
      const [by] = order ?? [];
      const sorted = by === undefined ? all : sortedBy(all, (row) => candidateColumn(row, by.column), by.desc === true);
      const rows = sorted.slice(offset, offset + limit);
      return ok({ rows, total: sorted.length, more: sorted.length > offset + limit });
    },
    'supervision.candidateUnits': async (filter, call) => {
      const all = (await candidates.all(call.actor.unit)).filter(candidateTest(desk, filter));
      const units = new Map<RecordId, { unitName: string; count: number; days: number }>();
      for (const { unit, unitName, days = 0 } of all) {
        const known = units.get(unit) ?? { unitName, count: 0, days: 0 };
        units.set(unit, { unitName, count: known.count + 1, days: Math.max(known.days, days) });
      }
      const rows = [...units].map(([unit, figures]) => ({ unit, ...figures }));
      return ok({ total: all.length, units: sortedBy(rows, ({ count }) => count, true) });
    },
    'supervision.draftBatch': (ask, call) => ok(draftLetters(desk, candidates, ask, call.actor.unit)),
    'supervision.issueBatch': async ({ approver, ...ask }, call) => {
      const { drafts, refused } = draftLetters(desk, candidates, { ...ask, approver }, call.actor.unit);
      const unapproved = drafts.find((draft) => draft.needsApproval);
      if (unapproved !== undefined && approver === undefined) {
        const title = WAYS[unapproved.way].title;
        return refuse('supervision.approver', `${title}须经分管领导批准，请填写批准人。`, { field: 'approver' });
      }
      if (ask.replyDue <= desk.today()) {
        return refuse('supervision.replyDue', '回复期限应晚于今天。', { field: 'replyDue' });
      }
      const outcome = await issueLetters(desk, drafts, approver, call);
      return ok({ ...outcome, refused: [...refused, ...outcome.refused] });
    },
    'supervision.issue': async ({ case: id, unit, facts, way, requirement, violations, follows, ...letter }, call) => {
      const record = store.get(id);
      if (record?.created === undefined) return refuse('case.notFound', '没有找到这件信访事项。', { field: 'case' });
      const key = recordId(SUPERVISIONS, `${keyOf(id)}-${random.hex(3)}`);
      const part = {
        record,
        unit,
        points: [
          { kind: 'other' as const, key: `other:${key}`, facts, ...(follows === undefined ? {} : { of: follows }) },
        ],
        way,
        requirement: requirement ?? proposedRequirement(['other']),
        violations,
        supervisions: desk.ofCase(id).map(({ value }) => value),
        id: key,
      };
      const rules = desk.rules(call.actor.unit);
      const by = call.actor.by;
      const decided = decideIssue(part, letter, { today: desk.today(), by, letter: random.hex(6), rules });
      const saved = await save(key, decided, call);
      if (!saved.ok || !WAYS[way].letter) return saved;
      const kept = found(desk, key);
      const paper = kept.ok ? await makeLetter(desk, [kept.value], call) : kept;
      return ok({
        ...saved.value,
        ...(paper.ok ? { docNo: paper.value.docNo } : { paperProblem: paper.error.message }),
      });
    },
    'supervision.makePaper': async ({ id }, call) => {
      const kept = found(desk, id);
      if (!kept.ok) return kept;
      const { value } = kept.value;
      if (!isOpenSupervision(value)) return refuse('supervision.closed', '本次督办已经办结或者撤销。');
      if (value.docNo !== undefined) return refuse('supervision.hasPaper', '督办函已经生成。');
      const together = [...desk.open().values()].filter((one) => one.value.letter === value.letter);
      const paper = await makeLetter(desk, together, call);
      return paper.ok ? ok({ id, savedAt: call.now, docNo: paper.value.docNo }) : paper;
    },
    'supervision.list': (ask) => ok(listSupervisions(desk, ask)),
    'supervision.get': ({ id }) => {
      const kept = found(desk, id);
      return kept.ok ? ok(supervisionDetail(desk, kept.value)) : kept;
    },
    'supervision.ofCase': ({ case: id }) =>
      ok({
        supervisions: desk.ofCase(id).map(({ value }) => supervisionView(desk, value)),
        advices: desk.advicesOf(id).map(({ value }) => adviceRow(desk, value)),
      }),
    'supervision.reply': (input, call) => {
      const chain = chainOf(desk, input.id);
      return chain.ok ? save(input.id, decideReply(chain.value, input, desk.today()), call) : chain;
    },
    'supervision.review': (input, call) => {
      const chain = chainOf(desk, input.id);
      return chain.ok ? save(input.id, decideReview(chain.value, input, desk.today()), call) : chain;
    },
    'supervision.withdraw': ({ id, reason }, call) => {
      const chain = chainOf(desk, id);
      return chain.ok ? save(id, decideWithdraw(chain.value, reason), call) : chain;
    },
    'supervision.export': async ({ filter, file }, call) => {
      const path = await shell.resolve(file);
      return path === undefined
        ? refuse('file.unknownHandle', '请重新选择保存位置。')
        : exportSupervisions(desk, filter, path, call);
    },
    'supervision.counts': async (_input, call) => {
      const { length } = await candidates.all(call.actor.unit);
      return ok({ candidates: length, ...supervisionCounts(desk) });
    },
    'supervision.policy': () => ok(desk.policy()),
    'supervision.setPolicy': (next, call) =>
      save(SUPERVISION_POLICY_ID, decideSetSupervisionPolicy(store.get(SUPERVISION_POLICY_ID), next), call),
    ...adviceMethods(desk),
  };
}

function found(desk: SupervisionDesk, id: RecordId): Result<KeptSupervision, Refusal> {
  const record = isSupervision(id) ? desk.deps.store.get(id) : undefined;
  const kept = record === undefined ? undefined : keptSupervision(record);
  return kept === undefined ? refuse('supervision.notFound', '没有找到这次督办。') : ok(kept);
}

/** With the earlier ones it follows up, and those that they follow up. */
function chainOf(desk: SupervisionDesk, id: RecordId): Result<Chain, Refusal> {
  const kept = found(desk, id);
  if (!kept.ok) return kept;
  const earlier = new Map<RecordId, KeptSupervision>();
  const waiting = [...(kept.value.value.escalates ?? [])];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const before = next === id || earlier.has(next) ? undefined : found(desk, next);
    if (before?.ok !== true) continue;
    earlier.set(next, before.value);
    waiting.push(...(before.value.value.escalates ?? []));
  }
  const link = ({ record, value }: KeptSupervision) => ({ record, supervision: value });
  return ok({ ...link(kept.value), earlier: [...earlier.values()].map(link) });
}
