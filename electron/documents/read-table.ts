import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { readPicked } from './read-file';
import { readWorkbook, type SheetTable } from './workbook';

const MAX_MEGABYTES = 20;
const MAX_TEXT_BYTES = 2 * 1024 * 1024;

/**
 * A small table from a file, whatever it was saved as: .xlsx, CSV in UTF-8 or as Chinese Excel writes it (GB18030),
 * or JSON that `fromJson` knows how to lay out as rows.
 */
export async function readTable(
  path: string,
  fromJson: (value: unknown) => SheetTable['rows'] | undefined,
): Promise<Result<readonly SheetTable[], Refusal>> {
  const picked = await readPicked(path, MAX_MEGABYTES);
  if (!picked.ok) return picked;
  const bytes = picked.value;
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return readWorkbook(path);
  if (bytes.length > MAX_TEXT_BYTES) return refuse('file.tooLarge', '文件超过 2 MB，不像是要导入的表格。');
  const text = decode(bytes);
  if (text.includes('\u0000')) return refuse('file.notTable', '这不是表格文件。请选择 .xlsx、.csv 或 .json 文件。');
  if (/^\s*[[{]/.test(text)) {
    const rows = fromJson(parseJson(text));
    return rows === undefined ? refuse('file.badJson', '这个 .json 文件的内容看不懂。') : ok([{ name: '表格', rows }]);
  }
  return ok([{ name: '表格', rows: parseCsv(text) }]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Text of a file in UTF-8 or, when it isn't that, in the Chinese code page. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Comma or tab separated values with quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /("(?:[^"]|"")*"|[^,\t\r\n]*)(,|\t|\r?\n|$)/gy;
  for (let match = cell.exec(text); match !== null; match = cell.exec(text)) {
    const [, raw = '', end = ''] = match;
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end === ',' || end === '\t') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows;
}
