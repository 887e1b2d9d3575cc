import { ADVICE_KINDS } from '#shared/domain/supervision/advice';
import { decideFilePaper } from '#shared/domain/supervision/decide';
import { letterWords } from '#shared/domain/supervision/letter';
import type { DocumentType } from '#shared/domain/documents/kinds';
import { RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Folded } from '#shared/ledger/fold';
import type { Call } from '../../ipc/router';
import { draftOf } from '../papers/draft';
import { issuePaper } from '../papers/issue';
import type { KeptAdvice, KeptSupervision } from './access';
import type { SupervisionDesk } from './desk';

export interface MadePaper {
  readonly paper: RecordId;
  readonly docNo: string;
}
type Made = Promise<Result<MadePaper, Refusal>>;

/** The 督办函 of the 督办件 of one letter, numbered and filed with the first case. */
export async function makeLetter(desk: SupervisionDesk, kept: readonly KeptSupervision[], call: Call): Made {
  const [first] = kept;
  if (first === undefined) return nothing;
  const words = letterWords(kept.map(({ value }) => value));
  return issue(desk, call, {
    kind: 'SupervisionLetter',
    case: first.value.case,
    toUnit: first.value.unit,
    records: kept.map(({ record }) => record),
    data: (drafted) => ({ ...drafted, ...words }),
  });
}

/** 三项建议书. */
export function makeAdvice(desk: SupervisionDesk, { record, value: advice }: KeptAdvice, call: Call): Made {
  const about = advice.about === undefined ? '' : `建议追究责任的单位：${desk.unitName(advice.about)}。`;
  return issue(desk, call, {
    kind: 'ImprovementAdvice',
    case: advice.case,
    toUnit: advice.unit,
    records: [record],
    data: (drafted) => ({
      ...drafted,
      advice: ADVICE_KINDS[advice.kind].replace(/的建议$/, ''),
      situation: advice.situation,
      problems: `${advice.problems}${about === '' ? '' : `\n${about}`}`,
      proposals: advice.proposals.map((text) => ({ text })),
      feedbackBy: desk.feedbackLastDay(advice),
    }),
  });
}

interface Ask {
  readonly kind: DocumentType;
  readonly case: RecordId;
  readonly toUnit: RecordId;
  /** Those that carry the number of the paper. */
  readonly records: readonly Folded[];
  readonly data: (drafted: JsonObject) => JsonObject;
}

async function issue(desk: SupervisionDesk, call: Call, { kind, case: id, toUnit, records, data }: Ask): Made {
  const organ = RecordId.safeParse(call.actor.unit);
  if (!organ.success) return refuse('app.notIdentified', '请先在“系统设置—本机”中填写机号、单位和登记员。');
  const about = { case: id, kind, organ: organ.data, toUnit };
  const drafted = await draftOf(desk.deps, about, call);
  if (!drafted.ok) return drafted;
  const filled = data(JSON.parse(JSON.stringify(drafted.value.data)) as JsonObject);
  const issued = await issuePaper(desk.deps, { ...about, data: filled }, call, ({ id: paper, docNo }) =>
    docNo === undefined ? [] : decideFilePaper(records, paper, docNo).ops,
  );
  if (!issued.ok) return issued;
  const { id: paper, docNo } = issued.value;
  return docNo === undefined ? nothing : ok({ paper, docNo });
}

const nothing = refuse('paper.unnumbered', '文书没有编号，请在“文书设置”中设置编号规则。');
