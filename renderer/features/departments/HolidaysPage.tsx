import './departments.css';
import './holidays.css';
import { EditOutlined, ImportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useQueryOf } from '../../client';
import { ExportButton, XLSX } from '../../ui/ExportButton';
import { Notice, Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToday } from '../../ui/today';
import { HolidayImport, useHolidayImport } from './HolidayImport';
import { YearEditor, YearView } from './YearView';

const READS = ['holidays'];

/** 放假安排: the years that are known, each as a calendar; what is missing is said before anything is computed wrongly. */
export default function HolidaysPage() {
  const query = useQueryOf('holidays.years', {}, { reads: READS });
  const today = useToday();
  const [selected, setSelected] = useState<number>();
  const [editing, setEditing] = useState(false);
  const importing = useHolidayImport(setSelected);
  const year = selected ?? Number(today.slice(0, 4));
  const known = query.data?.years.some((entry) => entry.year === year) === true;
  const source = query.data?.years.find((entry) => entry.year === year)?.source;
  return (
    <Page
      title="放假安排"
      fill
      busy={query.data === undefined}
      {...(source === undefined ? {} : { sub: `${year}年：${source}` })}
      extra={
        <>
          {known && !editing ? (
            <>
              <Button icon={<EditOutlined aria-hidden />} onClick={() => setEditing(true)}>
                修改
              </Button>
              <ExportButton
                method="holidays.export"
                input={(file) => ({ year, file })}
                name={`${year}年放假安排.xlsx`}
                kind={XLSX}
                title="导出放假安排"
              />
            </>
          ) : null}
          <Button
            type="primary"
            icon={<ImportOutlined aria-hidden />}
            disabled={editing}
            onClick={() => void importing.pick()}
          >
            导入年度
          </Button>
        </>
      }
    >
      <QueryView query={query}>
        {({ years, missing }) => (
          <>
            {missing.map((lacking) => (
              <Notice
                key={lacking}
                tone="warning"
                actions={
                  <Button size="small" onClick={() => void importing.pick()}>
                    从文件导入
                  </Button>
                }
              >
                {lacking}年放假安排未导入。国务院办公厅的通知一般在上年十一月前后公布，导入以前，凡涉及{lacking}
                年的期限和排班都不计算。
              </Notice>
            ))}
            <div className="holidays">
              <nav aria-label="年度" className="holiday-years">
                {[...new Set([...years.map((entry) => entry.year), ...missing, year])]
                  .toSorted((a, b) => a - b)
                  .map((listed) => (
                    <button
                      key={listed}
                      type="button"
                      aria-current={listed === year ? 'true' : undefined}
                      disabled={editing && listed !== year}
                      onClick={() => setSelected(listed)}
                    >
                      {listed}年
                      {years.some((entry) => entry.year === listed) ? null : <span className="missing">未导入</span>}
                    </button>
                  ))}
              </nav>
              {editing ? (
                <YearEditor year={year} onDone={() => setEditing(false)} />
              ) : known ? (
                <YearView year={year} />
              ) : (
                <MissingYear year={year} onImport={() => void importing.pick()} onType={() => setEditing(true)} />
              )}
            </div>
          </>
        )}
      </QueryView>
      <HolidayImport state={importing} />
    </Page>
  );
}

const MissingYear = ({ year, onImport, onType }: { year: number; onImport: () => void; onType: () => void }) => (
  <div className="year">
    <EmptyState
      title={`${year}年放假安排未导入`}
      hint="可选择 Excel、CSV 或 JSON 文件导入（列：日期、安排、名称；样子可先导出一个已有年度查看），也可对照通知手工录入。"
      action={
        <span className="toolbar">
          <Button type="primary" onClick={onImport}>
            从文件导入
          </Button>
          <Button onClick={onType}>手工录入</Button>
        </span>
      }
    />
  </div>
);
