import { describe, expect, it } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import { adviceFor } from './advice';
import { checkVisit } from './rules';
import { DEFAULT_POLICY, VisitFields, type VisitForm } from './schema';

const today = '2026-11-23' as LocalDate;
const common: VisitForm = {
  petitionDate: '2026-11-23',
  name: '李桂兰',
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary: '反映征收补偿款未到位。',
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
};
const person = { name: '张三' };
const check = (more: VisitForm, priorCount = 0) =>
  checkVisit(VisitFields.parse({ ...common, ...more }), { today, priorCount });

describe('rules of registration', () => {
  it('lets the common visit pass', () => expect(check({})).toEqual([]));
  it('lets a visit pass whose emptied fields are blank', () =>
    expect(check({ idNo: '', phone: null, handlingDue: '', ticketNo: '  ' })).toEqual([]));

  const table: readonly [string, VisitForm, string, string | undefined][] = [
    ['条例19 姓名', { name: '' }, 'name', '第十九条'],
    ['条例19 住址', { address: ' ' }, 'address', '第十九条'],
    ['条例19 请求', { demand: '' }, 'demand', '第十九条'],
    ['条例19 如实记录', { summary: null }, 'summary', '第十九条'],
    [
      '条例20 代表不超过五人',
      { headcount: 9, representatives: Array.from({ length: 6 }, () => person) },
      'representatives',
      '第二十条',
    ],
    ['条例22 转送须有责任单位', { handlingMode: 'transfer' }, 'responsibleUnit', '第二十二条'],
    ['条例22 交办须有责任单位', { handlingMode: 'assign', handlingDue: '2026-12-31' }, 'responsibleUnit', '第二十二条'],
    ['条例22 交办须定期限', { handlingMode: 'assign', responsibleUnit: 'units/CZ-GAJ' }, 'handlingDue', '第二十二条'],
    ['条例23 不清须注明', { identityUnclear: true, name: '', address: '' }, 'unclearNote', '第二十三条'],
    ['代表多于来访人数', { headcount: 1, representatives: [person, { name: '李四' }] }, 'headcount', undefined],
    ['代表无姓名', { headcount: 2, representatives: [{ phone: '13861234567' }] }, 'representatives.0.name', undefined],
    ['代表电话', { representatives: [{ name: '张三', phone: '123' }] }, 'representatives.0.phone', undefined],
    ['无人数', { headcount: null }, 'headcount', undefined],
    ['明天的信访日期', { petitionDate: '2026-11-24' }, 'petitionDate', undefined],
    ['无信访日期', { petitionDate: '' }, 'petitionDate', undefined],
    ['发生在来访之后', { petitionDate: '2026-11-20', occurredOn: '2026-11-21' }, 'occurredOn', undefined],
    ['接谈时间倒置', { receptionStart: '10:00', receptionEnd: '09:59' }, 'receptionEnd', undefined],
    ['未谈完先离开', { receptionEnd: '10:00', leftAt: '09:00' }, 'leftAt', undefined],
    ['期限早于信访', { handlingDue: '2026-11-22' }, 'handlingDue', undefined],
    ['证件号校验位', { idNo: '110105194912310021' }, 'idNo', undefined],
    ['居住证号头', { idType: 'hmtResidence', idNo: '11010519491231002X' }, 'idNo', undefined],
    ['电话', { phone: '110' }, 'phone', undefined],
    ['代理人无被代理人', { isAgent: true }, 'principalName', undefined],
    ['当场答复无内容', { handlingMode: 'replyOnSpot' }, 'replyOnSpot', undefined],
    ['不予受理无理由', { handlingMode: 'decline' }, 'opinion', undefined],
    ['并入前件无前件', { handlingMode: 'mergeIntoPrior' }, 'handlingMode', undefined],
    ['已有答复无文号', { priorProcedures: [{ kind: 'replied' }] }, 'priorProcedures.0.docNo', undefined],
  ];
  it.each(table)('%s', (_, more, field, article) => {
    const issues = check(more);
    expect(issues.map((i) => i.field)).toEqual([field]);
    if (article !== undefined) expect(issues[0]?.lawArticle).toContain(article);
  });

  it('says everything at once', () => {
    expect(check({ name: '', phone: '1', headcount: null }).map((i) => i.field)).toEqual([
      'name',
      'phone',
      'headcount',
    ]);
  });

  it('takes another document without a check digit', () => {
    expect(check({ idType: 'passport', idNo: 'E12345678' })).toEqual([]);
    expect(check({ idType: 'household', idNo: '1' })).toEqual([]);
  });

  it('wants a linked visit to be a repeat (条例19)', () => {
    expect(check({}, 1).map((i) => i.field)).toEqual(['isRepeat']);
    expect(check({ isRepeat: true }, 1)).toEqual([]);
  });

  it('needs neither name nor address of a person who gives none', () => {
    expect(check({ identityUnclear: true, unclearNote: '拒绝说明', name: '', address: '' })).toEqual([]);
  });

  it('keeps the three numbers apart: fewer affected than present is a question, not a refusal', () => {
    const visit = { ...common, headcount: 3, affectedCount: 1 };
    expect(check(visit)).toEqual([]);
    expect(advised(visit)).toContain('affectedFewer');
  });
});

const advised = (more: VisitForm) =>
  adviceFor(VisitFields.parse({ ...common, ...more }), DEFAULT_POLICY).map((a) => a.code);

describe('advice', () => {
  it.each<[string, VisitForm, string]>([
    ['条例25 紧急报告', { riskFlags: ['threat'] }, 'urgentReport'],
    ['条例30 检举控告保密', { purpose: 'purposes/04' }, 'confidential'],
    ['条例20 越级引导', { isSkipLevel: true }, 'skipLevel'],
    ['条例20 涉诉', { priorProcedures: [{ kind: 'litigation' }] }, 'judicial'],
    ['条例36 复核后', { priorProcedures: [{ kind: 'finalReview' }] }, 'finalReviewed'],
    ['条例20 推选代表', { headcount: 5 }, 'chooseRepresentatives'],
    ['条例23 免告知', { identityUnclear: true }, 'noNotice'],
    ['未成年人', { birthDate: '2010-01-01' }, 'minor'],
    ['性别与证件号不一致', { idNo: '11010519491231002X', gender: 'male' }, 'genderDiffers'],
  ])('%s', (_, more, code) => expect(advised(more)).toEqual([code]));

  it('says nothing about the common visit', () => expect(advised({})).toEqual([]));
});
