import { describe, expect, it, test } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import { recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { ORG_SPACE } from '../../ledger/space';
import type { CaseFields } from '../cases/schema';
import type { CaseState } from '../cases/state';
import type { StepName } from '../cases/steps/index';
import { paperSchema } from './data';
import { decideReturn } from './decide-numbering';
import type { EventEntry } from '../../ledger/fold';
import { addresseeOf, type DraftFacts, draftPaper, issuerOf } from './draft';
import { saidIn } from './draft-round';
import { DOCUMENT_TYPES, type DocumentType } from './kinds';
import { docNoOf, faultOfFormat, isNumbered, styleOf } from './number';
import type { NumberRange } from './number-range';
import type { FiledPaper } from './paper';
import { standingsOf } from './paper';
import { dossierOf } from './paper-dossier';
import { choicesOf, fillable, paperControls } from './paper-form';
import { refuseLacking } from './template';

const CENTRE = recordId('units', 'CENTRE');
const BUREAU = recordId('units', 'BUREAU');
const CITY = recordId('units', 'CITY');
const NAMES: { readonly [id: string]: string } = { [CENTRE]: '接访中心', [BUREAU]: '住建局', [CITY]: '市政府' };
const day = (text: string) => text as LocalDate;

const fields = {
  caseNo: 'XF1',
  queryCode: '12345678',
  title: '房屋渗漏',
  demand: '修复',
  summary: '顶楼渗漏。',
  petitioners: [{ name: '李桂兰', idNo: '3204', phone: '138', address: '和平路12号' }, { name: '陈大勇' }],
  matters: [{ title: '修复渗漏' }, { title: '赔偿损失' }],
  openedOn: day('2026-03-02'),
  registeredAt: 1_772_411_000_000,
  channel: 'visit',
} as unknown as CaseFields;
const state = {
  status: 'replied',
  since: day('2026-03-20'),
  reception: CENTRE,
  host: BUREAU,
  triage: { triageClass: 'claim', legalPath: 'petition', accused: [], on: day('2026-03-02') },
  acceptedOn: day('2026-03-05'),
  reply: { on: day('2026-03-20'), conclusion: 'support', summary: '已修复。', basis: '《条例》第三条' },
  extension: { on: day('2026-04-01'), days: 20, approver: '局长', reason: '情况复杂' },
  objections: [{ unit: BUREAU, on: day('2026-03-04'), reason: '不属本单位', proposedElsewhere: '街道' }],
  hands: [],
  ratings: {},
  followUps: [],
} as unknown as CaseState;

const SAID: { readonly [S in StepName]?: JsonObject } = {
  assign: { on: '2026-03-03', requirement: '限期办结', feedbackDue: '2026-05-01' },
  sign: { on: '2026-03-04' },
  followUp: { on: '2026-04-02', way: 'phone', by: '王敏', text: '已修好。' },
  startHearing: { on: '2026-03-12', place: '听证室', chair: '局长' },
  endHearing: { on: '2026-03-12', result: '应当维修。' },
};

const paper = (kind: DocumentType, docNo: string, more: Partial<FiledPaper> = {}): FiledPaper =>
  ({ id: recordId('papers', docNo), kind, docNo, issuedOn: day('2026-03-03'), voided: false, ...more }) as FiledPaper;

const event = (name: StepName, value: JsonObject): EventEntry =>
  ({ op: name, name, value, hlc: '', by: '' }) as unknown as EventEntry;

const facts = (more: Partial<DraftFacts> = {}): DraftFacts => ({
  fields,
  state,
  said: (...steps) => SAID[steps.at(-1) ?? 'register'] ?? {},
  visit: undefined,
  papers: [paper('AssignmentLetter', '交1')],
  organ: { id: CENTRE, name: '接访中心', phone: '0519' },
  to: { id: BUREAU, name: '住建局' },
  today: day('2026-03-21'),
  operator: '王敏',
  nameOf: (id) => NAMES[id] ?? '',
  endOf: (kind, from) => day(kind === 'ROUTE_15' ? '2026-03-17' : `${from.slice(0, 8)}30`),
  lastDayOf: (kind) => (kind === 'ASSIGN_FEEDBACK' ? day('2026-05-01') : undefined),
  overdueDays: 7,
  reviewOrgan: '市政府',
  attachments: ['照片.png'],
  dossier: { files: [], pageCount: 0 },
  ...more,
});

describe('drafts', () => {
  test.each<[DocumentType, JsonObject]>([
    [
      'HandlingOpinion',
      {
        petitioner: '李桂兰等 2 人',
        source: '接访中心交办',
        receivedOn: '2026-03-04',
        acceptedOn: '2026-03-05',
        matters: [{ title: '修复渗漏' }, { title: '赔偿损失' }],
        conclusion: '支持请求',
        opinion: '已修复。',
        remedyOrgan: '市政府',
        copyTo: '接访中心',
      },
    ],
    ['AssignmentLetter', { to: '住建局', feedbackBy: '2026-05-01', requirements: '限期办结', headcount: 2 }],
    ['TransferLetter', { acknowledgeBy: '2026-03-30', objectBy: '2026-03-30', attachments: [{ title: '照片.png' }] }],
    ['AcknowledgementNotice', { limit: expect.stringContaining('第三十四条'), dueOn: '2026-03-30' }],
    ['ExtensionNotice', { days: 20, approver: '局长', reason: '情况复杂', acceptedOn: '2026-03-05' }],
    ['SupervisionLetter', { overdueDays: 7, times: '第一次', originalNo: '交1', originalOn: '2026-03-03' }],
    ['ClosureReport', { originalNo: '交1', result: '已修复。' }],
    ['ObjectionForm', { reason: '不属本单位', proposedUnit: '街道', receivedOn: '2026-03-04' }],
    [
      'RegistrationReceipt',
      {
        registeredAt: '2026年3月2日8时23分',
        queryCode: '12345678',
        timing: expect.stringContaining('2026年3月17日前'),
      },
    ],
    [
      'FollowUpRecord',
      { followedOn: '2026-04-02', way: '电话', by: '王敏', said: '已修好。', reply: '已修复。', interviewee: '李桂兰' },
    ],
    [
      'HearingRecord',
      {
        heldOn: '2026-03-12',
        place: '听证室',
        chair: '局长',
        claim: '修复',
        result: '应当维修。',
        present: [
          { role: '信访人', name: '李桂兰等 2 人' },
          { role: '责任单位', name: '住建局' },
        ],
      },
    ],
    ['InquiryRecord', { asked: '李桂兰', idNo: '3204', told: expect.stringContaining('申请回避') }],
    ['DisputeDecision', { parties: [{ unit: '住建局', opinion: '不属本单位' }], host: '住建局' }],
  ])('%s says what the case tells', (kind, said) => {
    expect(draftPaper(kind, facts())).toMatchObject(said);
  });

  test.each([
    [{ triageClass: 'suggestion' }, false, /没有规定回复的期限/, undefined],
    [{ triageClass: 'inquiry' }, true, /十个工作日内答复/, '2026-03-30'],
    [{ triageClass: 'claim', legalPath: 'arbitration' }, false, /第（二）项，按照相应程序规定的期限/, undefined],
  ])('what was told as %j, simply %s, says its term', (triage, simple, limit, dueOn) => {
    const told = facts({ state: { ...state, triage, simple } as unknown as CaseState });
    const draft = draftPaper('AcknowledgementNotice', told);
    expect(draft).toMatchObject({ limit: expect.stringMatching(limit), procedure: expect.not.stringContaining('您') });
    expect('dueOn' in draft ? draft.dueOn : undefined).toBe(dueOn);
  });

  test.each(DOCUMENT_TYPES)('%s is filled with nothing but what its fields take', (kind) => {
    const data = draftPaper(kind, facts());
    const read = paperSchema(kind).safeParse(data);
    const wrong = read.success
      ? []
      : read.error.issues.filter(({ path }) => path.length === 1 && data[String(path[0])] !== undefined);
    expect(wrong).toEqual([]);
  });

  it('a second letter of 督办 says that it is the second', () => {
    const papers = [paper('SupervisionLetter', '督1')];
    expect(draftPaper('SupervisionLetter', facts({ papers }))).toMatchObject({ times: '第二次' });
  });

  it('a suggestion has no way to 复查, and its class as its basis', () => {
    const suggestion = {
      ...state,
      triage: { triageClass: 'suggestion', accused: [] },
      reply: undefined,
    } as unknown as CaseState;
    const data = draftPaper('HandlingOpinion', facts({ state: suggestion }));
    expect(data['remedyOrgan']).toBeUndefined();
    expect(data['basis']).toBe('《信访工作条例》第二十九条');
  });

  it('are signed by the centre, the unit or the reviewing organ, and go where the case is', () => {
    const reviewing = { ...state, review: { organ: CITY } } as unknown as CaseState;
    expect(issuerOf('TransferLetter', state)).toBe(CENTRE);
    expect(issuerOf('HandlingOpinion', state)).toBe(BUREAU);
    expect(issuerOf('ReviewOpinion', reviewing)).toBe(CITY);
    expect(addresseeOf('AssignmentLetter', state)).toBe(BUREAU);
    expect(addresseeOf('ClosureReport', state)).toBe(CENTRE);
    expect(addresseeOf('HandlingOpinion', state)).toBeUndefined();
  });
});

describe('what was said in a case', () => {
  const FIRST = [
    event('assign', { on: '2026-03-03' }),
    event('reply', { on: '2026-03-10' }),
    event('deliver', { on: '2026-03-11', way: 'mail', signer: '李桂兰' }),
    event('endHearing', { on: '2026-03-09', result: '应当维修。' }),
    event('deliverReview', { on: '2026-04-20', signer: '陈大勇' }),
  ];
  const receiptAfter = (...more: EventEntry[]) =>
    draftPaper('ServiceReceipt', facts({ said: saidIn([...FIRST, ...more]) }));

  it('the receipt tells the delivery that was the latest', () => {
    expect(receiptAfter()).toMatchObject({ signedOn: '2026-04-20', signer: '陈大勇' });
    expect(receiptAfter()['method']).toBeUndefined();
  });

  it('handling the case again leaves out the deliveries and the hearing of the former reply, not how the case came', () => {
    const again = event('rehandle', { on: '2026-05-01', reason: '重新办理' });
    expect(receiptAfter(again)['signedOn']).toBeUndefined();
    const said = saidIn([...FIRST, again]);
    expect([said('endHearing'), said('assign')]).toEqual([{}, { on: '2026-03-03' }]);
    const delivered = event('deliver', { on: '2026-06-01', way: 'direct', signer: '李桂兰' });
    expect(receiptAfter(again, delivered)).toMatchObject({ signedOn: '2026-06-01', method: '直接送达' });
  });

  it('accepting it again on new facts begins anew', () => {
    const decline = event('declineFinal', { on: '2026-05-01', reason: '同一事实' });
    const said = saidIn([...FIRST, decline, event('reopen', { on: '2026-06-01', newFacts: '新证据' })]);
    expect([said('assign'), said('deliverReview'), said('declineFinal')]).toEqual([{}, {}, {}]);
    expect(draftPaper('DeclineNotice', facts({ said }))).toMatchObject({ decline: '不予受理' });
  });
});

describe('the form of a paper', () => {
  it('asks for everything but what the desk gives', () => {
    const keys = paperControls('ExtensionNotice').map(({ key }) => key);
    expect(keys).not.toContain('docNo');
    expect(keys).not.toContain('organ');
    expect(paperControls('ExtensionNotice')).toContainEqual(
      expect.objectContaining({ key: 'days', control: 'count', required: true }),
    );
    expect(paperControls('HandlingOpinion').find(({ key }) => key === 'matters')?.items).toMatchObject([
      { key: 'title', required: true },
      { key: 'reply', control: 'text', required: false },
    ]);
  });

  it('offers the words that the law leaves', () => {
    expect(choicesOf('HandlingOpinion', 'conclusion', state)).toEqual(['支持请求', '解释说明', '不予支持']);
    expect(choicesOf('HandlingOpinion', 'facts', state)).toEqual([]);
  });

  it('what cannot be filled in is left out of a preview', () => {
    expect(
      fillable('HandlingOpinion', { facts: '查明', matters: [null, { title: 3 }, 'x'], basis: {}, foreign: 1 }),
    ).toEqual({
      facts: '查明',
      matters: [{}, { title: 3 }, {}],
    });
  });
});

describe('numbers', () => {
  it('are written as the centre has it', () => {
    const style = styleOf({ kinds: {} }, 'TransferLetter', '常信访');
    expect(docNoOf(style, 2026, 12)).toBe('常信访转〔2026〕12号');
    const own = styleOf(
      { organCode: '常访', kinds: { TransferLetter: { code: '函', format: '{机关代字}{文种代字}[{年}] {序}' } } },
      'TransferLetter',
      '',
    );
    expect(docNoOf(own, 2026, 3)).toBe('常访函[2026] 3');
    expect([isNumbered('TransferLetter'), isNumbered('VisitForm')]).toEqual([true, false]);
  });

  test.each([
    ['{机关代字}〔{年}〕号', '{序}'],
    ['{序}{序}〔{年}〕', '{序}'],
    ['{单位}〔{年}〕{序}号', '{单位}'],
    ['{年}{序}', '隔开'],
    ['〔{年}〕{序', '成对'],
  ])('%s is no form for them', (format, said) => {
    expect(faultOfFormat(format)).toContain(said);
  });

  it('of a range are given back by the desk that holds it, and remembered as given', () => {
    const range: NumberRange = {
      id: recordId('numberRanges', 'r'),
      organ: CENTRE,
      kind: 'TransferLetter',
      year: 2026,
      from: 5,
      to: 9,
      desk: 'B01',
    };
    const record = { id: range.id, space: ORG_SPACE, value: { ...range } };
    expect(decideReturn(record, range, { desk: 'A01', used: [], floor: 0 })).toMatchObject({
      ok: false,
      error: { code: 'number.notHolder' },
    });
    expect(decideReturn(record, range, { desk: 'B01', used: [9], floor: 0 })).toMatchObject({
      ok: false,
      error: { code: 'number.nothingLeft' },
    });
    const back = decideReturn(record, range, { desk: 'B01', used: [5, 6], floor: 0 });
    expect(back.ok && back.value.ops).toMatchObject([
      { field: 'to', value: 6 },
      { field: 'returned', value: { numbered: 'CENTRE.TransferLetter.2026@B01#9', serial: 9 } },
    ]);
  });
});

describe('papers on file', () => {
  it('a version stands until another takes its place or it is withdrawn', () => {
    const first = paper('HandlingOpinion', '复1');
    const second = paper('HandlingOpinion', '复1b', { replaces: first.id });
    expect([...standingsOf([first, second]).values()]).toEqual(['replaced', 'valid']);
    expect([...standingsOf([first, { ...second, voided: true }]).values()]).toEqual(['replaced', 'voided']);
  });

  it('are counted through page by page, by day; what has no known length takes no page', () => {
    const dossier = dossierOf([
      { title: '意见书', on: '2026-03-20', pages: 2 },
      { title: '登记表', on: '2026-03-02', pages: 1 },
      { title: '录音', on: '2026-03-05' },
    ]);
    expect(dossier).toEqual({
      pageCount: 3,
      files: [
        { title: '登记表', on: '2026-03-02', pages: '1' },
        { title: '录音', on: '2026-03-05' },
        { title: '意见书', on: '2026-03-20', pages: '2—3' },
      ],
    });
  });

  it('a template may not leave out what the law wants said', () => {
    expect(refuseLacking('HandlingOpinion', ['事项', '依据', '复查机关'])).toBeUndefined();
    expect(refuseLacking('HandlingOpinion', ['事项'])?.error.issues?.map(({ field }) => field)).toEqual([
      '依据',
      '复查机关',
    ]);
    expect(refuseLacking('VisitForm', [])).toBeUndefined();
  });
});
