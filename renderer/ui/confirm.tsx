import { Button, Input, Modal } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useId, useState } from 'react';
import { useFirstField } from './form/useFirstField';

export interface ConfirmAsk {
  readonly title: string;
  readonly body?: ReactNode;
  /** Asks for a reason in words, which goes into 变更记录. */
  readonly reason?: 'required' | 'optional';
  readonly reasonLabel?: string;
  readonly ok?: string;
  readonly danger?: boolean;
}

export interface Confirmed {
  readonly reason: string;
}

type Confirm = (ask: ConfirmAsk) => Promise<Confirmed | undefined>;
const ConfirmContext = createContext<Confirm>(() => Promise.resolve(undefined));

/** `const answer = await confirm({title: '作废这件来访？', reason: 'required', danger: true})`; undefined means no. */
export const useConfirm = (): Confirm => useContext(ConfirmContext);

interface Open {
  readonly ask: ConfirmAsk;
  readonly answer: (value: Confirmed | undefined) => void;
}

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open>();
  const confirm = useCallback<Confirm>(
    (ask) =>
      new Promise((resolve) => {
        setOpen({
          ask,
          answer: (value) => {
            setOpen(undefined);
            resolve(value);
          },
        });
      }),
    [],
  );
  return (
    <ConfirmContext value={confirm}>
      {children}
      {open === undefined ? null : <ConfirmDialog ask={open.ask} onAnswer={open.answer} />}
    </ConfirmContext>
  );
}

function ConfirmDialog({ ask, onAnswer }: { ask: ConfirmAsk; onAnswer: Open['answer'] }) {
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const id = useId();
  const { ref, afterOpenChange } = useFirstField();
  const accept = () => {
    if (ask.reason === 'required' && reason.trim() === '') setMissing(true);
    else onAnswer({ reason: reason.trim() });
  };
  return (
    <Modal
      open
      title={ask.title}
      onCancel={() => onAnswer(undefined)}
      mask={{ closable: false }}
      afterOpenChange={afterOpenChange}
      footer={[
        <Button key="no" onClick={() => onAnswer(undefined)}>
          取消
        </Button>,
        <Button
          key="yes"
          type="primary"
          danger={ask.danger ?? false}
          onClick={accept}
          autoFocus={ask.reason === undefined}
        >
          {ask.ok ?? '确定'}
        </Button>,
      ]}
    >
      {ask.body}
      {ask.reason === undefined ? null : (
        <div ref={ref} className="field-plain">
          <label htmlFor={id}>
            {ask.reasonLabel ?? '理由'}
            {ask.reason === 'required' ? '' : '（可不填）'}
          </label>
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            value={reason}
            status={missing ? 'error' : ''}
            aria-describedby={missing ? `${id}-error` : undefined}
            onChange={(event) => {
              setReason(event.target.value);
              setMissing(false);
            }}
          />
          {missing ? (
            <div id={`${id}-error`} className="field-error" role="alert">
              请写明理由，理由会记入变更记录。
            </div>
          ) : null}
        </div>
      )}
    </Modal>
  );
}
