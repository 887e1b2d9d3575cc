import { Button, Input, Modal } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { call, useQueryOf } from '../../client';
import { useToast } from '../../ui/toast';

const SHOWN = 12;

/** Finds an earlier visit and links it. */
export function LinkDialog({ id, onClose }: { id: RecordId; onClose: () => void }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim());
  const found = useQueryOf(
    'visits.list',
    { text: wanted, limit: SHOWN },
    { reads: ['visits'], enabled: wanted !== '', keepPrevious: true },
  );
  const toast = useToast();
  const link = async (priorVisitId: RecordId) => {
    const done = await call('visits.linkPrior', { id, priorVisitId });
    if (!done.ok) {
      toast.refused(done.error);
      return;
    }
    toast.saved(done.value.savedAt);
    onClose();
  };
  const rows = (wanted === '' ? [] : (found.data?.rows ?? [])).filter((row) => row.id !== id);
  return (
    <Modal open width={720} title="关联前件" footer={null} onCancel={onClose}>
      <Input
        autoFocus
        aria-label="查找前件"
        placeholder="来访序号、姓名（可用拼音首字母）、证件号、电话或内容"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="visit-priors">
        {rows.map((row) => (
          <li key={row.id}>
            <span>{row.visitNo}</span>
            <span>{row.petitionDate}</span>
            <span>{row.name ?? '（姓名不清）'}</span>
            <span className="title">{row.title}</span>
            <Button size="small" onClick={() => void link(row.id)} aria-label={`关联 ${row.visitNo}`}>
              关联
            </Button>
          </li>
        ))}
        {wanted !== '' && found.data !== undefined && rows.length === 0 ? <li className="quiet">没有找到。</li> : null}
      </ul>
    </Modal>
  );
}
