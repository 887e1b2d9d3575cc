import { Button, Input, Modal, Radio } from 'antd';
import { useId, useMemo, useState } from 'react';
import type { LocalDate } from '#shared/calendar/local-date';
import { chineseDate, weekdayName } from '#shared/calendar/months';
import { createCalendar, type DayInfo, type HolidayTable } from '#shared/calendar/workdays';
import { holidayId } from '#shared/domain/departments/holidays';
import { useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Notice } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { YearGrid } from './YearGrid';

/** A known year: twelve months, and the days of the notice as a list. */
export function YearView({ year }: { year: number }) {
  const query = useQueryOf('holidays.get', { year }, { reads: ['holidays'] });
  const [history, setHistory] = useState(false);
  return (
    <QueryView query={query}>
      {({ table }) => (
        <div className="year">
          <YearGrid table={table} />
          <aside className="year-list">
            <header>
              <h2>放假与调休</h2>
              <Button type="link" size="small" onClick={() => setHistory(true)}>
                变更记录
              </Button>
            </header>
            <DayList table={table} />
          </aside>
          <HistoryDrawer
            id={holidayId(year)}
            open={history}
            onClose={() => setHistory(false)}
            labels={{ year: '年度', days: '放假与调休', source: '来源' }}
            format={daysInWords}
          />
        </div>
      )}
    </QueryView>
  );
}

