import { Button } from 'antd';
import { isRemovable } from '#shared/domain/attachments/decide';
import type { RecordId } from '#shared/kernel/ids';
import { call } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { formatInstant, sizeWords } from '../../ui/format';
import { useToast } from '../../ui/toast';
import { useSaveCopy } from './useSaveCopy';
import { type AttachmentRow, kindOf, sourceOf, viewOf } from './words';

interface Props {
  readonly on: RecordId;
  readonly files: readonly AttachmentRow[];
  readonly readOnly: boolean;
  readonly onShow: (op: string) => void;
}

export function AttachmentTable({ on, files, readOnly, onShow }: Props) {
  const confirm = useConfirm();
  const toast = useToast();
  const saveCopy = useSaveCopy();
  const remove = async (file: AttachmentRow) => {
    const answer = await confirm({
      title: `移除附件“${file.name}”？`,
      body: '移除后不再列出，变更记录中仍可查到。',
      reason: 'required',
      ok: '移除',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await call('attachments.remove', { on, op: file.op, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <table className="attachment-table">
      <thead>
        <tr>
          <th>名称</th>
          <th>类型</th>
          <th className="number">大小</th>
          <th>来源</th>
          <th>添加人</th>
          <th>添加时间</th>
          <th aria-label="操作" />
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.op}>
            <td className="name">
              {viewOf(file) === 'none' ? (
                <span title={file.name}>{file.name}</span>
              ) : (
                <Button type="link" size="small" title={file.name} onClick={() => onShow(file.op)}>
                  {file.name}
                </Button>
              )}
            </td>
            <td>{kindOf(file)}</td>
            <td className="number">{sizeWords(file.bytes)}</td>
            <td>{sourceOf(file.source)}</td>
            <td title={file.unitName}>{file.by}</td>
            <td>{formatInstant(file.at)}</td>
            <td className="actions">
              {file.present ? (
                <Button size="small" aria-label={`另存 ${file.name}`} onClick={() => void saveCopy(file)}>
                  另存
                </Button>
              ) : (
                <span className="missing">内容不在本机</span>
              )}
              {readOnly || !isRemovable(file) ? null : (
                <Button size="small" danger aria-label={`移除 ${file.name}`} onClick={() => void remove(file)}>
                  移除
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
