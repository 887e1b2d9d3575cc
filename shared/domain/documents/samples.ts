import { type PaperData, paperFields, paperSchema } from './data';
import type { Fields } from './field';
import type { DocumentType } from './kinds';

/** `short` fits on one page; `long` has long names, many matters and runs on. */
export type SampleSize = 'short' | 'long';

const LONG_NAME = '阿卜杜热西提·吾买尔江·买买提明（代理人欧阳慕容婉清）';
const LONG_UNIT = '常州市住房和城乡建设局住房保障和房屋征收安置管理服务中心（常州市征收办）';
const MATTERS = [
  '2019年丁堰街道老小区改造期间，施工单位破坏楼道防水层，致使顶楼住户连年渗漏，多次报修没有结果',
  '征收补偿协议约定的过渡费自2024年3月起停发，至今未补发，也没有书面说明',
  '安置房面积实测比协议约定少3.6平方米，差价款没有退还',
  '小区公共维修资金的使用没有公示，业主要求公开2018年以来的收支明细',
  '拆迁时登记的附属物（围墙、水井、果树12株）没有计入补偿',
  '反映社区工作人员接待时态度生硬，要求说明并改正',
  '要求落实2021年8月街道会议纪要中关于子女就近入学的承诺',
  '要求对南侧工地夜间施工噪声进行监测并公布结果',
];
const PARAGRAPH =
  '经查，信访人所住的丁堰街道新丰花园11幢建于1998年，2019年列入老旧小区改造计划，同年9月开工，2020年5月竣工验收。改造期间施工单位对屋面进行了翻修，竣工资料中有闭水试验记录，但没有楼道部位的隐蔽工程影像。2023年梅雨季节以后，信访人先后四次向物业服务企业报修，物业服务企业有两次到场记录。';

const paragraphs = (n: number): string => Array.from({ length: n }, () => PARAGRAPH).join('\n');

