import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { lazy, Suspense, useEffect, useState } from 'react';
import type { ControllerRenderProps } from 'react-hook-form';
import { useToday } from '../today';
import { type ControlProps, Field, type FieldProps } from './Field';
import { parseTypedDate, parseTypedTime } from './typed-date';

const CalendarPopup = lazy(() => import('./CalendarPopup'));

interface DateProps extends FieldProps {
  readonly onChanged?: (value: string | undefined) => void;
}

/** A day: typed as people write it, or picked from a calendar. Its value is `2026-11-23`. */
export function DateField({ onChanged, ...props }: DateProps) {
  const today = useToday();
  const [open, setOpen] = useState(false);
  return (
    <Field {...props}>
      {(control) => {
        const change = (value: string | undefined) => {
          control.field.onChange(value);
          onChanged?.(value);
        };
        return (
          <div className="date-field">
            <TypedInput
              control={control}
              parse={(typed) => parseTypedDate(typed, today)}
              onValue={change}
              placeholder={props.placeholder ?? '如 11-23'}
              autoFocus={props.autoFocus ?? false}
              suffix={
                <Button
                  type="text"
                  size="small"
                  tabIndex={-1}
                  aria-label={`${props.label}:打开日历`}
                  icon={<CalendarOutlined />}
                  disabled={control.field.disabled ?? false}
                  onClick={() => setOpen(!open)}
                />
              }
            />
            {open ? (
              <Suspense fallback={null}>
                <CalendarPopup
                  value={typeof control.field.value === 'string' ? control.field.value : undefined}
                  onPick={change}
                  onClose={() => setOpen(false)}
                />
              </Suspense>
            ) : null}
          </div>
        );
      }}
    </Field>
  );
}

/** A time of day, `09:30`; typed as 930, 9点半 is not understood. */
export function TimeField({ onChanged, ...props }: DateProps) {
  return (
    <Field {...props}>
      {(control) => (
        <TypedInput
          control={control}
          parse={parseTypedTime}
          onValue={(value) => {
            control.field.onChange(value);
            onChanged?.(value);
          }}
          placeholder={props.placeholder ?? '如 930'}
          autoFocus={props.autoFocus ?? false}
        />
      )}
    </Field>
  );
}

interface TypedProps {
  readonly control: ControlProps;
  readonly parse: (typed: string) => string | undefined;
  readonly onValue: (value: string | undefined) => void;
  readonly placeholder: string;
  readonly autoFocus: boolean;
  readonly suffix?: React.ReactNode;
}

/** Text while it is typed, a value once it reads as one; what does not read stays in sight for the schema to refuse. */
function TypedInput({
  control: { id, field, status, aria },
  parse,
  onValue,
  placeholder,
  autoFocus,
  suffix,
}: TypedProps) {
  const [text, setText] = useState(asText(field));
  const value = asText(field);
  useEffect(() => setText(value), [value]);
  const settle = () => {
    const typed = text.trim();
    const next = typed === '' ? undefined : (parse(typed) ?? typed);
    if (next !== (value === '' ? undefined : value)) onValue(next);
    setText(next ?? '');
  };
  return (
    <Input
      {...aria}
      id={id}
      ref={field.ref}
      name={field.name}
      status={status}
      disabled={field.disabled ?? false}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        settle();
        field.onBlur();
      }}
      onKeyDown={(event) => event.key === 's' && (event.ctrlKey || event.metaKey) && settle()}
      placeholder={placeholder}
      autoFocus={autoFocus}
      suffix={suffix}
    />
  );
}

const asText = (field: ControllerRenderProps): string => (typeof field.value === 'string' ? field.value : '');
