import './form.css';
import { Alert, Button } from 'antd';
import { type CSSProperties, type ReactNode, useId, useRef } from 'react';
import { type FieldValues, FormProvider, useFormState } from 'react-hook-form';
import { openDialog, useHotkey } from '../hotkeys';
import { Hint } from '../Page';
import { onFormKey } from './keys';
import type { DeskForm } from './useDeskForm';

interface FormProps<I extends FieldValues, O extends FieldValues> {
  readonly form: DeskForm<I, O>;
  /** Accessible name of the form. */
  readonly label: string;
  readonly onSubmit: () => void;
  readonly columns?: number;
  /** Width of the labels, in characters. */
  readonly labelWidth?: number;
  readonly children: ReactNode;
}

/** A form of fields; see README.md for its keys. */
export function Form<I extends FieldValues, O extends FieldValues>({
  form,
  label,
  onSubmit,
  columns = 2,
  labelWidth = 7.5,
  children,
}: FormProps<I, O>) {
  const own = useRef<HTMLFormElement>(null);
  // Ctrl+S also with the focus elsewhere on the page or in the dialog on top, unless it could mean another form.
  const isMeant = () => {
    const [first, ...others] = (openDialog() ?? document).querySelectorAll('form.desk-form');
    return first === own.current && others.length === 0;
  };
  useHotkey('Ctrl+S', () => isMeant() && onSubmit(), true, { overDialogs: true });
  return (
    <FormProvider {...form}>
      <form
        ref={own}
        className="desk-form"
        aria-label={label}
        noValidate
        autoComplete="off"
        style={{ '--columns': columns, '--label-width': `${labelWidth}em` } as CSSProperties}
        onKeyDownCapture={(event) => onFormKey(event, onSubmit)}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <FormAlert />
        {children}
      </form>
    </FormProvider>
  );
}

/** What the desk refused of the form as a whole. */
function FormAlert() {
  const { errors } = useFormState();
  const message = errors['root']?.['refusal']?.message;
  if (typeof message !== 'string') return null;
  return <Alert type="error" showIcon role="alert" title={message} />;
}

interface SectionProps {
  readonly title: string;
  readonly sub?: ReactNode;
  readonly extra?: ReactNode;
  readonly columns?: number;
  readonly children: ReactNode;
}

/** Fields that a clerk thinks of together. */
export function FormSection({ title, sub, extra, columns, children }: SectionProps) {
  const id = useId();
  return (
    <section className="form-section" aria-labelledby={id} style={columnsStyle(columns)}>
      <header>
        <h2 id={id}>{title}</h2>
        {sub === undefined ? null : <span className="sub">{sub}</span>}
        {extra === undefined ? null : <span className="extra">{extra}</span>}
      </header>
      <div className="form-grid">{children}</div>
    </section>
  );
}

/** Fields rarely needed, folded away until asked for. */
export function FormMore({ title, sub, columns, open = false, children }: SectionProps & { readonly open?: boolean }) {
  return (
    <details className="form-section form-more" open={open} style={columnsStyle(columns)}>
      <summary>
        {title}
        {sub === undefined ? null : <span className="sub">{sub}</span>}
      </summary>
      <div className="form-grid">{children}</div>
    </details>
  );
}

const columnsStyle = (columns: number | undefined): CSSProperties | undefined =>
  columns === undefined ? undefined : ({ '--columns': columns } as CSSProperties);

/** The bar at the foot of the page that stays in sight. */
export const FormActions = ({ children, note }: { children: ReactNode; note?: ReactNode }) => (
  <div className="form-actions">
    {children}
    {note === undefined ? null : <span className="quiet">{note}</span>}
  </div>
);

export const SaveButton = ({ pending, children = '保存' }: { pending: boolean; children?: ReactNode }) => (
  <Button type="primary" htmlType="submit" loading={pending}>
    {children}
    <Hint keys="Ctrl+S" />
  </Button>
);
