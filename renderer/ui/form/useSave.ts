import { useRef } from 'react';
import type { FieldValues, Path } from 'react-hook-form';
import { call, type InputOf, type MethodName, type OutputOf, type Refusal } from '../../client';
import { refusalSentence, useToast } from '../toast';
import type { DeskForm } from './useDeskForm';
import type { Draft } from './useDraft';
import { useState } from 'react';

/** Shows a refusal where it belongs: beside its fields, or above the form. */
export function applyRefusal<I extends FieldValues, O extends FieldValues>(
  form: DeskForm<I, O>,
  refusal: Refusal,
): void {
  const issues =
    refusal.issues ??
    (refusal.field === undefined ? [] : [{ field: refusal.field, message: refusalSentence(refusal) }]);
  const known = issues.filter(({ field }) => document.querySelector(`[data-field="${CSS.escape(field)}"]`) !== null);
  for (const { field, message } of known) form.setError(field as Path<I>, { type: 'refusal', message });
  const first = known[0];
  if (first === undefined) form.setError('root.refusal', { type: 'refusal', message: refusalSentence(refusal) });
  else form.setFocus(first.field as Path<I>);
}

export interface SaveOptions<M extends MethodName, O> {
  /** The method's input, when it is not the form's value as it stands. */
  readonly toInput?: (value: O) => InputOf<M>;
  readonly onSaved?: (output: OutputOf<M>) => void;
  /** Thrown away once saved. */
  readonly draft?: Draft;
  /** What to say instead of 已保存 and the time; null says nothing. */
  readonly said?: string | null;
}

/** Checks the form, calls the command once, and shows what came of it. */
export function useSave<M extends MethodName, I extends FieldValues, O extends FieldValues>(
  method: M,
  form: DeskForm<I, O>,
  options: SaveOptions<M, O> = {},
) {
  const toast = useToast();
  const busy = useRef(false);
  const [pending, setPending] = useState(false);

  const send = async (value: O) => {
    const answer = await call(method, options.toInput?.(value) ?? (value as unknown as InputOf<M>));
    if (!answer.ok) {
      applyRefusal(form, answer.error);
      return;
    }
    await options.draft?.discard();
    if (options.said === undefined) toast.saved();
    else if (options.said !== null) toast.done(options.said);
    options.onSaved?.(answer.value);
  };

  const submit = () => {
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    form.clearErrors('root.refusal');
    void form
      .handleSubmit(send)()
      .finally(() => {
        busy.current = false;
        setPending(false);
      });
  };
  return { submit, pending };
}
