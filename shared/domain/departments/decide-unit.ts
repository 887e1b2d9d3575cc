import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId, recordId } from '../../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision, OpDraft } from '../../ledger/op';
import { ORG_SPACE } from '../../ledger/space';
import { childrenOf, type Directory, isWithin, personsOf } from './directory';
import { Reason, type Unit, UnitCode, UnitDetails, UnitName, UnitShort } from './unit';

export const CreateUnit = UnitDetails.extend({
  code: UnitCode,
  name: UnitName,
  short: UnitShort,
  parent: RecordId.nullable(),
});
export type CreateUnit = z.infer<typeof CreateUnit>;

export const EditUnit = UnitDetails.extend({ id: RecordId, short: UnitShort });
export type EditUnit = z.infer<typeof EditUnit>;

export const RenameUnit = z.object({
  id: RecordId,
  name: UnitName,
  short: UnitShort,
  /** The first day of the new name. */
  on: LocalDate,
  reason: Reason,
});
export type RenameUnit = z.infer<typeof RenameUnit>;

export const MoveUnit = z.object({ id: RecordId, parent: RecordId.nullable(), reason: Reason });
export type MoveUnit = z.infer<typeof MoveUnit>;

export const RetireUnit = z.object({
  id: RecordId,
  on: LocalDate,
  reason: Reason,
  /** Where units below it go; without it a unit with units below is not retired. */
  moveChildrenTo: RecordId.optional(),
});
export type RetireUnit = z.infer<typeof RetireUnit>;

export const RestoreUnit = z.object({ id: RecordId, reason: Reason });
export type RestoreUnit = z.infer<typeof RestoreUnit>;

export const MergeUnit = z.object({
  id: RecordId,
  into: RecordId,
  on: LocalDate,
  reason: Reason,
  /** Leaders and staff come along. */
  movePersons: z.boolean(),
});
export type MergeUnit = z.infer<typeof MergeUnit>;

type Decided = Result<Decision, Refusal>;

export const setOp = (on: RecordId, field: string, value: Json): OpDraft => ({
  kind: 'set',
  on,
  space: ORG_SPACE,
  field,
  value,
});

export const createOp = (on: RecordId, value: JsonObject): OpDraft => ({ kind: 'create', on, space: ORG_SPACE, value });

/** Sets of the fields that differ; a field that was cleared is set to null. */
export function changesOf(on: RecordId, before: JsonObject, after: JsonObject): OpDraft[] {
  return Object.entries(after).flatMap(([field, value]) =>
    sameJson(before[field] ?? null, value ?? null) ? [] : [setOp(on, field, value ?? null)],
  );
}

export function decideCreateUnit(directory: Directory, input: CreateUnit): Decided {
  const id = recordId('units', input.code);
  if (directory.units.has(id)) return refuse('unit.codeTaken', `编码 ${input.code} 已经使用。`, { field: 'code' });
  const refused =
    nameTaken(directory, input.name) ?? badParent(directory, input.parent) ?? badLeader(directory, id, input);
  if (refused !== undefined) return refused;
  return ok({ action: '新增单位', ops: [createOp(id, { ...input, active: true })] });
}

export function decideEditUnit(directory: Directory, { id, ...input }: EditUnit): Decided {
  const unit = directory.units.get(id);
  if (unit === undefined) return unknownUnit();
  const refused = badLeader(directory, id, input);
  if (refused !== undefined) return refused;
  const { code: _code, name: _name, parent: _parent, ...fields } = CreateUnit.shape;
  const ops = Object.keys(fields).flatMap((field) =>
    changesOf(id, asJson(unit), { [field]: asJson(input)[field] ?? null }),
  );
  return changed('修改单位资料', ops);
}

export function decideRenameUnit(directory: Directory, input: RenameUnit): Decided {
  const unit = directory.units.get(input.id);
  if (unit === undefined) return unknownUnit();
  const taken = nameTaken(directory, input.name, input.id);
  if (taken !== undefined) return taken;
  if (unit.name === input.name) {
    return refuse('unit.sameName', '新名称与现名称相同；只改简称请用“修改资料”。', { field: 'name' });
  }
  return ok({
    action: '单位更名',
    reason: input.reason,
    ops: [
      setOp(unit.id, 'name', input.name),
      ...(unit.short === input.short ? [] : [setOp(unit.id, 'short', input.short)]),
      formerNameOp(unit, input.on, input.reason),
    ],
  });
}

export const formerNameOp = (unit: Unit, until: string, reason: string): OpDraft => ({
  kind: 'add',
  on: unit.id,
  space: ORG_SPACE,
  field: 'formerNames',
  value: { name: unit.name, short: unit.short, until, reason },
});

export function decideMoveUnit(directory: Directory, input: MoveUnit): Decided {
  const unit = directory.units.get(input.id);
  if (unit === undefined) return unknownUnit();
  if (unit.parent === input.parent) {
    return refuse('unit.sameParent', '该单位已经在这个上级之下。', { field: 'parent' });
  }
  const refused = badParent(directory, input.parent) ?? ring(directory, input.id, input.parent, 'parent');
  if (refused !== undefined) return refused;
  return ok({ action: '调整隶属', reason: input.reason, ops: [setOp(unit.id, 'parent', input.parent)] });
}

