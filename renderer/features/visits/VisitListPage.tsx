import './visits.css';
import { ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { isConfidential } from '#shared/domain/visits/choices';
import { keyOf } from '#shared/kernel/ids';
import { fetchFrom } from '../../client';
import { DataGrid, methodSource } from '../../ui/grid/DataGrid';
import { Hint, Page } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { visitColumns } from './columns';
import { useVisitWords } from './dictionary';
import { ExportDialog } from './ExportDialog';
import { useListState } from './filter';
import { PolicyDialog } from './PolicyDialog';
import { VisitFilters } from './VisitFilters';

/** All registered visits: search, filter, sort, open, export. */
export default function VisitListPage() {
  const words = useVisitWords();
  const list = useListState();
  const [dialog, setDialog] = useState<'export' | 'policy'>();
  const [, go] = useLocation();
  const source = useMemo(
    () =>
      methodSource('visits.list', list.filter, {
        reads: ['visits', 'cases'],
        count: async (signal) => (await fetchFrom('visits.total', list.filter, signal)).total,
      }),
    [list.filter],
  );
  const close = () => setDialog(undefined);
  const register = (
    <Button type="primary" onClick={() => go('/visits/new')}>
      登记来访
      <Hint keys="F2" />
    </Button>
  );
  const narrowed = Object.keys(list.filter).length > 0;
  return (
    <Page
      title="来访登记"
      fill
      extra={
        <>
          <Button onClick={() => setDialog('policy')}>登记口径</Button>
          <Button icon={<ExportOutlined />} onClick={() => setDialog('export')}>
            导出
          </Button>
          {register}
        </>
      }
    >
      <VisitFilters filter={list.filter} words={words} onNarrow={list.narrow} onClear={list.clear} />
      <DataGrid
        id="visits"
        label="来访登记一览"
        columns={visitColumns(words, isConfidential(list.filter.purpose))}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => go(`/visits/${keyOf(row.id)}`)}
        {...(list.order === undefined ? {} : { initialOrder: list.order })}
        onOrder={list.sort}
        empty={
          narrowed ? (
            <EmptyState
              title="没有符合条件的来访"
              hint="请放宽筛选条件，或换一个词查找。"
              action={<Button onClick={list.clear}>清除筛选</Button>}
            />
          ) : (
            <EmptyState
              title="还没有登记来访"
              hint="有人来访时按 F2 登记，登记后在此查看、查找和导出。"
              action={register}
            />
          )
        }
      />
      {dialog === 'export' ? <ExportDialog filter={list.filter} order={list.order} onClose={close} /> : null}
      {dialog === 'policy' ? <PolicyDialog onClose={close} /> : null}
    </Page>
  );
}
