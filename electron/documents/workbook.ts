import { open } from 'node:fs/promises';
import type { Worksheet } from 'exceljs';
import type { LocalDate } from '#shared/calendar/local-date';
import type { Refusal } from '#shared/kernel/refusal';
import { refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { readPicked, unzippedBytes } from './read-file';
import { replaceFile } from './save';
import { writeBook } from './xlsx/book';

export { columnName } from './xlsx/xml';

export type CellValue = string | number | boolean | null | { readonly date: LocalDate };

export interface RowSpec {
  readonly cells: readonly CellValue[];
  /** Decides font, border and alignment; `body` unless said. */
  readonly style?: RowStyle;
  /** Height in points; by content unless said. */
  readonly height?: number;
}
export type RowStyle = 'title' | 'subtitle' | 'header' | 'body' | 'bodyCentered' | 'note';

export interface SheetSpec {
  readonly name: string;
  /** Widths in characters, as Excel counts them. */
  readonly columns: readonly number[];
  readonly rows: Iterable<RowSpec> | AsyncIterable<RowSpec>;
  /** Merged areas as 1-based [top, left, bottom, right]. */
  readonly merges?: readonly (readonly [number, number, number, number])[];
  /** Number of top rows kept in view and repeated on each printed page. */
  readonly headRows?: number;
  readonly page?: { readonly size?: 'A4' | 'A3'; readonly landscape?: boolean };
  /** Rows expected, for progress. */
  readonly total?: number;
}

export interface WriteJob {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number, label: string) => void;
}

/** Streams sheets a clerk would print and hand out: borders, widths, merged cells, print area, fitted to the page's width. */
export const writeWorkbook = (
  path: string,
  sheets: readonly SheetSpec[],
  job: WriteJob = {},
): Promise<Result<{ bytes: number }, Refusal>> =>
  replaceFile(path, async (temporary) => {
    const file = await open(temporary, 'wx');
    // Windows refuses to remove a file that is still open.
    await writeBook(file, sheets, job).finally(() => file.close());
  });

export interface SheetTable {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

const MAX_MEGABYTES = 20;
const MAX_UNZIPPED_BYTES = 200 * 1024 * 1024;
/** No directory of a city and no calendar comes near. */
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;

const notWorkbook = () => refuse('file.notWorkbook', '这不是 Excel 工作簿（.xlsx）。旧版 .xls 请先另存为 .xlsx。');

const damaged = () => refuse('file.damaged', '工作簿已损坏，读不出来。请在 Excel 中打开并另存后再试。');

/** All sheets of an .xlsx as plain values; dates as `2026-11-23`. Refuses what is no workbook, or too large to be one of ours. */
export async function readWorkbook(path: string): Promise<Result<readonly SheetTable[], Refusal>> {
  const bytes = await readPicked(path, MAX_MEGABYTES);
  if (!bytes.ok) return bytes;
  const size = unzippedBytes(bytes.value, MAX_UNZIPPED_BYTES);
  if (size === undefined) return bytes.value.toString('latin1', 0, 2) === 'PK' ? damaged() : notWorkbook();
  if (size > MAX_UNZIPPED_BYTES) return refuse('file.tooLarge', '工作簿解开后过大，已停止读取。');
  const { default: exceljs } = await import('exceljs');
  const book = new exceljs.Workbook();
  try {
    // exceljs types its argument as its own Buffer.
    await book.xlsx.load(bytes.value as unknown as Parameters<typeof book.xlsx.load>[0]);
  } catch {
    return damaged();
  }
  if (book.worksheets.length === 0) return notWorkbook();
  const tables: SheetTable[] = [];
  for (const sheet of book.worksheets) {
    const rows = rowsOf(sheet);
    if (rows === undefined) {
      return refuse(
        'file.tooLarge',
        `工作表“${sheet.name}”超过 ${MAX_ROWS} 行或 ${MAX_COLUMNS} 列，不像是要导入的表格。`,
      );
    }
    tables.push({ name: sheet.name, rows });
  }
  return ok(tables);
}

/** Cells with something in them where they stand; a format drawn down to the last line of the sheet counts for nothing. */
function rowsOf(sheet: Worksheet): SheetTable['rows'] | undefined {
  const rows: (string | number | boolean | null)[][] = [];
  let tooLarge = false;
  sheet.eachRow((row, line) => {
    row.eachCell((cell, column) => {
      const value = plain(cell.value);
      if (value === null || value === '') return;
      tooLarge ||= line > MAX_ROWS || column > MAX_COLUMNS;
      if (tooLarge) return;
      while (rows.length < line) rows.push([]);
      const cells = rows[line - 1] ?? [];
      while (cells.length < column) cells.push(null);
      cells[column - 1] = value;
    });
  });
  return tooLarge ? undefined : rows;
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'richText' in value && Array.isArray(value.richText)) {
    return value.richText.map((run: { text?: string }) => run.text ?? '').join('');
  }
  if (typeof value === 'object' && 'result' in value) return plain(value.result);
  if (typeof value === 'object' && 'text' in value) return plain(value.text);
  return null;
}
