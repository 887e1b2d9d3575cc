import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { VISIT_LABELS } from '../domain/visits/labels';
import { Visit, type VisitField, VisitChanges, VisitFields, VisitPolicy } from '../domain/visits/schema';
import { CHANNELS, HANDLING_MODES, VISIT_KINDS } from '../domain/visits/choices';
import { oneOf } from '../domain/petitioners/choices';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { orderOf, pageOf, Paging, SheetWritten } from './table';

/** Which visits a list, a count or an export is about. */
export const VisitFilter = z.object({
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  /** Which of the dates `from` and `to` mean. */
  dateOf: z.enum(['petitionDate', 'registeredOn']).optional(),
  channel: oneOf(CHANNELS).optional(),
  visitKind: oneOf(VISIT_KINDS).optional(),
  /** A category or any of its children. */
  category: RecordId.optional(),
  /** A region or any place within it. */
  region: RecordId.optional(),
  unit: RecordId.optional(),
  purpose: RecordId.optional(),
  handlingMode: oneOf(HANDLING_MODES).optional(),
  isRepeat: z.boolean().optional(),
  receivedBy: z.string().max(50).optional(),
  status: z.enum(['valid', 'voided', 'all']).optional(),
  /** Chinese text, numbers, or the pinyin of a name. */
  text: z.string().max(100).optional(),
});
export type VisitFilter = z.output<typeof VisitFilter>;

const SORTABLE = ['visitNo', 'petitionDate', 'registeredOn', 'name', 'headcount', 'receivedBy'] as const;
const Order = orderOf(SORTABLE, 3);

/** A visit as lists and side panels show it. */
export const VisitRow = Visit.pick({
  visitNo: true,
  caseNo: true,
  petitionDate: true,
  registeredAt: true,
  name: true,
  gender: true,
  phone: true,
  identityUnclear: true,
  headcount: true,
  affectedCount: true,
  channel: true,
  visitKind: true,
  purpose: true,
  categoryCode: true,
  title: true,
  problemRegion: true,
  isRepeat: true,
  isSkipLevel: true,
  riskFlags: true,
  handlingMode: true,
  responsibleUnit: true,
  receivedBy: true,
  voidReason: true,
}).extend({ id: RecordId });
export type VisitRow = z.output<typeof VisitRow>;

/** `confidential`: it, or the case it opened or joined, is an accusation. */
const ListedVisit = VisitRow.extend({ confidential: z.boolean() });
export type ListedVisit = z.output<typeof ListedVisit>;

/** An earlier visit and why it is thought to be of the same person or matter. */
export const SimilarVisit = VisitRow.extend({
  summary: z.string().optional(),
  opinion: z.string().optional(),
  /** In Chinese, strongest first: 证件号相同. */
  reasons: z.array(z.string()),
});
export type SimilarVisit = z.output<typeof SimilarVisit>;

export const EXPORT_COLUMNS = [
  ...(Object.keys(VISIT_LABELS) as VisitField[]),
  'visitNo',
  'caseNo',
  'registeredAt',
  'registeredBy',
  'visitKind',
  'voidReason',
] as const;

const ById = z.object({ id: RecordId });
const Reason = z.string().trim().min(2, '请写明原因').max(500, '原因不超过 500 个字');
const Registered = z.object({
  id: RecordId,
  visitNo: z.string(),
  caseNo: z.string(),
  queryCode: z.string(),
  savedAt: z.number(),
});
const Saved = z.object({ savedAt: z.number() });

export const visitsContract = {
  'visits.register': command({
    title: '登记来访',
    input: z.object({ visit: VisitFields, priorVisitIds: z.array(RecordId).max(50).optional() }),
    output: Registered,
  }),
  'visits.correct': command({
    title: '更正来访登记（逐项留痕）',
    input: z.object({ id: RecordId, changes: VisitChanges, reason: Reason }),
    output: Saved,
  }),
  'visits.linkPrior': command({
    title: '关联前件',
    input: z.object({ id: RecordId, priorVisitId: RecordId }),
    output: Saved,
  }),
  'visits.unlinkPrior': command({
    title: '取消关联前件',
    input: z.object({ id: RecordId, priorVisitId: RecordId, reason: Reason }),
    output: Saved,
  }),
  'visits.void': command({
    title: '作废来访登记（序号保留，不再使用）',
    input: z.object({ id: RecordId, reason: Reason }),
    output: Saved,
  }),
  'visits.get': query({
    title: '一件来访登记',
    input: ById,
    output: z.object({
      id: RecordId,
      visit: Visit,
      voided: z.boolean(),
      priors: z.array(VisitRow),
      policy: VisitPolicy,
    }),
  }),
  'visits.list': query({
    title: '来访登记一览',
    input: VisitFilter.extend({
      order: Order,
      ...Paging,
    }),
    output: pageOf(ListedVisit),
  }),
  'visits.total': query({
    title: '来访登记件数（一览未数完时另行统计）',
    input: VisitFilter,
    output: z.object({ total: z.number() }),
  }),
  'visits.similar': query({
    title: '可能是同一人或同一事项的前件',
    input: z.object({
      idNo: z.string().max(30).optional(),
      phone: z.string().max(30).optional(),
      name: z.string().max(100).optional(),
      content: z.string().max(5000).optional(),
      except: RecordId.optional(),
    }),
    output: z.object({ visits: z.array(SimilarVisit) }),
  }),
  'visits.counts': query({
    title: '当日来访数（工作台）',
    input: z.object({ date: LocalDate.optional() }),
    output: z.object({
      date: z.string(),
      batches: z.number(),
      persons: z.number(),
      groups: z.number(),
      repeats: z.number(),
    }),
  }),
  'visits.policy': query({ title: '来访登记口径', input: Nothing, output: VisitPolicy }),
  'visits.setPolicy': command({ title: '设置来访登记口径', input: VisitPolicy, output: Saved }),
  'visits.export': query({
    title: '导出来访登记表格（xlsx）',
    input: z.object({
      filter: VisitFilter,
      order: Order,
      columns: z.array(z.enum(EXPORT_COLUMNS)).min(1, '请至少选择一列').max(EXPORT_COLUMNS.length),
      file: FileHandle,
    }),
    output: SheetWritten,
  }),
  'visits.formPdf': shell({
    title: '来访登记表存为 PDF',
    input: ById.extend({ file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'visits.formPrint': shell({ title: '打印来访登记表', input: ById, output: z.object({ printed: z.boolean() }) }),
  'visits.receiptPdf': shell({
    title: '登记回执存为 PDF',
    input: ById.extend({ file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'visits.receiptPrint': shell({ title: '打印登记回执', input: ById, output: z.object({ printed: z.boolean() }) }),
};
