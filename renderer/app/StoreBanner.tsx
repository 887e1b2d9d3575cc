import { Link } from 'wouter';
import { useQueryOf, useStoreEvent } from '../client';

/** A red line under the header while nothing can be saved. */
export function StoreBanner() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const event = useStoreEvent();
  const now = event ?? status.data?.store;
  if (now === undefined || now.mode === 'ready') return null;
  return (
    <div className="shell-banner" role="alert">
      <span>{now.message ?? '现在只可查看，不能保存；正在录入的内容留在草稿里。'}</span>
      <Link href="/settings/backups">查看原因和处理办法</Link>
    </div>
  );
}
