import { EXPORT_COLUMNS } from '#shared/contract/visits';
import { GIVEN_LABELS, VISIT_LABELS } from '#shared/domain/visits/labels';
import { ExportColumnsDialog } from '../../ui/ExportColumnsDialog';
import type { GridOrder } from '../../ui/grid/source';
import type { ListFilter, VisitOrder } from './filter';

type ExportColumn = (typeof EXPORT_COLUMNS)[number];

const LABELS: { readonly [column in ExportColumn]: string } = { ...VISIT_LABELS, ...GIVEN_LABELS };
const COLUMNS = EXPORT_COLUMNS.map((value) => ({ value, label: LABELS[value] }));
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

interface Props {
  readonly filter: ListFilter;
  readonly order: GridOrder | undefined;
  readonly onClose: () => void;
}

export const ExportDialog = ({ filter, order, onClose }: Props) => (
  <ExportColumnsDialog
    method="visits.export"
    what="来访登记"
    unit="批"
    columns={COLUMNS}
    usual={USUAL}
    input={(columns, file) => ({ filter, columns, ...(order && { order: [order] as VisitOrder }), file })}
    onClose={onClose}
  />
);
