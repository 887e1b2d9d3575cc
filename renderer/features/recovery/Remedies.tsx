import './recovery.css';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { useSaveAs } from '../../ui/ExportButton';
import { formatInstant, sizeWords } from '../../ui/format';
import { JobProgress } from '../../ui/JobProgress';
import { Card } from '../../ui/Page';
import { useToast } from '../../ui/toast';
import type { useReopen } from './useReopen';
import { type Choice, FAULT, type RecoveryState, type Taken, takenWords } from './words';

/** What is wrong with the data folder, and what can be done about it without losing anything. */
export function Remedies(props: RemediesProps) {
  return (
    <>
      <Findings state={props.state} />
      <Choices {...props} />
    </>
  );
}

function Findings({ state }: { state: RecoveryState }) {
  return (
    <Card title={state.fault === undefined ? '情况' : FAULT[state.fault]}>
      <p>{state.message ?? '没有能够打开数据文件夹。'}</p>
      <p className="quiet">程序没有改动任何数据文件。在选定处理办法之前，不会写入数据文件夹。</p>
      <ul className="recovery-files">
        {state.damage.map(({ file, message }) => (
          <li key={file}>
            <code>{file}</code>
            {message}
          </li>
        ))}
        {state.quarantine.map(({ file, bytes }) => (
          <li key={file}>
            <code>{file}</code>
            已另存的损坏内容，{sizeWords(bytes)}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface RemediesProps {
  readonly state: RecoveryState;
  readonly reopen: () => Promise<void>;
  readonly run: ReturnType<typeof useReopen>['run'];
}

/** What makes sense now, best first; the first is the recommended one. */
function Choices({ state, reopen, run }: RemediesProps) {
  const confirm = useConfirm();
  const toast = useToast();
  const { saveAs, job } = useSaveAs();
  const [taken, setTaken] = useState<Taken>();
  const previous = state.previous === undefined ? '' : `（${formatInstant(state.previous.at)}）`;
  const doing: Readonly<Record<Choice, { label: string; sub: string; act: () => Promise<unknown> }>> = {
    mend: {
      label: '重新打开并自动修复',
      sub: '台账没有问题，汇总文件按台账重做，不会丢失内容。数据多时需要几分钟。',
      act: reopen,
    },
    olderGeneration: {
      label: '改用上一代汇总文件',
      sub: '程序整理数据时总留着上一代。换回上一代后，其后登记的内容按台账补上。',
      act: () => run('recovery.olderGeneration', {}, '正在改用上一代汇总文件…'),
    },
    usePrevious: {
      label: `恢复到最近一份完整的备份${previous}`,
      sub: '备份之后登记的内容不在其中。现有数据另存备查，不会删除。',
      act: async () => {
        const yes = await confirm({
          title: '恢复到最近一份备份？',
          body: '备份之后登记的内容不在其中。现有数据另存备查，不会删除。',
          ok: '恢复',
        });
        if (yes) await run('recovery.usePrevious', {}, '正在恢复备份…');
      },
    },
    rebuild: {
      label: '从台账完好的部分重建',
      sub: '逐条读取台账重建全部数据，读不出的部分另存备查。数据多时需要几分钟。',
      act: () => run('recovery.rebuild', {}, '正在从台账重建数据…'),
    },
    exportReadable: {
      label: '导出仍可读取的内容',
      sub: '把还能读出的记录存成一个文件，不改动数据文件夹。',
      act: () =>
        saveAs({
          method: 'recovery.exportReadable',
          input: (file) => ({ file }),
          name: '可读取的数据.ndjson',
          kind: { name: '逐行 JSON', extensions: ['ndjson'] },
          title: '导出仍可读取的内容',
          onDone: setTaken,
        }),
    },
    reopen: { label: '重新打开', sub: '排除原因（腾出空间、关闭另一个程序）后再试一次。', act: reopen },
    chooseFolder: {
      label: '换一个数据文件夹',
      sub: '先用另一个文件夹工作，这里的数据原样保留。',
      act: async () => {
        const answer = await call('app.chooseFolder', {});
        if (!answer.ok) toast.refused(answer.error);
      },
    },
  };
  return (
    <Card title="可以这样处理">
      <ul className="recovery-choices">
        {state.choices.map((choice, index) => (
          <li key={choice}>
            <Button type={index === 0 ? 'primary' : 'default'} onClick={() => void doing[choice].act()}>
              {doing[choice].label}
            </Button>
            <span>{doing[choice].sub}</span>
          </li>
        ))}
      </ul>
      <JobProgress job={job} title="导出仍可读取的内容" />
      {taken !== undefined && <p role="status">{takenWords(taken)}</p>}
    </Card>
  );
}
