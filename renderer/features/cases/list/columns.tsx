import { Tag } from 'antd';
import type { CaseRow } from '#shared/contract/case-view';
import type { CASE_COLUMNS } from '#shared/contract/cases';
import type { GridColumn } from '../../../ui/grid/DataGrid';
import type { VisitWords } from '../../visits/index';
import { StatusTag } from '../page/tags';
import { channelName, overlaysOf } from '../words';
import { DueCell } from './DueCell';

export type CaseColumn = (typeof CASE_COLUMNS)[number];

/** What the columns of the list and of the sheet are called. */
export const COLUMN_TITLES: { readonly [column in CaseColumn]: string } = {
  caseNo: '事项编号',
  openedOn: '信访日期',
  name: '信访人',
  headcount: '人数',
  phone: '电话',
  title: '标题',
  demand: '诉求',
  channel: '信访形式',
  purpose: '信访目的',
  categoryCode: '内容分类',
  problemRegion: '问题属地',
  isRepeat: '初重',
  status: '状态',
  since: '状态自',
  host: '责任单位',
  triage: '分类途径',
  clock: '最近期限',
  lastDay: '期限末日',
  daysLeft: '剩余天数',
  firstContact: '首问责任人',
  flags: '标记',
  endReason: '办结方式',
};

interface Shown {
  readonly words: VisitWords;
  readonly shortOf: (unit: string) => string;
  /** Accusations were asked for: they say who and what. */
  readonly secrets: boolean;
}

/** Columns of the list of cases. The screen stands where visitors can see it: accusations keep their content. */
export function caseColumns({ words, shortOf, secrets }: Shown): GridColumn<CaseRow>[] {
  const shown = (row: CaseRow, text: string) => (row.confidential && !secrets ? '（保密）' : text);
  const name = (id: CaseRow['host']) => (id === undefined ? '' : words.nameOf(id));
  const column = (
    key: CaseColumn,
    width: number,
    cell: GridColumn<CaseRow>['cell'],
    more: Partial<GridColumn<CaseRow>> = {},
  ): GridColumn<CaseRow> => ({ key, title: COLUMN_TITLES[key], width, cell, ...more });
  return [
    column('caseNo', 160, (r) => r.caseNo, { sort: 'caseNo' }),
    column('status', 96, (r) => <StatusTag status={r.status} />, { sort: 'status' }),
    column('daysLeft', 132, (r) => <DueCell clock={r.clock} />),
    column('clock', 106, (r) => r.clock?.title),
    column('name', 122, (r) => shown(r, r.name), { sort: 'name' }),
    column('title', 206, (r) => <Title row={r} text={shown(r, r.title)} />, { grow: true }),
    column('host', 130, (r) => (r.host === undefined ? '' : <span title={name(r.host)}>{shortOf(r.host)}</span>), {
      sort: 'host',
    }),
    column('openedOn', 106, (r) => r.openedOn, { sort: 'openedOn' }),
    column('lastDay', 108, (r) => r.clock?.lastDay, { optional: true }),
    column('since', 108, (r) => r.since, { optional: true, sort: 'since' }),
    column('channel', 90, (r) => channelName(r.channel), { optional: true }),
    column('purpose', 96, (r) => name(r.purpose), { optional: true }),
    column('categoryCode', 190, (r) => name(r.categoryCode), { optional: true }),
    column('problemRegion', 140, (r) => name(r.problemRegion), { optional: true }),
    column('headcount', 72, (r) => r.headcount, { optional: true, align: 'end' }),
    column('isRepeat', 64, (r) => (r.isRepeat ? '重复' : '初次'), { optional: true }),
  ];
}

/** Overdue is told by the days left; the other marks stand before the title. */
const Title = ({ row, text }: { row: CaseRow; text: string }) => (
  <span className="case-title" title={text}>
    {row.voided ? <Tag>已作废</Tag> : null}
    {row.missteps > 0 ? <Tag color="magenta">待裁</Tag> : null}
    {overlaysOf(row)
      .filter(({ key }) => key !== 'overdue')
      .map(({ key, text: mark, colour }) => (
        <Tag key={key} color={colour}>
          {key === 'confidential' ? '保密' : mark}
        </Tag>
      ))}
    {text}
  </span>
);
