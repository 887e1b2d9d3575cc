import { Alert } from 'antd';
import type { SyncStatus } from '#shared/contract/sync';
import { HOLDS } from '#shared/domain/exchange/sync';
import { ActionButton } from '../../ui/ActionButton';
import { DescriptionList } from '../../ui/DescriptionList';
import { formatInstant } from '../../ui/format';
import { Card } from '../../ui/Page';
import { EmptyState } from '../../ui/states';
import { behindWords, phaseWords, standingWords, unreadWords, waitingWords } from './words';

/** How it stands between the desks. */
export function Standing({ status, onDone }: { status: SyncStatus; onDone: () => void }) {
  const clock = status.peers.some(({ hold }) => hold === 'clock');
  return (
    <Card title="同步状态">
      <div className="sync-standing" role="status">
        {status.problem !== undefined && (
          <Alert type="warning" showIcon title={`${status.problem}本机照常工作，恢复后自动继续。`} />
        )}
        {status.forked && <Alert type="error" showIcon title={HOLDS.forked} />}
        <DescriptionList
          columns={2}
          items={[
            { label: '状态', value: phaseWords(status) },
            { label: '本机待发', value: `${status.waiting} 条` },
            { label: '留在本机', value: status.atHome === 0 ? '无' : `检举控告类等 ${status.atHome} 件，不参加同步` },
            { label: '待收附件', value: status.wanted === 0 ? '无' : `${status.wanted} 个` },
          ]}
        />
      </div>
      {status.peers.length === 0 ? (
        <EmptyState title="还没有看到其他台席" hint="请在其他台席上也启用同一个交换文件夹或中心数据库。" />
      ) : (
        <PeerTable status={status} />
      )}
      {clock && (
        <p className="sync-buttons">
          <ActionButton method="sync.now" input={{ clocksCompared: true }} said="已继续接收" onDone={onDone}>
            已核对时钟，继续接收
          </ActionButton>
        </p>
      )}
    </Card>
  );
}

const PeerTable = ({ status }: { status: SyncStatus }) => (
  <table className="sync-table" aria-label="各台席的进度">
    <thead>
      <tr>
        <th scope="col">台席</th>
        <th scope="col">最近联系</th>
        <th scope="col">对方未收</th>
        <th scope="col">本机未收</th>
        <th scope="col">对方待发</th>
        <th scope="col">状态</th>
      </tr>
    </thead>
    <tbody>
      {status.peers.map((peer) => (
        <tr key={peer.device}>
          <td>{peer.name}</td>
          <td>{formatInstant(peer.seenAt)}</td>
          <td>{behindWords(peer)}</td>
          <td>{unreadWords(peer)}</td>
          <td>{waitingWords(peer)}</td>
          <td className={peer.hold === undefined ? '' : 'bad'}>{standingWords(peer)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
