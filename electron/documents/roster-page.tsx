import type { LocalDate } from '#shared/calendar/local-date';
import { chineseDate } from '#shared/calendar/months';
import type { RosterTable, RosterTableRow } from '#shared/domain/rosters/table';
import { FACES, htmlPage } from './page';

const NOTICE_CSS = `
html { font-size: 13pt; }
h1 { margin-bottom: 5mm; }
.heading { text-align: center; text-indent: 0; margin-bottom: 1mm; }
table { margin-top: 4mm; }
th, td { padding: 1.6mm 1.6mm; line-height: 1.4; }
.foot { margin-top: 5mm; font-size: 12pt; }
.foot p { text-indent: 2em; }
.sign { margin-top: 12mm; text-align: right; padding-right: 10mm; line-height: 1.9; }
.tight td, .tight th { padding: .35mm 1.6mm; } .tight table { font-size: .92em; } .tight h1 { margin-bottom: 2mm; } .tight .sign { margin-top: 5mm; } .tight .foot { margin-top: 3mm; }
.a3 { font-size: 18pt; } .a3 h1 { font-size: 34pt; } .a3 .foot { font-size: 16pt; }
`;

/** More rows than this are set closer, so that a month of workdays stays on one page. */
const ROOMY_ROWS = 14;

/** The notice that hangs on the wall: the same page on A4 and, larger, on A3. */
export function rosterNoticePage(
  table: RosterTable,
  publisher: string,
  publishedOn: LocalDate | undefined,
  size: 'A4' | 'A3',
): string {
  return htmlPage({
    title: table.title,
    css: NOTICE_CSS,
    body: (
      <div className={`${size === 'A3' ? 'a3' : 'a4'} ${table.rows.length > ROOMY_ROWS ? 'tight' : ''}`}>
        <h1>{table.title}</h1>
        {table.heading.map((line) => (
          <p className="heading" key={line}>
            {line}
          </p>
        ))}
        <Grid table={table} rows={table.rows} />
        <div className="foot">
          {table.footing.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div className="sign">
          <div>{publisher}</div>
          {publishedOn === undefined ? null : <div>{chineseDate(publishedOn)}</div>}
        </div>
      </div>
    ),
  });
}

function Grid({ table, rows }: { table: RosterTable; rows: readonly RosterTableRow[] }) {
  const total = table.columns.reduce((sum, c) => sum + c.width, 0);
  return (
    <table>
      <colgroup>
        {table.columns.map((c) => (
          <col key={c.title} style={{ width: `${(c.width / total) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {table.columns.map((c) => (
            <th key={c.title}>{c.title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={`${row.date}-${String(r)}`}>
            {row.cells.map((cell, c) => {
              const { title, centered } = table.columns[c] ?? { title: String(c), centered: false };
              const span = row.spans[c] ?? 1;
              return span === 0 ? null : (
                <td key={title} rowSpan={span} className={centered ? 'center' : ''}>
                  {cell}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const SCREEN = { width: 1920, height: 1080 } as const;
const EDGE = { side: 64, top: 44, between: 40 } as const;
const LARGEST = 34;
const SMALLEST = 18;
const LINE = 1.3;

/** How the rows stand on the screen: letters of that size, in one column or two, as many as fit. */
interface ScreenFit {
  readonly size: number;
  readonly halves: readonly (readonly RosterTableRow[])[];
  readonly left: number;
}

/**
 * The picture for the hall screen: the days still to come, as large as they allow, readable from across the hall.
 * Days that do not fit are left to the notice on the wall, and the picture says so.
 */
export function rosterScreenPage(table: RosterTable, today: LocalDate): string {
  const coming = table.rows.filter((row) => row.date >= today);
  const { size, halves, left } = fitScreen(table, coming.length === 0 ? table.rows : whole(coming));
  const footing = left === 0 ? table.footing : [...table.footing, `另有${left}行安排，见公示栏。`];
  return htmlPage({
    title: table.title,
    css: `
html { font-family: ${FACES.heading}; font-size: ${size}px; line-height: ${LINE}; }
body { width: ${SCREEN.width}px; height: ${SCREEN.height}px; padding: ${EDGE.top}px ${EDGE.side}px; display: flex; flex-direction: column; background: #fff; color: #10233f; overflow: hidden; }
h1 { font-family: ${FACES.heading}; font-weight: bold; font-size: ${titleSize(table.title)}px; margin: 0 0 10px; color: #0b3a82; letter-spacing: .04em; white-space: nowrap; line-height: 1.3; }
.heading { text-align: center; text-indent: 0; font-size: 30px; line-height: 1.4; }
.columns { display: flex; gap: ${EDGE.between}px; margin-top: 20px; align-items: flex-start; }
.columns > div { flex: 1; }
th { background: #0b3a82; color: #fff; font-weight: bold; }
th, td { border: 1px solid #8fa3c2; padding: .18em .4em; }
tbody tr:nth-child(even) td { background: #eef3fb; }
td[rowspan]:not([rowspan="1"]) { background: #fff; }
.foot { margin-top: auto; padding-top: 12px; font-size: 24px; line-height: 1.4; }
.foot p { text-indent: 0; }
`,
    body: (
      <>
        <h1>{table.title}</h1>
        {table.heading.map((line) => (
          <p className="heading" key={line}>
            {line}
          </p>
        ))}
        <div className="columns">
          {halves.map((half) => (
            <div key={half[0]?.date ?? ''}>
              <Grid table={table} rows={half} />
            </div>
          ))}
        </div>
        <div className="foot">
          {footing.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </>
    ),
  });
}

const titleSize = (title: string): number =>
  Math.min(64, Math.floor((SCREEN.width - 2 * EDGE.side) / (title.length * 1.05)));

/** Rows whose first cell was taken by a row that is gone get it back. */
const whole = (rows: readonly RosterTableRow[]): readonly RosterTableRow[] =>
  rows.map((row, i) => ({ ...row, spans: row.spans.map((span, c) => respan(rows, i, c, span)) }));

function respan(rows: readonly RosterTableRow[], at: number, column: number, span: number): number {
  if (span !== 0 || at > 0) return span;
  let taken = 1;
  while (rows[taken]?.spans[column] === 0) taken += 1;
  return taken;
}

function fitScreen(table: RosterTable, rows: readonly RosterTableRow[]): ScreenFit {
  const space =
    SCREEN.height -
    2 * EDGE.top -
    titleSize(table.title) * 1.3 -
    table.heading.length * 42 -
    52 -
    (table.footing.length + 1) * 34;
  for (let size = LARGEST; size >= SMALLEST; size -= 1) {
    for (const halves of [[rows], halve(rows)]) {
      const heights = halves.map((half) => heightOf(table, half, size, halves.length));
      if (heights.every((h) => h <= space)) return { size, halves, left: 0 };
    }
  }
  const fits = (n: number) => halve(rows.slice(0, n)).every((half) => heightOf(table, half, SMALLEST, 2) <= space);
  let shown = rows.length;
  while (shown > 2 && !fits(shown)) shown -= 1;
  const cut = clipped(rows.slice(0, shown));
  return { size: SMALLEST, halves: halve(cut), left: rows.length - shown };
}

/** Cells that reached past the last row shown end with it. */
const clipped = (rows: readonly RosterTableRow[]): readonly RosterTableRow[] =>
  rows.map((row, i) => ({ ...row, spans: row.spans.map((span) => Math.min(span, rows.length - i)) }));

/** Height of a table in pixels; endless when a narrow column would break a date or a weekday in two. */
function heightOf(table: RosterTable, rows: readonly RosterTableRow[], size: number, columns: number): number {
  const width = (SCREEN.width - 2 * EDGE.side - (columns - 1) * EDGE.between) / columns;
  const total = table.columns.reduce((sum, c) => sum + c.width, 0);
  const room = table.columns.map((c) => ((width * c.width) / total - 0.8 * size - 2) / size);
  if ((room[0] ?? 0) < 4.3 || (room[1] ?? 0) < 3) return Number.POSITIVE_INFINITY;
  const lines = rows.map((row) =>
    Math.max(
      1,
      ...row.cells.map((cell, i) =>
        row.spans[i] === 1 ? Math.ceil(cell.length / Math.max(1, Math.floor(room[i] ?? 1))) : 1,
      ),
    ),
  );
  return [1, ...lines].reduce((sum, n) => sum + n * size * LINE + 0.36 * size + 1, 0);
}

/** Two halves never cut through a cell that spans rows. */
function halve(rows: readonly RosterTableRow[]): (readonly RosterTableRow[])[] {
  let at = Math.ceil(rows.length / 2);
  while (at < rows.length && rows[at]?.spans.includes(0)) at += 1;
  return at >= rows.length ? [rows] : [rows.slice(0, at), rows.slice(at)];
}
