import { describe, expect, test } from 'vitest';
import { offersOf, undoStep } from './decide';
import { clocksOf, runningClocks } from './machine';
import { noTermOf } from './no-term';
import {
  CENTER,
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

describe('triage (第二十九至三十一条)', () => {
  test.each([
    ['claim', undefined, 'case.pathMissing'],
    ['suggestion', 'petition', 'case.pathNotApplicable'],
    ['claim', 'arbitration', 'ok'],
    ['accusation', undefined, 'ok'],
  ])('%s with path %s: %s', (triageClass, legalPath, expected) => {
    expect(code(new TestCase().take('triage', { on: '2026-03-02', triageClass, legalPath }))).toBe(expected);
  });

  test.each([
    ['petition', ['HANDLE_60']],
    ['litigation', []],
    ['arbitration', []],
    ['partyAppeal', []],
    ['administrative', []],
    ['statutoryDuty', []],
  ])('path %s starts %j when accepted (第三十四条)', (legalPath, clocks) => {
    const made = new TestCase().walk(['triage', '2026-03-02', { triageClass: 'claim', legalPath }]);
    if (legalPath === 'litigation') {
      expect(code(made.take('transfer', { on: '2026-03-03', unit: unit('HOST') }))).toBe('case.judicialRouted');
      return;
    }
    made.walk(
      ['transfer', '2026-03-03', { unit: unit('HOST') }],
      ['sign', '2026-03-04', { signer: '赵刚' }],
      ['acknowledge', '2026-03-10'],
    );
    expect(running(made)).toEqual(clocks);
    expect(code(made.take('handle', { on: '2026-03-10' }))).toBe(clocks.length > 0 ? 'ok' : 'case.legalPathHandled');
  });
});

describe('where the law sets no term', () => {
  const told = (triage: object, more: object = {}) =>
    new TestCase().walk(
      ['triage', '2026-03-02', triage],
      ['transfer', '2026-03-03', { unit: unit('HOST') }],
      ['sign', '2026-03-04', { signer: '赵刚' }],
      ['acknowledge', '2026-03-10', more],
    );
  test.each([
    [{ triageClass: 'suggestion' }, ['SUGGEST_REPLY'], /研究论证.*条例没有规定/],
    [{ triageClass: 'inquiry' }, ['SUGGEST_REPLY'], /咨询.*条例没有规定/],
    [{ triageClass: 'claim', legalPath: 'arbitration' }, [], /按“仲裁”的期限办理/],
    [claim, ['HANDLE_60'], undefined],
  ])('%j is told of: %j, and the page says why', (triage, clocks, said) => {
    const made = told(triage);
    expect(running(made)).toEqual(clocks);
    expect(noTermOf(made.state)?.text ?? '').toMatch(said ?? /^$/);
  });

  test('the reminder ends with the answer (第二十九条)', () => {
    const made = told({ triageClass: 'suggestion' }).walk(
      ['handle', '2026-03-11'],
      ['reply', '2026-03-20', { conclusion: 'adopted', summary: '已采纳。' }],
    );
    expect([running(made), noTermOf(made.state)]).toEqual([[], undefined]);
  });

  test('简易办理 of an inquiry has its ten workdays, and the reminder instead when it is left', () => {
    const made = told({ triageClass: 'inquiry' }, { simple: true });
    expect([running(made), noTermOf(made.state)]).toEqual([['SIMPLE_10WD'], undefined]);
    made.walk(['leaveSimple', '2026-03-12', { reason: '需要论证' }]);
    expect(clocksOf(made.state).find(({ kind }) => kind === 'SUGGEST_REPLY')?.from).toBe('2026-03-10');
  });

  test('a suggestion handled here is reminded of as well', () => {
    const made = new TestCase().walk(
      ['triage', '2026-03-02', { triageClass: 'suggestion' }],
      ['handleDirectly', '2026-03-03', { unit: CENTER }],
    );
    expect(running(made)).toEqual(['SUGGEST_REPLY']);
  });

  test('报请本级 ends the fifteen days; what waits for the answer ends when the case moves on (第二十二条)', () => {
    const made = new TestCase().walk(['triage', '2026-03-02', claim]);
    expect(noTermOf(made.state)).toBeUndefined();
    made.walk(['escalate', '2026-03-03', { to: '市政府', text: '重大事项' }]);
    expect(running(made)).toEqual(['ESCALATE_REPLY']);
    expect(noTermOf(made.state)?.text).toContain('已经报请本级');
    made.walk(['transfer', '2026-03-05', { unit: unit('HOST') }]);
    expect([running(made), noTermOf(made.state)]).toEqual([['SIGN'], undefined]);
  });
});

describe('accusations (第三十条、第四十六条)', () => {
  const accused = () =>
    new TestCase().walk(['triage', '2026-03-02', { triageClass: 'accusation', accused: [unit('BUREAU')] }]);
  test.each([
    ['transfer', { unit: unit('HOST') }, 'case.accusationRouted'],
    ['assign', { unit: unit('HOST'), feedbackDue: '2026-04-01' }, 'case.accusationRouted'],
    ['replyOnSpot', { summary: '已告知' }, 'case.accusationReplied'],
    ['guide', { organ: '法院', procedure: '诉讼' }, 'case.accusationGuided'],
    ['toDiscipline', { unit: unit('BUREAU') }, 'case.accusedUnit'],
    ['toDiscipline', { unit: unit('HOST') }, 'case.noAuthority'],
    ['toDiscipline', { unit: unit('JIWEI') }, 'ok'],
    ['toPoliticalLegal', { unit: unit('ZFW') }, 'case.notJudicial'],
  ] as const)('%s to %j: %s', (name, input, expected) => {
    expect(code(accused().take(name, { on: '2026-03-03', ...input }))).toBe(expected);
  });
  test('an organ with authority that is itself accused gets nothing', () => {
    const made = new TestCase().walk(['triage', '2026-03-02', { triageClass: 'accusation', accused: [unit('JIWEI')] }]);
    expect(code(made.take('toDiscipline', { on: '2026-03-03', unit: unit('JIWEI') }))).toBe('case.accusedUnit');
  });
});

describe('routing (第五条、第二十二条、第二十三条)', () => {
  const routed = (context = {}) =>
    new TestCase()
      .walk(['triage', '2026-03-02', claim])
      .take('transfer', { on: '2026-03-03', unit: unit('OTHER') }, context);
  test('another unit than the rules say needs a reason', () => {
    expect(code(routed({ recommended: [unit('HOST')] }))).toBe('case.routingReason');
    expect(code(routed({ recommended: [unit('HOST'), unit('OTHER')] }))).toBe('ok');
    expect(code(routed())).toBe('ok');
  });

  const received = () => new TestCase().walk(...TO_HANDLING.slice(0, 3));
  const objection = { on: '2026-03-12', reason: '不属本单位职责', proposedUnit: unit('OTHER') };
  test.each([
    [{ lastDayOf: () => day('2026-03-11') }, objection, 'case.objectionLate'],
    [{ lastDayOf: () => day('2026-03-11'), lateSilenceAccepts: false }, objection, 'ok'],
    [{}, { ...objection, proposedUnit: undefined }, 'case.proposalMissing'],
    [{}, { ...objection, proposedUnit: unit('HOST') }, 'case.proposesItself'],
    [{}, { ...objection, proposedUnit: undefined, proposedElsewhere: '省厅' }, 'ok'],
  ])('an objection under %j', (context, input, expected) => {
    expect(code(received().take('object', input, context))).toBe(expected);
  });

  test('agreed: back to the counter with its own clock; rejected: the notice runs on; disputed: decided above', () => {
    const objected = () => received().walk(['object', '2026-03-06', objection]);
    const agreed = objected().walk(['agreeObjection', '2026-03-09', { opinion: '属实' }]);
    expect([agreed.state.status, running(agreed)]).toEqual(['triaged', ['ROUTE_15']]);
    const rejected = objected().walk(['rejectObjection', '2026-03-09', { opinion: '属本单位' }]);
    const ack = clocksOf(rejected.state).find(({ kind }) => kind === 'ACK_15');
    expect([rejected.state.status, ack?.pauses]).toEqual([
      'received',
      [{ from: '2026-03-12', to: '2026-03-09', why: 'objection' }].map((p) => ({ ...p, from: '2026-03-06' })),
    ]);
    const disputed = objected();
    expect(
      code(disputed.take('decideDispute', { on: '2026-03-09', unit: unit('X'), decidedBy: '市府', decision: '由X办' })),
    ).toBe('case.noDispute');
    disputed.walk(
      ['dispute', '2026-03-09', { to: '联席会议' }],
      ['decideDispute', '2026-03-16', { unit: unit('X'), decidedBy: '联席会议', decision: '由X办理' }],
    );
    expect([disputed.state.status, disputed.state.host, disputed.state.hands.at(-1)?.unit]).toEqual([
      'dispatched',
      unit('X'),
      unit('X'),
    ]);
  });

  test('the chain of hands: counter, host, back to the counter, next host', () => {
    const made = received().walk(
      ['object', '2026-03-06', objection],
      ['agreeObjection', '2026-03-09', { opinion: '属实' }],
      ['transfer', '2026-03-10', { unit: unit('OTHER') }],
      ['sign', '2026-03-11', { signer: '钱' }],
    );
    expect(made.state.hands.map(({ unit: id, from, to, signedOn }) => [id, from, to, signedOn])).toEqual([
      [unit('CENTER'), '2026-03-02', '2026-03-03', undefined],
      [unit('HOST'), '2026-03-03', '2026-03-09', '2026-03-04'],
      [unit('CENTER'), '2026-03-09', '2026-03-10', undefined],
      [unit('OTHER'), '2026-03-10', undefined, '2026-03-11'],
    ]);
    expect(made.state.firstContactUntil).toBe('2026-03-11');
  });
});

describe('handling (第三十二至三十四条)', () => {
  const handling = () => new TestCase().walk(...TO_HANDLING);
  test.each([
    [{ days: 31, approver: '局长', reason: '复杂' }, {}, 'case.badInput'],
    [{ days: 30, reason: '复杂' }, {}, 'case.badInput'],
    [{ days: 30, approver: '局长', reason: '复杂' }, { lastDayOf: () => day('2026-05-11') }, 'case.extensionLate'],
    [{ days: 30, approver: '局长', reason: '复杂' }, { lastDayOf: () => day('2026-05-12') }, 'ok'],
  ])('extension %j under %j: %s', (input, context, expected) => {
    expect(code(handling().take('extend', { on: '2026-05-12', ...input }, context))).toBe(expected);
  });

  test('a suggestion has no sixty days to extend', () => {
    const made = new TestCase().walk(['triage', '2026-03-02', { triageClass: 'suggestion' }], ...TO_HANDLING.slice(1));
    expect(code(made.take('extend', { on: '2026-03-20', days: 10, approver: '局长', reason: '复杂' }))).toBe(
      'case.nothingToExtend',
    );
  });

  test('one consolidated reply: the co-handling unit speaks or is let off first', () => {
    const co = () => handling().walk(['addCoUnit', '2026-03-11', { unit: unit('CO') }]);
    expect(code(co().take('reply', { on: '2026-03-20', ...REPLY }))).toBe('case.coOpen');
    expect(running(co())).toEqual(['HANDLE_60', 'CO_OPINION']);
    const said = co().walk(['coOpinion', '2026-03-15', { unit: unit('CO'), text: '同意' }]);
    expect(code(said.take('reply', { on: '2026-03-20', ...REPLY }))).toBe('ok');
    const waived = co().walk(['waiveCo', '2026-03-15', { unit: unit('CO'), reason: '无关' }]);
    expect(code(waived.take('reply', { on: '2026-03-20', ...REPLY }))).toBe('ok');
    expect(running(waived)).toEqual([]);
  });

  test.each([
    [{ ...REPLY, conclusion: 'adopted' }, 'case.conclusionUnfit'],
    [{ ...REPLY, basis: undefined }, 'case.basisMissing'],
    [{ ...REPLY, summary: ' ' }, 'case.badInput'],
    [REPLY, 'ok'],
  ])('reply %j: %s', (input, expected) => {
    expect(code(handling().take('reply', { on: '2026-03-20', ...input }))).toBe(expected);
  });

  test('a hearing holds every opinion up until it has ended', () => {
    const made = handling().walk(['startHearing', '2026-03-20']);
    expect(code(made.take('reply', { on: '2026-03-21', ...REPLY }))).toBe('case.hearingOpen');
    made.walk(['endHearing', '2026-03-25', { result: '双方陈述' }]);
    expect(code(made.take('reply', { on: '2026-03-26', ...REPLY }))).toBe('ok');
  });

  test('simple procedure only for first petitions (简易办理), with its own clock', () => {
    const received = () => new TestCase().walk(...TO_HANDLING.slice(0, 3));
    expect(code(received().take('acknowledge', { on: '2026-03-10', simple: true }, { isRepeat: true }))).toBe(
      'case.simpleUnfit',
    );
    const made = received().walk(['acknowledge', '2026-03-10', { simple: true }]);
    expect(running(made)).toEqual(['HANDLE_60', 'SIMPLE_10WD']);
    made.walk(['handle', '2026-03-10'], ['leaveSimple', '2026-03-12', { reason: '情况复杂' }]);
    expect(running(made)).toEqual(['HANDLE_60']);
  });

  test('only where name and address are unclear need nobody be told in writing (第二十三条)', () => {
    const received = () => new TestCase().walk(...TO_HANDLING.slice(0, 3));
    const waived = { on: '2026-03-10', waived: true, waivedReason: '匿名信' };
    expect(code(received().take('acknowledge', waived))).toBe('case.waiverUnfounded');
    expect(code(received().take('acknowledge', waived, { identityUnclear: true }))).toBe('ok');
  });

  test('two internal stages: the office, then 情况说明, counted from the same day', () => {
    const made = handling();
    expect(code(made.take('statusNote', { on: '2026-03-11', text: '复杂' }))).toBe('case.noInternalLimit');
    made.walk(['assignOffice', '2026-03-11', { office: '预算处' }], ['statusNote', '2026-03-18', { text: '情况复杂' }]);
    expect(runningClocks(made.state).map(({ kind, from }) => [kind, from])).toEqual([
      ['HANDLE_60', '2026-03-10'],
      ['FIN_REPLY_1M', '2026-03-11'],
    ]);
  });

  test('who is recused is not given the case (第二十八条)', () => {
    const made = handling().walk(['recuse', '2026-03-11', { person: '孙某', reason: '信访人亲属' }]);
    expect(code(made.take('assignOffice', { on: '2026-03-11', office: '预算处', person: '孙某' }))).toBe(
      'case.recused',
    );
  });
});

describe('review, final review, ending (第三十五、三十六条)', () => {
  const delivered = () =>
    new TestCase().walk(
      ...TO_HANDLING,
      ['reply', '2026-04-20', REPLY],
      ['deliver', '2026-04-22', { way: 'direct', signer: '李桂兰' }],
    );
  const application = { organ: unit('CITY'), request: '不服' };

  test('the term for review must pass before the case ends, unless the petitioner says so in writing', () => {
    const within = { lastDayOf: () => day('2026-05-22') };
    expect(code(delivered().take('close', { on: '2026-05-22' }, within))).toBe('case.remedyOpen');
    expect(code(delivered().take('close', { on: '2026-05-22' }))).toBe('case.remedyOpen');
    expect(code(delivered().take('close', { on: '2026-05-23' }, within))).toBe('ok');
    expect(code(delivered().take('close', { on: '2026-05-01', settledInWriting: true }, within))).toBe('ok');
  });

  test('late applications need a good reason', () => {
    const late = { lastDayOf: () => day('2026-05-22') };
    expect(code(delivered().take('applyReview', { on: '2026-05-23', ...application }, late))).toBe(
      'case.applicationLate',
    );
    expect(code(delivered().take('applyReview', { on: '2026-05-23', ...application, lateReason: '住院' }, late))).toBe(
      'ok',
    );
  });

  test('up to the end: review, final review with a hearing that pauses, then no more', () => {
    const made = delivered().walk(
      ['applyReview', '2026-05-01', application],
      ['concludeReview', '2026-05-20', { conclusion: 'maintain', text: '维持' }],
    );
    expect(code(made.take('applyFinalReview', { on: '2026-05-21', ...application }))).toBe('case.noFinalReview');
    made.walk(
      ['deliverReview', '2026-05-22', { signer: '李桂兰' }],
      ['applyFinalReview', '2026-06-01', { organ: unit('PROVINCE'), request: '不服' }],
      ['startHearing', '2026-06-10'],
    );
    expect(code(made.take('concludeFinalReview', { on: '2026-06-12', conclusion: 'maintain', text: '维持' }))).toBe(
      'case.hearingOpen',
    );
    made.walk(
      ['endHearing', '2026-06-15', { result: '已听证' }],
      ['concludeFinalReview', '2026-06-20', { conclusion: 'maintain', text: '维持' }],
      ['deliverFinalReview', '2026-06-22', { signer: '李桂兰' }],
    );
    expect([made.state.status, made.state.end?.reason, running(made)]).toEqual(['finalReviewed', 'finalReviewed', []]);
    made.walk(['archive', '2026-06-30', { dossierNo: '2026-001' }], ['reopen', '2026-07-10', { newFacts: '新证据' }]);
    expect([made.state.status, running(made), made.state.reply]).toEqual(['registered', ['ROUTE_15'], undefined]);
  });

  test('an opinion revoked on review is made anew, with a new term', () => {
    const made = delivered().walk(
      ['applyReview', '2026-05-01', application],
      ['concludeReview', '2026-05-20', { conclusion: 'redo', text: '责令重作' }],
      ['deliverReview', '2026-05-22', { signer: '李桂兰' }],
    );
    expect(running(made)).toEqual([]);
    made.walk(['rehandle', '2026-05-25', { reason: '重新调查' }]);
    expect([made.state.status, running(made), made.state.review]).toEqual(['handling', ['HANDLE_60'], undefined]);
  });

  test('an assigned case owes its report also when it is closed', () => {
    const made = new TestCase().walk(...TO_DELIVERED, ['close', '2026-04-23', { settledInWriting: true }]);
    expect([made.state.status, running(made)]).toEqual(['closed', ['ASSIGN_FEEDBACK']]);
    made.walk(['reportBack', '2026-05-01', { text: '已办结', signer: '赵局长' }]);
    expect(running(made)).toEqual([]);
  });

  test('days go forward only, and never past today', () => {
    const made = new TestCase().walk(...TO_HANDLING);
    expect(code(made.take('reply', { on: '2026-03-09', ...REPLY }))).toBe('case.dayOutOfOrder');
    expect(code(made.take('reply', { on: '2026-03-20', ...REPLY }, { today: day('2026-03-19') }))).toBe(
      'case.dayOutOfOrder',
    );
    expect(code(made.take('followUp', { on: '2026-03-05', way: 'phone', by: '王敏', text: '已联系' }))).toBe('ok');
  });

  test('the last step can be withdrawn with a reason; the ledger keeps it', () => {
    const made = new TestCase().walk(...TO_HANDLING, ['reply', '2026-04-20', REPLY]);
    const undone = undoStep(made.record, '录入有误');
    if (undone.ok) made.commit(undone.value);
    expect([made.state.status, running(made), made.record.events?.length]).toEqual(['handling', ['HANDLE_60'], 6]);
  });
});

test('every offer of a state is a step that the machine takes from there', () => {
  const made = new TestCase().walk(...TO_HANDLING);
  const offers = offersOf(made.record, CONTEXT);
  expect(offers.filter((o) => !o.mark && o.closed === undefined).map((o) => o.step)).toEqual([
    'reply',
    'extend',
    'settle',
    'assignOffice',
    'startHearing',
    'withdraw',
  ]);
});
