import { Button, Segmented } from 'antd';
import { useState } from 'react';
import type { CardFace, OwnKeys } from '#shared/contract/exchange';
import { refusalOf, useCommand, useQueryOf } from '../../../client';
import { ActionButton } from '../../../ui/ActionButton';
import { useConfirm } from '../../../ui/confirm';
import { ExportButton } from '../../../ui/ExportButton';
import { Card, Notice } from '../../../ui/Page';
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
      {isLocked(found.error) ? (
        <Notice tone="danger" actions={<Renew words={LOCKED} />}>
          本机的密钥打不开：它只有生成它的电脑和 Windows
          用户才能使用。换了电脑或者用户的，请生成新的密钥，再与各台席、各单位重新配对；单位密钥可以从口令文件或者其他台席取得。
        </Notice>
      ) : (
        <QueryView query={found}>{(keys) => <Shown keys={keys} which={which} />}</QueryView>
      )}
    </Card>
  );
}

const isLocked = (error: Error | null): boolean => error !== null && refusalOf(error).code === 'exchange.keysLocked';

function Shown({ keys, which }: { keys: OwnKeys; which: Which }) {
  const isUnit = which === 'unit' && keys.unitCard !== undefined;
  return (
    <>
      <UnitKeyNotice keys={keys} />
      <Face face={isUnit && keys.unitCard !== undefined ? keys.unitCard : keys} which={which} deskName={keys.name} />
    </>
  );
}

interface FaceProps {
  readonly face: CardFace;
  readonly which: Which;
  readonly deskName: string;
}

function Face({ face, which, deskName }: FaceProps) {
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
            ? `对方配对一次，本单位全部台席都能与它收发。本机是${deskName}。`
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

const CHANGE = {
  title: '更换本机密钥？',
  body: '更换后，与本机配对的台席和单位都要重新读入本机的配对卡并核对指纹，原来的密钥请对方停用。只在密钥可能外泄时更换。',
  ok: '更换',
  label: '更换密钥',
};
const LOCKED = {
  title: '生成新的密钥？',
  body: '打不开的密钥文件另存备查，不会删除。生成后要与各台席、各单位重新配对，请对方停用原来的密钥。',
  ok: '生成',
  label: '生成新的密钥',
};

function Renew({ words = CHANGE }: { words?: typeof CHANGE }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.renewKeys', { refresh: ['exchange.keys'] });
  const renew = async () => {
    const { title, body, ok } = words;
    const yes = await confirm({ title, body, ok, danger: true });
    if (yes === undefined) return;
    const done = await run({});
    if (done.ok) toast.done('已更换密钥，请重新配对');
    else toast.refused(done.error);
  };
  return (
    <Button danger onClick={() => void renew()}>
      {words.label}
    </Button>
  );
}
