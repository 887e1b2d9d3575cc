import { RedoOutlined, UndoOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../../client';
import { sizeWords } from '../../ui/format';
import { ImageView } from './ImageView';
import { PdfView } from './PdfView';
import { useSaveCopy } from './useSaveCopy';
import { type AttachmentRow, viewOf } from './words';

interface Props {
  /** Those that can be shown. */
  readonly files: readonly AttachmentRow[];
  /** The entry of the one to show. */
  readonly shown: string;
  readonly onShow: (op: string) => void;
  readonly onClose: () => void;
}

const STEP = 1.25;
const ZOOMS = { least: 0.2, most: 8 };

/** Pictures and PDF files of a record, one after another: ← → change the file, + − its size, R turns it, Esc closes. */
export function PreviewDialog({ files, shown, onShow, onClose }: Props) {
  const at = files.findIndex(({ op }) => op === shown);
  const file = files[at];
  if (file === undefined) return null;
  const go = (by: number) => {
    const next = files[at + by];
    if (next !== undefined) onShow(next.op);
  };
  return (
    <Modal
      open
      width="calc(100vw - 64px)"
      className="attachment-preview"
      style={{ top: 24 }}
      title={
        <>
          {file.name}
          <span className="quiet">
            {sizeWords(file.bytes)}，第 {at + 1} 个，共 {files.length} 个
          </span>
        </>
      }
      footer={null}
      onCancel={onClose}
    >
      <OneFile key={file.op} file={file} first={at === 0} last={at === files.length - 1} go={go} />
    </Modal>
  );
}

interface OneProps {
  readonly file: AttachmentRow;
  readonly first: boolean;
  readonly last: boolean;
  readonly go: (by: number) => void;
}

function OneFile({ file, first, last, go }: OneProps) {
  const { sha256 } = file;
  const [zoom, setZoom] = useState(1);
  const [rotation, setRotation] = useState(0);
  const [failed, setFailed] = useState<string>();
  const saveCopy = useSaveCopy();
  const grow = (by: number) => setZoom((now) => Math.min(Math.max(now * by, ZOOMS.least), ZOOMS.most));
  const turn = (by: number) => setRotation((now) => (now + by + 360) % 360);
  usePreviewKeys({ go, grow, turn, fit: () => setZoom(1) });

  // A content that does not come may be damaged: the desk knows and says so in its own words.
  const onFailed = useCallback(
    (message?: string) => {
      if (message !== undefined) setFailed(message);
      else
        void call('attachments.check', { sha256 }).then((answer) =>
          setFailed(answer.ok ? BROKEN : answer.error.message),
        );
    },
    [sha256],
  );
  const view = { sha256, name: file.name, zoom, rotation, onFailed };
  return (
    <div className="attachment-body">
      <div className="attachment-tools" role="toolbar" aria-label="预览">
        <Button disabled={first} onClick={() => go(-1)}>
          上一个
        </Button>
        <Button disabled={last} onClick={() => go(1)}>
          下一个
        </Button>
        <Button icon={<ZoomOutOutlined aria-hidden />} onClick={() => grow(1 / STEP)}>
          缩小
        </Button>
        <Button icon={<ZoomInOutlined aria-hidden />} onClick={() => grow(STEP)}>
          放大
        </Button>
        <Button onClick={() => setZoom(1)}>适合窗口</Button>
        <Button icon={<UndoOutlined aria-hidden />} onClick={() => turn(-90)}>
          左转
        </Button>
        <Button icon={<RedoOutlined aria-hidden />} onClick={() => turn(90)}>
          右转
        </Button>
        <Button className="to-right" onClick={() => void saveCopy(file)}>
          另存
        </Button>
      </div>
      {failed === undefined ? (
        viewOf(file) === 'pdf' ? (
          <PdfView {...view} />
        ) : (
          <ImageView {...view} />
        )
      ) : (
        <div className="attachment-room">
          <div className="state" role="alert">
            <p>{failed}</p>
          </div>
        </div>
      )}
    </div>
  );
}

const BROKEN = '这个文件有损坏或用了不支持的格式，不能预览。可以另存后用其他程序打开。';

interface Keys {
  readonly go: (by: number) => void;
  readonly grow: (by: number) => void;
  readonly turn: (by: number) => void;
  readonly fit: () => void;
}

function usePreviewKeys({ go, grow, turn, fit }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const actions: { readonly [key: string]: () => void } = {
        ArrowLeft: () => go(-1),
        ArrowRight: () => go(1),
        '+': () => grow(STEP),
        '=': () => grow(STEP),
        '-': () => grow(1 / STEP),
        '0': fit,
        r: () => turn(90),
        R: () => turn(-90),
      };
      const action = actions[event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go, grow, turn, fit]);
}
