import { Button } from 'antd';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import type { Absence, RosterRule } from '#shared/domain/rosters/rule';
import { ABSENCE_WORD } from '#shared/domain/rosters/words';
import { DateField } from '../../../ui/form/DateField';
import { NumberField, SelectField, TextField, optionsOf } from '../../../ui/form/fields';
import { useToday } from '../../../ui/today';

/** Gaps, the chiefs' duty, and who is away when. */
export function ConstraintFields() {
  return (
    <>
      <NumberField
        name="constraints.minGapDays"
        label="两班间隔"
        min={0}
        max={366}
        unit="天"
        help="同一单位或人员两次值班至少相隔，0为不限"
      />
      <NumberField
        name="constraints.chiefMonthly"
        label="主要领导"
        min={0}
        max={10}
        unit="次/月"
        help="每名主要领导每月至少接待，0为不限"
      />
    </>
  );
}

/** 请假、出差、回避. */
export function AbsenceFields() {
  const { control } = useFormContext<RosterRule>();
  const { fields, append, remove } = useFieldArray({ control, name: 'absences', keyName: 'fieldKey' });
  const slots = useWatch<RosterRule, 'slots'>({ name: 'slots' });
  const today = useToday();
  const members = [...new Map(slots.flatMap((s) => s.members.map((m) => [m.id, m]))).values()];
  const options = members.map((m) => ({ value: m.id, label: m.post === undefined ? m.name : `${m.name} ${m.post}` }));
  const add = () => {
    const first = members[0]?.id;
    if (first !== undefined) append({ member: first, from: today, to: today, kind: 'leave' } as Absence);
  };
  return (
    <div className="absence-list">
      {fields.map((field, i) => (
        <div className="absence" key={field.fieldKey}>
          <SelectField name={`absences.${i}.member`} label="谁" required options={options} />
          <SelectField name={`absences.${i}.kind`} label="事由" required options={optionsOf(ABSENCE_WORD)} />
          <DateField name={`absences.${i}.from`} label="从" required />
          <DateField name={`absences.${i}.to`} label="到" required />
          <TextField name={`absences.${i}.reason`} label="说明" maxLength={100} />
          <Button type="text" onClick={() => remove(i)} aria-label={`删除第${i + 1}条不能到岗`}>
            删除
          </Button>
        </div>
      ))}
      <Button type="dashed" block onClick={add}>
        增加请假、出差、回避
      </Button>
    </div>
  );
}
