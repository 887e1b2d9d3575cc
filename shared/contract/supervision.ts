import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import {
  ADOPTIONS,
  ADVICE_KINDS,
  ADVICE_STATES,
  AdviceFields,
  AdviceInput,
  FeedbackInput,
} from '../domain/supervision/advice';
import { LetterInput, ManualInput, ReplyInput, ReviewInput } from '../domain/supervision/decide';
import { SupervisionPolicy } from '../domain/supervision/policy';
import { Point, SupervisionFields } from '../domain/supervision/schema';
import { SITUATION_NAMES, WaySchema } from '../domain/supervision/situation';
import { COLOUR_NAMES, SUPERVISION_STATES } from '../domain/supervision/state';
import { CaseStatus } from '../domain/cases/status';
import { oneOf } from '../domain/petitioners/choices';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { Saved } from './departments';
import { orderOf, pageOf, Paging, SheetWritten } from './table';

const Situation = oneOf(SITUATION_NAMES);
const ById = z.object({ id: RecordId });
const Reason = z.string().trim().min(2, '请写明原因').max(500, '原因不超过 500 个字');

/** A case as the lists of this area show it; a confidential one keeps its content to itself. */
const CaseShown = {
  case: RecordId,
  caseNo: z.string(),
  subject: z.string(),
  confidential: z.boolean(),
};

const TriggerRow = Point.extend({ situation: Situation, title: z.string(), article: z.string() });

/** What one letter to a unit about a case would be about. */
export const CandidateRow = z.object({
  ...CaseShown,
  /** Of case and unit. */
  key: z.string(),
  unit: RecordId,
  unitName: z.string(),
  triggers: z.array(TriggerRow),
  days: z.number().optional(),
  no: z.number(),
  way: WaySchema,
});
export type CandidateRow = z.output<typeof CandidateRow>;

export const CandidateFilter = z.object({
  /** Those below it included. */
  unit: RecordId.optional(),
  situation: Situation.optional(),
  text: z.string().max(100).optional(),
});
export type CandidateFilter = z.output<typeof CandidateFilter>;

const CANDIDATE_ORDERS = ['unit', 'days', 'no', 'caseNo'] as const;

/** 一案一函, or all cases of a unit in one letter. */
export const LETTER_PER = { case: '一案一函', unit: '一单位一函' } as const;

const Batch = LetterInput.extend({
  items: z
    .array(z.object({ case: RecordId, unit: RecordId }))
    .min(1, '请先选择要督办的事项')
    .max(500, '一次不超过 500 项'),
  per: oneOf(LETTER_PER),
});

export const LetterDraft = z.object({
  unit: RecordId,
  unitName: z.string(),
  way: WaySchema,
  cases: z.array(CandidateRow),
  requirement: z.string(),
  replyDue: LocalDate,
  needsApproval: z.boolean(),
});
export type LetterDraft = z.output<typeof LetterDraft>;

const LedgerState = z.enum(Object.keys(SUPERVISION_STATES) as [keyof typeof SUPERVISION_STATES]);

export const SupervisionFilter = z.object({
  state: LedgerState.optional(),
  /** Still to be answered or reviewed. */
  open: z.boolean().optional(),
  unit: RecordId.optional(),
  colour: oneOf(COLOUR_NAMES).optional(),
  situation: Situation.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  text: z.string().max(100).optional(),
});
export type SupervisionFilter = z.output<typeof SupervisionFilter>;
const SUPERVISION_ORDERS = ['issuedOn', 'replyDue', 'caseNo', 'unit', 'no', 'docNo'] as const;

export const SupervisionRow = z.object({
  id: RecordId,
  ...CaseShown,
  unit: RecordId,
  unitName: z.string(),
  situations: z.array(Situation),
  facts: z.string(),
  way: WaySchema,
  no: z.number(),
  docNo: z.string().optional(),
  paper: RecordId.optional(),
  issuedOn: LocalDate,
  replyDue: LocalDate,
  state: LedgerState,
  colour: oneOf(COLOUR_NAMES).optional(),
  /** Days waited for the answer. */
  waited: z.number(),
  /** Days past the day for it. */
  late: z.number(),
  voided: z.boolean(),
});
export type SupervisionRow = z.output<typeof SupervisionRow>;

const MoveView = z.object({
  type: z.enum(['reply', 'review']),
  on: LocalDate,
  text: z.string(),
  /** 审签领导, or 审理人. */
  person: z.string(),
  result: z.enum(['satisfied', 'again']).optional(),
  replyDue: LocalDate.optional(),
  by: z.string(),
});

/** One letter with what came of it. */
export const SupervisionView = z.object({
  row: SupervisionRow,
  fields: SupervisionFields,
  triggers: z.array(TriggerRow),
  violations: z.array(z.object({ code: z.string(), text: z.string(), article: z.string() })),
  moves: z.array(MoveView),
});
export type SupervisionView = z.output<typeof SupervisionView>;

export const SupervisionDetail = z.object({
  current: SupervisionView,
  /** All letters to the unit about the case, oldest first. */
  chain: z.array(SupervisionView),
  caseStatus: CaseStatus.optional(),
  /** As proposed for a further one. */
  next: z.object({ no: z.number(), way: WaySchema, replyDue: LocalDate }),
});
export type SupervisionDetail = z.output<typeof SupervisionDetail>;

export const AdviceFilter = z.object({
  state: z.enum(Object.keys(ADVICE_STATES) as [keyof typeof ADVICE_STATES]).optional(),
  kind: oneOf(ADVICE_KINDS).optional(),
  unit: RecordId.optional(),
  text: z.string().max(100).optional(),
});

