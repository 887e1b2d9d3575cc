import './sync.css';
import { SyncOutlined } from '@ant-design/icons';
import { Radio } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { onDeskEvent, useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { Card, Page } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { FolderWay } from './FolderWay';
import { HubWay } from './HubWay';
import { OffWay } from './OffWay';
import { Standing } from './Standing';
import { type Mode, MODES } from './words';
import type { SyncStatus } from '#shared/contract/sync';

/** While nothing is told, the others may still have fallen silent. */
const LOOK_AGAIN_MS = 10_000;

/** 台席同步: how the desks of the centre follow each other, and who is how far behind. */
export default function SyncPage() {
  const client = useQueryClient();
  const status = useQueryOf('sync.status', {}, { reads: [], everyMs: LOOK_AGAIN_MS, fresh: true });
  const refresh = () => void client.invalidateQueries({ queryKey: ['sync.status'] });
  useEffect(
    () =>
      onDeskEvent((event) => {
        if (event.type === 'sync') void client.invalidateQueries({ queryKey: ['sync.status'] });
      }),
    [client],
  );
  const on = status.data !== undefined && status.data.mode !== 'off';
  return (
    <Page
      title="台席同步"
      busy={status.isPending}
      extra={
        on && (
          <ActionButton method="sync.now" input={{}} icon={<SyncOutlined />} said="已同步" onDone={refresh}>
            立即同步
          </ActionButton>
        )
      }
    >
      <QueryView query={status}>
        {(found) => (
          <div className="sync-page">
            {found.mode !== 'off' && <Standing status={found} onDone={refresh} />}
            <Ways status={found} onSaved={refresh} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

const INTRO =
  '同一接访中心有几台电脑时，各台登记的内容通过共享文件夹、U 盘或中心数据库自动互通。断开时各台照常工作，接上后自动补齐。' +
  '检举控告类事项按《信访工作条例》第三十条只留在登记的台席，不参加同步。';

/** One setting, three ways; looking at another way changes nothing yet. */
function Ways({ status, onSaved }: { status: SyncStatus; onSaved: () => void }) {
  const [shown, show] = useState<Mode>(status.mode);
  return (
    <Card title="同步方式">
      <p className="sync-intro">{INTRO}</p>
      <Radio.Group
        aria-label="同步方式"
        value={shown}
        onChange={(event) => show(event.target.value as Mode)}
        options={MODES.map(({ value, label }) => ({ value, label }))}
      />
      {shown === 'off' && <OffWay status={status} onSaved={onSaved} />}
      {shown === 'folder' && <FolderWay status={status} onSaved={onSaved} />}
      {shown === 'hub' && <HubWay status={status} onSaved={onSaved} />}
    </Card>
  );
}
