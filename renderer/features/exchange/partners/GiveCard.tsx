import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type ChangeEvent, type DragEvent, type KeyboardEvent, useId, useRef, useState } from 'react';
import type { Refusal } from '../../../client';
import { type CardText, cardTextIn } from './code';
import { type ReadCard, readCard } from './readCard';

interface Props {
  readonly onRead: (card: ReadCard) => void;
  readonly onCamera: () => void;
}

/** A card comes in as text, typed by a hand scanner, or as a file or a picture of it. */
export function GiveCard({ onRead, onCamera }: Props) {
  const id = useId();
  const [text, setText] = useState('');
  const field = useRef<TextAreaRef>(null);
  // The next scan takes the place of the one that was refused.
  const again = () => {
    field.current?.focus({ cursor: 'all' });
  };
  const { refusal, looking, read, readFile, forget } = useReading(onRead, again);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void readFile(event.dataTransfer.files[0]);
  };
  const hover = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const enter = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const typed = event.currentTarget.value;
    if (typed.trim() !== '') void read({ text: typed, code: false });
  };
  return (
    <div
      className={over ? 'exchange-give over' : 'exchange-give'}
      onDragEnter={hover}
      onDragOver={hover}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)}
      onDrop={drop}
      onPaste={(event) => void readFile(event.clipboardData.files[0])}
    >
      <div className="field-plain">
        <label htmlFor={id}>对方的配对卡（粘贴文本，或用扫码枪扫二维码）</label>
        <Input.TextArea
          ref={field}
          id={id}
          autoFocus
          rows={4}
          maxLength={4000}
          value={text}
          status={refusal === undefined ? '' : 'error'}
          aria-describedby={refusal === undefined ? undefined : `${id}-error`}
          onChange={(event) => {
            setText(event.target.value);
            forget();
          }}
          onKeyDown={enter}
        />
        {refusal === undefined ? null : (
          <div id={`${id}-error`} className="field-error" role="alert">
            {refusal.message}
          </div>
        )}
      </div>
      <div className="exchange-actions">
        <Button type="primary" disabled={text.trim() === ''} onClick={() => void read({ text, code: false })}>
          读入
        </Button>
        <PickFile busy={looking} onFile={readFile} />
        <Button onClick={onCamera}>用摄像头扫</Button>
      </div>
      <p className="quiet">也可以把配对卡文件、二维码的照片拖到这里，或者按 Ctrl+V 粘贴二维码的截图。</p>
    </div>
  );
}

function useReading(onRead: Props['onRead'], again: () => void) {
  const [refusal, setRefusal] = useState<Refusal>();
  const [looking, setLooking] = useState(false);
  const refuse = (error: Refusal) => {
    setRefusal(error);
    again();
  };
  const read = async (given: CardText) => {
    const card = await readCard(given);
    if (card.ok) onRead(card.value);
    else refuse(card.error);
  };
  const readFile = async (file: File | undefined) => {
    if (file === undefined) return;
    setLooking(true);
    const found = await cardTextIn(file);
    setLooking(false);
    if (found.ok) await read(found.value);
    else refuse(found.error);
  };
  return { refusal, looking, read, readFile, forget: () => setRefusal(undefined) };
}

interface PickProps {
  readonly busy: boolean;
  readonly onFile: (file: File | undefined) => Promise<void>;
}

/** The page itself looks at the picture, so the file is given to the page. */
function PickFile({ busy, onFile }: PickProps) {
  const input = useRef<HTMLInputElement>(null);
  const picked = (event: ChangeEvent<HTMLInputElement>) => {
    void onFile(event.target.files?.[0]);
    event.target.value = '';
  };
  return (
    <>
      <Button loading={busy} onClick={() => input.current?.click()}>
        选择文件或图片
      </Button>
      <input
        ref={input}
        hidden
        type="file"
        accept=".jrdcard,.json,.txt,.pdf,image/*"
        aria-label="配对卡文件或二维码图片"
        onChange={picked}
      />
    </>
  );
}
