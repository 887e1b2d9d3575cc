import {
  CreateUnit,
  EditUnit,
  MergeUnit,
  MoveUnit,
  RenameUnit,
  RetireUnit,
} from '#shared/domain/departments/decide-unit';
import { STATION_MODE_NAMES, UNIT_TYPE_NAMES, type Unit } from '#shared/domain/departments/unit';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import {
  CheckField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
  TreeField,
  type TreeOption,
  optionsOf,
} from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToday } from '../../ui/today';
import type { Detail } from './UnitDetail';
import { useRegions } from './useRegions';

interface UnitProps {
  readonly unit: Unit;
  readonly onClose: () => void;
}
interface DetailProps {
  readonly detail: Detail;
  readonly onClose: () => void;
}

export function CreateUnitDialog({
  parent,
  onClose,
  onCreated,
}: {
  readonly parent: { readonly id: RecordId; readonly code: string } | undefined;
  readonly onClose: () => void;
  readonly onCreated: (id: RecordId) => void;
}) {
  const { tree } = useUnits();
  const form = useDeskForm({
    schema: CreateUnit,
    defaultValues: {
      code: parent === undefined ? '' : `${parent.code}-`,
      name: '',
      short: '',
      parent: parent?.id ?? null,
      type: 'government',
    },
  });
  const save = useSave('departments.create', form, { onSaved: ({ id }) => onCreated(id) });
  return (
    <FormDialog title="新增单位" form={form} save={save} onClose={onClose} columns={2} width={820}>
      <TextField name="name" label="名称" required autoFocus span={2} maxLength={60} />
      <TreeField name="parent" label="上级单位" required options={tree} span={2} />
      <TextField name="short" label="简称" required maxLength={20} />
      <TextField name="code" label="编码" required maxLength={30} help="本系统内唯一，以后不能改，如 CZ-GAJ-12" />
      <SelectField name="type" label="类型" required options={optionsOf(UNIT_TYPE_NAMES)} />
      <DetailFields />
    </FormDialog>
  );
}

export function EditUnitDialog({ detail: { unit, leaders }, onClose }: DetailProps) {
  const form = useDeskForm({
    schema: EditUnit,
    defaultValues: {
      id: unit.id,
      short: unit.short,
      type: unit.type,
      region: unit.region,
      phone: unit.phone,
      address: unit.address,
      duties: unit.duties,
      stationMode: unit.stationMode,
      firstResponsible: unit.firstResponsible,
      weeklyRotation: unit.weeklyRotation,
      leaderDay: unit.leaderDay,
      note: unit.note,
      order: unit.order,
    },
  });
  const save = useSave('departments.edit', form, { onSaved: onClose });
  const people = leaders
    .filter((person) => person.active)
    .map((person) => ({ value: person.id as string, label: `${person.name} ${person.post}` }));
  return (
    <FormDialog title={`修改资料：${unit.name}`} form={form} save={save} onClose={onClose} columns={2} width={820}>
      <TextField name="short" label="简称" required autoFocus maxLength={20} />
      <SelectField name="type" label="类型" required options={optionsOf(UNIT_TYPE_NAMES)} />
      <SelectField
        name="firstResponsible"
        label="第一责任人"
        options={people}
        {...(people.length === 0 ? { help: '请先登记本单位领导' } : {})}
      />
      <DetailFields />
    </FormDialog>
  );
}

/** What a new unit and an edited one have in common. */
function DetailFields() {
  const regions = useRegions();
  return (
    <>
      <TreeField name="region" label="属地" options={regions} />
      <TextField name="phone" label="电话" maxLength={40} inputMode="tel" />
      <SelectField name="stationMode" label="驻点方式" options={optionsOf(STATION_MODE_NAMES)} />
      <NumberField name="order" label="排序" min={0} max={99_999} help="数小的排在前" />
      <CheckField name="weeklyRotation" label="每周轮值" text="参加每周轮值接访" />
      <CheckField name="leaderDay" label="接待日" text="负责人参加局领导接待日" />
      <TextField name="address" label="地址" span={2} maxLength={100} />
      <TextAreaField name="duties" label="职责" span={2} rows={2} maxLength={500} />
      <TextField name="note" label="备注" span={2} maxLength={200} />
    </>
  );
}

