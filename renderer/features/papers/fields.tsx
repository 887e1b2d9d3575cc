import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useFieldArray, useFormContext, useFormState } from 'react-hook-form';
import type { PaperControl } from '#shared/domain/documents/paper-form';
import { DateField } from '../../ui/form/DateField';
import { NumberField, SelectField, TextAreaField, TextField } from '../../ui/form/fields';
import { sentence } from '../../ui/format';

interface Props {
  readonly controls: readonly PaperControl[];
  /** By field: words to choose from. */
  readonly choices: { readonly [key: string]: readonly string[] };
}

/** The data of a paper as fields, in the order of its table. */
export const PaperFields = ({ controls, choices }: Props) => (
  <>
    {controls.map((control) => (
      <OneField key={control.key} control={control} path={`data.${control.key}`} choices={choices[control.key]} />
    ))}
  </>
);

interface OneProps {
  readonly control: PaperControl;
  readonly path: string;
  readonly label?: string;
  readonly choices?: readonly string[] | undefined;
}

function OneField({ control: { name, help, required, control, items }, path, label = name, choices }: OneProps) {
  const { setValue } = useFormContext();
  // An emptied field stays empty instead of showing again what was drafted.
  const onChanged = (value: unknown) => {
    if (value === undefined || value === null) setValue(path, control === 'count' ? null : '');
  };
  const props = { name: path, label, required, onChanged };
  if (choices !== undefined) {
    return <SelectField {...props} options={choices.map((words) => ({ value: words, label: words }))} />;
  }
  switch (control) {
    case 'list':
      return <ListField path={path} name={name} help={help} items={items ?? []} />;
    case 'count':
      return <NumberField {...props} min={0} />;
    case 'day':
      return <DateField {...props} />;
    case 'text':
      return <TextAreaField {...props} placeholder={help} span={2} rows={2} />;
    case 'line':
      return <TextField {...props} placeholder={help} />;
  }
}

interface ListProps {
  readonly path: string;
  readonly name: string;
  readonly help: string;
  readonly items: readonly PaperControl[];
}

/** Entries that are added and taken away one by one; each field says which entry it is of. */
function ListField({ path, name, help, items }: ListProps) {
  const { control } = useFormContext<Record<string, object[]>>();
  const { fields, append, remove } = useFieldArray({ control, name: path });
  const { errors } = useFormState({ control });
  const message = messageAt(errors, path);
  return (
    <div className="paper-list" role="group" aria-label={name} data-field={path}>
      <span className="paper-list-name">{name}</span>
      <div>
        {fields.map((field, i) => (
          <div key={field.id} className="paper-list-row">
            <div className="paper-list-fields">
              {items.map((item) => (
                <OneField
                  key={item.key}
                  control={item}
                  path={`${path}.${i}.${item.key}`}
                  label={`${i + 1}．${item.name}`}
                />
              ))}
            </div>
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={`删除第 ${i + 1} 项${name}`}
              onClick={() => remove(i)}
            />
          </div>
        ))}
        <div className="row-list-foot">
          <Button size="small" icon={<PlusOutlined aria-hidden />} data-form-stop onClick={() => append({})}>
            添加{name}
          </Button>
          {message === undefined ? (
            <span className="field-help">{help}</span>
          ) : (
            <span className="field-error" role="alert">
              {sentence(message)}
            </span>
          )}
        </div>
      </div>
    </div>
  );
}

/** What was said of the list as a whole. */
function messageAt(errors: object, path: string): string | undefined {
  const found = path
    .split('.')
    .reduce<unknown>((at, key) => (at !== null && typeof at === 'object' ? Reflect.get(at, key) : undefined), errors);
  const own = found !== null && typeof found === 'object' && 'root' in found ? found.root : found;
  return own !== null && typeof own === 'object' && 'message' in own && typeof own.message === 'string'
    ? own.message
    : undefined;
}