/** What a field says when its name is not below. */
const WORDS: { readonly [name: string]: readonly [short: string, long: string] } = {
  发文单位: ['常州市联合接访中心', LONG_UNIT],
  文号: ['常信访转〔2026〕12号', '常信访征收安置转〔2026〕1208号'],
  成文日期: ['2026-11-25', '2026-12-31'],
  联系人: ['王敏', '司马欧阳'],
  联系电话: ['0519-85680001', '0519-85680001 转 8023、13800000000'],
  事项编号: ['XF2026A01000123', 'XF2026A01000123-2'],
  来访序号: ['2026-A01-000123', '2026-A01-000123'],
  信访人: ['李桂兰', LONG_NAME],
  信访事项: [
    '老旧小区改造后房屋渗漏',
    '反映丁堰街道老旧小区改造后房屋渗漏、过渡费停发、安置房面积不足等八个方面的问题',
  ],
  证件号码: ['320402196503121520', '320402196503121520'],
  住址: [
    '常州市天宁区和平路12号3幢402室',
    '新疆维吾尔自治区巴音郭楞蒙古自治州和布克赛尔县查干库勒乡中心村第三村民小组108号（现住常州市经开区丁堰街道新丰花园11幢乙单元602室）',
  ],
  信访人电话: ['13800000000', '13800000000、0519-88880000'],
  主送单位: ['常州市公安局', LONG_UNIT],
  抄送: ['常州市信访局', `常州市信访局、${LONG_UNIT}、江苏常州经济开发区管理委员会、丁堰街道办事处`],
  抄报: ['常州市人民政府、常州市信访局', `江苏省住房和城乡建设厅、常州市人民政府、常州市信访局`],
  概况: ['信访人反映小区改造后顶楼渗漏，多次报修没有解决。', paragraphs(3)],
  诉求: ['要求修复渗漏部位，赔偿损失。', '要求修复渗漏部位，补发过渡费，退还面积差价，公开维修资金收支。'],
  处理程序: ['听取陈述，调查核实，作出书面处理意见。', paragraphs(2)],
  期限说明: [
    '依据《信访工作条例》第三十四条，自受理之日起六十日内办结；情况复杂的，经本单位负责人批准可以延长，延长期限不得超过三十日。',
    '依据《信访工作条例》第三十四条，自受理之日起六十日内办结；情况复杂的，经本单位负责人批准可以延长，延长期限不得超过三十日。',
  ],
  理由: ['该事项涉及多个部门的历史档案，需要进一步核实。', paragraphs(3)],
  依据条款: ['《信访工作条例》第三十一条', '《信访工作条例》第三十一条、第三十五条、第三十六条'],
  转送依据: ['《信访工作条例》第二十二条第一款', '《信访工作条例》第二十二条第一款'],
  交办依据: ['《信访工作条例》第二十二条第一款', '《信访工作条例》第二十二条第一款'],
  交办要求: ['请调查核实，依法处理，逐项书面答复信访人。', paragraphs(2)],
  告知种类: ['不予受理', '不再受理'],
  法定途径: ['可以依法向有管辖权的人民法院提起诉讼', paragraphs(1)],
  来源: ['常州市信访局转送', '江苏省信访局通过常州市信访局转送'],
  处理途径: ['信访事项办理程序', '信访事项办理程序（《信访工作条例》第三十一条第六项）'],
  请求: ['要求修复渗漏部位，赔偿损失。', paragraphs(1)],
  事实认定: ['经现场查看和查阅竣工资料，屋面防水层有两处破损，与2019年改造施工有关。', paragraphs(5)],
  依据: [
    '《建设工程质量管理条例》第四十条、第四十一条。',
    '《建设工程质量管理条例》第四十条、第四十一条，《国有土地上房屋征收与补偿条例》第十七条、第二十二条。',
  ],
  结论: ['支持请求', '支持请求'],
  处理意见: ['责成施工单位在三十日内完成维修，维修费用由施工单位承担。', paragraphs(2)],
  复查复核意见: ['维持原处理意见。', paragraphs(3)],
  复查机关: ['常州市人民政府', '常州市人民政府信访事项复查复核委员会办公室'],
  复核机关: ['江苏省人民政府', '江苏省人民政府信访事项复查复核委员会'],
  被申请单位: ['常州市住房和城乡建设局', LONG_UNIT],
  原文号: ['常住建访复〔2026〕8号', '常住建征收安置访复〔2026〕1008号'],
  调查经过: ['承办人员到现场查看，走访六户住户，查阅了竣工资料。', paragraphs(4)],
  办理结果: ['渗漏部位已修复，信访人签字确认。', paragraphs(2)],
  信访人意见: ['满意，不再信访。', '对维修满意，对过渡费补发的时间有意见，表示等待。'],
  督办情形: ['无故超过规定期限未办结', '无故超过规定期限未办结，未按规定反馈办理结果'],
  督办要求: ['请在回复期限前书面报告办理情况和超期原因。', paragraphs(2)],
  督办次数: ['第一次', '第三次'],
  建议种类: ['改进工作', '完善政策'],
  基本情况: ['今年以来收到老旧小区改造类信访事项37件。', paragraphs(3)],
  存在问题: ['施工质量监督不到位，保修责任不落实。', paragraphs(3)],
  续报序号: ['首报', '续报三'],
  发生时间: ['2026年11月25日8时40分', '2026年11月25日8时40分'],
  事由: ['某小区业主因交房延期集体来访。', paragraphs(2)],
  已采取措施: ['已推选代表五人接谈，住建、公安到场。', paragraphs(3)],
  苗头动向: ['部分业主表示，一周内没有答复将再次集体来访。', paragraphs(1)],
  异议理由: ['该地块的征收由经开区组织实施，不属于本单位职责。', paragraphs(4)],
  争议情况: ['两个单位都认为该事项不属于本单位职责。', paragraphs(4)],
  裁决意见: ['由常州市住房和城乡建设局受理办理，经开区配合。', paragraphs(2)],
  化解方案: ['逐户核实，落实维修责任，分期兑付。', paragraphs(3)],
  办理过程: ['转送、受理、调查、答复、送达，期满未申请复查。', paragraphs(4)],
  批示: [
    '请住建局认真核实，依法妥善处理，结果报我。',
    '请住建局认真核实，依法妥善处理，结果报我。要举一反三，排查同类问题，年底前拿出办法。',
  ],
  接谈意见: ['已听取陈述，记录在案，转有权处理的单位。', paragraphs(1)],
  密级: ['内部 注意保密', '内部 注意保密'],
  查询码: ['7K3M9Q', '7K3M9Q'],
  去向: ['转送常州市公安局', `转送${LONG_UNIT}`],
  送达文书: ['信访事项处理意见书', '关于丁堰街道老旧小区改造后房屋渗漏、过渡费停发等信访事项的答复意见书'],
  卷号: ['2026-信-0123', '2026-信-常州市联合接访中心-0123'],
};

