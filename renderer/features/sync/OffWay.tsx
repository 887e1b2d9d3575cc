import type { SyncStatus } from '#shared/contract/sync';
import { ActionButton } from '../../ui/ActionButton';

/** 不启用: this desk for itself; what it took in stays. */
export const OffWay = ({ status, onSaved }: { status: SyncStatus; onSaved: () => void }) => (
  <div className="sync-way">
    {status.mode === 'off' ? (
      <p>本机现在单独使用。</p>
    ) : (
      <>
        <p>停用后本机不再收发，已经收到的内容保留，再次启用时自动补齐。</p>
        <ActionButton method="sync.configure" input={{ mode: 'off' }} said="已停用台席同步" onDone={onSaved}>
          停用台席同步
        </ActionButton>
      </>
    )}
  </div>
);
