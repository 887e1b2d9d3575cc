import { Checkbox, Input, InputNumber, Radio, Select, TreeSelect } from 'antd';
import { initialsOf } from '../initials';
import { Field, type FieldProps } from './Field';

export interface Option<V extends string | number = string> {
  readonly value: V;
  readonly label: string;
  /** What else may be typed to find it, beside its words and their initials: full pinyin, codes; separated by spaces. */
  readonly keywords?: string;
  readonly disabled?: boolean;
}

export interface TreeOption extends Option {
  readonly children?: TreeOption[];
}

/** The codes of a table as options, in its order. */
export const optionsOf = <V extends string>(names: { readonly [K in V]: string }): Option<V>[] =>
  (Object.entries(names) as [V, string][]).map(([value, label]) => ({ value, label }));

/** Empty text is no value: an optional field left blank is absent, not ''. */
const orAbsent = (text: string): string | undefined => (text === '' ? undefined : text);

interface TextProps extends FieldProps {
  readonly maxLength?: number;
  readonly onChanged?: (value: string | undefined) => void;
  readonly suffix?: React.ReactNode;
  readonly inputMode?: 'text' | 'numeric' | 'tel';
}

export function TextField({ maxLength, onChanged, suffix, inputMode, ...props }: TextProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Input
          {...field}
          {...aria}
          id={id}
          status={status}
          value={field.value ?? ''}
          onChange={(event) => {
            field.onChange(orAbsent(event.target.value));
            onChanged?.(orAbsent(event.target.value));
          }}
          maxLength={maxLength}
          suffix={suffix}
          inputMode={inputMode}
          placeholder={props.placeholder}
          autoFocus={props.autoFocus}
        />
      )}
    </Field>
  );
}

interface TextAreaProps extends FieldProps {
  readonly rows?: number;
  readonly maxLength?: number;
  readonly onChanged?: (value: string | undefined) => void;
}

export function TextAreaField({ rows = 3, maxLength, onChanged, ...props }: TextAreaProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Input.TextArea
          {...field}
          {...aria}
          id={id}
          status={status}
          value={field.value ?? ''}
          onChange={(event) => {
            field.onChange(orAbsent(event.target.value));
            onChanged?.(orAbsent(event.target.value));
          }}
          autoSize={{ minRows: rows, maxRows: Math.max(rows, 12) }}
          maxLength={maxLength}
          placeholder={props.placeholder}
          autoFocus={props.autoFocus}
        />
      )}
    </Field>
  );
}

type Searched = Pick<Option, 'label' | 'keywords'> | undefined;

const searchedIn = (option: Searched): string => {
  const { label = '', keywords = '' } = option ?? {};
  return `${label} ${initialsOf(label)} ${keywords}`.toLowerCase();
};
const needleOf = (typed: string): string => typed.trim().toLowerCase();

/** Finds options by their Chinese words, the pinyin initials of them, or their keywords. */
export const matchesOption = (typed: string, option: Searched): boolean => searchedIn(option).includes(needleOf(typed));

const beginsSo = (typed: string, option: Searched): boolean => ` ${searchedIn(option)}`.includes(` ${needleOf(typed)}`);

/** How any list of options is searched: those that begin with what is typed come first, each group in its order. */
export const SEARCH = {
  filterOption: matchesOption,
  filterSort: (a: Searched, b: Searched, { searchValue }: { readonly searchValue: string }): number =>
    Number(beginsSo(searchValue, b)) - Number(beginsSo(searchValue, a)),
};

interface SelectProps extends FieldProps {
  readonly options: readonly Option[];
  readonly multiple?: boolean;
  readonly clearable?: boolean;
  readonly onChanged?: (value: string | readonly string[] | undefined) => void;
}

export function SelectField({ options, multiple = false, clearable, onChanged, ...props }: SelectProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Select<string | string[], Option>
          {...aria}
          id={id}
          ref={field.ref}
          status={status}
          disabled={field.disabled ?? false}
          value={field.value}
          onBlur={field.onBlur}
          onChange={(value) => {
            field.onChange(value);
            onChanged?.(value);
          }}
          options={[...options]}
          {...(multiple ? { mode: 'multiple' as const } : {})}
          showSearch={SEARCH}
          allowClear={clearable ?? !props.required}
          placeholder={props.placeholder ?? '请选择'}
          autoFocus={props.autoFocus ?? false}
          notFoundContent="没有符合的选项"
        />
      )}
    </Field>
  );
}

