import { extensionOf, type Danger, type FileType } from './types';

/** The beginning and the end of a file: its marks stand there. */
export interface Ends {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** So many bytes of either end are looked at. */
export const END_BYTES = 64 * 1024;

export type Sniffed =
  | { readonly kind: 'type'; readonly type: FileType }
  | { readonly kind: Danger | 'macro' | 'archive' | 'heic' | 'unknown' };

const of = (type: FileType): Sniffed => ({ kind: 'type', type });

/** What a file is by its own bytes. `name` only tells apart the old office forms, which are one form inside. */
export function sniff(ends: Ends, name: string): Sniffed {
  const { head } = ends;
  const marked = MARKS.find(({ mark, at = 0 }) => startsWith(head, mark, at));
  if (marked !== undefined) return typeof marked.is === 'function' ? marked.is(ends, name) : marked.is;
  if (isMp3Frame(head)) return of('audio/mpeg');
  return sniffText(ends);
}

interface Mark {
  /** Latin-1. */
  readonly mark: string;
  readonly at?: number;
  readonly is: Sniffed | ((ends: Ends, name: string) => Sniffed);
}

const EXECUTABLE: Sniffed = { kind: 'executable' };
const ARCHIVE: Sniffed = { kind: 'archive' };
const UNKNOWN: Sniffed = { kind: 'unknown' };

const MARKS: readonly Mark[] = [
  { mark: '\xff\xd8\xff', is: of('image/jpeg') },
  { mark: '\x89PNG\r\n\x1a\n', is: of('image/png') },
  { mark: 'GIF87a', is: of('image/gif') },
  { mark: 'GIF89a', is: of('image/gif') },
  { mark: 'RIFF', is: ({ head }) => sniffRiff(head) },
  { mark: 'BM', is: (ends) => (isBitmap(ends.head) ? of('image/bmp') : sniffText(ends)) },
  { mark: 'II*\0', is: of('image/tiff') },
  { mark: 'MM\0*', is: of('image/tiff') },
  { mark: '%PDF-', is: of('application/pdf') },
  { mark: '\xef\xbb\xbf%PDF-', is: of('application/pdf') },
  { mark: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', is: (_, name) => sniffCompound(name) },
  { mark: 'PK\x03\x04', is: sniffZip },
  { mark: 'PK\x05\x06', is: ARCHIVE },
  { mark: 'ID3', is: of('audio/mpeg') },
  { mark: 'ftyp', at: 4, is: ({ head }) => sniffMovie(head) },
  { mark: '#!AMR', is: of('audio/amr') },
  { mark: '#!', is: EXECUTABLE },
  { mark: 'MZ', is: EXECUTABLE },
  { mark: 'ZM', is: EXECUTABLE },
  { mark: '\x7fELF', is: EXECUTABLE },
  { mark: '\xca\xfe\xba\xbe', is: EXECUTABLE },
  { mark: '\xfe\xed\xfa', is: EXECUTABLE },
  { mark: '\xce\xfa\xed\xfe', is: EXECUTABLE },
  { mark: '\xcf\xfa\xed\xfe', is: EXECUTABLE },
  { mark: 'L\0\0\0\x01\x14\x02\0', is: EXECUTABLE },
  { mark: 'ITSF', is: EXECUTABLE },
  { mark: 'FWS', is: EXECUTABLE },
  { mark: 'CWS', is: EXECUTABLE },
  { mark: 'Rar!', is: ARCHIVE },
  { mark: '7z\xbc\xaf\x27\x1c', is: ARCHIVE },
  { mark: '\x1f\x8b', is: ARCHIVE },
  { mark: 'MSCF', is: ARCHIVE },
];

function startsWith(bytes: Uint8Array, mark: string, at: number): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[at + i] !== mark.charCodeAt(i)) return false;
  return true;
}

function latin(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let i = from; i < Math.min(to, bytes.length); i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}

function sniffRiff(head: Uint8Array): Sniffed {
  const form = latin(head, 8, 12);
  return form === 'WEBP' ? of('image/webp') : form === 'WAVE' ? of('audio/wav') : UNKNOWN;
}

/** `BM` alone begins many a text: the four reserved bytes are zero and the size of the header is a known one. */
function isBitmap(head: Uint8Array): boolean {
  const headers = [12, 40, 52, 56, 64, 108, 124];
  return latin(head, 6, 10) === '\0\0\0\0' && headers.includes(head[14] ?? 0);
}

function sniffMovie(head: Uint8Array): Sniffed {
  const brand = latin(head, 8, 12);
  if (/^(hei|hev|mif|msf|avi)/.test(brand)) return { kind: 'heic' };
  return brand === 'M4A ' || brand === 'M4B ' ? of('audio/mp4') : of('video/mp4');
}

const isMp3Frame = (head: Uint8Array): boolean => head[0] === 0xff && [0xfb, 0xfa, 0xf3, 0xf2].includes(head[1] ?? 0);

const COMPOUND: { readonly [extension: string]: FileType } = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  wps: 'application/wps-office.wps',
  et: 'application/wps-office.et',
};

function sniffCompound(name: string): Sniffed {
  const type = COMPOUND[extensionOf(name)];
  return type === undefined ? UNKNOWN : of(type);
}

/** An office document is a zip whose entries say so; their names stand at the end, the first ones at the beginning too. */
function sniffZip({ head, tail }: Ends): Sniffed {
  const names = latin(head) + latin(tail);
  if (names.includes('vbaProject.bin')) return { kind: 'macro' };
  if (names.includes('META-INF/MANIFEST.MF') || names.includes('AndroidManifest.xml')) return EXECUTABLE;
  if (names.includes('OFD.xml')) return of('application/ofd');
  if (!names.includes('[Content_Types].xml')) return ARCHIVE;
  if (names.includes('word/document'))
    return of('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  if (names.includes('xl/workbook')) return of('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  return UNKNOWN;
}

/** Words only: no control bytes, and nothing a browser or a command line would take for instructions. */
function sniffText({ head, tail }: Ends): Sniffed {
  const utf16 = startsWith(head, '\xff\xfe', 0) || startsWith(head, '\xfe\xff', 0);
  if (!utf16 && [head, tail].some((part) => part.some(isControl))) return UNKNOWN;
  const begin = latin(head, 0, 4096).replaceAll('\0', '').toLowerCase();
  if (/<(!doctype|html|head|body|script|iframe|svg|\?xml|meta|object|embed)\b/.test(begin)) return { kind: 'web' };
  if (/^[\s\xef\xbb\xbf\xff\xfe]*@echo\b/.test(begin)) return EXECUTABLE;
  return of('text/plain');
}

const isControl = (byte: number): boolean => byte < 9 || (byte > 13 && byte < 32 && byte !== 27) || byte === 127;
