import { ageOn, readIdNumber } from '../petitioners/id-number';
import { isConfidential } from './choices';
import type { VisitFields, VisitPolicy } from './schema';

/** Something the clerk should know or do; it never stops a visit from being saved. */
export interface Advice {
  readonly code: string;
  readonly level: 'info' | 'warning';
  readonly field: string;
  readonly message: string;
  readonly lawArticle?: string;
}

const article = (numeral: string) => `《信访工作条例》第${numeral}条`;

/** Risks that are urgent on their own; the others call for attention. */
const URGENT = ['threat', 'dangerousGoods', 'gathering'];

/** What the regulations and plain prudence suggest for this visit, most pressing first. */
export function adviceFor(visit: VisitFields, policy: VisitPolicy): readonly Advice[] {
  return [...safety(visit), ...law(visit), ...people(visit, policy), ...doubts(visit)];
}

const when = (
  holds: boolean,
  level: Advice['level'],
  code: string,
  field: string,
  message: string,
  lawArticle?: string,
): readonly Advice[] => (holds ? [{ level, code, field, message, ...(lawArticle ? { lawArticle } : {}) }] : []);

const safety = (v: VisitFields): readonly Advice[] => [
  ...when(
    (v.riskFlags ?? []).some((flag) => URGENT.includes(flag)),
    'warning',
    'urgentReport',
    'riskFlags',
    '属重大、紧急情形的，应当及时报告本级党委和政府，通报相关主管部门和本级信访工作联席会议办公室，并报上一级信访部门。',
    article('二十五'),
  ),
  ...when(
    isConfidential(v.purpose),
    'warning',
    'confidential',
    'purpose',
    '检举控告件须保密：材料和内容不得透露、转给被检举控告的人员或者单位，按管理权限转有权处理的机关、单位。',
    article('三十'),
  ),
];

const law = (v: VisitFields): readonly Advice[] => [
  ...when(
    v.isSkipLevel === true,
    'info',
    'skipLevel',
    'isSkipLevel',
    '走访应当到有权处理的本级或者上一级机关、单位设立的接待场所提出，请做好解释引导；越级只作标记，不影响登记。',
    article('二十'),
  ),
  ...when(
    (v.priorProcedures ?? []).some((p) => p.kind === 'litigation'),
    'info',
    'judicial',
    'priorProcedures',
    '涉诉事项应当引导向政法部门提出，不进入普通信访 60 日办理程序。',
    article('二十'),
  ),
  ...when(
    (v.priorProcedures ?? []).some((p) => p.kind === 'finalReview'),
    'info',
    'finalReviewed',
    'priorProcedures',
    '已经复核的，信访人仍以同一事实和理由提出的，不再受理。',
    article('三十六'),
  ),
  ...when(
    v.isRepeat === true,
    'info',
    'pending',
    'isRepeat',
    '前件已经受理或者正在办理、信访人向上级重复提出的，上级不予受理；请核对前件的办理情况。',
    article('十九'),
  ),
  ...when(
    v.identityUnclear === true,
    'info',
    'noNotice',
    'identityUnclear',
    '姓名（名称）、住址不清的，可以不作书面告知。',
    article('二十三'),
  ),
];

function people(v: VisitFields, policy: VisitPolicy): readonly Advice[] {
  const headcount = v.headcount ?? 1;
  const age =
    v.birthDate === undefined || v.petitionDate === undefined ? undefined : ageOn(v.birthDate, v.petitionDate);
  return [
    ...when(
      headcount >= policy.groupThreshold && (v.representatives ?? []).length === 0,
      'info',
      'chooseRepresentatives',
      'representatives',
      '多人提出共同信访事项的，应当推选代表，代表不得超过五人；请登记代表名单。',
      article('二十'),
    ),
    ...when(
      v.affectedCount !== undefined && v.affectedCount < headcount,
      'info',
      'affectedFewer',
      'affectedCount',
      '涉及人数少于来访人数（例如有人陪同），请核对。',
    ),
    ...when(
      age !== undefined && age < 18,
      'warning',
      'minor',
      'birthDate',
      `信访人 ${age} 周岁，系未成年人，请联系监护人到场。`,
    ),
  ];
}

function doubts(v: VisitFields): readonly Advice[] {
  const facts = v.idNo === undefined ? undefined : readIdNumber(v.idNo);
  if (facts === undefined || typeof facts === 'string') return [];
  return [
    ...when(
      v.gender !== undefined && v.gender !== facts.gender,
      'warning',
      'genderDiffers',
      'gender',
      '性别与证件号不一致，请核对。',
    ),
    ...when(
      v.birthDate !== undefined && v.birthDate !== facts.birthDate,
      'warning',
      'birthDiffers',
      'birthDate',
      '出生日期与证件号不一致，请核对。',
    ),
  ];
}
