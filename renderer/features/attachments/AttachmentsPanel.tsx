import './attachments.css';
import { CameraOutlined, PlusOutlined, ScanOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { useQueryOf } from '../../client';
import { JobProgress } from '../../ui/JobProgress';
import { Notice } from '../../ui/Page';
import { QueryView } from '../../ui/states';
import { AttachmentTable } from './AttachmentTable';
import { CameraDialog } from './CameraDialog';
import { PreviewDialog } from './PreviewDialog';
import { ScanDialog } from './ScanDialog';
import type { ToSend } from './send';
import { useAdding } from './useAdding';
import { LIMIT_WORDS, nameNow, viewOf } from './words';

interface Props {
  readonly on: RecordId;
  readonly readOnly?: boolean;
}

/** 附件材料 of any record: files come in by button, dropping, pasting, from the scanner's folder and the camera. */
export function AttachmentsPanel({ on, readOnly = false }: Props) {
  const query = useQueryOf('attachments.list', { on });
  const adding = useAdding(on);
  const [dialog, setDialog] = useState<'scan' | 'camera'>();
  const [shown, setShown] = useState<string>();
  const [over, setOver] = useState(false);
  const { addContents } = adding;
  usePaste(!readOnly && dialog === undefined && shown === undefined, addContents);

  const drop = (event: React.DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!readOnly) void addContents([...event.dataTransfer.files].map((file) => toSend(file, 'file')));
  };
  const hover = (event: React.DragEvent, entering: boolean) => {
    if (readOnly || !event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(entering);
  };
  return (
    <section
      aria-label="附件材料"
      className={over ? 'attachments over' : 'attachments'}
      onDragEnter={(event) => hover(event, true)}
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)}
      onDrop={drop}
    >
      <header>
        <h2>附件材料</h2>
        {readOnly ? null : (
          <>
            <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => void adding.pick()}>
              添加文件
            </Button>
            <Button size="small" icon={<ScanOutlined aria-hidden />} onClick={() => setDialog('scan')}>
              添加扫描件
            </Button>
            <Button size="small" icon={<CameraOutlined aria-hidden />} onClick={() => setDialog('camera')}>
              拍照
            </Button>
            <span className="quiet">可将文件拖到此处，或按 Ctrl+V 粘贴；{LIMIT_WORDS}。</span>
          </>
        )}
      </header>
      {adding.notAdded.length === 0 ? null : (
        <Notice
          tone="warning"
          actions={
            <Button size="small" onClick={adding.forget}>
              知道了
            </Button>
          }
        >
          <ul className="not-added">
            {adding.notAdded.map(({ name, message }) => (
              <li key={name}>{message}</li>
            ))}
          </ul>
        </Notice>
      )}
      <QueryView query={query}>
        {({ files }) => (
          <>
            {files.length === 0 ? (
              <p className="quiet empty">还没有附件。</p>
            ) : (
              <AttachmentTable on={on} files={files} readOnly={readOnly} onShow={setShown} />
            )}
            {shown === undefined ? null : (
              <PreviewDialog
                files={files.filter((file) => viewOf(file) !== 'none')}
                shown={shown}
                onShow={setShown}
                onClose={() => setShown(undefined)}
              />
            )}
          </>
        )}
      </QueryView>
      {dialog === 'scan' ? <ScanDialog on={on} onAdd={adding.addScanned} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'camera' ? (
        <CameraDialog onPicture={(file) => addContents([file])} onClose={() => setDialog(undefined)} />
      ) : null}
      <JobProgress job={adding.job} title="添加附件" />
    </section>
  );
}

const toSend = (file: File, source: 'file' | 'paste'): ToSend => ({ name: file.name, content: file, source });

/** Ctrl+V anywhere on the page but where text is typed. */
function usePaste(enabled: boolean, add: (files: readonly ToSend[]) => unknown): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0 || isTyping(event.target)) return;
      event.preventDefault();
      add(files.map(pasted));
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [enabled, add]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [contenteditable="true"]') !== null;

/** Every picture cut from the screen is called image.png. */
function pasted(file: File): ToSend {
  const fromScreen = /^image\.(png|jpe?g|bmp)$/i.exec(file.name);
  if (fromScreen === null) return toSend(file, 'paste');
  return { name: nameNow('粘贴图片', fromScreen[1] ?? 'png', Date.now()), content: file, source: 'paste' };
}
