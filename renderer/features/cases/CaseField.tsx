import { Select } from 'antd';
import { useState } from 'react';
import { keyOf, type RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../../client';
import { Field, type FieldProps } from '../../ui/form/Field';
import { READS } from './list/reads';
import { statusName } from './words';

const SHOWN = 20;
type Row = OutputOf<'cases.list'>['rows'][number];

/** Cases found by number, name, pinyin initials or content, as options; an accusation shows its number only. */
export function useFoundCases(text: string) {
  const found = useQueryOf('cases.list', { text, limit: SHOWN }, { reads: READS, keepPrevious: true });
  return {
    options: (found.data?.rows ?? []).map((row) => ({ value: row.id, label: labelOf(row) })),
    placeholder: '编号、姓名、拼音首字母、内容',
    notFoundContent: found.isFetching ? '正在查找…' : '没有符合的事项',
  };
}

const labelOf = ({ caseNo, confidential, name, title, status }: Row): string =>
  `${caseNo} ${confidential ? '（保密）' : `${name}：${title}`}（${statusName(status)}）`;

/** A case. */
export function CaseField({ except, ...props }: FieldProps & { readonly except?: RecordId }) {
  const [text, setText] = useState('');
  const { options, ...words } = useFoundCases(text);
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Select<RecordId>
          {...aria}
          id={id}
          ref={field.ref}
          status={status}
          value={field.value}
          onBlur={field.onBlur}
          onChange={field.onChange}
          options={options.filter(({ value }) => value !== except)}
          showSearch={{ filterOption: false, onSearch: (typed) => setText(typed.trim()) }}
          labelRender={({ label, value }) => label ?? keyOf(value as RecordId)}
          {...words}
        />
      )}
    </Field>
  );
}
