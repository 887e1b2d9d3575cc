import type { FieldValues } from 'react-hook-form';
import type { Result } from '#shared/kernel/result';
import type { Refusal } from '../../client';
import { useConfirm } from '../confirm';
import { useToast } from '../toast';
import type { DeskForm } from './useDeskForm';
import type { Draft } from './useDraft';
import { applyRefusal } from './useSave';

interface Correction<O> {
  /** As the question is headed: 更正来访登记. */
  readonly title: string;
  readonly draft: Draft;
  readonly send: (entry: O, reason: string) => Promise<Result<{ readonly savedAt: number }, Refusal>>;
  readonly onSaved: () => void;
}

/** 更正: what is in the ledger is changed with a reason, asked for once the form holds. */
export function useCorrection<I extends FieldValues, O extends FieldValues>(
  form: DeskForm<I, O>,
  { title, draft, send, onSaved }: Correction<O>,
) {
  const confirm = useConfirm();
  const toast = useToast();
  return async (entry: O): Promise<void> => {
    const answer = await confirm({ title, reason: 'required', reasonLabel: '更正理由', ok: '保存更正' });
    if (answer === undefined) return;
    const done = await send(entry, answer.reason);
    if (!done.ok) {
      applyRefusal(form, done.error);
      return;
    }
    await draft.discard();
    toast.saved(done.value.savedAt);
    onSaved();
  };
}
