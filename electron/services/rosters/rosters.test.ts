import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import type { RecordId } from '#shared/kernel/ids';
import { readWorkbook } from '../../documents/workbook';
import { throughOffice } from '../../../tests/office';
import { type PlainDesk, plainDesk } from '../../../tests/plain-desk';

let folder: string;
let desk: PlainDesk;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), '排班 '));
  desk = await plainDesk(join(folder, 'data'));
});
afterEach(async () => {
  await desk.close();
  await rm(folder, { recursive: true, force: true });
});

const call = <M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> => desk.get(method, input);
const refused = async <M extends MethodName>(method: M, input: InputOf<M>): Promise<string> =>
  (await desk.refused(method, input)).message;

const whole = async (id: RecordId) => ({
  ...(await call('rosters.get', { id })),
  duties: (await call('rosters.duties', { id })).rows,
});

const HALF_YEAR = { from: '2026-07-01', to: '2026-12-31' };

/** A saved roster made from a ready scheme. */
async function rosterFrom(key: string, period = HALF_YEAR, change: object = {}) {
  const { rule } = await call('rosters.preset', { key, start: '2026-07-01' });
  const created = await call('rosters.createRule', { rule: { ...rule, ...change } });
  const saved = await call('rosters.generate', { rule: created.id, period });
  return { rule: created.id, roster: saved.id };
}

describe('a roster from rule to wall', () => {
  it('is drawn up from a scheme, its leader days moved past holidays, every chief once a month', async () => {
    const { roster } = await rosterFrom('police-leader-day');
    const view = await whole(roster);
    expect(view.noticeState).toBe('unpublished');
    expect(view.conflicts).toEqual([]);
    const days = [...new Set(view.duties.map((d) => d.date))];
    expect(days).toHaveLength(12);
    expect(days).toContain('2026-10-08');
    const chiefDays = view.duties.filter((d) => d.member?.chief === true).map((d) => d.date.slice(0, 7));
    expect(chiefDays).toEqual(['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12']);
    expect(view.remarks[0]).toContain('已在最公平的前提下调整');
    expect((await call('rosters.list', {})).rows).toHaveLength(1);
    expect((await call('rosters.rules', {})).rows[0]?.until).toBe('2026-12-31');
    const today = await call('rosters.day', { date: '2026-10-08' });
    expect(today.duties.map((d) => d.member)).toContain('法制负责人');
    expect(today.duties).toHaveLength(9);
  });

  it('a published roster must be published again after a swap, and is current again afterwards', async () => {
    const { roster } = await rosterFrom('police-week', { from: '2026-11-01', to: '2026-12-31' });
    const publish = { id: roster, on: '2026-10-28', place: '接待大厅公示栏', despiteConflicts: false };
    await call('rosters.publish', publish);
    const before = await whole(roster);
    expect(before.noticeState).toBe('current');
    const [a, b] = [before.duties[0], before.duties.find((d) => d.member?.id !== before.duties[0]?.member?.id)];
    if (a === undefined || b === undefined) throw new Error('no duties');
    await call('rosters.swap', { roster, a: a.id, b: b.id, reason: '专案出差' });
    const asked = await whole(roster);
    expect(asked.noticeState).toBe('current');
    const [swap] = asked.swaps;
    if (swap === undefined) throw new Error('no swap');
    expect(swap.pending).toBe(true);
    await call('rosters.answerSwap', { id: swap.id, step: 'confirmedA', by: '甲' });
    await call('rosters.answerSwap', { id: swap.id, step: 'confirmedB', by: '乙' });
    await call('rosters.answerSwap', { id: swap.id, step: 'approved', by: '处长' });
    const after = await whole(roster);
    expect(after.noticeState).toBe('changed');
    expect(after.duties.find((d) => d.id === a.id)?.member).toEqual(b.member);
    expect(after.duties.find((d) => d.id === b.id)?.member).toEqual(a.member);
    expect(await refused('rosters.answerSwap', { id: swap.id, step: 'approved', by: '处长' })).toContain('已经办结');
    await call('rosters.publish', { ...publish, on: '2026-11-20' });
    expect((await whole(roster)).noticeState).toBe('current');
    await call('rosters.fill', { roster, entries: [{ duty: a.id, person: { name: '王警官' } }] });
    expect((await whole(roster)).noticeState).toBe('changed');
    const history = await call('history.list', { id: a.id });
    expect(history.entries.map((e) => e.action)).toEqual(['填报到岗人员', '换班生效', '生成排班表']);
    expect(history.entries[1]?.reason).toBe('专案出差');
  });

  it('drawing up again makes the next version; the old one stays and is marked', async () => {
    const { rule, roster } = await rosterFrom('police-weekday', { from: '2026-12-01', to: '2026-12-31' });
    await call('rosters.publish', { id: roster, on: '2026-11-25', place: '大厅', despiteConflicts: false });
    const next = await call('rosters.generate', { rule, period: { from: '2026-12-01', to: '2026-12-31' } });
    expect((await whole(roster)).noticeState).toBe('superseded');
    const view = await whole(next.id);
    expect([view.version, view.noticeState]).toEqual([2, 'changed']);
    expect((await call('rosters.list', {})).rows.map((r) => r.id)).toEqual([next.id]);
    expect((await call('rosters.list', { superseded: true })).rows).toHaveLength(2);
    expect((await call('rosters.day', { date: '2026-12-01' })).duties).toHaveLength(1);
    expect(
      await refused('rosters.publish', { id: roster, on: '2026-11-26', place: '大厅', despiteConflicts: false }),
    ).toContain('新版本');
  });

  it('someone already on duty elsewhere is a conflict, named, and publishing asks', async () => {
    await rosterFrom('police-weekday', { from: '2026-12-01', to: '2026-12-31' });
    const { roster } = await rosterFrom('police-weekday', { from: '2026-12-01', to: '2026-12-31' });
    const view = await whole(roster);
    expect(view.conflicts[0]?.message).toBe('12月1日经侦已列入“警种轮流接待排班表”，不能同时在两处');
    const publish = { id: roster, on: '2026-11-25', place: '大厅', despiteConflicts: false };
    expect(await refused('rosters.publish', publish)).toContain('排班表还有23处冲突');
    await call('rosters.publish', { ...publish, despiteConflicts: true });
  });

  it('demands that clash are named, and a year without holidays is said', async () => {
    const { rule } = await call('rosters.preset', { key: 'police-leader-day', start: '2026-07-01' });
    const absences = [{ member: 'chief', from: '2026-12-01', to: '2026-12-31', kind: 'trip' as const }];
    const period = { from: '2026-12-01', to: '2026-12-31' };
    expect(await refused('rosters.preview', { rule: { ...rule, absences }, period })).toBe(
      '以下要求不能同时满足，排不出班：1.局长12月1日至12月31日出差；2.主要领导局长12月至少接待1次。请放宽其中一项或增加轮转人员后再排。',
    );
    expect(await refused('rosters.preview', { rule, period: { from: '2027-01-01', to: '2027-01-31' } })).toContain(
      '2027年放假安排未导入',
    );
  });

  it('attendance is registered on the day or later, a substitute by name', async () => {
    const { roster } = await rosterFrom('police-leader-day', { from: '2026-07-01', to: '2026-12-31' });
    const { duties } = await whole(roster);
    const [past, second, last] = [duties[0], duties[1], duties.at(-1)];
    if (past === undefined || second === undefined || last === undefined) throw new Error('no duties');
    await call('rosters.attend', { duty: past.id, attendance: { state: 'present', batches: 6, persons: 11 } });
    await call('rosters.attend', { duty: second.id, attendance: { state: 'substituted', substitute: '副支队长' } });
    const missing = { duty: second.id, attendance: { state: 'substituted' as const } };
    expect(await refused('rosters.attend', missing)).toBe('请填写替补人员');
    expect((await whole(roster)).attendance).toEqual({
      registered: 2,
      served: 2,
      batches: 6,
      persons: 11,
    });
  });
});

