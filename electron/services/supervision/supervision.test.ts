import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDateAt, addDays } from '#shared/calendar/local-date';
import type { InputOf } from '#shared/contract/index';
import type { StepName } from '#shared/domain/cases/steps/index';
import { readWorkbook } from '../../documents/workbook';
import { type PlainDesk, plainDesk } from '../../../tests/plain-desk';

let desk: PlainDesk;
let folder = '';
const start = async () => {
  desk = await plainDesk(folder);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), '督办 测试-'));
  await start();
  await desk.get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' });
});
afterEach(() => desk.close());

const POLICE = 'units/CZ-GAJ';
const FINANCE = 'units/CZ-CZJ';
const today = () => localDateAt(Date.now());
const later = (days: number) => addDays(today(), days);

const step = (id: string, name: StepName, on: string, rest: object = {}) =>
  desk.get('cases.step', { id, step: name, input: { on, ...rest } });

async function openCase(name: string, more: InputOf<'visits.register'>['visit'] = {}): Promise<string> {
  const visit = {
    petitionDate: '2026-03-02',
    name,
    address: '红梅街道 1 号',
    headcount: 1,
    channel: 'visit' as const,
    purpose: 'purposes/02',
    categoryCode: 'categories/0301',
    summary: `${name}反映征收补偿款未到位。`,
    demand: '请求尽快支付补偿款。',
    problemRegion: 'regions/320402',
    ...more,
  };
  const { id } = await desk.get('visits.register', { visit });
  const { case: row } = await desk.get('cases.ofVisit', { visit: id });
  if (row === null) throw new Error('no case');
  return row.id;
}

/** A claim that the unit has not signed for since spring. */
async function unsigned(name: string, unit = POLICE): Promise<string> {
  const id = await openCase(name);
  await step(id, 'triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' });
  await step(id, 'transfer', '2026-03-03', { unit, routingReason: '按分工' });
  return id;
}

const batch = (items: readonly { case: string; unit: string }[], more: object = {}) => ({
  items: [...items],
  per: 'case' as const,
  replyDue: later(10),
  ...more,
});

describe('待督办', () => {
  it('finds what is late by unit, and finds again only what has changed', async () => {
    const [a, b] = [await unsigned('李桂兰'), await unsigned('陈大勇')];
    await unsigned('单雄信', FINANCE);
    const { units, total } = await desk.get('supervision.candidateUnits', {});
    expect(total).toBe(3);
    expect(units.map(({ unitName, count }) => [unitName, count])).toEqual([
      ['常州市公安局', 2],
      ['常州市财政局', 1],
    ]);
    const { rows } = await desk.get('supervision.candidates', { unit: POLICE });
    expect(new Set(rows.map((row) => row.case))).toEqual(new Set([a, b]));
    expect(rows[0]).toMatchObject({ no: 1, way: 'letter', triggers: [{ kind: 'SIGN', situation: 'procedure' }] });
    expect((await desk.get('supervision.candidates', { text: 'sxx' })).rows).toHaveLength(1);
    expect((await desk.get('supervision.candidates', { situation: 'overdue' })).rows).toHaveLength(0);
    await step(a, 'sign', today(), { signer: '赵刚' });
    expect((await desk.get('supervision.candidates', { unit: POLICE })).rows.map((row) => row.case)).toEqual([b]);
    await desk.get('supervision.setPolicy', { ...(await desk.get('supervision.policy', {})), off: ['SIGN'] });
    expect((await desk.get('supervision.candidateUnits', {})).total).toBe(0);
  });

  it('a unit’s own limits are seen as soon as they change', async () => {
    const id = await unsigned('李桂兰', FINANCE);
    await step(id, 'sign', '2026-03-04', { signer: '赵刚' });
    await step(id, 'assignOffice', '2026-03-05', { office: '预算处' });
    const late = async () => {
      const { rows } = await desk.get('supervision.candidates', {});
      return rows.flatMap(({ triggers }) => triggers).find(({ kind }) => kind === 'FIN_REPLY_5WD')?.days ?? 0;
    };
    const before = await late();
    const length = { amount: 27, unit: 'natural_day' as const };
    await desk.get('deadlines.saveSla', { unit: FINANCE, stage1: length, stage2: length, reason: '局长办公会决定' });
    expect(before - (await late())).toBe(20);
  });

  it('a centre’s own late routing is not for a letter to itself', async () => {
    await openCase('李桂兰');
    expect((await desk.get('supervision.candidateUnits', {})).total).toBe(0);
  });
});

