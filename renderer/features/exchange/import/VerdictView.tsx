import { Button, Input } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { Inspection } from '#shared/contract/exchange';
import { DescriptionList } from '../../../ui/DescriptionList';
import { formatInstant, sizeWords } from '../../../ui/format';
import { Card } from '../../../ui/Page';
import { PairDialog } from '../partners/PairDialog';
import { countWords, RESULT_WORDS } from '../words';
import type { ImportWork } from './useImport';

interface Props {
  readonly work: ImportWork;
  readonly seen: Inspection;
  /** It was looked at. */
  readonly when: number;
  readonly choose: ReactNode;
}

/** What the package is, in words, and the next step for every answer. */
export function VerdictView({ work, seen, when, choose }: Props) {
  const { title, sentence, next, tone } = wordsOf(seen);
  return (
    <Card>
      <div className={`exchange-verdict ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
        <h2>{title}</h2>
        <p>{sentence}</p>
        <p>
          <b>下一步：</b>
          {next}
        </p>
        <div className="exchange-actions">
          <NextStep work={work} seen={seen} />
          {choose}
        </div>
      </div>
      {seen.manifest === undefined ? null : <Outside seen={seen} manifest={seen.manifest} when={when} />}
    </Card>
  );
}

interface Words {
  readonly title: string;
  readonly sentence: string;
  readonly next: string;
  readonly tone: 'good' | 'wait' | 'bad';
}

function wordsOf(seen: Inspection): Words {
  if (seen.forked) {
    return {
      title: '同一编号有两份内容',
      sentence: '发件台席的编号下出现了两份不同的内容，可能有人复制了数据文件夹并同时使用。没有导入任何内容。',
      next: '请发件单位停用其中一份，由系统管理员处理后重新发送。',
      tone: 'bad',
    };
  }
  if (seen.needsPassphrase) {
    return {
      title: seen.wrongPassphrase ? '口令不正确' : '此包用口令加密',
      sentence: seen.wrongPassphrase ? '用所填的口令打不开此包。' : '签名有效、发件人可信，需要口令才能打开。',
      next: '请向发件单位询问口令后填写；口令请勿与数据包放在同一个 U 盘或同一封邮件中。',
      tone: 'wait',
    };
  }
  if (seen.revoked) {
    return {
      title: '发件人的密钥已停用',
      sentence: '签发此包的密钥已在本单位停用（如便携机遗失），只能查看包的概况。',
      next: '请不要导入；请发件单位更换密钥、重新配对后再发送。',
      tone: 'bad',
    };
  }
  if (seen.refused !== undefined) {
    return {
      title: '不能导入',
      sentence: seen.refused,
      next: '请与发件单位电话核实；确属误发的，请其重新发送。本包只能查看概况，没有导入任何内容。',
      tone: 'bad',
    };
  }
  if (isBeyond(seen)) {
    return {
      title: seen.title,
      sentence: '包内记录的时间比本机时钟晚得太多，现在不能导入，没有导入任何内容。',
      next: '请核对本机日期和时间，改正后点“校准时钟后重新核对”；本机无误的，请告知发件单位校准时钟，由系统管理员处理后重新发送。',
      tone: 'bad',
    };
  }
  const tones = { ok: 'good', duplicate: 'good', gap: 'wait', clock_ahead: 'wait', unknown_signer: 'wait' } as const;
  const { title, sentence, next, verdict } = seen;
  return { title, sentence, next, tone: verdict in tones ? tones[verdict as keyof typeof tones] : 'bad' };
}

/** So far ahead that no person may let it in. */
const isBeyond = ({ verdict, takable, forked, refused }: Inspection): boolean =>
  verdict === 'clock_ahead' && !takable && !forked && refused === undefined;

function NextStep({ work, seen }: Pick<Props, 'work' | 'seen'>) {
  if (seen.needsPassphrase) return <Passphrase key={String(seen.wrongPassphrase)} work={work} seen={seen} />;
  if (seen.revoked) return null;
  if (toPair(seen)) return <Pairing onPaired={() => void work.lookAgain(seen.copy)} />;
  if (seen.verdict === 'duplicate' && !seen.forked && seen.refused === undefined) {
    return <Button onClick={() => void work.take(seen, false)}>重新生成回执</Button>;
  }
  if (isBeyond(seen)) {
    return <Button onClick={() => void work.lookAgain(seen.copy)}>校准时钟后重新核对</Button>;
  }
  return null;
}

/** Its fingerprint must be heard from the sender: what the package says of itself is not shown, so nobody can copy it. */
const toPair = ({ verdict, revoked }: Inspection): boolean => verdict === 'unknown_signer' && !revoked;

/** Pairs on the spot; the package in hand is then looked at again. */
function Pairing({ onPaired }: { onPaired: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" autoFocus onClick={() => setOpen(true)}>
        配对
      </Button>
      <Button onClick={onPaired}>重新核对</Button>
      {open ? <PairDialog onPaired={onPaired} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Passphrase({ work, seen }: Pick<Props, 'work' | 'seen'>) {
  const [words, setWords] = useState('');
  const id = useId();
  const open = () => void work.lookAgain(seen.copy, words);
  return (
    <span className="exchange-pass">
      <label htmlFor={id}>口令</label>
      <Input.Password
        id={id}
        autoFocus
        value={words}
        maxLength={200}
        status={seen.wrongPassphrase ? 'error' : ''}
        onChange={(event) => setWords(event.target.value)}
        onPressEnter={open}
      />
      <Button type="primary" disabled={words === ''} onClick={open}>
        打开
      </Button>
    </span>
  );
}

interface OutsideProps {
  readonly seen: Inspection;
  readonly manifest: NonNullable<Inspection['manifest']>;
  readonly when: number;
}

function Outside({ seen, manifest, when }: OutsideProps) {
  const { from, to, receipt, lease } = manifest;
  const clock = seen.verdict === 'clock_ahead' ? `（本机是 ${formatInstant(when)}）` : '';
  return (
    <DescriptionList
      columns={2}
      items={[
        { label: '发件单位', value: from.unitName },
        { label: '发件台席', value: `${from.name}（${from.by}）` },
        { label: '用途', value: manifest.purposeName },
        { label: '生成时间', value: `${formatInstant(manifest.created)}${clock}` },
        { label: '收件人', value: to.map((one) => `${one.name}（第 ${one.number} 号包）`).join('、') },
        {
          label: '内容',
          value: `${countWords(manifest.spaces, manifest.ops)}，附件 ${manifest.blobs} 个，${sizeWords(manifest.bytes)}`,
        },
        ...(toPair(seen)
          ? []
          : [{ label: '密钥指纹', value: <span className="exchange-digits small">{from.fingerprint}</span>, span: 2 }]),
        ...(lease === undefined ? [] : [{ label: '借出至', value: lease.until }]),
        ...(receipt === undefined
          ? []
          : [
              {
                label: '回执',
                value: `${RESULT_WORDS[receipt.result]}（${receipt.by}，${formatInstant(receipt.at)}）`,
              },
            ]),
        ...(manifest.note === undefined ? [] : [{ label: '附言', value: manifest.note, span: 2 }]),
      ]}
    />
  );
}
