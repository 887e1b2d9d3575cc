import { Button, Space, Tag } from 'antd';
import { useState } from 'react';
import { STATION_MODE_NAMES, UNIT_TYPE_NAMES } from '#shared/domain/departments/unit';
import type { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { DescriptionList } from '../../ui/DescriptionList';
import { useUnits } from '../../ui/directory';
import { longDate } from '../../ui/format';
import { HistoryDrawer, plainWords } from '../../ui/HistoryDrawer';
import { Card, Notice, Toolbar } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { People } from './People';
import { EditUnitDialog, MergeUnitDialog, MoveUnitDialog, RenameUnitDialog, RetireUnitDialog } from './UnitDialogs';
import { codeWords, UNIT_LABELS } from './words';

export type Detail = OutputOf<'departments.get'>;
type Action = 'edit' | 'rename' | 'move' | 'merge' | 'retire' | 'history';

/** Everything about one unit, and what can be done with it. */
export function UnitDetail({ id, onSelect }: { id: RecordId; onSelect: (id: RecordId) => void }) {
  const query = useQueryOf('departments.get', { id }, { reads: ['units', 'persons', 'regions'], keepPrevious: true });
  const [action, setAction] = useState<Action>();
  const close = () => setAction(undefined);
  return (
    <div className="unit-detail">
      <QueryView query={query}>
        {(detail) => (
          <>
            <Head detail={detail} onAction={setAction} />
            <Standing detail={detail} onSelect={onSelect} />
            <Facts detail={detail} onSelect={onSelect} onEdit={() => setAction('edit')} />
            <People detail={detail} kind="leader" />
            <People detail={detail} kind="staff" />
            <Former detail={detail} />
            <ActionDialog action={action} detail={detail} onClose={close} />
          </>
        )}
      </QueryView>
    </div>
  );
}

function Head({ detail: { unit }, onAction }: { detail: Detail; onAction: (action: Action) => void }) {
  const confirm = useConfirm();
  const toast = useToast();
  const restore = useCommand('departments.restore');
  const askRestore = async () => {
    const answer = await confirm({ title: `恢复使用“${unit.name}”？`, reason: 'required', ok: '恢复' });
    if (answer === undefined) return;
    const done = await restore.run({ id: unit.id, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <header className="unit-head">
      <h2>
        {unit.name}
        {unit.active ? null : <Tag>停用</Tag>}
      </h2>
      <Toolbar label="单位操作">
        {unit.active ? (
          <>
            <Button onClick={() => onAction('edit')}>修改资料</Button>
            <Button onClick={() => onAction('rename')}>更名</Button>
            <Button onClick={() => onAction('move')}>调整隶属</Button>
            <Button onClick={() => onAction('merge')}>合并</Button>
            <Button danger onClick={() => onAction('retire')}>
              停用
            </Button>
          </>
        ) : (
          <Button onClick={() => void askRestore()}>恢复使用</Button>
        )}
        <Button onClick={() => onAction('history')}>变更记录</Button>
      </Toolbar>
    </header>
  );
}

interface LinkedProps {
  readonly detail: Detail;
  readonly onSelect: (id: RecordId) => void;
}

function Standing({ detail: { unit, mergedInto }, onSelect }: LinkedProps) {
  if (unit.active) return null;
  return (
    <Notice tone="warning">
      {unit.retiredOn === undefined ? '本单位已停用' : `本单位已于${longDate(unit.retiredOn)}停用`}
      {mergedInto === undefined ? (
        '，不再出现在各处的选择中；原有登记不受影响。'
      ) : (
        <>
          ，职能并入 <UnitLink unit={mergedInto} onSelect={onSelect} />
          。原有登记仍显示本单位，办理时由后者承继。
        </>
      )}
    </Notice>
  );
}

interface Ref {
  readonly id: RecordId;
  readonly name: string;
}
const UnitLink = ({ unit, onSelect }: { unit: Ref; onSelect: (id: RecordId) => void }) => (
  <Button type="link" className="inline-link" onClick={() => onSelect(unit.id)}>
    {unit.name}
  </Button>
);

function Facts({ detail, onSelect, onEdit }: LinkedProps & { readonly onEdit: () => void }) {
  const { unit, path, leaders, regionName, children, mergedFrom } = detail;
  const parent = path.at(-2);
  const first = leaders.find((person) => person.id === unit.firstResponsible);
  const links = (units: readonly Ref[]) =>
    units.length === 0 ? undefined : (
      <Space wrap size={[12, 0]}>
        {units.map((other) => (
          <UnitLink key={other.id} unit={other} onSelect={onSelect} />
        ))}
      </Space>
    );
  const marks = [unit.weeklyRotation ? '每周轮值' : [], unit.leaderDay ? '局领导接待日' : []].flat();
  return (
    <DescriptionList
      columns={2}
      items={[
        { label: '编码', value: unit.code },
        { label: '简称', value: unit.short },
        { label: '类型', value: UNIT_TYPE_NAMES[unit.type] },
        { label: '上级单位', value: parent === undefined ? undefined : <UnitLink unit={parent} onSelect={onSelect} /> },
        {
          label: '第一责任人',
          value:
            first === undefined ? (
              <>
                <span className="quiet">未填 </span>
                {unit.active && leaders.some((person) => person.active) ? (
                  <Button type="link" className="inline-link" onClick={onEdit}>
                    设定
                  </Button>
                ) : null}
              </>
            ) : (
              `${first.name} ${first.post}`
            ),
        },
        { label: '属地', value: regionName },
        { label: '电话', value: unit.phone },
        { label: '驻点方式', value: unit.stationMode === undefined ? undefined : STATION_MODE_NAMES[unit.stationMode] },
        { label: '地址', value: unit.address },
        { label: '参加接访', value: marks.join('、') },
        ...(unit.duties === undefined ? [] : [{ label: '职责', value: unit.duties, span: 2 }]),
        ...(unit.note === undefined ? [] : [{ label: '备注', value: unit.note, span: 2 }]),
        ...(children.length === 0 ? [] : [{ label: '下级单位', value: links(children), span: 2 }]),
        ...(mergedFrom.length === 0 ? [] : [{ label: '并入的单位', value: links(mergedFrom), span: 2 }]),
      ]}
    />
  );
}

function Former({ detail: { unit } }: { detail: Detail }) {
  if (unit.formerNames.length === 0) return null;
  return (
    <Card title="曾用名" className="plain-card">
      <table className="plain-table">
        <thead>
          <tr>
            <th>名称</th>
            <th>简称</th>
            <th>使用至</th>
            <th>更名理由</th>
          </tr>
        </thead>
        <tbody>
          {unit.formerNames.map((former) => (
            <tr key={`${former.until} ${former.name}`}>
              <td>{former.name}</td>
              <td>{former.short}</td>
              <td>{former.until}</td>
              <td>{former.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function ActionDialog({
  action,
  detail,
  onClose,
}: {
  action: Action | undefined;
  detail: Detail;
  onClose: () => void;
}) {
  const { nameOf } = useUnits();
  const people = new Map([...detail.leaders, ...detail.staff].map((person) => [person.id, person.name]));
  const words = (field: string, value: unknown): string | undefined => {
    if (typeof value !== 'string') return field === 'formerNames' ? plainWords(value) : undefined;
    if (field === 'parent' || field === 'mergedInto') return nameOf(value);
    if (field === 'firstResponsible') return people.get(value as RecordId) ?? '其他人员';
    if (field === 'region') return detail.unit.region === value ? detail.regionName : undefined;
    return codeWords(field, value);
  };
  switch (action) {
    case 'edit':
      return <EditUnitDialog detail={detail} onClose={onClose} />;
    case 'rename':
      return <RenameUnitDialog unit={detail.unit} onClose={onClose} />;
    case 'move':
      return <MoveUnitDialog unit={detail.unit} onClose={onClose} />;
    case 'merge':
      return <MergeUnitDialog unit={detail.unit} onClose={onClose} />;
    case 'retire':
      return <RetireUnitDialog detail={detail} onClose={onClose} />;
    default:
      return (
        <HistoryDrawer
          id={detail.unit.id}
          open={action === 'history'}
          onClose={onClose}
          labels={UNIT_LABELS}
          format={words}
        />
      );
  }
}
