import './recovery.css';
import { useQueryOf } from '../../client';
import { Card, Page } from '../../ui/Page';
import { LoadingState, QueryView } from '../../ui/states';
import { BackupTable } from './BackupTable';
import { Remedies } from './Remedies';
import { useReopen } from './useReopen';

/** The data folder could not be opened: what is wrong, and what can be done without losing anything. */
export default function RecoveryPage() {
  const state = useQueryOf('recovery.state', {}, { reads: [] });
  const status = useQueryOf('app.status', {}, { reads: [] });
  const { busy, reopen, run } = useReopen();
  return (
    <main className="recovery">
      <Page title="数据没有正常打开" sub={status.data?.folder} busy={state.isPending}>
        {busy === undefined ? (
          <QueryView query={state}>
            {(found) => (
              <div className="recovery-body">
                <Remedies state={found} reopen={reopen} run={run} />
                <Card title="全部备份">
                  <BackupTable run={run} />
                </Card>
              </div>
            )}
          </QueryView>
        ) : (
          <LoadingState label={busy} />
        )}
      </Page>
    </main>
  );
}
