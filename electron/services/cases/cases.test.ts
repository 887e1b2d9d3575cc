import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index';
import type { StepName } from '#shared/domain/cases/steps/index';
import { recordId } from '#shared/kernel/ids';
import { readWorkbook } from '../../documents/workbook';
import { type PlainDesk, plainDesk, sampleVisit as visit } from '../../../tests/plain-desk';

const open: PlainDesk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
});

const HOST = 'units/CZ-GAJ';
class Office {
  constructor(
    readonly desk: PlainDesk,
    readonly folder: string,
  ) {}

  static async at(folder?: string): Promise<Office> {
    const data = folder ?? (await mkdtemp(join(tmpdir(), '信访 事项-')));
    const desk = await plainDesk(data);
    open.push(desk);
    await desk.get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王登记' });
    return new Office(desk, data);
  }

  async register(more: InputOf<'visits.register'>['visit'] = {}, priorVisitIds: string[] = []) {
    const { id, caseNo } = await this.desk.get('visits.register', { visit: visit(more), priorVisitIds });
    const { case: row } = await this.desk.get('cases.ofVisit', { visit: id });
    if (row === null) throw new Error('no case');
    return { visit: id, caseNo, id: row.id };
  }

  step(id: string, step: StepName, on: string, rest: object = {}) {
    return this.desk.get('cases.step', { id, step, input: { on, ...rest } });
  }

  refusedStep(id: string, step: StepName, on: string, rest: object = {}) {
    return this.desk.refused('cases.step', { id, step, input: { on, ...rest } });
  }

  async toHandling(id: string, unit = HOST): Promise<void> {
    await this.step(id, 'triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' });
    await this.step(id, 'transfer', '2026-03-03', { unit, routingReason: '按分工' });
    await this.step(id, 'sign', '2026-03-04', { signer: '赵刚' });
    await this.step(id, 'acknowledge', '2026-03-10');
    await this.step(id, 'handle', '2026-03-10');
  }

  get(id: string) {
    return this.desk.get('cases.get', { id });
  }
}

