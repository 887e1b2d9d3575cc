import { type CSSProperties, type ReactNode, useId, useReducer } from 'react';
import { type ControllerRenderProps, useController, useFormContext } from 'react-hook-form';
import { MISSING } from '#shared/kernel/schema-words';
import { sentence } from '../format';
import { afterPress } from './pointer';

/** What every field takes. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly required?: boolean;
  /** A sentence under the field, while there is no error. */
  readonly help?: ReactNode;
  readonly span?: number;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
}

/** What a control inside a field must carry, so that label, error and value are tied to it. */
export interface ControlProps {
  readonly id: string;
  readonly field: ControllerRenderProps;
  readonly status: '' | 'error';
  readonly aria: {
    readonly 'aria-describedby': string | undefined;
    readonly 'aria-invalid': boolean;
    readonly 'aria-required': boolean;
  };
}

interface Props extends FieldProps {
  /** `group` for several controls under one label (radio buttons). */
  readonly kind?: 'control' | 'group';
  readonly children: (control: ControlProps) => ReactNode;
}

/** Label, control, help and error sentence of one value of the form. */
export function Field({ name, label, required = false, help, span = 1, disabled, kind = 'control', children }: Props) {
  const { field, fieldState } = useBound(name, disabled);
  const id = useId();
  const said = firstMessage(fieldState.error);
  const message = said === undefined ? undefined : sentence(said === MISSING ? `请填写${label}` : said);
  const note = message ?? help;
  const noteId = `${id}-note`;
  const aria = {
    'aria-describedby': note === undefined ? undefined : noteId,
    'aria-invalid': message !== undefined,
    'aria-required': required,
  };
  const caption = (
    <>
      {required ? (
        <span className="required" aria-hidden="true">
          *
        </span>
      ) : null}
      {label}
    </>
  );
  return (
    <div className="field" style={{ '--span': span } as CSSProperties} data-field={name}>
      {kind === 'control' ? (
        <label htmlFor={id}>{caption}</label>
      ) : (
        <span className="label" id={`${id}-label`}>
          {caption}
        </span>
      )}
      <div className="field-control">
        {children({ id, field, status: message === undefined ? '' : 'error', aria })}
        {note === undefined ? null : (
          <div id={noteId} className={message === undefined ? 'field-help' : 'field-error'} role={message && 'alert'}>
            {note}
          </div>
        )}
      </div>
    </div>
  );
}

/** An error of a list or object field may sit on one of its parts. */
function firstMessage(error: unknown): string | undefined {
  if (error === null || typeof error !== 'object') return undefined;
  if ('message' in error && typeof error.message === 'string') return error.message;
  for (const part of Object.values(error)) {
    const message = firstMessage(part);
    if (message !== undefined) return message;
  }
  return undefined;
}

/**
 * The value as the form holds it: the library shows the default again where a field was emptied. A blur waits for the mouse button that
 * caused it.
 */
function useBound(name: string, disabled: boolean | undefined) {
  const { control, getValues } = useFormContext();
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const { field, fieldState } = useController({ name, control, ...(disabled === undefined ? {} : { disabled }) });
  const value: unknown = getValues(name);
  const onChange = (next: unknown) => {
    field.onChange(next);
    redraw();
  };
  return { field: { ...field, value, onChange, onBlur: () => afterPress(field.onBlur) }, fieldState };
}
