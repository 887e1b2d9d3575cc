import type { FileHandle } from 'node:fs/promises';
import type { SheetSpec, WriteJob } from '../workbook';
import { sheetXml } from './sheet';
import { stylesXml } from './styles';
import { columnName, xmlText } from './xml';
import { ZipWriter } from './zip';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Writes sheets one after another as an .xlsx; no row is held longer than it takes to compress it. */
export async function writeBook(file: FileHandle, sheets: readonly SheetSpec[], job: WriteJob): Promise<void> {
  const zip = new ZipWriter(file);
  await zip.add('[Content_Types].xml', [typesXml(sheets)]);
  await zip.add('_rels/.rels', [relationsXml([['officeDocument', 'xl/workbook.xml']])]);
  await zip.add('xl/styles.xml', [stylesXml]);
  const rows: number[] = [];
  for (const [i, sheet] of sheets.entries()) {
    await zip.add(
      `xl/worksheets/sheet${i + 1}.xml`,
      counting(sheetXml(sheet, job), (n) => rows.push(n)),
    );
  }
  await zip.add('xl/workbook.xml', [workbookXml(sheets, rows)]);
  const parts = sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]);
  await zip.add('xl/_rels/workbook.xml.rels', [relationsXml([...parts, ['styles', 'styles.xml']])]);
  await zip.finish();
}

async function* counting(pieces: AsyncGenerator<string, number>, done: (rows: number) => void): AsyncGenerator<string> {
  done(yield* pieces);
}

function typesXml(sheets: readonly SheetSpec[]): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  return (
    `${XML}<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    part('workbook', 'sheet.main') +
    sheets.map((_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')).join('') +
    part('styles', 'styles') +
    '</Types>'
  );
}

const relationsXml = (relations: readonly (readonly [type: string, target: string])[]): string =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  relations
    .map(
      ([type, target], i) =>
        `<Relationship Id="rId${i + 1}" Type="${OFFICE}/relationships/${type}" Target="${target}"/>`,
    )
    .join('') +
  '</Relationships>';

function workbookXml(sheets: readonly SheetSpec[], rows: readonly number[]): string {
  const names = sheets.map(({ name }, i) => safeSheetName(name, i));
  const list = names.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const defined = sheets.flatMap((sheet, i) => {
    const at = `'${xmlText(names[i] ?? '').replaceAll("'", "''")}'!`;
    const area = `${at}$A$1:$${columnName(sheet.columns.length)}$${Math.max(rows[i] ?? 1, 1)}`;
    const of = (kind: string, what: string): string =>
      `<definedName name="_xlnm.${kind}" localSheetId="${i}">${what}</definedName>`;
    const titles = sheet.headRows === undefined ? [] : [of('Print_Titles', `${at}$1:$${sheet.headRows}`)];
    return [of('Print_Area', area), ...titles];
  });
  return (
    `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}/relationships">` +
    `<bookViews><workbookView/></bookViews><sheets>${list.join('')}</sheets>` +
    `<definedNames>${defined.join('')}</definedNames></workbook>`
  );
}

const safeSheetName = (name: string, i: number): string =>
  name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || `表${i + 1}`;
