import type { LocalDate } from '../../calendar/local-date';
import type { IdType } from '../petitioners/choices';
import { ID_FAULTS, readIdNumber } from '../petitioners/id-number';
import { isPhone } from '../petitioners/phone';
import type { VisitFields } from './schema';

/** Why a visit cannot be saved as it is; shown beside the field. */
export interface Issue {
  readonly code: string;
  /** Path of the field: `representatives.2.idNo`. */
  readonly field: string;
  readonly message: string;
  readonly lawArticle?: string;
}

export interface RuleContext {
  readonly today: LocalDate;
  /** Earlier visits that the clerk linked. */
  readonly priorCount: number;
}

type Rule = (visit: VisitFields, context: RuleContext) => readonly Issue[];

export const MAX_REPRESENTATIVES = 5;
const article = (numeral: string) => `《信访工作条例》第${numeral}条`;
const ARTICLE_19 = article('十九');
const ARTICLE_20 = article('二十');
const ARTICLE_22 = article('二十二');
const ARTICLE_23 = article('二十三');

/** Every broken rule of a visit, in the order of the form; empty when it may be saved. */
export const checkVisit = (visit: VisitFields, context: RuleContext): readonly Issue[] =>
  RULES.flatMap((rule) => rule(visit, context));

const when = (broken: boolean, code: string, field: string, message: string, lawArticle?: string): readonly Issue[] =>
  broken ? [{ code: `visit.${code}`, field, message, ...(lawArticle === undefined ? {} : { lawArticle }) }] : [];

const blank = (value: unknown): boolean => value === undefined || value === null || value === '';
const required = (value: unknown, field: string, message: string, lawArticle?: string) =>
  when(blank(value), 'required', field, message, lawArticle);

const dates: Rule = (v, { today }) => [
  ...required(v.petitionDate, 'petitionDate', '请填写信访日期。'),
  ...when((v.petitionDate ?? today) > today, 'future', 'petitionDate', `信访日期不能晚于今天（${today}）。`),
  ...when((v.birthDate ?? today) > today, 'future', 'birthDate', '出生日期不能晚于今天。'),
  ...when(
    v.occurredOn !== undefined && v.occurredOn > (v.petitionDate ?? today),
    'future',
    'occurredOn',
    '问题发生日期不能晚于信访日期。',
  ),
  ...when(
    v.handlingDue !== undefined && v.petitionDate !== undefined && v.handlingDue < v.petitionDate,
    'dueBeforePetition',
    'handlingDue',
    '办理期限不能早于信访日期。',
  ),
];

const times: Rule = (v) => [
  ...when(
    v.receptionStart !== undefined && v.receptionEnd !== undefined && v.receptionStart >= v.receptionEnd,
    'receptionTimes',
    'receptionEnd',
    '接谈结束时间应晚于开始时间。',
  ),
  ...when(
    v.leftAt !== undefined && v.leftAt < (v.receptionEnd ?? v.receptionStart ?? v.leftAt),
    'leftBeforeEnd',
    'leftAt',
    '离开时间不能早于接谈时间。',
  ),
];

const identity: Rule = (v) =>
  v.identityUnclear === true
    ? required(v.unclearNote, 'unclearNote', '姓名住址不清的，请注明原因（据此免予书面告知）。', ARTICLE_23)
    : [
        ...required(v.name, 'name', '请填写姓名或名称；不清的勾选“姓名住址不清”。', ARTICLE_19),
        ...required(v.address, 'address', '请填写住址；不清的勾选“姓名住址不清”。', ARTICLE_19),
      ];

const CHECKED_TYPES: readonly (IdType | undefined)[] = ['residentId', 'hmtResidence', undefined];

/** What is wrong with a number for the kind of document it stands on; other documents are not checked. */
function idFault(type: IdType | undefined, idNo: string | undefined): string | undefined {
  if (idNo === undefined || !CHECKED_TYPES.includes(type)) return undefined;
  const facts = readIdNumber(idNo);
  if (typeof facts === 'string') return ID_FAULTS[facts];
  const permit = /^8[123]/.test(idNo);
  if (type === 'hmtResidence' && !permit) return '港澳台居民居住证号应以 81、82 或 83 开头。';
  if (type === 'residentId' && permit) return '以 81、82、83 开头的是港澳台居民居住证，请改选证件类型。';
  return undefined;
}

