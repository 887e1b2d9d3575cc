import { Select } from 'antd';
import { useState } from 'react';
import { useQueryOf } from '../../client';
import { Field, type FieldProps } from '../../ui/form/Field';
import { CASE_READS } from '../cases/index';

const SHOWN = 20;

/** A case, found by number, name, pinyin initials or content. */
export function CaseField(props: FieldProps) {
  const [text, setText] = useState('');
  const found = useQueryOf('cases.list', { text, limit: SHOWN }, { reads: CASE_READS, keepPrevious: true });
  const options = (found.data?.rows ?? []).map((row) => ({
    value: row.id,
    label: row.confidential ? `${row.caseNo}（保密）` : `${row.caseNo} ${row.name}：${row.title}`,
  }));
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Select<string>
          {...aria}
          id={id}
          ref={field.ref}
          status={status}
          value={field.value}
          onBlur={field.onBlur}
          onChange={field.onChange}
          options={options}
          showSearch={{ filterOption: false, onSearch: (typed) => setText(typed.trim()) }}
          placeholder="编号、姓名、拼音首字母、内容"
          notFoundContent={found.isFetching ? '正在查找…' : '没有符合的事项'}
        />
      )}
    </Field>
  );
}
