import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { Partner } from '#shared/contract/exchange';
import { useCommand, useQueryOf } from '../../client';
import { useConfirm } from '../../ui/confirm';
import { formatInstant } from '../../ui/format';
import { Card, Hint, Notice } from '../../ui/Page';
import { useHotkey } from '../../ui/hotkeys';
import { EmptyState, QueryView } from '../../ui/states';
import { useToast } from '../../ui/toast';
import { OwnCard } from './partners/OwnCard';
import { PairDialog } from './partners/PairDialog';
import { EXCHANGE_READS } from './words';

/** 往来单位与密钥: the own card, and whose packages are believed. */
export function PartnersTab() {
  const [pairing, setPairing] = useState(false);
  const found = useQueryOf('exchange.partners', {}, { reads: EXCHANGE_READS });
  useHotkey('F8', () => setPairing(true), !pairing);
  const pair = (
    <Button type="primary" onClick={() => setPairing(true)}>
      配对
      <Hint keys="F8" />
    </Button>
  );
  return (
    <div className="exchange-partners">
      <OwnCard />
      <Card title="已配对的单位和台席" extra={<span className="end">{pair}</span>}>
        <QueryView query={found}>
          {({ partners, former }) => (
            <>
              {former.length === 0 ? null : (
                <Notice tone="warning">
                  旧版本程序与“{former.join('”“')}”的配对已经失效，它们的数据包现在不能收发。请与对方重新配对。
                </Notice>
              )}
              {partners.length === 0 ? (
                <EmptyState
                  title="还没有配对的单位"
                  hint="双方互相读入配对卡，当面或者通过已知的电话核对指纹后，才能互相收发数据包。"
                />
              ) : (
                <Partners partners={partners} />
              )}
            </>
          )}
        </QueryView>
      </Card>
      {pairing ? <PairDialog onClose={() => setPairing(false)} /> : null}
    </div>
  );
}

const Partners = ({ partners }: { partners: readonly Partner[] }) => (
  <table className="plain-table" aria-label="已配对的单位和台席">
    <thead>
      <tr>
        <th>单位</th>
        <th>台席和指纹</th>
        <th>最近发出</th>
        <th>最近收到</th>
        <th>状态</th>
        <th>操作</th>
      </tr>
    </thead>
    <tbody>
      {partners.map((partner) => (
        <tr key={partner.id}>
          <td>
            {partner.unitName}
            {partner.home ? '（本单位）' : ''}
          </td>
          <td>
            {partner.name}
            <div className="exchange-digits small">{partner.fingerprint}</div>
          </td>
          <td className="exchange-when">{partner.lastSent === undefined ? '' : formatInstant(partner.lastSent)}</td>
          <td className="exchange-when">
            {partner.lastReceived === undefined ? '' : formatInstant(partner.lastReceived)}
          </td>
          <td className="exchange-state">
            {partner.revoked ? <Tag color="red">已停用</Tag> : <Tag color="green">已配对</Tag>}
            {partner.revokedFor === undefined ? null : <div>{partner.revokedFor}</div>}
          </td>
          <td>{partner.revoked ? null : <Revoke partner={partner} />}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

function Revoke({ partner }: { partner: Partner }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.revoke');
  const revoke = async () => {
    const answer = await confirm({
      title: `停用“${partner.name}”的密钥？`,
      body: '停用后不能恢复：不再接收它签发的数据包，也不再发给它；停用情况随同步、通讯录包通知其他台席。电脑遗失、更换或者人员变动的，应当停用。',
      reason: 'required',
      ok: '停用',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await run({ id: partner.id, reason: answer.reason });
    if (done.ok) toast.saved(done.value.savedAt);
    else toast.refused(done.error);
  };
  return (
    <Button size="small" danger onClick={() => void revoke()}>
      停用
    </Button>
  );
}
