import { Button, Modal } from 'antd';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { Form, SaveButton } from './Form';
import type { DeskForm } from './useDeskForm';
import { useFirstField } from './useFirstField';

interface Props<I extends FieldValues, O extends FieldValues> {
  readonly title: string;
  readonly form: DeskForm<I, O>;
  readonly save: { readonly submit: () => void; readonly pending: boolean };
  readonly onClose: () => void;
  readonly ok?: string;
  readonly columns?: number;
  readonly width?: number;
  readonly labelWidth?: number;
  /** What this will do, before the fields. */
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** A short form over the page, with the keys of every other form; Esc gives up. */
export function FormDialog<I extends FieldValues, O extends FieldValues>({
  title,
  form,
  save,
  onClose,
  ok = '保存',
  columns = 1,
  width = 560,
  labelWidth = 6.5,
  intro,
  children,
}: Props<I, O>) {
  const { ref, afterOpenChange } = useFirstField();
  return (
    <Modal
      open
      title={title}
      width={width}
      footer={null}
      onCancel={onClose}
      afterOpenChange={afterOpenChange}
      mask={{ closable: false }}
      style={{ top: '9vh' }}
    >
      <Form form={form} label={title} columns={columns} labelWidth={labelWidth} onSubmit={save.submit}>
        {intro === undefined ? null : <div className="dialog-intro">{intro}</div>}
        <div ref={ref} className="form-grid dialog-grid">
          {children}
        </div>
        <div className="dialog-actions">
          <Button onClick={onClose}>取消</Button>
          <SaveButton pending={save.pending}>{ok}</SaveButton>
        </div>
      </Form>
    </Modal>
  );
}
