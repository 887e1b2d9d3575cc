import { createWriteStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PaperSize, stream, Worksheet } from 'exceljs';
import { type LocalDate, toDayNumber } from '#shared/calendar/local-date';
import type { Refusal } from '#shared/kernel/refusal';
import { refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { readPicked, unzippedBytes } from './read-file';
import { JobCancelled, replaceFile } from './save';

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

/** Numbers of ECMA-376; the library's own list lacks A3. */
const PAPER = { A4: 9 as PaperSize, A3: 8 as PaperSize };
type StreamedWorkbook = stream.xlsx.WorkbookWriter;
const EXCEL_EPOCH_DAYS = 25_569;
const YIELD_EVERY = 200;
const FONT = '宋体';

/** Streams sheets a clerk would print and hand out: borders, widths, merged cells, print area, fitted to the page's width. */
export async function writeWorkbook(
  path: string,
  sheets: readonly SheetSpec[],
  job: WriteJob = {},
): Promise<Result<{ bytes: number }, Refusal>> {
  const { default: exceljs } = await import('exceljs');
  return replaceFile(path, async (temporary) => {
    const stream = createWriteStream(temporary, { flags: 'wx' });
    const closed = new Promise<void>((resolve) => stream.once('close', () => resolve()));
    const failed = new Promise<never>((_, reject) => stream.once('error', reject));
    try {
      await Promise.race([
        writeSheets(new exceljs.stream.xlsx.WorkbookWriter({ stream, useStyles: true }), sheets, job),
        failed,
      ]);
    } catch (error) {
      // Windows refuses to remove a file that is still open.
      failed.catch(() => undefined);
      stream.destroy();
      await closed;
      throw error;
    }
  });
}

async function writeSheets(book: StreamedWorkbook, sheets: readonly SheetSpec[], job: WriteJob): Promise<void> {
  for (const sheet of sheets) await writeSheet(book, sheet, job);
  await book.commit();
}

async function writeSheet(book: StreamedWorkbook, spec: SheetSpec, job: WriteJob): Promise<void> {
  const sheet = book.addWorksheet(safeSheetName(spec.name), {
    pageSetup: {
      paperSize: PAPER[spec.page?.size ?? 'A4'],
      orientation: spec.page?.landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(spec.headRows === undefined ? {} : { printTitlesRow: `1:${spec.headRows}` }),
    },
    headerFooter: { oddFooter: '&C第 &P 页，共 &N 页' },
    views: spec.headRows === undefined ? [] : [{ state: 'frozen', ySplit: spec.headRows }],
  });
  sheet.columns = spec.columns.map((width) => ({ width }));
  const merges = [...(spec.merges ?? [])].sort((a, b) => a[2] - b[2]);
  let done = 0;
  for await (const row of spec.rows) {
    if (job.signal?.aborted) throw new JobCancelled();
    addRow(sheet, row, spec.columns.length, done + 1);
    done += 1;
    while (merges[0] !== undefined && merges[0][2] <= done) {
      const area = merges.shift();
      if (area !== undefined) sheet.mergeCells(...area);
    }
    const open = merges[0] !== undefined && merges[0][0] <= done;
    if (!open) sheet.getRow(done).commit();
    if (done % YIELD_EVERY === 0) {
      job.progress?.(done, spec.total ?? done, `正在写出“${spec.name}”`);
      await nextTurn();
    }
  }
  sheet.pageSetup.printArea = `A1:${columnName(spec.columns.length)}${Math.max(done, 1)}`;
  sheet.commit();
  job.progress?.(done, spec.total ?? done, `正在写出“${spec.name}”`);
}

function addRow(sheet: Worksheet, spec: RowSpec, width: number, at: number): void {
  const style = spec.style ?? 'body';
  const row = sheet.getRow(at);
  if (spec.height !== undefined) row.height = spec.height;
  for (let column = 1; column <= width; column++) {
    const cell = row.getCell(column);
    const value = spec.cells[column - 1] ?? null;
    if (value !== null && typeof value === 'object') {
      cell.value = toDayNumber(value.date) + EXCEL_EPOCH_DAYS;
      cell.numFmt = 'yyyy-mm-dd';
    } else {
      cell.value = typeof value === 'string' ? printable(value) : value;
    }
    Object.assign(cell, STYLES[style]);
  }
}

const thin = { style: 'thin' } as const;
const grid = { top: thin, left: thin, bottom: thin, right: thin };
const centered = { horizontal: 'center', vertical: 'middle', wrapText: true } as const;
const STYLES = {
  title: { font: { name: '黑体', size: 18 }, alignment: centered },
  subtitle: { font: { name: FONT, size: 11 }, alignment: centered },
  header: { font: { name: '黑体', size: 11 }, alignment: centered, border: grid },
  body: { font: { name: FONT, size: 11 }, alignment: { vertical: 'middle', wrapText: true }, border: grid },
  bodyCentered: { font: { name: FONT, size: 11 }, alignment: centered, border: grid },
  note: { font: { name: FONT, size: 10 }, alignment: { vertical: 'top', wrapText: true } },
} as const;

/** Control characters make a workbook that Excel calls damaged; a cell holds 32,767 characters at most. */
const printable = (text: string): string =>
  text.replace(/\p{Cc}/gu, (c) => ('\t\n\r'.includes(c) ? c : '')).slice(0, 32_767);
const safeSheetName = (name: string): string => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || '表1';

export function columnName(n: number): string {
  return n <= 0 ? '' : columnName(Math.floor((n - 1) / 26)) + String.fromCharCode(65 + ((n - 1) % 26));
}

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
