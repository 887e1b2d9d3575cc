import type { ISectionOptions } from 'docx';
import { formPage } from './layout';
import { above, formKit, formTitle, head, long, note, type Row, row, ruled } from './table';

const { label, value, centred, prose, signed } = formKit();
/** The registration form has many rows and should stay on one sheet. */
const tight = formKit({ size: 22, line: 330 });

const form =
  (name: string, left: string, right: string, columns: readonly number[], rows: readonly Row[], foot?: string) =>
  (): ISectionOptions =>
    formPage([
      formTitle(name),
      ...above(left, right),
      ruled(columns, rows, { keepLast: foot !== undefined }),
      ...(foot === undefined ? [] : [note(foot)]),
    ]);

const six = [14, 19, 14, 18, 14, 21];
const four = [16, 34, 16, 34];

/** 事项编号 and 信访人 and 事项, at the head of most forms. */
const subject: readonly Row[] = [
  row(9, label('事项编号'), value('{{事项编号}}'), label('信访人'), value('{{信访人}}')),
  row(9, label('信访事项'), value('{{信访事项}}', 3)),
];

/** 登记、审批、记录 drawn as tables. */
export const FORMS = {
  VisitForm: form(
    '来访登记表',
    '登记单位：{{发文单位}}',
    '来访序号：{{来访序号}}',
    six,
    [
      row(
        7.6,
        tight.label('信访日期'),
        tight.value('{{信访日期}}'),
        tight.label('信访形式'),
        tight.value('{{信访形式}}'),
        tight.label('事项编号'),
        tight.value('{{事项编号}}'),
      ),
      row(
        7.6,
        tight.label('姓名/（名称）'),
        tight.value('{{信访人}}', 3),
        tight.label('性别'),
        tight.value('{{性别}}'),
      ),
      row(
        7.6,
        tight.label('出生日期'),
        tight.value('{{出生日期}}'),
        tight.label('证件号码'),
        tight.value('{{证件号码}}', 3),
      ),
      row(
        7.6,
        tight.label('联系电话'),
        tight.value('{{信访人电话}}'),
        tight.label('民族'),
        tight.value('{{民族}}'),
        tight.label('单位职业'),
        tight.value('{{单位职业}}'),
      ),
      row(7.6, tight.label('住址'), tight.value('{{住址}}', 5)),
      row(
        7.6,
        tight.label('来访人数'),
        tight.value('{{人数}}'),
        tight.label('涉及人数'),
        tight.value('{{涉及人数}}'),
        tight.label('初次重复'),
        tight.value('{{初重}}'),
      ),
      row(7.6, tight.label('代表名单'), tight.value('{{代表名单}}', 5)),
      row(
        7.6,
        tight.label('信访目的'),
        tight.value('{{信访目的}}'),
        tight.label('内容分类'),
        tight.value('{{内容分类}}', 3),
      ),
      row(
        7.6,
        tight.label('发生日期'),
        tight.value('{{发生日期}}'),
        tight.label('问题属地'),
        tight.value('{{问题属地}}', 3),
      ),
      row(7.6, tight.label('已走程序'), tight.value('{{已走程序}}', 5)),
      row(7.6, tight.label('标题'), tight.value('{{信访事项}}', 5)),
      long(16, tight.label('概况'), tight.prose('{{概况}}', 5)),
      long(10, tight.label('诉求'), tight.prose('{{诉求}}{{#有事实理由}}　事实理由：{{事实理由}}{{/有事实理由}}', 5)),
      row(7.6, tight.label('随附材料'), tight.value('{{随附材料}}', 5)),
      row(
        19,
        tight.label('来访人/确认'),
        tight.signed('以上记录已由来访人核对，与本人反映的情况一致。', '来访人（签名）', 5),
      ),
      row(
        7.6,
        tight.label('接待人'),
        tight.value('{{接待人}}'),
        tight.label('接谈时间'),
        tight.value('{{接谈时间}}', 3),
      ),
      row(19, tight.label('接谈意见'), tight.signed('{{接谈意见}}', '接待人（签名）', 5)),
      row(
        7.6,
        tight.label('办理方式'),
        tight.value('{{办理方式}}'),
        tight.label('办理期限'),
        tight.value('{{办理期限}}'),
        tight.label('责任单位'),
        tight.value('{{责任单位}}'),
      ),
      row(19, tight.label('领导意见'), tight.signed('{{领导意见}}', '领导（签名）', 5)),
      row(7.6, tight.label('备注'), tight.value('{{备注}}', 5)),
    ],
    '注：依据《信访工作条例》第十九条、第二十二条登记。多人提出共同信访事项的，应当推选代表，代表人数不得超过五人（第二十条）。',
  ),
  ObjectionForm: form(
    '信访事项异议退件单',
    '退件单位：{{发文单位}}',
    '{{文号}}',
    four,
    [
      ...subject,
      row(9, label('退往单位'), value('{{主送单位}}', 3)),
      row(9, label('原文号'), value('{{原文号}}'), label('收到日期'), value('{{收到日期}}')),
      long(28, label('主要情况'), prose('{{概况}}', 3)),
      long(48, label('异议理由'), prose('{{异议理由}}{{#有依据条款}}（依据：{{依据条款}}）{{/有依据条款}}', 3)),
      row(9, label('建议去向'), value('{{建议去向}}', 3)),
      row(30, label('退件单位/意见'), signed('建议退回，另行转送、交办。', '负责人（签名、盖章）', 3)),
      row(34, label('转送交办/单位核实/意见'), signed('{{核实意见}}', '负责人（签名、盖章）', 3)),
      row(9, label('联系人'), value('{{联系人}}'), label('联系电话'), value('{{联系电话}}')),
    ],
    '注：不属于本单位或者本系统职权范围的，应当自收到转送、交办之日起五个工作日内提出异议，并详细说明理由，经核实同意后交还材料（《信访工作条例》第二十三条）。填写日期：{{成文日期}}。',
  ),
  DisputeDecision: form(
    '信访事项受理争议裁决单',
    '裁决机关：{{裁决机关}}',
    '{{文号}}',
    four,
    [
      ...subject,
      long(40, label('争议情况'), prose('{{争议情况}}', 3)),
      row(9, label('争议单位'), label('各自意见', 3)),
      long(12, centred('{{#争议单位}}{{单位}}'), prose('{{意见}}{{/争议单位}}', 3)),
      row(9, label('裁决依据'), value('{{依据}}', 3)),
      row(9, label('责任单位'), value('{{责任单位}}', 3)),
      long(50, label('裁决意见'), signed('{{裁决意见}}', '负责人（签名、盖章）', 3)),
      row(9, label('承办单位'), value('{{发文单位}}'), label('裁决日期'), value('{{成文日期}}')),
    ],
    '注：两个以上机关、单位对受理有争议的，由其共同的上一级机关、单位决定；没有共同的上一级的，由信访工作联席会议协调处理（《信访工作条例》第二十四条）。',
  ),
  ServiceReceipt: form(
    '送　达　回　证',
    '送达单位：{{发文单位}}（盖章）',
    '{{文号}}',
    four,
    [
      ...subject,
      row(9, label('送达文书'), value('{{送达文书}}', 3)),
      row(9, label('文书文号'), value('{{文书文号}}', 3)),
      row(9, label('受送达人'), value('{{受送达人}}', 3)),
      row(9, label('送达地点'), value('{{送达地点}}', 3)),
      row(9, label('送达方式'), value('{{送达方式}}'), label('送达人'), value('{{送达人}}')),
      row(
        22,
        label('受送达人/签收'),
        signed('{{签收人}}{{#有签收日期}}　签收日期：{{签收日期}}{{/有签收日期}}', '受送达人（签名或者盖章）', 3),
      ),
      row(
        22,
        label('代收人/签收'),
        signed('{{#有代收关系}}与受送达人的关系：{{代收关系}}{{/有代收关系}}', '代收人（签名或者盖章）', 3),
      ),
      row(18, label('拒收记录'), prose('{{拒收记录}}', 3)),
      row(20, label('见证人'), signed('{{见证人}}', '见证人（签名）', 3)),
      row(13, label('备注'), prose('{{备注}}', 3)),
    ],
    '注：受送达人在送达回证上的签收日期为送达日期；邮寄送达的，以回执上注明的收件日期为送达日期；受送达人拒收的，记明拒收事由和日期，由送达人、见证人签名。填发日期：{{成文日期}}。',
  ),
  InstructionSheet: form(
    '领导批办单',
    '办文单位：{{发文单位}}',
    '{{文号}}',
    four,
    [
      row(10, label('来件单位'), value('{{来件单位}}'), label('收文日期'), value('{{收文日期}}')),
      ...subject,
      long(32, label('来件摘要'), prose('{{概况}}', 3)),
      long(20, label('拟办意见'), prose('{{拟办意见}}', 3)),
      long(40, label('领导批示'), signed('{{批示}}{{#有批示日期}}（{{批示日期}}）{{/有批示日期}}', '{{批示领导}}', 3)),
      long(20, label('交办意见'), prose('{{交办意见}}', 3)),
      row(10, label('承办单位'), value('{{承办单位}}'), label('反馈期限'), value('{{反馈期限}}')),
      long(28, label('办理结果'), prose('{{办理结果}}', 3)),
      row(20, label('领导阅示'), prose('{{阅示}}', 3)),
      row(9, label('联系人'), value('{{联系人}}'), label('联系电话'), value('{{联系电话}}')),
    ],
    '填表日期：{{成文日期}}',
  ),
  LeaderChargeSheet: form(
    '领导包案化解责任表',
    '填表单位：{{发文单位}}',
    '{{文号}}',
    four,
    [
      ...subject,
      row(9, label('住址'), value('{{住址}}', 3)),
      long(34, label('案件情况'), prose('{{概况}}', 3)),
      row(10, label('包案领导'), value('{{包案领导}}', 3)),
      row(10, label('责任单位'), value('{{责任单位}}'), label('责任人'), value('{{责任人}}')),
      row(10, label('稳控责任人'), value('{{稳控人}}'), label('化解时限'), value('{{化解时限}}')),
      long(36, label('任务和/化解方案'), prose('{{化解方案}}', 3)),
      row(9, label('日期'), label('进展情况', 3)),
      long(10, centred('{{#进展}}{{日期}}'), prose('{{内容}}{{/进展}}', 3)),
      long(28, label('化解结论'), signed('{{结论}}', '包案领导（签名）', 3)),
    ],
    '注：包案做到定领导、定人员、定时间、定任务、定责任。填表日期：{{成文日期}}。',
  ),
  CaseClosing: form(
    '信访事项结案审批表',
    '填报单位：{{发文单位}}',
    '{{文号}}',
    four,
    [
      ...subject,
      row(9, label('证件号码'), value('{{证件号码}}'), label('联系电话'), value('{{信访人电话}}')),
      row(9, label('住址'), value('{{住址}}', 3)),
      row(9, label('收到日期'), value('{{收到日期}}'), label('受理日期'), value('{{受理日期}}')),
      row(9, label('责任单位'), value('{{责任单位}}', 3)),
      long(22, label('主要情况'), prose('{{概况}}', 3)),
      long(26, label('办理过程'), prose('{{办理过程}}', 3)),
      long(20, label('办理结果'), prose('{{办理结果}}', 3)),
      row(9, label('结案方式'), value('{{结案方式}}'), label('结案日期'), value('{{结案日期}}')),
      row(10, label('信访人意见'), value('{{信访人意见}}'), label('满意度评价'), value('{{评价}}')),
      row(22, label('承办人/意见'), signed('{{承办人意见}}', '承办人（签名）', 3)),
      row(22, label('科室负责人/意见'), signed('{{科室意见}}', '负责人（签名）', 3)),
      row(22, label('领导意见'), signed('{{领导意见}}', '领导（签名）', 3)),
    ],
    '填表日期：{{成文日期}}',
  ),
  DossierIndex: (): ISectionOptions =>
    formPage([
      formTitle('卷　宗　目　录'),
      ...above('卷号：{{卷号}}', '保管期限：{{保管期限}}'),
      ruled(four, [
        ...subject,
        row(9, label('责任单位'), value('{{责任单位}}', 3)),
        row(9, label('立卷单位'), value('{{发文单位}}', 3)),
        row(9, label('立卷日期'), value('{{立卷日期}}'), label('结案日期'), value('{{结案日期}}')),
      ]),
      note(''),
      ruled(
        [7, 35, 33, 14, 11],
        [
          head(9, label('序号'), label('文件名称'), label('文号'), label('日期'), label('页次')),
          row(
            9,
            centred('{{#文件}}{{序号}}'),
            value('{{标题}}'),
            value('{{文号}}'),
            centred('{{日期}}'),
            centred('{{页次}}{{/文件}}'),
          ),
        ],
      ),
      note(
        '全卷共 {{总页数}} 页。立卷人：{{立卷人}}　检查人：{{检查人}}　编目日期：{{成文日期}}{{#有文号}}　编号：{{文号}}{{/有文号}}{{#有备注}}　备注：{{备注}}{{/有备注}}',
      ),
    ]),
};
