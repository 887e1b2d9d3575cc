import { Member } from '#shared/domain/rosters/rule';
import { CheckField, RadioField, TextAreaField, TextField } from '../../../ui/form/fields';
import { FormDialog } from '../../../ui/form/FormDialog';
import { useDeskForm } from '../../../ui/form/useDeskForm';

const KINDS = [
  { value: 'unit', label: '单位（人员后填）' },
  { value: 'person', label: '人员' },
];

/** Name, post and field of work as they will stand on the notice. */
export function MemberDialog({
  member,
  onClose,
  onDone,
}: {
  readonly member: Member;
  readonly onClose: () => void;
  readonly onDone: (member: Member) => void;
}) {
  const form = useDeskForm({ schema: Member, defaultValues: member });
  const submit = () => void form.handleSubmit(onDone)();
  return (
    <FormDialog
      title={`修改：${member.name}`}
      form={form}
      save={{ submit, pending: false }}
      onClose={onClose}
      ok="确定"
    >
      <TextField name="name" label="名称" required autoFocus maxLength={60} help="按公示上显示的写" />
      <RadioField name="kind" label="类别" options={KINDS} />
      <TextField name="post" label="职务" maxLength={60} />
      <TextAreaField name="scope" label="分管范围" rows={2} maxLength={200} />
      <CheckField name="chief" label="主要领导" text="是主要领导（每月至少接待次数对其计算）" />
    </FormDialog>
  );
}
