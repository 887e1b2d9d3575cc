import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type LocalDate } from '../../calendar/local-date';
import { recordId, type RecordId } from '../../kernel/ids';
import type { StepName } from '../cases/steps';
import { day, TestCase, unit } from '../cases/testing';
import { DEFAULT_SUPERVISION_POLICY, proposedWay, type SupervisionPolicy } from './policy';
import type { Supervision } from './schema';
import { LATE_TRIGGERS, type LateKind, SITUATIONS, TRIGGER_KINDS, TRIGGERS } from './situation';
import { candidatesOf, findTriggers, type RunningLimit } from './trigger';

type Steps = readonly (readonly [StepName, string, object?])[];
const A = unit('A');
const B = unit('B');
const C = unit('C');
const TODAY = day('2026-06-30');

const context = (more: Partial<Parameters<typeof findTriggers>[1]> = {}) => ({
  today: TODAY,
  policy: DEFAULT_SUPERVISION_POLICY,
  unitName: (id: RecordId) => id.slice('units/'.length),
  mayReceive: () => true,
  ...more,
});
const limit = (kind: LateKind, lastDay: LocalDate, more: Partial<RunningLimit> = {}): RunningLimit => ({
  kind,
  unit: A,
  from: day('2026-03-02'),
  lastDay,
  paused: false,
  ...more,
});

const claim = (...steps: Steps): TestCase =>
  new TestCase().walk(['triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' }], ...steps);
const routed = (...steps: Steps): TestCase =>
  claim(['transfer', '2026-03-03', { unit: A }], ['sign', '2026-03-04', { signer: '赵' }], ...steps);
const handled = (...steps: Steps): TestCase =>
  routed(['acknowledge', '2026-03-05'], ['handle', '2026-03-05'], ...steps);
const replied = (conclusion: string, ...steps: Steps): TestCase =>
  handled(
    ['reply', '2026-04-01', { conclusion, summary: '同意补偿。', basis: '《土地管理法》' }],
    ['deliver', '2026-04-02', { way: 'direct', signer: '李桂兰' }],
    ...steps,
  );
const reviewed = (conclusion: string, ...steps: Steps): TestCase =>
  replied(
    'reject',
    ['applyReview', '2026-04-10', { organ: C, request: '请求复查。' }],
    ['concludeReview', '2026-05-06', { conclusion, text: '责令重作。' }],
    ['deliverReview', '2026-05-08', { signer: '李桂兰' }],
    ...steps,
  );
const objected = (on: string, back: string) =>
  [
    ['object', on, { reason: '不属本单位职责。', proposedElsewhere: '街道' }],
    ['rejectObjection', back, { opinion: '应由该单位办理。' }],
  ] as const;
const sent = (to: RecordId, from: string, on: string) =>
  [
    ['object', from, { reason: '不属本单位职责。', proposedElsewhere: '街道' }],
    ['agreeObjection', on, { opinion: '同意。' }],
    ['transfer', on, { unit: to }],
    ['sign', on, { signer: '孙' }],
  ] as const;

const supervision = (more: Partial<Supervision> = {}): Supervision => ({
  id: recordId('supervisions', '2026-A01-000001-aa'),
  case: recordId('cases', '2026-A01-000001'),
  caseNo: 'XF2026A01000001',
  subject: '李桂兰：征收补偿款未到位',
  unit: A,
  points: [{ kind: 'HANDLE_60', key: 'HANDLE_60:2026-03-02', facts: '逾期未办结。', days: 10 }],
  way: 'letter',
  no: 1,
  requirement: '请办结。',
  replyDue: day('2026-07-10'),
  issuedOn: day('2026-06-20'),
  issuedBy: '王敏',
  letter: 'l1',
  voided: false,
  moves: [],
  ...more,
});
const closedMoves: Supervision['moves'] = [
  { type: 'reply', on: day('2026-06-22'), text: '已办。', signer: '局长', by: '王敏' },
  { type: 'review', on: day('2026-06-23'), result: 'satisfied', opinion: '可以。', reviewer: '刘', by: '王敏' },
];

const find = (
  { state }: TestCase,
  limits: readonly RunningLimit[] = [],
  supervisions: readonly Supervision[] = [],
  more: Partial<Parameters<typeof findTriggers>[1]> = {},
) => findTriggers({ state, limits, supervisions }, context(more));

