import { type LocalDate, parseLocalDate } from '../../calendar/local-date';

/** What an 18-digit number says about its holder. */
export interface IdFacts {
  readonly birthDate: LocalDate;
  readonly gender: 'male' | 'female';
  /** First six digits: where the number was issued, `320402`. */
  readonly region: string;
  readonly province: string;
}

export type IdFault = 'length' | 'characters' | 'region' | 'birthDate' | 'checkDigit';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** First two digits and the place they stand for; 81–83 are the residence permits of Hong Kong, Macao and Taiwan. */
const PROVINCE_LIST =
  '11北京市 12天津市 13河北省 14山西省 15内蒙古自治区 21辽宁省 22吉林省 23黑龙江省 31上海市 ' +
  '32江苏省 33浙江省 34安徽省 35福建省 36江西省 37山东省 41河南省 42湖北省 43湖南省 44广东省 ' +
  '45广西壮族自治区 46海南省 50重庆市 51四川省 52贵州省 53云南省 54西藏自治区 61陕西省 62甘肃省 ' +
  '63青海省 64宁夏回族自治区 65新疆维吾尔自治区 71台湾省 81香港特别行政区 82澳门特别行政区 83台湾地区';
const PROVINCES = new Map(PROVINCE_LIST.split(' ').map((place) => [place.slice(0, 2), place.slice(2)]));

/** The check character of the first 17 digits (ISO 7064 MOD 11-2, as GB 11643 uses it). */
export function checkDigitOf(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
}

/** Reads an 18-digit number, or says what is wrong with it. Numbers of the old 15-digit form are no longer valid. */
export function readIdNumber(text: string): IdFacts | IdFault {
  if (text.length !== 18) return 'length';
  if (!/^\d{17}[\dX]$/.test(text)) return 'characters';
  const province = PROVINCES.get(text.slice(0, 2));
  if (province === undefined) return 'region';
  const birthDate = parseLocalDate(`${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`);
  if (birthDate === undefined || birthDate < '1880-01-01') return 'birthDate';
  if (checkDigitOf(text) !== text[17]) return 'checkDigit';
  return { birthDate, gender: Number(text[16]) % 2 === 1 ? 'male' : 'female', region: text.slice(0, 6), province };
}

export const ID_FAULTS: { readonly [fault in IdFault]: string } = {
  length: '证件号应为 18 位（旧 15 位号码已停用），请核对是否漏输或多输。',
  characters: '证件号前 17 位应为数字，末位为数字或 X。',
  region: '证件号前两位不是有效的地区代码，请核对。',
  birthDate: '证件号第 7 至 14 位不是有效的出生日期，请核对。',
  checkDigit: '证件号校验位不符，请对照证件逐位核对。',
};

/** Full years on `on`. */
export function ageOn(birthDate: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Letters and digits typed through an IME arrive full width: `１２３Ｘ` → `123X`; spaces are dropped. */
export const tidyNumber = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .toUpperCase();
