import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form';
import { PROCEDURES } from '#shared/domain/visits/choices';
import { MAX_REPRESENTATIVES } from '#shared/domain/visits/rules';
import { SelectField, TextField, optionsOf } from '../../../ui/form/fields';
import { sentence } from '../../../ui/format';

/** 代表名单:at most five, the one who registers included. */
export const Representatives = () => (
  <RowList
    name="representatives"
    title="代表名单"
    add="添加代表"
    blank={{ name: '', idNo: '', phone: '' }}
    note={`信访人本人是代表的也列入，不超过 ${MAX_REPRESENTATIVES} 人`}
  >
    {(at, n) => (
      <>
        <TextField name={`${at}.name`} label={`代表${n}姓名`} maxLength={50} />
        <TextField name={`${at}.idNo`} label="身份证号" maxLength={30} />
        <TextField name={`${at}.phone`} label="电话" maxLength={30} />
      </>
    )}
  </RowList>
);

/** 已走程序 with the number of the paper that came of it. */
export const PriorProcedures = () => (
  <RowList name="priorProcedures" title="已走程序" add="添加程序" blank={{ kind: 'litigation', organ: '', docNo: '' }}>
    {(at, n) => (
      <>
        <SelectField name={`${at}.kind`} label={`程序${n}`} options={optionsOf(PROCEDURES)} required />
        <TextField name={`${at}.organ`} label="机关" maxLength={60} />
        <TextField name={`${at}.docNo`} label="文号" maxLength={60} />
      </>
    )}
  </RowList>
);

type Row = Readonly<Record<string, string>>;
/** The lists of the form, as far as adding and removing rows needs to know them. */
interface Lists {
  readonly representatives: Row[];
  readonly priorProcedures: Row[];
}

interface RowListProps {
  readonly name: keyof Lists;
  readonly title: string;
  readonly add: string;
  /** A new row; its first field takes the focus. */
  readonly blank: Row;
  readonly note?: string;
  readonly children: (path: string, number: number) => ReactNode;
}

/** Rows that are added and taken away one by one. */
function RowList({ name, title, add, blank, note, children }: RowListProps) {
  const { control } = useFormContext<Lists>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const { errors } = useFormState({ control });
  const error = errors[name];
  const message = error?.root?.message ?? error?.message;
  return (
    <div className="row-list" role="group" aria-label={title} data-field={name}>
      {fields.map((field, i) => (
        <div key={field.id} className="row-list-row">
          {children(`${name}.${i}`, i + 1)}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`删除第 ${i + 1} 行${title}`}
            onClick={() => remove(i)}
          />
        </div>
      ))}
      <div className="row-list-foot">
        <Button
          size="small"
          icon={<PlusOutlined />}
          data-form-stop
          onClick={() => append(blank, { focusName: `${name}.${fields.length}.${Object.keys(blank)[0]}` })}
        >
          {add}
        </Button>
        {message !== undefined ? (
          <span className="field-error" role="alert">
            {sentence(message)}
          </span>
        ) : note === undefined ? null : (
          <span className="field-help">{note}</span>
        )}
      </div>
    </div>
  );
}
