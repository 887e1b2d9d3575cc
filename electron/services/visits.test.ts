import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { InputOf } from '#shared/contract/index';
import { readWorkbook } from '../documents/workbook';
import { type PlainDesk, plainDesk, sampleVisit as visit } from '../../tests/plain-desk';

const open: PlainDesk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
});

/** A desk in plain Node over a real data folder. */
async function deskAt(folder: string, deskPrefix = 'A01') {
  const desk = await plainDesk(folder);
  open.push(desk);
  const { get, refused } = desk;
  await get('app.identify', { deskPrefix, unit: 'units/CZ-JFZX', operator: '王登记' });
  return { desk, get, refused };
}
const folder = () => mkdtemp(join(tmpdir(), '来访 测试-'));

describe('visits on a desk', () => {
  it('numbers go on over restarts and withdrawals, and never come back', async () => {
    const data = await folder();
    const first = await deskAt(data);
    const a = await first.get('visits.register', { visit: visit() });
    const b = await first.get('visits.register', { visit: visit({ name: '陈大勇' }) });
    expect(a.visitNo).toMatch(/^\d{4}-A01-000001$/);
    expect(b.visitNo).toMatch(/-000002$/);
    await first.get('visits.void', { id: b.id, reason: '重复录入' });
    await first.desk.close();
    open.length = 0;
    const again = await deskAt(data);
    expect((await again.get('visits.register', { visit: visit() })).visitNo).toMatch(/-000003$/);
    const other = await deskAt(await folder(), 'B07');
    expect((await other.get('visits.register', { visit: visit() })).visitNo).toMatch(/-B07-000001$/);
  });

  it('finds by Chinese words, numbers and pinyin, filters, sorts and pages', async () => {
    const { get } = await deskAt(await folder());
    const names = ['李桂兰', '陈大勇', '单雄信', '欧阳婷'];
    for (const [i, name] of names.entries()) {
      await get('visits.register', {
        visit: visit({
          name,
          idNo: '',
          petitionDate: `2026-0${i + 1}-05`,
          headcount: i === 2 ? 8 : 1,
          summary: `${name}反映问题`,
          problemRegion: i === 3 ? 'regions/320404001' : 'regions/320402',
          ...(i === 1 ? { purpose: 'purposes/04' } : {}),
        }),
      });
    }
    const found = async (filter: InputOf<'visits.list'>) => (await get('visits.list', filter)).rows.map((r) => r.name);
    expect(await found({})).toEqual(names.toReversed());
    expect(await found({ text: 'lgl' })).toEqual(['李桂兰']);
    expect(await found({ text: 'sxx' })).toEqual(['单雄信']);
    expect(await found({ text: '大勇反映' })).toEqual(['陈大勇']);
    expect(await found({ visitKind: 'group' })).toEqual(['单雄信']);
    expect(await found({ purpose: 'purposes/04' })).toEqual(['陈大勇']);
    expect(await found({ region: 'regions/320404' })).toEqual(['欧阳婷']);
    expect(await found({ region: 'regions/320400' })).toHaveLength(4);
    expect(await found({ category: 'categories/03' })).toHaveLength(4);
    expect(await found({ from: '2026-02-01', to: '2026-03-31' })).toEqual(['单雄信', '陈大勇']);
    expect(await found({ order: [{ column: 'petitionDate' }], limit: 2 })).toEqual(['李桂兰', '陈大勇']);
    expect(await found({ order: [{ column: 'petitionDate' }], offset: 2, limit: 2 })).toEqual(['单雄信', '欧阳婷']);
    // Counted on the day they came, not on the day they were registered.
    expect(await get('visits.counts', {})).toMatchObject({ batches: 0, persons: 0 });
    const march = await get('visits.counts', { date: '2026-03-05' });
    expect(march).toMatchObject({ batches: 1, persons: 8, groups: 1, repeats: 0 });
  });

  it('recognises a repeat visitor and links by a person’s hand only', async () => {
    const { get } = await deskAt(await folder());
    const first = await get('visits.register', { visit: visit() });
    const { visits } = await get('visits.similar', { idNo: '11010519491231002X', phone: '13861234567' });
    expect(visits[0]).toMatchObject({ id: first.id, reasons: expect.arrayContaining(['证件号相同', '电话相同']) });
    const homophone = await get('visits.similar', { name: '李贵兰', content: '征收补偿款一直没有到位' });
    expect(homophone.visits[0]?.reasons).toEqual([
      expect.stringContaining('姓名同音'),
      expect.stringContaining('内容相似'),
    ]);
    const second = await get('visits.register', { visit: visit() });
    expect((await get('visits.get', { id: second.id })).priors).toEqual([]);
    await get('visits.linkPrior', { id: second.id, priorVisitId: first.id });
    const linked = await get('visits.get', { id: second.id });
    expect(linked.priors.map((p) => p.id)).toEqual([first.id]);
    expect(linked.visit.isRepeat).toBe(true);
    await get('visits.unlinkPrior', { id: second.id, priorVisitId: first.id, reason: '不是同一事项' });
    expect((await get('visits.get', { id: second.id })).priors).toEqual([]);
  });

  it('keeps what was corrected in the history, with the reason', async () => {
    const { get } = await deskAt(await folder());
    const { id } = await get('visits.register', { visit: visit() });
    await get('visits.correct', { id, changes: { phone: '13900001111' }, reason: '来访人更换号码' });
    const { entries } = await get('history.list', { id });
    expect(entries[0]).toMatchObject({
      action: '更正来访登记',
      reason: '来访人更换号码',
      by: '王登记',
      changes: [{ field: 'phone', from: '13861234567', to: '13900001111' }],
    });
    expect(entries).toHaveLength(2);
  });

  it('refuses what the directory does not know, and an unset desk', async () => {
    const { refused } = await deskAt(await folder());
    expect(await refused('visits.register', { visit: visit({ categoryCode: 'categories/none' }) })).toMatchObject({
      field: 'categoryCode',
    });
    expect(await refused('visits.register', { visit: visit({ petitionDate: '3026-01-01' }) })).toMatchObject({
      field: 'petitionDate',
    });
    expect(await refused('visits.register', { visit: visit({ summary: '长'.repeat(5001) }) })).toMatchObject({
      field: 'visit.summary',
    });
    expect(await refused('visits.get', { id: 'visits/2026-A01-999999' })).toMatchObject({ code: 'visit.notFound' });
    expect(await refused('visits.get', { id: 'units/CZ-GAJ' })).toMatchObject({ code: 'visit.notFound' });
  });

  it('exports what the list shows, in the chosen columns', async () => {
    const data = await folder();
    const { get } = await deskAt(data);
    await get('visits.register', { visit: visit({ name: '=李桂兰', headcount: 7 }) });
    await get('visits.register', { visit: visit({ name: '陈大勇', petitionDate: '2026-04-01' }) });
    const path = join(data, '来访 一览.xlsx');
    const written = await get('visits.export', {
      filter: { visitKind: 'group' },
      columns: ['visitNo', 'name', 'petitionDate', 'headcount', 'categoryCode', 'purpose'],
      file: `path:${path}`,
    });
    expect(written.rows).toBe(1);
    const book = await readWorkbook(path);
    expect(book.ok && book.value[0]?.rows.slice(1)).toEqual([
      ['来访序号', '姓名', '信访日期', '来访人数', '内容分类', '信访目的'],
      [expect.stringMatching(/000001$/), '=李桂兰', '2026-03-02', 7, '城乡建设/房屋征收与拆迁补偿', '求决'],
    ]);
  });

  it('keeps the matters of cases found to be accusations out of sheets and off screens others see', async () => {
    const data = await folder();
    const { get } = await deskAt(data);
    const plain = await get('visits.register', { visit: visit() });
    const own = await get('visits.register', { visit: visit({ name: '陈大勇', purpose: 'purposes/04' }) });
    const turned = await get('visits.register', { visit: visit({ name: '单雄信' }) });
    const joined = await get('visits.register', {
      visit: visit({ name: '欧阳婷', isRepeat: true, handlingMode: 'mergeIntoPrior' }),
      priorVisitIds: [turned.id],
    });
    const { case: opened } = await get('cases.ofVisit', { visit: turned.id });
    const secretOnes = async () =>
      (await get('visits.list', {})).rows.filter(({ confidential }) => confidential).map(({ id }) => id);
    expect(await secretOnes()).toEqual([own.id]);
    await get('cases.step', {
      id: opened?.id ?? turned.id,
      step: 'triage',
      input: { on: '2026-03-02', triageClass: 'accusation' },
    });
    expect((await secretOnes()).toSorted()).toEqual([own.id, turned.id, joined.id].toSorted());
    const path = join(data, '来访 一览.xlsx');
    const written = await get('visits.export', { filter: {}, columns: ['visitNo', 'name'], file: `path:${path}` });
    expect(written).toMatchObject({ rows: 1, withheld: 3 });
    const book = await readWorkbook(path);
    expect(book.ok && book.value[0]?.rows.slice(2)).toEqual([
      [plain.visitNo, '李桂兰'],
      [expect.stringContaining('（3 件）')],
    ]);
    await get('cases.undo', { id: opened?.id ?? turned.id, reason: '分类有误' });
    expect(await secretOnes()).toEqual([own.id]);
  });

  it('says how many there are of what a page does not count', async () => {
    const { get } = await deskAt(await folder());
    for (const name of ['李桂兰', '李桂兰', '陈大勇']) await get('visits.register', { visit: visit({ name }) });
    expect(await get('visits.total', {})).toEqual({ total: 3 });
    expect(await get('visits.total', { text: '李桂' })).toEqual({ total: 2 });
    expect(await get('cases.total', { text: 'cdy' })).toEqual({ total: 1 });
  });

  it('counts groups by the centre’s own threshold', async () => {
    const { get } = await deskAt(await folder());
    expect(await get('visits.policy', {})).toEqual({ groupThreshold: 5 });
    await get('visits.setPolicy', { groupThreshold: 3 });
    const { id } = await get('visits.register', { visit: visit({ headcount: 3 }) });
    expect((await get('visits.get', { id })).visit.visitKind).toBe('group');
  });
});
