import { Select } from 'antd';
import { useState } from 'react';
import { Field, type FieldProps } from '../../../ui/form/Field';
import { useFoundCases } from '../../cases/index';

/** Several cases, each found by number, name, pinyin initials or content. */
export function CasesField(props: FieldProps) {
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const { options, ...words } = useFoundCases(text);
  const remember = (chosen: readonly string[]) => {
    const shown = new Map([...picked, ...options.map(({ value, label }) => [value, label] as const)]);
    setPicked(new Map([...shown].filter(([value]) => chosen.includes(value))));
  };
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Select<string[]>
          {...aria}
          id={id}
          mode="multiple"
          ref={field.ref}
          status={status}
          value={field.value}
          onBlur={field.onBlur}
          onChange={(chosen) => {
            remember(chosen);
            field.onChange(chosen);
          }}
          options={options}
          labelRender={({ value }) => picked.get(String(value)) ?? String(value)}
          showSearch={{ filterOption: false, onSearch: (typed) => setText(typed.trim()) }}
          {...words}
        />
      )}
    </Field>
  );
}
