import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { CandidateRow } from '#shared/contract/supervision';
import { SITUATION_NAMES, WAY_NAMES } from '#shared/domain/supervision/situation';
import type { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import { Choice, ClearFilters, isFiltered, SearchBox } from '../../ui/filters';
import { DataGrid, type GridColumn, methodSource } from '../../ui/grid/DataGrid';
import { useHotkey } from '../../ui/hotkeys';
import { FilterBar, Hint } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { BatchDialog } from './BatchDialog';
import { BatchResult } from './BatchResult';
import { CandidateDrawer } from './CandidateDrawer';
import { ManualDialog } from './ManualDialog';
import { type CandidateFilter, useFilter } from './state';
import { SUPERVISION_READS } from './reads';
import { lateText, type ShortOf, situationsText, subjectOf, timesText, UnitCell } from './words';
import { optionsOf } from '../../ui/form/fields';

export type BatchOutcome = OutputOf<'supervision.issueBatch'>;
export type Chosen = Pick<CandidateRow, 'case' | 'unit'>;

type Dialog = { readonly kind: 'manual' } | { readonly kind: 'batch'; readonly items: readonly Chosen[] };

/** 待督办: what the program has found, by unit; chosen with Space, urged in a batch. */
export function CandidatesTab() {
  const { filter, narrow, clear } = useFilter('candidates');
  const { shortOf } = useUnits();
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog>();
  const [looking, setLooking] = useState<CandidateRow>();
  const [outcome, setOutcome] = useState<BatchOutcome>();
  const source = useMemo(() => methodSource('supervision.candidates', filter, { reads: SUPERVISION_READS }), [filter]);
  const start = () => keys.size > 0 && setDialog({ kind: 'batch', items: [...keys].map(chosenOf) });
  useHotkey('F8', start, dialog === undefined);
  const pickUnit = (unit: RecordId | undefined) => {
    setKeys(new Set());
    narrow({ unit });
  };
  const narrowed = isFiltered(filter);
  return (
    <>
      <FilterBar>
        <SearchBox
          text={filter.text ?? ''}
          placeholder="编号、姓名、拼音首字母、单位"
          onSearch={(text) => narrow({ text })}
        />
        <Choice
          label="情形"
          width={160}
          options={optionsOf(SITUATION_NAMES)}
          value={filter.situation}
          onPick={(situation) => narrow({ situation: situation as NonNullable<CandidateFilter['situation']> })}
        />
        <ClearFilters filter={filter} onClear={clear} />
        <span className="end sup-actions">
          <Link href="/settings/supervision">督办口径</Link>
          <Button onClick={() => setDialog({ kind: 'manual' })}>另行督办</Button>
          <Button type="primary" disabled={keys.size === 0} onClick={start}>
            批量生成督办函
            <Hint keys="F8" />
          </Button>
        </span>
      </FilterBar>
      <div className="sup-candidates">
        <Units filter={filter} onPick={pickUnit} />
        <DataGrid
          id="supervision.candidates"
          label="待督办事项"
          columns={columns(shortOf)}
          source={source}
          rowKey={(row) => row.key}
          onOpen={setLooking}
          selection={{ keys, onChange: setKeys }}
          empty={
            <EmptyState
              title={narrowed ? '没有符合条件的待督办事项' : '没有待督办的事项'}
              hint={
                narrowed
                  ? '请放宽筛选条件。'
                  : '承办单位超期、未按程序办理、推诿拖延、不执行处理意见时，程序会列在这里；其他情形请用“另行督办”。'
              }
            />
          }
        />
      </div>
      {looking === undefined ? null : (
        <CandidateDrawer
          row={looking}
          onClose={() => setLooking(undefined)}
          onIssue={() => {
            setDialog({ kind: 'batch', items: [looking] });
            setLooking(undefined);
          }}
        />
      )}
      {dialog?.kind === 'batch' ? (
        <BatchDialog
          items={dialog.items}
          onClose={() => setDialog(undefined)}
          onDone={(done) => {
            setDialog(undefined);
            setKeys(new Set());
            setOutcome(done);
          }}
        />
      ) : null}
      {dialog?.kind === 'manual' ? <ManualDialog onClose={() => setDialog(undefined)} /> : null}
      {outcome === undefined ? null : <BatchResult outcome={outcome} onClose={() => setOutcome(undefined)} />}
    </>
  );
}

/** A row's key names its case and its unit. */
function chosenOf(key: string): Chosen {
  const [id = '', unit = ''] = key.split(' ');
  return { case: id as RecordId, unit: unit as RecordId };
}

const columns = (short: ShortOf): GridColumn<CandidateRow>[] => [
  { key: 'unit', title: '责任单位', width: 110, sort: 'unit', cell: (row) => <UnitCell row={row} short={short} /> },
  { key: 'subject', title: '信访事项', width: 180, cell: subjectOf },
  {
    key: 'situation',
    title: '督办情形',
    width: 124,
    cell: (row) => situationsText(row.triggers.map(({ situation }) => situation)),
  },
  { key: 'days', title: '逾期', width: 72, sort: 'days', align: 'end', cell: (row) => lateText(row.days) },
  { key: 'no', title: '拟第几次', width: 86, sort: 'no', cell: (row) => timesText(row.no) },
  { key: 'way', title: '建议方式', width: 100, cell: (row) => WAY_NAMES[row.way] },
  {
    key: 'facts',
    title: '事实',
    width: 200,
    grow: true,
    cell: (row) => row.triggers.map(({ facts }) => facts).join(''),
  },
  { key: 'caseNo', title: '事项编号', width: 160, sort: 'caseNo', cell: (row) => row.caseNo },
];

interface UnitsProps {
  readonly filter: CandidateFilter;
  readonly onPick: (unit: RecordId | undefined) => void;
}

/** The units, those with most first; one is looked at alone. */
function Units({ filter: { unit, ...rest }, onPick }: UnitsProps) {
  const query = useQueryOf('supervision.candidateUnits', rest, { reads: SUPERVISION_READS, keepPrevious: true });
  return (
    <nav className="sup-units" aria-label="按单位">
      <QueryView query={query}>
        {({ units, total }) => (
          <>
            <button type="button" aria-pressed={unit === undefined} onClick={() => onPick(undefined)}>
              <span>全部单位</span>
              <b>{total}</b>
            </button>
            {units.map((one) => (
              <button
                key={one.unit}
                type="button"
                aria-pressed={unit === one.unit}
                title={one.days > 0 ? `最长逾期 ${one.days} 天` : undefined}
                onClick={() => onPick(one.unit)}
              >
                <span>{one.unitName}</span>
                <b>{one.count}</b>
              </button>
            ))}
          </>
        )}
      </QueryView>
    </nav>
  );
}
