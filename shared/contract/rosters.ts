import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { AttendDuty, FillDuties, PublishRoster, RetireRule } from '../domain/rosters/decide';
import { Attendance, DutyPerson, Notice } from '../domain/rosters/records';
import { Hours, Member, Period, RosterRule, Slot } from '../domain/rosters/rule';
import { AnswerSwap, AskSwap } from '../domain/rosters/swap';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';
import { pageOf } from './table';

const Saved = z.object({ id: RecordId, savedAt: z.number() });
const ById = z.object({ id: RecordId });
const Paging = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(200).default(50) };

const MOST_DUTIES = 300;

/** 一年以内; a longer one is two rosters. */
const PeriodInput = z.object({ from: LocalDate, to: LocalDate }).refine((p) => Period.safeParse(p).success, {
  message: '结束日期不能早于开始日期',
  path: ['to'],
});

export const RosterConflict = z.object({
  kind: z.enum(['vacant', 'shiftCollision', 'doubleBooked', 'away', 'gap', 'chief']),
  message: z.string(),
  /** Keys of the duties it concerns. */
  duties: z.array(z.string()).readonly(),
});
export type RosterConflict = z.infer<typeof RosterConflict>;

export const FairnessRow = z.object({
  slot: z.string(),
  identity: z.string(),
  name: z.string(),
  inPeriod: z.number(),
  total: z.number(),
});
export type FairnessRow = z.infer<typeof FairnessRow>;

const Skipped = z.object({ planned: LocalDate, why: z.string() });

/** A duty as drawn up and not yet saved. */
export const DrawnDuty = z.object({
  key: z.string(),
  date: LocalDate,
  planned: LocalDate.optional(),
  slot: z.string(),
  seat: z.number(),
  turn: z.number(),
  member: Member.optional(),
  why: z.string(),
});
export type DrawnDuty = z.infer<typeof DrawnDuty>;

export const DrawnRoster = z.object({
  duties: z.array(DrawnDuty),
  skipped: z.array(Skipped),
  conflicts: z.array(RosterConflict),
  fairness: z.array(FairnessRow),
  remarks: z.array(z.string()),
});
export type DrawnRoster = z.infer<typeof DrawnRoster>;

export const DutyView = z.object({
  id: RecordId,
  key: z.string(),
  date: LocalDate,
  planned: LocalDate.optional(),
  slot: z.string(),
  seat: z.number(),
  turn: z.number(),
  hours: z.array(Hours),
  location: z.string(),
  member: Member.nullish(),
  person: DutyPerson.nullish(),
  why: z.string(),
  attendance: Attendance.nullish(),
});
export type DutyView = z.infer<typeof DutyView>;

export const SwapView = z.object({
  id: RecordId,
  kind: z.enum(['swap', 'substitute']),
  /** 「12月3日（周四）刑侦 与 12月17日（周四）经侦 对调」 */
  words: z.string(),
  reason: z.string(),
  confirmedA: z.string().optional(),
  confirmedB: z.string().optional(),
  approved: z.string().optional(),
  rejected: z.object({ by: z.string(), reason: z.string() }).optional(),
  pending: z.boolean(),
});
export type SwapView = z.infer<typeof SwapView>;

export const NoticeState = z.enum(['unpublished', 'current', 'changed', 'superseded']);
export type NoticeState = z.infer<typeof NoticeState>;

/** 到岗率: of the duties registered, how many were served by whoever was due or a substitute. */
export const AttendanceCount = z.object({
  registered: z.number(),
  served: z.number(),
  batches: z.number(),
  persons: z.number(),
});

/** A roster without its duties, which come in pages: a year of them has no place in one answer. */
export const RosterHead = z.object({
  id: RecordId,
  rule: RecordId,
  title: z.string(),
  publisher: z.string(),
  location: z.string(),
  from: LocalDate,
  to: LocalDate,
  version: z.number(),
  slots: z.array(Slot),
  notes: z.array(z.string()),
  remarks: z.array(z.string()),
  skipped: z.array(Skipped),
  notice: Notice.nullable(),
  noticeState: NoticeState,
  /** The last day on which a notice is still early enough. */
  publishBy: LocalDate.optional(),
  conflicts: z.array(RosterConflict),
  fairness: z.array(FairnessRow),
  swaps: z.array(SwapView),
  attendance: AttendanceCount,
});
export type RosterHead = z.infer<typeof RosterHead>;
export type RosterView = RosterHead & { readonly duties: readonly DutyView[] };

export const RosterRow = z.object({
  id: RecordId,
  rule: RecordId,
  title: z.string(),
  publisher: z.string(),
  from: LocalDate,
  to: LocalDate,
  version: z.number(),
  noticeState: NoticeState,
  publishedOn: LocalDate.optional(),
  duties: z.number(),
});
export type RosterRow = z.infer<typeof RosterRow>;

