import { Button } from 'antd';
import { useState } from 'react';
import type { SyncStatus } from '#shared/contract/sync';
import { call, type InputOf } from '../../client';
import { DescriptionList } from '../../ui/DescriptionList';
import { useToast } from '../../ui/toast';

/** 交换文件夹: a share or a stick that all desks of the centre point at. */
export function FolderWay({ status, onSaved }: { status: SyncStatus; onSaved: () => void }) {
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const configure = async (input: InputOf<'sync.configure'>) => {
    setBusy(true);
    const answer = await call('sync.configure', input);
    setBusy(false);
    if (answer.ok) toast.done('已启用交换文件夹');
    else toast.refused(answer.error);
    onSaved();
  };
  const pick = async () => {
    const picked = await call('files.pickOpen', { title: '选择交换文件夹', filters: [], folder: true });
    if (!picked.ok) toast.refused(picked.error);
    else if (picked.value.file !== null) await configure({ mode: 'folder', folder: picked.value.file });
  };
  return (
    <div className="sync-way">
      <p>
        请选择各台席都能打开的共享文件夹，或轮流插到各台席的 U
        盘。写入的内容已加密，只有持有单位密钥、或者与本机配对的本单位台席能打开；请先在“数据交换”中备好单位密钥，或者配对各台席。
      </p>
      {status.folder !== null && (
        <DescriptionList columns={1} items={[{ label: '交换文件夹', value: status.folder }]} />
      )}
      <p className="sync-buttons">
        <Button type={status.folder === null ? 'primary' : 'default'} loading={busy} onClick={() => void pick()}>
          {status.folder === null ? '选择文件夹并启用' : '更换文件夹'}
        </Button>
        {status.folder !== null && status.mode !== 'folder' && (
          <Button type="primary" loading={busy} onClick={() => void configure({ mode: 'folder' })}>
            启用这个文件夹
          </Button>
        )}
      </p>
    </div>
  );
}
