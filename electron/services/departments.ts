import type { departmentsContract, PersonOption, UnitDetail, UnitOption } from '#shared/contract/departments';
import {
  decideAddPerson,
  decideEditPerson,
  decideLeavePerson,
  decideReturnPerson,
} from '#shared/domain/departments/decide-person';
import {
  decideCreateUnit,
  decideEditUnit,
  decideMergeUnit,
  decideMoveUnit,
  decideRenameUnit,
  decideRestoreUnit,
  decideRetireUnit,
} from '#shared/domain/departments/decide-unit';
import { childrenOf, type Directory, pathOf, personsOf } from '#shared/domain/departments/directory';
import type { Person } from '#shared/domain/departments/person';
import type { Unit } from '#shared/domain/departments/unit';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { refuse } from '#shared/kernel/refusal';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { keywords, saver } from './records';

/** Units and their people: decide → commit → answer; the tree and pickers are answered from the cached directory. */
export function departmentsService(deps: ServiceDeps): Handlers<typeof departmentsContract> {
  const access = directoryOf(deps.store);
  const directory = access.directory;
  const save = saver(deps.store);
  return {
    'departments.options': ({ includeRetired }) =>
      ok({
        units: [...directory().units.values()].filter((unit) => includeRetired || unit.active).map(unitOption),
      }),
    'departments.get': ({ id }) => {
      const unit = directory().units.get(id);
      if (unit === undefined) return refuse('unit.unknown', '没有找到这个单位。');
      const region = unit.region === undefined ? undefined : access.dictionary('regions').get(unit.region)?.name;
      return ok(unitDetail(directory(), unit, region));
    },
    'departments.create': (input, call) =>
      save(recordId('units', input.code), decideCreateUnit(directory(), input), call),
    'departments.edit': (input, call) => save(input.id, decideEditUnit(directory(), input), call),
    'departments.rename': (input, call) => save(input.id, decideRenameUnit(directory(), input), call),
    'departments.move': (input, call) => save(input.id, decideMoveUnit(directory(), input), call),
    'departments.retire': (input, call) => save(input.id, decideRetireUnit(directory(), input), call),
    'departments.restore': (input, call) => save(input.id, decideRestoreUnit(directory(), input), call),
    'departments.merge': (input, call) => save(input.id, decideMergeUnit(directory(), input), call),
    'persons.options': ({ kind, units, includeLeft }) =>
      ok({
        persons: [...directory().persons.values()]
          .filter((person) => kind === undefined || person.kind === kind)
          .filter((person) => units === undefined || units.includes(person.unit))
          .filter((person) => includeLeft || person.active)
          .map((person) => personOption(directory(), person)),
      }),
    'persons.add': (input, call) => {
      const id = recordId('persons', deps.random.hex(6));
      return save(id, decideAddPerson(directory(), id, input), call);
    },
    'persons.edit': (input, call) => save(input.id, decideEditPerson(directory(), input), call),
    'persons.leave': (input, call) => save(input.id, decideLeavePerson(directory(), input), call),
    'persons.return': (input, call) => save(input.id, decideReturnPerson(directory(), input), call),
  };
}

const unitOption = (unit: Unit): UnitOption => ({
  id: unit.id,
  code: unit.code,
  name: unit.name,
  short: unit.short,
  type: unit.type,
  parent: unit.parent,
  active: unit.active,
  keywords: keywords(unit.name, unit.short, unit.code),
  weeklyRotation: unit.weeklyRotation ?? false,
  leaderDay: unit.leaderDay ?? false,
  unattended: unit.active && unit.firstResponsible === undefined,
  ...(unit.region === undefined ? {} : { region: unit.region }),
  ...(unit.mergedInto === undefined ? {} : { mergedInto: unit.mergedInto }),
});

const personOption = (directory: Directory, person: Person): PersonOption => ({
  id: person.id,
  name: person.name,
  unit: person.unit,
  unitName: directory.units.get(person.unit)?.name ?? '',
  kind: person.kind,
  post: person.post,
  rank: person.rank,
  businessLines: person.businessLines,
  active: person.active,
  keywords: keywords(person.name, person.post),
});

function unitDetail(directory: Directory, unit: Unit, regionName: string | undefined): UnitDetail {
  const ref = ({ id, name }: Unit): { id: RecordId; name: string } => ({ id, name });
  const into = unit.mergedInto === undefined ? undefined : directory.units.get(unit.mergedInto);
  const persons = personsOf(directory, unit.id);
  return {
    unit,
    path: pathOf(directory, unit.id).map(ref),
    leaders: persons.filter((person) => person.kind === 'leader'),
    staff: persons.filter((person) => person.kind === 'staff'),
    children: childrenOf(directory, unit.id).map(ref),
    mergedFrom: [...directory.units.values()].filter((other) => other.mergedInto === unit.id).map(ref),
    ...(regionName === undefined ? {} : { regionName }),
    ...(into === undefined ? {} : { mergedInto: ref(into) }),
  };
}
