import { addDays, type LocalDate } from '#shared/calendar/local-date';
import { DEFAULT_AREAS } from '#shared/domain/departments/defaults/regions';
import { checkDigitOf } from '#shared/domain/petitioners/id-number';

const SURNAMES =
  '王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚单仇解查区乐尉迟欧阳';
const GIVEN =
  '建国 桂英 秀兰 志强 玉梅 国华 海燕 小明 丽华 永福 春生 雪芹 文斌 晓东 凤英 金宝 红霞 卫东 素珍 立新 美玲 根林 洪福 阿珍 浩然 子涵 静 伟 敏 磊 洋 勇 艳 娟 涛 超'.split(
    ' ',
  );

/** A person nobody is: numbers drawn by rule, so that the demo centre is the same every time. */
export interface DemoPerson {
  readonly name: string;
  readonly idNo: string;
  readonly phone: string;
  readonly region: string;
  readonly address: string;
}

export function demoPerson(n: number): DemoPerson {
  const twoCharacter = n % 37 === 5 ? '欧阳' : n % 41 === 7 ? '尉迟' : undefined;
  const surname = twoCharacter ?? SURNAMES.charAt((n * 17) % (SURNAMES.length - 4));
  const area = pick(
    DEFAULT_AREAS.filter((a) => a.streets.length > 0),
    n * 5,
  );
  const [street, streetName] = pick(area.streets, n * 3);
  const born = addDays('1948-01-01' as LocalDate, (n * 4_733) % 20_000).replaceAll('-', '');
  const first17 = `${area.code.slice(0, 6)}${born}${String((n * 31) % 1_000).padStart(3, '0')}`;
  return {
    name: `${surname}${pick(GIVEN, n * 7)}`,
    idNo: `${first17}${checkDigitOf(first17)}`,
    phone: `1390519${String((n * 613) % 10_000).padStart(4, '0')}`,
    region: `regions/${street}`,
    address: `${streetName}演示路${((n * 13) % 180) + 1}号`,
  };
}

function pick<T>(list: readonly T[], n: number): T {
  const item = list[n % list.length];
  if (item === undefined) throw new Error('the demo has nothing to pick from');
  return item;
}
