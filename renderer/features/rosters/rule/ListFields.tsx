import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { parseTypedDate } from '../../../ui/form/typed-date';
import { Field, type FieldProps } from '../../../ui/form/Field';
import { useToday } from '../../../ui/today';

interface LinesProps extends FieldProps {
  readonly rows?: number;
  /** One line as the value it stands for; what does not read stays as typed for the schema to refuse. */
  readonly parse?: (line: string) => unknown;
  readonly separator?: RegExp;
}

/** A list written as text: one entry a line, or between commas. */
export function LinesField({ rows = 3, parse = (line) => line, separator = /\n/, ...props }: LinesProps) {
  return (
    <Field {...props}>
      {({ id, field, status, aria }) => (
        <Lines
          list={Array.isArray(field.value) ? field.value : []}
          separator={separator}
          parse={parse}
          onChange={field.onChange}
        >
          {(text, change) => (
            <Input.TextArea
              {...aria}
              id={id}
              ref={field.ref}
              status={status}
              value={text}
              onBlur={field.onBlur}
              autoSize={{ minRows: rows, maxRows: 10 }}
              placeholder={props.placeholder}
              onChange={(event) => change(event.target.value)}
            />
          )}
        </Lines>
      )}
    </Field>
  );
}

interface InnerProps {
  readonly list: readonly unknown[];
  readonly separator: RegExp;
  readonly parse: (line: string) => unknown;
  readonly onChange: (list: unknown[]) => void;
  readonly children: (text: string, change: (text: string) => void) => React.ReactNode;
}

/** Keeps the text as typed while its entries are the value. */
function Lines({ list, separator, parse, onChange, children }: InnerProps) {
  const joined = list.map(String).join(separator.test('\n') ? '\n' : '、');
  const [typed, setTyped] = useState({ of: joined, text: joined });
  if (typed.of !== joined) setTyped({ of: joined, text: joined });
  return children(typed.text, (text) => {
    const entries = text
      .split(separator)
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map(parse);
    setTyped({ of: entries.map(String).join(separator.test('\n') ? '\n' : '、'), text });
    onChange(entries);
  });
}

/** Days as people type them, one a line. */
export function DatesField(props: FieldProps) {
  const today = useToday();
  return (
    <LinesField
      {...props}
      separator={/[\n,，、;；\s]+/}
      parse={(line) => parseTypedDate(line, today) ?? line}
      rows={2}
    />
  );
}

/** Days of the month: 8、25. */
export const MonthDaysField = (props: FieldProps) => (
  <LinesField
    {...props}
    separator={/[\n,，、;；\s]+/}
    parse={(line) => (/^\d+$/.test(line) ? Number(line) : line)}
    rows={1}
  />
);

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'].map((label, i) => ({ label, value: i + 1 }));

/** Days of the week. */
export function WeekdaysField({ emptyIsAbsent = false, ...props }: FieldProps & { readonly emptyIsAbsent?: boolean }) {
  return (
    <Field {...props} kind="group">
      {({ id, field }) => (
        <Checkbox.Group
          className="field-choices"
          role="group"
          aria-labelledby={`${id}-label`}
          options={WEEKDAYS}
          value={Array.isArray(field.value) ? field.value : []}
          onChange={(days) => {
            const sorted = days.toSorted((a, b) => a - b);
            field.onChange(emptyIsAbsent && sorted.length === 0 ? undefined : sorted);
          }}
        />
      )}
    </Field>
  );
}
