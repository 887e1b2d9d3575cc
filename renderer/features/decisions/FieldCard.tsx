import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { MergeItem } from '#shared/contract/merge';
import { type InputOf, type Refusal, useCommand } from '../../client';
import { refusalSentence, useToast } from '../../ui/toast';
import { SideView } from './SideView';

type FieldItem = Extract<MergeItem, { type: 'field' }>;

/** Choose one of the contents, or write another. */
export function FieldCard({ item }: { item: FieldItem }) {
  const toast = useToast();
  const { run, pending } = useCommand('merge.decide');
  const [text, setText] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const id = useId();
  const decide = async (take: InputOf<'merge.decide'>['take']) => {
    const done = await run({ id: item.id, field: item.field, seen: item.sides.map(({ op }) => op), take });
    setRefusal(done.ok ? undefined : done.error);
    if (done.ok) toast.saved(done.value.savedAt);
  };
  return (
    <>
      <div className="decision-sides">
        {item.sides.map((side, i) => (
          <SideView key={side.op} side={side} mark={i === 0 ? '现在显示的内容' : '另一处的内容'}>
            <Button disabled={pending} onClick={() => void decide({ op: side.op })}>
              采用这一项
            </Button>
          </SideView>
        ))}
        {item.writable ? (
          <div className="decision-side">
            <label htmlFor={id}>另写一项</label>
            <Input.TextArea id={id} rows={2} value={text} onChange={(event) => setText(event.target.value)} />
            <Button disabled={pending || text.trim() === ''} onClick={() => void decide({ text })}>
              采用另写的内容
            </Button>
          </div>
        ) : null}
      </div>
      {refusal === undefined ? null : (
        <div className="field-error" role="alert">
          {refusalSentence(refusal)}
        </div>
      )}
    </>
  );
}
