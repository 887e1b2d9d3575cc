import './deadlines.css';
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { lengthText } from '#shared/domain/deadlines/kind';
import { slaId } from '#shared/domain/deadlines/sla';
import { type OutputOf, useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Page } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { SlaDialog } from './SlaDialog';
import { policyWords, SLA_LABELS } from './words';

export type SlaRow = OutputOf<'deadlines.slaList'>['policies'][number];

/** 内控时限: the two stages that single units have set for themselves, beside the clocks of the law. */
export default function SlaPage() {
  const query = useQueryOf('deadlines.slaList', {}, { reads: ['slaPolicies', 'units'] });
  const [editing, setEditing] = useState<SlaRow | 'new'>();
  const [history, setHistory] = useState<SlaRow>();
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
      新增内控时限
    </Button>
  );
  return (
    <Page title="内控时限" fill busy={query.isPending} extra={add}>
      <p className="quiet">
        自分办到处室之日起计算。第一阶段内答复；不能按期答复的，提交情况说明后按第二阶段。本单位没有设置的，用最近的上级单位的；不影响条例规定的期限。
      </p>
      <QueryView query={query}>
        {({ policies }) =>
          policies.length === 0 ? (
            <EmptyState title="还没有单位设置内控时限" hint="需要在法定期限以内另定答复时限的单位，可在这里设置。" />
          ) : (
            <SlaTable policies={policies} onEdit={setEditing} onHistory={setHistory} />
          )
        }
      </QueryView>
      {editing === undefined ? null : (
        <SlaDialog sla={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
      {history === undefined ? null : (
        <HistoryDrawer
          id={slaId(history.unit)}
          open
          onClose={() => setHistory(undefined)}
          labels={SLA_LABELS}
          format={policyWords}
        />
      )}
    </Page>
  );
}

interface TableProps {
  readonly policies: readonly SlaRow[];
  readonly onEdit: (sla: SlaRow) => void;
  readonly onHistory: (sla: SlaRow) => void;
}

const SlaTable = ({ policies, onEdit, onHistory }: TableProps) => (
  <div className="limits-sheet">
    <table className="limits-table" aria-label="内控时限">
      <thead>
        <tr>
          <th>单位</th>
          <th>第一阶段</th>
          <th>第二阶段</th>
          <th>说明</th>
          <th className="actions">操作</th>
        </tr>
      </thead>
      <tbody>
        {policies.map((sla) => (
          <tr key={sla.unit}>
            <th scope="row">{sla.unitName}</th>
            <td className="nowrap">{lengthText(sla.stage1)}</td>
            <td className="nowrap">{lengthText(sla.stage2)}</td>
            <td>{sla.note}</td>
            <td className="actions">
              <Button type="link" size="small" aria-label={`修改${sla.unitName}`} onClick={() => onEdit(sla)}>
                修改
              </Button>
              <RemoveButton sla={sla} />
              <Button type="link" size="small" aria-label={`${sla.unitName}的变更记录`} onClick={() => onHistory(sla)}>
                记录
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

function RemoveButton({ sla }: { sla: SlaRow }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('deadlines.removeSla');
  const ask = async () => {
    const answer = await confirm({
      title: `取消${sla.unitName}的内控时限？`,
      body: '取消后用最近的上级单位的内控时限；都没有的，只按条例规定的期限。',
      reason: 'required',
      ok: '取消时限',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await run({ unit: sla.unit, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <Button type="link" size="small" aria-label={`取消${sla.unitName}`} onClick={() => void ask()}>
      取消
    </Button>
  );
}
