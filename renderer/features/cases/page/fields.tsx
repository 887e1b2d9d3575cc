import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useRef } from 'react';
import { type FieldValues, useFieldArray, useFormContext } from 'react-hook-form';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../../ui/directory';
import type { FieldProps } from '../../../ui/form/Field';
import { SelectField, TextAreaField, TextField } from '../../../ui/form/fields';

/** A unit of the directory, found by a few pinyin letters. */
export function UnitField(props: FieldProps & { readonly multiple?: boolean }) {
  const { options } = useUnits();
  return <SelectField {...props} options={options} />;
}

/** One of a few units that the step is about. */
export function OneOfUnits({ units, ...props }: FieldProps & { readonly units: readonly RecordId[] }) {
  const { nameOf } = useUnits();
  return <SelectField {...props} options={units.map((unit) => ({ value: unit, label: nameOf(unit) }))} />;
}

/** Words of one or a few lines that the step cannot do without. */
export const Needed = (props: FieldProps & { readonly rows?: number; readonly maxLength?: number }) => (
  <TextAreaField {...props} required span={2} />
);
export const Name = (props: FieldProps) => <TextField {...props} maxLength={50} />;

interface RowsProps {
  readonly name: string;
  readonly title: string;
  readonly add: string;
  /** A new row; its first field takes the focus. */
  readonly blank: Readonly<Record<string, string>>;
  readonly most: number;
  readonly children: (path: string, number: number) => ReactNode;
}

/** Rows that are added and taken away one by one. */
export function Rows({ name, title, add, blank, most, children }: RowsProps) {
  const { control } = useFormContext<FieldValues>();
  const { fields, append, remove } = useFieldArray({ control, name });
  const adding = useRef<HTMLButtonElement>(null);
  return (
    <div className="case-rows" role="group" aria-label={title} data-field={name}>
      {fields.map((field, i) => (
        <div key={field.id} className="case-rows-row">
          {children(`${name}.${i}`, i + 1)}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={`删除${title}第 ${i + 1} 行`}
            onClick={() => {
              remove(i);
              adding.current?.focus();
            }}
          />
        </div>
      ))}
      <div className="case-rows-foot">
        <Button
          ref={adding}
          size="small"
          icon={<PlusOutlined />}
          data-form-stop
          disabled={fields.length >= most}
          onClick={() => append(blank, { focusName: `${name}.${fields.length}.${Object.keys(blank)[0]}` })}
        >
          {add}
        </Button>
      </div>
    </div>
  );
}
