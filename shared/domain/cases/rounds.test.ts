import { describe, expect, test } from 'vitest';
import { isAccusation } from './confidential';
import { mergeCase } from './decide';
import { runningClocks } from './machine';
import { splitCase } from './open';
import {
  ASSIGNED,
  claim,
  code,
  CONTEXT,
  day,
  REPLY,
  running,
  TestCase,
  TO_DELIVERED,
  TO_HANDLING,
  unit,
} from './testing';

describe('what belongs to a former round or unit does not follow', () => {
  const accusation = () =>
    new TestCase().walk(
      ['triage', '2026-03-02', { triageClass: 'accusation', accused: [unit('BUREAU')] }],
      ['toDiscipline', '2026-03-03', { unit: unit('JIWEI') }],
    );

  test('an accusation that is reopened stays one until it is classified anew, with a reason (第三十条)', () => {
    const made = accusation().walk(['reopen', '2026-04-01', { newFacts: '新证据' }]);
    expect(isAccusation(made.record)).toBe(true);
    const claimed = { on: '2026-04-02', ...claim };
    expect(code(made.take('triage', claimed))).toBe('case.declassified');
    expect(code(made.take('triage', { ...claimed, reason: '经核实系申诉求决' }))).toBe('ok');
  });

  test('an accusation is not merged with another matter, nor into the hands of the accused', () => {
    const secret = accusation().walk(['reopen', '2026-04-01', { newFacts: '新证据' }]);
    const plainCase = new TestCase({}, '2026-A01-000002').walk(...TO_HANDLING);
    const input = { on: day('2026-04-02'), reason: '同一事项' };
    const merged = mergeCase(secret.record, plainCase.record, input, CONTEXT);
    expect(merged.ok ? 'ok' : merged.error.code).toBe('case.mergeAccusation');
  });

  test('of an accusation nothing but what is told anew goes into a split case', () => {
    const secret = new TestCase({ summary: '举报内容', facts: '事实', purpose: 'purposes/04' });
    const given = { key: '2026-A01-000001-2', caseNo: 'X-2', queryCode: '1', now: 0, by: '王敏', unit: unit('CENTER') };
    const split = splitCase(secret.record, { title: '另一件', demand: '办证', purpose: 'purposes/02' as never }, given);
    expect(JSON.stringify(split.ok && split.value.ops[0]?.value)).not.toMatch(/举报内容|事实/);
  });

  test('an objection that was rejected is not raised again after its term (第二十三条)', () => {
    const made = new TestCase().walk(
      ...TO_HANDLING.slice(0, 3),
      ['object', '2026-03-06', { reason: '非本单位职责', proposedElsewhere: '省厅' }],
      ['rejectObjection', '2026-03-09', { opinion: '属本单位' }],
    );
    const again = { on: '2026-06-01', reason: '再提', proposedElsewhere: '省厅' };
    expect(code(made.take('object', again, { lastDayOf: () => day('2026-03-11') }))).toBe('case.objectionLate');
  });

  test('a decided dispute takes offices and internal limits from the former unit and gives the report to the new one', () => {
    const made = new TestCase().walk(
      TO_HANDLING[0],
      ASSIGNED,
      TO_HANDLING[2],
      ['assignOffice', '2026-03-05', { office: '预算处', person: '孙某' }],
      ['object', '2026-03-06', { reason: '非本单位职责', proposedElsewhere: '省厅' }],
      ['dispute', '2026-03-09', { to: '联席会议' }],
      ['decideDispute', '2026-03-16', { unit: unit('X'), decidedBy: '联席会议', decision: '由X办理' }],
    );
    expect(runningClocks(made.state).map(({ kind, unit: id }) => [kind, id])).toEqual([
      ['ASSIGN_FEEDBACK', unit('X')],
      ['SIGN', unit('X')],
    ]);
    expect([made.state.offices, made.state.firstContactUntil]).toEqual([[], undefined]);
    made.walk(['sign', '2026-03-17', { signer: '钱' }], ['assignOffice', '2026-03-18', { office: '一处' }]);
    expect(running(made)).toContain('FIN_REPLY_5WD');
  });

  test('an opinion that must be made anew cannot be closed on, also after 复核', () => {
    const reviewed = new TestCase().walk(
      ...TO_HANDLING,
      ['reply', '2026-04-20', REPLY],
      ['deliver', '2026-04-22', { way: 'direct', signer: '李桂兰' }],
      ['applyReview', '2026-05-01', { organElsewhere: '省政府', request: '不服' }],
      ['concludeReview', '2026-05-20', { conclusion: 'redo', text: '重作' }],
      ['deliverReview', '2026-05-22', { signer: '李桂兰' }],
    );
    expect(code(reviewed.take('close', { on: '2026-05-23', settledInWriting: true }))).toBe('case.mustRedo');
    reviewed.walk(
      ['applyFinalReview', '2026-05-25', { organElsewhere: '省政府', request: '不服' }],
      ['concludeFinalReview', '2026-06-10', { conclusion: 'revoke', text: '撤销' }],
      ['rehandle', '2026-06-12', { reason: '重新调查' }],
    );
    expect([reviewed.state.status, running(reviewed), reviewed.state.end]).toEqual([
      'handling',
      ['HANDLE_60'],
      undefined,
    ]);
  });

  test('a case is not put away while its report is owed', () => {
    const made = new TestCase().walk(...TO_DELIVERED, ['close', '2026-04-23', { settledInWriting: true }]);
    expect(code(made.take('archive', { on: '2026-04-24', dossierNo: '1' }))).toBe('case.reportOwed');
    made.walk(['reopen', '2026-04-25', { newFacts: '新事实' }]);
    expect(running(made)).toEqual(['ROUTE_15']);
  });
});