describe('what leaves the desk', () => {
  it('xlsx reads back with title, merged head and one row a day', async () => {
    const { roster } = await rosterFrom('police-leader-day', { from: '2026-10-01', to: '2026-12-31' });
    const path = join(folder, '接待日 表.xlsx');
    await call('rosters.export', { id: roster, format: 'xlsx', file: `path:${path}` });
    const read = await readWorkbook(path);
    if (!read.ok) throw new Error(read.error.message);
    const rows = read.value[0]?.rows ?? [];
    expect(rows[0]?.[0]).toBe('局领导接待日安排表');
    expect(rows[1]?.[0]).toContain('2026年10月1日至12月31日');
    expect(rows[3]).toEqual(['日期', '星期', '接待局领导', '分管范围', '参加部门负责人', '备注']);
    expect(rows[4]?.slice(0, 2)).toEqual(['10月8日', '星期四']);
    expect(rows[4]?.[4]).toBe(
      '刑侦负责人、治安负责人、经侦负责人、交巡警负责人、纪委负责人、督察负责人、法制负责人、户政负责人',
    );
    expect(rows[4]?.[5]).toBe('原定10月1日，遇节假日调整');
  });

  it('csv has a mark that Excel knows and one line a duty; ics has one event a stretch', async () => {
    const { roster } = await rosterFrom('police-week', { from: '2026-11-02', to: '2026-11-08' });
    const csv = join(folder, 'a.csv');
    await call('rosters.export', { id: roster, format: 'csv', file: `path:${csv}` });
    const text = await readFile(csv, 'utf8');
    expect(text.startsWith('\uFEFF日期,星期,')).toBe(true);
    expect(text.trimEnd().split('\r\n')).toHaveLength(6);
    const ics = join(folder, 'a.ics');
    await call('rosters.export', { id: roster, format: 'ics', file: `path:${ics}` });
    const events = (await readFile(ics, 'utf8')).split('BEGIN:VEVENT');
    expect(events).toHaveLength(1 + 5 * 2);
    expect(events[1]).toContain('DTSTART:20261102T010000Z');
  });

  it('LibreOffice prints the sheet on one page', async ({ annotate }) => {
    const { roster } = await rosterFrom('police-week', { from: '2026-11-01', to: '2026-11-30' });
    const path = join(folder, 'sheet.xlsx');
    await call('rosters.export', { id: roster, format: 'xlsx', file: `path:${path}` });
    const pdf = await throughOffice(path, 'pdf');
    if (pdf === undefined) {
      await annotate('not looked at: LibreOffice is not installed');
      return;
    }
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await writeFile(join(folder, 'sheet.pdf'), pdf);
    const info = execFileSync('pdfinfo', [join(folder, 'sheet.pdf')], { encoding: 'utf8' });
    expect(info).toMatch(/Pages:\s+1\n/);
    const words = execFileSync('pdftotext', ['-layout', join(folder, 'sheet.pdf'), '-'], { encoding: 'utf8' });
    expect(words).toContain('警种轮流接待排班表');
    expect(words).toContain('11月30日');
    expect(words).not.toContain('###');
  });
});
