import { useMemo } from 'react';
import { type LocalDate, weekdayOf } from '#shared/calendar/local-date';
import { chineseDate, dayOfMonth, daysOfMonth, weekdayName } from '#shared/calendar/months';
import { createCalendar, type DayKind, type HolidayTable } from '#shared/calendar/workdays';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const HEAD = ['一', '二', '三', '四', '五', '六', '日'];
const KIND_WORDS: { readonly [K in DayKind]: string } = {
  workday: '工作日',
  weekend: '周末',
  holiday: '放假',
  makeUpDay: '调休上班',
};

interface Props {
  readonly table: HolidayTable;
  /** Makes the days buttons. */
  readonly onPick?: (date: LocalDate) => void;
}

/** Twelve months with days off and made-up workdays marked 休 and 班. */
export function YearGrid({ table, onPick }: Props) {
  const calendar = useMemo(() => createCalendar([table]), [table]);
  return (
    <div className="year-grid">
      <p className="year-legend">
        <span className="day holiday">1</span>放假
        <span className="day makeUpDay">1</span>调休上班
        <span className="day weekend">1</span>周末
      </p>
      {MONTHS.map((month) => {
        const days = daysOfMonth(table.year, month);
        const first = days[0];
        return (
          <section key={month} className="month" aria-label={`${month}月`}>
            <h3>{month}月</h3>
            <div className="month-days">
              {HEAD.map((name, i) => (
                <span key={name} className={i > 4 ? 'head rest' : 'head'} aria-hidden="true">
                  {name}
                </span>
              ))}
              {days.map((date) => {
                const info = calendar.day(date);
                const kind = info.ok ? info.value.kind : 'workday';
                const name = info.ok ? info.value.name : undefined;
                const label = `${chineseDate(date)} ${weekdayName(date)} ${KIND_WORDS[kind]}${name === undefined ? '' : ` ${name}`}`;
                const style = date === first ? { gridColumnStart: weekdayOf(date) } : undefined;
                return onPick === undefined ? (
                  <span key={date} className={`day ${kind}`} style={style} title={label}>
                    {dayOfMonth(date)}
                  </span>
                ) : (
                  <button
                    key={date}
                    type="button"
                    className={`day ${kind}`}
                    style={style}
                    aria-label={label}
                    onClick={() => onPick(date)}
                  >
                    {dayOfMonth(date)}
                  </button>
                );
              })}
            </div>
          </section>
        );
      })}
    </div>
  );
}