/** The days by holiday, a run of days as 10月1日至7日. */
function DayList({ table }: { table: HolidayTable }) {
  const runs = useMemo(() => runsOf(table), [table]);
  return (
    <table className="plain-table" aria-label={`${table.year}年放假与调休`}>
      <tbody>
        {runs.map((run) => (
          <tr key={run.from}>
            <td>
              <span className={run.work ? 'day-mark work' : 'day-mark off'}>{run.work ? '班' : '休'}</span>
            </td>
            <td>{run.work ? run.name.replace(/调休上班$/, '') : run.name}</td>
            <td>{spanOf(run)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface Run {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly days: number;
  readonly name: string;
  readonly work: boolean;
}

function runsOf({ offDays, workDays }: HolidayTable): Run[] {
  const days = [
    ...offDays.map((day) => ({ ...day, work: false })),
    ...workDays.map((day) => ({ ...day, work: true })),
  ].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const runs: Run[] = [];
  for (const { date, name, work } of days) {
    const last = runs.at(-1);
    const joins = last !== undefined && last.name === name && last.work === work && follows(last.to, date);
    if (joins) runs[runs.length - 1] = { ...last, to: date, days: last.days + 1 };
    else runs.push({ from: date, to: date, days: 1, name, work });
  }
  return runs;
}

const follows = (a: LocalDate, b: LocalDate): boolean => Date.parse(b) - Date.parse(a) === 86_400_000;

const spanOf = ({ from, to, days }: Run): string => {
  const start = chineseDate(from).slice(5);
  if (days === 1) return `${start}（${weekdayName(from).replace('星期', '周')}）`;
  const end = from.slice(5, 7) === to.slice(5, 7) ? `${Number(to.slice(8))}日` : chineseDate(to).slice(5);
  return `${start}至${end} ${days}天`;
};

function daysInWords(field: string, value: unknown): string | undefined {
  if (field !== 'days' || value === null || typeof value !== 'object') return undefined;
  const count = (key: string) => (key in value ? (value as Record<string, unknown[]>)[key]?.length : 0) ?? 0;
  return `放假 ${count('off')} 天，调休上班 ${count('work')} 天`;
}

/** Changes a year day by day; saved as a whole, with a reason. */
export function YearEditor({ year, onDone }: { year: number; onDone: () => void }) {
  const query = useQueryOf('holidays.years', {}, { reads: ['holidays'] });
  const known = query.data?.years.some((entry) => entry.year === year) === true;
  const before = useQueryOf('holidays.get', { year }, { reads: ['holidays'], enabled: known });
  if (known && before.data === undefined) return null;
  return <Editor start={before.data?.table ?? { year, offDays: [], workDays: [] }} onDone={onDone} />;
}

function Editor({ start, onDone }: { start: HolidayTable; onDone: () => void }) {
  const [table, setTable] = useState(start);
  const [picked, setPicked] = useState<DayInfo>();
  const confirm = useConfirm();
  const toast = useToast();
  const command = useCommand('holidays.save');
  const calendar = useMemo(() => createCalendar([table]), [table]);
  const pick = (date: LocalDate) => {
    const info = calendar.day(date);
    if (info.ok) setPicked(info.value);
  };
  const save = async () => {
    const answer = await confirm({ title: `保存${table.year}年放假安排？`, reason: 'required', ok: '保存' });
    if (answer === undefined) return;
    const done = await command.run({ ...table, reason: answer.reason });
    if (!done.ok) {
      toast.refused(done.error);
      return;
    }
    toast.saved(done.value.savedAt);
    onDone();
  };
  return (
    <div className="year">
      <div className="year-editing">
        <Notice
          actions={
            <>
              <Button size="small" onClick={onDone}>
                取消
              </Button>
              <Button size="small" type="primary" loading={command.pending} onClick={() => void save()}>
                保存修改
              </Button>
            </>
          }
        >
          正在修改{table.year}年。点日期改为放假或调休上班。
        </Notice>
        <YearGrid table={table} onPick={pick} />
      </div>
      <aside className="year-list">
        <header>
          <h2>放假与调休</h2>
        </header>
        <DayList table={table} />
      </aside>
      {picked === undefined ? null : (
        <DayDialog
          day={picked}
          onClose={() => setPicked(undefined)}
          onSet={(kind, name) => {
            setTable(arranged(table, picked.date, kind, name));
            setPicked(undefined);
          }}
        />
      )}
    </div>
  );
}

type Arrangement = 'off' | 'work' | 'usual';

function arranged(table: HolidayTable, date: LocalDate, kind: Arrangement, name: string): HolidayTable {
  const others = (days: HolidayTable['offDays']) => days.filter((day) => day.date !== date);
  const day = { date, name };
  return {
    year: table.year,
    offDays: kind === 'off' ? [...others(table.offDays), day] : others(table.offDays),
    workDays: kind === 'work' ? [...others(table.workDays), day] : others(table.workDays),
  };
}

interface DayProps {
  readonly day: DayInfo;
  readonly onSet: (kind: Arrangement, name: string) => void;
  readonly onClose: () => void;
}

function DayDialog({ day, onSet, onClose }: DayProps) {
  const id = useId();
  const [kind, setKind] = useState<Arrangement>(
    day.kind === 'holiday' ? 'off' : day.kind === 'makeUpDay' ? 'work' : 'usual',
  );
  const [name, setName] = useState(day.name ?? '');
  const accept = () => onSet(kind, name.trim() === '' ? (kind === 'off' ? '放假' : '调休上班') : name.trim());
  return (
    <Modal
      open
      title={`${chineseDate(day.date)} ${weekdayName(day.date)}`}
      width={420}
      onCancel={onClose}
      onOk={accept}
      okText="确定"
      cancelText="取消"
    >
      <div className="field-plain">
        <Radio.Group
          aria-label="安排"
          value={kind}
          onChange={(event) => setKind(event.target.value as Arrangement)}
          options={[
            { value: 'usual', label: '按平常' },
            { value: 'off', label: '放假' },
            { value: 'work', label: '调休上班' },
          ]}
        />
        <label htmlFor={id}>名称</label>
        <Input
          id={id}
          maxLength={20}
          disabled={kind === 'usual'}
          value={name}
          placeholder="如 国庆节、春节调休上班"
          onChange={(event) => setName(event.target.value)}
          onPressEnter={accept}
        />
      </div>
    </Modal>
  );
}
