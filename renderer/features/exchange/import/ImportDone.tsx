import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ImportResult, Inspection } from '#shared/contract/exchange';
import { call } from '../../../client';
import { JobProgress } from '../../../ui/JobProgress';
import { useHotkey } from '../../../ui/hotkeys';
import { Card, Hint, Notice } from '../../../ui/Page';
import { useToast } from '../../../ui/toast';
import { useDeliver } from '../useDeliver';

interface Props {
  readonly done: ImportResult;
  readonly seen: Inspection;
  readonly choose: ReactNode;
}

/** What came of it, and the receipt to hand back. */
export function ImportDone({ done, seen, choose }: Props) {
  const [, go] = useLocation();
  const toast = useToast();
  const delivery = useDeliver();
  const { receipt } = done;
  const save = () => {
    if (receipt !== undefined) void delivery.deliver(receipt, '回执');
  };
  useHotkey('Ctrl+S', save, receipt !== undefined && delivery.job.state === undefined);
  const reopen = async () => {
    const answer = await call('app.reopen', {});
    if (!answer.ok) toast.refused(answer.error);
  };
  return (
    <Card>
      <div className="exchange-verdict good" role="status">
        <h2>{seen.manifest?.purpose === 'receipt' ? '回执已登记' : TITLES[done.result]}</h2>
        <p>{sentenceOf(done, seen)}</p>
        {receipt === undefined ? null : (
          <p>
            <b>下一步：</b>把回执交给{seen.manifest?.from.name}，对方导入后就知道本包已经送达。
          </p>
        )}
        <div className="exchange-actions">
          {receipt === undefined ? null : (
            <Button type="primary" onClick={save}>
              保存回执
              <Hint keys="Ctrl+S" />
            </Button>
          )}
          {done.undecided > 0 ? <Button onClick={() => go('/decisions')}>去裁定（{done.undecided} 处）</Button> : null}
          {choose}
        </div>
        {delivery.said === undefined ? null : <p className="exchange-safe">{delivery.said}</p>}
      </div>
      {done.reopen ? (
        <Notice tone="warning" actions={<Button onClick={() => void reopen()}>重新打开数据</Button>}>
          本机的数据曾经退回到较早的状态，已更换本机的内部编号，请重新打开数据后继续工作。
        </Notice>
      ) : null}
      <JobProgress job={delivery.job} title="保存回执" />
    </Card>
  );
}

function sentenceOf({ fresh, duplicates }: ImportResult, { manifest }: Inspection): string {
  if (manifest?.purpose === 'receipt') return '对方已经收到，已在“收发台账”中登记。';
  const known = duplicates > 0 ? `另有 ${duplicates} 处本机已有。` : '';
  return fresh === 0 ? '没有新的内容，本机数据没有变化。' : `已写入 ${fresh} 处变更。${known}`;
}

const TITLES = { ok: '导入完成', duplicate: '此前已经导入', gap: '已导入可以导入的部分' } as const;