export const AdviceRow = z.object({
  id: RecordId,
  ...CaseShown,
  kind: oneOf(ADVICE_KINDS),
  unit: RecordId,
  unitName: z.string(),
  aboutName: z.string().optional(),
  docNo: z.string().optional(),
  paper: RecordId.optional(),
  issuedOn: LocalDate,
  feedbackDue: LocalDate,
  state: z.enum(Object.keys(ADVICE_STATES) as [keyof typeof ADVICE_STATES]),
  late: z.number(),
  adopted: oneOf(ADOPTIONS).optional(),
  voided: z.boolean(),
});
export type AdviceRow = z.output<typeof AdviceRow>;

export const AdviceDetail = z.object({
  row: AdviceRow,
  fields: AdviceFields,
  violations: z.array(z.object({ code: z.string(), text: z.string(), article: z.string() })),
  feedbacks: z.array(
    z.object({ on: LocalDate, adopted: oneOf(ADOPTIONS), text: z.string(), signer: z.string(), by: z.string() }),
  ),
});
export type AdviceDetail = z.output<typeof AdviceDetail>;

const Refused = z.object({ case: RecordId, caseNo: z.string(), unitName: z.string(), message: z.string() });
/** A letter that went out; without a number where its paper could not be made. */
const Issued = z.object({ id: RecordId, unitName: z.string(), cases: z.number(), docNo: z.string().optional() });

export const supervisionContract = {
  'supervision.candidates': query({
    title: '待督办：程序发现的督办情形',
    input: CandidateFilter.extend({
      ...Paging,
      order: orderOf(CANDIDATE_ORDERS),
    }),
    output: pageOf(CandidateRow).required({ total: true }),
  }),
  'supervision.candidateUnits': query({
    title: '待督办：按单位计',
    input: CandidateFilter.omit({ unit: true }),
    output: z.object({
      total: z.number(),
      units: z.array(z.object({ unit: RecordId, unitName: z.string(), count: z.number(), days: z.number() })),
    }),
  }),
  'supervision.draftBatch': query({
    title: '成批草拟督办函',
    input: Batch.partial({ replyDue: true }),
    output: z.object({ drafts: z.array(LetterDraft), refused: z.array(Refused) }),
  }),
  'supervision.issueBatch': shell({
    title: '成批生成督办函，连续编号',
    input: Batch,
    output: z.object({
      issued: z.array(Issued),
      refused: z.array(Refused),
      /** Why a paper could not be made; the 督办 itself is on record. */
      paperProblem: z.string().optional(),
      cancelled: z.boolean(),
    }),
  }),
  'supervision.issue': command({
    title: '另行督办（其他情形）',
    input: ManualInput,
    output: Saved.extend({ docNo: z.string().optional(), paperProblem: z.string().optional() }),
  }),
  'supervision.makePaper': shell({
    title: '补出督办函',
    input: ById,
    output: Saved.extend({ docNo: z.string() }),
  }),
  'supervision.list': query({
    title: '督办台账',
    input: SupervisionFilter.extend({
      ...Paging,
      order: orderOf(SUPERVISION_ORDERS),
    }),
    output: pageOf(SupervisionRow),
  }),
  'supervision.get': query({ title: '一件督办及其回复', input: ById, output: SupervisionDetail }),
  'supervision.ofCase': query({
    title: '一件信访事项的督办',
    input: z.object({ case: RecordId }),
    output: z.object({ supervisions: z.array(SupervisionView), advices: z.array(AdviceRow) }),
  }),
  'supervision.reply': command({ title: '登记督办回复', input: ReplyInput, output: Saved }),
  'supervision.review': command({ title: '督查审理', input: ReviewInput, output: Saved }),
  'supervision.withdraw': command({
    title: '撤销督办（留痕）',
    input: z.object({ id: RecordId, reason: Reason }),
    output: Saved,
  }),
  'supervision.export': query({
    title: '导出督办台账表格（xlsx）',
    input: z.object({ filter: SupervisionFilter, file: FileHandle }),
    output: SheetWritten,
  }),
  'supervision.counts': query({
    title: '督查督办件数（工作台）',
    input: Nothing,
    output: z.object({
      candidates: z.number(),
      waiting: z.number(),
      overdue: z.number(),
      answered: z.number(),
      red: z.number(),
      yellow: z.number(),
      blue: z.number(),
      advicesWaiting: z.number(),
      advicesOverdue: z.number(),
    }),
  }),
  'supervision.policy': query({ title: '督办口径', input: Nothing, output: SupervisionPolicy }),
  'supervision.setPolicy': command({ title: '设置督办口径', input: SupervisionPolicy, output: Saved }),
  'advice.issue': command({
    title: '提出三项建议',
    input: AdviceInput,
    output: Saved.extend({ docNo: z.string().optional(), paperProblem: z.string().optional() }),
  }),
  'advice.list': query({
    title: '三项建议台账',
    input: AdviceFilter.extend({ ...Paging }),
    output: pageOf(AdviceRow),
  }),
  'advice.get': query({ title: '一项建议及其采纳情况', input: ById, output: AdviceDetail }),
  'advice.feedback': command({ title: '登记建议采纳情况', input: FeedbackInput, output: Saved }),
  'advice.withdraw': command({
    title: '撤销建议（留痕）',
    input: z.object({ id: RecordId, reason: Reason }),
    output: Saved,
  }),
  'advice.makePaper': shell({ title: '补出三项建议书', input: ById, output: Saved.extend({ docNo: z.string() }) }),
};
