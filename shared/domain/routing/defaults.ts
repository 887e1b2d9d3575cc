import type { RoutingLevel } from './rule';

/** A rule as shipped; `key` is also the key of its record, so that every desk seeds the same records. */
export interface DefaultRule {
  readonly key: string;
  readonly category?: string;
  readonly keywords?: readonly string[];
  readonly unit: string;
  readonly level: RoutingLevel;
  readonly note?: string;
}

type More = { readonly words?: string; readonly level?: RoutingLevel; readonly note?: string };

/** `of('0309', 'CGJ')`: a category and its unit; with `words` only where one of them is said. */
function of(category: string, unit: string, { words, level = 'auto', note }: More = {}): DefaultRule {
  const suffix = words === undefined ? '' : `-${unit}`;
  return {
    key: `${category}${suffix}`,
    category,
    ...(words === undefined ? {} : { keywords: words.split(' ') }),
    unit: `CZ-${unit}`,
    level,
    ...(note === undefined ? {} : { note }),
  };
}

/** Words alone, for matters not classified yet: asked last. */
const said = (words: string, unit: string, level: RoutingLevel = 'auto'): DefaultRule => ({
  key: `words-${unit}`,
  keywords: words.split(' '),
  unit: `CZ-${unit}`,
  level,
});

/**
 * 转办规则 of the default centre. Within a first-level category the particular comes before the general; every category has a unit. The
 * duties follow the usual division of 2019 and can all be edited.
 */
export const DEFAULT_RULES: readonly DefaultRule[] = [
  of('0102', 'NYJ', { level: 'district', note: '村务由乡镇、区（县级市）指导监督' }),
  of('0103', 'CZJ', { words: '发放 未发 兑付 兑现 到账 进度 一卡通', note: '补贴资金拨付' }),
  of('0104', 'SLJ'),
  of('0105', 'ZGJ'),
  of('0106', 'NYJ', { level: 'district' }),
  of('01', 'NYJ'),

  of('0201', 'ZJJ', { words: '过渡费 未开工 不开工 安置房质量 安置房交付', note: '安置房建设与过渡安置' }),
  of('0205', 'ZJJ', { words: '施工许可 竣工验收' }),
  of('02', 'ZGJ'),

  of('0301', 'ZJJ'),
  of('0302', 'ZJJ'),
  of('0304', 'ZJJ'),
  of('0304', 'CGJ', { words: '违建 违章搭建 乱搭乱建', note: '物业管理之外涉及违建的' }),
  of('0307', 'CGJ'),
  of('0308', 'PUB-GS', { words: '停水 水压 自来水 水费', level: 'city' }),
  of('0308', 'PUB-RQ', { words: '燃气 天然气 煤气', level: 'city' }),
  of('0309', 'CGJ'),
  of('03', 'ZJJ'),

  of('0401', 'ZJJ', { words: '包工头 劳务公司 劳务费 班组 项目方 总承包', note: '工程建设领域欠薪' }),
  of('0404', 'YBJ'),
  of('04', 'RSJ'),

  of('0503', 'YBJ'),
  of('05', 'WJW'),

  of('0605', 'WLJ'),
  of('0606', 'TYJ'),
  of('06', 'JYJ'),

  of('0705', 'MZJ', { level: 'district' }),
  of('0706', 'TYJR'),
  of('07', 'MZJ'),

  of('0801', 'GAJ'),
  of('0802', 'GAJ-04'),
  of('0803', 'GAJ-10', { words: '出入境 护照 签证 港澳 通行证' }),
  of('0803', 'GAJ-06'),
  of('0804', 'FY', { level: 'city' }),
  of('0805', 'JCY', { level: 'city' }),
  of('0806', 'SFJ'),
  of('0807', 'GAJ'),
  of('08', 'ZFW', { level: 'city' }),

  of('0902', 'GAJ-03', { words: '报案 立案 侦查 传销', level: 'city' }),
  of('0902', 'JRB'),
  of('0903', 'SWJU', { words: '税务局 纳税 缴税 退税 发票 税款' }),
  of('0903', 'CZJ'),
  of('0904', 'FGW', { words: '定价 调价 价格听证' }),
  of('0905', 'GZW', { level: 'city' }),
  of('0906', 'PUB-GD', { words: '停电 供电 电费 用电', level: 'city' }),
  of('0906', 'FGW', { level: 'city' }),
  of('09', 'SCJ'),

  of('1002', 'PUB-GJ', { words: '公交车 公交线路 公交站', level: 'city' }),
  of('1004', 'GAJ-04', { words: '违停 占用车道 乱停' }),
  of('1004', 'CGJ'),
  of('10', 'JTJ'),

  of('1101', 'SCJ'),
  of('1103', 'WLJ'),
  of('11', 'SWJ'),

  of('1202', 'GAJ-11', { level: 'city' }),
  of('1203', 'KJJ'),
  of('12', 'GXJ', { level: 'city' }),

  of('1301', 'GAJ', { words: '广场舞 邻居 装修噪声 音响', note: '社会生活噪声' }),
  of('1301', 'CGJ', { words: '洒水车 环卫 烧烤 摊贩 通宵 整夜 夜间施工' }),
  of('1302', 'CGJ', { words: '油烟 烧烤 餐饮 露天', note: '餐饮油烟、露天烧烤' }),
  of('1303', 'SLJ', { words: '河道 河水 河塘 排涝' }),
  of('13', 'HBJ'),

  of('1402', 'SJJU', { words: '窗口 政务服务 办事大厅' }),
  of('1404', 'BB', { level: 'city' }),
  of('14', 'ZFB', { level: 'city' }),

  of('1503', 'RSJ'),
  of('1504', 'JW', { words: '处分 开除党籍', level: 'city' }),
  of('15', 'ZZB'),

  of('16', 'JW', { level: 'city' }),
  of('17', 'XFJ', { note: '诉求不清的，由信访部门了解清楚后再转' }),

  said('法院 判决 裁定 执行案', 'FY', 'city'),
  said('检察院 抗诉 不起诉', 'JCY', 'city'),
  said('公安局 派出所 报警 立案 民警', 'GAJ'),
  said('司法局 律师 公证 法律援助 司法鉴定', 'SFJ'),
  said('欠薪 讨薪 拖欠工资 工伤 社保', 'RSJ'),
  said('医保 医疗保险', 'YBJ'),
  said('物业 业委会 房产证 安置房 拆迁', 'ZJJ'),
  said('占道 油烟 违建 流动商贩', 'CGJ'),
  said('征地 宅基地证 不动产登记', 'ZGJ'),
  said('违停 交警 红绿灯', 'GAJ-04'),
  said('学校 入学 教师', 'JYJ'),
  said('医院 医生 诊所', 'WJW'),
  said('公积金', 'GJJ', 'city'),
  said('消防通道 消防验收 火灾隐患', 'XFJY', 'city'),
  said('退役 退伍 军属 优抚', 'TYJR'),
  said('残疾人 残疾证', 'CL'),
  said('污水 废气 污染', 'HBJ'),
  said('食品安全 假货 药店', 'SCJ'),
];
