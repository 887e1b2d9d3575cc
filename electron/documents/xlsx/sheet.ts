import { setImmediate as nextTurn } from 'node:timers/promises';
import { toDayNumber } from '#shared/calendar/local-date';
import { JobCancelled } from '../save';
import type { CellValue, RowSpec, SheetSpec, WriteJob } from '../workbook';
import { styleOf } from './styles';
import { columnName, xmlText } from './xml';

const EXCEL_EPOCH_DAYS = 25_569;
/** Characters gathered before they are compressed. */
const CHUNK = 1 << 16;
/** The longest other work waits, milliseconds. */
const SLICE = 8;
const PROGRESS_EVERY = 200;

/** Numbers of ECMA-376. */
const PAPER = { A4: 9, A3: 8 } as const;
const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

/** The XML of a sheet in pieces; answers how many rows it has. */
export async function* sheetXml(spec: SheetSpec, job: WriteJob): AsyncGenerator<string, number> {
  const label = `正在写出“${spec.name}”`;
  let text = head(spec);
  let done = 0;
  let turn = performance.now();
  for await (const row of spec.rows) {
    if (job.signal?.aborted === true) throw new JobCancelled();
    done += 1;
    text += rowXml(spec, row, done);
    if (done % PROGRESS_EVERY === 0) job.progress?.(done, spec.total ?? done, label);
    if (text.length >= CHUNK) {
      yield text;
      text = '';
    }
    if (performance.now() - turn < SLICE) continue;
    await nextTurn();
    turn = performance.now();
  }
  yield text + tail(spec);
  job.progress?.(done, spec.total ?? done, label);
  return done;
}

function head({ columns, headRows }: SheetSpec): string {
  const frozen =
    headRows === undefined
      ? ''
      : `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const widths = columns.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${NAMESPACES}>` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `<sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>` +
    '<sheetFormatPr defaultRowHeight="15"/>' +
    (widths.length === 0 ? '' : `<cols>${widths.join('')}</cols>`) +
    '<sheetData>'
  );
}

function rowXml(spec: SheetSpec, row: RowSpec, at: number): string {
  const style = row.style ?? 'body';
  const height = row.height === undefined ? '' : ` ht="${row.height}" customHeight="1"`;
  const covered = coveredColumns(spec, at);
  let cells = '';
  for (let column = 1; column <= spec.columns.length; column++) {
    const value = covered.has(column) ? null : (row.cells[column - 1] ?? null);
    cells += cellXml(`${columnName(column)}${at}`, value, styleOf(style, isDate(value)));
  }
  return `<row r="${at}"${height}>${cells}</row>`;
}

/** Columns of a row that lie under a merged cell and show nothing of their own. */
function coveredColumns({ merges = [] }: SheetSpec, row: number): ReadonlySet<number> {
  if (merges.length === 0) return NONE;
  const covered = new Set<number>();
  for (const [top, left, bottom, right] of merges) {
    if (row < top || row > bottom) continue;
    for (let column = left; column <= right; column++) if (row !== top || column !== left) covered.add(column);
  }
  return covered;
}
const NONE: ReadonlySet<number> = new Set();

const isDate = (value: CellValue): boolean => value !== null && typeof value === 'object';

function cellXml(place: string, value: CellValue, style: number): string {
  const start = `<c r="${place}" s="${style}"`;
  if (typeof value === 'string' && value !== '') {
    return `${start} t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
  }
  if (typeof value === 'number' && Number.isFinite(value)) return `${start}><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${start} t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value !== null && typeof value === 'object') {
    return `${start}><v>${toDayNumber(value.date) + EXCEL_EPOCH_DAYS}</v></c>`;
  }
  return `${start}/>`;
}

function tail({ merges = [], page }: SheetSpec): string {
  const areas = merges.map(
    ([top, left, bottom, right]) => `<mergeCell ref="${columnName(left)}${top}:${columnName(right)}${bottom}"/>`,
  );
  const orientation = page?.landscape === true ? 'landscape' : 'portrait';
  return (
    '</sheetData>' +
    (areas.length === 0 ? '' : `<mergeCells count="${areas.length}">${areas.join('')}</mergeCells>`) +
    '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    `<pageSetup paperSize="${PAPER[page?.size ?? 'A4']}" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/>` +
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>' +
    '</worksheet>'
  );
}