/** What an entry of a list says, by the list's name and the field's. */
const ENTRIES: { readonly [name: string]: (at: number) => { readonly [name: string]: string } } = {
  事项: (at) => ({
    标题: MATTERS[at % MATTERS.length] ?? '',
    答复: at % 2 === 0 ? PARAGRAPH : '属实，已督促补发，预计月底前到账。',
  }),
  附件: (at) => ({ 标题: ['信访人来信复印件1份', '征收补偿协议复印件1份', '现场照片12张'][at % 3] ?? '' }),
  当事人: (at) => ({
    身份: at === 0 ? '申请人' : '责任单位',
    姓名: at === 0 ? '李桂兰' : LONG_UNIT,
    基本情况: '住常州市天宁区和平路12号',
  }),
  协议内容: (at) => ({ 内容: `${MATTERS[at % MATTERS.length]}，由责任单位在三十日内解决。` }),
  建议: (at) => ({ 内容: `${MATTERS[at % MATTERS.length]}，建议建立台账，限期整改。` }),
  争议单位: (at) => ({
    单位: at === 0 ? '常州市住房和城乡建设局' : '江苏常州经济开发区管理委员会',
    意见: '认为不属于本单位职责。',
  }),
  进展: (at) => ({ 日期: `2026-1${at % 3}-15`, 内容: `第${at + 1}次到现场协调，${MATTERS[at % MATTERS.length]}。` }),
  文件: (at) => ({
    标题:
      [
        '来访登记表',
        '转送函',
        '接收（受理）告知书',
        '调查笔录',
        '关于老旧小区改造后房屋渗漏等信访事项的答复意见书',
        '送达回证',
      ][at % 6] ?? '',
    文号: '常信访转〔2026〕12号',
    日期: '2026.11.25',
    页次: `${at * 3 + 1}—${at * 3 + 3}`,
  }),
};

/** A paper's data as it might be, for looking at a template and for tests. */
export function sampleData<K extends DocumentType>(kind: K, size: SampleSize): PaperData<K> {
  return paperSchema(kind).parse(invent(paperFields(kind), size));
}

function invent(fields: Fields, size: SampleSize): object {
  return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, inventOne(field, size)]));
}

function inventOne({ name, help, items, schema }: Fields[string], size: SampleSize): unknown {
  if (items !== undefined) return inventList(name, items, size);
  const said = WORDS[name]?.[size === 'short' ? 0 : 1];
  if (said !== undefined) return said;
  if (schema.safeParse(3).success) return size === 'short' ? 3 : 128;
  if (schema.safeParse('2026-12-15').success && !schema.safeParse('文').success) return '2026-12-15';
  return size === 'short' ? name : `${name}：${help}，${MATTERS[0]}`;
}

const MANY = { short: 2, long: 12 };

function inventList(name: string, items: Fields, size: SampleSize): object[] {
  return Array.from({ length: MANY[size] }, (_, at) => {
    const said = ENTRIES[name]?.(at) ?? {};
    return Object.fromEntries(Object.entries(items).map(([key, field]) => [key, said[field.name] ?? field.name]));
  });
}
