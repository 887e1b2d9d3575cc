import { CASE_COLUMNS } from '#shared/contract/cases';
import { ExportColumnsDialog } from '../../../ui/ExportColumnsDialog';
import type { GridOrder } from '../../../ui/grid/source';
import { type CaseColumn, COLUMN_TITLES } from './columns';
import type { CaseFilter, CaseOrder } from './views';

const COLUMNS = CASE_COLUMNS.map((value) => ({ value, label: COLUMN_TITLES[value] }));
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

interface Props {
  readonly filter: CaseFilter;
  readonly order: GridOrder | undefined;
  readonly onClose: () => void;
}

export const ExportDialog = ({ filter, order, onClose }: Props) => (
  <ExportColumnsDialog
    method="cases.export"
    what="信访事项"
    unit="件"
    columns={COLUMNS}
    usual={USUAL}
    input={(columns, file) => ({ filter, columns, ...(order && { order: [order] as CaseOrder }), file })}
    onClose={onClose}
  />
);
