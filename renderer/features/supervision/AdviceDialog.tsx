import { useWatch } from 'react-hook-form';
import type { SupervisionRow } from '#shared/contract/supervision';
import { ADVICE_KINDS, AdviceInput } from '#shared/domain/supervision/advice';
import { useUnits } from '../../ui/directory';
import { DateField } from '../../ui/form/DateField';
import { RadioField, SelectField, TagsField, TextAreaField, TreeField, optionsOf } from '../../ui/form/fields';
import { FormDialog } from '../../ui/form/FormDialog';
import { useDeskForm } from '../../ui/form/useDeskForm';
import { useSave } from '../../ui/form/useSave';
import { useToast } from '../../ui/toast';
import { CaseField } from '../cases/index';
import { VIOLATION_OPTIONS } from './words';

const KINDS = optionsOf(ADVICE_KINDS);

/** 提出三项建议, of its own or after a 督办. */
export function AdviceDialog({ about, onClose }: { about?: SupervisionRow; onClose: () => void }) {
  const units = useUnits();
  const toast = useToast();
  const given: Partial<AdviceInput> =
    about === undefined ? {} : { case: about.case, unit: about.unit, supervision: about.id, situation: about.facts };
  const form = useDeskForm({ schema: AdviceInput, defaultValues: { kind: 'improve', ...given } });
  const kind = useWatch({ control: form.control, name: 'kind' });
  const save = useSave('advice.issue', form, {
    said: null,
    onSaved: ({ docNo, paperProblem, savedAt }) => {
      if (docNo !== undefined) toast.done(`已提出建议，文号：${docNo}`);
      else if (paperProblem === undefined) toast.saved(savedAt);
      else toast.refused({ code: 'paper', message: `建议已经登记，建议书没有生成：${paperProblem}` });
      onClose();
    },
  });
  return (
    <FormDialog
      title="提出三项建议"
      form={form}
      save={save}
      onClose={onClose}
      ok="提出"
      columns={2}
      width={820}
      intro="有关机关、单位应当书面反馈采纳情况（《信访工作条例》第四十条）；反馈期限没有统一规定，不填的按本中心设置。"
    >
      <RadioField name="kind" label="建议种类" options={KINDS} span={2} />
      {about === undefined ? <CaseField name="case" label="信访事项" required span={2} /> : null}
      <TreeField name="unit" label="主送单位" required options={units.tree} />
      <DateField name="feedbackDue" label="反馈期限" />
      {kind === 'accountability' ? (
        <>
          <TreeField name="about" label="被追责单位" required options={units.tree} span={2} />
          <SelectField
            name="violations"
            label="责任情形"
            required
            multiple
            options={VIOLATION_OPTIONS}
            span={2}
            help="《信访工作条例》第四十三条至第四十六条。"
          />
        </>
      ) : null}
      <TextAreaField name="situation" label="基本情况" required rows={2} maxLength={3000} span={2} />
      <TextAreaField name="problems" label="存在问题" required rows={2} maxLength={3000} span={2} />
      <TagsField name="proposals" label="建议" required span={2} placeholder="一条一条输入，按回车分开" />
    </FormDialog>
  );
}
