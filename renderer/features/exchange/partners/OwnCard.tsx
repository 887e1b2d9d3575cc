import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { CardFace, OwnKeys } from '#shared/contract/exchange';
import { useCommand, useQueryOf } from '../../../client';
import { ActionButton } from '../../../ui/ActionButton';
import { useConfirm } from '../../../ui/confirm';
import { ExportButton } from '../../../ui/ExportButton';
import { Card } from '../../../ui/Page';
import { QueryView } from '../../../ui/states';
import { useToast } from '../../../ui/toast';
import { CARD_FILE, EXCHANGE_READS } from '../words';
import { UnitKeyActions, UnitKeyNotice } from './UnitKey';

type Which = 'unit' | 'device';

/** The cards others read in, and the digits that are read out to them. */
export function OwnCard() {
  const found = useQueryOf('exchange.keys', {}, { reads: EXCHANGE_READS, fresh: true });
  const [asked, setAsked] = useState<Which>();
  const hasUnit = found.data?.unitCard !== undefined;
  const which = asked ?? (hasUnit ? 'unit' : 'device');
  return (
    <Card
      title="配对卡"
      extra={
        hasUnit ? (
          <span className="end">
            <Segmented<Which>
              aria-label="配对卡"
              value={which}
              onChange={setAsked}
              options={[
                { value: 'unit', label: '本单位（给其他单位）' },
                { value: 'device', label: '本台席（给本单位其他台席）' },
              ]}
            />
          </span>
        ) : undefined
      }
    >
      <QueryView query={found}>{(keys) => <Shown keys={keys} which={which} />}</QueryView>
    </Card>
  );
}

function Shown({ keys, which }: { keys: OwnKeys; which: Which }) {
  const isUnit = which === 'unit' && keys.unitCard !== undefined;
  return (
    <>
      <UnitKeyNotice keys={keys} />
      <Face
        face={isUnit && keys.unitCard !== undefined ? keys.unitCard : keys}
        which={which}
        unitName={keys.unitName}
        deskName={keys.name}
      />
    </>
  );
}

interface FaceProps {
  readonly face: CardFace;
  readonly which: Which;
  readonly unitName: string;
  readonly deskName: string;
}

function Face({ face, which, unitName, deskName }: FaceProps) {
  const toast = useToast();
  const copy = async () => {
    await navigator.clipboard.writeText(face.card);
    toast.done('已复制配对卡文本');
  };
  return (
    <div className="exchange-card">
      <svg
        viewBox={`0 0 ${face.qr.size} ${face.qr.size}`}
        shapeRendering="crispEdges"
        role="img"
        aria-label="配对卡二维码"
      >
        <path d={face.qr.path} />
      </svg>
      <div>
        <strong>{face.name}</strong>
        <div className="quiet">
          {which === 'unit'
            ? `对方配对一次，${unitName}的全部台席都能与它收发（本机：${deskName}）`
            : '只代表这一台电脑，用于本单位台席之间配对'}
        </div>
        <div>密钥指纹（读给对方听）</div>
        <div className="exchange-digits" aria-label="密钥指纹">
          {face.fingerprint}
        </div>
        <div className="exchange-actions">
          <ActionButton method="exchange.printCard" input={{ card: which }}>
            打印配对卡
          </ActionButton>
          <ExportButton
            method="exchange.saveCard"
            input={(file) => ({ file, card: which })}
            name={`配对卡 ${face.name}.jrdcard`}
            kind={CARD_FILE}
            title="存成配对卡文件"
          >
            存成文件
          </ExportButton>
          <Button onClick={() => void copy()}>复制文本</Button>
          {which === 'unit' ? <UnitKeyActions /> : <Renew />}
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
      body: '更换后，与本机配对的台席和单位都要重新读入本机的配对卡并核对指纹，原来的密钥请对方停用。只在密钥可能外泄时更换。',
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
