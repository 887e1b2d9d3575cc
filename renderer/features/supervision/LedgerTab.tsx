import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { SupervisionRow } from '#shared/contract/supervision';
import { SITUATION_NAMES, WAY_NAMES } from '#shared/domain/supervision/situation';
import { COLOUR_NAMES, SUPERVISION_STATES } from '#shared/domain/supervision/state';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../ui/directory';
import { ExportButton, XLSX } from '../../ui/ExportButton';
import { Choice, ClearFilters, isFiltered, Period, SearchBox } from '../../ui/filters';
import { DataGrid, type GridColumn, methodSource } from '../../ui/grid/DataGrid';
import { FilterBar } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { useToday } from '../../ui/today';
import { LedgerDrawer } from './LedgerDrawer';
import { type LedgerFilter, useFilter } from './state';
import { SUPERVISION_READS } from './reads';
import { ColourTag, lateText, type ShortOf, situationsText, StateTag, subjectOf, timesText, UnitCell } from './words';
import { optionsOf } from '../../ui/form/fields';

const STATES = [{ value: 'open', label: '未办结（全部）' }, ...optionsOf(SUPERVISION_STATES)];

/** 督办台账: every letter, tracked to its answer. */
export function LedgerTab() {
  const { filter, narrow, clear } = useFilter('ledger');
  const units = useUnits();
  const today = useToday();
  const [open, setOpen] = useState<RecordId>();
  const source = useMemo(() => {
    const pages = methodSource('supervision.list', filter, { reads: SUPERVISION_READS });
    return { ...pages, key: [...pages.key, today] };
  }, [filter, today]);
  const narrowed = isFiltered(filter);
  const pickState = (state: string | undefined) =>
    narrow(
      state === 'open'
        ? { open: true, state: undefined }
        : { open: undefined, state: state as NonNullable<LedgerFilter['state']> },
    );
  return (
    <>
      <FilterBar>
        <SearchBox
          text={filter.text ?? ''}
          placeholder="文号、编号、姓名、内容"
          onSearch={(text) => narrow({ text })}
        />
        <Choice
          label="状态"
          width={140}
          options={STATES}
          value={filter.open === true ? 'open' : filter.state}
          onPick={pickState}
        />
        <Choice
          label="责任单位"
          width={170}
          options={units.options}
          value={filter.unit}
          onPick={(unit) => narrow({ unit })}
        />
        <Choice
          label="三色"
          width={130}
          options={optionsOf(COLOUR_NAMES)}
          value={filter.colour}
          onPick={(colour) => narrow({ colour: colour as NonNullable<LedgerFilter['colour']> })}
        />
        <Choice
          label="情形"
          width={140}
          options={optionsOf(SITUATION_NAMES)}
          value={filter.situation}
          onPick={(situation) => narrow({ situation: situation as NonNullable<LedgerFilter['situation']> })}
        />
        <Period label="督办日期" from={filter.from} to={filter.to} onPick={(period) => narrow({ ...period })} />
        <ClearFilters filter={filter} onClear={clear} />
        <span className="end sup-actions">
          <ExportButton
            method="supervision.export"
            title="导出督办台账"
            name={`督办台账-${today}.xlsx`}
            kind={XLSX}
            input={(file) => ({ filter, file })}
          />
        </span>
      </FilterBar>
      <DataGrid
        id="supervision.ledger"
        label="督办台账"
        columns={columns(units.shortOf)}
        source={source}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        empty={
          narrowed ? (
            <EmptyState
              title="没有符合条件的督办"
              hint="请放宽筛选条件；“状态”不限时可看到已办结的。"
              action={<Button onClick={clear}>清除筛选</Button>}
            />
          ) : (
            <EmptyState title="还没有督办" hint="在“待督办”中选择事项，批量生成督办函后，在此跟踪回复。" />
          )
        }
      />
      {open === undefined ? null : <LedgerDrawer id={open} onOpen={setOpen} onClose={() => setOpen(undefined)} />}
    </>
  );
}

const columns = (short: ShortOf): GridColumn<SupervisionRow>[] => [
  { key: 'docNo', title: '督办函号', width: 196, sort: 'docNo', cell: (row) => row.docNo ?? '（未出函）' },
  { key: 'unit', title: '责任单位', width: 110, sort: 'unit', cell: (row) => <UnitCell row={row} short={short} /> },
  { key: 'subject', title: '信访事项', width: 210, cell: subjectOf },
  {
    key: 'state',
    title: '状态',
    width: 112,
    cell: (row) => <StateTag state={row.state} voided={row.voided} />,
  },
  { key: 'colour', title: '三色档案', width: 120, cell: (row) => <ColourTag colour={row.colour} /> },
  { key: 'waited', title: '等待', width: 70, align: 'end', cell: (row) => `${row.waited} 天` },
  { key: 'replyDue', title: '回复期限', width: 108, sort: 'replyDue', cell: (row) => row.replyDue },
  {
    key: 'late',
    title: '超期',
    width: 70,
    align: 'end',
    cell: (row) => <span className="sup-late">{lateText(row.late)}</span>,
  },
  { key: 'no', title: '次数', width: 76, sort: 'no', cell: (row) => timesText(row.no) },
  { key: 'way', title: '方式', width: 90, cell: (row) => WAY_NAMES[row.way] },
  { key: 'issuedOn', title: '督办日期', width: 108, sort: 'issuedOn', cell: (row) => row.issuedOn },
  {
    key: 'situations',
    title: '督办情形',
    width: 200,
    cell: (row) => situationsText(row.situations),
  },
  { key: 'caseNo', title: '事项编号', width: 170, sort: 'caseNo', cell: (row) => row.caseNo },
];
