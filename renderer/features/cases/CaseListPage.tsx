import './list/list.css';
import { ExportOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import type { StepName } from '#shared/domain/cases/steps/index';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../ui/directory';
import { fetchFrom } from '../../client';
import { DataGrid, methodSource } from '../../ui/grid/DataGrid';
import { Hint, Page } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { useVisitWords } from '../visits/index';
import { bulkTitle } from './list/bulk';
import { BulkBar } from './list/BulkBar';
import { BulkDialog, type BulkOutcome, BulkResult } from './list/BulkDialog';
import { CaseFilters } from './list/CaseFilters';
import { caseColumns } from './list/columns';
import { ExportDialog } from './list/ExportDialog';
import { READS } from './list/reads';
import { type CaseList, useCaseList } from './list/state';
import { ViewBar } from './list/ViewBar';
import { casePath } from './brief';

type Dialog =
  | { readonly kind: 'export' }
  | { readonly kind: 'bulk'; readonly step: StepName }
  | { readonly kind: 'result'; readonly step: StepName; readonly outcome: BulkOutcome };

const NONE: ReadonlySet<string> = new Set();

/** All cases: views, search, filter, sort, choose and do one step with many, open, export. */
export default function CaseListPage() {
  const words = useVisitWords();
  const { shortOf } = useUnits();
  const list = useCaseList();
  const [chosen, setChosen] = useState(NONE);
  const [dialog, setDialog] = useState<Dialog>();
  const [, go] = useLocation();
  const toast = useToast();
  const source = useMemo(
    () =>
      methodSource('cases.list', list.filter, {
        reads: READS,
        count: async (signal) => (await fetchFrom('cases.total', list.filter, signal)).total,
      }),
    [list.filter],
  );
  const [shown, setShown] = useState(list.filter);
  if (shown !== list.filter) {
    setShown(list.filter);
    setChosen(NONE);
  }
  const close = () => setDialog(undefined);
  const finish = (step: StepName, outcome: BulkOutcome) => {
    setChosen(new Set(outcome.refused.map(({ id }) => id)));
    if (outcome.refused.length === 0) toast.done(`${bulkTitle(step)}：已办理 ${outcome.done} 件`);
    setDialog(outcome.refused.length === 0 ? undefined : { kind: 'result', step, outcome });
  };
  return (
    <Page
      title="信访事项"
      fill
      extra={
        <Button icon={<ExportOutlined />} onClick={() => setDialog({ kind: 'export' })}>
          导出
        </Button>
      }
    >
      <ViewBar list={list} />
      <CaseFilters filter={list.filter} words={words} onNarrow={list.narrow} onClear={list.clear} />
      <DataGrid
        view={list.view}
        id="cases"
        label="信访事项一览"
        columns={caseColumns({ words, shortOf, secrets: list.filter.triageClass === 'accusation' })}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => go(casePath(row.id))}
        selection={{ keys: chosen, onChange: setChosen }}
        {...(list.order === undefined ? {} : { initialOrder: list.order })}
        onOrder={list.sort}
        empty={<Nothing list={list} />}
        foot={
          <BulkBar
            count={chosen.size}
            onPick={(step) => setDialog({ kind: 'bulk', step })}
            onClear={() => setChosen(NONE)}
          />
        }
      />
      {dialog?.kind === 'export' ? <ExportDialog filter={list.filter} order={list.order} onClose={close} /> : null}
      {dialog?.kind === 'bulk' ? (
        <BulkDialog
          step={dialog.step}
          ids={[...chosen] as RecordId[]}
          onDone={(outcome) => finish(dialog.step, outcome)}
          onClose={close}
        />
      ) : null}
      {dialog?.kind === 'result' ? <BulkResult step={dialog.step} outcome={dialog.outcome} onClose={close} /> : null}
    </Page>
  );
}

function Nothing({ list }: { list: CaseList }) {
  const [, go] = useLocation();
  const { filter, views, view } = list;
  if (Object.keys(filter).length === 0) {
    return (
      <EmptyState
        title="还没有信访事项"
        hint="登记来访后自动立为信访事项，在此分类、转送、办理直至归档。"
        action={
          <Button type="primary" onClick={() => go('/visits/new')}>
            登记来访
            <Hint keys="F2" />
          </Button>
        }
      />
    );
  }
  const name = views.find(({ key }) => key === view)?.name;
  return (
    <EmptyState
      title={name === undefined ? '没有符合条件的事项' : `“${name}”里没有符合条件的事项`}
      hint="请放宽筛选条件，换一个视图，或换一个词查找。"
      action={<Button onClick={list.clear}>查看全部事项</Button>}
    />
  );
}
