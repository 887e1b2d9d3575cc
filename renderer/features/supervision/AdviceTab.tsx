import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { AdviceRow } from '#shared/contract/supervision';
import { ADOPTIONS, ADVICE_KINDS, ADVICE_STATES } from '#shared/domain/supervision/advice';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../ui/directory';
import { Choice, ClearFilters, isFiltered, SearchBox } from '../../ui/filters';
import { DataGrid, type GridColumn, methodSource } from '../../ui/grid/DataGrid';
import { useHotkey } from '../../ui/hotkeys';
import { FilterBar, Hint } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { AdviceDialog } from './AdviceDialog';
import { AdviceDrawer } from './AdviceDrawer';
import { AdviceStateTag } from './AdviceStateTag';
import { type AdviceFilter, useFilter } from './state';
import { SUPERVISION_READS } from './reads';
import { lateText, type ShortOf, subjectOf, UnitCell } from './words';
import { optionsOf } from '../../ui/form/fields';

/** 三项建议: 改进工作、完善政策、追究责任, and whether they were adopted. */
export function AdviceTab() {
  const { filter, narrow, clear } = useFilter('advice');
  const units = useUnits();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<RecordId>();
  const source = useMemo(() => methodSource('advice.list', filter, { reads: SUPERVISION_READS }), [filter]);
  useHotkey('F8', () => setAdding(true), !adding);
  const add = (
    <Button type="primary" onClick={() => setAdding(true)}>
      提出建议
      <Hint keys="F8" />
    </Button>
  );
  const narrowed = isFiltered(filter);
  return (
    <>
      <FilterBar>
        <SearchBox
          text={filter.text ?? ''}
          placeholder="文号、编号、姓名、内容"
          onSearch={(text) => narrow({ text })}
        />
        <Choice
          label="种类"
          width={160}
          options={optionsOf(ADVICE_KINDS)}
          value={filter.kind}
          onPick={(kind) => narrow({ kind: kind as NonNullable<AdviceFilter['kind']> })}
        />
        <Choice
          label="状态"
          width={130}
          options={optionsOf(ADVICE_STATES)}
          value={filter.state}
          onPick={(state) => narrow({ state: state as NonNullable<AdviceFilter['state']> })}
        />
        <Choice
          label="主送单位"
          width={170}
          options={units.options}
          value={filter.unit}
          onPick={(unit) => narrow({ unit })}
        />
        <ClearFilters filter={filter} onClear={clear} />
        <span className="end sup-actions">{add}</span>
      </FilterBar>
      <DataGrid
        id="supervision.advice"
        label="三项建议台账"
        columns={columns(units.shortOf)}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        empty={
          narrowed ? (
            <EmptyState title="没有符合条件的建议" action={<Button onClick={clear}>清除筛选</Button>} />
          ) : (
            <EmptyState
              title="还没有提出建议"
              hint="发现有关单位工作、政策上的问题，或者需要追究责任的，提出建议，并跟踪书面反馈（《信访工作条例》第四十条）。"
              action={add}
            />
          )
        }
      />
      {adding ? <AdviceDialog onClose={() => setAdding(false)} /> : null}
      {open === undefined ? null : <AdviceDrawer id={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const columns = (short: ShortOf): GridColumn<AdviceRow>[] => [
  { key: 'docNo', title: '文号', width: 196, cell: (row) => row.docNo ?? '（未出函）' },
  { key: 'kind', title: '建议种类', width: 130, cell: (row) => ADVICE_KINDS[row.kind] },
  { key: 'unit', title: '主送单位', width: 110, cell: (row) => <UnitCell row={row} short={short} /> },
  { key: 'subject', title: '信访事项', width: 260, cell: subjectOf },
  { key: 'state', title: '状态', width: 112, cell: (row) => <AdviceStateTag row={row} /> },
  {
    key: 'adopted',
    title: '采纳情况',
    width: 100,
    cell: (row) => (row.adopted === undefined ? '' : ADOPTIONS[row.adopted]),
  },
  { key: 'feedbackDue', title: '反馈期限', width: 108, cell: (row) => row.feedbackDue },
  {
    key: 'late',
    title: '超期',
    width: 70,
    align: 'end',
    cell: (row) => <span className="sup-late">{lateText(row.late)}</span>,
  },
  { key: 'issuedOn', title: '提出日期', width: 108, cell: (row) => row.issuedOn },
  { key: 'about', title: '被追责单位', width: 160, cell: (row) => row.aboutName ?? '' },
];
