import { type DecodeOpts, decodeQR } from 'qr/decode.js';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';

export type ReadCode = (from: CanvasImageSource, width: number, height: number) => string | undefined;

/** Finds the QR code in one picture after another; undefined where there is none. */
export function codeReader(effort: Pick<DecodeOpts, 'effort' | 'timeLimit'> = {}): ReadCode {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (from, width, height) => {
    if (context === null || width === 0 || height === 0) return undefined;
    [canvas.width, canvas.height] = [width, height];
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(from, 0, 0, width, height);
    try {
      return decodeQR(context.getImageData(0, 0, width, height), effort);
    } catch {
      return undefined;
    }
  };
}

/** Of a file that holds the card as text. */
const TEXT_BYTES = 16 * 1024;
/** The longer side of what is looked at, in dots: a page scanned with 300 of them to the inch. */
const LONGEST = 3600;
const PATIENT = { effort: Number.POSITIVE_INFINITY, timeLimit: 3000 };

const NOT_READABLE = refuse(
  'exchange.cardUnread',
  '从这个文件读不出配对卡。请选择配对卡文件（.jrdcard），或者二维码的照片、扫描件（JPG、PNG、BMP、PDF）。',
);
const NO_CODE = refuse(
  'exchange.noCode',
  '没有找到二维码。请把配对卡放平、对正，让二维码完整、清楚，重新拍照或者扫描。',
);

export interface CardText {
  readonly text: string;
  /** It came out of a QR code. */
  readonly code: boolean;
}

/** A card out of a file: its text, or the QR code in a picture or a scanned page of it. */
export async function cardTextIn(file: File): Promise<Result<CardText, Refusal>> {
  const picture = await createImageBitmap(file).catch(() => undefined);
  if (picture !== undefined) return found(codeInPicture(picture));
  if ((await file.slice(0, PDF_MARK.length).text()) === PDF_MARK)
    return codeInPdf(file).then(found, () => NOT_READABLE);
  return file.size > TEXT_BYTES ? NOT_READABLE : ok({ text: await file.text(), code: false });
}

const found = (text: string | undefined): Result<CardText, Refusal> =>
  text === undefined ? NO_CODE : ok({ text, code: true });

function codeInPicture(picture: ImageBitmap): string | undefined {
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const text = codeReader(PATIENT)(picture, Math.round(picture.width * scale), Math.round(picture.height * scale));
  picture.close();
  return text;
}

const PDF_MARK = '%PDF-';
/** Of a scan, the card is among the first. */
const PAGES = 5;
/** 200 dots to the inch. */
const PDF_SCALE = 200 / 72;

async function codeInPdf(file: File): Promise<string | undefined> {
  const { drawPage, openPdf } = await import('../../../ui/pdf');
  const open = openPdf(new Uint8Array(await file.arrayBuffer()));
  try {
    const pages = await open.document;
    for (let page = 1; page <= Math.min(pages.numPages, PAGES); page++) {
      const canvas = document.createElement('canvas');
      await new Promise<void>((done, failed) => {
        drawPage(pages, canvas, { page, scale: PDF_SCALE, rotation: 0 }, (error) =>
          error === undefined ? done() : failed(error),
        );
      });
      const text = codeReader(PATIENT)(canvas, canvas.width, canvas.height);
      if (text !== undefined) return text;
    }
    return undefined;
  } finally {
    open.close();
  }
}