describe('cases on a desk', () => {
  it('a visit opens a case in the same transaction, and the case remembers its life over a restart', async () => {
    const office = await Office.at();
    const { id, visit: visitId, caseNo } = await office.register();
    expect(id).toBe(visitId.replace('visits/', 'cases/'));
    await office.toHandling(id);
    await office.step(id, 'extend', '2026-05-08', { days: 30, approver: '赵局长', reason: '情况复杂' });
    const before = await office.get(id);
    expect(before.row).toMatchObject({ caseNo, status: 'extended', name: '李桂兰', host: HOST });
    await office.desk.close();
    open.length = 0;
    const again = await Office.at(office.folder);
    const after = await again.get(id);
    expect(after).toEqual(before);
    expect(after.hands.map(({ unit, days }) => [unit, days]).slice(0, 1)).toEqual([['units/CZ-JFZX', 1]]);
    expect(after.timeline.map(({ step }) => step)).toEqual([
      'extend',
      'handle',
      'acknowledge',
      'sign',
      'transfer',
      'triage',
      'register',
    ]);
  });

  it('counts the clocks with their articles: sixty days from acceptance, thirty on from their nominal end', async () => {
    const office = await Office.at();
    const { id } = await office.register();
    await office.toHandling(id);
    await office.step(id, 'extend', '2026-05-08', { days: 30, approver: '赵局长', reason: '情况复杂' });
    const { clocks } = await office.get(id);
    const ends = Object.fromEntries(clocks.map((c) => [c.kind, [c.from, c.nominalEnd, c.stopped]]));
    expect(ends).toEqual({
      ROUTE_15: ['2026-03-02', '2026-03-17', '2026-03-03'],
      SIGN: ['2026-03-03', '2026-03-06', '2026-03-04'],
      ACK_15: ['2026-03-04', '2026-03-19', '2026-03-10'],
      OBJECT_5WD: ['2026-03-04', '2026-03-11', '2026-03-10'],
      HANDLE_60: ['2026-03-10', '2026-05-09', '2026-05-08'],
      EXTEND_30: ['2026-05-08', '2026-06-08', undefined],
    });
    const handling = clocks.find(({ kind }) => kind === 'EXTEND_30');
    expect(handling?.steps.join('')).toContain('第三十四条');
    const refused = await office.refusedStep(id, 'applyReview', '2026-05-09', { organ: HOST, request: '不服' });
    expect(refused).toMatchObject({ code: 'case.wrongStatus', lawArticle: '《信访工作条例》第三十五条' });
  });

  it('where the law sets no term the page says so, and a reminder runs once the centre has set its length', async () => {
    const office = await Office.at();
    const { id } = await office.register();
    await office.step(id, 'triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' });
    await office.step(id, 'escalate', '2026-03-03', { to: '市政府', text: '请示研究' });
    const running = async () =>
      (await office.get(id)).clocks.flatMap((c) => (c.stopped === undefined ? [[c.kind, c.nominalEnd]] : []));
    expect((await office.get(id)).noTerm).toMatchObject({ article: '《信访工作条例》第二十二条' });
    expect([await running(), (await office.get(id)).row.clock]).toEqual([[], undefined]);
    await office.desk.get('deadlines.setLength', {
      kind: 'ESCALATE_REPLY',
      length: { amount: 10, unit: 'natural_day' },
    });
    expect(await running()).toEqual([['ESCALATE_REPLY', '2026-03-13']]);
    expect((await office.get(id)).noTerm?.text).toContain('条例没有规定');
  });

  it('where the rules send it elsewhere, another unit needs a reason beside its field', async () => {
    const office = await Office.at();
    const { id } = await office.register();
    await office.step(id, 'triage', '2026-03-02', { triageClass: 'claim', legalPath: 'petition' });
    const { units } = await office.desk.get('cases.recommend', { id });
    expect(units[0]?.reasons.length).toBeGreaterThan(0);
    const refused = await office.refusedStep(id, 'transfer', '2026-03-03', { unit: 'units/CZ-JYJ' });
    expect(refused).toMatchObject({ code: 'case.routingReason', field: 'routingReason' });
    expect(refused.message).toContain(units[0]?.unitName);
    await office.step(id, 'transfer', '2026-03-03', { unit: units[0]?.unit });
  });

  it('a later visit about the same matter joins its case; a correction follows; voiding keeps what is under way', async () => {
    const office = await Office.at();
    const first = await office.register();
    const second = await office.register(
      { handlingMode: 'mergeIntoPrior', isRepeat: true, channel: 'letter', petitionDate: '2026-03-05' },
      [first.visit],
    );
    expect([second.id, second.caseNo]).toEqual([first.id, first.caseNo]);
    const detail = await office.get(first.id);
    expect(detail.contacts.map(({ channel }) => channel)).toEqual(['visit', 'letter']);

    await office.desk.get('visits.correct', { id: first.visit, changes: { name: '李桂蘭' }, reason: '姓名有误' });
    expect((await office.get(first.id)).row.name).toBe('李桂蘭');
    await office.desk.get('cases.edit', { id: first.id, changes: { title: '补偿款' }, reason: '概括' });
    await office.desk.get('visits.correct', { id: first.visit, changes: { title: '又一标题' }, reason: '改标题' });
    expect((await office.get(first.id)).row.title).toBe('补偿款');

    await office.desk.get('visits.correct', {
      id: second.visit,
      changes: { summary: '来信另有说法。' },
      reason: '据信件',
    });
    expect((await office.get(first.id)).fields.summary).toBe('反映征收补偿款未到位。');
    const third = await office.register({ name: '陈大勇', idNo: '' });
    await office.step(third.id, 'triage', '2026-03-02', { triageClass: 'inquiry' });
    expect(await office.desk.refused('visits.void', { id: third.visit, reason: '重复录入' })).toMatchObject({
      code: 'case.underWay',
    });
    const later = { id: third.visit, changes: { handlingMode: 'mergeIntoPrior' as const }, reason: '同一事项' };
    expect(await office.desk.refused('visits.correct', later)).toMatchObject({ code: 'visit.mergeLater' });
    const fourth = await office.register({ name: '孙某', idNo: '' });
    await office.desk.get('visits.void', { id: fourth.visit, reason: '重复录入' });
    expect((await office.get(fourth.id)).row.voided).toBe(true);
  });

  it('splits, merges reversibly and links, each keeping its own history', async () => {
    const office = await Office.at();
    const first = await office.register();
    const twin = await office.register({ name: '李桂兰', summary: '同一件事又说了一遍。' });
    const { id: part } = await office.desk.get('cases.split', { id: first.id, title: '低保待遇', demand: '恢复低保' });
    expect(part).toBe(`${first.id}-2`);
    expect((await office.get(part)).related.map(({ id }) => id)).toEqual([first.id]);
    expect((await office.desk.get('cases.split', { id: first.id, title: '第三件', demand: '办证' })).id).toBe(
      `${first.id}-3`,
    );

    await office.toHandling(twin.id);
    await office.desk.get('cases.merge', { id: twin.id, into: first.id, reason: '同一事项' });
    expect((await office.get(twin.id)).row.status).toBe('merged');
    const host = await office.get(first.id);
    expect([host.mergedFrom.map(({ id }) => id), host.contacts.length]).toEqual([[twin.id], 2]);
    expect(await office.desk.refused('cases.merge', { id: first.id, into: part, reason: '再并' })).toMatchObject({
      code: 'case.mergeChain',
    });
    await office.desk.get('cases.unmerge', { id: twin.id, reason: '不是同一事项' });
    const back = await office.get(twin.id);
    expect([back.row.status, back.clocks.filter((c) => c.stopped === undefined).map((c) => c.kind)]).toEqual([
      'handling',
      ['HANDLE_60'],
    ]);
    expect((await office.get(first.id)).mergedFrom).toEqual([]);

    const alike = await office.desk.get('cases.similar', { id: twin.id });
    expect(alike.cases.map(({ case: row }) => row.id)).toContain(first.id);
    expect(alike.cases.find(({ case: row }) => row.id === first.id)?.reasons).toContain('证件号相同');
    await office.desk.get('cases.link', { id: twin.id, other: first.id });
    const known = await office.desk.get('cases.similar', { id: twin.id });
    expect(known.cases.map(({ case: row }) => row.id)).not.toContain(first.id);
    await office.desk.get('cases.unlink', { id: first.id, other: twin.id, reason: '无关' });
    expect((await office.get(twin.id)).related).toEqual([]);
  });

  it('lists by status, due range, number, pinyin, content and the name of the unit', async () => {
    const office = await Office.at();
    const a = await office.register();
    const b = await office.register({ name: '单雄信', idNo: '', summary: '反映物业收费问题。', phone: '13900001111' });
    await office.toHandling(a.id);
    const found = async (filter: InputOf<'cases.list'>) =>
      (await office.desk.get('cases.list', filter)).rows.map(({ id }) => id);
    expect(await found({ status: ['handling'] })).toEqual([a.id]);
    expect(await found({ text: '公安' })).toEqual([a.id]);
    expect(await found({ text: 'sxx' })).toEqual([b.id]);
    expect(await found({ text: '物业收费' })).toEqual([b.id]);
    expect(await found({ text: a.caseNo })).toEqual([a.id]);
    expect(await found({ unit: HOST })).toEqual([a.id]);
    expect(await found({ due: 'overdue' })).toEqual([b.id, a.id]);
    expect(await found({ due: 'today' })).toEqual([]);
    const counts = await office.desk.get('cases.dueCounts', {});
    expect(counts).toMatchObject({ open: 2, overdue: 2, today: 0 });
    expect(counts.byUnit.map(({ unit }) => unit).sort()).toEqual([HOST, 'units/CZ-JFZX']);
    const due = await office.desk.get('cases.due', { range: 'overdue', unit: HOST });
    expect(due.rows.map((r) => [r.case.id, r.clock.kind])).toEqual([[a.id, 'HANDLE_60']]);
    await office.step(a.id, 'withdraw', '2026-11-01', { reason: '书面撤回' });
    expect(await found({ due: 'overdue' })).toEqual([b.id]);
  });

  it('a term of the petitioner that passes is nobody else’s delay, and a late 复查 needs a reason also when closed', async () => {
    const office = await Office.at();
    const { id } = await office.register();
    await office.toHandling(id);
    await office.step(id, 'reply', '2026-03-20', { conclusion: 'explain', summary: '已说明', basis: '《条例》第一条' });
    await office.step(id, 'deliver', '2026-03-21', { way: 'direct', signer: '李桂兰' });
    const { row, clocks } = await office.get(id);
    expect([row.clock, clocks.find(({ kind }) => kind === 'REVIEW_APPLY_30')?.state]).toEqual([undefined, 'lapsed']);
    expect(await office.desk.get('cases.dueCounts', {})).toMatchObject({ overdue: 0, open: 1 });
    await office.step(id, 'close', '2026-05-01');
    const late = await office.refusedStep(id, 'applyReview', '2026-06-01', { organ: HOST, request: '不服' });
    expect(late).toMatchObject({ code: 'case.applicationLate', field: 'lateReason' });
  });

  it('takes a step for many at once and says of each refused one why', async () => {
    const office = await Office.at();
    const a = await office.register();
    const b = await office.register({ name: '陈大勇', idNo: '' });
    await office.step(a.id, 'triage', '2026-03-02', { triageClass: 'inquiry' });
    const done = await office.desk.get('cases.bulkStep', {
      ids: [a.id, b.id],
      step: 'file',
      input: { on: '2026-03-03', reason: '仅作了解' },
    });
    expect([done.done, done.refused.map(({ id }) => id)]).toEqual([1, [b.id]]);
    expect(done.refused[0]?.message).toContain('已登记');
  });

  it('keeps accusations out of sheets that leave the desk (第三十条)', async () => {
    const office = await Office.at();
    await office.register();
    await office.register({ name: '举报人', idNo: '', purpose: 'purposes/04', title: '反映干部问题' });
    const file = join(office.folder, '事项.xlsx');
    const out = await office.desk.get('cases.export', {
      filter: {},
      columns: ['caseNo', 'name', 'title'],
      file: `path:${file}`,
    });
    expect(out).toMatchObject({ rows: 1, withheld: 1 });
    const text = JSON.stringify(await readWorkbook(file));
    expect(text).toContain('李桂兰');
    expect(text).not.toContain('举报人');
    expect(text).toContain('第三十条');
    const visits = await office.desk.get('visits.export', {
      filter: {},
      columns: ['visitNo', 'name'],
      file: `path:${file}`,
    });
    expect(visits).toMatchObject({ rows: 1, withheld: 1 });
    expect(JSON.stringify(await readWorkbook(file))).not.toContain('举报人');
  });

  it('refuses what it does not know in words', async () => {
    const office = await Office.at();
    expect(await office.desk.refused('cases.get', { id: recordId('cases', 'nothing') })).toMatchObject({
      code: 'case.notFound',
    });
    const { id } = await office.register();
    expect(await office.desk.refused('cases.undo', { id, reason: '误操作' })).toMatchObject({
      code: 'case.nothingToUndo',
    });
    expect(await office.refusedStep(id, 'merge', '2026-03-02')).toMatchObject({ code: 'case.unknownStep' });
    expect(await office.refusedStep(id, 'triage', '不是日期', { triageClass: 'claim' })).toMatchObject({ field: 'on' });
  });
});
