import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import { call, type OutputOf, useCommand } from '../../client';
import { XLSX } from '../../ui/ExportButton';
import { useToast } from '../../ui/toast';
import { IssueTable } from './IssueTable';

type Preview = OutputOf<'departments.importPreview'>;
interface Picked {
  readonly file: FileHandle;
  readonly preview: Preview;
}

/** Picks a workbook and reads what it would change; nothing is written before the person says so. */
export function useDirectoryImport() {
  const toast = useToast();
  const [picked, setPicked] = useState<Picked>();
  const pick = async () => {
    const answer = await call('files.pickOpen', { title: '选择要导入的机构目录', filters: [XLSX] });
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    const { file } = answer.value;
    if (file === null) return;
    const preview = await call('departments.importPreview', { file });
    if (preview.ok) setPicked({ file, preview: preview.value });
    else toast.refused(preview.error);
  };
  return { picked, pick, close: () => setPicked(undefined) };
}

export function DirectoryImport({ state: { picked, close } }: { state: ReturnType<typeof useDirectoryImport> }) {
  const toast = useToast();
  const command = useCommand('departments.import');
  if (picked === undefined) return null;
  const { file, preview } = picked;
  const run = async () => {
    const answer = await command.run({ file, digest: preview.digest });
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    toast.done(`已导入：新增 ${answer.value.created} 项，修改 ${answer.value.changed} 项`);
    close();
  };
  const wrong = preview.issues.length > 0;
  const nothing = preview.created + preview.changed === 0;
  return (
    <Modal
      open
      title="导入机构目录"
      width={900}
      onCancel={close}
      mask={{ closable: false }}
      footer={[
        <Button key="no" onClick={close}>
          {wrong || nothing ? '关闭' : '取消'}
        </Button>,
        <Button
          key="yes"
          type="primary"
          disabled={wrong || nothing}
          loading={command.pending}
          onClick={() => void run()}
        >
          导入
        </Button>,
      ]}
    >
      <p role="status" className="import-summary">
        新增 <b>{preview.created}</b> 项，修改 <b>{preview.changed}</b> 项，不变 {preview.unchanged} 项
        {wrong ? `，有 ${preview.issues.length} 处错误。请在表格中改正后重新选择，现在没有导入任何内容。` : '。'}
        {!wrong && nothing ? '表格与现有目录相同，无需导入。' : ''}
      </p>
      {wrong ? <IssueTable issues={preview.issues} /> : null}
      {!wrong && !nothing ? <ChangeTable rows={preview.rows} /> : null}
    </Modal>
  );
}

const ChangeTable = ({ rows }: { rows: Preview['rows'] }) => (
  <div className="import-rows">
    <table className="plain-table" aria-label="将要导入的内容">
      <thead>
        <tr>
          <th>工作表</th>
          <th>行</th>
          <th>名称</th>
          <th>内容</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.sheet}${row.row}`}>
            <td>{row.sheet}</td>
            <td>{row.row}</td>
            <td>{row.name}</td>
            <td>
              {row.outcome === 'created'
                ? '新增'
                : row.changes.map(({ column, from, to }) => (
                    <div key={column}>
                      {column}：<del>{from === '' ? '（空）' : from}</del> → {to === '' ? '（空）' : to}
                    </div>
                  ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
