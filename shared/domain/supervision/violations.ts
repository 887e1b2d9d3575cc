import { oneOf } from '../petitioners/choices';

/** 责任追究情形, 《信访工作条例》第四十三条至第四十六条. */
export const VIOLATIONS = {
  V43a: '未按规定登记、转送、交办信访事项',
  V43b: '应当督办而未督办',
  V44a: '对收到的信访事项不按规定登记',
  V44b: '对属于其职权范围的信访事项不予受理',
  V44c: '未在规定期限内书面告知信访人是否受理',
  V45a: '推诿、敷衍、拖延或者未在规定期限内办结',
  V45b: '对事实清楚、应当支持的请求未予支持',
  V45c: '对信访部门的改进工作等建议落实不力，致使问题久拖不决',
  V45d: '其他不履行或者不正确履行职责的情形',
  V46a: '态度恶劣、作风粗暴，损害党群干群关系',
  V46b: '吃拿卡要、谋取私利',
  V46c: '对规模性集体访、负面舆情处置不力',
  V46d: '对重大、紧急信访信息瞒报、谎报、缓报',
  V46e: '泄露检举控告内容或者转给被检举控告的人员、单位',
  V46f: '打击报复信访人',
  V46g: '其他违规违纪违法情形',
} as const;
export type ViolationCode = keyof typeof VIOLATIONS;
export const ViolationCode = oneOf(VIOLATIONS);

const NUMERALS = { '43': '四十三', '44': '四十四', '45': '四十五', '46': '四十六' } as const;

/** 《信访工作条例》第四十五条 of V45a. */
export const violationArticle = (code: ViolationCode): string =>
  `《信访工作条例》第${NUMERALS[code.slice(1, 3) as keyof typeof NUMERALS]}条`;
