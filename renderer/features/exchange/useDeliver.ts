import { useState } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import { call } from '../../client';
import { useToast } from '../../ui/toast';
import { useJob } from '../../ui/useJob';

/** Where to: a stick or a shared folder; undefined when the person thinks better of it. */
export function usePickFolder() {
  const toast = useToast();
  return async (): Promise<FileHandle | undefined> => {
    const picked = await call('files.pickOpen', { title: '选择 U 盘或共享文件夹', filters: [], folder: true });
    if (!picked.ok) toast.refused(picked.error);
    return picked.ok && picked.value.file !== null ? picked.value.file : undefined;
  };
}

export const safeWords = (what: string, files: readonly string[]): string =>
  `${what}已写入并回读核对无误，U 盘可以拔出。文件：${files.join('、')}`;

/** Writes a package that lies here to a stick once more. */
export function useDeliver() {
  const toast = useToast();
  const job = useJob();
  const pickFolder = usePickFolder();
  const [said, setSaid] = useState<string>();
  const deliver = async (id: string, what: string) => {
    const folder = await pickFolder();
    if (folder === undefined) return;
    const done = await job.run('exchange.deliver', { id, folder });
    if (done.ok) setSaid(safeWords(what, done.value.files));
    else toast.refused(done.error);
  };
  return { deliver, job, said };
}
