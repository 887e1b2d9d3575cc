import './due.css';
import type { Clock } from '#shared/contract/case-view';
import { daysText } from '../brief';

/** A full bar; what is further off looks the same. */
const FULL_DAYS = 30;

type Brief = Pick<Clock, 'title' | 'lastDay' | 'state' | 'daysLeft'>;

/** Days left of a limit as a bar that empties, and in words; its colour says how pressing it is. */
export function DueCell({ clock }: { clock: Brief | undefined }) {
  if (clock === undefined) return null;
  const { title, lastDay, state = 'unknown', daysLeft } = clock;
  const left = Math.max(0, Math.min(daysLeft ?? 0, FULL_DAYS)) / FULL_DAYS;
  return (
    <span className={`case-due ${state}`} title={lastDay === undefined ? title : `${title}：至 ${lastDay}`}>
      <span className="bar" aria-hidden>
        <i style={{ width: `${Math.round(left * 100)}%` }} />
      </span>
      {wordsOf(state, daysLeft)}
    </span>
  );
}

function wordsOf(state: string, daysLeft: number | undefined): string {
  if (state === 'paused') return '中止';
  return daysLeft === undefined ? '未能计算' : daysText(daysLeft);
}
