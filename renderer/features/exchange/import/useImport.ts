import { useState } from 'react';
import type { ImportPreview, ImportResult, Inspection } from '#shared/contract/exchange';
import { call, type InputOf } from '../../../client';
import { useToast } from '../../../ui/toast';
import { useJob } from '../../../ui/useJob';
import { PACKAGE_FILE } from '../words';

type Stage =
  | { readonly at: 'idle' }
  | { readonly at: 'seen'; readonly seen: Inspection; readonly when: number; readonly preview?: ImportPreview }
  | { readonly at: 'done'; readonly done: ImportResult; readonly seen: Inspection };

/** The steps of taking a package in; each waits for the person. */
export function useImport() {
  const toast = useToast();
  const job = useJob();
  const [stage, setStage] = useState<Stage>({ at: 'idle' });
  const [passphrase, setPassphrase] = useState<string>();
  const ask = (copy: string, words = passphrase) => ({ copy, ...(words === undefined ? {} : { passphrase: words }) });

  const show = async (seen: Inspection, words?: string) => {
    const when = Date.now();
    setStage({ at: 'seen', seen, when });
    if (!seen.takable) return;
    const preview = await job.run('exchange.preview', ask(seen.copy, words));
    if (preview.ok) setStage({ at: 'seen', seen, when, preview: preview.value });
    else toast.refused(preview.error);
  };
  const pick = async () => {
    const picked = await call('files.pickOpen', { title: '选择要导入的数据包', filters: [PACKAGE_FILE] });
    if (!picked.ok) toast.refused(picked.error);
    if (!picked.ok || picked.value.file === null) return;
    setPassphrase(undefined);
    const seen = await job.run('exchange.inspect', { file: picked.value.file });
    if (seen.ok) await show(seen.value);
    else toast.refused(seen.error);
  };
  const lookAgain = async (copy: string, words?: string) => {
    setPassphrase(words);
    const seen = await job.run('exchange.inspectAgain', ask(copy, words));
    if (seen.ok) await show(seen.value, words);
    else toast.refused(seen.error);
  };
  const take = async (seen: Inspection, clocksCompared: boolean) => {
    const input: InputOf<'exchange.import'> = { ...ask(seen.copy), clocksCompared };
    const done = await job.run('exchange.import', input);
    if (done.ok) setStage({ at: 'done', done: done.value, seen });
    else toast.refused(done.error);
  };
  return { stage, job, pick, lookAgain, take };
}

export type ImportWork = ReturnType<typeof useImport>;
