import { greyPng, scannedPdf } from './sample-files';

/** A QR code as the contract gives it: squares in a path over a square of `size` modules. */
export interface Code {
  readonly size: number;
  readonly path: string;
}

/** Grey values, row by row. */
interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

const PAPER = 230;
const INK = 25;
const TABLE = 120;

/** The code on a sheet that lies on a table. */
export function pictureOf(code: Code, scale: number, [width, height]: readonly [number, number]): Picture {
  const grey = new Uint8Array(width * height).fill(TABLE);
  const [left, top] = [width, height].map((side) => Math.floor((side - code.size * scale) / 2)) as [number, number];
  const paint = (x: number, y: number, wide: number, value: number) => {
    for (let row = 0; row < wide; row++) {
      const from = (top + y * scale + row) * width + left + x * scale;
      grey.fill(value, from, from + wide);
    }
  };
  paint(0, 0, code.size * scale, PAPER);
  for (const [, x, y] of code.path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) paint(Number(x), Number(y), scale, INK);
  return { width, height, grey };
}

export const pngOf = ({ width, height, grey }: Picture): Buffer =>
  greyPng(width, height, (y) => grey.subarray(y * width, (y + 1) * width));

export const pdfOf = ({ width, height, grey }: Picture): Buffer => scannedPdf(width, height, grey);

/** What the fake camera of Chromium shows, over and over. */
export function videoOf({ width, height, grey }: Picture): Buffer {
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const head = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  return Buffer.concat([Buffer.from(head), grey, colourless]);
}
