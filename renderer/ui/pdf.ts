import { AnnotationMode, getDocument, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Its worker, maps of Chinese characters, fonts and decoders the reader asks for by name. */
const PARTS = new URL('/pdf/', document.baseURI).href;
/** A page that promises a larger picture is not worth the memory: pixels. */
const LARGEST_IMAGE = 100_000_000;

export type PdfDocument = Awaited<ReturnType<typeof getDocument>['promise']>;

export interface OpenPdf {
  readonly document: Promise<PdfDocument>;
  close(): void;
}

/**
 * Reads a PDF in a worker of the sandboxed page. No script of the document runs: what would run them is not part of the program, and
 * neither forms nor links are put on the page; only what the document draws is drawn.
 */
export function openPdf(bytes: Uint8Array): OpenPdf {
  const port = new Worker(`${PARTS}pdf.worker.min.mjs`, { type: 'module' });
  const worker = PDFWorker.create({ port });
  const task = getDocument({
    data: bytes,
    worker,
    cMapUrl: PARTS,
    standardFontDataUrl: PARTS,
    wasmUrl: PARTS,
    useWasm: false,
    useWorkerFetch: false,
    disableWorkerRendering: true,
    maxImageSize: LARGEST_IMAGE,
    verbosity: 0,
  });
  return {
    document: task.promise,
    close: () => {
      void task
        .destroy()
        .catch(() => undefined)
        .finally(() => {
          worker.destroy();
          port.terminate();
        });
    },
  };
}

export interface PageView {
  readonly page: number;
  /** CSS pixels to a point. */
  readonly scale: number;
  readonly rotation: number;
}

/** Draws a page, sharp on this screen; answers the function that stops it. */
export function drawPage(
  document: PdfDocument,
  canvas: HTMLCanvasElement,
  { page, scale, rotation }: PageView,
  done: (error?: unknown) => void,
): () => void {
  let stop = () => {};
  let stopped = false;
  const draw = async () => {
    const found = await document.getPage(page);
    if (stopped) return;
    const css = found.getViewport({ scale, rotation: found.rotate + rotation });
    const sharp = sharpness(css.width * css.height);
    const viewport = found.getViewport({ scale: scale * sharp, rotation: found.rotate + rotation });
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    canvas.style.width = `${css.width}px`;
    canvas.style.height = `${css.height}px`;
    const task = found.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
    stop = () => task.cancel();
    await task.promise;
  };
  draw().then(
    () => stopped || done(),
    (error: unknown) => stopped || done(error),
  );
  return () => {
    stopped = true;
    stop();
  };
}

/** Pixels a canvas may have before a large zoom costs more memory than it shows. */
const MOST_PIXELS = 24_000_000;

const sharpness = (cssPixels: number): number =>
  Math.min(window.devicePixelRatio, Math.sqrt(MOST_PIXELS / Math.max(1, cssPixels)));
