import { Link } from 'wouter';
import { useQueryOf } from '../../client';
import { Notice } from '../../ui/Page';

/** What someone should see to before it hurts: a year whose 放假安排 is missing. */
export function Reminders() {
  const holidays = useQueryOf('holidays.years', {}, { reads: ['holidays'] });
  const missing = holidays.data?.missing ?? [];
  if (missing.length === 0) return null;
  return (
    <Notice tone="warning" actions={<Link href="/settings/holidays">去导入</Link>}>
      {missing.join('、')}年放假安排未导入，涉及该年的工作日和期限暂不能计算。
    </Notice>
  );
}
