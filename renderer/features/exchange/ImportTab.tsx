import { Button } from 'antd';
import { JobProgress } from '../../ui/JobProgress';
import { Card, Hint } from '../../ui/Page';
import { useHotkey } from '../../ui/hotkeys';
import { EmptyState } from '../../ui/states';
import { ImportDone } from './import/ImportDone';
import { PreviewView } from './import/PreviewView';
import { useImport } from './import/useImport';
import { VerdictView } from './import/VerdictView';

/** 导入: a file, what it is, what it would change, then taking it in. */
export function ImportTab() {
  const work = useImport();
  const { stage, job, pick } = work;
  useHotkey('F8', () => void pick(), job.state === undefined);
  const choose = (
    <Button type={stage.at === 'idle' ? 'primary' : 'default'} onClick={() => void pick()}>
      {stage.at === 'idle' ? '选择数据包' : '另选数据包'}
      <Hint keys="F8" />
    </Button>
  );
  return (
    <div className="exchange-scroll">
      {stage.at === 'idle' ? (
        <Card>
          <EmptyState
            title="从 U 盘、邮件附件或共享文件夹导入数据包（.jrd）"
            hint="先核对来源和签名，再显示将要发生的变更，确认后才导入；导入前自动备份。分成多个文件的，选择扩展名为 .001 的那一个。"
            action={choose}
          />
        </Card>
      ) : null}
      {stage.at === 'seen' ? (
        <>
          <VerdictView work={work} seen={stage.seen} when={stage.when} choose={choose} />
          {stage.preview === undefined ? null : <PreviewView work={work} seen={stage.seen} preview={stage.preview} />}
        </>
      ) : null}
      {stage.at === 'done' ? <ImportDone done={stage.done} seen={stage.seen} choose={choose} /> : null}
      <JobProgress job={job} title="数据包导入" />
    </div>
  );
}
