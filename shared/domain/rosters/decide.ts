import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { keyOf, RecordId, recordId } from '../../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision, OpDraft } from '../../ledger/op';
import { rosterSpace } from '../../ledger/space';
import type { PlannedDuty, RosterConflict } from './duty';
import type { Generation } from './generate';
import { noticeDigest } from './notice';
import { Attendance, type Duty, DutyPerson, type Roster, type RuleRecord } from './records';
import type { Period, RosterRule } from './rule';

type Decided = Result<Decision, Refusal>;

export const Reason = z.string().trim().min(1, '请填写原因').max(200, '原因不超过 200 个字');

export const spaceOf = (rule: RecordId) => rosterSpace(keyOf(rule));
export const setOp = (rule: RecordId, on: RecordId, field: string, value: Json): OpDraft => ({
  kind: 'set',
  on,
  space: spaceOf(rule),
  field,
  value,
});
export const createOp = (rule: RecordId, on: RecordId, value: JsonObject): OpDraft => ({
  kind: 'create',
  on,
  space: spaceOf(rule),
  value,
});

/** A value checked by its schema, without the keys that are absent. */
export const plain = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

export const decideCreateRule = (id: RecordId, rule: RosterRule): Decided =>
  ok({ action: '新建排班规则', ops: [createOp(id, id, plain(rule))] });

export function decideEditRule(before: RuleRecord, rule: RosterRule): Decided {
  if (before.retired !== undefined) return refuse('roster.ruleRetired', '该排班规则已停用，不能修改。');
  const old = plain(before);
  const ops = Object.entries(plain(rule)).flatMap(([field, value]) =>
    sameJson(old[field], value) ? [] : [setOp(before.id, before.id, field, value ?? null)],
  );
  return ops.length === 0 ? refuse('roster.unchanged', '没有改动。') : ok({ action: '修改排班规则', ops });
}

export const RetireRule = z.object({ id: RecordId, on: LocalDate, reason: Reason });
export function decideRetireRule(rule: RuleRecord, input: z.infer<typeof RetireRule>): Decided {
  if (rule.retired !== undefined) return refuse('roster.ruleRetired', '该排班规则已经停用。');
  const { on, reason } = input;
  return ok({ action: '停用排班规则', reason, ops: [setOp(rule.id, rule.id, 'retired', { on, reason })] });
}

/** Saves what was drawn up as the next version for its period; versions it overlaps are replaced, not erased. */
export function decideSaveRoster(
  id: RecordId,
  rule: RuleRecord,
  period: Period,
  drawn: Generation,
  replaced: readonly Roster[],
): Decided {
  if (drawn.duties.length === 0) return refuse('roster.empty', '所选时段内没有班次，请检查时段和排班方式。');
  const roster = {
    rule: rule.id,
    title: rule.title,
    publisher: rule.publisher,
    location: rule.location,
    from: period.from,
    to: period.to,
    version: 1 + Math.max(0, ...replaced.map((r) => r.version)),
    slots: rule.slots,
    notes: rule.notes,
    noticeDays: rule.noticeDays,
    skipped: drawn.skipped,
    remarks: drawn.remarks,
    replacesPublished: replaced.some((r) => wasPublished(r)),
  };
  const duties = drawn.duties.map((duty) =>
    createOp(rule.id, recordId('duties', `${duty.key}-${keyOf(id)}`), dutyValue(id, rule, duty)),
  );
  const superseded = replaced.map((r) => setOp(rule.id, r.id, 'supersededBy', id));
  return ok({ action: '生成排班表', ops: [createOp(rule.id, id, plain(roster)), ...duties, ...superseded] });
}

const wasPublished = (roster: Roster): boolean =>
  (roster.notice !== null && roster.notice !== undefined) || roster.replacesPublished === true;

function dutyValue(roster: RecordId, rule: RuleRecord, duty: PlannedDuty): JsonObject {
  const slot = rule.slots.find((s) => s.id === duty.slot);
  return plain({ ...duty, roster, rule: rule.id, hours: slot?.hours ?? [], location: slot?.location ?? rule.location });
}

export const FillDuties = z.object({
  roster: RecordId,
  entries: z
    .array(z.object({ duty: RecordId, person: DutyPerson.nullable() }))
    .min(1)
    .max(400),
});
/** The units are fixed; now the people. */
export function decideFill(duties: readonly Duty[], input: z.infer<typeof FillDuties>): Decided {
  const known = new Map(duties.map((d) => [d.id, d]));
  const ops: OpDraft[] = [];
  for (const { duty: id, person } of input.entries) {
    const duty = known.get(id);
    if (duty === undefined) return dutyUnknown();
    const value = person === null ? null : plain(person);
    if (!sameJson(duty.person === undefined || duty.person === null ? null : plain(duty.person), value)) {
      ops.push(setOp(duty.rule, duty.id, 'person', value));
    }
  }
  return ops.length === 0 ? refuse('roster.unchanged', '没有改动。') : ok({ action: '填报到岗人员', ops });
}

export const PublishRoster = z.object({
  id: RecordId,
  on: LocalDate,
  place: z.string().trim().min(1, '请填写公示地点').max(100, '公示地点不超过 100 个字'),
  /** Said by a person who has seen the conflicts. */
  despiteConflicts: z.boolean(),
});
export function decidePublish(
  roster: Roster,
  duties: readonly Duty[],
  conflicts: readonly RosterConflict[],
  input: z.infer<typeof PublishRoster>,
): Decided {
  if ((roster.supersededBy ?? undefined) !== undefined) {
    return refuse('roster.superseded', '该排班表已被新版本替代，请公示新版本。');
  }
  if (conflicts.length > 0 && !input.despiteConflicts) {
    return refuse(
      'roster.conflicts',
      `排班表还有${conflicts.length}处冲突：${conflicts[0]?.message ?? ''}。请先处理，或确认仍按此公示。`,
      { field: 'despiteConflicts' },
    );
  }
  const notice = { on: input.on, place: input.place, digest: noticeDigest(duties) };
  const again = roster.notice === null || roster.notice === undefined ? '公示排班表' : '重新公示排班表';
  return ok({ action: again, ops: [setOp(roster.rule, roster.id, 'notice', notice)] });
}

export const AttendDuty = z.object({ duty: RecordId, attendance: Attendance.nullable() });
export function decideAttend(duty: Duty, input: z.infer<typeof AttendDuty>, today: LocalDate): Decided {
  if (input.attendance !== null && duty.date > today) {
    return refuse('roster.notYet', '该班次尚未到日期，不能登记到岗。', { field: 'state' });
  }
  const value = input.attendance === null ? null : plain(input.attendance);
  const action = input.attendance === null ? '撤销到岗登记' : '登记到岗';
  return ok({ action, ops: [setOp(duty.rule, duty.id, 'attendance', value)] });
}

export const dutyUnknown = () => refuse('roster.dutyUnknown', '没有找到这个班次，可能已被新版本替代，请刷新后再试。');
