import {
  AlignmentType,
  BorderStyle,
  Footer,
  Header,
  type IParagraphOptions,
  type IRunOptions,
  type ISectionOptions,
  LineRuleType,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';

/** Typefaces of official papers (GB/T 9704), by the names that WPS and Word know. */
export const FACE = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  heading: '黑体',
  note: '楷体_GB2312',
  foot: '宋体',
} as const;

/** Twentieths of a point. */
const TWIPS_PER_MM = 1440 / 25.4;
export const mm = (n: number): number => Math.round(n * TWIPS_PER_MM);
const PAGE = { width: 11906, height: 16838 };

/** 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; the width holds 28 letters of 16 pt drawn together by 0.2 pt. */
export const TEXT_WIDTH = 8850;
const LEFT = mm(28);
const MARGIN = {
  left: LEFT,
  right: PAGE.width - LEFT - TEXT_WIDTH,
  top: mm(37),
  bottom: PAGE.height - mm(37) - mm(225),
};

/** 22 lines to a page. */
export const LINE = 579;
export const TOGETHER = -4;
/** Two letters. */
export const INDENT = 632;
export const RED = 'FF0000';

/** Sizes in half points: 二号、三号、四号、小四、五号. */
export const SIZE = { second: 44, third: 32, fourth: 28, smallFourth: 24, fifth: 21 } as const;

export const exactly = (line: number, before = 0, after = 0) => ({
  line,
  lineRule: LineRuleType.EXACT,
  before,
  after,
});

export const styles = {
  default: {
    document: {
      run: { font: FACE.body, size: SIZE.third, characterSpacing: TOGETHER },
      paragraph: { spacing: exactly(LINE) },
    },
  },
};

type Content = ISectionOptions['children'];

const number: IRunOptions = { font: FACE.foot, size: SIZE.fourth };
const pageNumber = (options: IParagraphOptions) =>
  new Paragraph({
    spacing: exactly(320, 0, mm(3)),
    ...options,
    children: [
      new TextRun({ ...number, text: '— ' }),
      new TextRun({ ...number, children: [PageNumber.CURRENT] }),
      new TextRun({ ...number, text: ' —' }),
    ],
  });

/** 页码: 4号宋体 with a line on either side; odd pages to the right, even pages to the left, one letter in. */
const oddNumber = () =>
  new Footer({ children: [pageNumber({ alignment: AlignmentType.RIGHT, indent: { right: 280 } })] });
const evenNumber = () =>
  new Footer({ children: [pageNumber({ alignment: AlignmentType.LEFT, indent: { left: 280 } })] });

const page = (margin: typeof MARGIN, header: number, footer: number) => ({
  page: { size: PAGE, margin: { ...margin, header, footer, gutter: 0 } },
});

/** A paper of running text on the national page. */
export const textPage = (children: Content): ISectionOptions => ({
  properties: page(MARGIN, mm(15), mm(20)),
  footers: { default: oddNumber(), even: evenNumber() },
  children,
});

const thick = { style: BorderStyle.SINGLE, size: 18, color: RED, space: 0 };
const thin = { style: BorderStyle.SINGLE, size: 6, color: RED, space: 0 };
/** 红色双线, 170 mm long. */
const redLines = (top: typeof thick, bottom: typeof thick, before = 0) =>
  new Paragraph({
    spacing: exactly(40, before),
    indent: { left: -mm(7), right: -mm(7) },
    border: { top, bottom },
    children: [new TextRun({ text: '', size: 2 })],
  });

/** Fifteen letters, the longest line of a name, go into the width of the text. */
const HEAD = 56;

/** 信函格式: the organ in red, double lines at the head and the foot of the first page, which bears no number. */
export const letterPage = (children: Content): ISectionOptions => ({
  properties: { ...page(MARGIN, mm(28), mm(19)), titlePage: true },
  headers: {
    first: new Header({
      children: [
        new Paragraph({
          alignment: AlignmentType.CENTER,
          spacing: exactly(780),
          children: [
            new TextRun({ text: '{{发文单位分行}}', font: FACE.title, size: HEAD, color: RED, characterSpacing: 20 }),
          ],
        }),
        redLines(thick, thin, 120),
      ],
    }),
    default: new Header({ children: [new Paragraph({ spacing: exactly(240), children: [] })] }),
    even: new Header({ children: [new Paragraph({ spacing: exactly(240), children: [] })] }),
  },
  footers: { first: new Footer({ children: [redLines(thin, thick)] }), default: oddNumber(), even: evenNumber() },
  children,
});

const small: IRunOptions = { font: FACE.foot, size: 18, characterSpacing: 0 };

/** A ruled form: its pages are counted, 第 1 页 共 2 页. */
export const formPage = (children: Content): ISectionOptions => ({
  properties: page({ ...MARGIN, top: mm(25), bottom: mm(22) }, mm(12), mm(12)),
  footers: {
    default: pagesCounted(),
    even: pagesCounted(),
  },
  children,
});

const pagesCounted = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: exactly(240),
        children: [
          new TextRun({ ...small, text: '第 ' }),
          new TextRun({ ...small, children: [PageNumber.CURRENT] }),
          new TextRun({ ...small, text: ' 页　共 ' }),
          new TextRun({ ...small, children: [PageNumber.TOTAL_PAGES] }),
          new TextRun({ ...small, text: ' 页' }),
        ],
      }),
    ],
  });

/** Three copies of a card on one sheet: as little margin as printers need. */
export const cardPage = (children: Content): ISectionOptions => ({
  properties: page({ ...MARGIN, top: mm(9), bottom: mm(7) }, mm(4), mm(4)),
  children,
});
