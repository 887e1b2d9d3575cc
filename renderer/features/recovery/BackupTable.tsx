import './recovery.css';
import { Button } from 'antd';
import { useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { formatInstant, sizeWords } from '../../ui/format';
import { EmptyState, QueryView } from '../../ui/states';
import type { useReopen } from './useReopen';
import { type Backup, REASON } from './words';

/** Every backup, newest first, each with the way back to it. */
export function BackupTable({ run }: { run: ReturnType<typeof useReopen>['run'] }) {
  const confirm = useConfirm();
  const found = useQueryOf('backups.list', {}, { reads: [], fresh: true });
  const restore = async (backup: Backup) => {
    const yes = await confirm({
      title: `恢复到 ${formatInstant(backup.at)} 的备份？`,
      body: '这份备份之后登记的内容将不再显示。恢复前会自动备份现有数据，需要时可以再恢复回来。数据交换的密钥不在备份中：在原来的电脑上恢复的，配对照旧；换了电脑的，恢复后要重新配对。',
      ok: '恢复',
      danger: true,
    });
    if (yes) await run('backups.restore', { id: backup.id }, '正在恢复备份…');
  };
  return (
    <QueryView query={found}>
      {({ backups }) =>
        backups.length === 0 ? (
          <EmptyState title="还没有备份" hint="程序每小时和退出时自动备份，也可以立即备份。" />
        ) : (
          <table className="backup-table" aria-label="备份一览">
            <thead>
              <tr>
                <th scope="col">时间</th>
                <th scope="col">来由</th>
                <th scope="col">大小</th>
                <th scope="col">状态</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {[...backups]
                .sort((a, b) => b.at - a.at)
                .map((backup) => (
                  <tr key={backup.id}>
                    <td>{formatInstant(backup.at)}</td>
                    <td>{REASON[backup.reason]}</td>
                    <td className="end">{sizeWords(backup.bytes)}</td>
                    <td>{backup.complete ? '完整' : <span className="bad">不完整，不能恢复</span>}</td>
                    <td>
                      <Button size="small" disabled={!backup.complete} onClick={() => void restore(backup)}>
                        恢复
                      </Button>
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        )
      }
    </QueryView>
  );
}
