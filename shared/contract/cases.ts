import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { DUE_RANGES } from '../domain/cases/due';
import { FLAGS } from '../domain/cases/state';
import { CaseStatus } from '../domain/cases/status';
import { CaseChanges } from '../domain/cases/schema';
import { oneOf } from '../domain/petitioners/choices';
import { CHANNELS, VISIT_KINDS } from '../domain/visits/choices';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { CaseDetail, CaseRow, DueItem, LegalPath, StepName, TriageClass } from './case-view';
import { orderOf, pageOf, Paging, SheetWritten } from './table';

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
const Order = orderOf(SORTABLE, 3);

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

export const casesContract = {
  'cases.openFor': command({ title: '为来访登记立案', input: z.object({ visit: RecordId }), output: Saved }),
  'cases.get': query({ title: '一件信访事项', input: ById, output: CaseDetail }),
  'cases.list': query({
    title: '信访事项一览',
    input: CaseFilter.extend({
      order: Order,
      ...Paging,
    }),
    output: pageOf(CaseRow),
  }),
  'cases.total': query({
    title: '信访事项件数（一览未数完时另行统计）',
    input: CaseFilter,
    output: z.object({ total: z.number() }),
  }),
  'cases.ofVisit': query({
    title: '来访登记所属的信访事项',
    input: z.object({ visit: RecordId }),
    output: z.object({ case: CaseRow.nullable() }),
  }),
  'cases.step': command({
    title: '办理信访事项的一个步骤',
    input: z.object({ id: RecordId, step: StepName, input: StepInput }),
    output: Saved,
  }),
  'cases.bulkStep': command({
    title: '成批办理一个步骤',
    input: z.object({ ids: z.array(RecordId).min(1, '请先选择事项').max(200), step: StepName, input: StepInput }),
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
          /** Put first by the rules, alone or with others that weigh nearly the same: it needs no reason. */
          first: z.boolean(),
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
      ...Paging,
    }),
    output: pageOf(DueItem).required({ total: true }),
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
    title: '导出信访事项表格（xlsx）',
    input: z.object({
      filter: CaseFilter,
      order: Order,
      columns: z.array(z.enum(CASE_COLUMNS)).min(1, '请至少选择一列'),
      file: FileHandle,
    }),
    output: SheetWritten,
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
