import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import type { Decision } from '../../ledger/op';
import { changed, changesOf, createOp, setOp, unknownUnit } from './decide-unit';
import type { Directory } from './directory';
import { PersonInput } from './person';
import { Reason } from './unit';

export const EditPerson = PersonInput.extend({ id: RecordId });
export type EditPerson = z.infer<typeof EditPerson>;

/** 离任 / 调离: the record stays, old rosters and visits go on naming the person. */
export const LeavePerson = z.object({ id: RecordId, on: LocalDate, reason: Reason });
export type LeavePerson = z.infer<typeof LeavePerson>;

export const ReturnPerson = z.object({ id: RecordId, reason: Reason });
export type ReturnPerson = z.infer<typeof ReturnPerson>;

type Decided = Result<Decision, Refusal>;

export function decideAddPerson(directory: Directory, id: RecordId, input: PersonInput): Decided {
  const unit = directory.units.get(input.unit);
  if (unit === undefined) return unknownUnit('unit');
  if (!unit.active) return refuse('unit.retired', `${unit.name}已经停用。`, { field: 'unit' });
  return ok({
    action: input.kind === 'leader' ? '登记领导' : '登记工作人员',
    ops: [createOp(id, { ...input, active: true })],
  });
}

export function decideEditPerson(directory: Directory, { id, ...input }: EditPerson): Decided {
  const person = directory.persons.get(id);
  if (person === undefined) return unknownPerson();
  const unit = directory.units.get(input.unit);
  if (unit === undefined) return unknownUnit('unit');
  if (input.unit !== person.unit && !unit.active) {
    return refuse('unit.retired', `${unit.name}已经停用。`, { field: 'unit' });
  }
  const given: JsonObject = input;
  const after = Object.fromEntries(Object.keys(PersonInput.shape).map((field) => [field, given[field] ?? null]));
  const before = directory.units.get(person.unit);
  const noLongerFirst =
    before?.firstResponsible === id && (input.unit !== person.unit || input.kind !== 'leader')
      ? [setOp(before.id, 'firstResponsible', null)]
      : [];
  return changed('修改人员资料', [...changesOf(id, person, after), ...noLongerFirst]);
}

export function decideLeavePerson(directory: Directory, input: LeavePerson): Decided {
  const person = directory.persons.get(input.id);
  if (person === undefined) return unknownPerson();
  if (!person.active) return refuse('person.left', `${person.name}已经离任。`);
  const responsible = [...directory.units.values()].filter((unit) => unit.firstResponsible === person.id);
  return ok({
    action: '人员离任',
    reason: input.reason,
    ops: [
      setOp(person.id, 'active', false),
      setOp(person.id, 'leftOn', input.on),
      ...responsible.map((unit) => setOp(unit.id, 'firstResponsible', null)),
    ],
  });
}

export function decideReturnPerson(directory: Directory, input: ReturnPerson): Decided {
  const person = directory.persons.get(input.id);
  if (person === undefined) return unknownPerson();
  if (person.active) return refuse('person.active', `${person.name}没有离任。`);
  return ok({
    action: '恢复人员',
    reason: input.reason,
    ops: [setOp(person.id, 'active', true), setOp(person.id, 'leftOn', null)],
  });
}

const unknownPerson = () => refuse('person.unknown', '没有找到这名人员。');
