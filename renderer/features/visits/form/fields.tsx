import { Radio } from 'antd';
import { Field, type FieldProps } from '../../../ui/form/Field';

/** 初次 or 重复, kept as a flag. */
export const RepeatField = (props: FieldProps) => (
  <Field {...props} kind="group">
    {({ id, field, aria }) => (
      <Radio.Group
        {...aria}
        role="radiogroup"
        aria-labelledby={`${id}-label`}
        className="field-choices"
        name={id}
        value={field.value === true}
        onBlur={field.onBlur}
        onChange={(event) => field.onChange(event.target.value === true)}
        options={[
          { value: false, label: '初次' },
          { value: true, label: '重复' },
        ]}
      />
    )}
  </Field>
);
