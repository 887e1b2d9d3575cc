import { ReplyInput } from '#shared/domain/supervision/decide';
import type { RecordId } from '#shared/kernel/ids';
import { DateField } from '../../ui/form/DateField';
import { TextAreaField, TextField } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToday } from '../../ui/today';

/** 登记回复: the unit's report, signed by its leader. */
export function ReplyDialog({ id, onClose }: { id: RecordId; onClose: () => void }) {
  const on = useToday();
  const form = useDeskForm({ schema: ReplyInput, defaultValues: { id, on } });
  const save = useSave('supervision.reply', form, { onSaved: onClose });
  return (
    <FormDialog
      title="登记督办回复"
      form={form}
      save={save}
      onClose={onClose}
      columns={2}
      width={680}
      intro="承办单位的汇报材料由单位领导审签；回复本次督办的，也算回复其升级前未回复的督办。"
    >
      <DateField name="on" label="回复日期" required />
      <TextField name="signer" label="审签领导" required maxLength={50} />
      <TextAreaField name="text" label="回复内容" required rows={5} maxLength={5000} span={2} />
    </FormDialog>
  );
}
