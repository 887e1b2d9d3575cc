import { useWatch } from 'react-hook-form';
import { ReviewInput } from '#shared/domain/supervision/decide';
import { REVIEW_RESULTS } from '#shared/domain/supervision/schema';
import type { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { DateField } from '../../ui/form/DateField';
import { RadioField, TextAreaField, TextField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToday } from '../../ui/today';

/** 督查审理: whether the answer will do. */
export function ReviewDialog({ id, onClose }: { id: RecordId; onClose: () => void }) {
  const on = useToday();
  const status = useQueryOf('app.status', {}, { reads: [] });
  const reviewer = status.data?.identity?.operator ?? '';
  const form = useDeskForm({ schema: ReviewInput, defaultValues: { id, on, reviewer, result: 'satisfied' } });
  const result = useWatch({ control: form.control, name: 'result' });
  const save = useSave('supervision.review', form, { onSaved: onClose });
  return (
    <FormDialog title="督查审理" form={form} save={save} onClose={onClose} columns={2} width={680}>
      <RadioField name="result" label="审理结果" options={optionsOf(REVIEW_RESULTS)} span={2} />
      <DateField name="on" label="审理日期" required />
      <TextField name="reviewer" label="审理人" required maxLength={50} />
      {result === 'again' ? <DateField name="replyDue" label="新回复期限" required span={2} /> : null}
      <TextAreaField name="opinion" label="审理意见" required rows={4} maxLength={2000} span={2} />
    </FormDialog>
  );
}
