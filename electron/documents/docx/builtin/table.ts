import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IParagraphOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { hairline } from './text';
import { exactly, FACE, mm, SIZE, TEXT_WIDTH } from './layout';

/** One cell of a ruled form, by the columns it spans. */
interface Cell {
  readonly paragraphs: readonly IParagraphOptions[];
  readonly span: number;
  readonly top: boolean;
}
export interface Row {
  readonly cells: readonly Cell[];
  /** At least so high, in millimetres. */
  readonly height: number;
  readonly head?: boolean;
  /** May be continued on the next page. */
  readonly runsOn?: boolean;
}

/** How large the letters of a form are, in half points, and how far its lines stand apart. */
interface Letters {
  readonly size: number;
  readonly line: number;
}
const LETTERS: Letters = { size: SIZE.smallFourth, line: 400 };

/** The parts of a form in one size of letters. */
export function formKit(letters: Letters = LETTERS) {
  const words = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType], font?: string) => ({
    alignment,
    spacing: exactly(letters.line),
    children: [new TextRun({ text, size: letters.size, characterSpacing: 0, ...(font === undefined ? {} : { font }) })],
  });
  /** A heading of the form; `/` breaks it. */
  const label = (text: string, span = 1): Cell => ({
    paragraphs: text.split('/').map((part) => words(part, AlignmentType.CENTER, FACE.heading)),
    span,
    top: false,
  });
  const value = (text: string, span = 1): Cell => ({ paragraphs: [words(text, AlignmentType.LEFT)], span, top: false });
  const centred = (text: string, span = 1): Cell => ({
    paragraphs: [words(text, AlignmentType.CENTER)],
    span,
    top: false,
  });
  const indented = (text: string) => ({
    alignment: AlignmentType.BOTH,
    indent: { firstLine: letters.size * 20 },
    spacing: exactly(letters.line),
    children: [new TextRun({ text, size: letters.size, characterSpacing: 0 })],
  });
  /** Text that may have several paragraphs. */
  const prose = (text: string, span = 1): Cell => ({ paragraphs: [indented(text)], span, top: true });
  /** Text with a line below it to sign and date. */
  const signed = (text: string, signer: string, span = 1): Cell => ({
    paragraphs: [
      indented(text),
      {
        alignment: AlignmentType.RIGHT,
        spacing: exactly(letters.line, letters.line),
        children: [
          new TextRun({ text: `${signer}：　　　　　　　年　　月　　日`, size: letters.size, characterSpacing: 0 }),
        ],
      },
    ],
    span,
    top: true,
  });
  return { label, value, centred, prose, signed };
}

export const row = (height: number, ...cells: readonly Cell[]): Row => ({ cells, height });
/** A row whose text may run on over the page. */
export const long = (height: number, ...cells: readonly Cell[]): Row => ({ cells, height, runsOn: true });
export const head = (height: number, ...cells: readonly Cell[]): Row => ({ cells, height, head: true });

const OUTER = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const INNER = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

interface Ruling {
  /** Room over and under the words of a cell. */
  readonly padding?: number;
  /** The last row stays with what follows the table. */
  readonly keepLast?: boolean;
}

/** A ruled table over the width of the page; `columns` in parts of their sum. */
export function ruled(
  columns: readonly number[],
  rows: readonly Row[],
  { padding = 40, keepLast = false }: Ruling = {},
): Table {
  const sum = columns.reduce((a, b) => a + b, 0);
  const widths = columns.map((part) => Math.round((TEXT_WIDTH * part) / sum));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: { top: OUTER, bottom: OUTER, left: OUTER, right: OUTER, insideHorizontal: INNER, insideVertical: INNER },
    margins: { top: padding, bottom: padding, left: 80, right: 80, marginUnitType: WidthType.DXA },
    rows: rows.map(
      ({ cells, height, head: tableHeader = false, runsOn = false }, at) =>
        new TableRow({
          tableHeader,
          cantSplit: !runsOn,
          height: { value: mm(height), rule: HeightRule.ATLEAST },
          children: cells.map(
            ({ paragraphs, span, top }) =>
              new TableCell({
                columnSpan: span,
                verticalAlign: top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
                children: paragraphs.map(
                  (paragraph) => new Paragraph({ ...paragraph, keepNext: keepLast && at === rows.length - 1 }),
                ),
              }),
          ),
        }),
    ),
  });
}

/** 标题 of a form. */
export const formTitle = (text: string, size: number = SIZE.second): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    keepNext: true,
    spacing: exactly(size * 16, 0, 80),
    children: [new TextRun({ text, font: FACE.title, size, characterSpacing: 20 })],
  });

/** Small enough that the longest names of organs take two lines beside a number. */
const ABOVE = 22;

/** What stands over the table, to the left and to the right, and what keeps the two tables apart. */
export const above = (left: string, right: string, size: number = ABOVE): (Paragraph | Table)[] => [
  beside(left, right, size),
  hairline(),
];

function beside(left: string, right: string, size: number): Table {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const cell = (text: string, alignment: (typeof AlignmentType)[keyof typeof AlignmentType]) =>
    new TableCell({
      verticalAlign: VerticalAlignTable.BOTTOM,
      margins: { top: 0, bottom: 60, left: 40, right: 40 },
      children: [
        new Paragraph({
          alignment,
          spacing: exactly(size * 15),
          children: [new TextRun({ text, size, characterSpacing: 0 })],
        }),
      ],
    });
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [5200, TEXT_WIDTH - 5200],
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({ cantSplit: true, children: [cell(left, AlignmentType.LEFT), cell(right, AlignmentType.RIGHT)] }),
    ],
  });
}

/** A note below the table. */
export const note = (text: string): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: exactly(320, 100),
    children: [new TextRun({ text, size: SIZE.fifth, characterSpacing: 0 })],
  });
