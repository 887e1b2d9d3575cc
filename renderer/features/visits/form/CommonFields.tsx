import { useFormContext } from 'react-hook-form';
import { GENDERS } from '#shared/domain/petitioners/choices';
import { HANDLING_MODES } from '#shared/domain/visits/choices';
import { recordId } from '#shared/kernel/ids';
import { FormSection } from '../../../ui/form/Form';
import { NumberField, RadioField, SelectField, TextAreaField, TextField, optionsOf } from '../../../ui/form/fields';
import type { VisitWords } from '../dictionary';
import { RepeatField } from './fields';
import { factsOf, type VisitDraft } from './model';

const GENDER_OPTIONS = optionsOf(GENDERS);
const MODE_OPTIONS = optionsOf(HANDLING_MODES);

/** The fourteen fields of a common visit. */
export function CommonFields({ words, autoFocus = false }: { words: VisitWords; autoFocus?: boolean }) {
  const fill = useFillFromId(words);
  return (
    <>
      <FormSection title="信访人" columns={3}>
        <TextField
          name="idNo"
          label="证件号"
          maxLength={30}
          autoFocus={autoFocus}
          onChanged={fill}
          placeholder="没有带的可不填"
        />
        <TextField name="name" label="姓名" required maxLength={100} placeholder="姓名或名称" />
        <RadioField name="gender" label="性别" options={GENDER_OPTIONS} />
        <TextField name="phone" label="电话" maxLength={30} inputMode="tel" />
        <SelectField name="addressRegion" label="住址区划" options={words.regions.options} />
        <TextField name="address" label="详细住址" required maxLength={200} />
      </FormSection>
      <FormSection title="来访事项" columns={3}>
        <NumberField name="headcount" label="来访人数" required min={1} max={99_999} unit="人" />
        <SelectField name="purpose" label="信访目的" required options={words.purposes.options} />
        <RepeatField name="isRepeat" label="初重" />
        <SelectField name="categoryCode" label="内容分类" required options={words.categories.options} span={2} />
        <SelectField name="problemRegion" label="问题属地" required options={words.regions.options} />
        <TextAreaField
          name="summary"
          label="概况"
          required
          rows={4}
          maxLength={5000}
          span={3}
          placeholder="如实记录来访人反映的情况（Ctrl+Enter 到下一项）"
        />
        <TextAreaField
          name="demand"
          label="诉求"
          required
          rows={2}
          maxLength={2000}
          span={3}
          placeholder="请求解决什么"
        />
        <SelectField name="handlingMode" label="办理方式" options={MODE_OPTIONS} placeholder="未定的可不填" />
      </FormSection>
    </>
  );
}

/** Once a number is whole and right, it fills in gender, birth date and, where the place is ours, the region. */
function useFillFromId(words: VisitWords) {
  const { getValues, setValue } = useFormContext<VisitDraft>();
  return (idNo: string | undefined) => {
    const facts = factsOf(getValues('idType'), idNo);
    if (facts === undefined) return;
    setValue('gender', facts.gender, { shouldDirty: true });
    setValue('birthDate', facts.birthDate, { shouldDirty: true });
    const region = recordId('regions', facts.region);
    if (!getValues('addressRegion') && words.regions.byId.get(region)?.active === true) {
      setValue('addressRegion', region, { shouldDirty: true });
    }
  };
}
