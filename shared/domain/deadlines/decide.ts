import { z } from 'zod';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import { type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Folded } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import { changesOf, createOp, unknownUnit } from '../departments/decide-unit';
import type { Directory } from '../departments/directory';
import { Reason, valid } from '../departments/unit';
import { DEADLINE_KINDS, DEADLINES, DeadlineKind, Length, lengthText, lengthWords, usualLength } from './kind';
import { DEADLINE_POLICY_ID, DEFAULT_DEADLINE_POLICY, DeadlinePolicy } from './policy';
import { SlaPolicy, slaId } from './sla';

type Decided = Result<Decision, Refusal>;

/** How is counted and judged; the lengths are set one by one. */
export const CountingPolicy = DeadlinePolicy.omit({ lengths: true });
export type CountingPolicy = z.infer<typeof CountingPolicy>;

/** Another length for one kind; without one the usual length is taken up again. */
export const SetLength = z.object({ kind: DeadlineKind, length: Length.optional(), reason: blankable(Reason) });
export type SetLength = z.infer<typeof SetLength>;

/** Each kind's length is a field of its own, so that two desks that set different kinds have nothing to settle. */
export function readDeadlinePolicy(record: Folded | undefined): DeadlinePolicy {
  const value = record?.value ?? {};
  const given = CountingPolicy.partial().safeParse(
    Object.fromEntries(
      Object.entries(CountingPolicy.shape).map(([field, schema]) => [field, valid<unknown>(schema, value[field])]),
    ),
  );
  const lengths = DEADLINE_KINDS.flatMap((kind) => {
    const length = valid(Length, value[kind]);
    return length === undefined ? [] : [[kind, length] as const];
  });
  return { ...DEFAULT_DEADLINE_POLICY, ...defined(given.data ?? {}), lengths: Object.fromEntries(lengths) };
}

const defined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T;

/** 设置期限口径. */
export function decideSetCounting(record: Folded | undefined, policy: CountingPolicy): Decided {
  const { lengths: _lengths, ...before } = readDeadlinePolicy(record);
  return write(record, '设置期限口径', before, policy);
}

/** 设置期限长度: what the law has fixed is changed only with a reason. */
export function decideSetLength(record: Folded | undefined, { kind, length, reason }: SetLength): Decided {
  const { title, article, statutory } = DEADLINES[kind];
  if (statutory && reason === undefined) {
    return refuse('deadline.reasonMissing', `${title}由条例等规定，更改应当写明理由。`, {
      field: 'reason',
      lawArticle: article,
    });
  }
  const usual = usualLength(kind);
  const wanted = length === undefined || sameJson(length, usual) ? null : length;
  const before = readDeadlinePolicy(record).lengths[kind] ?? null;
  const now = wanted ?? usual;
  const action = `设置${title}${now === undefined ? `（${lengthWords(kind, now)}）` : `为${lengthText(now)}`}`;
  return write(record, action, { [kind]: before }, { [kind]: wanted }, reason);
}

function write(
  record: Folded | undefined,
  action: string,
  before: JsonObject,
  after: JsonObject,
  reason?: string,
): Decided {
  const changes = changesOf(DEADLINE_POLICY_ID, before, after);
  if (changes.length === 0) return refuse('deadline.unchanged', '没有改动，无需保存。');
  const ops =
    record === undefined
      ? [createOp(DEADLINE_POLICY_ID, Object.fromEntries(changes.map((op) => [op.field ?? '', op.value])))]
      : changes;
  return ok({ action, ops, ...(reason === undefined ? {} : { reason }) });
}

export const SaveSla = SlaPolicy.extend({ reason: blankable(Reason) });
export type SaveSla = z.infer<typeof SaveSla>;
export const RemoveSla = z.object({ unit: RecordId, reason: Reason });
export type RemoveSla = z.infer<typeof RemoveSla>;

/** What the decisions about 内控时限 must know. */
export interface SlaDesk {
  readonly directory: Directory;
  /** In force now, as recorded or as shipped. */
  readonly policies: ReadonlyMap<RecordId, SlaPolicy>;
  readonly record: Folded | undefined;
}

/** 设置内控时限: a first one needs no reason, another one does. */
export function decideSaveSla({ unit, reason, ...input }: SaveSla, desk: SlaDesk): Decided {
  const holder = desk.directory.units.get(unit);
  if (holder === undefined) return unknownUnit('unit');
  if (!holder.active) return refuse('sla.unitRetired', `${holder.name}已经停用。`, { field: 'unit' });
  const before = desk.policies.get(unit);
  if (before !== undefined && reason === undefined) {
    return refuse('sla.reasonMissing', `${holder.name}已有内控时限，更改应当写明理由。`, { field: 'reason' });
  }
  const after: JsonObject = { stage1: input.stage1, stage2: input.stage2, note: input.note ?? null };
  if (before !== undefined && sameJson(asJson(before), { ...after, unit })) return unchanged();
  return ok({
    action: '设置内控时限',
    ops:
      desk.record === undefined
        ? [createOp(slaId(unit), { ...after, active: true })]
        : changesOf(slaId(unit), desk.record.value, { ...after, active: true }),
    ...(reason === undefined ? {} : { reason }),
  });
}

/** 取消内控时限: the unit is judged by that of the unit above it again, if there is one. */
export function decideRemoveSla({ unit, reason }: RemoveSla, desk: SlaDesk): Decided {
  if (!desk.policies.has(unit)) return refuse('sla.unknown', '该单位没有设置内控时限。', { field: 'unit' });
  return ok({
    action: '取消内控时限',
    reason,
    ops:
      desk.record === undefined
        ? [createOp(slaId(unit), { active: false })]
        : changesOf(slaId(unit), desk.record.value, { active: false }),
  });
}

const unchanged = () => refuse('deadline.unchanged', '没有改动，无需保存。');
const asJson = ({ note, ...policy }: SlaPolicy): JsonObject => ({ ...policy, note: note ?? null });
