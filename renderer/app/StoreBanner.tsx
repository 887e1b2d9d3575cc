import { useQueryOf, useStoreEvent } from '../client';

/** A red line under the header while nothing can be saved. */
export function StoreBanner() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const event = useStoreEvent();
  const now = event ?? status.data?.store;
  if (now === undefined || now.mode === 'ready') return null;
  return (
    <div className="shell-banner" role="alert">
      现在只能查看，不能保存。{now.message ?? ''} 正在录入的内容会留在草稿中。
    </div>
  );
}
