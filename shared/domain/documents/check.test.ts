import { describe, expect, it, test } from 'vitest';
import type { LocalDate } from '../../calendar/local-date';
import { recordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { CaseFields } from '../cases/schema';
import type { CaseState } from '../cases/state';
import { createDirectory } from '../departments/directory';
import { readUnit } from '../departments/unit';
import { ORG_SPACE } from '../../ledger/space';
import { type CheckedPaper, checkPaper, PAPER_RULES } from './check';
import { refuseSilentRemedy } from './check-opinions';
import { unitNaming } from './check-units';
import { DOCUMENT_TYPES, type DocumentType } from './kinds';
import { sampleData } from './samples';

const CENTRE = recordId('units', 'CENTRE');
const BUREAU = recordId('units', 'BUREAU');
const OFFICE = recordId('units', 'OFFICE');
const DISCIPLINE = recordId('units', 'DISCIPLINE');
const FINANCE = recordId('units', 'FINANCE');
const directory = createDirectory(
  [
    [CENTRE, '常州市联合接访中心', '接访中心'],
    [BUREAU, '常州市公安局', '市公安局'],
    [OFFICE, '常州市公安局天宁分局', '天宁分局'],
    [DISCIPLINE, '中共常州市纪律检查委员会', '市纪委'],
    [FINANCE, '常州市财政局', '市财政局'],
  ].map(([id = '', name = '', short = '']) =>
    readUnit({ id: id as typeof CENTRE, space: ORG_SPACE, value: { name, short, code: id.slice(6) } }),
  ),
  [],
);

const day = (text: string) => text as LocalDate;
const fields = {
  caseNo: 'XF2026A01000001',
  title: '补偿款未到位',
  demand: '请求支付补偿款',
  petitioners: [{ name: '李桂兰', idNo: '320402196503121520', phone: '13800000000', address: '和平路12号' }],
  matters: [],
  openedOn: day('2026-03-02'),
} as unknown as CaseFields;
const state = (more: Partial<CaseState>): CaseState =>
  ({ status: 'replied', since: day('2026-03-10'), reception: CENTRE, host: BUREAU, ...more }) as unknown as CaseState;

const CLAIM = state({ triage: { triageClass: 'claim', legalPath: 'petition', accused: [], on: day('2026-03-02') } });
const SUGGESTION = state({ triage: { triageClass: 'suggestion', accused: [], on: day('2026-03-02') } });
const ACCUSATION = state({
  triage: { triageClass: 'accusation', accused: [BUREAU], on: day('2026-03-02') },
  host: DISCIPLINE,
});

interface Told {
  readonly data?: JsonObject;
  readonly without?: readonly string[];
  readonly state?: CaseState;
  readonly fields?: CaseFields;
  readonly organ?: typeof CENTRE;
  readonly toUnit?: typeof CENTRE;
}

/** A paper in which nothing is missing, with something told otherwise. */
function paper(kind: DocumentType, told: Told = {}): CheckedPaper {
  const sample = JSON.parse(JSON.stringify(sampleData(kind, 'short'))) as JsonObject;
  const data = Object.fromEntries(
    Object.entries({ ...sample, ...told.data }).filter(([key]) => !told.without?.includes(key)),
  );
  return {
    kind,
    data,
    fields: told.fields ?? fields,
    state: told.state ?? CLAIM,
    organ: told.organ ?? CENTRE,
    toUnit: told.toUnit,
    today: day('2026-03-20'),
    unitName: (unit) => directory.units.get(unit)?.name ?? '',
    isWithinAny: (unit, units) => units.includes(unit) || (unit === OFFICE && units.includes(BUREAU)),
    handlesAccusations: (unit) => unit === DISCIPLINE,
    ...unitNaming(directory),
  };
}
const found = (kind: DocumentType, told?: Told) => checkPaper(paper(kind, told));

/** What the samples of a kind must be told so that nothing is wrong with them. */
const RIGHT: { readonly [K in DocumentType]?: Told } = {
  ExtensionNotice: { data: { originalDue: '2026-12-01', newDue: '2026-12-31' } },
  ReviewOpinion: { data: { conclusion: '维持原处理意见' } },
  FinalReviewOpinion: { data: { conclusion: '维持原处理意见' } },
  AssignmentLetter: { data: { feedbackBy: '2027-01-15' } },
  DisputeDecision: { data: { basis: '《信访工作条例》第二十四条' } },
};
const right = (kind: DocumentType, more: JsonObject = {}): Told => ({ data: { ...RIGHT[kind]?.data, ...more } });

describe('before a paper is issued', () => {
  test.each(DOCUMENT_TYPES)('%s filled in as it should be is let through', (kind) => {
    expect(found(kind, right(kind))).toEqual([]);
  });

  const A = (numeral: string) => `《信访工作条例》第${numeral}条`;
  test.each<[string, DocumentType, JsonObject, string, string, string]>([
    [
      'a matter without a reply',
      'HandlingOpinion',
      { matters: [{ title: '甲' }] },
      'paper.unanswered',
      'matters.0.reply',
      A('三十二'),
    ],
    ['no matter at all', 'HandlingOpinion', { matters: [] }, 'paper.unanswered', 'matters', A('三十二')],
    ['a law without its article', 'HandlingOpinion', { basis: '《建筑法》' }, 'paper.noArticle', 'basis', A('三十二')],
    ['no law at all', 'HandlingOpinion', { basis: '有关规定第三条' }, 'paper.noArticle', 'basis', A('三十二')],
    ['no way to ask for review', 'HandlingOpinion', { remedyOrgan: '' }, 'paper.noRemedy', 'remedyOrgan', A('三十五')],
    [
      'a conclusion of no kind',
      'HandlingOpinion',
      { conclusion: '采纳建议' },
      'paper.conclusion',
      'conclusion',
      A('三十二'),
    ],
    [
      '复查 without article',
      'ReviewOpinion',
      { ...RIGHT.ReviewOpinion?.data, basis: '规定' },
      'paper.noArticle',
      'basis',
      A('三十五'),
    ],
    ['复查 without conclusion', 'ReviewOpinion', { conclusion: '同意' }, 'paper.conclusion', 'conclusion', A('三十五')],
    [
      '复核 without article',
      'FinalReviewOpinion',
      { ...RIGHT.FinalReviewOpinion?.data, basis: '规定' },
      'paper.noArticle',
      'basis',
      A('三十六'),
    ],
    ['neither 不予 nor 不再', 'DeclineNotice', { decline: '退回' }, 'paper.decline', 'decline', A('二十三')],
    ['declined without article', 'DeclineNotice', { article: '有关规定' }, 'paper.decline', 'article', A('二十三')],
    [
      '31 days more',
      'ExtensionNotice',
      { ...RIGHT.ExtensionNotice?.data, days: 31 },
      'paper.extension',
      'days',
      A('三十四'),
    ],
    [
      'no day more',
      'ExtensionNotice',
      { ...RIGHT.ExtensionNotice?.data, days: 0 },
      'paper.extension',
      'days',
      A('三十四'),
    ],
    [
      'a new limit before the old',
      'ExtensionNotice',
      { originalDue: '2026-12-31', newDue: '2026-12-01' },
      'paper.extension',
      'newDue',
      A('三十四'),
    ],
    ['guided without article', 'GuidanceNotice', { article: '规定' }, 'paper.noArticle', 'article', A('三十一')],
    ['a limit without its law', 'AcknowledgementNotice', { limit: '六十日' }, 'paper.limit', 'limit', A('二十三')],
    ['sent on without article', 'TransferLetter', { basis: '职责' }, 'paper.noArticle', 'basis', A('二十二')],
    [
      'an answer due before the letter',
      'AssignmentLetter',
      { feedbackBy: '2026-11-25' },
      'paper.feedback',
      'feedbackBy',
      A('二十二'),
    ],
    [
      'an answer due before the letter',
      'SupervisionLetter',
      { replyBy: '2026-01-01' },
      'paper.replyBy',
      'replyBy',
      A('四十'),
    ],
    ['decided without article', 'DisputeDecision', { basis: '协商' }, 'paper.noArticle', 'basis', A('二十四')],
  ])('%s is refused (%s)', (_what, kind, data, code, field, lawArticle) => {
    expect(found(kind, { data })).toEqual([expect.objectContaining({ code, field, lawArticle })]);
  });

  it('an extension without the leader who approved it is refused', () => {
    expect(found('ExtensionNotice', { ...right('ExtensionNotice'), without: ['approver'] })).toMatchObject([
      { field: 'approver' },
    ]);
  });

  it('what must be filled in is named as on the form', () => {
    expect(found('HandlingOpinion', { without: ['facts'] })).toMatchObject([
      { code: 'paper.incomplete', field: 'facts', message: '请填写“事实认定”。' },
    ]);
    expect(found('MediationAgreement', { data: { parties: [{ role: '申请人' }] } })).toMatchObject([
      { field: 'parties.0.name', message: '请填写“当事人第 1 项的姓名”。' },
    ]);
  });

  it('every matter of the case is answered', () => {
    const two = { ...fields, matters: [{ title: '甲' }, { title: '乙' }] };
    const data = { matters: [{ title: '甲', reply: '已办' }] };
    expect(found('HandlingOpinion', { data, fields: two })).toMatchObject([
      { code: 'paper.unanswered', field: 'matters' },
    ]);
  });

  it('a suggestion needs no way to ask for review, and is adopted or not', () => {
    expect(found('HandlingOpinion', { state: SUGGESTION, data: { conclusion: '采纳建议', remedyOrgan: '' } })).toEqual(
      [],
    );
    expect(found('HandlingOpinion', { state: SUGGESTION, data: { conclusion: '支持请求' } })).toMatchObject([
      { code: 'paper.conclusion' },
    ]);
  });

  it('a conclusion that differs from the one on record is pointed out', () => {
    const replied = { ...CLAIM, reply: { on: day('2026-03-10'), conclusion: 'reject', summary: '' } } as CaseState;
    expect(found('HandlingOpinion', { state: replied })).toMatchObject([{ code: 'paper.conclusion' }]);
  });

  it('the finished text itself must name the way on and its period', () => {
    const opinion = paper('HandlingOpinion', { data: { remedyOrgan: '常州市人民政府' } });
    expect(refuseSilentRemedy(opinion, '可以自收到之日起三十日内，向常州市 人民政府请求复查')).toBeUndefined();
    expect(refuseSilentRemedy(opinion, '可以自收到之日起 30 日内，向常州市人民政府请求复查')).toBeUndefined();
    expect(refuseSilentRemedy(opinion, '可以向常州市人民政府请求复查')).toMatchObject({ code: 'paper.noRemedy' });
    expect(refuseSilentRemedy(opinion, '三十日内请求复查')).toMatchObject({ code: 'paper.noRemedy' });
    expect(refuseSilentRemedy(paper('HandlingOpinion', { state: SUGGESTION }), '')).toBeUndefined();
  });
});

describe('papers on an accusation', () => {
  const to = (toUnit: typeof CENTRE, name: string, more: JsonObject = {}): Told => ({
    state: ACCUSATION,
    toUnit,
    data: { to: name, copyTo: '', ...more },
  });

  it('go to the organ with authority', () => {
    expect(found('TransferDisciplineLetter', to(DISCIPLINE, '中共常州市纪律检查委员会'))).toEqual([]);
  });

  test.each<[string, Told, string, string]>([
    ['the accused unit', to(BUREAU, '常州市公安局'), 'paper.accusedUnit', 'toUnit'],
    ['a unit within it', to(OFFICE, '常州市公安局天宁分局'), 'paper.accusedUnit', 'toUnit'],
    ['the accused unit by its name alone', to(DISCIPLINE, '常州市公安局'), 'paper.accusedUnit', 'to'],
    ['the accused unit by its short name', to(DISCIPLINE, '市纪委、市公安局'), 'paper.accusedUnit', 'to'],
    ['a unit without authority', to(FINANCE, '常州市财政局'), 'paper.noAuthority', 'toUnit'],
    [
      'nobody that the directory knows',
      { state: ACCUSATION, data: { to: '某单位', copyTo: '' } },
      'paper.noAuthority',
      'toUnit',
    ],
  ])('never to %s', (_whom, told, code, field) => {
    for (const kind of ['TransferDisciplineLetter', 'SupervisionLetter', 'TransferLetter'] as const) {
      expect(found(kind, told)).toContainEqual(expect.objectContaining({ code, field }));
    }
  });

  it('nor as a copy to one who may not know', () => {
    const letter = (copyTo: string) => found('SupervisionLetter', to(DISCIPLINE, '市纪委', { copyTo }));
    expect(letter('常州市公安局')).toMatchObject([{ code: 'paper.accusedUnit', field: 'copyTo' }]);
    expect(letter('常州市财政局')).toMatchObject([{ code: 'paper.noAuthority', field: 'copyTo' }]);
    expect(letter('市纪委、接访中心')).toEqual([]);
  });

  it('are not signed by the accused, nor by who has no authority', () => {
    expect(found('AcknowledgementNotice', { state: ACCUSATION, organ: BUREAU })).toContainEqual(
      expect.objectContaining({ code: 'paper.accusedUnit', field: 'organ' }),
    );
    expect(found('AcknowledgementNotice', { state: ACCUSATION, organ: FINANCE })).toMatchObject([
      { code: 'paper.noAuthority', field: 'organ' },
    ]);
    expect(found('AcknowledgementNotice', { state: ACCUSATION, organ: DISCIPLINE })).toEqual([]);
  });

  it('are kept before the case is classified as well, by what the petitioner wanted', () => {
    const wanted = { ...fields, purpose: recordId('purposes', '04') };
    const unclassified = { state: state({}), fields: wanted };
    expect(found('SupervisionLetter', { ...to(FINANCE, '常州市财政局'), ...unclassified })).toContainEqual(
      expect.objectContaining({ code: 'paper.noAuthority', field: 'toUnit' }),
    );
    expect(
      found('ClosureReport', { ...to(CENTRE, '接访中心', { petitioner: '李桂兰' }), ...unclassified }),
    ).toMatchObject([{ code: 'paper.identity', field: 'petitioner' }]);
    expect(found('RegistrationReceipt', unclassified)).toEqual([]);
    expect(found('SupervisionLetter', { ...to(FINANCE, '常州市财政局'), state: CLAIM, fields: wanted })).toEqual([]);
  });

  it('carry no petitioner to others than organs with authority', () => {
    const told = to(CENTRE, '接访中心', { petitioner: '李桂兰' });
    expect(found('ClosureReport', { ...told, organ: DISCIPLINE })).toMatchObject([
      { code: 'paper.identity', field: 'petitioner', lawArticle: '《信访工作条例》第三十条、第四十六条' },
    ]);
    const hidden = to(CENTRE, '接访中心', { petitioner: '（保密）', result: '来电 138 0000 0000 的信访人' });
    expect(found('ClosureReport', { ...hidden, organ: DISCIPLINE })).toMatchObject([{ field: 'result' }]);
  });

  it('every rule has a code and, save for what is simply missing, its article', () => {
    for (const { code, article } of PAPER_RULES)
      expect(article !== undefined || code === 'paper.incomplete').toBe(true);
  });
});
