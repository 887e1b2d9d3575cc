import { Tag } from 'antd';
import { CHANNELS, HANDLING_MODES, VISIT_KINDS } from '#shared/domain/visits/choices';
import type { OutputOf } from '../../client';
import { formatInstant } from '../../ui/format';
import type { GridColumn } from '../../ui/grid/DataGrid';
import type { VisitWords } from './dictionary';

export type VisitRow = OutputOf<'visits.list'>['rows'][number];

/** Columns of the list of visits; accusations say who and what only where `secrets` were asked for. */
export const visitColumns = (words: VisitWords, secrets: boolean): GridColumn<VisitRow>[] => {
  const shown = (row: VisitRow, text: string | undefined) => (row.confidential && !secrets ? '（保密）' : text);
  const name = (id: VisitRow['responsibleUnit']) => (id === undefined ? '' : words.nameOf(id));
  return [
    { key: 'visitNo', title: '来访序号', width: 150, sort: 'visitNo', cell: (r) => r.visitNo },
    { key: 'petitionDate', title: '信访日期', width: 108, sort: 'petitionDate', cell: (r) => r.petitionDate },
    { key: 'name', title: '姓名', width: 100, sort: 'name', cell: (r) => shown(r, r.name ?? '（不清）') },
    { key: 'headcount', title: '人数', width: 70, align: 'end', sort: 'headcount', cell: (r) => r.headcount },
    { key: 'title', title: '标题', width: 270, cell: (r) => <Title row={r} text={shown(r, r.title)} /> },
    { key: 'categoryCode', title: '内容分类', width: 170, cell: (r) => name(r.categoryCode).split('/').at(-1) },
    { key: 'problemRegion', title: '问题属地', width: 140, cell: (r) => name(r.problemRegion) },
    { key: 'isRepeat', title: '初重', width: 64, cell: (r) => (r.isRepeat === true ? '重复' : '初次') },
    {
      key: 'handlingMode',
      title: '办理方式',
      width: 100,
      cell: (r) => (r.handlingMode === undefined ? '' : HANDLING_MODES[r.handlingMode]),
    },
    { key: 'responsibleUnit', title: '责任单位', width: 170, cell: (r) => name(r.responsibleUnit) },
    { key: 'receivedBy', title: '接待人', width: 90, sort: 'receivedBy', cell: (r) => r.receivedBy },
    { key: 'purpose', title: '信访目的', width: 96, optional: true, cell: (r) => name(r.purpose) },
    { key: 'visitKind', title: '细类', width: 80, optional: true, cell: (r) => VISIT_KINDS[r.visitKind] },
    {
      key: 'channel',
      title: '信访形式',
      width: 90,
      optional: true,
      cell: (r) => (r.channel === undefined ? '' : CHANNELS[r.channel]),
    },
    { key: 'phone', title: '电话', width: 120, optional: true, cell: (r) => r.phone },
    {
      key: 'registeredAt',
      title: '登记时间',
      width: 170,
      optional: true,
      sort: 'registeredOn',
      cell: (r) => formatInstant(r.registeredAt),
    },
    { key: 'caseNo', title: '事项编号', width: 160, optional: true, cell: (r) => r.caseNo },
  ];
};

const Title = ({ row, text }: { row: VisitRow; text: string | undefined }) => (
  <span className="visit-title">
    {row.voidReason ? <Tag color="default">已作废</Tag> : null}
    {row.confidential ? <Tag color="red">保密</Tag> : null}
    {(row.riskFlags ?? []).length > 0 ? <Tag color="orange">风险</Tag> : null}
    {text}
  </span>
);