export function RenameUnitDialog({ unit, onClose }: UnitProps) {
  const today = useToday();
  const form = useDeskForm({
    schema: RenameUnit,
    defaultValues: { id: unit.id, name: unit.name, short: unit.short, on: today, reason: '' },
  });
  const save = useSave('departments.rename', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`更名：${unit.name}`}
      form={form}
      save={save}
      onClose={onClose}
      ok="更名"
      intro="旧名称留在“曾用名”中，已登记的事项和已公布的排班不变。"
    >
      <TextField name="name" label="新名称" required autoFocus maxLength={60} />
      <TextField name="short" label="新简称" required maxLength={20} />
      <DateField name="on" label="启用日期" required />
      <ReasonField />
    </FormDialog>
  );
}

export function MoveUnitDialog({ unit, onClose }: UnitProps) {
  const { tree } = useUnits();
  const form = useDeskForm({ schema: MoveUnit, defaultValues: { id: unit.id, parent: unit.parent, reason: '' } });
  const save = useSave('departments.move', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`调整隶属：${unit.name}`}
      form={form}
      save={save}
      onClose={onClose}
      ok="调整"
      intro="下级单位随本单位一起调整。"
    >
      <TreeField name="parent" label="新上级" required options={without(tree, unit.id)} autoFocus />
      <ReasonField />
    </FormDialog>
  );
}

export function MergeUnitDialog({ unit, onClose }: UnitProps) {
  const { tree } = useUnits();
  const today = useToday();
  const form = useDeskForm({
    schema: MergeUnit,
    defaultValues: { id: unit.id, on: today, reason: '', movePersons: true },
  });
  const save = useSave('departments.merge', form, { onSaved: onClose });
  return (
    <FormDialog
      title={`合并：${unit.name}`}
      form={form}
      save={save}
      onClose={onClose}
      ok="合并"
      intro="本单位停用，下级单位归入接收单位；原有登记仍显示本单位，由接收单位承继办理（《信访工作条例》第二十四条）。"
    >
      <TreeField name="into" label="并入" required options={without(tree, unit.id)} autoFocus />
      <DateField name="on" label="合并日期" required />
      <CheckField name="movePersons" label="人员" text="领导和工作人员一并转入" />
      <ReasonField />
    </FormDialog>
  );
}

export function RetireUnitDialog({ detail: { unit, children }, onClose }: DetailProps) {
  const { tree, byId } = useUnits();
  const today = useToday();
  const form = useDeskForm({ schema: RetireUnit, defaultValues: { id: unit.id, on: today, reason: '' } });
  const save = useSave('departments.retire', form, { onSaved: onClose });
  const below = children.filter((child) => byId.get(child.id)?.active === true).length;
  return (
    <FormDialog
      title={`停用：${unit.name}`}
      form={form}
      save={save}
      onClose={onClose}
      ok="停用"
      intro="停用后不再出现在各处的选择中，原有登记不受影响，以后可以恢复。"
    >
      {below === 0 ? null : (
        <TreeField
          name="moveChildrenTo"
          label="下级归入"
          required
          options={without(tree, unit.id)}
          help={`本单位下有 ${below} 个在用单位，须先确定新上级`}
        />
      )}
      <DateField name="on" label="停用日期" required />
      <ReasonField />
    </FormDialog>
  );
}

const ReasonField = () => (
  <TextAreaField name="reason" label="理由" required rows={2} maxLength={200} placeholder="记入变更记录" />
);

/** The tree less a unit and everything below it. */
const without = (tree: readonly TreeOption[], id: string): TreeOption[] =>
  tree
    .filter((option) => option.value !== id)
    .map((option) => ({ ...option, children: without(option.children ?? [], id) }));