const documents: Rule = (v) => {
  const fault = idFault(v.idType, v.idNo);
  return [
    ...when(fault !== undefined, 'idNo', 'idNo', fault ?? ''),
    ...when(
      v.phone !== undefined && !isPhone(v.phone),
      'phone',
      'phone',
      '电话应为 11 位手机号，或带区号的座机号，如 0519-86612345。',
    ),
    ...when(
      v.isAgent === true && blank(v.principalName),
      'required',
      'principalName',
      '信访人是代理人的，请填写被代理人姓名。',
    ),
  ];
};

const numbers: Rule = (v) => {
  const representatives = v.representatives ?? [];
  return [
    ...required(v.headcount, 'headcount', '请填写来访人数。'),
    ...when(
      representatives.length > MAX_REPRESENTATIVES,
      'tooManyRepresentatives',
      'representatives',
      `共同走访推选的代表不得超过 ${MAX_REPRESENTATIVES} 人，现有 ${representatives.length} 人。`,
      ARTICLE_20,
    ),
    ...when(
      v.headcount !== undefined && representatives.length > v.headcount,
      'representativesOverHeadcount',
      'headcount',
      `来访人数（${v.headcount}）少于代表人数（${representatives.length}），请核对。`,
    ),
  ];
};

const representatives: Rule = (v) => {
  const list = v.representatives ?? [];
  return list.flatMap((person, i) => {
    const at = (field: string) => `representatives.${i}.${field}`;
    const fault = idFault(undefined, person.idNo);
    const twice = person.idNo !== undefined && list.findIndex((other) => other.idNo === person.idNo) < i;
    return [
      ...required(person.name, at('name'), `请填写第 ${i + 1} 名代表的姓名。`),
      ...when(fault !== undefined, 'idNo', at('idNo'), fault ?? ''),
      ...when(twice, 'sameRepresentative', at('idNo'), '此证件号与前面的代表重复。'),
      ...when(person.phone !== undefined && !isPhone(person.phone), 'phone', at('phone'), '电话号码不对，请核对。'),
    ];
  });
};

const content: Rule = (v) => [
  ...required(v.channel, 'channel', '请选择信访形式。'),
  ...required(v.purpose, 'purpose', '请选择信访目的。'),
  ...required(v.categoryCode, 'categoryCode', '请选择内容分类。'),
  ...required(v.summary, 'summary', '请如实记录来访人反映的情况。', ARTICLE_19),
  ...required(v.demand, 'demand', '请填写来访人的请求。', ARTICLE_19),
  ...required(v.problemRegion, 'problemRegion', '请选择问题属地。'),
];

const earlier: Rule = (v, { priorCount }) => [
  ...when(
    priorCount > 0 && v.isRepeat !== true,
    'linkedButFirst',
    'isRepeat',
    '已关联前件的，应登记为重复信访；如不是同一事项，请取消关联。',
  ),
  ...(v.priorProcedures ?? []).flatMap((p, i) =>
    when(
      p.kind === 'replied' && blank(p.docNo),
      'required',
      `priorProcedures.${i}.docNo`,
      '请填写已有答复意见的文号；没有文号的填“无文号”。',
    ),
  ),
];

const handling: Rule = (v, { priorCount }) => [
  ...when(
    (v.handlingMode === 'transfer' || v.handlingMode === 'assign') && blank(v.responsibleUnit),
    'required',
    'responsibleUnit',
    '转送、交办的，请选择责任单位。',
    ARTICLE_22,
  ),
  ...when(
    v.handlingMode === 'assign' && blank(v.handlingDue),
    'required',
    'handlingDue',
    '交办的，应指定反馈办理结果的期限。',
    ARTICLE_22,
  ),
  ...when(
    v.handlingMode === 'replyOnSpot' && blank(v.replyOnSpot),
    'required',
    'replyOnSpot',
    '当场答复的，请记录答复内容。',
  ),
  ...when(
    (v.handlingMode === 'decline' || v.handlingMode === 'declineFinal') && blank(v.opinion),
    'required',
    'opinion',
    '不予受理、不再受理的，请在接谈意见中写明理由和依据。',
  ),
  ...when(
    v.handlingMode === 'mergeIntoPrior' && priorCount === 0,
    'mergeWithoutPrior',
    'handlingMode',
    '并入前件的，请先关联前件。',
  ),
];

const RULES: readonly Rule[] = [
  dates,
  times,
  identity,
  documents,
  numbers,
  representatives,
  content,
  earlier,
  handling,
];
