import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { blankable } from '../kernel/blankable';
import { RecordId } from '../kernel/ids';
import { CountingPolicy, RemoveSla, SaveSla, SetLength } from '../domain/deadlines/decide';
import { DeadlineKind } from '../domain/deadlines/kind';
import { DeadlinePolicy } from '../domain/deadlines/policy';
import { SlaPolicy } from '../domain/deadlines/sla';
import { command, Nothing, query } from './define';
import { Saved } from './departments';

/** 期限计算器: any kind, from any day. */
export const ComputeAsk = z
  .object({
    kind: DeadlineKind,
    from: LocalDate,
    /** The day somebody gave. */
    end: blankable(LocalDate),
    /** The unit whose 内控时限 counts. */
    unit: blankable(RecordId),
    pauseWhy: blankable(z.enum(['hearing', 'objection'])),
    pauseFrom: blankable(LocalDate),
    /** Absent: it still lasts. */
    pauseTo: blankable(LocalDate),
  })
  .refine((ask) => ask.pauseWhy === undefined || ask.pauseFrom !== undefined, {
    path: ['pauseFrom'],
    message: '请填写中止的起始日',
  })
  .refine((ask) => ask.pauseWhy !== undefined || ask.pauseFrom === undefined, {
    path: ['pauseWhy'],
    message: '请选择中止的事由',
  })
  .refine((ask) => ask.pauseTo === undefined || ask.pauseFrom === undefined || ask.pauseTo >= ask.pauseFrom, {
    path: ['pauseTo'],
    message: '不能早于起始日',
  });
export type ComputeAsk = z.infer<typeof ComputeAsk>;

export const ComputedDeadline = z.object({
  kind: DeadlineKind,
  title: z.string(),
  article: z.string(),
  from: LocalDate,
  nominalEnd: LocalDate,
  rolledEnd: LocalDate.optional(),
  lastDay: LocalDate,
  remindOn: LocalDate.optional(),
  paused: z.boolean(),
  calendarMissing: z.number().optional(),
  steps: z.array(z.string()).readonly(),
  /** How it stands today. */
  state: z.enum(['paused', 'running', 'soon', 'today', 'overdue']),
  daysLeft: z.number(),
});
export type ComputedDeadline = z.infer<typeof ComputedDeadline>;

export const deadlinesContract = {
  'deadlines.policy': query({ title: '期限的长度和计算口径', input: Nothing, output: DeadlinePolicy }),
  'deadlines.setPolicy': command({ title: '设置期限的计算口径', input: CountingPolicy, output: Saved }),
  'deadlines.setLength': command({ title: '设置一种期限的长度', input: SetLength, output: Saved }),
  'deadlines.slaList': query({
    title: '各单位的内控时限',
    input: Nothing,
    output: z.object({ policies: z.array(SlaPolicy.extend({ unitName: z.string() })) }),
  }),
  'deadlines.saveSla': command({ title: '设置一个单位的内控时限', input: SaveSla, output: Saved }),
  'deadlines.removeSla': command({ title: '取消一个单位的内控时限', input: RemoveSla, output: Saved }),
  'deadlines.compute': query({
    title: '计算一个期限，逐步说明依据',
    input: ComputeAsk,
    output: ComputedDeadline,
  }),
};
