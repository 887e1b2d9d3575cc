import { Button, Input, Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import type { FileHandle } from '#shared/kernel/ids';
import { call, type Refusal, useCommand } from '../../../client';
import { useSaveAs } from '../../../ui/ExportButton';
import { useFirstField } from '../../../ui/form/useFirstField';
import { useToast } from '../../../ui/toast';
import { UNIT_KEY_FILE } from '../words';

interface PassProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly onChange: (value: string) => void;
  readonly onEnter?: () => void;
}

const Pass = ({ id, label, value, error, onChange, onEnter }: PassProps) => (
  <div className="field-plain">
    <label htmlFor={id}>{label}</label>
    <Input.Password
      id={id}
      maxLength={200}
      value={value}
      status={error === undefined ? '' : 'error'}
      aria-describedby={error === undefined ? undefined : `${id}-error`}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={onEnter}
    />
    {error === undefined ? null : (
      <div id={`${id}-error`} className="field-error" role="alert">
        {error}
      </div>
    )}
  </div>
);

interface KeyDialogProps {
  readonly title: string;
  readonly about: string;
  readonly ok: string;
  readonly ready?: boolean;
  readonly onOk: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Not closed by a click beside it: what was typed would be gone. */
function KeyDialog({ title, about, ok, ready = true, onOk, onClose, children }: KeyDialogProps) {
  const { ref, afterOpenChange } = useFirstField();
  return (
    <Modal
      open
      title={title}
      mask={{ closable: false }}
      onCancel={onClose}
      afterOpenChange={afterOpenChange}
      footer={[
        <Button key="no" onClick={onClose}>
          取消
        </Button>,
        <Button key="yes" type="primary" disabled={!ready} onClick={onOk}>
          {ok}
        </Button>,
      ]}
    >
      <p>{about}</p>
      <div ref={ref}>{children}</div>
    </Modal>
  );
}

const LEAST = 8;

/** The key of the unit as a file: for another desk of the unit, and for the day when this computer is gone. */
export function SaveUnitKey({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [words, setWords] = useState('');
  const [again, setAgain] = useState('');
  const [error, setError] = useState<string>();
  const { saveAs } = useSaveAs();
  const save = async () => {
    if (words.length < LEAST) return setError(`口令不少于 ${LEAST} 个字。`);
    if (words !== again) return setError('两次填写的口令不一致。');
    const done = await saveAs({
      method: 'exchange.saveUnitKey',
      input: (file) => ({ file, passphrase: words }),
      name: '单位密钥.jrdkey',
      kind: UNIT_KEY_FILE,
      title: '存成口令加密的文件',
    });
    if (done) onClose();
  };
  return (
    <KeyDialog
      title="单位密钥存成口令文件"
      about="用于交给本单位的另一台席，也是换电脑、硬盘损坏时恢复单位密钥的办法，备份里没有密钥。文件和口令请分开保管，口令忘记后无法找回。"
      ok="选择位置并保存"
      onOk={() => void save()}
      onClose={onClose}
    >
      <Pass
        id={`${id}-words`}
        label={`口令（不少于 ${LEAST} 个字）`}
        value={words}
        error={error}
        onChange={(value) => {
          setWords(value);
          setError(undefined);
        }}
      />
      <Pass id={`${id}-again`} label="再填一次口令" value={again} onChange={setAgain} onEnter={() => void save()} />
    </KeyDialog>
  );
}

/** Takes the key of the unit out of such a file. */
export function LoadUnitKey({ onClose }: { onClose: () => void }) {
  const id = useId();
  const toast = useToast();
  const { run } = useCommand('exchange.loadUnitKey', { refresh: ['exchange.keys'] });
  const [file, setFile] = useState<FileHandle>();
  const [words, setWords] = useState('');
  const [refusal, setRefusal] = useState<Refusal>();
  const pick = async () => {
    const picked = await call('files.pickOpen', { title: '选择单位密钥文件', filters: [UNIT_KEY_FILE] });
    if (!picked.ok) setRefusal(picked.error);
    else if (picked.value.file !== null) setFile(picked.value.file);
  };
  const load = async () => {
    if (file === undefined || words === '') return;
    const done = await run({ file, passphrase: words });
    if (!done.ok) return setRefusal(done.error);
    toast.done('已取得单位密钥');
    onClose();
  };
  return (
    <KeyDialog
      title="从文件取得单位密钥"
      about="文件由本单位持有单位密钥的台席用“存成口令文件”生成，口令请向该台席询问。"
      ok="取得"
      ready={file !== undefined && words !== ''}
      onOk={() => void load()}
      onClose={onClose}
    >
      <div className="exchange-actions">
        <Button onClick={() => void pick()}>选择文件</Button>
        <span role="status">{file === undefined ? '还没有选择文件' : '已选择文件'}</span>
      </div>
      <Pass
        id={id}
        label="口令"
        value={words}
        error={refusal?.message}
        onChange={(value) => {
          setWords(value);
          setRefusal(undefined);
        }}
        onEnter={() => void load()}
      />
    </KeyDialog>
  );
}
