import { DownOutlined, ExportOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import type { RosterView } from '#shared/contract/rosters';
import { useCommand } from '../../../client';
import { CSV, ICS, PDF, PNG, useSaveAs, XLSX } from '../../../ui/ExportButton';
import { JobProgress } from '../../../ui/JobProgress';
import { useToast } from '../../../ui/toast';

/** Everything a roster can leave the desk as. */
export function ExportMenu({ roster }: { readonly roster: RosterView }) {
  const { saveAs, job } = useSaveAs();
  const toast = useToast();
  const print = useCommand('rosters.print');
  const name = `${roster.title} ${roster.from}至${roster.to}`;
  const id = roster.id;
  const sheet = (format: 'xlsx' | 'csv' | 'ics', kind: typeof XLSX, title: string) =>
    void saveAs({
      method: 'rosters.export',
      title,
      kind,
      name: `${name}.${format}`,
      input: (file) => ({ id, format, file }),
    });
  const pdf = (size: 'A4' | 'A3') =>
    void saveAs({
      method: 'rosters.pdf',
      title: `导出公示（${size}）`,
      kind: PDF,
      name: `${name} ${size}.pdf`,
      input: (file) => ({ id, size, file }),
    });
  const png = () =>
    void saveAs({
      method: 'rosters.png',
      title: '导出大厅屏幕图片',
      kind: PNG,
      name: `${name}.png`,
      input: (file) => ({ id, file }),
    });
  const paper = async (size: 'A4' | 'A3') => {
    const done = await print.run({ id, size });
    if (!done.ok) toast.refused(done.error);
  };
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'xlsx', label: 'Excel 表格（打印分发）', onClick: () => sheet('xlsx', XLSX, '导出 Excel 表格') },
            { key: 'a4', label: 'PDF 公示（A4）', onClick: () => pdf('A4') },
            { key: 'a3', label: 'PDF 公示（A3）', onClick: () => pdf('A3') },
            { key: 'png', label: '大厅屏幕图片', onClick: png },
            { key: 'ics', label: '日历文件（手机、Outlook）', onClick: () => sheet('ics', ICS, '导出日历文件') },
            { key: 'csv', label: 'CSV 明细', onClick: () => sheet('csv', CSV, '导出 CSV 明细') },
            { type: 'divider' },
            { key: 'print', label: '打印公示（A4）', onClick: () => void paper('A4') },
            { key: 'print3', label: '打印公示（A3）', onClick: () => void paper('A3') },
          ],
        }}
      >
        <Button icon={<ExportOutlined />}>
          导出 <DownOutlined />
        </Button>
      </Dropdown>
      <JobProgress job={job} title="导出排班表" />
    </>
  );
}
