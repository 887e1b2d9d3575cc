import { Paragraph, TextRun } from 'docx';
import { exactly, FACE, letterPage, SIZE, textPage } from './layout';
import {
  attachmentList,
  type Block,
  body,
  contact,
  copies,
  each,
  heading,
  kept,
  imprint,
  matterList,
  numberBelow,
  numberRight,
  signature,
  title,
  to,
  when,
} from './text';

const letter =
  (name: readonly string[], text: readonly Block[], head: readonly Block[] = []) =>
  () =>
    letterPage([
      ...head,
      numberRight(),
      ...title(...name),
      to('{{主送单位}}'),
      ...text,
      ...attachmentList(),
      ...signature(),
      ...contact(),
      ...copies(),
    ]);

const whose = (): Block[] => [
  heading('一、信访人'),
  body(
    '{{信访人}}（共{{人数}}人）{{#有证件号码}}，证件号码{{证件号码}}{{/有证件号码}}{{#有住址}}，住{{住址}}{{/有住址}}{{#有信访人电话}}，联系电话{{信访人电话}}{{/有信访人电话}}。{{#有信访日期}}{{信访日期}}{{信访形式}}提出。{{/有信访日期}}',
  ),
];

const what = (): Block[] => [
  heading('二、主要情况'),
  body('{{概况}}'),
  ...when('诉求', body('诉求：{{诉求}}')),
  ...when('事项', kept('具体事项：'), ...matterList()),
];

const duties = (): Block[] => [
  ...when('告知期限', body('请于{{告知期限}}前将接收情况以及处理途径、程序书面告知信访人，并将告知书报送本单位。')),
  ...when(
    '异议期限',
    body(
      '如认为不属于你单位或者你系统职权范围，请于{{异议期限}}前提出异议，详细说明理由，经核实同意后退还材料；逾期未提出的，视为接收。',
    ),
  ),
];

/** 函 in 信函格式, and reports to superiors. */
export const LETTERS = {
  TransferLetter: letter(
    ['关于转送{{信访人}}信访事项的函'],
    [
      body(
        '依据{{转送依据}}，现将信访人反映的“{{信访事项}}”信访事项（事项编号：{{事项编号}}）转送你单位，请依法按程序办理。',
      ),
      ...whose(),
      ...what(),
      heading('三、有关要求'),
      ...duties(),
      kept('请依照《信访工作条例》第二十三条、第三十二条、第三十四条办理并书面答复信访人。'),
    ],
  ),
  AssignmentLetter: letter(
    ['关于交办{{信访人}}信访事项的函'],
    [
      body(
        '依据{{交办依据}}，现将信访人反映的“{{信访事项}}”信访事项（事项编号：{{事项编号}}）交办你单位，请依法按程序办理，并反馈结果。',
      ),
      ...whose(),
      ...what(),
      heading('三、交办要求'),
      body('{{交办要求}}'),
      ...duties(),
      kept('请于{{反馈期限}}前书面反馈办理结果，并提交办结报告（《信访工作条例》第二十二条）。'),
    ],
  ),
  TransferLegalLetter: letter(
    ['关于转送{{信访人}}涉法涉诉信访事项的函'],
    [
      body(
        '信访人反映的“{{信访事项}}”事项（事项编号：{{事项编号}}），属于涉法涉诉信访事项。依据《信访工作条例》第二十二条，现转送你单位依法处理。',
      ),
      ...whose(),
      ...what(),
      heading('三、转送理由'),
      body('{{理由}}'),
      kept('请依法按程序处理，并依照规定答复信访人。'),
    ],
  ),
  TransferDisciplineLetter: letter(
    ['关于转送检举控告事项的函'],
    [
      body(
        '依据《信访工作条例》第三十条，现将有关检举控告事项（事项编号：{{事项编号}}，事项：{{信访事项}}）转送你单位依规依纪依法处理。',
      ),
      ...whose(),
      ...what(),
      heading('三、保密要求'),
      kept('本件及其材料不得转给、透露给被检举、控告的人员和单位。请指定专人接收、保管。'),
    ],
    [
      new Paragraph({
        spacing: exactly(579, 60),
        children: [new TextRun({ text: '{{密级}}', font: FACE.heading, size: SIZE.third })],
      }),
    ],
  ),
  SupervisionLetter: letter(
    ['关于督办{{信访人}}信访事项的函'],
    [
      body(
        '我单位{{#有原发文日期}}于{{原发文日期}}{{/有原发文日期}}{{#有原文号}}以{{原文号}}{{/有原文号}}转送、交办的“{{信访事项}}”信访事项（事项编号：{{事项编号}}），现予{{督办次数}}督办。',
      ),
      heading('一、督办情形'),
      body('{{督办情形}}。{{#有逾期天数}}截至发函之日，已逾期{{逾期天数}}日。{{/有逾期天数}}'),
      heading('二、督办要求'),
      body('{{督办要求}}'),
      kept(
        '请于{{回复期限}}前书面回复办理情况。依据《信访工作条例》第四十条，逾期不回复或者拒不改进的，将提出改进工作、追究责任的建议。',
      ),
    ],
  ),
  ImprovementAdvice: letter(
    ['关于{{建议种类}}的建议书'],
    [
      body('依据《信访工作条例》第四十条，现就信访工作中发现的问题提出{{建议种类}}的建议：'),
      heading('一、基本情况'),
      body('{{基本情况}}'),
      heading('二、存在的问题'),
      body('{{存在问题}}'),
      heading('三、建议'),
      ...each('建议', body('（{{汉字序号}}）{{内容}}')),
      kept('请认真研究，并于{{反馈期限}}前书面反馈采纳情况。'),
    ],
  ),
  UrgentReport: () =>
    textPage([
      ...title('{{发文单位分行}}', '重大紧急信访信息报告（{{续报序号}}）'),
      numberBelow(),
      to('{{主送单位}}'),
      body('依据《信访工作条例》第二十五条，现将有关情况报告如下：'),
      heading('一、时间、地点和人数'),
      body('{{发生时间}}，{{地点}}，{{人数}}。'),
      heading('二、事由'),
      body('{{事由}}'),
      heading('三、苗头动向'),
      body('{{苗头动向}}'),
      heading('四、已采取的措施'),
      body('{{已采取措施}}'),
      ...when('下一步', heading('五、下一步打算'), body('{{下一步}}')),
      kept('特此报告。'),
      ...when('签发人', kept('签发人：{{签发人}}')),
      ...attachmentList(),
      ...signature(),
      ...contact(),
      ...imprint(),
    ]),
};
