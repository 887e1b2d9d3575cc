import { Button, Tag } from 'antd';
import { Link, useLocation } from 'wouter';
import type { LeaseRow } from '#shared/contract/exchange';
import { useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { Card, Toolbar } from '../../ui/Page';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { casePath } from '../cases/index';
import { EXCHANGE_READS, LEASE_WORDS } from './words';

/** 借出: which cases are away on which laptop, until when. */
export function LeasesTab() {
  const [, go] = useLocation();
  const found = useQueryOf('exchange.leases', {}, { reads: EXCHANGE_READS });
  const lend = (
    <Button type="primary" onClick={() => go('/exchange/export/checkout')}>
      借出到便携机
    </Button>
  );
  return (
    <div className="exchange-scroll">
      <Toolbar>
        {lend}
        <Button onClick={() => go('/exchange/export/checkin')}>归还（在便携机上操作）</Button>
      </Toolbar>
      <QueryView query={found}>
        {({ leases }) =>
          leases.length === 0 ? (
            <Card>
              <EmptyState
                title="没有借出的事项"
                hint="下访时把选定的事项、排班表和通讯录带到便携机上，离线办理后归还。借出只说明事项在哪里，不妨碍中心继续办理；两边的改动归还时自动合并。"
                action={lend}
              />
            </Card>
          ) : (
            <Leases leases={leases} />
          )
        }
      </QueryView>
    </div>
  );
}

const COLOURS = { out: 'blue', expired: 'red', back: 'default' } as const;

const Leases = ({ leases }: { leases: readonly LeaseRow[] }) => (
  <Card>
    <table className="plain-table" aria-label="借出的事项">
      <thead>
        <tr>
          <th>便携机</th>
          <th>借出人</th>
          <th>借出日期</th>
          <th>归还期限</th>
          <th>状态</th>
          <th>事项</th>
          <th>操作</th>
        </tr>
      </thead>
      <tbody>
        {leases.map((lease) => (
          <tr key={lease.lease}>
            <td>
              {lease.name}
              {lease.here ? '（本机）' : ''}
            </td>
            <td>{lease.by}</td>
            <td>{lease.on}</td>
            <td>{lease.until}</td>
            <td>
              <Tag color={COLOURS[lease.state]}>{LEASE_WORDS[lease.state]}</Tag>
            </td>
            <td>
              {lease.cases.map(({ id, caseNo }) => (
                <div key={id}>
                  <Link href={casePath(id)}>{caseNo}</Link>
                </div>
              ))}
            </td>
            <td>{lease.state === 'back' ? null : <Return lease={lease} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Card>
);

function Return({ lease }: { lease: LeaseRow }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.returnLease');
  const back = async () => {
    const yes = await confirm({
      title: '登记归还？',
      body: '一般由便携机归还的数据包自动登记。便携机不再使用或者遗失的，在此直接登记，并到“往来单位与密钥”停用它的密钥。',
      ok: '登记归还',
    });
    if (yes === undefined) return;
    const done = await run({ lease: lease.lease });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <Button size="small" onClick={() => void back()}>
      登记归还
    </Button>
  );
}
