import { Link } from 'wouter';
import { useQueryOf } from '../../client';
import { Card } from '../../ui/Page';
import { aimAdvice, aimLedger, SUPERVISION_READS } from '../supervision/index';

const RECOUNT_MS = 300_000;

/** 督查督办 on 工作台: what should be urged, what waits for an answer; nothing while there is nothing. */
export function SupervisionCard() {
  const query = useQueryOf('supervision.counts', {}, { reads: SUPERVISION_READS, everyMs: RECOUNT_MS });
  if (query.data === undefined) return null;
  const { candidates, waiting, overdue, answered, red, yellow, blue, advicesWaiting, advicesOverdue } = query.data;
  const lines = [
    { label: '待督办', count: candidates, path: '/supervision/candidates', aim: () => undefined },
    { label: '超期未回复', count: overdue, path: '/supervision/ledger', aim: () => aimLedger({ state: 'overdue' }) },
    { label: '已回复待审', count: answered, path: '/supervision/ledger', aim: () => aimLedger({ state: 'answered' }) },
    { label: '待回复', count: waiting, path: '/supervision/ledger', aim: () => aimLedger({ state: 'waiting' }) },
    {
      label: '建议超期未反馈',
      count: advicesOverdue,
      path: '/supervision/advice',
      aim: () => aimAdvice({ state: 'overdue' }),
    },
    {
      label: '建议待反馈',
      count: advicesWaiting,
      path: '/supervision/advice',
      aim: () => aimAdvice({ state: 'waiting' }),
    },
  ].filter(({ count }) => count > 0);
  if (lines.length === 0) return null;
  return (
    <Card title="督查督办">
      <ul className="home-list">
        {lines.map(({ label, count, path, aim }) => (
          <li key={label}>
            <Link href={path} onClick={aim}>
              {label}
            </Link>
            <b className="end">{count} 件</b>
          </li>
        ))}
        {red + yellow + blue === 0 ? null : (
          <li>
            <span>三色档案</span>
            <span className="end">
              红 {red} 黄 {yellow} 蓝 {blue}
            </span>
          </li>
        )}
      </ul>
    </Card>
  );
}
