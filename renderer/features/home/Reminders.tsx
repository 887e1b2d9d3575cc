import { Link } from 'wouter';
import { useQueryOf } from '../../client';
import { formatInstant } from '../../ui/format';
import { Notice } from '../../ui/Page';

const STALE_BACKUP_DAYS = 3;
const DAY_MS = 86_400_000;

/** What someone should see to before it hurts: a missing holiday notice, an old backup, repairs at opening. */
export function Reminders({ today }: { today: string }) {
  const holidays = useQueryOf('holidays.years', {}, { reads: ['holidays'] });
  const backups = useQueryOf('backups.list', {}, { reads: [], everyMs: 600_000 });
  const store = useQueryOf('recovery.state', {}, { reads: [] });
  const missing = holidays.data?.missing ?? [];
  const newest = backups.data?.backups.filter(({ complete }) => complete).sort((a, b) => b.at - a.at)[0];
  const old = newest !== undefined && Date.parse(`${today}T00:00:00+08:00`) - newest.at > STALE_BACKUP_DAYS * DAY_MS;
  return (
    <>
      {missing.length === 0 ? null : (
        <Notice tone="warning" actions={<Link href="/settings/holidays">去导入</Link>}>
          {missing.join('、')}年放假安排未导入，涉及该年的工作日和期限暂不能计算。
        </Notice>
      )}
      {old ? (
        <Notice tone="warning" actions={<Link href="/settings/backups">去备份</Link>}>
          最近一次备份在 {formatInstant(newest.at)}，请尽快备份。
        </Notice>
      ) : null}
      {(store.data?.notices ?? []).map((notice) => (
        <Notice key={notice} actions={<Link href="/settings/backups">详情</Link>}>
          {notice}
        </Notice>
      ))}
    </>
  );
}