describe('督办函', () => {
  it('one for each case: on record without a window, tracked over a restart to the answer', async () => {
    const [a, b] = [await unsigned('李桂兰'), await unsigned('陈大勇')];
    const items = [a, b].map((id) => ({ case: id, unit: POLICE }));
    const { drafts } = await desk.get('supervision.draftBatch', { items, per: 'case' });
    expect(drafts).toHaveLength(2);
    expect(drafts[0]?.requirement).toContain('签收');
    const outcome = await desk.get('supervision.issueBatch', batch(items));
    expect(outcome).toMatchObject({ cancelled: false, refused: [] });
    expect(outcome.issued).toHaveLength(2);
    expect(outcome.paperProblem).toContain('窗口程序');
    expect((await desk.get('supervision.candidateUnits', {})).total).toBe(0);
    expect((await desk.get('cases.get', { id: a })).row.underSupervision).toBe(true);
    const again = await desk.get('supervision.issueBatch', batch(items));
    expect(again.issued).toEqual([]);
    expect(again.refused.map(({ message }) => message)).toContain('督办情形已经消除或者已经督办。');

    await desk.close();
    await start();
    const { rows } = await desk.get('supervision.list', { state: 'waiting' });
    expect(rows.map(({ no, colour, way }) => [no, colour, way])).toEqual([
      [1, 'red', 'letter'],
      [1, 'red', 'letter'],
    ]);
    const id = rows.find((row) => row.case === a)?.id ?? '';
    await desk.get('supervision.reply', { id, on: today(), text: '已签收。', signer: '局长' });
    expect((await desk.get('supervision.list', { state: 'answered' })).rows.map((row) => row.id)).toEqual([id]);
    await desk.get('supervision.review', { id, on: today(), result: 'satisfied', opinion: '可以。', reviewer: '刘' });
    expect((await desk.get('supervision.list', { state: 'closed' })).rows.map((row) => row.id)).toEqual([id]);
    expect((await desk.get('cases.get', { id: a })).row.underSupervision).toBe(false);
    expect(await desk.get('supervision.counts', {})).toMatchObject({ candidates: 1, waiting: 1, answered: 0, red: 1 });
    const { current, chain } = await desk.get('supervision.get', { id });
    expect(current.moves.map(({ type }) => type)).toEqual(['reply', 'review']);
    expect(chain).toHaveLength(1);
    expect((await desk.get('supervision.list', { text: 'cdy' })).rows.map((row) => row.case)).toEqual([b]);
    expect(desk.faults).toEqual([]);
  });

  it('one for each unit: all its cases share the letter', async () => {
    const ids = [await unsigned('李桂兰'), await unsigned('陈大勇'), await unsigned('单雄信', FINANCE)];
    const { rows } = await desk.get('supervision.candidates', {});
    const items = rows.map(({ case: id, unit }) => ({ case: id, unit }));
    const { issued } = await desk.get('supervision.issueBatch', batch(items, { per: 'unit' }));
    expect(issued.map(({ unitName, cases }) => [unitName, cases]).sort()).toEqual([
      ['常州市公安局', 2],
      ['常州市财政局', 1],
    ]);
    expect((await desk.get('supervision.ofCase', { case: ids[0] ?? '' })).supervisions).toHaveLength(1);
  });

  it('实地 and 联合 want approval before anything is written', async () => {
    const id = await unsigned('李桂兰');
    const ask = batch([{ case: id, unit: POLICE }], { way: 'joint' });
    expect(await desk.refused('supervision.issueBatch', ask)).toMatchObject({
      code: 'supervision.approver',
      field: 'approver',
    });
    expect((await desk.get('supervision.list', {})).rows).toEqual([]);
    const { issued } = await desk.get('supervision.issueBatch', { ...ask, approver: '周副局长' });
    expect(issued).toHaveLength(1);
  });

  it('stops between two letters when cancelled; what went out is said', async () => {
    const ids = [await unsigned('李桂兰'), await unsigned('陈大勇')];
    const running = desk.call('supervision.issueBatch', batch(ids.map((id) => ({ case: id, unit: POLICE }))), 'job');
    desk.cancel('job');
    const answer = await running;
    expect(answer).toMatchObject({ ok: true, value: { cancelled: true, issued: [] } });
    expect((await desk.get('supervision.candidateUnits', {})).total).toBe(2);
  });

  it('never reaches the accused: neither found nor sent by hand', async () => {
    const id = await openCase('李桂兰', { purpose: 'purposes/04' });
    await step(id, 'triage', '2026-03-02', { triageClass: 'accusation', accused: [POLICE] });
    expect((await desk.get('supervision.candidateUnits', {})).total).toBe(0);
    const manual = { case: id, facts: '办理迟缓。', way: 'letter' as const, replyDue: later(5) };
    expect(await desk.refused('supervision.issue', { ...manual, unit: POLICE })).toMatchObject({
      code: 'supervision.accusedUnit',
      field: 'unit',
    });
    expect(await desk.refused('supervision.issue', { ...manual, unit: FINANCE })).toMatchObject({
      code: 'supervision.noAuthority',
    });
  });

  it('leaves as a sheet without accusations, and says how many there are', async () => {
    const discipline = 'units/CZ-JW';
    const secret = await openCase('冯远', { purpose: 'purposes/04' });
    await step(secret, 'triage', '2026-03-02', { triageClass: 'accusation' });
    const manual = { facts: '多次催办无果。', way: 'phone' as const, replyDue: later(5) };
    await desk.get('supervision.issue', { ...manual, case: secret, unit: discipline });
    await desk.get('supervision.issue', { ...manual, case: await unsigned('李桂兰'), unit: POLICE });
    const path = join(folder, '督办 台账.xlsx');
    const written = await desk.get('supervision.export', { filter: {}, file: `path:${path}` });
    expect(written).toMatchObject({ rows: 1, withheld: 1 });
    const book = await readWorkbook(path);
    const lines = JSON.stringify(book.ok && book.value[0]?.rows);
    expect(lines).toContain('李桂兰');
    expect(lines).not.toContain('冯远');
    expect(lines).toContain('第三十条，检举控告类事项不列入本表（1 件）。');
  });

  it('另行督办 by a person; withdrawn with a reason', async () => {
    const id = await unsigned('李桂兰');
    const manual = { case: id, unit: POLICE, facts: '多次催办无果。', way: 'phone' as const, replyDue: later(5) };
    const { id: made } = await desk.get('supervision.issue', { ...manual, violations: ['V45a'] });
    const { current } = await desk.get('supervision.get', { id: made });
    expect(current.violations).toMatchObject([{ code: 'V45a', article: '《信访工作条例》第四十五条' }]);
    const again = { ...manual, facts: '仍未落实。', follows: made };
    const { id: second } = await desk.get('supervision.issue', again);
    await desk.get('supervision.reply', { id: second, on: today(), text: '正在办理。', signer: '局长' });
    const answered = await desk.get('supervision.list', { state: 'answered' });
    expect(new Set(answered.rows.map((row) => row.id))).toEqual(new Set([made, second]));
    await desk.get('supervision.withdraw', { id: second, reason: '登记有误' });
    await desk.get('supervision.withdraw', { id: made, reason: '登记有误' });
    expect((await desk.get('supervision.list', { open: true })).rows).toEqual([]);
    expect((await desk.get('supervision.ofCase', { case: id })).supervisions[0]?.row.voided).toBe(true);
    expect(await desk.refused('supervision.withdraw', { id: made, reason: '登记有误' })).toMatchObject({
      code: 'supervision.withdrawn',
    });
  });
});