test.each([
  ['an agreement waits for the co-handling units', 'settle', { text: '协议' }, 'case.coOpen'],
  ['the same co-handling unit twice', 'addCoUnit', { unit: unit('CO') }, 'case.coTwice'],
] as const)('%s', (_what, name, input, expected) => {
  const made = new TestCase().walk(...TO_HANDLING, ['addCoUnit', '2026-03-11', { unit: unit('CO') }]);
  expect(code(made.take(name, { on: '2026-03-20', ...input }))).toBe(expected);
});

test.each([
  [{ unit: unit('HOST'), coUnits: [{ unit: unit('CO') }, { unit: unit('CO') }] }, 'case.coTwice'],
  [{ unit: unit('HOST'), coUnits: [{ unit: unit('CO'), due: '2026-03-01' }] }, 'case.coDue'],
])('a route with %j: %s', (input, expected) => {
  const made = new TestCase().walk(['triage', '2026-03-02', claim]);
  expect(code(made.take('transfer', { on: '2026-03-03', ...input }))).toBe(expected);
});

test('a hearing does not end before it began; who is recused neither signs, approves nor presides (第二十八条)', () => {
  const made = new TestCase().walk(...TO_HANDLING, ['recuse', '2026-03-11', { person: '孙某', reason: '亲属' }]);
  expect(code(made.take('extend', { on: '2026-03-20', days: 9, approver: '孙某', reason: '复杂' }))).toBe(
    'case.recused',
  );
  expect(code(made.take('startHearing', { on: '2026-03-20', chair: '孙某' }))).toBe('case.recused');
  made.walk(['startHearing', '2026-03-20']);
  expect(code(made.take('endHearing', { on: '2026-03-19', result: '已听证' }))).toBe('case.hearingDays');
});

test('what a superior turned over has the shorter limit of the counter too; it ends with the other', () => {
  const made = new TestCase({ source: 'superior' });
  expect(running(made)).toEqual(['ROUTE_15', 'CITY_ROUTE_3']);
  made.walk(['triage', '2026-03-02', claim], ['transfer', '2026-03-03', { unit: unit('HOST') }]);
  expect(running(made)).toEqual(['SIGN']);
});

test('自办 is for the counter itself and what belongs to it', () => {
  const made = new TestCase().walk(['triage', '2026-03-02', claim]);
  expect(code(made.take('handleDirectly', { on: '2026-03-03', unit: unit('HOST') }))).toBe('case.notOwn');
  expect(code(made.take('handleDirectly', { on: '2026-03-03', unit: unit('CENTER') }))).toBe('ok');
});
