import { Button } from 'antd';
import type { OwnKeys } from '#shared/contract/exchange';
import { useCommand, useQueryOf } from '../../../client';
import { ActionButton } from '../../../ui/ActionButton';
import { useConfirm } from '../../../ui/confirm';
import { ExportButton } from '../../../ui/ExportButton';
import { Card } from '../../../ui/Page';
import { QueryView } from '../../../ui/states';
import { useToast } from '../../../ui/toast';
import { CARD_FILE } from '../words';

/** The card others read in, and the digits that are read out to them. */
export function OwnCard() {
  const found = useQueryOf('exchange.keys', {}, { reads: ['units'], fresh: true });
  return (
    <Card title="本机配对卡">
      <QueryView query={found}>{(keys) => <Shown keys={keys} />}</QueryView>
    </Card>
  );
}

function Shown({ keys }: { keys: OwnKeys }) {
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(keys.card);
    toast.done('已复制配对卡文本');
  };
  return (
    <div className="exchange-card">
      <svg
        viewBox={`0 0 ${keys.qr.size} ${keys.qr.size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label="配对卡二维码"
      >
        <path d={keys.qr.path} />
      </svg>
      <div>
        <strong>{keys.name}</strong>
        <div>密钥指纹（读给对方听）</div>
        <div className="exchange-digits" aria-label="密钥指纹">
          {keys.fingerprint}
        </div>
        <div className="exchange-actions">
          <ActionButton method="exchange.printCard" input={{}}>
            打印配对卡
          </ActionButton>
          <ExportButton
            method="exchange.saveCard"
            input={(file) => ({ file })}
            name={`配对卡 ${keys.name}.jrdcard`}
            kind={CARD_FILE}
            title="存成配对卡文件"
          >
            存成文件
          </ExportButton>
          <Button onClick={() => void copy()}>复制文本</Button>
          <Renew />
        </div>
      </div>
    </div>
  );
}

function Renew() {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.renewKeys', { refresh: ['exchange.keys'] });
  const renew = async () => {
    const yes = await confirm({
      title: '更换本机密钥？',
      body: '更换后，各往来单位都要重新读入本机的配对卡并核对指纹，原来的密钥请对方停用。只在密钥可能外泄时更换。',
      ok: '更换',
      danger: true,
    });
    if (yes === undefined) return;
    const done = await run({});
    if (done.ok) toast.done('已更换密钥，请重新配对');
    else toast.refused(done.error);
  };
  return (
    <Button danger onClick={() => void renew()}>
      更换密钥
    </Button>
  );
}
