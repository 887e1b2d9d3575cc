import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Input, TreeSelect } from 'antd';
import { useState } from 'react';
import { useController } from 'react-hook-form';
import type { Member } from '#shared/domain/rosters/rule';
import type { RecordId } from '#shared/kernel/ids';
import { useUnits } from '../../../ui/directory';
import { Field } from '../../../ui/form/Field';
import { matchesOption } from '../../../ui/form/fields';
import { freshId } from '../words';
import { MemberDialog } from './MemberDialog';

/** Units and people in the order of their turns; moved by buttons, so that the keyboard does it too. */
export function MembersField({ at }: { readonly at: number }) {
  const name = `slots.${at}.members`;
  const { field } = useController({ name });
  const { tree, byId } = useUnits();
  const [typed, setTyped] = useState('');
  const [edited, setEdited] = useState<number>();
  const members: readonly Member[] = Array.isArray(field.value) ? field.value : [];
  const set = (next: readonly Member[]) => field.onChange([...next]);
  const move = (from: number, by: number) => {
    const next = [...members];
    const [member] = next.splice(from, 1);
    if (member !== undefined) next.splice(from + by, 0, member);
    set(next);
  };
  const addUnit = (id: string) => {
    const unit = byId.get(id as RecordId);
    if (unit === undefined || members.some((m) => m.ref === unit.id)) return;
    set([...members, { id: freshId('m', members), kind: 'unit', ref: unit.id, name: unit.short }]);
  };
  const addNamed = () => {
    if (typed.trim() === '') return;
    set([...members, { id: freshId('m', members), kind: 'person', name: typed.trim() }]);
    setTyped('');
  };
  const chosen = edited === undefined ? undefined : members[edited];
  return (
    <Field name={name} label="单位（人员）" required span={2} kind="group">
      {() => (
        <>
          <ol className="member-list">
            {members.map((member, i) => (
              <li key={member.id}>
                <button type="button" className="member-name" onClick={() => setEdited(i)}>
                  {i + 1}. {member.name}
                  {member.post === undefined ? '' : ` ${member.post}`}
                  {member.chief === true ? <span className="chief">主要领导</span> : null}
                </button>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={`${member.name}上移`}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={`${member.name}下移`}
                  disabled={i === members.length - 1}
                  onClick={() => move(i, 1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`移出${member.name}`}
                  onClick={() => set(members.filter((_, x) => x !== i))}
                />
              </li>
            ))}
          </ol>
          <div className="member-add">
            <TreeSelect
              aria-label="从机构目录添加单位"
              placeholder="从机构目录添加单位"
              value={null}
              treeData={tree}
              fieldNames={{ label: 'label', value: 'value', children: 'children' }}
              showSearch={{
                filterTreeNode: (text, { label, keywords }) => matchesOption(text, { label: `${label}`, keywords }),
              }}
              popupMatchSelectWidth={360}
              onChange={(id: string | null) => id !== null && addUnit(id)}
            />
            <Input
              aria-label="添加人员或其他单位"
              placeholder="人员、职务或其他单位名称"
              value={typed}
              maxLength={60}
              onChange={(event) => setTyped(event.target.value)}
            />
            <Button onClick={addNamed} disabled={typed.trim() === ''}>
              添加
            </Button>
          </div>
          {chosen === undefined || edited === undefined ? null : (
            <MemberDialog
              member={chosen}
              onClose={() => setEdited(undefined)}
              onDone={(member) => {
                set(members.map((m, i) => (i === edited ? member : m)));
                setEdited(undefined);
              }}
            />
          )}
        </>
      )}
    </Field>
  );
}
