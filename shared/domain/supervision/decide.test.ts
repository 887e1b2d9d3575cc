import { describe, expect, it } from 'vitest';
import { recordId, type RecordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { HLC_ZERO, nextHlc } from '../../ledger/hlc';
import type { Decision } from '../../ledger/op';
import { stamp } from '../../ledger/stamp';
import type { StepName } from '../cases/steps';
import { CENTER, day, TestCase, unit } from '../cases/testing';
import { type AdviceInput, decideAdvise, decideFeedback, decideWithdrawAdvice, readAdvice } from './advice';
import { decideIssue, decideReply, decideReview, decideWithdraw, type LetterDesk, type Part } from './decide';
import { letterWords, proposedRequirement } from './letter';
import { decideSetSupervisionPolicy, DEFAULT_SUPERVISION_POLICY, readSupervisionPolicy } from './policy';
import type { UnitRules } from './recipient';
import { readSupervision, type Supervision } from './schema';
import { colourOf, daysWaited, isOpenSupervision, owedSince, supervisionState } from './state';
import { VIOLATIONS, violationArticle, type ViolationCode } from './violations';

type Steps = readonly (readonly [StepName, string, object?])[];
const A = unit('A');
const ACCUSED = unit('ACCUSED');
const JIWEI = unit('JIWEI');
const ID = recordId('supervisions', '2026-A01-000001-aa');
const DUE = day('2026-04-20');

const rules: UnitRules = {
  ownUnit: CENTER,
  unitName: (id) => id.slice('units/'.length),
  isActive: (id) => id !== unit('OLD'),
  isWithinAny: (id, units) => units.includes(id),
  handlesAccusations: (id) => id === JIWEI,
};
const desk = (today = '2026-04-10'): LetterDesk => ({ today: day(today), by: '王敏', letter: 'l1', rules });

const claim = () =>
  new TestCase().walk(
    ['triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' }],
    ['transfer', '2026-03-03', { unit: A }],
  );
const accusation = () =>
  new TestCase().walk(['triage', '2026-03-02', { triageClass: 'accusation', accused: [ACCUSED] }]);

const part = (testCase: TestCase, more: Partial<Part> = {}): Part => ({
  record: testCase.record,
  unit: A,
  points: [{ kind: 'SIGN', key: 'SIGN:2026-03-03', facts: '逾期未签收。', days: 20 }],
  way: 'letter',
  requirement: '请签收。',
  supervisions: [],
  id: ID,
  ...more,
});

/** Records grow by real ops. */
class Ledger {
  readonly records = new Map<RecordId, Folded>();
  private hlc = HLC_ZERO;
  private seq = 0;

  apply(decided: { readonly ok: boolean; readonly value?: Decision }): void {
    if (decided.value === undefined) throw new Error(`refused: ${JSON.stringify(decided)}`);
    this.hlc = nextHlc(this.hlc, 1_772_409_600_000);
    const stamped = stamp(
      decided.value,
      `t${this.seq}` as never,
      { by: '王敏', unit: CENTER, device: 'test' as never },
      this.hlc,
      { record: (id) => this.records.get(id), vector: () => ({ test: this.seq }) },
    );
    this.seq += decided.value.ops.length;
    for (const [id, record] of stamped.records) this.records.set(id, record);
  }

  record(id: RecordId): Folded {
    const found = this.records.get(id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  }

  supervision(id = ID): Supervision {
    const found = readSupervision(this.record(id));
    if (found === undefined) throw new Error(`cannot read ${id}`);
    return found;
  }

