import { CalendarOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { type ReactNode, Suspense, useState } from 'react';
import { lazyPart } from '../lazy';
import { useToday } from '../today';
import { type ControlProps, Field, type FieldProps } from './Field';
import { parseTypedDate, parseTypedTime } from './typed-date';

const calendar = lazyPart(() => import('./CalendarPopup'));

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
                  aria-label={`${props.label}：打开日历`}
                  icon={<CalendarOutlined />}
                  disabled={control.field.disabled ?? false}
                  onPointerEnter={() => void calendar.fetch()}
                  onClick={() => setOpen(!open)}
                />
              }
            />
            {open ? (
              <Suspense fallback={null}>
                <calendar.Part
                  value={typeof control.field.value === 'string' ? control.field.value : undefined}
                  today={today}
                  onPick={(day) => {
                    change(day);
                    setOpen(false);
                  }}
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
  readonly suffix?: ReactNode;
}

/** Text while it is typed, a value once it reads as one; what does not read stays in sight for the schema to refuse. */
function TypedInput({ control, parse, onValue, placeholder, autoFocus, suffix }: TypedProps) {
  const { id, status, aria } = control;
  const { ref, onBlur, name, disabled = false } = control.field;
  const value = asText(control.field.value);
  const [typed, setTyped] = useState({ of: value, text: value });
  if (typed.of !== value) setTyped({ of: value, text: value });
  const settle = () => {
    const text = typed.text.trim();
    const next = text === '' ? undefined : (parse(text) ?? text);
    if (next !== (value === '' ? undefined : value)) onValue(next);
    else setTyped({ of: value, text: value });
  };
  return (
    <Input
      {...aria}
      id={id}
      ref={ref}
      name={name}
      status={status}
      disabled={disabled}
      value={typed.text}
      onChange={(event) => setTyped({ of: value, text: event.target.value })}
      onBlur={() => {
        settle();
        onBlur();
      }}
      placeholder={placeholder}
      autoFocus={autoFocus}
      suffix={suffix}
    />
  );
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');
