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
/** More rows than this stand in two columns on the screen. */
const ROWS_IN_ONE_COLUMN = 12;

/** The picture for the hall screen: as large as its rows allow, readable from across the hall. */
export function rosterScreenPage(table: RosterTable): string {
  const halves = splitRows(table.rows);
  const tallest = Math.max(...halves.map((half) => half.length));
  const space = SCREEN.height - 300 - table.footing.length * 34;
  const size = Math.max(17, Math.min(34, Math.floor(space / (tallest + 1) / 1.75)));
  return htmlPage({
    title: table.title,
    css: `
html { font-family: ${FACES.heading}; font-size: ${size}px; line-height: 1.3; }
body { width: ${SCREEN.width}px; height: ${SCREEN.height}px; padding: 44px 64px; display: flex; flex-direction: column; background: #fff; color: #10233f; overflow: hidden; }
h1 { font-family: ${FACES.heading}; font-weight: bold; font-size: 64px; margin: 0 0 12px; color: #0b3a82; }
.heading { text-align: center; text-indent: 0; font-size: 30px; line-height: 1.4; }
.columns { display: flex; gap: 40px; margin-top: 24px; align-items: flex-start; }
.columns > div { flex: 1; }
th { background: #0b3a82; color: #fff; font-weight: bold; }
th, td { border: 1px solid #8fa3c2; padding: .22em .5em; }
tbody tr:nth-child(even) td { background: #eef3fb; }
.foot { margin-top: auto; padding-top: 16px; font-size: 24px; line-height: 1.4; }
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
          {table.footing.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
      </>
    ),
  });
}

/** Two halves never cut through a cell that spans rows. */
function splitRows(rows: readonly RosterTableRow[]): (readonly RosterTableRow[])[] {
  if (rows.length <= ROWS_IN_ONE_COLUMN) return [rows];
  let at = Math.ceil(rows.length / 2);
  while (at < rows.length && rows[at]?.spans.includes(0)) at += 1;
  return at >= rows.length ? [rows] : [rows.slice(0, at), rows.slice(at)];
}
