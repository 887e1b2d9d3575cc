import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  RelativeVerticalPosition,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { exactly, FACE, INDENT, LINE, SIZE, TEXT_WIDTH } from './layout';

export type Block = Paragraph | Table;

const line = (text: string, options: IParagraphOptions = {}, run: IRunOptions = {}): Paragraph =>
  new Paragraph({ ...options, children: [new TextRun({ text, ...run })] });

/** 标题: 2号小标宋, centred; each line as given. */
export const title = (...lines: readonly string[]): Paragraph[] =>
  lines.map((text) =>
    line(
      text,
      { alignment: AlignmentType.CENTER, keepNext: true, spacing: exactly(720) },
      { font: FACE.title, size: SIZE.second },
    ),
  );

/** 发文字号, centred below the title. */
export const numberBelow = (text = '{{文号}}'): Paragraph =>
  line(text, { alignment: AlignmentType.CENTER, spacing: exactly(LINE, 120, 240) });

/** 发文字号 of a letter, to the right below the red lines. */
export const numberRight = (text = '{{文号}}'): Paragraph =>
  line(text, { alignment: AlignmentType.RIGHT, spacing: exactly(LINE, 60, 240) });

/** 主送. */
export const to = (text: string): Paragraph => line(`${text}：`, { spacing: exactly(LINE, 200) });

/** 正文. */
export const body = (text: string): Paragraph =>
  line(text, { alignment: AlignmentType.BOTH, indent: { firstLine: INDENT } });

/** Kept on the page of what follows: the signature never stands without the end of the text. */
export const kept = (text: string): Paragraph =>
  line(text, { alignment: AlignmentType.BOTH, indent: { firstLine: INDENT }, keepNext: true });

/** 一级标题 黑体. */
export const heading = (text: string): Paragraph =>
  line(text, { indent: { firstLine: INDENT }, keepNext: true }, { font: FACE.heading });

/** 二级标题 楷体. */
export const subheading = (text: string): Paragraph =>
  line(text, { alignment: AlignmentType.BOTH, indent: { firstLine: INDENT }, keepNext: true }, { font: FACE.note });

/** A command of the template on a line of its own, which the filled paper does not keep. */
const command = (text: string): Paragraph => line(text, { indent: { firstLine: INDENT } });

export const each = (list: string, ...blocks: readonly Block[]): Block[] => [
  command(`{{#${list}}}`),
  ...blocks,
  command(`{{/${list}}}`),
];
/** Printed only where there is such a datum. */
export const when = (name: string, ...blocks: readonly Block[]): Block[] => each(`有${name}`, ...blocks);

const unless = (name: string, ...blocks: readonly Block[]): Block[] => [
  command(`{{^${name}}}`),
  ...blocks,
  command(`{{/${name}}}`),
];

/** 逐项列明的事项. */
export const matterList = (): Block[] => each('事项', body('（{{汉字序号}}）{{标题}}'));

const ATTACHMENT_HANG = 1422;
/** As wide as 附件：. */
const SPACES = '　　　';

const attachment = (before: string, keepNext: boolean): Paragraph =>
  line(`${before}{{序号}}．{{标题}}`, {
    indent: { left: INDENT + ATTACHMENT_HANG, hanging: ATTACHMENT_HANG },
    keepNext,
  });

/**
 * 附件 below the text, one line each; 附件： stands before the first, the names one below the other. The first goes with
 * the end of the text and the last with the signature: a long list runs on over the page.
 */
export const attachmentList = (): Block[] =>
  when(
    '附件',
    line('', { keepNext: true }),
    ...each(
      '附件',
      ...each('首项', attachment('附件：', true)),
      ...unless('首项', ...each('末项', attachment(SPACES, true)), ...unless('末项', attachment(SPACES, false))),
    ),
  );

const SIGNATURE_LEFT = 4040;

/** 落款: room for the seal, the organ centred over the date, the date four letters from the right. */
export const signature = (): Paragraph[] => [
  line('', { spacing: exactly(2 * LINE), keepNext: true }),
  line('{{发文单位分行}}', {
    alignment: AlignmentType.CENTER,
    indent: { left: SIGNATURE_LEFT },
    keepNext: true,
    keepLines: true,
  }),
  line('{{成文日期}}', { alignment: AlignmentType.RIGHT, indent: { right: 1280 }, keepNext: true, keepLines: true }),
];

/** 附注, in brackets, two letters in, below the date. */
export const contact = (): Block[] =>
  when('联系人', line('（联系人：{{联系人}}，联系电话：{{联系电话}}）', { indent: { left: INDENT }, keepNext: true }));

/** A table wants a paragraph after it: one that takes no room. */
export const hairline = (): Paragraph => line('', { spacing: exactly(20) }, { size: 2 });

const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' });
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const SIDES = { left: NONE, right: NONE };

type Rule = ReturnType<typeof rule> | typeof NONE;

/** 版记 at the foot of the kept page: 抄送 and 印发, between a thick rule, a thin and a thick. */
export const imprint = (copy = '抄送'): Block[] => [
  line('', { spacing: exactly(LINE / 3), keepNext: true }),
  atFoot([
    footRow([copyCell(copy, rule(8), rule(6))]),
    footRow([
      footCell('{{发文单位}}', { indent: { left: 280 } }, rule(6), rule(8)),
      footCell('{{成文日期}}印发', { alignment: AlignmentType.RIGHT, indent: { right: 280 } }, rule(6), rule(8)),
    ]),
  ]),
  hairline(),
];

/** 抄送 of a letter, at the foot of its kept page: no rules, nothing about printing. */
export const copies = (): Block[] => [...when('抄送', atFoot([footRow([copyCell('抄送', NONE, NONE)])])), hairline()];

const atFoot = (rows: readonly TableRow[]): Table =>
  new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [5350, TEXT_WIDTH - 5350],
    borders: { top: NONE, bottom: NONE, ...SIDES, insideHorizontal: NONE, insideVertical: NONE },
    float: { verticalAnchor: TableAnchorType.MARGIN, relativeVerticalPosition: RelativeVerticalPosition.BOTTOM },
    rows,
  });

const footRow = (children: readonly TableCell[]): TableRow =>
  new TableRow({ cantSplit: true, children: [...children] });

const copyCell = (copy: string, top: Rule, bottom: Rule): TableCell =>
  footCell(
    `{{-w:tr 有${copy}}}${copy}：{{${copy}}}{{/有${copy}}}`,
    { alignment: AlignmentType.BOTH, indent: { left: 1120, hanging: 840, right: 280 } },
    top,
    bottom,
    2,
  );

function footCell(text: string, options: IParagraphOptions, top: Rule, bottom: Rule, columnSpan = 1): TableCell {
  return new TableCell({
    borders: { top, bottom, ...SIDES },
    columnSpan,
    margins: { top: 60, bottom: 60, left: 0, right: 0 },
    children: [line(text, { spacing: exactly(420), ...options }, { size: SIZE.fourth })],
  });
}
