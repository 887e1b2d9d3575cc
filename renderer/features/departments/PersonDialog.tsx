import { z } from 'zod';
import { LocalDate } from '#shared/calendar/local-date';
import { type Person, PERSON_RANK_NAMES, PersonInput } from '#shared/domain/departments/person';
import { STATION_MODE_NAMES, type Unit } from '#shared/domain/departments/unit';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import { NumberField, SelectField, TagsField, TextField, TreeField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';

/** The same rules as the desk's; 派驻 is two days here and one field there. */
const PersonForm = PersonInput.omit({ secondment: true })
  .extend({ secondedFrom: LocalDate.optional(), secondedUntil: LocalDate.optional() })
  .refine(({ secondedFrom, secondedUntil }) => secondedUntil === undefined || secondedFrom !== undefined, {
    message: '请填写派驻开始',
    path: ['secondedFrom'],
  })
  .refine(({ secondedFrom, secondedUntil }) => (secondedFrom ?? '') <= (secondedUntil ?? '9'), {
    message: '派驻结束不能早于开始',
    path: ['secondedUntil'],
  });

const toPerson = ({ secondedFrom, secondedUntil, ...rest }: z.output<typeof PersonForm>): PersonInput => ({
  ...rest,
  ...(secondedFrom === undefined
    ? {}
    : { secondment: { from: secondedFrom, ...(secondedUntil === undefined ? {} : { until: secondedUntil }) } }),
});

interface Props {
  readonly unit: Unit;
  readonly kind: 'leader' | 'staff';
  readonly person: Person | undefined;
  readonly onClose: () => void;
}

export function PersonDialog({ unit, kind, person, onClose }: Props) {
  const { tree } = useUnits();
  const form = useDeskForm({
    schema: PersonForm,
    defaultValues:
      person === undefined
        ? { unit: unit.id, kind, name: '', post: '', businessLines: [] }
        : { ...person, secondedFrom: person.secondment?.from, secondedUntil: person.secondment?.until },
  });
  const add = useSave('persons.add', form, { toInput: toPerson, onSaved: onClose });
  const edit = useSave('persons.edit', form, {
    toInput: (value) => ({ ...toPerson(value), id: person?.id ?? '' }),
    onSaved: onClose,
  });
  const what = kind === 'leader' ? '领导' : '工作人员';
  return (
    <FormDialog
      title={person === undefined ? `登记${what}:${unit.name}` : `修改${what}:${person.name}`}
      form={form}
      save={person === undefined ? add : edit}
      onClose={onClose}
      columns={2}
      width={820}
    >
      <TextField name="name" label="姓名" required autoFocus maxLength={20} />
      <TextField name="post" label="职务" required maxLength={40} placeholder="如 党委副书记、副局长" />
      {kind === 'leader' ? (
        <SelectField name="rank" label="职级" options={optionsOf(PERSON_RANK_NAMES)} />
      ) : (
        <SelectField name="stationMode" label="驻点方式" options={optionsOf(STATION_MODE_NAMES)} />
      )}
      <TextField name="phone" label="电话" maxLength={40} inputMode="tel" />
      <TagsField name="businessLines" label="业务条线" />
      <NumberField name="order" label="排序" min={0} max={99_999} help="数小的排在前，轮值也按此顺序" />
      {kind === 'leader' ? (
        <TextField name="scope" label="分管范围" span={2} maxLength={200} />
      ) : (
        <>
          <DateField name="secondedFrom" label="派驻开始" />
          <DateField name="secondedUntil" label="派驻结束" />
        </>
      )}
      {person === undefined ? null : <TreeField name="unit" label="所在单位" required options={tree} span={2} />}
    </FormDialog>
  );
}
