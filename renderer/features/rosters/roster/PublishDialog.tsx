import type { RosterView } from '#shared/contract/rosters';
import { PublishRoster } from '#shared/domain/rosters/decide';
import { DateField } from '../../../ui/form/DateField';
import { CheckField, TextField } from '../../../ui/form/fields';
import { FormDialog } from '../../../ui/form/FormDialog';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';
import { useToday } from '../../../ui/today';

/** 登记公示: when and where; from now on a change asks for another notice. */
export function PublishDialog({ roster, onClose }: { readonly roster: RosterView; readonly onClose: () => void }) {
  const today = useToday();
  const form = useDeskForm({
    schema: PublishRoster,
    defaultValues: { id: roster.id, on: today, place: roster.notice?.place ?? '', despiteConflicts: false },
  });
  const save = useSave('rosters.publish', form, { onSaved: onClose, said: '公示已登记' });
  return (
    <FormDialog
      title={roster.noticeState === 'changed' ? '重新公示' : '登记公示'}
      form={form}
      save={save}
      onClose={onClose}
      ok="登记"
      intro="先从“导出”打印或存为 PDF 张贴，再在这里登记公示的日期和地点。"
    >
      <DateField name="on" label="公示日期" required />
      <TextField name="place" label="公示地点" required autoFocus maxLength={100} placeholder="如 接待大厅公示栏" />
      {roster.conflicts.length === 0 ? null : (
        <CheckField name="despiteConflicts" label="冲突" text={`还有 ${roster.conflicts.length} 处冲突，仍按此公示`} />
      )}
    </FormDialog>
  );
}
