import { useLocation } from 'wouter';
import { casesContract } from '#shared/contract/cases';
import type { RecordId } from '#shared/kernel/ids';
import { SelectField, TextAreaField, TextField } from '../../../ui/form/fields';
import { FormDialog } from '../../../ui/form/FormDialog';
import { useDeskForm } from '../../../ui/form/useDeskForm';
import { useSave } from '../../../ui/form/useSave';
import type { VisitWords } from '../../visits/index';
import { casePath } from '../brief';
import { CaseField } from '../CaseField';
import { Needed } from './fields';
import { useReturnedFocus } from './StepDialog';
import type { CaseDetail } from './steps/form';

interface Props {
  readonly id: RecordId;
  readonly onClose: () => void;
}

/** 拆分: another matter told in the same visit becomes a case of its own. */
export function SplitDialog({
  detail,
  words,
  onClose,
}: {
  detail: CaseDetail;
  words: VisitWords;
  onClose: () => void;
}) {
  const { row, fields } = detail;
  const [, go] = useLocation();
  const form = useDeskForm({
    schema: casesContract['cases.split'].input.omit({ id: true }),
    defaultValues: {
      title: '',
      demand: '',
      categoryCode: fields.categoryCode,
      problemRegion: fields.problemRegion,
      purpose: fields.purpose,
    },
  });
  const save = useSave('cases.split', form, {
    toInput: (value) => ({ ...value, id: row.id }),
    onSaved: ({ id }) => go(casePath(id)),
  });
  const { setValue } = form;
  useReturnedFocus();
  return (
    <FormDialog
      title="拆分信访事项"
      form={form}
      save={save}
      onClose={onClose}
      columns={2}
      labelWidth={6}
      width={760}
      ok="拆分"
      intro="拆出的一件另编事项编号，信访人和来访登记与本件相同，两件互相关联。"
    >
      {fields.matters.length > 0 ? (
        <SelectField
          name="matter"
          label="从事项中选"
          span={2}
          options={fields.matters.map(({ title }) => ({ value: title, label: title }))}
          onChanged={(title) => {
            if (typeof title !== 'string') return;
            setValue('title', title.slice(0, 100), { shouldDirty: true });
            setValue('demand', title, { shouldDirty: true });
          }}
        />
      ) : null}
      <TextField name="title" label="标题" required maxLength={100} span={2} />
      <Needed name="demand" label="诉求" rows={2} maxLength={2000} />
      <TextAreaField name="summary" label="概况" rows={3} maxLength={5000} span={2} />
      <SelectField name="purpose" label="信访目的" options={words.purposes.options} />
      <SelectField name="categoryCode" label="内容分类" options={words.categories.options} />
      <SelectField name="problemRegion" label="问题属地" options={words.regions.options} />
    </FormDialog>
  );
}

/** 并入: the duplicate goes into another case; its history stays, and it can be taken out again. */
export function MergeDialog({ id, onClose }: Props) {
  const form = useDeskForm({
    schema: casesContract['cases.merge'].input.omit({ id: true }),
    defaultValues: { into: '', reason: '' },
  });
  const save = useSave('cases.merge', form, { toInput: (value) => ({ ...value, id }), onSaved: onClose });
  useReturnedFocus();
  return (
    <FormDialog
      title="并入其他事项"
      form={form}
      save={save}
      onClose={onClose}
      columns={2}
      width={720}
      ok="并入"
      intro="本件作为重复件并入另一件，办理经过留存，可以撤销并入。"
    >
      <CaseField name="into" label="并入" required span={2} except={id} />
      <Needed name="reason" label="理由" rows={2} maxLength={500} />
    </FormDialog>
  );
}

/** 关联: two matters that have to do with each other. */
export function LinkDialog({ id, onClose }: Props) {
  const form = useDeskForm({
    schema: casesContract['cases.link'].input.omit({ id: true }),
    defaultValues: { other: '' },
  });
  const save = useSave('cases.link', form, { toInput: (value) => ({ ...value, id }), onSaved: onClose });
  useReturnedFocus();
  return (
    <FormDialog title="关联事项" form={form} save={save} onClose={onClose} width={680} ok="关联">
      <CaseField name="other" label="关联的事项" required except={id} />
    </FormDialog>
  );
}