describe('limits that have passed', () => {
  it.each(Object.entries(LATE_TRIGGERS))(
    '%s: the day after its last day, with the articles',
    (kind, { situation, undone }) => {
      const late = kind as LateKind;
      expect(find(handled(), [limit(late, TODAY)])).toEqual([]);
      const [found] = find(handled(), [limit(late, addDays(TODAY, -12))]);
      expect(found).toMatchObject({ kind, situation, unit: A, days: 12, no: 1, way: 'letter' });
      expect(found?.facts).toContain('至今逾期 12 日');
      expect(found?.facts).toContain(`仍未${undone}`);
      expect(found?.article).toMatch(/《信访工作条例》.*第四十条$/);
    },
  );

  it.each([
    ['HANDLE_60', 'overdue', '第三十四条'],
    ['EXTEND_30', 'overdue', '第三十四条'],
    ['REVIEW_DECIDE_30', 'overdue', '第三十五条'],
    ['FINAL_REVIEW_30', 'overdue', '第三十六条'],
    ['ASSIGN_FEEDBACK', 'noFeedback', '第二十二条'],
    ['SUPERVISE_REPLY', 'noFeedback', '第四十条'],
    ['SUGGEST_FEEDBACK', 'noFeedback', '第四十条'],
    ['ACK_15', 'procedure', '第二十三条'],
    ['ROUTE_15', 'procedure', '第二十二条'],
    ['CO_OPINION', 'evasion', '第四十条'],
    ['objections', 'evasion', '第二十三条'],
    ['passedOn', 'evasion', '第二十四条'],
    ['supportNotExecuted', 'notExecuted', '第三十二条'],
    ['settlementNotPerformed', 'notExecuted', '第三十三条'],
    ['redoNotStarted', 'notExecuted', '第三十五条'],
    ['other', 'other', '第四十条'],
  ] as const)('%s is 第四十条 as %s, with %s', (kind, situation, article) => {
    expect(TRIGGERS[kind].situation).toBe(situation);
    expect(`${TRIGGERS[kind].article}、《信访工作条例》第四十条`).toContain(article);
  });

  it('every trigger belongs to one of the six situations, and each situation has one', () => {
    expect(new Set(TRIGGER_KINDS.map((kind) => TRIGGERS[kind].situation))).toEqual(new Set(Object.keys(SITUATIONS)));
  });

  it('a clock that stands still, one within the grace, one switched off and one of a barred unit call for nothing', () => {
    const late = [limit('HANDLE_60', addDays(TODAY, -3))];
    const policy = (more: Partial<SupervisionPolicy>) => ({ policy: { ...DEFAULT_SUPERVISION_POLICY, ...more } });
    expect(find(handled(), late)).toHaveLength(1);
    expect(find(handled(), [limit('HANDLE_60', addDays(TODAY, -3), { paused: true })])).toEqual([]);
    expect(find(handled(), late, [], policy({ graceDays: 3 }))).toEqual([]);
    expect(find(handled(), late, [], policy({ off: ['HANDLE_60'] }))).toEqual([]);
    expect(find(handled(), late, [], { mayReceive: (id) => id !== A })).toEqual([]);
  });

  it('what is under supervision is not raised again until that is closed or withdrawn', () => {
    const late = [limit('HANDLE_60', addDays(TODAY, -12))];
    expect(find(handled(), late, [supervision()])).toEqual([]);
    expect(find(handled(), late, [supervision({ unit: B })])).toHaveLength(1);
    expect(find(handled(), late, [supervision({ voided: true })])[0]).toMatchObject({ no: 1 });
    expect(find(handled(), late, [supervision({ moves: closedMoves })])[0]).toMatchObject({ no: 2, way: 'interview' });
  });

  it('an unanswered letter is followed up by the next way', () => {
    const first = supervision();
    const owed = limit('SUPERVISE_REPLY', addDays(TODAY, -2), { of: first.id, label: '第一次督办的答复期限' });
    const [found] = find(handled(), [owed], [first]);
    expect(found).toMatchObject({ kind: 'SUPERVISE_REPLY', of: first.id, no: 2, way: 'interview', days: 2 });
    const byHand = { kind: 'other' as const, key: 'other:1', facts: '再次督办。', of: first.id };
    const second = supervision({ id: recordId('supervisions', '2026-A01-000001-bb'), no: 2, points: [byHand] });
    expect(find(handled(), [owed], [first, second])).toEqual([]);
    expect(found?.facts).toBe('第一次督办的答复期限已于2026年6月28日届满，至今逾期 2 日，仍未书面回复。');
  });

  it('days overdue are the days between, whatever the day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -400, max: 400 }), fc.integer({ min: 0, max: 30 }), (past, graceDays) => {
        const policy = { ...DEFAULT_SUPERVISION_POLICY, graceDays };
        const found = find(handled(), [limit('HANDLE_60', addDays(TODAY, -past))], [], { policy });
        expect(found.map(({ days }) => days)).toEqual(past > graceDays ? [past] : []);
      }),
    );
  });
});

