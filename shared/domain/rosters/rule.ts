import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId } from '../../kernel/ids';

/** Who may be on duty: a unit (its person is filled in later) or a person known by post. */
export const Member = z.object({
  /** Stable within the rule, so that an edit of the name is not a new member. */
  id: z.string().regex(/^[\w-]{1,40}$/, '成员编号格式不对'),
  kind: z.enum(['unit', 'person']),
  /** The directory record behind it, `units/…` or `persons/…`, when there is one. */
  ref: RecordId.optional(),
  name: z.string().trim().min(1, '请填写单位或人员名称').max(60, '名称不超过 60 个字'),
  post: z.string().trim().max(60, '职务不超过 60 个字').optional(),
  /** 分管范围，印在公示上。 */
  scope: z.string().trim().max(200, '分管范围不超过 200 个字').optional(),
  /** 主要领导：每月至少接待次数只对其计算。 */
  chief: z.boolean().optional(),
});
export type Member = z.infer<typeof Member>;

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应为 08:30 这样的格式');
export const Hours = z
  .object({ start: Time, end: Time })
  .refine((h) => h.start < h.end, { message: '结束时间应晚于开始时间', path: ['end'] });
export type Hours = z.infer<typeof Hours>;

const Weekday = z.number().int().min(1).max(7);
const Weekdays = z.array(Weekday).min(1, '请至少选择一个星期几');

/** 常驻：每次都到；轮驻：按轮转顺序；随叫：列在表上，需要时通知。 */
export const StationMode = z.enum(['resident', 'rotating', 'onCall']);
export type StationMode = z.infer<typeof StationMode>;

/** One place to be filled on a duty day; several slots of a day run side by side. */
export const Slot = z.object({
  id: z.string().regex(/^[\w-]{1,40}$/, '班次编号格式不对'),
  name: z.string().trim().min(1, '请填写班次名称').max(40, '班次名称不超过 40 个字'),
  /** 接访领导、陪同参加的部门，或一般值班。 */
  role: z.enum(['duty', 'leader', 'accompany']),
  station: StationMode,
  /** Empty: the whole opening time. Two stretches: morning and afternoon by the same people. */
  hours: z.array(Hours).max(4),
  location: z.string().trim().max(80, '地点不超过 80 个字').optional(),
  /** Only on these days of the rule; absent: on all of them. */
  on: z.object({ weekdays: Weekdays.optional(), dates: z.array(LocalDate).min(1).optional() }).optional(),
  members: z.array(Member).min(1, '请至少选择一个单位或人员').max(100),
  /** How many of a rotating slot's members serve together. */
  seats: z.number().int().min(1, '每班至少 1 个').max(20, '每班不超过 20 个'),
  note: z.string().trim().max(200).optional(),
});
export type Slot = z.infer<typeof Slot>;

/** On which days there is duty. */
export const When = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('everyWorkday') }),
  z.object({ mode: z.literal('byWeekday'), weekdays: Weekdays }),
  z.object({ mode: z.literal('rotateWeekly'), weekdays: Weekdays }),
  z.object({
    mode: z.literal('nthWeekday'),
    /** nth −1: the last one of the month. */
    days: z
      .array(z.object({ nth: z.union([z.literal(-1), z.number().int().min(1).max(5)]), weekday: Weekday }))
      .min(1, '请至少选择一天'),
    /** Count only those that are workdays: 每月第一个为工作日的星期二。 */
    workdaysOnly: z.boolean(),
  }),
  z.object({
    mode: z.literal('dayOfMonth'),
    /** A day that a month does not have is its last day. */
    days: z.array(z.number().int().min(1).max(31)).min(1, '请至少填写一个日期'),
  }),
  z.object({ mode: z.literal('explicitDates'), dates: z.array(LocalDate).min(1, '请至少选择一个日期').max(400) }),
]);
export type When = z.infer<typeof When>;
export type RosterMode = When['mode'];

/** 顺延、提前、停一次、照常。 */
export const HolidayPolicy = z.enum(['postpone', 'prepone', 'skip', 'keep']);
export type HolidayPolicy = z.infer<typeof HolidayPolicy>;

