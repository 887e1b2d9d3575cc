import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { type Person, PERSON_RANK_NAMES } from '#shared/domain/departments/person';
import { STATION_MODE_NAMES } from '#shared/domain/departments/unit';
import { useCommand } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { HistoryDrawer } from '../../ui/HistoryDrawer';
import { Card } from '../../ui/Page';
import { useToast } from '../../ui/toast';
import { useToday } from '../../ui/today';
import { PersonDialog } from './PersonDialog';
import type { Detail } from './UnitDetail';
import { codeWords, PERSON_LABELS } from './words';

interface Props {
  readonly detail: Detail;
  readonly kind: 'leader' | 'staff';
}

/** Leaders or staff of a unit; those who left are kept below, quietly. */
export function People({ detail, kind }: Props) {
  const [editing, setEditing] = useState<Person | 'new'>();
  const [history, setHistory] = useState<Person>();
  const title = kind === 'leader' ? '领导' : '工作人员';
  const people = kind === 'leader' ? detail.leaders : detail.staff;
  const sorted = [...people.filter((person) => person.active), ...people.filter((person) => !person.active)];
  return (
    <Card title={title} className="plain-card">
      {detail.unit.active ? (
        <Button
          className="card-action"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => setEditing('new')}
        >
          登记{title}
        </Button>
      ) : null}
      {sorted.length === 0 ? (
        <p className="quiet">还没有登记{title}。</p>
      ) : (
        <table className="plain-table" aria-label={title}>
          <thead>
            <tr>
              <th>姓名</th>
              <th>职务</th>
              {kind === 'leader' ? null : <th>驻点方式</th>}
              {kind === 'leader' ? <th>条线与分管</th> : <th>派驻期</th>}
              <th>电话</th>
              <th className="actions">操作</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((person) => (
              <PersonRow
                key={person.id}
                person={person}
                detail={detail}
                onEdit={() => setEditing(person)}
                onHistory={() => setHistory(person)}
              />
            ))}
          </tbody>
        </table>
      )}
      {editing === undefined ? null : (
        <PersonDialog
          unit={detail.unit}
          kind={kind}
          person={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
      {history === undefined ? null : (
        <HistoryDrawer
          id={history.id}
          open
          onClose={() => setHistory(undefined)}
          labels={PERSON_LABELS}
          format={(field, value) =>
            field === 'unit' && value === detail.unit.id ? detail.unit.name : codeWords(field, value)
          }
        />
      )}
    </Card>
  );
}

interface RowProps {
  readonly person: Person;
  readonly detail: Detail;
  readonly onEdit: () => void;
  readonly onHistory: () => void;
}

function PersonRow({ person, detail, onEdit, onHistory }: RowProps) {
  const isFirst = detail.unit.firstResponsible === person.id;
  return (
    <tr className={person.active ? '' : 'left'}>
      <td className="nowrap">
        {person.name}
        {isFirst ? <Tag color="blue">第一责任人</Tag> : null}
        {person.active ? null : <Tag>离任</Tag>}
      </td>
      <td>
        {person.post}
        {person.rank === undefined ? null : <div className="quiet">{PERSON_RANK_NAMES[person.rank]}</div>}
      </td>
      {person.kind === 'leader' ? null : (
        <td className="nowrap">{person.stationMode === undefined ? '' : STATION_MODE_NAMES[person.stationMode]}</td>
      )}
      <td>{person.kind === 'leader' ? linesOf(person) : secondmentOf(person)}</td>
      <td className="nowrap">{person.phone}</td>
      <td className="actions">
        <PersonActions person={person} onEdit={onEdit} onHistory={onHistory} />
      </td>
    </tr>
  );
}

function PersonActions({ person, onEdit, onHistory }: Omit<RowProps, 'detail'>) {
  const confirm = useConfirm();
  const toast = useToast();
  const today = useToday();
  const leave = useCommand('persons.leave');
  const comeBack = useCommand('persons.return');
  const report = (answer: Awaited<ReturnType<typeof leave.run>>) =>
    answer.ok ? toast.saved(answer.value.savedAt) : toast.refused(answer.error);
  const askLeave = async () => {
    const answer = await confirm({ title: `${person.name}离任或调离？`, reason: 'required', ok: '离任' });
    if (answer !== undefined) report(await leave.run({ id: person.id, on: today, reason: answer.reason }));
  };
  const askReturn = async () => {
    const answer = await confirm({ title: `恢复${person.name}为在任？`, reason: 'required', ok: '恢复' });
    if (answer !== undefined) report(await comeBack.run({ id: person.id, reason: answer.reason }));
  };
  return (
    <>
      {person.active ? (
        <>
          <Button type="link" size="small" aria-label={`修改${person.name}`} onClick={onEdit}>
            修改
          </Button>
          <Button type="link" size="small" aria-label={`${person.name}离任`} onClick={() => void askLeave()}>
            离任
          </Button>
        </>
      ) : (
        <Button type="link" size="small" aria-label={`恢复${person.name}`} onClick={() => void askReturn()}>
          恢复
        </Button>
      )}
      <Button type="link" size="small" aria-label={`${person.name}的变更记录`} onClick={onHistory}>
        记录
      </Button>
    </>
  );
}

const linesOf = ({ businessLines, scope }: Person): string =>
  [businessLines.join('、'), scope ?? ''].filter((t) => t !== '').join('；');

const secondmentOf = ({ secondment }: Person): string =>
  secondment === undefined ? '' : `${secondment.from} 至 ${secondment.until ?? '今'}`;
