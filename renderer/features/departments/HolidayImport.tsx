import { Button, Modal } from 'antd';
import { useState } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import { call, type OutputOf, useCommand } from '../../client';
import { useToast } from '../../ui/toast';
import { IssueTable } from './IssueTable';

type Preview = OutputOf<'holidays.importPreview'>;
const TABLE_FILES = { name: '放假安排', extensions: ['xlsx', 'csv', 'json'] };

export function useHolidayImport(onImported: (year: number) => void) {
  const toast = useToast();
  const [picked, setPicked] = useState<{ readonly file: FileHandle; readonly preview: Preview }>();
  const pick = async () => {
    const answer = await call('files.pickOpen', { title: '选择放假安排文件', filters: [TABLE_FILES] });
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    const { file } = answer.value;
    if (file === null) return;
    const preview = await call('holidays.importPreview', { file });
    if (preview.ok) setPicked({ file, preview: preview.value });
    else toast.refused(preview.error);
  };
  return { picked, pick, close: () => setPicked(undefined), onImported };
}

/** What a file says about a year, before it is taken over. */
export function HolidayImport({
  state: { picked, close, onImported },
}: {
  state: ReturnType<typeof useHolidayImport>;
}) {
  const toast = useToast();
  const command = useCommand('holidays.import');
  if (picked === undefined) return null;
  const { file, preview } = picked;
  const { table } = preview;
  const run = async () => {
    const answer = await command.run({ file, digest: preview.digest });
    if (!answer.ok) {
      toast.refused(answer.error);
      return;
    }
    toast.saved(answer.value.savedAt);
    if (table !== null) onImported(table.year);
    close();
  };
  const nothing = table === null || preview.differences.length === 0;
  return (
    <Modal
      open
      title={table === null ? '导入放假安排' : `导入${table.year}年放假安排`}
      width={760}
      onCancel={close}
      mask={{ closable: false }}
      footer={[
        <Button key="no" onClick={close}>
          {nothing ? '关闭' : '取消'}
        </Button>,
        <Button key="yes" type="primary" disabled={nothing} loading={command.pending} onClick={() => void run()}>
          导入
        </Button>,
      ]}
    >
      <p role="status" className="import-summary">
        {table === null
          ? `文件中有 ${preview.issues.length} 处错误，请改正后重新选择。现在没有导入任何内容。`
          : summary(table, preview)}
      </p>
      {table === null ? <IssueTable issues={preview.issues} /> : <Differences preview={preview} />}
    </Modal>
  );
}

function summary(table: NonNullable<Preview['table']>, preview: Preview): string {
  const counts = `放假 ${table.offDays.length} 天，调休上班 ${table.workDays.length} 天`;
  if (!preview.replaces) return `${counts}。请与国务院办公厅通知核对后导入。`;
  if (preview.differences.length === 0) return `${counts}，与已导入的相同，无需导入。`;
  return `${counts}。${table.year}年已经导入过，以下 ${preview.differences.length} 天与原来不同，导入后以文件为准。`;
}

const Differences = ({ preview: { differences, replaces } }: { preview: Preview }) =>
  differences.length === 0 ? null : (
    <div className="import-rows">
      <table className="plain-table" aria-label="将要导入的日期">
        <thead>
          <tr>
            <th>日期</th>
            {replaces ? <th>原来</th> : null}
            <th>安排</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ date, from, to }) => (
            <tr key={date}>
              <td>{date}</td>
              {replaces ? <td>{from === '' ? '按平常' : from}</td> : null}
              <td>{to === '' ? '按平常' : to}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
