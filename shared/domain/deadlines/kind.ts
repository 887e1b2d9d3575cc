import { z } from 'zod';

export const LENGTH_UNITS = ['natural_day', 'working_day', 'calendar_month'] as const;
export const LengthUnit = z.enum(LENGTH_UNITS);
export type LengthUnit = z.infer<typeof LengthUnit>;
export const LENGTH_UNIT_NAMES: { readonly [U in LengthUnit]: string } = {
  natural_day: '日',
  working_day: '个工作日',
  calendar_month: '个月',
};

/** How long a limit is: 60 日, 5 个工作日, 1 个月. */
export const Length = z.object({
  amount: z.number({ error: '请填写长度' }).int('应为整数').min(1, '至少为 1').max(366, '不超过 366'),
  unit: LengthUnit,
});
export type Length = z.infer<typeof Length>;
export const lengthText = ({ amount, unit }: Length): string => `${amount}${LENGTH_UNIT_NAMES[unit]}`;

export const SUBJECTS = {
  center: '接访中心',
  unit: '责任单位',
  petitioner: '信访人',
  reviewer: '复查、复核机关',
} as const;

export interface DeadlineDef {
  /** 转送期限. */
  readonly title: string;
  /** Who must keep it. */
  readonly subject: keyof typeof SUBJECTS;
  /** 起算点: the day of what. */
  readonly from: string;
  /** `given`: the paper that sets it names the day. */
  readonly unit: LengthUnit | 'given';
  /** Absent: there is none until a person gives a day or a length. */
  readonly amount?: number;
  /** The unit of `amount` where the day is usually given. */
  readonly amountUnit?: LengthUnit;
  readonly article: string;
  /** Fixed by law: a centre may change it only with a reason. */
  readonly statutory: boolean;
  /** The law sets no term and a centre need not either: without a length there is none. */
  readonly optional?: true;
}

const regulation = (numeral: string): string => `《信访工作条例》第${numeral}条`;

