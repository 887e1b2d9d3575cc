import { useState } from 'react';
import { type Answer, call, type InputOf, type MethodName } from '../../client';
import { useToast } from '../../ui/toast';

type ClosingMethod = Extract<
  MethodName,
  'backups.restore' | 'recovery.olderGeneration' | 'recovery.rebuild' | 'recovery.usePrevious'
>;

/** Runs what closes the data folder, then has the window open it again. */
export function useReopen() {
  const toast = useToast();
  const [busy, setBusy] = useState<string>();
  const reopen = async () => {
    setBusy('正在重新打开数据…');
    const answer = await call('app.reopen', {});
    setBusy(undefined);
    if (!answer.ok) toast.refused(answer.error);
  };
  const run = async <M extends ClosingMethod>(method: M, input: InputOf<M>, label: string): Promise<void> => {
    setBusy(label);
    const answer: Answer<M> = await call(method, input);
    setBusy(undefined);
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    toast.done(answer.value.message);
    await reopen();
  };
  return { busy, reopen, run };
}
