import { useState } from 'react';
import { useLocation } from 'wouter';
import type { RecordId } from '#shared/kernel/ids';
import { call } from '../../../client';
import { useConfirm } from '../../../ui/confirm';
import { useToast } from '../../../ui/toast';
import { casePath } from '../brief';
import type { DirectStep } from './steps';

export type DialogName = DirectStep | 'split' | 'mergeInto' | 'link' | 'history';

/** What can be done with a case beside its form: which dialog is open, and what only needs a reason. */
export function useDeeds(id: RecordId) {
  const [dialog, open] = useState<DialogName>();
  const [, go] = useLocation();
  const confirm = useConfirm();
  const toast = useToast();
  const withReason = async (title: string, ok: string, send: (reason: string) => ReturnType<typeof undo>) => {
    const answer = await confirm({ title, ok, reason: 'required' });
    if (answer === undefined) return;
    const done = await send(answer.reason);
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  const undo = (reason: string) => call('cases.undo', { id, reason });
  return {
    dialog,
    open,
    close: () => open(undefined),
    edit: () => go(`${casePath(id)}/edit`),
    undo: (title: string) => withReason(`撤销上一步“${title}”？`, '撤销上一步', undo),
    unmerge: (merged: RecordId) =>
      withReason('撤销并入？', '撤销并入', (reason) => call('cases.unmerge', { id: merged, reason })),
    unlink: (other: RecordId) =>
      withReason('取消关联？', '取消关联', (reason) => call('cases.unlink', { id, other, reason })),
  };
}
export type Deeds = ReturnType<typeof useDeeds>;