const TABLE = {
  ROUTE_15: {
    title: '转送期限',
    subject: 'center',
    from: '收到（登记）之日',
    unit: 'natural_day',
    amount: 15,
    article: regulation('二十二'),
    statutory: true,
  },
  CITY_ROUTE_3: {
    title: '市级转送期限',
    subject: 'center',
    from: '收到上级转来之日',
    unit: 'natural_day',
    amount: 3,
    article: '《信访事项办理群众满意度评价工作办法》（内控默认）',
    statutory: false,
  },
  SIGN: {
    title: '签收期限',
    subject: 'unit',
    from: '转送、交办之日',
    unit: 'working_day',
    amount: 3,
    article: '内控要求',
    statutory: false,
  },
  ACK_15: {
    title: '告知期限',
    subject: 'unit',
    from: '收到之日',
    unit: 'natural_day',
    amount: 15,
    article: regulation('二十三'),
    statutory: true,
  },
  OBJECT_5WD: {
    title: '异议期限',
    subject: 'unit',
    from: '收到转送、交办之日',
    unit: 'working_day',
    amount: 5,
    article: regulation('二十三'),
    statutory: true,
  },
  ASSIGN_FEEDBACK: {
    title: '交办反馈期限',
    subject: 'unit',
    from: '交办之日',
    unit: 'given',
    article: `${regulation('二十二')}第一款第（三）项`,
    statutory: false,
  },
  CO_OPINION: {
    title: '协办意见期限',
    subject: 'unit',
    from: '协办之日',
    unit: 'given',
    amount: 10,
    amountUnit: 'working_day',
    article: '内控要求',
    statutory: false,
  },
  HANDLE_60: {
    title: '办理期限',
    subject: 'unit',
    from: '受理之日',
    unit: 'natural_day',
    amount: 60,
    article: regulation('三十四'),
    statutory: true,
  },
  EXTEND_30: {
    title: '延长期限',
    subject: 'unit',
    from: '六十日届满之日',
    unit: 'natural_day',
    amount: 30,
    article: regulation('三十四'),
    statutory: true,
  },
  SIMPLE_10WD: {
    title: '简易办理期限',
    subject: 'unit',
    from: '受理之日',
    unit: 'working_day',
    amount: 10,
    article: '《信访事项简易办理办法（试行）》',
    statutory: true,
  },
  REVIEW_APPLY_30: {
    title: '申请复查期限',
    subject: 'petitioner',
    from: '收到书面答复之日',
    unit: 'natural_day',
    amount: 30,
    article: regulation('三十五'),
    statutory: true,
  },
  REVIEW_DECIDE_30: {
    title: '复查期限',
    subject: 'reviewer',
    from: '收到复查请求之日',
    unit: 'natural_day',
    amount: 30,
    article: regulation('三十五'),
    statutory: true,
  },
  FINAL_APPLY_30: {
    title: '申请复核期限',
    subject: 'petitioner',
    from: '收到复查意见之日',
    unit: 'natural_day',
    amount: 30,
    article: regulation('三十六'),
    statutory: true,
  },
  FINAL_REVIEW_30: {
    title: '复核期限',
    subject: 'reviewer',
    from: '收到复核请求之日',
    unit: 'natural_day',
    amount: 30,
    article: regulation('三十六'),
    statutory: true,
  },
  ESCALATE_REPLY: {
    title: '报请批复提醒',
    subject: 'center',
    from: '报请之日',
    unit: 'given',
    article: `${regulation('二十二')}（未定长度，内控提醒）`,
    statutory: false,
    optional: true,
  },
  SUGGEST_REPLY: {
    title: '建议、咨询回复提醒',
    subject: 'unit',
    from: '告知之日',
    unit: 'given',
    article: `${regulation('二十三')}、第二十九条（未定长度，内控提醒）`,
    statutory: false,
    optional: true,
  },
  FIN_REPLY_5WD: {
    title: '处室答复期限',
    subject: 'unit',
    from: '分办到处室之日',
    unit: 'working_day',
    amount: 5,
    article: '单位内控时限',
    statutory: false,
  },
  FIN_REPLY_1M: {
    title: '情况说明后答复期限',
    subject: 'unit',
    from: '分办到处室之日',
    unit: 'calendar_month',
    amount: 1,
    article: '单位内控时限',
    statutory: false,
  },
  SUGGEST_FEEDBACK: {
    title: '建议采纳反馈期限',
    subject: 'unit',
    from: '收到建议之日',
    unit: 'natural_day',
    amount: 30,
    article: `${regulation('四十')}（未定长度，内控默认）`,
    statutory: false,
  },
  SUPERVISE_REPLY: {
    title: '督办答复期限',
    subject: 'unit',
    from: '督办之日',
    unit: 'given',
    article: regulation('四十'),
    statutory: false,
  },
} as const satisfies { readonly [kind: string]: DeadlineDef };

export type DeadlineKind = keyof typeof TABLE;
/** Every limit of the work, by law or by practice (期限清单). */
export const DEADLINES: { readonly [K in DeadlineKind]: DeadlineDef } = TABLE;
export const DEADLINE_KINDS = Object.keys(TABLE) as DeadlineKind[];
export const DeadlineKind = z.enum(DEADLINE_KINDS as [DeadlineKind, ...DeadlineKind[]]);

/** The usual length before anybody changed it; none where a person must give the day. */
export function usualLength(kind: DeadlineKind): Length | undefined {
  const { unit, amount, amountUnit } = DEADLINES[kind];
  if (amount === undefined) return undefined;
  return { amount, unit: unit === 'given' ? (amountUnit ?? 'natural_day') : unit };
}

/** The same in words. */
export function lengthWords(kind: DeadlineKind, length: Length | undefined): string {
  if (length !== undefined) return lengthText(length);
  return DEADLINES[kind].optional === true ? '不设' : '由指定人确定';
}

/** A right that lapses when it is not used, as 申请复查 and 异议 do: nobody is late. */
export const lapses = (kind: DeadlineKind): boolean =>
  DEADLINES[kind].subject === 'petitioner' || kind === 'OBJECT_5WD';
