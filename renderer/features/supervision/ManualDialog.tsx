import { ManualInput } from '#shared/domain/supervision/decide';
import { WAY_NAMES } from '#shared/domain/supervision/situation';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import { SelectField, TextAreaField, TextField, TreeField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToast } from '../../ui/toast';
import { CaseField } from '../cases/index';
import { VIOLATION_OPTIONS } from './words';

interface About {
  readonly case: RecordId;
  readonly unit: RecordId;
  readonly way: string;
  readonly replyDue: string;
  readonly follows: RecordId;
}

/** 另行督办: a situation that a person has found, or a further letter about the same case. */
export function ManualDialog({ about, onClose }: { about?: About; onClose: () => void }) {
  const units = useUnits();
  const toast = useToast();
  const form = useDeskForm({
    schema: ManualInput,
    defaultValues: { ...(about ?? { way: 'letter' }) } as Partial<ManualInput>,
  });
  const save = useSave('supervision.issue', form, {
    said: null,
    onSaved: ({ docNo, paperProblem, savedAt }) => {
      if (docNo !== undefined) toast.done(`已督办，文号：${docNo}`);
      else if (paperProblem === undefined) toast.saved(savedAt);
      else toast.refused({ code: 'paper', message: `督办已经登记，督办函没有生成：${paperProblem}` });
      onClose();
    },
  });
  return (
    <FormDialog
      title={about === undefined ? '另行督办' : '再次督办'}
      form={form}
      save={save}
      onClose={onClose}
      ok="督办"
      columns={2}
      width={780}
      intro={`${about === undefined ? '第六种情形：其他需要督办的，请写明事实。' : '单位对本次督办的回复，也算对前次督办的回复。'}依据《信访工作条例》第四十条。`}
    >
      {about === undefined ? (
        <>
          <CaseField name="case" label="信访事项" required span={2} />
          <TreeField name="unit" label="督办单位" required options={units.tree} span={2} />
        </>
      ) : null}
      <TextAreaField name="facts" label="督办事实" required rows={3} maxLength={1000} span={2} />
      <SelectField name="way" label="督办方式" required options={optionsOf(WAY_NAMES)} />
      <DateField name="replyDue" label="回复期限" required />
      <TextField name="approver" label="批准人" maxLength={50} span={2} help="实地、联合督办须经分管领导批准。" />
      <TextAreaField
        name="requirement"
        label="督办要求"
        rows={2}
        maxLength={2000}
        span={2}
        placeholder="不填的，按情形拟写。"
      />
      <SelectField name="violations" label="责任情形" multiple options={VIOLATION_OPTIONS} span={2} />
    </FormDialog>
  );
}
