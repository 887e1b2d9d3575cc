import { Button, Input, Modal } from 'antd';
import { useId, useState } from 'react';
import { call, type Refusal } from '../../../client';
import { useFirstField } from '../../../ui/form/useFirstField';
import { Notice } from '../../../ui/Page';
import { useToast } from '../../../ui/toast';
import { GiveCard } from './GiveCard';
import type { ReadCard } from './readCard';
import { ScanCard } from './ScanCard';

type Stage = { readonly at: 'give' } | { readonly at: 'scan' } | { readonly at: 'compare'; readonly card: ReadCard };

interface Props {
  readonly onPaired?: () => void;
  readonly onClose: () => void;
}

/** Reads a card in, then asks for the digits as they are heard: they are not shown here, so nobody can copy them. */
export function PairDialog({ onPaired, onClose }: Props) {
  const [stage, setStage] = useState<Stage>({ at: 'give' });
  const { ref, afterOpenChange } = useFirstField();
  const onRead = (card: ReadCard) => setStage({ at: 'compare', card });
  const back = () => setStage({ at: 'give' });
  const paired = () => {
    onPaired?.();
    onClose();
  };
  return (
    <Modal
      open
      title="配对"
      className="exchange-pair"
      width={680}
      footer={null}
      onCancel={onClose}
      mask={{ closable: false }}
      afterOpenChange={afterOpenChange}
    >
      <div ref={ref}>
        {stage.at === 'give' ? <GiveCard onRead={onRead} onCamera={() => setStage({ at: 'scan' })} /> : null}
        {stage.at === 'scan' ? <ScanCard onRead={onRead} onBack={back} /> : null}
        {stage.at === 'compare' ? <Compare card={stage.card} onBack={back} onPaired={paired} /> : null}
      </div>
    </Modal>
  );
}

const KNOWN = {
  new: '',
  paired: '这把密钥已经配对过。',
  revoked: '这把密钥已经停用，不能再次配对；请对方更换密钥。',
  own: '这是本单位自己的配对卡，请读入对方的配对卡。',
} as const;

interface CompareProps {
  readonly card: ReadCard;
  readonly onBack: () => void;
  readonly onPaired: () => void;
}

function Compare({ card, onBack, onPaired }: CompareProps) {
  const toast = useToast();
  const [spoken, setSpoken] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const id = useId();
  const { unitName, name, known, home } = card.view;
  const complete = spoken.replaceAll(' ', '').length === DIGITS;
  const pair = async () => {
    if (!complete) return;
    const done = await call('exchange.pair', { text: card.text, spoken });
    if (!done.ok) {
      setRefusal(done.error);
      return;
    }
    toast.done(`已与${unitName}配对，请对方也读入本机的配对卡`);
    onPaired();
  };
  return (
    <>
      <p>
        卡上的单位：<b>{unitName}</b>，台席：<b>{name}</b>
      </p>
      {known === 'new' && home ? (
        <Notice tone="warning">
          这张卡写的是本单位。配对后，对方就是本单位的台席：取得单位密钥，可以同步、借出全部事项。不是本单位台席的，请勿配对。
        </Notice>
      ) : null}
      {known === 'new' ? (
        <>
          <p>
            请用已知的电话与对方通话，或者当面，请对方逐组读出其屏幕或卡片上的指纹，照听到的填写。不要从卡片文件或邮件中抄录。
          </p>
          <div className="field-plain">
            <label htmlFor={id}>对方读出的指纹（30 位数字）</label>
            <Input
              id={id}
              autoFocus
              className="exchange-digits"
              inputMode="numeric"
              maxLength={60}
              value={spoken}
              status={refusal === undefined ? '' : 'error'}
              aria-describedby={refusal === undefined ? undefined : `${id}-error`}
              onChange={(event) => {
                setSpoken(grouped(event.target.value));
                setRefusal(undefined);
              }}
              onPressEnter={() => void pair()}
            />
            {refusal === undefined ? null : (
              <div id={`${id}-error`} className="field-error" role="alert">
                {refusal.message}
              </div>
            )}
          </div>
        </>
      ) : (
        <p role="alert">{KNOWN[known]}</p>
      )}
      <div className="exchange-actions">
        {known === 'new' ? (
          <Button type="primary" disabled={!complete} onClick={() => void pair()}>
            指纹一致，配对
          </Button>
        ) : null}
        <Button autoFocus={known !== 'new'} onClick={onBack}>
          换一张卡
        </Button>
      </div>
    </>
  );
}

const DIGITS = 30;
const grouped = (text: string): string =>
  text
    .replace(/\D/g, '')
    .slice(0, DIGITS)
    .replace(/(\d{5})(?=\d)/g, '$1 ');
