import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { CASE_COLUMNS } from '#shared/contract/cases';
import type { InputOf, OutputOf } from '../../../client';
import { ExportButton, XLSX } from '../../../ui/ExportButton';
import type { GridOrder } from '../../../ui/grid/source';
import { Notice } from '../../../ui/Page';
import { useToday } from '../../../ui/today';
import { type CaseColumn, COLUMN_TITLES } from './columns';
import type { CaseFilter } from './views';

type ExportInput = InputOf<'cases.export'>;

const RARE: readonly CaseColumn[] = [
  'phone',
  'demand',
  'purpose',
  'channel',
  'since',
  'firstContact',
  'flags',
  'endReason',
];
const USUAL = CASE_COLUMNS.filter((column) => !RARE.includes(column));
const OPTIONS = [...USUAL, ...RARE].map((value) => ({ value, label: COLUMN_TITLES[value] }));
const STORED = 'cases.exportColumns';

interface Props {
  readonly filter: CaseFilter;
  readonly order: GridOrder | undefined;
  readonly onClose: () => void;
}

/** Which columns go into the sheet; the rows are those of the list as it is filtered and sorted now. */
export function ExportDialog({ filter, order, onClose }: Props) {
  const today = useToday();
  const [chosen, setChosen] = useState<readonly CaseColumn[]>(recall);
  const [done, setDone] = useState<OutputOf<'cases.export'>>();
  const columns = CASE_COLUMNS.filter((column) => chosen.includes(column));
  const choose = (next: readonly CaseColumn[]) => {
    setChosen(next);
    localStorage.setItem(STORED, JSON.stringify(next));
  };
  return (
    <Modal
      open
      width={760}
      title="导出信访事项"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => choose(USUAL)}>恢复常用列</Button>
          <Button onClick={onClose}>关闭</Button>
          <ExportButton
            method="cases.export"
            title="导出信访事项"
            name={`信访事项一览-${today}.xlsx`}
            kind={XLSX}
            type="primary"
            disabled={columns.length === 0}
            onDone={setDone}
            input={(file) => ({
              filter,
              columns: [...columns],
              ...(order === undefined ? {} : { order: [order] as NonNullable<ExportInput['order']> }),
              file,
            })}
          />
        </>
      }
    >
      <p className="quiet">
        按列表当前的筛选和排序导出。检举控告类事项依法保密（《信访工作条例》第三十条），不列入表格。请选择要导出的列：
      </p>
      <Checkbox.Group
        className="case-export-columns"
        value={[...chosen]}
        onChange={(values) => choose(values)}
        options={OPTIONS}
      />
      {done === undefined ? null : (
        <Notice tone={done.withheld > 0 ? 'warning' : 'info'}>
          已导出 {done.rows} 件{done.withheld > 0 ? `；另有 ${done.withheld} 件检举控告类事项未列入表格` : ''}。
        </Notice>
      )}
    </Modal>
  );
}

function recall(): readonly CaseColumn[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '');
    return CASE_COLUMNS.filter((column) => Array.isArray(stored) && stored.includes(column));
  } catch {
    return USUAL;
  }
}