  chain(id = ID, earlier: readonly RecordId[] = []) {
    const link = (one: RecordId) => ({ record: this.record(one), supervision: this.supervision(one) });
    return { ...link(id), earlier: earlier.map(link) };
  }
}

const issued = (testCase = claim()): Ledger => {
  const ledger = new Ledger();
  ledger.apply(decideIssue(part(testCase), { replyDue: DUE, approver: undefined }, desk()));
  return ledger;
};
const reply = (on: string) => ({ id: ID, on: day(on), text: '已签收办理。', signer: '局长' });
const review = (on: string, result: 'satisfied' | 'again', replyDue?: string) => ({
  id: ID,
  on: day(on),
  result,
  opinion: '意见',
  reviewer: '刘主任',
  replyDue: replyDue === undefined ? undefined : day(replyDue),
});

describe('督办', () => {
  const refusals: readonly (readonly [string, string, Partial<Part>, string])[] = [
    ['to the desk itself', 'supervision.ownUnit', { unit: CENTER }, DUE],
    ['to a unit that is no more', 'supervision.unitRetired', { unit: unit('OLD') }, DUE],
    ['about nothing', 'supervision.nothing', { points: [] }, DUE],
    ['实地 without approval', 'supervision.approver', { way: 'onSite' }, DUE],
    ['联合 without approval', 'supervision.approver', { way: 'joint' }, DUE],
    ['answered by yesterday', 'supervision.replyDue', {}, '2026-04-10'],
  ];
  it.each(refusals)('is refused %s', (_name, code, more, replyDue) => {
    const decided = decideIssue(part(claim(), more), { replyDue: day(replyDue), approver: undefined }, desk());
    expect(decided.ok ? 'ok' : decided.error.code).toBe(code);
  });

  it('never goes to the accused unit, nor to one without authority over an accusation', () => {
    const to = (to_: RecordId) =>
      decideIssue(part(accusation(), { unit: to_ }), { replyDue: DUE, approver: undefined }, desk());
    expect(to(ACCUSED)).toMatchObject({
      ok: false,
      error: { code: 'supervision.accusedUnit', lawArticle: expect.stringContaining('第三十条') },
    });
    expect(to(A)).toMatchObject({ ok: false, error: { code: 'supervision.noAuthority' } });
    expect(to(JIWEI).ok).toBe(true);
    const unsorted = new TestCase({ purpose: 'purposes/04' });
    const decided = decideIssue(part(unsorted), { replyDue: DUE, approver: undefined }, desk());
    expect(decided.ok ? 'ok' : decided.error.code).toBe('supervision.noAuthority');
  });

  it('lives in the space of its case, numbered as the n-th to the unit', () => {
    const ledger = issued();
    const first = ledger.supervision();
    expect(ledger.record(ID).space).toBe('case/2026-A01-000001');
    expect(first).toMatchObject({ no: 1, caseNo: 'XF2026A01000001', subject: '李桂兰：征收补偿款未到位' });
    const again = decideIssue(part(claim(), { supervisions: [first] }), { replyDue: DUE, approver: undefined }, desk());
    expect(again).toMatchObject({ ok: false, error: { code: 'supervision.already' } });
    const other = [{ kind: 'ACK_15' as const, key: 'ACK_15:x', facts: '未告知。' }];
    const second = decideIssue(
      part(claim(), { supervisions: [first], points: other, way: 'onSite' }),
      { replyDue: DUE, approver: '周副局长' },
      desk(),
    );
    expect(second.ok && second.value.ops[0]?.value).toMatchObject({ no: 2, approver: '周副局长' });
  });

  it('is tracked to the answer: 待回复, 超期未回复, 已回复待审, 已办结', () => {
    const ledger = issued();
    const state = (today: string) => supervisionState(ledger.supervision(), DUE, day(today));
    expect(state('2026-04-20')).toBe('waiting');
    expect(state('2026-04-21')).toBe('overdue');
    expect(daysWaited(ledger.supervision(), day('2026-04-21'))).toBe(11);
    expect(decideReview(ledger.chain(), review('2026-04-21', 'satisfied'), day('2026-04-21'))).toMatchObject({
      error: { code: 'supervision.noReply' },
    });
    ledger.apply(decideReply(ledger.chain(), reply('2026-04-22'), day('2026-04-22')));
    expect(state('2026-04-23')).toBe('answered');
    expect(decideReview(ledger.chain(), review('2026-04-23', 'again'), day('2026-04-23'))).toMatchObject({
      error: { code: 'supervision.replyDue', field: 'replyDue' },
    });
    ledger.apply(decideReview(ledger.chain(), review('2026-04-23', 'again', '2026-05-08'), day('2026-04-23')));
    expect(owedSince(ledger.supervision())).toEqual({ from: '2026-04-23', due: '2026-05-08' });
    expect(supervisionState(ledger.supervision(), day('2026-05-08'), day('2026-05-09'))).toBe('overdue');
    ledger.apply(decideReply(ledger.chain(), reply('2026-05-10'), day('2026-05-10')));
    ledger.apply(decideReview(ledger.chain(), review('2026-05-11', 'satisfied'), day('2026-05-11')));
    expect(state('2026-06-01')).toBe('closed');
    expect(isOpenSupervision(ledger.supervision())).toBe(false);
    expect(decideReply(ledger.chain(), reply('2026-05-12'), day('2026-05-12'))).toMatchObject({
      error: { code: 'supervision.closed' },
    });
  });

  it.each([
    ['2026-04-09', '不能早于'],
    ['2026-05-01', '不能晚于今天'],
  ])('a reply of %s is refused: %s', (on, words) => {
    const ledger = issued();
    const decided = decideReply(ledger.chain(), reply(on), day('2026-04-22'));
    expect(decided.ok ? '' : decided.error.message).toContain(words);
  });

  it('an answer to a follow-up answers the letters it follows up, and their review closes all', () => {
    const ledger = issued();
    const later = recordId('supervisions', '2026-A01-000001-bb');
    const points = [{ kind: 'SUPERVISE_REPLY' as const, key: 'SUPERVISE_REPLY:1', facts: '未回复。', of: ID }];
    ledger.apply(
      decideIssue(
        part(claim(), { id: later, points, way: 'interview', supervisions: [ledger.supervision()] }),
        { replyDue: day('2026-05-01'), approver: undefined },
        desk('2026-04-22'),
      ),
    );
    expect(ledger.supervision(later)).toMatchObject({ no: 2, escalates: [ID] });
    ledger.apply(decideReply(ledger.chain(later, [ID]), reply('2026-04-25'), day('2026-04-25')));
    ledger.apply(decideReview(ledger.chain(later, [ID]), review('2026-04-26', 'satisfied'), day('2026-04-26')));
    expect([ID, later].map((id) => isOpenSupervision(ledger.supervision(id)))).toEqual([false, false]);
  });

  it('is withdrawn with a reason and stays to be seen', () => {
    const ledger = issued();
    ledger.apply(decideWithdraw(ledger.chain(), '重复督办'));
    expect(ledger.supervision().voided).toBe(true);
    expect(decideReply(ledger.chain(), reply('2026-04-22'), day('2026-04-22'))).toMatchObject({
      error: { code: 'supervision.withdrawn' },
    });
  });
});

describe('三色档案', () => {
  const handled = (...more: Steps) =>
    claim().walk(
      ['sign', '2026-03-04', { signer: '赵' }],
      ['acknowledge', '2026-03-05'],
      ['handle', '2026-03-05'],
      ...more,
    );
  const done = (...more: Steps) =>
    handled(['reply', '2026-04-01', { conclusion: 'reject', summary: '不支持。', basis: '《土地管理法》' }], ...more);
  const answered = () => {
    const ledger = issued();
    ledger.apply(decideReply(ledger.chain(), reply('2026-04-22'), day('2026-04-22')));
    return ledger;
  };
  const displeased = [
    'rate',
    '2026-04-10',
    { side: 'responsibleUnit', process: 'fairly', result: 'dissatisfied' },
  ] as const;

  it.each([
    ['not handled: 红', issued(), handled(), 'red'],
    ['not handled, though answered: 红', answered(), handled(), 'red'],
    ['handled, not reported: 黄', issued(), done(), 'yellow'],
    ['handled and reported: none', answered(), done(), undefined],
    ['handled and reported, not to satisfaction: 蓝', answered(), done(displeased), 'blue'],
  ] as const)('%s', (_name, ledger, testCase, colour) => {
    expect(colourOf(ledger.supervision(), testCase.state)).toBe(colour);
  });

  it('sent back by the review: 蓝; closed: none', () => {
    const ledger = answered();
    ledger.apply(decideReview(ledger.chain(), review('2026-04-23', 'again', '2026-05-08'), day('2026-04-23')));
    expect(colourOf(ledger.supervision(), done().state)).toBe('blue');
    ledger.apply(decideReply(ledger.chain(), reply('2026-05-01'), day('2026-05-01')));
    ledger.apply(decideReview(ledger.chain(), review('2026-05-02', 'satisfied'), day('2026-05-02')));
    expect(colourOf(ledger.supervision(), done().state)).toBeUndefined();
  });
});

describe('三项建议', () => {
  const ADVICE = recordId('advices', '2026-A01-000001-aa');
  const input = (more: Partial<AdviceInput> = {}): AdviceInput => ({
    case: claim().record.id,
    kind: 'improve',
    unit: A,
    about: undefined,
    situation: '多次超期。',
    problems: '未落实首办责任。',
    proposals: ['建立台账。'],
    violations: undefined,
    feedbackDue: undefined,
    supervision: undefined,
    ...more,
  });
  const given = { id: ADVICE, today: day('2026-04-10'), by: '王敏', rules };

  it.each([
    ['追究责任 about nobody', claim(), { kind: 'accountability' }, 'advice.about'],
    ['追究责任 to the unit itself', claim(), { kind: 'accountability', about: A }, 'advice.toItself'],
    ['追究责任 without a 情形', claim(), { kind: 'accountability', about: A, unit: JIWEI }, 'advice.violations'],
    ['a day gone by', claim(), { feedbackDue: day('2026-04-10') }, 'advice.feedbackDue'],
    ['to the accused', accusation(), { unit: ACCUSED }, 'supervision.accusedUnit'],
  ] as const)('is refused: %s', (_name, testCase, more, code) => {
    const decided = decideAdvise(testCase.record, input(more), given);
    expect(decided.ok ? 'ok' : decided.error.code).toBe(code);
  });

  it('is answered in writing: 采纳情况', () => {
    const ledger = new Ledger();
    const accountability = { kind: 'accountability', about: A, unit: JIWEI, violations: ['V45a'] } as const;
    ledger.apply(decideAdvise(claim().record, input({ ...accountability, violations: ['V45a'] }), given));
    const advice = () => {
      const found = readAdvice(ledger.record(ADVICE));
      if (found === undefined) throw new Error('cannot read');
      return found;
    };
    expect(advice()).toMatchObject({ violations: ['V45a'], issuedOn: '2026-04-10', feedbacks: [] });
    const feedback = { id: ADVICE, on: day('2026-04-20'), adopted: 'part' as const, text: '已约谈。', signer: '书记' };
    const early = decideFeedback(
      ledger.record(ADVICE),
      advice(),
      { ...feedback, on: day('2026-04-01') },
      day('2026-04-20'),
    );
    expect(early).toMatchObject({ ok: false, error: { code: 'advice.day' } });
    ledger.apply(decideFeedback(ledger.record(ADVICE), advice(), feedback, day('2026-04-20')));
    expect(advice().feedbacks).toMatchObject([{ adopted: 'part', by: '王敏' }]);
    expect(decideWithdrawAdvice(ledger.record(ADVICE), advice(), '重复')).toMatchObject({ ok: false });
  });
});

it('every 责任追究情形 has its article', () => {
  const articles = (Object.keys(VIOLATIONS) as ViolationCode[]).map(violationArticle);
  expect(new Set(articles)).toEqual(
    new Set(['四十三', '四十四', '四十五', '四十六'].map((n) => `《信访工作条例》第${n}条`)),
  );
});

it('the letter says what it is about, one case or several', () => {
  const one = issued().supervision();
  expect(letterWords([one])).toMatchObject({
    petitioner: '李桂兰',
    title: '征收补偿款未到位',
    overdueDays: 20,
    times: '第一次',
    replyBy: DUE,
  });
  expect(letterWords([one]).situation).toBe('未按规定程序办理信访事项。逾期未签收');
  const two = letterWords([one, { ...one, caseNo: 'XF2', subject: '王刚：物业收费' }]);
  expect(two.caseNo).toBe('XF2026A01000001等 2 件');
  expect(two.situation).toContain('（二）XF2，物业收费。逾期未签收');
  expect(two.petitioner).toBe('李桂兰等');
  expect(JSON.stringify(two)).not.toContain('王刚');
  expect(proposedRequirement(['overdue', 'overdue', 'noFeedback']).split('\n')).toHaveLength(2);
});

it('a centre sets its own thresholds; what cannot be read falls back', () => {
  const next = { ...DEFAULT_SUPERVISION_POLICY, executeDays: 60, off: ['SIGN' as const] };
  const ledger = new Ledger();
  const id = recordId('supervisionPolicy', 'current');
  ledger.apply(decideSetSupervisionPolicy(undefined, next));
  expect(readSupervisionPolicy(ledger.record(id))).toEqual(next);
  expect(decideSetSupervisionPolicy(ledger.record(id), next)).toMatchObject({ ok: false });
  const broken = { ...ledger.record(id), value: { ...next, replyDays: '十天' } };
  expect(readSupervisionPolicy(broken)).toEqual(next);
});
