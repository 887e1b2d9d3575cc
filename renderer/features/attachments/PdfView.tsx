import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { LoadingState } from '../../ui/states';
import type { OpenPdf, PdfDocument } from '../../ui/pdf';
import { useRoom } from './useRoom';
import { blobUrl } from './words';

/** Wider than this a page at 100 % is only harder to read. */
const WIDEST = 1.5;
const MARGIN = 24;

interface Props {
  readonly sha256: string;
  readonly name: string;
  readonly zoom: number;
  readonly rotation: number;
  /** In a Chinese sentence, or undefined when only the content can say. */
  readonly onFailed: (message?: string) => void;
}

/** A PDF page by page. */
export function PdfView({ sha256, name, zoom, rotation, onFailed }: Props) {
  const document = usePdf(sha256, onFailed);
  const [page, setPage] = useState(1);
  const [room, measure] = useRoom();
  const fit = usePageWidth(document, page, rotation);
  const count = document?.numPages ?? 0;
  const turn = (by: number) => setPage((now) => Math.min(Math.max(now + by, 1), Math.max(count, 1)));

  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'PageDown') turn(1);
      if (key === 'PageUp') turn(-1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const scale =
    fit === undefined || room === undefined ? undefined : Math.min((room.width - MARGIN) / fit, WIDEST) * zoom;
  return (
    <>
      <div className="attachment-room" tabIndex={0} ref={measure}>
        {document === undefined || scale === undefined ? (
          <LoadingState label="正在打开 PDF…" />
        ) : (
          <PdfPage document={document} name={name} page={page} scale={scale} rotation={rotation} onFailed={onFailed} />
        )}
      </div>
      {count > 1 ? (
        <nav className="attachment-pages" aria-label="翻页">
          <Button size="small" disabled={page === 1} onClick={() => turn(-1)}>
            上一页
          </Button>
          <span>
            第 {page} 页，共 {count} 页
          </span>
          <Button size="small" disabled={page === count} onClick={() => turn(1)}>
            下一页
          </Button>
        </nav>
      ) : null}
    </>
  );
}

interface PageProps extends Pick<Props, 'name' | 'onFailed' | 'rotation'> {
  readonly document: PdfDocument;
  readonly page: number;
  readonly scale: number;
}

function PdfPage({ document, name, page, scale, rotation, onFailed }: PageProps) {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState('');
  const view = `${page} ${scale} ${rotation}`;
  useEffect(() => {
    // Two drawings never share a canvas: the first may still be on its way out.
    const canvas = window.document.createElement('canvas');
    place.current?.replaceChildren(canvas);
    let stop = () => {};
    let left = false;
    void import('../../ui/pdf').then(({ drawPage }) => {
      if (left) return;
      stop = drawPage(document, canvas, { page, scale, rotation }, (error) => {
        if (error === undefined) setDrawn(view);
        else onFailed(BROKEN);
      });
    });
    return () => {
      left = true;
      stop();
    };
  }, [document, page, scale, rotation, view, onFailed]);
  return (
    <div
      ref={place}
      className="attachment-page"
      role="img"
      aria-label={`${name} 第 ${page} 页`}
      aria-busy={drawn !== view}
    />
  );
}

const BROKEN = '这个 PDF 有损坏或用了不支持的格式，不能预览。可以另存后用其他程序打开。';
const LOCKED = '这个 PDF 设有打开密码，不能预览。可以另存后用其他程序打开。';

function usePdf(sha256: string, onFailed: Props['onFailed']): PdfDocument | undefined {
  const [document, setDocument] = useState<PdfDocument>();
  useEffect(() => {
    let left = false;
    let open: OpenPdf | undefined;
    const load = async () => {
      const answer = await fetch(blobUrl(sha256)).catch(() => undefined);
      const bytes = answer?.ok === true ? await answer.arrayBuffer().catch(() => undefined) : undefined;
      if (left) return;
      if (bytes === undefined) {
        onFailed();
        return;
      }
      const { openPdf } = await import('../../ui/pdf');
      open = openPdf(new Uint8Array(bytes));
      if (left) open.close();
      try {
        const found = await open.document;
        if (!left) setDocument(found);
      } catch (error) {
        if (!left) onFailed(error instanceof Error && error.name === 'PasswordException' ? LOCKED : BROKEN);
      }
    };
    void load();
    return () => {
      left = true;
      open?.close();
      setDocument(undefined);
    };
  }, [sha256, onFailed]);
  return document;
}

/** Points across the page as it is turned. */
function usePageWidth(document: PdfDocument | undefined, page: number, rotation: number): number | undefined {
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    let left = false;
    void document?.getPage(page).then(
      (found) => left || setWidth(found.getViewport({ scale: 1, rotation: found.rotate + rotation }).width),
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [document, page, rotation]);
  return width;
}