describe('三项建议', () => {
  it('is put forward, answered in writing, and kept as a list', async () => {
    const id = await unsigned('李桂兰');
    const advice = {
      case: id,
      kind: 'improve' as const,
      unit: POLICE,
      situation: '多次未按期签收。',
      problems: '首办责任未落实。',
      proposals: ['建立签收台账。', '明确专人。'],
    };
    expect(await desk.refused('advice.issue', { ...advice, kind: 'accountability' })).toMatchObject({
      code: 'advice.about',
    });
    const { id: made } = await desk.get('advice.issue', advice);
    const { rows } = await desk.get('advice.list', { state: 'waiting' });
    expect(rows).toMatchObject([{ id: made, kind: 'improve', unitName: '常州市公安局', late: 0 }]);
    expect(await desk.get('supervision.counts', {})).toMatchObject({ advicesWaiting: 1, advicesOverdue: 0 });
    await desk.get('advice.feedback', { id: made, on: today(), adopted: 'full', text: '已采纳。', signer: '局长' });
    expect((await desk.get('advice.list', { state: 'answered' })).rows).toMatchObject([{ adopted: 'full' }]);
    expect((await desk.get('advice.get', { id: made })).feedbacks).toMatchObject([{ adopted: 'full', by: '王敏' }]);
    expect(await desk.refused('advice.withdraw', { id: made, reason: '登记有误' })).toMatchObject({
      code: 'advice.settled',
    });
    expect(desk.faults).toEqual([]);
  });
});
