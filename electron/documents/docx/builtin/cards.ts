import { AlignmentType, BorderStyle, type ISectionOptions, Paragraph, TextRun } from 'docx';
import { cardPage, exactly, FACE } from './layout';
import { hairline } from './text';
import { above, formKit, formTitle, row, ruled } from './table';

const SMALL = { size: 20, line: 270 };
const { label, value, prose, signed } = formKit(SMALL);

const COPIES = ['第一联　来访人留存', '第二联　承办单位办理', '第三联　信访室存查'];

/** One of the three: 一联来访人、二联承办单位、三联信访室. */
const card = (copy: string) => [
  formTitle('交办事项督办卡', 32),
  ...above(`{{发文单位}}　${copy}`, '{{文号}}', 20),
  ruled(
    [13, 20, 13, 20, 13, 21],
    [
      row(
        6.4,
        label('接待日期'),
        value('{{接待日期}}'),
        label('填发日期'),
        value('{{成文日期}}'),
        label('事项编号'),
        value('{{事项编号}}'),
      ),
      row(6.4, label('来访人'), value('{{信访人}}'), label('联系电话'), value('{{信访人电话}}', 3)),
      row(6.4, label('信访事项'), value('{{信访事项}}', 5)),
      row(15, label('反映的/主要问题'), prose('{{概况}}', 5)),
      row(20, label('领导交办/意见'), signed('{{交办意见}}', '{{接待领导}}（签名）', 5)),
      row(6.4, label('承办单位'), value('{{承办单位}}', 3), label('办理期限'), value('{{办理期限}}')),
      row(9, label('办理结果'), value('{{办理结果}}', 5)),
    ],
    { padding: 15 },
  ),
];

const cuttingLine = () =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: exactly(150, 70, 130),
    border: { bottom: { style: BorderStyle.DASHED, size: 6, color: '000000', space: 1 } },
    children: [new TextRun({ text: '沿　此　线　裁　开', font: FACE.foot, size: 13, characterSpacing: 0 })],
  });

export const CARDS = {
  SupervisionCard: (): ISectionOptions =>
    cardPage(COPIES.flatMap((copy, at) => [...(at === 0 ? [] : [cuttingLine()]), ...card(copy), hairline()])),
};
