import { z } from 'zod';
import { RecordId } from '../../kernel/ids';
import { sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision, OpDraft } from '../../ledger/op';
import { createOp, dutyUnknown, plain, Reason, setOp } from './decide';
import { type Duty, isComplete, isPending, type Swap } from './records';
import { identityOf, Member } from './rule';

type Decided = Result<Decision, Refusal>;

const Name = z.string().trim().max(20, '姓名不超过 20 个字').optional();

/** 换班 (with another duty) or 替班 (by a member without one). Those who agreed already may be named at once. */
export const AskSwap = z
  .object({
    roster: RecordId,
    a: RecordId,
    b: RecordId.optional(),
    substitute: Member.optional(),
    /** The whole turn of each side: a week for a week. */
    whole: z.boolean().default(false),
    reason: Reason,
    confirmedA: Name,
    confirmedB: Name,
    approvedBy: Name,
  })
  .refine((s) => (s.b === undefined) !== (s.substitute === undefined), {
    message: '请选择对调的班次，或选择替班的单位、人员',
    path: ['b'],
  });
export type AskSwap = z.infer<typeof AskSwap>;

/** One more of the two sides or the approver agrees, or somebody refuses. */
export const AnswerSwap = z.object({
  id: RecordId,
  step: z.enum(['confirmedA', 'confirmedB', 'approved', 'rejected']),
  by: z.string().trim().min(1, '请填写姓名').max(20, '姓名不超过 20 个字'),
  reason: z.string().trim().max(200).optional(),
});
export type AnswerSwap = z.infer<typeof AnswerSwap>;

/** The duties of one side: the one named, and the rest of its turn when the whole turn changes hands. */
export interface Side {
  readonly duty: Duty;
  readonly rest: readonly Duty[];
}

/** The side of a duty within its roster. */
export function sideOf(duties: readonly Duty[], id: RecordId | undefined, whole: boolean): Side | undefined {
  const duty = duties.find((d) => d.id === id);
  if (duty === undefined) return undefined;
  const same = (d: Duty) =>
    d.id !== duty.id && d.slot === duty.slot && d.turn === duty.turn && sameMember(d.member, duty.member);
  return { duty, rest: whole ? duties.filter(same) : [] };
}

export function decideAskSwap(id: RecordId, duties: readonly Duty[], input: AskSwap): Decided {
  const a = sideOf(duties, input.a, input.whole);
  const b = sideOf(duties, input.b, input.whole);
  if (a === undefined || (input.b !== undefined && b === undefined)) return dutyUnknown();
  const other = b?.duty.member ?? input.substitute;
  if (other === undefined) return refuse('roster.vacant', '对调的班次还没有人，请直接安排替班。', { field: 'b' });
  const mine = a.duty.member ?? undefined;
  if (b?.duty.id === a.duty.id) return refuse('roster.sameDuty', '不能与同一班次对调。', { field: 'b' });
  if (mine !== undefined && identityOf(mine) === identityOf(other)) {
    return refuse('roster.sameMember', '双方是同一单位或人员，不需要换班。', { field: 'b' });
  }
  const consent = (by: string | undefined) => (by === undefined || by === '' ? {} : { by });
  const swap: Swap = {
    id,
    roster: input.roster,
    kind: b === undefined ? 'substitute' : 'swap',
    a: a.duty.id,
    ...(b === undefined ? {} : { b: b.duty.id }),
    ...(a.rest.length === 0 ? {} : { alsoA: a.rest.map((d) => d.id) }),
    ...(b === undefined || b.rest.length === 0 ? {} : { alsoB: b.rest.map((d) => d.id) }),
    ...(mine === undefined ? {} : { memberA: mine }),
    memberB: other,
    reason: input.reason,
    ...named('confirmedA', consent(input.confirmedA)),
    ...named('confirmedB', consent(input.confirmedB)),
    ...named('approved', consent(input.approvedBy)),
  };
  const { id: _, ...fields } = swap;
  const complete = isComplete(swap);
  const word = b === undefined ? '替班' : '换班';
  return ok({
    action: complete ? word : `申请${word}`,
    reason: input.reason,
    ops: [createOp(a.duty.rule, id, plain(fields)), ...(complete ? exchange(swap, a, b) : [])],
  });
}

const named = (key: string, consent: { by?: string }) => (consent.by === undefined ? {} : { [key]: consent });

export function decideAnswerSwap(swap: Swap, duties: readonly Duty[], input: AnswerSwap): Decided {
  const a = sideAsked(duties, swap.a, swap.alsoA);
  const b = sideAsked(duties, swap.b, swap.alsoB);
  if (a === undefined || (swap.b !== undefined && b === undefined)) return dutyUnknown();
  if (!isPending(swap)) return refuse('roster.swapDone', '该换班申请已经办结。');
  const { rule } = a.duty;
  if (input.step === 'rejected') {
    const reason = input.reason ?? '';
    if (reason === '') return refuse('roster.reasonNeeded', '请填写不同意的原因。', { field: 'reason' });
    return ok({ action: '不同意换班', reason, ops: [setOp(rule, swap.id, 'rejected', { by: input.by, reason })] });
  }
  const agreed: Swap = { ...swap, [input.step]: { by: input.by } };
  const complete = isComplete(agreed);
  if (complete && !unchanged(agreed, a, b)) {
    return refuse('roster.swapStale', '申请之后班次已有变动，不能再按此对调，请重新申请。');
  }
  return ok({
    action: complete ? '换班生效' : '确认换班',
    reason: swap.reason,
    ops: [setOp(rule, swap.id, input.step, { by: input.by }), ...(complete ? exchange(agreed, a, b) : [])],
  });
}

function sideAsked(
  duties: readonly Duty[],
  id: RecordId | undefined,
  also: readonly RecordId[] = [],
): Side | undefined {
  const duty = duties.find((d) => d.id === id);
  return duty === undefined ? undefined : { duty, rest: duties.filter((d) => also.includes(d.id)) };
}

const sameMember = (a: Duty['member'], b: Duty['member']): boolean =>
  sameJson(plain({ m: a ?? null }), plain({ m: b ?? null }));

const unchanged = (swap: Swap, a: Side, b: Side | undefined): boolean =>
  [a.duty, ...a.rest].every((d) => sameMember(d.member, swap.memberA)) &&
  (b === undefined || [b.duty, ...b.rest].every((d) => sameMember(d.member, swap.memberB)));

/** The members change places. Of two single duties the people named go with their units; else they are named anew. */
function exchange(swap: Swap, a: Side, b: Side | undefined): OpDraft[] {
  const single = a.rest.length === 0 && b?.rest.length === 0;
  const to = (side: Side, member: Member | undefined, person: Duty['person']): OpDraft[] =>
    [side.duty, ...side.rest].flatMap((duty) => [
      setOp(duty.rule, duty.id, 'member', member === undefined ? null : plain(member)),
      ...(sameJson(plain({ p: duty.person ?? null }), plain({ p: person ?? null }))
        ? []
        : [setOp(duty.rule, duty.id, 'person', person === null || person === undefined ? null : plain(person))]),
    ]);
  return [
    ...to(a, swap.memberB, single ? b?.duty.person : null),
    ...(b === undefined ? [] : to(b, swap.memberA, single ? a.duty.person : null)),
  ];
}
