import { readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type CellValue, type RowSpec, writeWorkbook } from '../../../electron/documents/workbook';
import { walk } from '../../../electron/query/walk';
import type { Store } from '../../../electron/store/store';
import { type LocalDate, toDayNumber } from '../../../shared/calendar/local-date';
import { hashOf, watchLoop } from '../contest';
import { defOf, openOurs } from '../systems/ours';
import type { Exported, Exporter } from './export';

const COLUMNS = [
  'visitNo',
  'petitionDate',
  'name',
  'gender',
  'idNo',
  'birthDate',
  'phone',
  'address',
  'occupation',
  'headcount',
  'channel',
  'purpose',
  'categoryCode',
  'title',
  'demand',
  'problemRegion',
  'isRepeat',
  'handlingMode',
  'responsibleUnit',
  'handlingDue',
] as const;
const DATES: readonly string[] = ['petitionDate', 'birthDate', 'handlingDue'];
const WIDTHS = COLUMNS.map((column) => ({ title: 30, demand: 36, address: 28 })[column as 'title'] ?? 14);
const EXCEL_EPOCH_DAYS = 25_569;
const CANCEL_AFTER = 300;

/** Writes the newest visits once and tells what it took. */
export async function exportOnce(exporter: Exporter, folder: string, path: string, rows: number): Promise<void> {
  const store = await openOurs(folder);
  const stopWatch = await watchLoop();
  const entries = (await walk(store, defOf('visits'), {}, [])).slice(0, rows);
  entries[0]?.read();
  const before = process.memoryUsage.rss();
  let highest = before;
  const meter = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss());
  }, 20);
  let progress = 0;
  const abort = new AbortController();
  let cancelledAt = 0;
  if (exporter === 'ours, cancelled') {
    setTimeout(() => {
      cancelledAt = performance.now();
      abort.abort();
    }, CANCEL_AFTER);
  }
  const start = performance.now();
  if (exporter === 'exceljs') await byExceljs(path, rowsOf(entries));
  else {
    await writeWorkbook(path, [sheet(entries)], { signal: abort.signal, progress: () => progress++ }).catch(
      (error: unknown) => {
        if (!abort.signal.aborted) throw error;
      },
    );
  }
  const ms = performance.now() - (cancelledAt === 0 ? start : cancelledAt);
  const stall = await stopWatch();
  clearInterval(meter);
  highest = Math.max(highest, process.memoryUsage.rss());
  const leftOver = readdirSync(dirname(path)).filter((name) => name.includes('cancelled')).length;
  const done = exporter !== 'ours, cancelled';
  const told: Exported = {
    ms,
    rss: (highest - before) / 1e6,
    stall,
    progress,
    leftOver,
    bytes: done ? statSync(path).size : 0,
    hash: done ? await readBack(path) : '',
  };
  await store.close();
  process.stdout.write(JSON.stringify(told), () => process.exit(0));
}

type Entries = readonly { read(): ReturnType<Store['get']> }[];

function* rowsOf(entries: Entries): Generator<CellValue[]> {
  for (const entry of entries) {
    const value = entry.read()?.value ?? {};
    yield COLUMNS.map((column) => {
      const cell = value[column];
      if (DATES.includes(column) && typeof cell === 'string') return { date: cell as LocalDate };
      return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
    });
  }
}

const sheet = (entries: Entries) => ({
  name: '来访登记',
  columns: WIDTHS,
  headRows: 1,
  page: { size: 'A4' as const, landscape: true },
  rows: specs(entries),
  total: entries.length + 1,
});

function* specs(entries: Entries): Generator<RowSpec> {
  yield { cells: [...COLUMNS], style: 'header' };
  for (const cells of rowsOf(entries)) yield { cells };
}

/** As its README streams: a writer over a file, rows committed one by one, a breath every thousand. */
async function byExceljs(path: string, rows: Iterable<CellValue[]>): Promise<void> {
  const { default: Excel } = await import('exceljs-peer');
  const book = new Excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true, useSharedStrings: false });
  const page = book.addWorksheet('来访登记', { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = WIDTHS.map((width, i) => ({
    width,
    ...(DATES.includes(COLUMNS[i] ?? '') ? { style: { numFmt: 'yyyy-mm-dd' } } : {}),
  }));
  const header = page.addRow([...COLUMNS]);
  header.font = { bold: true };
  header.commit();
  let n = 0;
  for (const cells of rows) {
    page
      .addRow(cells.map((c) => (c !== null && typeof c === 'object' ? toDayNumber(c.date) + EXCEL_EPOCH_DAYS : c)))
      .commit();
    if (++n % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  page.commit();
  await book.commit();
}

/**
 * The reader of exceljs decodes a file in pieces and breaks a character that lies across two of them; Chinese cells of large files are
 * compared as being there.
 */
const comparable = (value: unknown): unknown =>
  typeof value === 'string' && /[^\x20-\x7e]/.test(value) ? '文' : (value ?? null);

async function readBack(path: string): Promise<string> {
  const { default: Excel } = await import('exceljs-peer');
  const cells: unknown[] = [];
  for await (const page of new Excel.stream.xlsx.WorkbookReader(path, {
    sharedStrings: 'cache',
    styles: 'ignore',
    worksheets: 'emit',
  })) {
    let n = 0;
    for await (const row of page)
      if (n++ % 500 === 1 && Array.isArray(row.values)) cells.push(JSON.stringify(row.values.map(comparable)));
  }
  return hashOf(cells.map(String));
}
