import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { Hours, Member, RosterRule, Slot } from './rule';

const text = (max: number, what: string) => z.string().trim().max(max, `${what}不超过 ${max} 个字`);

/** The person a unit sends, filled in after the units are fixed. */
export const DutyPerson = z.object({
  name: text(20, '姓名').min(1, '请填写到岗人员姓名'),
  post: text(40, '职务').optional(),
  phone: text(30, '电话').optional(),
});
export type DutyPerson = z.infer<typeof DutyPerson>;

export const AttendanceState = z.enum(['present', 'late', 'substituted', 'absent']);
export type AttendanceState = z.infer<typeof AttendanceState>;

/** Who really came, and whom they received. */
export const Attendance = z
  .object({
    state: AttendanceState,
    /** 替补人员, when somebody else came. */
    substitute: text(40, '替补人员').optional(),
    reason: text(100, '说明').optional(),
    batches: z.number().int('批次应为整数').min(0).max(9999).optional(),
    persons: z.number().int('人次应为整数').min(0).max(99999).optional(),
  })
  .refine((a) => a.state !== 'substituted' || (a.substitute ?? '') !== '', {
    message: '请填写替补人员',
    path: ['substitute'],
  });
export type Attendance = z.infer<typeof Attendance>;

/** 公示: when and where it was put up, and what exactly was on it. */
export const Notice = z.object({
  on: LocalDate,
  place: text(100, '公示地点').min(1, '请填写公示地点'),
  /** Of the duties as published; another one now means that it must be published again. */
  digest: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** One version of a rule's roster for a period. It carries the words of its rule as they were. */
const RosterFields = z.object({
  rule: RecordId,
  title: z.string(),
  publisher: z.string(),
  location: z.string(),
  from: LocalDate,
  to: LocalDate,
  version: z.number().int(),
  slots: z.array(Slot),
  notes: z.array(z.string()),
  noticeDays: z.number().int(),
  skipped: z.array(z.object({ planned: LocalDate, why: z.string() })),
  remarks: z.array(z.string()),
  notice: Notice.nullish(),
  /** The version that replaced it. */
  supersededBy: RecordId.nullish(),
  /** It replaced a version that had been published. */
  replacesPublished: z.boolean().optional(),
});
export type Roster = z.infer<typeof RosterFields> & { readonly id: RecordId };

/** One seat of one slot on one day. Its own record, so that edits of different duties never clash. */
const DutyFields = z.object({
  roster: RecordId,
  rule: RecordId,
  key: z.string(),
  date: LocalDate,
  planned: LocalDate.optional(),
  slot: z.string(),
  seat: z.number().int(),
  turn: z.number().int(),
  hours: z.array(Hours),
  location: z.string(),
  member: Member.nullish(),
  person: DutyPerson.nullish(),
  why: z.string(),
  attendance: Attendance.nullish(),
});
export type Duty = z.infer<typeof DutyFields> & { readonly id: RecordId };

const Consent = z.object({ by: z.string() });

/** 换班 of two duties, or 替班 by another member; it takes effect when both sides and the approver have agreed. */
const SwapFields = z.object({
  roster: RecordId,
  kind: z.enum(['swap', 'substitute']),
  a: RecordId,
  b: RecordId.optional(),
  /** The other duties of the same turn, when a whole week changes hands. */
  alsoA: z.array(RecordId).optional(),
  alsoB: z.array(RecordId).optional(),
  /** Who was on duty when it was asked for. */
  memberA: Member.optional(),
  memberB: Member,
  reason: z.string(),
  confirmedA: Consent.nullish(),
  confirmedB: Consent.nullish(),
  approved: Consent.nullish(),
  rejected: z.object({ by: z.string(), reason: z.string() }).nullish(),
});
export type Swap = z.infer<typeof SwapFields> & { readonly id: RecordId };

export type RuleRecord = RosterRule & { readonly id: RecordId; readonly retired?: { on: string; reason: string } };

const Retired = z.object({ retired: z.object({ on: z.string(), reason: z.string() }).nullish() });

/** A record of this area as its type, or undefined when the ops for it have not all arrived. */
export function readRule(record: Folded | undefined): RuleRecord | undefined {
  const rule = RosterRule.safeParse(record?.value);
  const retired = Retired.safeParse(record?.value).data?.retired;
  if (record === undefined || !rule.success) return undefined;
  return { ...rule.data, id: record.id, ...(retired === null || retired === undefined ? {} : { retired }) };
}
export const readRoster = (record: Folded | undefined): Roster | undefined => read(RosterFields, record);
export const readDuty = (record: Folded | undefined): Duty | undefined => read(DutyFields, record);
export const readSwap = (record: Folded | undefined): Swap | undefined => read(SwapFields, record);

function read<T extends object>(schema: z.ZodType<T>, record: Folded | undefined): (T & { id: RecordId }) | undefined {
  const fields = schema.safeParse(record?.value);
  return record === undefined || !fields.success ? undefined : { ...fields.data, id: record.id };
}

/** In force: neither applied nor refused yet. */
export const isPending = (swap: Swap): boolean => (swap.rejected ?? undefined) === undefined && !isComplete(swap);
export const isComplete = (swap: Swap): boolean =>
  [swap.confirmedA, swap.confirmedB, swap.approved].every((c) => c !== null && c !== undefined);
