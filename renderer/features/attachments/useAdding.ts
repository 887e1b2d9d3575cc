import { useCallback, useRef, useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { type Answer, call } from '../../client';
import { useToast } from '../../ui/toast';
import { type JobState, useJob } from '../../ui/useJob';
import { send, type ToSend } from './send';
import { FILES } from './words';

export interface NotAdded {
  readonly name: string;
  readonly message: string;
}

/** Everything that brings files in, one at a time, with progress; `notAdded` stays until the person has read it. */
export function useAdding(on: RecordId) {
  const toast = useToast();
  const job = useJob();
  const [sending, setSending] = useState<JobState>();
  const [notAdded, setNotAdded] = useState<readonly NotAdded[]>([]);
  const abort = useRef<AbortController>(undefined);

  const tell = useCallback(
    (answer: Answer<'attachments.addFiles'>) => {
      if (!answer.ok) {
        if (answer.error.code !== 'job.cancelled') toast.refused(answer.error);
        return false;
      }
      const { added, refused } = answer.value;
      setNotAdded(refused);
      if (added > 0) toast.done(`已添加 ${added} 个附件`);
      return refused.length === 0;
    },
    [toast],
  );

  const pick = async () => {
    const picked = await call('files.pickOpenMany', { title: '添加附件', filters: [FILES] });
    if (!picked.ok) toast.refused(picked.error);
    else if (picked.value.files.length > 0)
      tell(await job.run('attachments.addFiles', { on, files: picked.value.files }));
  };
  const addScanned = async (names: string[]) => tell(await job.run('attachments.addScanned', { on, names }));

  const addContents = useCallback(
    async (files: readonly ToSend[]): Promise<boolean> => {
      if (files.length === 0 || abort.current !== undefined) return false;
      const controller = new AbortController();
      abort.current = controller;
      const total = files.reduce((sum, file) => sum + file.content.size, 0);
      const refused: NotAdded[] = [];
      let before = 0;
      let added = 0;
      for (const file of files) {
        const label = `正在存入 ${file.name}`;
        const progress = (bytes: number) =>
          setSending({ label, done: percent(before + bytes, total), total: total === 0 ? 0 : 100 });
        progress(0);
        const answer = await send(on, file, controller.signal, progress);
        if (answer.ok) added += 1;
        else if (answer.error.code === 'job.cancelled') break;
        else refused.push({ name: file.name, message: answer.error.message });
        before += file.content.size;
      }
      abort.current = undefined;
      setSending(undefined);
      return tell({ ok: true, value: { added, refused } });
    },
    [on, tell],
  );

  const cancel = () => {
    abort.current?.abort();
    job.cancel();
  };
  return {
    pick,
    addScanned,
    addContents,
    notAdded,
    forget: () => setNotAdded([]),
    job: { state: sending ?? job.state, cancel },
  };
}

const percent = (done: number, total: number): number => (total === 0 ? 0 : Math.floor((done / total) * 100));
