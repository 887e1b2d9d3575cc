import type { ArticleGroup } from '../dictionary';

export interface DefaultCategory {
  readonly code: string;
  readonly name: string;
  /** Not found in a published source; the centre should confirm it. */
  readonly unverified?: true;
  readonly children: readonly (readonly [code: string, name: string])[];
}

/** 内容分类, two levels; second-level entries are proposals. */
export const DEFAULT_CATEGORIES: readonly DefaultCategory[] = [
  {
    code: '01',
    name: '农村农业',
    children: [
      ['0101', '承包地与宅基地'],
      ['0102', '集体资产与村务'],
      ['0103', '惠农补贴'],
      ['0104', '农田水利'],
      ['0105', '林业'],
      ['0106', '乡村建设'],
    ],
  },
  {
    code: '02',
    name: '国土资源',
    unverified: true,
    children: [
      ['0201', '征地补偿安置'],
      ['0202', '违法用地'],
      ['0203', '矿产资源'],
      ['0204', '不动产登记'],
      ['0205', '规划许可'],
    ],
  },
  {
    code: '03',
    name: '城乡建设',
    children: [
      ['0301', '房屋征收与拆迁补偿'],
      ['0302', '商品房办证'],
      ['0303', '商品房质量与交付'],
      ['0304', '物业与业委会'],
      ['0305', '老旧小区改造'],
      ['0306', '住房保障'],
      ['0307', '违法建设'],
      ['0308', '市政设施与供水供气供暖'],
      ['0309', '市容环卫（占道、油烟、门头）'],
      ['0310', '建筑施工管理'],
    ],
  },
  {
    code: '04',
    name: '劳动和社会保障',
    children: [
      ['0401', '拖欠工资'],
      ['0402', '劳动合同与工伤'],
      ['0403', '养老保险'],
      ['0404', '医疗保险'],
      ['0405', '失业保险与就业'],
      ['0406', '人事人才'],
    ],
  },
  {
    code: '05',
    name: '卫生计生',
    children: [
      ['0501', '医疗纠纷'],
      ['0502', '公共卫生'],
      ['0503', '医保报销争议'],
      ['0504', '计划生育历史遗留'],
      ['0505', '医务人员待遇'],
    ],
  },
  {
    code: '06',
    name: '教育文体',
    children: [
      ['0601', '入学招生'],
      ['0602', '学校管理与收费'],
      ['0603', '教师待遇'],
      ['0604', '校外培训'],
      ['0605', '文化市场'],
      ['0606', '体育设施'],
    ],
  },
  {
    code: '07',
    name: '民政',
    unverified: true,
    children: [
      ['0701', '低保与救助'],
      ['0702', '养老服务'],
      ['0703', '殡葬'],
      ['0704', '社会组织'],
      ['0705', '基层政权'],
      ['0706', '退役军人与优抚'],
    ],
  },
  {
    code: '08',
    name: '政法',
    children: [
      ['0801', '公安执法'],
      ['0802', '交通管理'],
      ['0803', '户籍出入境'],
      ['0804', '审判执行'],
      ['0805', '检察监督'],
      ['0806', '司法行政'],
      ['0807', '治安与刑事案件'],
    ],
  },
  {
    code: '09',
    name: '经济管理',
    children: [
      ['0901', '市场监管'],
      ['0902', '金融与非法集资'],
      ['0903', '财政税收'],
      ['0904', '价格收费'],
      ['0905', '国企改制'],
      ['0906', '能源'],
    ],
  },
  {
    code: '10',
    name: '交通运输',
    children: [
      ['1001', '道路建设养护'],
      ['1002', '公交出租'],
      ['1003', '客货运输'],
      ['1004', '停车管理'],
    ],
  },
  {
    code: '11',
    name: '商贸旅游',
    unverified: true,
    children: [
      ['1101', '消费纠纷'],
      ['1102', '商业网点'],
      ['1103', '旅游服务'],
      ['1104', '招商引资'],
    ],
  },
  {
    code: '12',
    name: '科技与信息',
    children: [
      ['1201', '通信网络'],
      ['1202', '信息安全'],
      ['1203', '科技项目'],
    ],
  },
  {
    code: '13',
    name: '环境保护',
    unverified: true,
    children: [
      ['1301', '噪声'],
      ['1302', '大气'],
      ['1303', '水污染'],
      ['1304', '固废'],
      ['1305', '辐射'],
    ],
  },
  {
    code: '14',
    name: '党务政务',
    children: [
      ['1401', '政务公开'],
      ['1402', '工作作风'],
      ['1403', '政策建议'],
      ['1404', '机构职能'],
    ],
  },
  {
    code: '15',
    name: '组织人事',
    children: [
      ['1501', '干部任用'],
      ['1502', '公务员管理'],
      ['1503', '事业单位人事'],
      ['1504', '党员申诉'],
    ],
  },
  {
    code: '16',
    name: '纪检监察',
    children: [
      ['1601', '贪污贿赂'],
      ['1602', '违反工作纪律'],
      ['1603', '群众身边不正之风'],
      ['1604', '申诉复审'],
    ],
  },
  {
    code: '17',
    name: '其他',
    children: [
      ['1701', '表扬感谢'],
      ['1702', '诉求不清'],
      ['1703', '其他'],
    ],
  },
];

/** 信访目的, each with the class of the regulation it belongs to. */
export const DEFAULT_PURPOSES: readonly {
  readonly code: string;
  readonly name: string;
  readonly articleGroup: ArticleGroup | null;
}[] = [
  { code: '01', name: '申诉', articleGroup: 'claim' },
  { code: '02', name: '求决', articleGroup: 'claim' },
  { code: '03', name: '意见建议', articleGroup: 'suggestion' },
  { code: '04', name: '揭发控告', articleGroup: 'accusation' },
  { code: '05', name: '咨询', articleGroup: null },
  { code: '99', name: '其他', articleGroup: null },
];