export const RuleRow = z.object({
  id: RecordId,
  title: z.string(),
  publisher: z.string(),
  mode: z.string(),
  members: z.number(),
  retired: z.boolean(),
  /** The last day that has been drawn up. */
  until: LocalDate.optional(),
});
export type RuleRow = z.infer<typeof RuleRow>;

/** Someone on duty on a day, as 工作台 shows it. */
export const DayDuty = z.object({
  id: RecordId,
  roster: RecordId,
  title: z.string(),
  slotName: z.string(),
  role: Slot.shape.role,
  hours: z.array(Hours),
  location: z.string(),
  member: z.string(),
  person: z.string().optional(),
  attended: z.boolean(),
});
export type DayDuty = z.infer<typeof DayDuty>;

export const ExportFormat = z.enum(['xlsx', 'csv', 'ics']);
export const PaperSize = z.enum(['A4', 'A3']);

export const rostersContract = {
  'rosters.presets': query({
    title: '排班预置方案一览',
    input: Nothing,
    output: z.object({
      presets: z.array(
        z.object({ key: z.string(), name: z.string(), summary: z.string(), historic: PeriodInput.optional() }),
      ),
    }),
  }),
  'rosters.preset': query({
    title: '按预置方案填好的排班规则',
    input: z.object({ key: z.string(), start: LocalDate }),
    output: z.object({ rule: RosterRule }),
  }),
  'rosters.rules': query({
    title: '排班规则一览',
    input: z.object({ text: z.string().max(50).optional(), retired: z.boolean().default(false), ...Paging }),
    output: pageOf(RuleRow).required({ total: true }),
  }),
  'rosters.rule': query({
    title: '一条排班规则',
    input: ById,
    output: z.object({ id: RecordId, rule: RosterRule, retired: z.boolean() }),
  }),
  'rosters.createRule': command({ title: '新建排班规则', input: z.object({ rule: RosterRule }), output: Saved }),
  'rosters.editRule': command({ title: '修改排班规则', input: ById.extend({ rule: RosterRule }), output: Saved }),
  'rosters.retireRule': command({ title: '停用排班规则', input: RetireRule, output: Saved }),
  'rosters.preview': query({
    title: '试排（不保存）',
    input: z.object({
      rule: RosterRule,
      /** The saved rule it is an edit of, so that its earlier duties count. */
      id: RecordId.optional(),
      period: PeriodInput,
      balance: z.boolean().default(true),
    }),
    output: DrawnRoster,
  }),
  'rosters.generate': command({
    title: '生成并保存一期排班表',
    input: z.object({ rule: RecordId, period: PeriodInput, balance: z.boolean().default(true) }),
    output: Saved,
  }),
  'rosters.list': query({
    title: '排班表一览',
    input: z.object({
      text: z.string().max(50).optional(),
      rule: RecordId.optional(),
      superseded: z.boolean().default(false),
      ...Paging,
    }),
    output: pageOf(RosterRow).required({ total: true }),
  }),
  'rosters.get': query({ title: '一期排班表', input: ById, output: RosterHead }),
  'rosters.duties': query({
    title: '一期排班表的班次',
    input: ById.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(MOST_DUTIES).default(MOST_DUTIES),
    }),
    output: pageOf(DutyView).required({ total: true }),
  }),
  'rosters.fill': command({ title: '填报到岗人员', input: FillDuties, output: Saved }),
  'rosters.swap': command({ title: '申请换班、替班', input: AskSwap, output: Saved }),
  'rosters.answerSwap': command({ title: '确认、批准或不同意换班', input: AnswerSwap, output: Saved }),
  'rosters.publish': command({ title: '登记公示', input: PublishRoster, output: Saved }),
  'rosters.attend': command({ title: '登记到岗', input: AttendDuty, output: Saved }),
  'rosters.day': query({
    title: '某日值班接访人员',
    input: z.object({ date: LocalDate }),
    output: z.object({ duties: z.array(DayDuty) }),
  }),
  'rosters.export': query({
    title: '导出排班表（xlsx、csv、ics）',
    input: ById.extend({ format: ExportFormat, file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'rosters.pdf': shell({
    title: '排班公示存为 PDF',
    input: ById.extend({ size: PaperSize, file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'rosters.png': shell({
    title: '排班公示存为大厅屏幕图片',
    input: ById.extend({ file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'rosters.print': shell({
    title: '打印排班公示',
    input: ById.extend({ size: PaperSize }),
    output: z.object({ printed: z.boolean() }),
  }),
};