export function decideRetireUnit(directory: Directory, input: RetireUnit): Decided {
  const unit = directory.units.get(input.id);
  if (unit === undefined) return unknownUnit();
  if (!unit.active) return refuse('unit.retired', `${unit.name}已经停用。`);
  const children = childrenOf(directory, unit.id).filter((child) => child.active);
  if (children.length > 0 && input.moveChildrenTo === undefined) {
    return refuse('unit.hasChildren', `${unit.name}下还有 ${children.length} 个在用单位，请先选择它们的新上级。`, {
      field: 'moveChildrenTo',
    });
  }
  if (children.length > 0 && input.moveChildrenTo !== undefined) {
    const refused =
      badParent(directory, input.moveChildrenTo, 'moveChildrenTo') ??
      ring(directory, unit.id, input.moveChildrenTo, 'moveChildrenTo');
    if (refused !== undefined) return refused;
  }
  const moved = children.map((child) => setOp(child.id, 'parent', input.moveChildrenTo ?? null));
  return ok({
    action: '停用单位',
    reason: input.reason,
    ops: [...moved, setOp(unit.id, 'active', false), setOp(unit.id, 'retiredOn', input.on)],
  });
}

export function decideRestoreUnit(directory: Directory, input: RestoreUnit): Decided {
  const unit = directory.units.get(input.id);
  if (unit === undefined) return unknownUnit();
  if (unit.active) return refuse('unit.active', `${unit.name}没有停用。`);
  const refused = nameTaken(directory, unit.name, unit.id) ?? badParent(directory, unit.parent);
  if (refused !== undefined) return refused;
  return ok({
    action: '恢复单位',
    reason: input.reason,
    ops: [
      setOp(unit.id, 'active', true),
      ...(unit.retiredOn === undefined ? [] : [setOp(unit.id, 'retiredOn', null)]),
      ...(unit.mergedInto === undefined ? [] : [setOp(unit.id, 'mergedInto', null)]),
    ],
  });
}

/** 分立、合并、撤销的，由继续行使其职权的机关受理: what referred to the unit is led on to its successor. */
export function decideMergeUnit(directory: Directory, input: MergeUnit): Decided {
  const unit = directory.units.get(input.id);
  const into = directory.units.get(input.into);
  if (unit === undefined || into === undefined) return unknownUnit();
  if (!unit.active) return refuse('unit.retired', `${unit.name}已经停用。`);
  if (!into.active) return refuse('unit.intoRetired', `${into.name}已经停用，不能并入。`, { field: 'into' });
  if (isWithin(directory, into.id, unit.id)) {
    return refuse('unit.intoItself', '不能并入本单位或其下级单位。', { field: 'into' });
  }
  const children = childrenOf(directory, unit.id).filter((child) => child.active);
  const persons = input.movePersons ? personsOf(directory, unit.id).filter((person) => person.active) : [];
  return ok({
    action: '合并单位',
    reason: input.reason,
    ops: [
      ...children.map((child) => setOp(child.id, 'parent', into.id)),
      ...persons.map((person) => setOp(person.id, 'unit', into.id)),
      setOp(unit.id, 'active', false),
      setOp(unit.id, 'retiredOn', input.on),
      setOp(unit.id, 'mergedInto', into.id),
    ],
  });
}

export const changed = (action: string, ops: readonly OpDraft[], reason?: string): Decided =>
  ops.length === 0
    ? refuse('directory.unchanged', '没有改动，无需保存。')
    : ok({ action, ops, ...(reason === undefined ? {} : { reason }) });

const asJson = (value: object): JsonObject => value as JsonObject;

export const unknownUnit = (field?: string) =>
  refuse('unit.unknown', '没有找到这个单位。', field === undefined ? {} : { field });

function nameTaken(directory: Directory, name: string, except?: RecordId) {
  const same = [...directory.units.values()].find((unit) => unit.active && unit.name === name && unit.id !== except);
  return same === undefined
    ? undefined
    : refuse('unit.nameTaken', `已有同名的在用单位（编码 ${same.code}）。`, { field: 'name' });
}

function badParent(directory: Directory, parent: RecordId | null, field = 'parent') {
  if (parent === null) return undefined;
  const unit = directory.units.get(parent);
  if (unit === undefined) return unknownUnit(field);
  return unit.active ? undefined : refuse('unit.parentRetired', `上级单位${unit.name}已经停用。`, { field });
}

function ring(directory: Directory, id: RecordId, parent: RecordId | null, field: string) {
  return parent !== null && isWithin(directory, parent, id)
    ? refuse('unit.ring', '上级不能是本单位或其下级单位。', { field })
    : undefined;
}

function badLeader(directory: Directory, unit: RecordId, input: { firstResponsible?: RecordId }) {
  if (input.firstResponsible === undefined) return undefined;
  const person = directory.persons.get(input.firstResponsible);
  return person?.unit === unit && person.kind === 'leader' && person.active
    ? undefined
    : refuse('unit.leaderElsewhere', '第一责任人应为本单位在任领导。', { field: 'firstResponsible' });
}
