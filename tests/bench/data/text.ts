import cases from '../../../electron/demo/cases.json' with { type: 'json' };
import { DEFAULT_AREAS } from '../../../shared/domain/departments/defaults/regions';
import { communityName } from './people';
import type { Dice } from './random';

/** What people write at a counter: sentences of the public cases, and patterns filled with names, places and figures. */
const TOLD = cases.flatMap(({ content }) => content.split(/(?<=[。；])/u)).filter((s) => s.length > 6);
const STORIES = [
  '{date}，{community}{n}幢业主发现外墙大面积渗水，多次找物业公司{company}报修，一直没有结果。',
  '{company}拖欠{person}等{n}人工资共{money}，劳动监察部门已立案，但至今未执行到位。',
  '{street}{village}村{n}组土地于{date}被征收，安置补偿协议约定的{money}至今只支付了一半。',
  '来访人称其父{person}于{date}在{company}工地受伤，用人单位否认劳动关系，工伤认定迟迟未作出。',
  '{community}加装电梯公示期间有{n}户提出异议，社区未组织协商就开工，影响低层采光和出行。',
  '{village}村委会{date}将集体鱼塘发包给{company}，没有召开村民代表会议，账目也没有公开。',
  '孩子户口在{community}，按{date}公布的施教区方案应入读附近小学，报名时却被调剂到{n}公里以外。',
  '{company}夜间生产，机器噪声和粉尘严重影响{community}居民休息，环保部门检查后第二天又恢复生产。',
  '在{company}购买的预售商品房约定{date}交付，逾期{n}个月，开发商资金账户被冻结，工地停工。',
  '来访人{person}系退役士兵，{date}退出现役，认为安置待遇核定有误，要求重新核算补缴社会保险年限。',
  '{street}{community}门口道路塌陷，雨天积水达{n}厘米，老人出行摔伤，要求尽快维修。',
  '医院{date}手术后出现并发症，患者家属{person}对医疗事故鉴定结论不服，要求重新鉴定并赔偿{money}。',
  '{company}非法占用耕地{n}亩建设厂房，村民多次举报，执法部门下达整改通知书后没有拆除。',
  '养老保险缴费年限被少计{n}个月，原单位{company}已经改制，档案去向不明，退休手续办不下来。',
  '{community}物业费每平方米上涨{n}分，业主委员会换届不合程序，维修资金使用{money}没有公示。',
  '低保复核时被取消资格，来访人{person}患尿毒症每周透析{n}次，家庭负担沉重，请求恢复救助。',
  '{person}反映邻居{person}在楼道堆放杂物、私拉电线给电动车充电，存在火灾隐患，物业劝阻无效。',
  '预付式消费{company}突然关门，会员卡余额共{money}，涉及{n}余人，要求追究经营者责任并退款。',
  '拆迁安置房{community}选房时少给{n}平方米，办理不动产权证又要求补缴{money}，认为不合理。',
  '{street}农贸市场周边流动摊贩占道经营，早晚高峰堵塞{n}米，城管离开后马上恢复原状。',
  '对{date}交通事故责任认定不服，认为监控录像没有调取完整，要求上级交警部门复核。',
  '河道{date}清淤后{village}村{n}亩水稻被淹，与施工单位{company}协商赔偿未果。',
];
const DEMANDS = [
  '请求责令{company}支付拖欠款项{money}，并书面答复办理结果。',
  '请求有关部门到{community}现场核查，限期整改，恢复原状。',
  '请求依法公开{village}村集体资金使用情况，追究有关人员责任。',
  '请求重新核定补偿标准，按{date}的评估价补足差额{money}。',
  '请求协调解决{person}的安置问题，并落实{n}个月的生活补助。',
  '请求撤销原处理决定，依照规定重新作出。',
  '希望尽快修复{street}破损路面，改善居民出行条件。',
  '希望明确答复时限和责任单位，不要再互相推诿。',
];
const REPLIES = [
  '经调查，{company}确于{date}与来访人签订协议，双方对{money}的支付条件存在争议。',
  '我局于{date}会同{street}到{community}现场勘查，反映的{n}处问题基本属实。',
  '执法人员{date}对{company}下达责令改正通知书，要求{n}日内整改到位。',
  '根据评估报告，应补偿面积为{n}平方米，差额{money}已于{date}汇入来访人账户。',
  '来访人{person}的缴费记录经与档案核对，补记{n}个月，待遇从次月起调整。',
  '所反映的{village}村账目已由镇农经站审计，结果于{date}在村务公开栏公示{n}天。',
  '双方经人民调解委员会调解达成协议，{company}分{n}期支付{money}。',
  '该路段已列入年度改造计划，预计{date}前完成，施工期间设置临时通道。',
  '对来访人不服的责任认定，已告知其可以在法定期限内申请复核或者提起诉讼。',
  '相关人员{person}已由所在单位批评教育，并在{n}人会议上作出检查。',
];
const MATTERS = [
  '补偿款未到位',
  '房屋渗水无人维修',
  '拖欠工资',
  '噪声扰民',
  '道路破损',
  '安置待遇',
  '入学施教区',
  '违法占地',
  '物业收费',
  '村务公开',
  '工伤认定',
  '医疗纠纷',
  '逾期交房',
  '社保年限',
  '占道经营',
  '消防隐患',
  '土地承包',
  '加装电梯',
];
const TRADES = [
  '置业有限公司',
  '建筑工程有限公司',
  '纺织厂',
  '机械制造有限公司',
  '物业服务有限公司',
  '餐饮管理有限公司',
  '物流有限公司',
  '化工有限公司',
  '健身服务部',
  '装饰工程有限公司',
  '劳务派遣有限公司',
  '农业发展有限公司',
];
const SYLLABLES = Array.from(
  '鑫源宏泰恒达中天盛世嘉禾永丰华瑞康宁诚信同创远景顺通利民兴邦博雅凯旋万隆润德汇丰百川腾飞众安佳美',
);
const VILLAGES = Array.from('南北东西前后上下大小新老沟塘桥庄巷湾港渡圩墩埂坝岸河浜荡蒋周王陈许戴吴顾');
const STREETS = DEFAULT_AREAS.flatMap((area) => area.streets.map(([, name]) => area.name + name));

