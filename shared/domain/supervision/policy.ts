import { z } from 'zod';
import { recordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { changesOf, createOp } from '../departments/decide-unit';
import { compact, valid } from '../departments/unit';
import { TriggerKind, type Way, WaySchema } from './situation';

export const SUPERVISION_POLICY_ID = recordId('supervisionPolicy', 'current');

const days = (min: number, max: number) =>
  z.number({ error: '请填写天数' }).int('应为整数').min(min, `至少为 ${min}`).max(max, `不超过 ${max}`);

/** What no rule fixes: when 督办 begins, and how it goes on. Each centre decides; the defaults are ours. */
export const SupervisionPolicy = z.object({
  /** Triggers the program does not look for. */
  off: z.array(TriggerKind),
  /** Days past the last day before a limit calls for 督办. */
  graceDays: days(0, 30),
  /** 异议 on one case from which it counts as 推诿. */
  objectionsFrom: days(2, 10),
  /** 承办单位 through which a case has gone, from which it counts as 推诿. */
  unitsFrom: days(2, 10),
  /** Days in which an opinion that supports the petitioner, or an agreement, is to be carried out. */
  executeDays: days(1, 365),
  /** Days for the answer to a letter, when no other day is set. */
  replyDays: days(1, 60),
  /** A first 督办 within so many days past the limit is proposed by telephone; 0: never. */
  phoneWithin: days(0, 30),
  /** The way of the first, second, third … 督办; further ones take the last. */
  ladder: z.array(WaySchema).min(1, '请至少选择一种方式').max(10, '不超过 10 项'),
});
export type SupervisionPolicy = z.infer<typeof SupervisionPolicy>;

export const DEFAULT_SUPERVISION_POLICY: SupervisionPolicy = {
  off: [],
  graceDays: 0,
  objectionsFrom: 2,
  unitsFrom: 3,
  executeDays: 30,
  replyDays: 10,
  phoneWithin: 0,
  ladder: ['letter', 'interview', 'onSite', 'joint'],
};

/** As recorded; a field another build wrote differently falls back to the default. */
export function readSupervisionPolicy(record: Folded | undefined): SupervisionPolicy {
  const { shape } = SupervisionPolicy;
  const value = record?.value ?? {};
  const given = Object.entries(shape).map(([field, schema]) => [field, valid<unknown>(schema, value[field])]);
  return { ...DEFAULT_SUPERVISION_POLICY, ...compact(Object.fromEntries(given) as Partial<SupervisionPolicy>) };
}

/** 设置督办口径. */
export function decideSetSupervisionPolicy(
  record: Folded | undefined,
  next: SupervisionPolicy,
): Result<Decision, Refusal> {
  const changes = changesOf(SUPERVISION_POLICY_ID, { ...readSupervisionPolicy(record) }, { ...next });
  if (changes.length === 0) return refuse('supervision.unchanged', '没有改动，无需保存。');
  const ops = record === undefined ? [createOp(SUPERVISION_POLICY_ID, { ...next })] : changes;
  return ok({ action: '设置督办口径', ops });
}

/** 方式 proposed for the `no`-th 督办 of a unit on a case. */
export function proposedWay(no: number, daysOverdue: number | undefined, policy: SupervisionPolicy): Way {
  if (no === 1 && daysOverdue !== undefined && daysOverdue <= policy.phoneWithin) return 'phone';
  return policy.ladder[Math.min(no, policy.ladder.length) - 1] ?? 'letter';
}
