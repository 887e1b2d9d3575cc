import { Button } from 'antd';
import { useState } from 'react';
import type { OwnKeys } from '#shared/contract/exchange';
import { useCommand } from '../../../client';
import { useConfirm } from '../../../ui/confirm';
import { Notice } from '../../../ui/Page';
import { useToast } from '../../../ui/toast';
import { LoadUnitKey, SaveUnitKey } from './UnitKeyDialogs';

/** How this desk stands to the key of its unit, and what to do about it. */
export function UnitKeyNotice({ keys }: { keys: OwnKeys }) {
  if (keys.exposed.length > 0) {
    return (
      <Notice tone="danger" actions={<Renew />}>
        “{keys.exposed.join('”“')}”已经停用，而它持有现在的单位密钥。请更换单位密钥，再把新的配对卡交给各往来单位。
      </Notice>
    );
  }
  if (keys.unitKey === 'here') return null;
  return keys.unitKey === 'none' ? (
    <Notice
      actions={
        <>
          <Make unitName={keys.unitName} />
          <Load />
        </>
      }
    >
      {keys.unitName}
      还没有单位密钥。有了单位密钥，其他单位与本单位配对一次，各台席都能收发。请在本单位第一台台席上生成，其他台席取得即可。
    </Notice>
  ) : (
    <Notice tone="warning" actions={<Load />}>
      本机还没有现在的单位密钥。请与持有它的台席互相配对，再导入它发来的“新台席初始化”或者“台席同步”包，本机自动取得；也可以从口令加密的文件取得。
    </Notice>
  );
}

/** What can be done with the key where it is held. */
export function UnitKeyActions() {
  const [saving, setSaving] = useState(false);
  return (
    <>
      <Button onClick={() => setSaving(true)}>存成口令文件</Button>
      <Renew />
      {saving ? <SaveUnitKey onClose={() => setSaving(false)} /> : null}
    </>
  );
}

function Make({ unitName }: { unitName: string }) {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.makeUnitKey', { refresh: ['exchange.keys'] });
  const make = async () => {
    const yes = await confirm({
      title: '生成单位密钥？',
      body: `一个单位只生成一次。${unitName}如有其他台席已经生成，请从那一台取得，不要另行生成。`,
      ok: '生成',
    });
    if (yes === undefined) return;
    const done = await run({});
    if (done.ok) toast.done('已生成单位密钥，请把本单位的配对卡交给往来单位');
    else toast.refused(done.error);
  };
  return (
    <Button type="primary" onClick={() => void make()}>
      生成单位密钥
    </Button>
  );
}

function Load() {
  const [loading, setLoading] = useState(false);
  return (
    <>
      <Button onClick={() => setLoading(true)}>从文件取得</Button>
      {loading ? <LoadUnitKey onClose={() => setLoading(false)} /> : null}
    </>
  );
}

function Renew() {
  const confirm = useConfirm();
  const toast = useToast();
  const { run } = useCommand('exchange.renewUnitKey', { refresh: ['exchange.keys'] });
  const renew = async () => {
    const answer = await confirm({
      title: '更换单位密钥？',
      body: '原来的单位密钥停用，不能恢复。本单位已配对的台席随下一次同步取得新的密钥；各往来单位都要重新读入本单位的配对卡并核对指纹。台席遗失、密钥可能外泄的，应当更换。',
      reason: 'required',
      reasonLabel: '更换原因',
      ok: '更换',
      danger: true,
    });
    if (answer === undefined) return;
    const done = await run({ reason: answer.reason });
    if (done.ok) toast.done('已更换单位密钥，请把新的配对卡交给各往来单位');
    else toast.refused(done.error);
  };
  return (
    <Button danger onClick={() => void renew()}>
      更换单位密钥
    </Button>
  );
}
