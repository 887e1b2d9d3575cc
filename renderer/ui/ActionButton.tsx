import { Button, type ButtonProps } from 'antd';
import { useState } from 'react';
import { call, type InputOf, type MethodName, type OutputOf } from '../client';
import { Hint } from './Page';
import { useHotkey } from './hotkeys';
import { useToast } from './toast';

interface Props<M extends MethodName> extends Omit<ButtonProps, 'onClick' | 'loading'> {
  readonly method: M;
  readonly input: InputOf<M>;
  /** What to say afterwards; nothing if absent. */
  readonly said?: string | ((output: OutputOf<M>) => string);
  readonly onDone?: (output: OutputOf<M>) => void;
  readonly hotkey?: string;
}

/** A button that calls one method, once at a time, and says what came of it: printing, publishing, and the like. */
export function ActionButton<M extends MethodName>({
  method,
  input,
  said,
  onDone,
  hotkey,
  children,
  ...button
}: Props<M>) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    const answer = await call(method, input);
    setBusy(false);
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    if (said !== undefined) toast.done(typeof said === 'string' ? said : said(answer.value));
    onDone?.(answer.value);
  };
  useHotkey(hotkey, () => void run(), !busy && button.disabled !== true);
  return (
    <Button {...button} loading={busy} onClick={() => void run()}>
      {children}
      {hotkey === undefined ? null : <Hint keys={hotkey} />}
    </Button>
  );
}
