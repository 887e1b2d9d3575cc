import './recovery.css';
import { Button } from 'antd';
import { call, type MethodName, useQueryOf } from '../../client';
import { Card, Page } from '../../ui/Page';
import { useToast } from '../../ui/toast';

/** The data folder could not be opened: what is wrong, and what can be done without losing anything. */
export default function RecoveryPage() {
  const status = useQueryOf('app.status', {}, { reads: [] });
  const toast = useToast();
  const go = async (method: Extract<MethodName, 'app.reopen' | 'app.chooseFolder'>) => {
    const answer = await call(method, {});
    if (!answer.ok) toast.refused(answer.error);
  };
  return (
    <main className="recovery">
      <Page title="数据没有正常打开" sub={status.data?.folder} busy={status.isPending}>
        <div className="recovery-body">
          <Card title="情况">
            <p>{status.data?.store.message ?? '没有能够打开数据文件夹。'}</p>
            <p className="quiet">程序没有改动任何数据文件。</p>
          </Card>
          <Card title="可以这样处理">
            <ul className="recovery-choices">
              <li>
                <Button type="primary" onClick={() => void go('app.reopen')}>
                  重新打开
                </Button>
                <span>排除原因（腾出空间、关闭另一个程序）后再试一次。</span>
              </li>
              <li>
                <Button onClick={() => void go('app.chooseFolder')}>换一个数据文件夹</Button>
                <span>先用另一个文件夹工作，这里的数据原样保留。</span>
              </li>
            </ul>
          </Card>
        </div>
      </Page>
    </main>
  );
}
