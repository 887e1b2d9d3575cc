import { type KeyboardEvent, useRef, useState } from 'react';
import { addDays, type LocalDate, weekdayOf } from '#shared/calendar/local-date';
import { mondayOf } from '#shared/calendar/months';
import type { DutyView, RosterView } from '#shared/contract/rosters';
import { monthKey, monthsBetween } from '#shared/domain/rosters/dates';
import { groupBy } from '#shared/domain/rosters/group';
import { memberLabel } from '#shared/domain/rosters/rule';
import { dayAndWeekday, monthWord } from '#shared/domain/rosters/words';

interface Props {
  readonly roster: RosterView;
  readonly today: string;
  /** The duty chosen first for a swap. */
  readonly picked: string | undefined;
  readonly onPick: (duty: DutyView) => void;
  readonly onOpen: (duty: DutyView) => void;
  readonly onSwap: (a: DutyView, b: DutyView) => void;
  readonly readOnly: boolean;
}

const DAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** A month a sheet. Arrows go from duty to duty, Space picks the two that change places, Enter opens one. */
export function MonthCalendar(props: Props) {
  const { roster } = props;
  const root = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(roster.duties[0]?.id);
  const byDate = groupBy(roster.duties, (d) => d.date);
  const bad = new Map<string, string[]>();
  for (const { duties, message } of roster.conflicts) {
    for (const key of duties) bad.set(key, [...(bad.get(key) ?? []), message]);
  }
  const move = (event: KeyboardEvent, duty: DutyView) => {
    const next = neighbour(roster.duties, duty, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next.id);
    root.current?.querySelector<HTMLElement>(`[data-duty="${CSS.escape(next.id)}"]`)?.focus();
  };
  return (
    <div className="months" ref={root}>
      {monthsBetween(roster.from, roster.to).map((first) => (
        <section key={first}>
          <h2 className="month-name" id={`month-${first}`}>
            {monthWord(monthKey(first))}
          </h2>
          <table className="month" aria-labelledby={`month-${first}`}>
            <thead>
              <tr>
                {DAYS.map((day) => (
                  <th key={day} scope="col">
                    星期{day}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {weeksOf(first).map((week) => (
                <tr key={week[0]}>
                  {week.map((date) => (
                    <td key={date} className={cellClass(date, first, props.today)}>
                      {monthKey(date) === monthKey(first) ? (
                        <>
                          <span className="day-no">{Number(date.slice(8))}</span>
                          {(byDate.get(date) ?? []).map((duty) => (
                            <DutyChip
                              key={duty.id}
                              {...props}
                              duty={duty}
                              messages={bad.get(duty.key) ?? []}
                              focusable={duty.id === current}
                              onFocus={() => setCurrent(duty.id)}
                              onMove={(event) => move(event, duty)}
                            />
                          ))}
                        </>
                      ) : null}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}

interface ChipProps extends Props {
  readonly duty: DutyView;
  readonly messages: readonly string[];
  readonly focusable: boolean;
  readonly onFocus: () => void;
  readonly onMove: (event: KeyboardEvent) => void;
}

function DutyChip({ roster, duty, messages, focusable, onFocus, onMove, ...on }: ChipProps) {
  const slot = roster.slots.find((s) => s.id === duty.slot);
  const member = duty.member === null || duty.member === undefined ? '（待定）' : memberLabel(duty.member);
  const person = duty.person === null || duty.person === undefined ? '' : duty.person.name;
  const state = [
    'duty',
    slot?.role ?? '',
    messages.length > 0 ? 'bad' : '',
    on.picked === duty.id ? 'picked' : '',
    duty.planned === undefined ? '' : 'moved',
  ].join(' ');
  const spoken = [dayAndWeekday(duty.date), slot?.name ?? '', member, person, ...messages].filter((x) => x !== '');
  const dropped = (id: string) => {
    const other = roster.duties.find((d) => d.id === id);
    if (other !== undefined && other.id !== duty.id) on.onSwap(other, duty);
  };
  return (
    <button
      type="button"
      className={state}
      data-duty={duty.id}
      tabIndex={focusable ? 0 : -1}
      aria-label={spoken.join('，')}
      aria-pressed={on.picked === duty.id}
      title={[duty.why, ...messages].join('\n')}
      draggable={!on.readOnly}
      onFocus={onFocus}
      onClick={() => on.onOpen(duty)}
      onKeyDown={(event) => {
        if (event.key !== ' ' || on.readOnly) return onMove(event);
        event.preventDefault();
        return on.onPick(duty);
      }}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', duty.id)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        dropped(event.dataTransfer.getData('text/plain'));
      }}
    >
      <span className="who">{slot?.role === 'accompany' ? (duty.member?.name ?? member) : member}</span>
      {person === '' ? null : <span className="person">{person}</span>}
      {messages.length === 0 ? null : <span className="mark">冲突</span>}
    </button>
  );
}

/** Left and right follow the days; up and down stay on the same weekday where there is a duty. */
function neighbour(duties: readonly DutyView[], duty: DutyView, key: string): DutyView | undefined {
  const at = duties.findIndex((d) => d.id === duty.id);
  if (key === 'ArrowRight') return duties[at + 1];
  if (key === 'ArrowLeft') return duties[at - 1];
  if (key === 'Home') return duties[0];
  if (key === 'End') return duties.at(-1);
  const sameDay = weekdayOf(duty.date);
  const same = (d: DutyView) => weekdayOf(d.date) === sameDay && d.slot === duty.slot && d.seat === duty.seat;
  const beside = duties[key === 'ArrowDown' ? at + 1 : at - 1];
  if (key === 'ArrowDown') return duties.slice(at + 1).find(same) ?? beside;
  if (key === 'ArrowUp') return duties.slice(0, Math.max(at, 0)).findLast(same) ?? beside;
  return undefined;
}

function weeksOf(first: LocalDate): LocalDate[][] {
  const weeks: LocalDate[][] = [];
  for (let monday = mondayOf(first); monthKey(monday) <= monthKey(first); monday = addDays(monday, 7)) {
    weeks.push(DAYS.map((_, i) => addDays(monday, i)));
  }
  return weeks;
}

const cellClass = (date: LocalDate, first: LocalDate, today: string): string =>
  [
    monthKey(date) === monthKey(first) ? '' : 'outside',
    weekdayOf(date) > 5 ? 'weekend' : '',
    date === today ? 'today' : '',
  ]
    .filter((c) => c !== '')
    .join(' ');
