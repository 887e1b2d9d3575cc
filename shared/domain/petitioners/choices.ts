import { z } from 'zod';

/** Codes and their Chinese words; the words are what screens, sheets and forms show. */
export type Words = { readonly [code: string]: string };

/** A field that takes one of the codes of a table. */
export const oneOf = <T extends Words>(words: T) =>
  z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]], '请从列表中选择');

export const GENDERS = { male: '男', female: '女' } as const;

export const ID_TYPES = {
  residentId: '居民身份证',
  hmtResidence: '港澳台居民居住证',
  passport: '护照',
  hmtPermit: '港澳台居民来往内地（大陆）通行证',
  foreignResident: '外国人永久居留身份证',
  officer: '军人证件',
  household: '户口簿',
  creditCode: '统一社会信用代码',
  other: '其他证件',
} as const;
export type IdType = keyof typeof ID_TYPES;

const ETHNIC_NAMES =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 ' +
  '柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 ' +
  '塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺';
/** The 56 ethnic groups by their names, in the order of the state list. */
export const ETHNICITIES: readonly string[] = ETHNIC_NAMES.split(' ').map((name) => `${name}族`);
