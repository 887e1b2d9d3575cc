import { addDays, type LocalDate } from '../../../shared/calendar/local-date';
import { DEFAULT_AREAS } from '../../../shared/domain/departments/defaults/regions';
import { checkDigitOf } from '../../../shared/domain/petitioners/id-number';
import { Dice } from './random';

/** In the order of how many bear them; a handful cover a third of all people. */
const SURNAMES = [
  ...Array.from(
    '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解查区乐',
  ),
  '欧阳',
  '尉迟',
  '上官',
];
const GIVEN = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉梅红建国志文海燕春兰凤珍金福林永新东云鹏辉雪莲宝根生立荣学成龙洪晓宇浩然子涵欣怡梓萱雨桐思远嘉豪俊彦佩瑶淑贞银娣阿小巧琴翠萍月娥瑞祥炳坤耀宗振邦继业',
);
const STREETS = DEFAULT_AREAS.flatMap((area) => area.streets.map(([code, name]) => ({ area, code, name })));
const PREFIXES = ['138', '139', '135', '136', '137', '150', '151', '158', '159', '180', '189', '186'];

export interface Person {
  readonly name: string;
  readonly gender: 'male' | 'female';
  readonly idNo: string;
  readonly birthDate: LocalDate;
  readonly phone: string;
  readonly region: string;
  readonly address: string;
  readonly occupation: string;
}

/** A person nobody is; the same `n` is the same person wherever and whenever they come. */
export function person(seed: number, n: number): Person {
  const dice = new Dice(seed, 7, n);
  const surname = dice.skewed(SURNAMES);
  const given = dice.chance(0.22) ? dice.skewed(GIVEN) : dice.skewed(GIVEN) + dice.skewed(GIVEN);
  const { area, code, name } = dice.skewed(STREETS);
  const birthDate = addDays('1938-01-01' as LocalDate, dice.below(24_000));
  const first17 = area.code.slice(0, 6) + birthDate.replaceAll('-', '') + String(dice.below(1000)).padStart(3, '0');
  return {
    name: surname + given,
    gender: Number(first17[16]) % 2 === 1 ? 'male' : 'female',
    idNo: first17 + checkDigitOf(first17),
    birthDate,
    phone: dice.pick(PREFIXES) + String(dice.below(100_000_000)).padStart(8, '0'),
    region: `regions/${code}`,
    address: `${area.name}${name}${communityName(dice)}${dice.between(1, 60)}幢${dice.pick(['甲', '乙', ''])}单元${dice.between(101, 1802)}室`,
    occupation: dice.skewed(['农民', '退休人员', '企业职工', '个体经营', '无业', '教师', '医务人员', '学生', '军人']),
  };
}

const FIRST = Array.from(
  '锦绣龙湖翠竹新城阳光丽景金色清潭花园红星飞龙青山怡康荷塘百草华润富强聚和玉隆书香兰亭香梅世茂天合御翠常发',
);
const SECOND = Array.from('湖景苑城庭轩府湾华府河滨园秀水岸林语公馆名都华庭雅居半岛新村北环河东街里广场桥');
const KINDS = ['花园', '新村', '小区', '苑', '家园', '公寓', '名邸', '人家'];

export const communityName = (dice: Dice): string => dice.pick(FIRST) + dice.pick(SECOND) + dice.pick(KINDS);
