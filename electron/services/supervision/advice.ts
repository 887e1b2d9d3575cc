import type { supervisionContract } from '#shared/contract/supervision';
import { isWithin } from '#shared/domain/departments/directory';
import {
  ADVICES,
  decideAdvise,
  decideFeedback,
  decideWithdrawAdvice,
  isOpenAdvice,
  readAdvice,
} from '#shared/domain/supervision/advice';
import { advicesCollection } from '#shared/domain/supervision/collection';
import { keyOf, type RecordId, recordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Handlers } from '../../ipc/router';
import { type Condition, select } from '../../query/select';
import { directoryOf } from '../directory';
import { saver } from '../records';
import { isAdvice, keptAdvice, type KeptAdvice } from './access';
import type { SupervisionDesk } from './desk';
import { makeAdvice } from './papers';
import { matchesText } from './text';
import { adviceDetail, adviceRow } from './view';

type AdviceMethods = Pick<
  Handlers<typeof supervisionContract>,
  'advice.issue' | 'advice.list' | 'advice.get' | 'advice.feedback' | 'advice.withdraw' | 'advice.makePaper'
>;
const PAGE = 50;

/** 三项建议: put forward, answered in writing, kept as a list. */
export function adviceMethods(desk: SupervisionDesk): AdviceMethods {
  const { store, random } = desk.deps;
  const save = saver(store);
  return {
    'advice.issue': async (input, call) => {
      const record = store.get(input.case);
      if (record?.created === undefined) return refuse('case.notFound', '没有找到这件信访事项。', { field: 'case' });
      const id = recordId(ADVICES, `${keyOf(input.case)}-${random.hex(3)}`);
      const rules = desk.rules(call.actor.unit);
      const today = desk.today();
      const saved = await save(id, decideAdvise(record, input, { id, today, by: call.actor.by, rules }), call);
      if (!saved.ok) return saved;
      const kept = found(desk, id);
      const paper = kept.ok ? await makeAdvice(desk, kept.value, call) : kept;
      return ok({
        ...saved.value,
        ...(paper.ok ? { docNo: paper.value.docNo } : { paperProblem: paper.error.message }),
      });
    },
    'advice.list': ({ state, kind, unit, text, offset = 0, limit = PAGE }) => {
      const directory = directoryOf(store).directory();
      const within = (id: RecordId) => unit === undefined || id === unit || isWithin(directory, id, unit);
      if (state === undefined || state === 'answered') {
        const equal = (column: string, value: string | number | undefined): Condition[] =>
          value === undefined ? [] : [{ column, op: 'eq', value }];
        const units = [...directory.units.keys()].filter(within);
        const page = select(store, advicesCollection, {
          where: [
            ...equal('kind', kind),
            ...equal('open', state === undefined ? undefined : 0),
            ...(unit === undefined ? [] : [{ column: 'unit', op: 'in' as const, value: units }]),
          ],
          ...(text === undefined || text.trim() === '' ? {} : { text }),
          order: [{ column: 'issuedOn', desc: true }],
          offset,
          limit,
        });
        const rows = page.rows.flatMap((record) => readAdvice(record) ?? []).map((advice) => adviceRow(desk, advice));
        return ok({ rows, total: page.total, more: page.more });
      }
      const rows = [...desk.openAdvices().values()]
        .map(({ value }) => adviceRow(desk, value))
        .filter((row) => row.state === state && (kind === undefined || row.kind === kind) && within(row.unit))
        .filter((row) => matchesText(text, [row.caseNo, row.docNo ?? '', row.unitName, row.subject]))
        .sort((a, b) => (a.issuedOn < b.issuedOn ? 1 : -1));
      return ok({ rows: rows.slice(offset, offset + limit), total: rows.length, more: rows.length > offset + limit });
    },
    'advice.get': ({ id }) => {
      const kept = found(desk, id);
      return kept.ok ? ok(adviceDetail(desk, kept.value.value)) : kept;
    },
    'advice.feedback': (input, call) => {
      const kept = found(desk, input.id);
      return kept.ok
        ? save(input.id, decideFeedback(kept.value.record, kept.value.value, input, desk.today()), call)
        : kept;
    },
    'advice.withdraw': ({ id, reason }, call) => {
      const kept = found(desk, id);
      return kept.ok ? save(id, decideWithdrawAdvice(kept.value.record, kept.value.value, reason), call) : kept;
    },
    'advice.makePaper': async ({ id }, call) => {
      const kept = found(desk, id);
      if (!kept.ok) return kept;
      if (!isOpenAdvice(kept.value.value)) return refuse('advice.settled', '本项建议已经撤销或者已经反馈。');
      if (kept.value.value.docNo !== undefined) return refuse('advice.hasPaper', '三项建议书已经生成。');
      const paper = await makeAdvice(desk, kept.value, call);
      return paper.ok ? ok({ id, savedAt: call.now, docNo: paper.value.docNo }) : paper;
    },
  };
}

function found(desk: SupervisionDesk, id: RecordId): Result<KeptAdvice, Refusal> {
  const record = isAdvice(id) ? desk.deps.store.get(id) : undefined;
  const kept = record === undefined ? undefined : keptAdvice(record);
  return kept === undefined ? refuse('advice.notFound', '没有找到这项建议。') : ok(kept);
}
