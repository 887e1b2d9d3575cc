import { Select } from 'antd';
import { useState } from 'react';
import { useQueryOf } from '../../../client';
import { Field, type FieldProps } from '../../../ui/form/Field';
import { CASE_READS } from '../../cases/index';

const SHOWN = 30;

/** Several cases, each found by number, name, pinyin initials or content. */
export function CasesField(props: FieldProps) {
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<ReadonlyMap<string, string>>(new Map());
  const found = useQueryOf('cases.list', { text, limit: SHOWN }, { reads: CASE_READS, keepPrevious: true });
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.id as string,
    label: row.confidential ? `${row.caseNo}（保密）` : `${row.caseNo} ${row.name}：${row.title}`,
  }));
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
          placeholder="编号、姓名、拼音首字母、内容"
          notFoundContent={found.isFetching ? '正在查找…' : '没有符合的事项'}
        />
      )}
    </Field>
  );
}
