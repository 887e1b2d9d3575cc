import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { FLAGS } from '../domain/cases/state';
import { CaseStatus } from '../domain/cases/status';
import { CaseChanges, CaseFields } from '../domain/cases/schema';
import { STEP_NAMES } from '../domain/cases/steps';
import { LEGAL_PATHS, TRIAGE } from '../domain/cases/triage';
import { CLOCK_STATE_NAMES } from '../domain/deadlines/compute';
import { DeadlineKind } from '../domain/deadlines/kind';
import { oneOf } from '../domain/petitioners/choices';
import { CHANNELS, VISIT_KINDS } from '../domain/visits/choices';
import { FileHandle, RecordId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { command, Nothing, query, shell } from './define';
import { VisitRow } from './visits';

const TriageClass = z.enum(Object.keys(TRIAGE) as [keyof typeof TRIAGE]);
const LegalPath = z.enum(Object.keys(LEGAL_PATHS) as [keyof typeof LEGAL_PATHS]);
export const StepNameSchema = z.enum(STEP_NAMES);
const ClockState = oneOf(CLOCK_STATE_NAMES);

/** 到期范围, counted from today. */
export const DUE_RANGES = { today: '今日到期', week: '本周到期', overdue: '已超期', soon: '临期' } as const;

/** Which cases a list, a count or an export is about. */
export const CaseFilter = z.object({
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  status: z.array(CaseStatus).max(30).optional(),
  /** Only cases in which somebody still owes something. */
  open: z.boolean().optional(),
  due: oneOf(DUE_RANGES).optional(),
  channel: oneOf(CHANNELS).optional(),
  visitKind: oneOf(VISIT_KINDS).optional(),
  triageClass: TriageClass.optional(),
  legalPath: LegalPath.optional(),
  category: RecordId.optional(),
  region: RecordId.optional(),
  purpose: RecordId.optional(),
  /** 责任单位, those below it included. */
  unit: RecordId.optional(),
  firstContact: z.string().max(50).optional(),
  isRepeat: z.boolean().optional(),
  flag: oneOf(FLAGS).optional(),
  /** Steps that did not see each other wait for a decision. */
  disputed: z.boolean().optional(),
  voided: z.enum(['valid', 'voided', 'all']).optional(),
  /** Number, name (pinyin too), content, or the name of a unit. */
  text: z.string().max(100).optional(),
});
export type CaseFilter = z.output<typeof CaseFilter>;

const SORTABLE = ['caseNo', 'openedOn', 'since', 'name', 'status', 'host'] as const;
const Order = z.array(z.object({ column: z.enum(SORTABLE), desc: z.boolean().optional() })).max(3);

/** A limit on a case, as counted now. */
export const Clock = z.object({
  kind: DeadlineKind,
  title: z.string(),
  article: z.string(),
  unit: RecordId.optional(),
  unitName: z.string().optional(),
  from: LocalDate,
  nominalEnd: LocalDate.optional(),
  rolledEnd: LocalDate.optional(),
  lastDay: LocalDate.optional(),
  remindOn: LocalDate.optional(),
  stopped: LocalDate.optional(),
  state: ClockState.optional(),
  /** Calendar days to the last day; below zero when it has passed. */
  daysLeft: z.number().optional(),
  /** How it was counted, sentence by sentence. */
  steps: z.array(z.string()),
  /** Why it cannot be counted. */
  problem: z.string().optional(),
});
export type Clock = z.output<typeof Clock>;

export const CaseRow = z.object({
  id: RecordId,
  caseNo: z.string(),
  title: z.string(),
  name: z.string(),
  status: CaseStatus,
  since: LocalDate,
  openedOn: LocalDate,
  channel: z.string(),
  purpose: RecordId.optional(),
  categoryCode: RecordId.optional(),
  problemRegion: RecordId.optional(),
  host: RecordId.optional(),
  headcount: z.number().optional(),
  isRepeat: z.boolean(),
  confidential: z.boolean(),
  flags: z.array(oneOf(FLAGS)),
  underSupervision: z.boolean(),
  voided: z.boolean(),
  missteps: z.number(),
  /** The limit that ends first. */
  clock: Clock.pick({
    kind: true,
    title: true,
    lastDay: true,
    nominalEnd: true,
    state: true,
    daysLeft: true,
    unit: true,
    unitName: true,
  }).optional(),
});
export type CaseRow = z.output<typeof CaseRow>;

export const Offer = z.object({
  step: StepNameSchema,
  title: z.string(),
  mark: z.boolean(),
  article: z.string().optional(),
  closed: Refusal.optional(),
});

const Hand = z.object({
  unit: RecordId,
  unitName: z.string(),
  role: z.enum(['reception', 'host', 'review']),
  from: LocalDate,
  to: LocalDate.optional(),
  how: z.string(),
  signedOn: LocalDate.optional(),
  days: z.number(),
});

const Moment = z.object({
  op: z.string(),
  /** Instant at which it was written down, in milliseconds. */
  at: z.number(),
  by: z.string(),
  unit: z.string(),
  on: LocalDate.optional(),
  step: z.string(),
  title: z.string(),
  /** What was filled in, as label and words. */
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  withdrawn: z.boolean(),
  /** It could not be run where the case stood: a person decides. */
  problem: z.string().optional(),
});

const CaseRef = z.object({ id: RecordId, caseNo: z.string(), title: z.string(), status: CaseStatus });

export const CaseDetail = z.object({
  row: CaseRow,
  fields: CaseFields,
  /** What the events say, for the forms of the steps. */
  state: z.object({
    status: CaseStatus,
    triageClass: TriageClass.optional(),
    legalPath: LegalPath.optional(),
    accused: z.array(RecordId),
    reception: RecordId,
    host: RecordId.optional(),
    co: z.array(
      z.object({
        unit: RecordId,
        from: LocalDate,
        due: LocalDate.optional(),
        opinion: z.string().optional(),
        waived: z.string().optional(),
      }),
    ),
    offices: z.array(z.object({ office: z.string(), person: z.string().optional(), on: LocalDate })),
    conclusion: z.string().optional(),
    ratings: z.record(z.string(), z.string()),
    endReason: z.string().optional(),
    firstContact: z.object({ person: z.string().optional(), until: LocalDate.optional() }),
    mergedInto: CaseRef.optional(),
    mediated: z.string().optional(),
    dossierNo: z.string().optional(),
    recused: z.array(z.string()),
    openCo: z.array(RecordId),
  }),
  clocks: z.array(Clock),
  hands: z.array(Hand),
  timeline: z.array(Moment),
  offers: z.array(Offer),
  contacts: z.array(VisitRow),
  related: z.array(CaseRef),
  mergedFrom: z.array(CaseRef),
  /** What the clerk meant to do when the visit was registered. */
  planned: z.object({ mode: z.string().optional(), unit: RecordId.optional(), due: LocalDate.optional() }),
  canUndo: z.boolean(),
});
export type CaseDetail = z.output<typeof CaseDetail>;

const ById = z.object({ id: RecordId });
const Reason = z.string().trim().min(2, '请写明原因').max(500, '原因不超过 500 个字');
const Saved = z.object({ id: RecordId, savedAt: z.number() });
const StepInput = z.record(z.string(), z.unknown());

export const CASE_COLUMNS = [
  'caseNo',
  'openedOn',
  'name',
  'headcount',
  'phone',
  'title',
  'demand',
  'channel',
  'purpose',
  'categoryCode',
  'problemRegion',
  'isRepeat',
  'status',
  'since',
  'host',
  'triage',
  'clock',
  'lastDay',
  'daysLeft',
  'firstContact',
  'flags',
  'endReason',
] as const;

/** What is due, for 工作台 and the morning list. */
export const DueItem = z.object({
  case: CaseRow,
  clock: Clock.omit({ steps: true }),
});
export type DueItem = z.output<typeof DueItem>;

export const casesContract = {
  'cases.openFor': command({ title: '为来访登记立案', input: z.object({ visit: RecordId }), output: Saved }),
  'cases.get': query({ title: '一件信访事项', input: ById, output: CaseDetail }),
  'cases.list': query({
    title: '信访事项一览',
    input: CaseFilter.extend({
      order: Order.optional(),
      offset: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ rows: z.array(CaseRow), total: z.number().optional(), more: z.boolean() }),
  }),
  'cases.ofVisit': query({
    title: '来访登记所属的信访事项',
    input: z.object({ visit: RecordId }),
    output: z.object({ case: CaseRow.nullable() }),
  }),
  'cases.step': command({
    title: '办理信访事项的一个步骤',
    input: z.object({ id: RecordId, step: StepNameSchema, input: StepInput }),
    output: Saved,
  }),
  'cases.bulkStep': command({
    title: '成批办理一个步骤',
    input: z.object({ ids: z.array(RecordId).min(1, '请先选择事项').max(200), step: StepNameSchema, input: StepInput }),
    output: z.object({
      done: z.number(),
      refused: z.array(z.object({ id: RecordId, caseNo: z.string(), message: z.string() })),
    }),
  }),
  'cases.undo': command({
    title: '撤销上一步（留痕）',
    input: z.object({ id: RecordId, reason: Reason }),
    output: Saved,
  }),
  'cases.edit': command({
    title: '更正信访事项（逐项留痕）',
    input: z.object({ id: RecordId, changes: CaseChanges, reason: Reason }),
    output: Saved,
  }),
  'cases.split': command({
    title: '拆分信访事项',
    input: z.object({
      id: RecordId,
      title: z.string().trim().min(1, '请填写标题').max(100, '标题不超过 100 个字'),
      summary: z.string().trim().max(5000).optional(),
      demand: z.string().trim().min(1, '请填写诉求').max(2000, '诉求不超过 2000 个字'),
      categoryCode: RecordId.optional(),
      problemRegion: RecordId.optional(),
      purpose: RecordId.optional(),
    }),
    output: Saved,
  }),
  'cases.merge': command({
    title: '并入另一件信访事项（可撤销）',
    input: z.object({ id: RecordId, into: RecordId, reason: Reason }),
    output: Saved,
  }),
  'cases.unmerge': command({
    title: '撤销并入',
    input: z.object({ id: RecordId, reason: Reason }),
    output: Saved,
  }),
  'cases.link': command({ title: '关联信访事项', input: z.object({ id: RecordId, other: RecordId }), output: Saved }),
  'cases.unlink': command({
    title: '取消关联信访事项',
    input: z.object({ id: RecordId, other: RecordId, reason: Reason }),
    output: Saved,
  }),
  'cases.similar': query({
    title: '疑似同一人或同一事项的信访事项',
    input: ById,
    output: z.object({ cases: z.array(z.object({ case: CaseRow, reasons: z.array(z.string()) })) }),
  }),
  'cases.recommend': query({
    title: '推荐责任单位',
    input: ById,
    output: z.object({
      units: z.array(
        z.object({
          unit: RecordId,
          unitName: z.string(),
          reasons: z.array(z.string()),
          lawArticle: z.string().optional(),
        }),
      ),
    }),
  }),
  'cases.reviewOrgans': query({
    title: '复查、复核机关',
    input: ById,
    output: z.object({ organs: z.array(z.object({ unit: RecordId, unitName: z.string(), reason: z.string() })) }),
  }),
  'cases.due': query({
    title: '到期事项（工作台、晨报）',
    input: z.object({
      range: oneOf(DUE_RANGES),
      unit: RecordId.optional(),
      person: z.string().max(50).optional(),
      offset: z.number().int().min(0).optional(),
      limit: z.number().int().min(1).max(200).optional(),
    }),
    output: z.object({ rows: z.array(DueItem), total: z.number(), more: z.boolean() }),
  }),
  'cases.dueCounts': query({
    title: '到期事项数',
    input: Nothing,
    output: z.object({
      ready: z.boolean(),
      today: z.number(),
      week: z.number(),
      overdue: z.number(),
      soon: z.number(),
      disputed: z.number(),
      open: z.number(),
      byUnit: z.array(
        z.object({ unit: RecordId, unitName: z.string(), today: z.number(), week: z.number(), overdue: z.number() }),
      ),
      byPerson: z.array(z.object({ person: z.string(), today: z.number(), week: z.number(), overdue: z.number() })),
    }),
  }),
  'cases.export': query({
    title: '导出信访事项表格(xlsx)',
    input: z.object({
      filter: CaseFilter,
      order: Order.optional(),
      columns: z.array(z.enum(CASE_COLUMNS)).min(1, '请至少选择一列'),
      file: FileHandle,
    }),
    output: z.object({ rows: z.number(), bytes: z.number(), withheld: z.number() }),
  }),
  'cases.duePrint': shell({
    title: '打印晨报（到期事项清单）',
    input: Nothing,
    output: z.object({ printed: z.boolean() }),
  }),
  'cases.duePdf': shell({
    title: '晨报存为 PDF',
    input: z.object({ file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
};