interface TreeProps extends FieldProps {
  readonly options: readonly TreeOption[];
  readonly onChanged?: (value: string | undefined) => void;
  readonly multiple?: boolean;
}

/** A choice from a tree: units, categories, regions. */
export function TreeField({ options, onChanged, multiple = false, ...props }: TreeProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <TreeSelect
          {...aria}
          id={id}
          ref={field.ref}
          status={status}
          disabled={field.disabled ?? false}
          value={field.value}
          onBlur={field.onBlur}
          onChange={(value: string | undefined) => {
            field.onChange(value);
            onChanged?.(value);
          }}
          treeData={[...options]}
          fieldNames={{ label: 'label', value: 'value', children: 'children' }}
          multiple={multiple}
          showSearch={{
            filterTreeNode: (typed, { label, keywords }) => matchesOption(typed, { label: `${label}`, keywords }),
          }}
          allowClear={!props.required}
          treeLine
          popupMatchSelectWidth={360}
          placeholder={props.placeholder ?? '请选择'}
          notFoundContent="没有符合的选项"
        />
      )}
    </Field>
  );
}

interface NumberProps extends FieldProps {
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly precision?: number;
  readonly onChanged?: (value: number | undefined) => void;
}

export function NumberField({ min, max, unit, precision = 0, onChanged, ...props }: NumberProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <InputNumber<number>
          {...field}
          {...aria}
          id={id}
          status={status}
          value={field.value ?? null}
          onChange={(value) => {
            field.onChange(value ?? undefined);
            onChanged?.(value ?? undefined);
          }}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          precision={precision}
          controls={false}
          suffix={unit}
          changeOnWheel={false}
        />
      )}
    </Field>
  );
}

interface CheckProps extends FieldProps {
  /** Words beside the box, if the label alone is not enough. */
  readonly text?: string;
  readonly onChanged?: (value: boolean) => void;
}

export function CheckField({ text, onChanged, ...props }: CheckProps) {
  return (
    <Field {...props}>
      {({ id, field, aria }) => (
        <div className="field-choices">
          <Checkbox
            {...aria}
            id={id}
            ref={field.ref}
            checked={field.value === true}
            disabled={field.disabled ?? false}
            onBlur={field.onBlur}
            onChange={(event) => {
              field.onChange(event.target.checked);
              onChanged?.(event.target.checked);
            }}
          >
            {text}
          </Checkbox>
        </div>
      )}
    </Field>
  );
}

interface RadioProps extends FieldProps {
  readonly options: readonly Option[];
  readonly onChanged?: (value: string) => void;
}

export function RadioField({ options, onChanged, ...props }: RadioProps) {
  return (
    <Field {...props} kind="group">
      {({ id, field, aria }) => (
        <Radio.Group
          {...aria}
          role="radiogroup"
          aria-labelledby={`${id}-label`}
          className="field-choices"
          name={id}
          value={field.value}
          disabled={field.disabled ?? false}
          onBlur={field.onBlur}
          onChange={(event) => {
            const value = String(event.target.value);
            field.onChange(value);
            onChanged?.(value);
          }}
          options={options.map(({ value, label, disabled }) => ({ value, label, disabled: disabled ?? false }))}
        />
      )}
    </Field>
  );
}

/** Several short texts; Enter, a 顿号, comma or semicolon, of either width, ends each. */
export const TagsField = ({ placeholder = '一项一项输入，用顿号隔开', ...props }: FieldProps) => (
  <Field {...props}>
    {({ id, field, status, aria }) => (
      <Select<string[]>
        {...aria}
        id={id}
        ref={field.ref}
        mode="tags"
        open={false}
        suffixIcon={null}
        status={status}
        value={field.value ?? []}
        onChange={field.onChange}
        onBlur={field.onBlur}
        tokenSeparators={['、', '，', ',', '；', ';']}
        placeholder={placeholder}
      />
    )}
  </Field>
);
