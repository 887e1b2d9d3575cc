import { deflateSync, crc32 } from 'node:zlib';

/** Files as they come to a counter, made from nothing. */

/** A PNG of one colour, as large as wanted. */
export function png(width: number, height: number, grey = 200): Buffer {
  const row = Buffer.alloc(width, grey);
  return greyPng(width, height, () => row);
}

/** A PNG of grey values, told row by row. */
export function greyPng(width: number, height: number, row: (y: number) => Uint8Array): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const rows = Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.from([0]), row(y)]));
  const pixels = deflateSync(Buffer.concat(rows));
  const mark = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([mark, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** A PDF of these objects, the first being the catalogue. */
export function pdf(objects: readonly (string | Buffer)[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const [i, object] of objects.entries()) {
    offsets.push(at);
    push(Buffer.from(`${i + 1} 0 obj\n`, 'latin1'));
    push(typeof object === 'string' ? Buffer.from(object, 'latin1') : object);
    push(Buffer.from('\nendobj\n', 'latin1'));
  }
  const start = at;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  push(Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`, 'latin1'));
  push(Buffer.from(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
}

const stream = (content: Buffer, entries = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${content.length} ${entries}>>\nstream\n`, 'latin1'),
    content,
    Buffer.from('\nendstream', 'latin1'),
  ]);

const onePage = (resources: string, catalogue = ''): string[] => [
  `<< /Type /Catalog /Pages 2 0 R ${catalogue}>>`,
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Resources << ${resources} >> >>`,
];

/** Chinese in a font that is not embedded, by a character map the reader must have: how older office programs write. */
export function chinesePdf(text: string): Buffer {
  const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
  return pdf([
    ...onePage('/Font << /F1 5 0 R >>'),
    stream(Buffer.from(`BT /F1 48 Tf 40 140 Td <${codes}> Tj ET`, 'latin1')),
    '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R ' +
      '/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>',
    '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 ' +
      '/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
  ]);
}

/** A page as a fax machine or a scanner writes it: black and white, CCITT group 4. A black square in the middle. */
export function faxPdf(): Buffer {
  const rows = `00100110101000101${'11'.repeat(7)}${'000000000001'.repeat(2)}`;
  const bits = rows.padEnd(Math.ceil(rows.length / 8) * 8, '0');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return pdf([
    ...onePage('/XObject << /I 5 0 R >>'),
    stream(Buffer.from('200 0 0 200 100 50 cm /I Do', 'latin1')),
    stream(
      bytes,
      '/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 1 ' +
        '/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >> ',
    ),
  ]);
}

/** A page with a picture over all of it, as a scanner writes one: grey values, row by row. */
export const scannedPdf = (width: number, height: number, grey: Uint8Array): Buffer =>
  pdf([
    ...onePage('/XObject << /I 5 0 R >>'),
    stream(Buffer.from('400 0 0 300 0 0 cm /I Do', 'latin1')),
    stream(
      deflateSync(grey),
      `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 ` +
        '/Filter /FlateDecode ',
    ),
  ]);

/** A PDF that tries to run a script when it is opened, in every place one can stand. */
export function scriptedPdf(script: string): Buffer {
  const action = `<< /S /JavaScript /JS (${script}) >>`;
  return pdf([
    ...onePage(
      '',
      `/OpenAction ${action} /Names << /JavaScript << /Names [(a) ${action}] >> >> /AA << /WC ${action} >> `,
    ),
    stream(Buffer.from('0 g 100 50 200 200 re f', 'latin1')),
  ]);
}

/** Two pages, the second one dark. */
export function twoPagePdf(): Buffer {
  const page = (content: number) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents ${content} 0 R >>`;
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    page(5),
    page(6),
    stream(Buffer.from('0 g 0 0 20 20 re f', 'latin1')),
    stream(Buffer.from('0 g 0 0 400 300 re f', 'latin1')),
  ]);
}
