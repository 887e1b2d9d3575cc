import type { RowStyle } from '../workbook';

interface Look {
  readonly font: number;
  readonly bordered: boolean;
  readonly alignment: string;
}

const FONTS = [
  ['宋体', 11],
  ['黑体', 18],
  ['黑体', 11],
  ['宋体', 10],
] as const;
const CENTERED = '<alignment horizontal="center" vertical="center" wrapText="1"/>';
const LOOKS: { readonly [style in RowStyle]: Look } = {
  title: { font: 1, bordered: false, alignment: CENTERED },
  subtitle: { font: 0, bordered: false, alignment: CENTERED },
  header: { font: 2, bordered: true, alignment: CENTERED },
  body: { font: 0, bordered: true, alignment: '<alignment vertical="center" wrapText="1"/>' },
  bodyCentered: { font: 0, bordered: true, alignment: CENTERED },
  note: { font: 3, bordered: false, alignment: '<alignment vertical="top" wrapText="1"/>' },
};
const STYLES = Object.keys(LOOKS) as RowStyle[];
const DATE_FORMAT = 164;

/** The number of a style in `stylesXml`; dates have one of their own. */
export const styleOf = (style: RowStyle, date: boolean): number => NUMBERS[style] + (date ? 1 : 0);
const NUMBERS = Object.fromEntries(STYLES.map((style, i) => [style, 1 + i * 2])) as { [style in RowStyle]: number };

const formatOf = ({ font, bordered, alignment }: Look, format: number): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="${bordered ? 1 : 0}" xfId="0" applyNumberFormat="1" ` +
  `applyFont="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`;

const formats = STYLES.flatMap((style) => [formatOf(LOOKS[style], 0), formatOf(LOOKS[style], DATE_FORMAT)]);
const side = (name: string): string => `<${name} style="thin"><color auto="1"/></${name}>`;
const fonts = FONTS.map(([name, size]) => `<font><sz val="${size}"/><name val="${name}"/><charset val="134"/></font>`);

/** All looks a sheet of ours can have. */
export const stylesXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  `<numFmts count="1"><numFmt numFmtId="${DATE_FORMAT}" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="${fonts.length}">${fonts.join('')}</fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>' +
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>` +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  `<cellXfs count="${formats.length + 1}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${formats.join('')}</cellXfs>` +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';