/** Names that a text may mention. */
export interface Told {
  readonly person: string;
  readonly street: string;
}

export const toldOf = (dice: Dice, person: string): Told => ({ person, street: dice.skewed(STREETS) });

export const story = (dice: Dice, told: Told, length: number): string =>
  grow(dice, told, length, () => (dice.chance(0.35) ? dice.pick(TOLD) : dice.pick(STORIES)));
export const demand = (dice: Dice, told: Told): string => fill(dice, told, dice.pick(DEMANDS));
export const reply = (dice: Dice, told: Told, length: number): string =>
  grow(dice, told, length, () => dice.pick(REPLIES));
export const title = (dice: Dice, told: Told): string =>
  dice.chance(0.4) ? dice.pick(cases).title : `反映${fill(dice, told, '{community}')}${dice.skewed(MATTERS)}问题`;

function grow(dice: Dice, told: Told, length: number, next: () => string): string {
  let text = '';
  while (text.length < length) text += fill(dice, told, next());
  return text;
}

function fill(dice: Dice, told: Told, pattern: string): string {
  let text = '';
  for (let at = 0; ; ) {
    const open = pattern.indexOf('{', at);
    if (open === -1) return text + pattern.slice(at);
    const close = pattern.indexOf('}', open);
    text += pattern.slice(at, open) + slot(dice, told, pattern.slice(open + 1, close));
    at = close + 1;
  }
}

function slot(dice: Dice, told: Told, name: string): string {
  switch (name) {
    case 'person':
      return told.person;
    case 'street':
      return told.street;
    case 'community':
      return communityName(dice);
    case 'village':
      return dice.pick(VILLAGES) + dice.pick(VILLAGES);
    case 'company':
      return dice.pick(SYLLABLES) + dice.pick(SYLLABLES) + dice.pick(TRADES);
    case 'date':
      return `${dice.between(2012, 2026)}年${dice.between(1, 12)}月${dice.between(1, 28)}日`;
    case 'money':
      return dice.chance(0.5) ? `${dice.between(2, 800)}万元` : `${dice.between(1000, 99_999)}元`;
    default:
      return String(dice.between(2, 180));
  }
}
