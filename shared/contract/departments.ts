import { z } from 'zod';
import { EditPerson, LeavePerson, ReturnPerson } from '../domain/departments/decide-person';
import {
  CreateUnit,
  EditUnit,
  MergeUnit,
  MoveUnit,
  RenameUnit,
  RestoreUnit,
  RetireUnit,
} from '../domain/departments/decide-unit';
import { Person, PersonInput, PersonKind } from '../domain/departments/person';
import { Unit, UnitType } from '../domain/departments/unit';
import { RecordId } from '../kernel/ids';
import { command, query } from './define';

/** One line of a picker or tree; `keywords` is the pinyin in full and as initials, for searching while typing. */
export const Option = z.object({ id: RecordId, name: z.string(), keywords: z.string(), active: z.boolean() });

export const UnitOption = Option.extend({
  code: z.string(),
  short: z.string(),
  type: UnitType,
  parent: RecordId.nullable(),
  region: RecordId.optional(),
  mergedInto: RecordId.optional(),
  weeklyRotation: z.boolean(),
  leaderDay: z.boolean(),
  /** Nobody is entered as 第一责任人 yet. */
  unattended: z.boolean(),
});
export type UnitOption = z.infer<typeof UnitOption>;

export const PersonOption = Option.extend({
  unit: RecordId,
  unitName: z.string(),
  kind: PersonKind,
  post: z.string(),
  rank: Person.shape.rank,
  businessLines: z.array(z.string()),
});
export type PersonOption = z.infer<typeof PersonOption>;

const UnitRef = z.object({ id: RecordId, name: z.string() });
export const UnitDetail = z.object({
  unit: Unit,
  path: z.array(UnitRef),
  regionName: z.string().optional(),
  leaders: z.array(Person),
  staff: z.array(Person),
  children: z.array(UnitRef),
  /** The unit that has taken over, and those it has taken over. */
  mergedInto: UnitRef.optional(),
  mergedFrom: z.array(UnitRef),
});
export type UnitDetail = z.infer<typeof UnitDetail>;

/** Which record was written, and when it was durable. */
export const Saved = z.object({ id: RecordId, savedAt: z.number() });
export const departmentsContract = {
  'departments.options': query({
    title: '机构目录的全部单位（树和下拉用）',
    input: z.object({ includeRetired: z.boolean().default(false) }),
    output: z.object({ units: z.array(UnitOption) }),
  }),
  'departments.get': query({
    title: '一个单位的资料、领导和人员',
    input: z.object({ id: RecordId }),
    output: UnitDetail,
  }),
  'departments.create': command({ title: '新增单位', input: CreateUnit, output: Saved }),
  'departments.edit': command({ title: '修改单位资料', input: EditUnit, output: Saved }),
  'departments.rename': command({ title: '单位更名，旧名留存', input: RenameUnit, output: Saved }),
  'departments.move': command({ title: '调整单位的隶属', input: MoveUnit, output: Saved }),
  'departments.retire': command({ title: '停用单位', input: RetireUnit, output: Saved }),
  'departments.restore': command({ title: '恢复停用的单位', input: RestoreUnit, output: Saved }),
  'departments.merge': command({ title: '把单位并入另一单位', input: MergeUnit, output: Saved }),
  'persons.options': query({
    title: '领导和工作人员（下拉用）',
    input: z.object({
      kind: PersonKind.optional(),
      units: z.array(RecordId).optional(),
      includeLeft: z.boolean().default(false),
    }),
    output: z.object({ persons: z.array(PersonOption) }),
  }),
  'persons.add': command({ title: '登记领导或工作人员', input: PersonInput, output: Saved }),
  'persons.edit': command({ title: '修改人员资料', input: EditPerson, output: Saved }),
  'persons.leave': command({ title: '人员离任', input: LeavePerson, output: Saved }),
  'persons.return': command({ title: '恢复离任人员', input: ReturnPerson, output: Saved }),
};