describe('what calls for it without a limit', () => {
  const OCCURRENCES: readonly (readonly [string, TestCase, readonly string[]])[] = [
    ['one objection', routed(['object', '2026-03-05', { reason: '不属本单位。', proposedElsewhere: '街道' }]), []],
    [
      'an objection after the first was sent back',
      routed(...objected('2026-03-05', '2026-03-06'), [
        'object',
        '2026-03-07',
        { reason: '仍不属本单位。', proposedElsewhere: '街道' },
      ]),
      ['objections', 'objectedAgain'],
    ],
    ['agreed objections of two units', routed(...sent(B, '2026-03-05', '2026-03-06')), []],
    [
      'three units',
      routed(...sent(B, '2026-03-05', '2026-03-06'), ...sent(C, '2026-03-07', '2026-03-08')),
      ['passedOn'],
    ],
    [
      'three units, but answered',
      routed(
        ...sent(B, '2026-03-05', '2026-03-06'),
        ...sent(C, '2026-03-07', '2026-03-08'),
        ['acknowledge', '2026-03-09'],
        ['handle', '2026-03-09'],
        ['reply', '2026-04-01', { conclusion: 'reject', summary: '不支持。', basis: '《土地管理法》' }],
      ),
      [],
    ],
    [
      'dissatisfied with the result',
      replied('reject', ['rate', '2026-04-10', { side: 'responsibleUnit', process: 'fairly', result: 'dissatisfied' }]),
      ['dissatisfied'],
    ],
    [
      'dissatisfied with the petition office only',
      replied('reject', ['rate', '2026-04-10', { side: 'petitionOffice', process: 'fairly', result: 'dissatisfied' }]),
      [],
    ],
    ['support that nothing came of', replied('support'), ['supportNotExecuted']],
    [
      'support that a follow-up visit has seen to',
      replied('support', ['followUp', '2026-05-01', { way: 'phone', by: '王敏', text: '已落实。' }]),
      [],
    ],
    ['an explanation', replied('explain'), []],
    [
      'an agreement nobody keeps',
      handled(['settle', '2026-04-01', { text: '一次性补偿五万元。' }]),
      ['settlementNotPerformed'],
    ],
    ['a case sent back and left', reviewed('redo'), ['redoNotStarted']],
    ['a case sent back and taken up', reviewed('redo', ['rehandle', '2026-05-10', { reason: '重新办理。' }]), []],
    ['a review that maintains', reviewed('maintain'), []],
  ];

  it.each(OCCURRENCES)('%s', (_name, testCase, kinds) => {
    expect(find(testCase).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('an occurrence is raised once, even after its letter is closed', () => {
    const [found] = find(replied('support'));
    if (found === undefined) throw new Error('nothing found');
    expect(find(replied('support'), [], [supervision({ points: [found], moves: closedMoves })])).toEqual([]);
  });

  it('thresholds are the centre’s own', () => {
    const wait = (executeDays: number) => ({ policy: { ...DEFAULT_SUPERVISION_POLICY, executeDays } });
    expect(find(replied('support'), [], [], wait(90))).toHaveLength(0);
    expect(find(replied('support'), [], [], wait(89))[0]).toMatchObject({ days: 1, unit: A });
  });
});

describe('方式 by 第几次', () => {
  it.each([
    [1, 12, 'letter'],
    [2, 12, 'interview'],
    [3, undefined, 'onSite'],
    [4, 1, 'joint'],
    [9, 1, 'joint'],
  ] as const)('the %d. with %s days is %s', (no, days, way) => {
    expect(proposedWay(no, days, DEFAULT_SUPERVISION_POLICY)).toBe(way);
  });

  it('a first, short delay may be a telephone call', () => {
    const policy = { ...DEFAULT_SUPERVISION_POLICY, phoneWithin: 3 };
    expect([1, 3, 4].map((days) => proposedWay(1, days, policy))).toEqual(['phone', 'phone', 'letter']);
    expect(proposedWay(2, 1, policy)).toBe('interview');
  });
});

it('candidates gather what concerns one unit, the longest delay first to be said', () => {
  const found = find(handled(), [
    limit('HANDLE_60', addDays(TODAY, -12)),
    limit('ASSIGN_FEEDBACK', addDays(TODAY, -20)),
    limit('CO_OPINION', addDays(TODAY, -1), { unit: B }),
  ]);
  expect(
    candidatesOf(found, DEFAULT_SUPERVISION_POLICY).map((c) => [c.unit, c.days, c.triggers.map(({ kind }) => kind)]),
  ).toEqual([
    [A, 20, ['HANDLE_60', 'ASSIGN_FEEDBACK']],
    [B, 1, ['CO_OPINION']],
  ]);
});
