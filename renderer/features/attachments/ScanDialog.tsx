import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { call, type OutputOf, useQueryOf } from '../../client';
import { formatInstant, sizeWords } from '../../ui/format';
import { Notice } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { kindOf } from './words';

/** A scanner may be putting the next page there right now. */
const LOOK_AGAIN_MS = 2000;

interface Props {
  readonly on: RecordId;
  readonly onAdd: (names: string[]) => Promise<boolean>;
  readonly onClose: () => void;
}

/** The files of the scanner's folder, newest first, to choose from. */
export function ScanDialog({ on, onAdd, onClose }: Props) {
  const query = useQueryOf('attachments.scanned', { on }, { everyMs: LOOK_AGAIN_MS, fresh: true });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toast = useToast();
  const there = (query.data?.files ?? []).filter(({ name, added }) => chosen.has(name) && !added);
  const choose = (name: string, on_: boolean) => {
    const next = new Set(chosen);
    if (on_) next.add(name);
    else next.delete(name);
    setChosen(next);
  };
  const pickFolder = async () => {
    const picked = await call('files.pickOpen', { title: '选择扫描仪存放文件的文件夹', filters: [], folder: true });
    const folder = picked.ok ? picked.value.file : null;
    if (folder === null) return;
    const set = await call('attachments.setScanFolder', { folder });
    if (!set.ok) toast.refused(set.error);
    setChosen(new Set());
    await query.refetch();
  };
  const add = async () => {
    // Page one was scanned first and stands first on the record.
    await onAdd(there.map(({ name }) => name).reverse());
    onClose();
  };
  return (
    <Modal
      open
      width={760}
      title="添加扫描件"
      onCancel={onClose}
      footer={[
        <Button key="folder" className="attachment-left" onClick={() => void pickFolder()}>
          {query.data?.folder == null ? '选择扫描文件夹' : '更换文件夹'}
        </Button>,
        <Button key="no" onClick={onClose}>
          取消
        </Button>,
        <Button key="yes" type="primary" disabled={there.length === 0} onClick={() => void add()}>
          {there.length === 0 ? '添加' : `添加 ${there.length} 个`}
        </Button>,
      ]}
    >
      <QueryView query={query}>{(data) => <Scanned data={data} chosen={chosen} onChoose={choose} />}</QueryView>
    </Modal>
  );
}

interface ScannedProps {
  readonly data: OutputOf<'attachments.scanned'>;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (name: string, chosen: boolean) => void;
}

function Scanned({ data, chosen, onChoose }: ScannedProps) {
  const { folder, problem, files } = data;
  if (folder === null) {
    return (
      <EmptyState
        title="还没有选择扫描文件夹"
        hint="请选择扫描仪或高拍仪存放文件的文件夹，以后扫描的图片和 PDF 会列在这里，勾选后即可添加。"
      />
    );
  }
  return (
    <>
      <p className="attachment-folder">{folder}</p>
      {problem === undefined ? null : <Notice tone="warning">{problem}</Notice>}
      {problem === undefined && files.length === 0 ? (
        <EmptyState title="文件夹里还没有图片或 PDF" hint="扫描完成后会自动出现在这里。" />
      ) : null}
      <ul className="attachment-scans" aria-label="扫描文件夹中的文件">
        {files.map(({ name, bytes, at, type, added }) => (
          <li key={name}>
            <Checkbox
              checked={added || chosen.has(name)}
              disabled={added}
              onChange={(event) => onChoose(name, event.target.checked)}
            >
              {name}
            </Checkbox>
            <span>{added ? '已添加' : kindOf({ type })}</span>
            <span className="number">{sizeWords(bytes)}</span>
            <span>{formatInstant(at)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