/** After how long the next member's turn comes; `once`: the first members serve every time. */
export const Cycle = z.enum(['day', 'week', 'month', 'once']);
export type Cycle = z.infer<typeof Cycle>;

/** A member who cannot serve: 请假、出差、依法回避。 */
export const Absence = z
  .object({
    /** Member id within the rule. */
    member: z.string(),
    from: LocalDate,
    to: LocalDate,
    kind: z.enum(['leave', 'trip', 'recusal']),
    reason: z.string().trim().max(100).optional(),
  })
  .refine((a) => a.from <= a.to, { message: '结束日期不能早于开始日期', path: ['to'] });
export type Absence = z.infer<typeof Absence>;

export const Constraints = z.object({
  /** Two turns of the same member are at least this many days apart; 0: no demand. */
  minGapDays: z.number().int().min(0).max(366),
  /** Every 主要领导 receives at least this often in a calendar month; 0: no demand. */
  chiefMonthly: z.number().int().min(0).max(10),
});

/** Everything needed to draw up a roster for any period: the same rule and period give the same duties. */
export const RosterRule = z
  .object({
    title: z.string().trim().min(1, '请填写排班名称').max(80, '排班名称不超过 80 个字'),
    /** The unit that publishes it, as printed under the title. */
    publisher: z.string().trim().min(1, '请填写公布单位').max(60, '公布单位不超过 60 个字'),
    location: z.string().trim().min(1, '请填写接待地点').max(80, '地点不超过 80 个字'),
    when: When,
    cycle: Cycle,
    onHoliday: HolidayPolicy,
    /** 因放假或请假错过的轮次，下一次补上（否则过号）。 */
    makeup: z.boolean(),
    start: z.object({
      date: LocalDate,
      /** Which member begins, 0 the first. */
      index: z.number().int().min(0),
    }),
    slots: z.array(Slot).min(1, '请至少设置一个班次').max(40),
    constraints: Constraints,
    absences: z.array(Absence).max(400),
    /** 须知，逐条印在公示上。 */
    notes: z.array(z.string().trim().min(1).max(200)).max(20),
    /** 公示至少提前的天数。 */
    noticeDays: z.number().int().min(0).max(60),
  })
  .superRefine((rule, ctx) => {
    const slotIds = new Set<string>();
    const members = new Set(rule.slots.flatMap((s) => s.members.map((m) => m.id)));
    for (const [i, slot] of rule.slots.entries()) {
      if (slotIds.has(slot.id)) ctx.addIssue({ code: 'custom', message: '班次编号重复', path: ['slots', i, 'id'] });
      slotIds.add(slot.id);
      if (slot.station === 'rotating' && slot.seats > slot.members.length) {
        ctx.addIssue({
          code: 'custom',
          message: `每班需要 ${slot.seats} 个，轮转名单只有 ${slot.members.length} 个`,
          path: ['slots', i, 'seats'],
        });
      }
      if (new Set(slot.members.map((m) => m.id)).size < slot.members.length) {
        ctx.addIssue({ code: 'custom', message: '同一单位或人员重复列入', path: ['slots', i, 'members'] });
      }
    }
    for (const [i, absence] of rule.absences.entries()) {
      if (!members.has(absence.member)) {
        ctx.addIssue({ code: 'custom', message: '名单中没有此单位或人员', path: ['absences', i, 'member'] });
      }
    }
  });
export type RosterRule = z.infer<typeof RosterRule>;

/** A stretch of days, both ends included. */
export const Period = z
  .object({ from: LocalDate, to: LocalDate })
  .refine((p) => p.from <= p.to, { message: '结束日期不能早于开始日期', path: ['to'] });
export type Period = z.infer<typeof Period>;

/** The same person or unit wherever it appears; a head and the unit's ordinary staff are two. */
export const identityOf = (m: Member): string => `${m.ref ?? m.name}#${m.post ?? ''}`;

/** As shown in a cell: 刑侦；副局长 王某 → 「王某 副局长」 stays the caller's business. */
export const memberLabel = (m: Member): string =>
  m.post === undefined || m.post === m.name ? m.name : `${m.name}${m.post}`;
