import { useMemo } from 'react';
import type { DutyView, RosterView } from '#shared/contract/rosters';
import { memberLabel } from '#shared/domain/rosters/rule';
import { dayAndWeekday, hoursWord } from '#shared/domain/rosters/words';
import { DataGrid, type GridColumn, localSource } from '../../../ui/grid/DataGrid';
import { EmptyState } from '../../../ui/states';
import { ATTENDANCE_WORD } from '../words';

interface Row {
  readonly duty: DutyView;
  readonly id: string;
  readonly date: string;
  readonly day: string;
  readonly hours: string;
  readonly slot: string;
  readonly member: string;
  readonly person: string;
  readonly why: string;
  readonly conflict: string;
  readonly attendance: string;
}

/** The same duties a line each; two lines picked with Space change places. */
export function DutyTable({
  roster,
  picked,
  onPicked,
  onOpen,
}: {
  readonly roster: RosterView;
  readonly picked: ReadonlySet<string>;
  readonly onPicked: (keys: ReadonlySet<string>) => void;
  readonly onOpen: (duty: DutyView) => void;
}) {
  const rows = useMemo(() => roster.duties.map((duty) => rowOf(roster, duty)), [roster]);
  const source = useMemo(() => localSource(`roster ${roster.id}`, rows, rows), [roster.id, rows]);
  return (
    <DataGrid
      id="roster-duties"
      label="班次"
      columns={COLUMNS}
      source={source}
      rowKey={(row) => row.id}
      onOpen={(row) => onOpen(row.duty)}
      selection={{ keys: picked, onChange: onPicked }}
      empty={<EmptyState title="没有班次" />}
    />
  );
}

function rowOf(roster: RosterView, duty: DutyView): Row {
  return {
    duty,
    id: duty.id,
    date: duty.date,
    day: dayAndWeekday(duty.date),
    hours: hoursWord(duty.hours),
    slot: roster.slots.find((s) => s.id === duty.slot)?.name ?? '',
    member: duty.member === null || duty.member === undefined ? '（待定）' : memberLabel(duty.member),
    person: duty.person?.name ?? '',
    why: duty.why,
    conflict: roster.conflicts
      .filter((c) => c.duties.includes(duty.key))
      .map((c) => c.message)
      .join('；'),
    attendance: duty.attendance === null || duty.attendance === undefined ? '' : ATTENDANCE_WORD[duty.attendance.state],
  };
}

const COLUMNS: readonly GridColumn<Row>[] = [
  { key: 'day', title: '日期', width: 145, sort: 'date', cell: (r) => r.day },
  { key: 'slot', title: '班次', width: 110, sort: 'slot', cell: (r) => r.slot },
  { key: 'member', title: '单位（人员）', width: 170, sort: 'member', cell: (r) => r.member },
  { key: 'person', title: '到岗人员', width: 100, sort: 'person', cell: (r) => r.person },
  { key: 'attendance', title: '到岗', width: 90, sort: 'attendance', cell: (r) => r.attendance },
  {
    key: 'conflict',
    title: '冲突',
    width: 220,
    cell: (r) => (r.conflict === '' ? '' : <span className="conflict-text">{r.conflict}</span>),
  },
  { key: 'why', title: '排班说明', width: 320, cell: (r) => r.why },
  { key: 'hours', title: '时间', width: 200, cell: (r) => r.hours },
];
