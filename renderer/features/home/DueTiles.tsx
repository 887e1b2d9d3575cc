import { Link } from 'wouter';
import { DUE_RANGES, type DueRange } from '#shared/domain/cases/due';
import { aimCaseList } from '../cases/index';
import type { DueCounts } from './DueCard';

const RANGES: readonly DueRange[] = ['today', 'week', 'overdue', 'soon'];

interface Props {
  readonly counts: DueCounts | undefined;
  readonly range: DueRange;
  readonly onPick: (range: DueRange) => void;
}

/** How many limits end when; each number shows its list. What is open and what waits for a decision leads to 信访事项. */
export const DueTiles = ({ counts, range, onPick }: Props) => (
  <div className="home-tiles">
    <div role="group" aria-label="到期范围">
      {RANGES.map((one) => (
        <button
          key={one}
          type="button"
          className={counts !== undefined && counts[one] > 0 ? one : ''}
          aria-pressed={one === range}
          onClick={() => onPick(one)}
        >
          <b>{counts?.[one] ?? '—'}</b>
          <span>{DUE_RANGES[one]}</span>
        </button>
      ))}
    </div>
    <Total label="在办事项" count={counts?.open} onGo={() => aimCaseList({ open: true })} />
    <Total label="合并待裁" count={counts?.disputed} onGo={() => aimCaseList({ disputed: true })} />
  </div>
);

const Total = ({ label, count, onGo }: { label: string; count: number | undefined; onGo: () => void }) => (
  <Link href="/cases" onClick={onGo}>
    <b>{count ?? '—'}</b>
    <span>{label} ›</span>
  </Link>
);
