import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { EXPORT_COLUMNS } from '#shared/contract/visits';
import { GIVEN_LABELS, VISIT_LABELS } from '#shared/domain/visits/labels';
import type { InputOf } from '../../client';
import { ExportButton, XLSX } from '../../ui/ExportButton';
import type { GridOrder } from '../../ui/grid/source';
import { useToday } from '../../ui/today';
import type { ListFilter } from './filter';

type ExportInput = InputOf<'visits.export'>;
type ExportColumn = ExportInput['columns'][number];

const LABELS: { readonly [column in ExportColumn]: string } = { ...VISIT_LABELS, ...GIVEN_LABELS };
const USUAL: readonly ExportColumn[] = [
  'visitNo',
  'petitionDate',
  'name',
  'phone',
  'headcount',
  'visitKind',
  'purpose',
  'categoryCode',
  'title',
  'summary',
  'problemRegion',
  'isRepeat',
  'handlingMode',
  'responsibleUnit',
  'receivedBy',
];
const STORED = 'visits.exportColumns';

interface Props {
  readonly filter: ListFilter;
  readonly order: GridOrder | undefined;
  readonly onClose: () => void;
}

/** Which columns go into the sheet; the rows are those of the list as it is filtered and sorted now. */
export function ExportDialog({ filter, order, onClose }: Props) {
  const today = useToday();
  const [chosen, setChosen] = useState<ReadonlySet<ExportColumn>>(recall);
  const columns = EXPORT_COLUMNS.filter((column) => chosen.has(column)).sort(byUse);
  const choose = (next: readonly ExportColumn[]) => {
    setChosen(new Set(next));
    localStorage.setItem(STORED, JSON.stringify(next));
  };
  return (
    <Modal
      open
      width={760}
      title="导出来访登记"
      onCancel={onClose}
      footer={
        <>
          <Button onClick={() => choose(USUAL)}>恢复常用列</Button>
          <Button onClick={onClose}>关闭</Button>
          <ExportButton
            method="visits.export"
            title="导出来访登记"
            name={`来访登记一览-${today}.xlsx`}
            kind={XLSX}
            type="primary"
            disabled={columns.length === 0}
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
        className="visit-export-columns"
        value={[...chosen]}
        onChange={(values) => choose(values)}
        options={EXPORT_COLUMNS.toSorted(byUse).map((value) => ({ value, label: LABELS[value] }))}
      />
    </Modal>
  );
}

/** Usual columns first, in their usual order. */
const byUse = (a: ExportColumn, b: ExportColumn): number => rank(a) - rank(b);
const rank = (column: ExportColumn): number => {
  const usual = USUAL.indexOf(column);
  return usual < 0 ? USUAL.length + EXPORT_COLUMNS.indexOf(column) : usual;
};

function recall(): ReadonlySet<ExportColumn> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '');
    return new Set(EXPORT_COLUMNS.filter((column) => Array.isArray(stored) && stored.includes(column)));
  } catch {
    return new Set(USUAL);
  }
}
