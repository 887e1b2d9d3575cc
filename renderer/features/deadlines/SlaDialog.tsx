import { SaveSla } from '#shared/domain/deadlines/decide';
import { useUnits } from '../../ui/directory';
import { NumberField, SelectField, TextAreaField, TextField, TreeField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import type { SlaRow } from './SlaPage';
import { unitOptions } from './words';

/** A unit's two stages, new or changed; a change wants a reason. */
export function SlaDialog({ sla, onClose }: { sla: SlaRow | undefined; onClose: () => void }) {
  const units = useUnits();
  const form = useDeskForm({
    schema: SaveSla,
    defaultValues: sla ?? { stage1: { unit: 'working_day' }, stage2: { unit: 'calendar_month' } },
  });
  const save = useSave('deadlines.saveSla', form, { onSaved: onClose });
  return (
    <FormDialog
      title={sla === undefined ? '新增内控时限' : `修改${sla.unitName}的内控时限`}
      form={form}
      save={save}
      onClose={onClose}
      columns={2}
      width={680}
    >
      {sla === undefined ? (
        <TreeField name="unit" label="单位" required options={units.tree} span={2} autoFocus />
      ) : null}
      <NumberField name="stage1.amount" label="第一阶段" required min={1} max={366} />
      <SelectField name="stage1.unit" label="计算单位" required options={unitOptions} />
      <NumberField name="stage2.amount" label="第二阶段" required min={1} max={366} />
      <SelectField name="stage2.unit" label="计算单位" required options={unitOptions} />
      <TextAreaField name="note" label="说明" rows={2} maxLength={200} span={2} />
      {sla === undefined ? null : <TextField name="reason" label="理由" required maxLength={200} span={2} />}
    </FormDialog>
  );
}
