import { Button, Drawer, Tag } from 'antd';
import { useState } from 'react';
import type { ParcelRow } from '#shared/contract/exchange';
import { useQueryOf } from '../../client';
import { DescriptionList } from '../../ui/DescriptionList';
import { formatInstant } from '../../ui/format';
import { Choice } from '../../ui/filters';
import { DataGrid, type GridColumn, localSource } from '../../ui/grid/DataGrid';
import { JobProgress } from '../../ui/JobProgress';
import { FilterBar, Notice } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { useDeliver } from './useDeliver';
import { countWords, EXCHANGE_READS, purposeName, RESULT_WORDS } from './words';

/** 收发台账: what went where, what came, and what never came back. */
export function LedgerTab() {
  const [waiting, setWaiting] = useState<string>();
  const [open, setOpen] = useState<ParcelRow>();
  const found = useQueryOf('exchange.packages', { waiting: waiting === 'yes' }, { reads: EXCHANGE_READS });
  const rows = found.data?.rows ?? [];
  return (
    <>
      <FilterBar>
        <Choice
          label="回执"
          width={160}
          options={[{ value: 'yes', label: '只看未收到回执的' }]}
          value={waiting}
          onPick={setWaiting}
        />
      </FilterBar>
      {(found.data?.unfinished ?? 0) > 0 ? (
        <Notice tone="warning">
          有 {found.data?.unfinished} 个数据包正在导入，或者上次没有导入完：下次打开数据时自动补齐，不必重新导入。
        </Notice>
      ) : null}
      <DataGrid
        id="exchange.ledger"
        label="收发台账"
        columns={COLUMNS}
        source={localSource('exchange.ledger', rows, [waiting, found.dataUpdatedAt])}
        rowKey={(row) => `${row.direction}${row.id}`}
        onOpen={setOpen}
        empty={
          waiting === 'yes' ? (
            <EmptyState title="发出的数据包都已收到回执" />
          ) : (
            <EmptyState
              title="还没有收发过数据包"
              hint="在“导出”中发出、在“导入”中收到的数据包，都会自动登记在这里。"
            />
          )
        }
      />
      {open === undefined ? null : <ParcelDrawer row={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const StateTag = ({ row }: { row: ParcelRow }) => {
  if (row.direction === 'in') return <Tag>已导入</Tag>;
  if (row.purpose === 'receipt') return <Tag>无须回执</Tag>;
  if (row.waiting) return <Tag color="gold">未收到回执</Tag>;
  return <Tag color="green">已送达</Tag>;
};

const COLUMNS: readonly GridColumn<ParcelRow>[] = [
  { key: 'direction', title: '收发', width: 70, cell: (row) => (row.direction === 'out' ? '发出' : '收到') },
  { key: 'created', title: '生成时间', width: 160, sort: 'created', cell: (row) => formatInstant(row.created) },
  { key: 'purpose', title: '用途', width: 130, cell: (row) => purposeName(row.purpose) },
  { key: 'peer', title: '对方', width: 160, grow: true, cell: (row) => peerOf(row) },
  { key: 'number', title: '编号', width: 80, cell: (row) => row.to.map(({ number }) => number).join('、') },
  { key: 'content', title: '内容', width: 130, cell: contentOf },
  { key: 'state', title: '状态', width: 120, cell: (row) => <StateTag row={row} /> },
  { key: 'file', title: '留存文件', width: 240, cell: (row) => row.file },
];

/** A receipt brings nothing but itself. */
function contentOf(row: ParcelRow): string {
  return row.purpose === 'receipt' ? '' : countWords(row.spaces, row.ops);
}

const peerOf = (row: ParcelRow): string =>
  row.direction === 'in' ? row.fromName : row.to.map(({ name }) => name).join('、');

function ParcelDrawer({ row, onClose }: { row: ParcelRow; onClose: () => void }) {
  const delivery = useDeliver();
  const out = row.direction === 'out';
  return (
    <Drawer open size={640} title={`${out ? '发出' : '收到'}：${purposeName(row.purpose)}`} onClose={onClose}>
      <DescriptionList
        columns={1}
        items={[
          { label: out ? '收件人' : '发件人', value: peerOf(row) },
          { label: '生成时间', value: formatInstant(row.created) },
          { label: '编号', value: row.to.map(({ name, number }) => `${name}：第 ${number} 号`).join('；') },
          ...(row.purpose === 'receipt' ? [] : [{ label: '内容', value: contentOf(row) }]),
          { label: '留存文件', value: row.kept ? `${row.file}（只读）` : '本机没有留存' },
          ...(row.resumed ? [{ label: '导入情况', value: '导入途中曾经中断，重新打开数据时已自动补齐' }] : []),
          ...(row.answered === undefined ? [] : [{ label: '我方回执', value: row.answered.file }]),
        ]}
      />
      {out && row.purpose !== 'receipt' ? <Receipts row={row} /> : null}
      {out && row.kept ? (
        <div className="exchange-actions">
          <Button onClick={() => void delivery.deliver(row.id, '数据包')}>再次写出</Button>
        </div>
      ) : null}
      {row.answered === undefined ? null : <AnswerAgain id={row.answered.id} delivery={delivery} />}
      {delivery.said === undefined ? null : <p className="exchange-safe">{delivery.said}</p>}
      <JobProgress job={delivery.job} title="写出数据包" />
    </Drawer>
  );
}

const AnswerAgain = ({ id, delivery }: { id: string; delivery: ReturnType<typeof useDeliver> }) => (
  <div className="exchange-actions">
    <Button onClick={() => void delivery.deliver(id, '回执')}>再次写出回执</Button>
  </div>
);

const Receipts = ({ row }: { row: ParcelRow }) => (
  <>
    <h3>回执</h3>
    {row.receipts.length === 0 ? (
      <p>还没有收到回执。请向对方询问是否收到；没有收到的，可以再次写出后送交。</p>
    ) : (
      <ul>
        {row.receipts.map((receipt) => (
          <li key={receipt.at}>
            {formatInstant(receipt.at)}，{receipt.by}：{RESULT_WORDS[receipt.result]}，新写入 {receipt.fresh} 处
          </li>
        ))}
      </ul>
    )}
  </>
);
