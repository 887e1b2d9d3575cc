import { useId, useState } from 'react';
import { type LocalDate, toDayNumber } from '#shared/calendar/local-date';
import type { CaseDetail, Clock } from '#shared/contract/case-view';
import { lapses } from '#shared/domain/deadlines/kind';
import { CLOCK_STATE_NAMES } from '#shared/domain/deadlines/compute';
import { useToday } from '../../../ui/today';
import { daysText } from '../brief';
import { Section } from './Section';

/** 期限: those that run, the most pressing first; those that have stopped, folded away. */
export function Clocks({ clocks, noTerm }: Pick<CaseDetail, 'clocks' | 'noTerm'>) {
  const running = clocks.filter((clock) => clock.stopped === undefined).toSorted(byLastDay);
  const stopped = clocks.filter((clock) => clock.stopped !== undefined).toReversed();
  return (
    <Section title="期限" sub={running.length === 0 ? '现在没有在走的期限' : `在走 ${running.length} 项`}>
      {noTerm === undefined ? null : (
        <p className="case-no-term">
          {noTerm.text}
          <span className="quiet">（{noTerm.article}）</span>
        </p>
      )}
      <ul className="case-clocks">
        {running.map((clock, i) => (
          <ClockView key={keyOf(clock, i)} clock={clock} />
        ))}
      </ul>
      {stopped.length === 0 ? null : (
        <details className="case-stopped">
          <summary>已停止的期限 {stopped.length} 项</summary>
          <ul className="case-clocks">
            {stopped.map((clock, i) => (
              <ClockView key={keyOf(clock, i)} clock={clock} />
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

const keyOf = (clock: Clock, i: number): string => `${clock.kind} ${clock.from} ${i}`;
const FAR = '9999-12-31';
const byLastDay = (a: Clock, b: Clock): number => ((a.lastDay ?? FAR) < (b.lastDay ?? FAR) ? -1 : 1);

/** One limit as a bar; pressing it says how it was counted. */
function ClockView({ clock }: { clock: Clock }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const today = useToday();
  const { title, unitName, from, lastDay, steps, article, problem } = clock;
  return (
    <li className={`case-clock ${toneOf(clock)}`}>
      <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className="name">
          <b>{title}</b>
          {unitName === undefined ? null : <span className="quiet">{unitName}</span>}
        </span>
        <span className="left">{standing(clock)}</span>
        <Bar clock={clock} today={today} />
        <span className="ends">{endsText(clock)}</span>
        {problem === undefined ? null : <span className="problem">{problem}</span>}
      </button>
      {open ? (
        <div id={id} className="explanation">
          <p className="quiet">
            自 {from} 起；依据：{article}
          </p>
          <ol aria-label={`${title}的计算过程`}>
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {lastDay === undefined ? null : (
            <p>
              {lapses(clock.kind) ? '期满' : '按此判断超期'}：{lastDay}
            </p>
          )}
        </div>
      ) : null}
    </li>
  );
}

function Bar({ clock: { from, lastDay, stopped }, today }: { clock: Clock; today: string }) {
  if (lastDay === undefined || today === '') return <span className="bar" />;
  const until = toDayNumber(stopped ?? (today as LocalDate));
  const whole = Math.max(1, toDayNumber(lastDay) - toDayNumber(from));
  const gone = Math.min(1, Math.max(0, (until - toDayNumber(from)) / whole));
  return (
    <span className="bar">
      <span style={{ width: `${gone * 100}%` }} />
    </span>
  );
}

function toneOf({ state, stopped, daysLeft }: Clock): string {
  if (state === 'lapsed') return 'stopped';
  if (stopped !== undefined) return (daysLeft ?? 0) < 0 ? 'stopped late' : 'stopped';
  return state ?? 'unknown';
}

function standing({ state, stopped, daysLeft }: Clock): string {
  if (stopped !== undefined)
    return state !== 'lapsed' && (daysLeft ?? 0) < 0 ? `超期 ${-(daysLeft ?? 0)} 天，${stopped} 止` : `${stopped} 止`;
  if (state === 'lapsed') return '已期满';
  if (state === 'paused') return `${CLOCK_STATE_NAMES.paused}，${daysText(daysLeft)}`;
  return daysText(daysLeft);
}

const endsText = ({ from, nominalEnd, rolledEnd }: Clock): string =>
  nominalEnd === undefined
    ? `自 ${from} 起`
    : `名义末日 ${nominalEnd}${rolledEnd === undefined ? '' : `　顺延末日 ${rolledEnd}`}`;
