import { SaveOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { useQueryOf } from '../../client';
import { ActionButton } from '../../ui/ActionButton';
import { Card, Notice, Page } from '../../ui/Page';
import { LoadingState } from '../../ui/states';
import { BackupTable } from './BackupTable';
import { Remedies } from './Remedies';
import { useReopen } from './useReopen';

/** 备份与恢复: where backups are, what there is, and the way back. */
export default function BackupsPage() {
  const client = useQueryClient();
  const found = useQueryOf('backups.list', {}, { reads: [] });
  const state = useQueryOf('recovery.state', {}, { reads: [] });
  const { busy, reopen, run } = useReopen();
  return (
    <Page
      title="备份与恢复"
      sub={found.data === undefined ? '' : `备份存放在 ${found.data.folder}`}
      extra={
        <ActionButton
          method="backups.make"
          input={{}}
          type="primary"
          icon={<SaveOutlined />}
          said="已备份并核对"
          onDone={() => void client.invalidateQueries({ queryKey: ['backups.list'] })}
        >
          立即备份
        </ActionButton>
      }
    >
      {busy === undefined ? (
        <div className="recovery-body">
          {(state.data?.notices ?? []).map((notice) => (
            <Notice key={notice}>{notice}</Notice>
          ))}
          {state.data?.mode === 'readOnly' && <Remedies state={state.data} reopen={reopen} run={run} />}
          <Notice>
            有改动时每小时自动备份一次，退出、导入、升级和恢复之前也会备份，每份备份写完都重新读出核对。建议定期把备份文件夹复制到另一块磁盘或专用U盘。数据交换的密钥不放进备份，备份遗失也不会被人冒名；单位密钥请在“数据交换—往来单位与密钥”另存口令文件。
          </Notice>
          <Card title="备份一览">
            <BackupTable run={run} />
          </Card>
        </div>
      ) : (
        <LoadingState label={busy} />
      )}
    </Page>
  );
}
