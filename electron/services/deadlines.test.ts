import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type PlainDesk, plainDesk } from '../../tests/plain-desk';

let desk: PlainDesk;
let folder = '';
const start = async () => {
  desk = await plainDesk(folder);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), '期限 测试-'));
  await start();
  await desk.get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' });
});
afterEach(() => desk.close());

const again = async () => {
  await desk.close();
  await start();
};
const FINANCE = 'units/CZ-CZJ';
const HEARING = { pauseWhy: 'hearing', pauseFrom: '2026-03-10', pauseTo: '2026-03-14' } as const;

describe('lengths', () => {
  it('what the law has fixed is changed only with a reason, and can be taken back', async () => {
    const longer = { kind: 'ROUTE_15', length: { amount: 10, unit: 'natural_day' } } as const;
    expect(await desk.refused('deadlines.setLength', longer)).toMatchObject({
      code: 'deadline.reasonMissing',
      field: 'reason',
      lawArticle: '《信访工作条例》第二十二条',
    });
    await desk.get('deadlines.setLength', { ...longer, reason: '本市要求提前办理' });
    await again();
    const ask = { kind: 'ROUTE_15', from: '2026-03-02' } as const;
    expect((await desk.get('deadlines.compute', ask)).nominalEnd).toBe('2026-03-12');
    expect((await desk.get('deadlines.policy', {})).lengths).toEqual({ ROUTE_15: longer.length });
    const { entries } = await desk.get('history.list', { id: 'deadlinePolicy/current' });
    expect(entries[0]).toMatchObject({ action: '设置转送期限为10日', reason: '本市要求提前办理', by: '王敏' });

    await desk.get('deadlines.setLength', { kind: 'ROUTE_15', reason: '恢复' });
    expect((await desk.get('deadlines.compute', ask)).nominalEnd).toBe('2026-03-17');
    expect((await desk.get('deadlines.policy', {})).lengths).toEqual({});
  });

  it('an internal one needs no reason; the usual length is no change', async () => {
    await desk.get('deadlines.setLength', { kind: 'SIGN', length: { amount: 1, unit: 'working_day' } });
    const { code } = await desk.refused('deadlines.setLength', {
      kind: 'CO_OPINION',
      length: { amount: 10, unit: 'working_day' },
    });
    expect(code).toBe('deadline.unchanged');
  });

  it('a limit that somebody must set can be given a usual length', async () => {
    const ask = { kind: 'ASSIGN_FEEDBACK', from: '2026-03-02' } as const;
    expect((await desk.refused('deadlines.compute', ask)).code).toBe('deadline.endMissing');
    await desk.get('deadlines.setLength', { kind: 'ASSIGN_FEEDBACK', length: { amount: 30, unit: 'natural_day' } });
    expect((await desk.get('deadlines.compute', ask)).nominalEnd).toBe('2026-04-01');
    expect((await desk.get('deadlines.compute', { ...ask, end: '2026-03-20' })).nominalEnd).toBe('2026-03-20');
  });
});

describe('counting', () => {
  it('is set as a whole and keeps the lengths', async () => {
    await desk.get('deadlines.setLength', { kind: 'SIGN', length: { amount: 2, unit: 'working_day' } });
    const { lengths, ...before } = await desk.get('deadlines.policy', {});
    await desk.get('deadlines.setPolicy', { ...before, judgeBy: 'nominal', lateSilenceAccepts: false });
    await again();
    expect(await desk.get('deadlines.policy', {})).toEqual({
      ...before,
      lengths,
      judgeBy: 'nominal',
      lateSilenceAccepts: false,
    });
    const { lastDay } = await desk.get('deadlines.compute', { kind: 'HANDLE_60', from: '2026-08-05' });
    expect(lastDay).toBe('2026-10-04');
    expect(
      (await desk.refused('deadlines.setPolicy', { ...before, judgeBy: 'nominal', lateSilenceAccepts: false })).code,
    ).toBe('deadline.unchanged');
  });

  it('time of a hearing is left out where the centre says so', async () => {
    const ask = { kind: 'HANDLE_60', from: '2026-03-02', ...HEARING } as const;
    expect((await desk.get('deadlines.compute', ask)).nominalEnd).toBe('2026-05-01');
    const { lengths: _lengths, ...policy } = await desk.get('deadlines.policy', {});
    await desk.get('deadlines.setPolicy', { ...policy, hearingPauses: ['FINAL_REVIEW_30', 'HANDLE_60'] });
    expect((await desk.get('deadlines.compute', ask)).nominalEnd).toBe('2026-05-06');
  });

  it('a pause that makes no sense is refused beside its field', async () => {
    const ask = { kind: 'HANDLE_60', from: '2026-03-02', pauseWhy: 'hearing' } as const;
    expect(await desk.refused('deadlines.compute', ask)).toMatchObject({ field: 'pauseFrom' });
    const causeless = { kind: 'HANDLE_60', from: '2026-03-02', pauseFrom: '2026-03-10' } as const;
    expect(await desk.refused('deadlines.compute', causeless)).toMatchObject({ field: 'pauseWhy' });
    const backwards = { ...ask, pauseFrom: '2026-03-10', pauseTo: '2026-03-09' };
    expect(await desk.refused('deadlines.compute', backwards)).toMatchObject({ field: 'pauseTo' });
  });
});

describe('内控时限', () => {
  const office = async () => {
    const parent = FINANCE;
    await desk.get('departments.create', {
      code: 'CZ-CZJ-01',
      name: '常州市财政局预算处',
      short: '预算处',
      parent,
      type: 'government',
    });
    return 'units/CZ-CZJ-01';
  };
  const first = { kind: 'FIN_REPLY_5WD', from: '2026-05-06' } as const;

  it('the finance bureau has its own two stages as shipped, and its offices with it', async () => {
    const { policies } = await desk.get('deadlines.slaList', {});
    expect(policies).toMatchObject([
      {
        unit: FINANCE,
        unitName: '常州市财政局',
        stage1: { amount: 5, unit: 'working_day' },
        stage2: { amount: 1, unit: 'calendar_month' },
      },
    ]);
    const unit = await office();
    await desk.get('deadlines.saveSla', {
      unit: FINANCE,
      stage1: { amount: 3, unit: 'working_day' },
      stage2: { amount: 20, unit: 'natural_day' },
      reason: '局长办公会决定',
    });
    expect((await desk.get('deadlines.compute', { ...first, unit })).nominalEnd).toBe('2026-05-09');
    const second = { kind: 'FIN_REPLY_1M', from: '2026-05-06', unit } as const;
    expect((await desk.get('deadlines.compute', second)).nominalEnd).toBe('2026-05-26');
    expect((await desk.get('deadlines.compute', { ...first, unit: 'units/CZ-GAJ' })).nominalEnd).toBe('2026-05-12');
  });

  it('any unit can have one; the nearest goes first; a change and a removal need a reason', async () => {
    const unit = await office();
    const own = { stage1: { amount: 1, unit: 'working_day' }, stage2: { amount: 7, unit: 'natural_day' } } as const;
    await desk.get('deadlines.saveSla', { unit, ...own, note: '急件' });
    expect((await desk.get('deadlines.compute', { ...first, unit })).nominalEnd).toBe('2026-05-07');
    expect(await desk.refused('deadlines.saveSla', { unit, ...own })).toMatchObject({
      code: 'sla.reasonMissing',
      field: 'reason',
    });
    await desk.get('deadlines.removeSla', { unit, reason: '按全局规定' });
    await desk.get('deadlines.removeSla', { unit: FINANCE, reason: '不再试行' });
    await again();
    expect((await desk.get('deadlines.slaList', {})).policies).toEqual([]);
    expect((await desk.refused('deadlines.removeSla', { unit, reason: '再次' })).code).toBe('sla.unknown');
    await desk.get('deadlines.saveSla', { unit, ...own });
    expect((await desk.get('deadlines.slaList', {})).policies).toMatchObject([{ unit, ...own }]);
    expect((await desk.refused('deadlines.saveSla', { unit: 'units/none', ...own })).code).toBe('unit.unknown');
  });
});

it('a year without 放假安排 is named, never guessed', async () => {
  const found = await desk.get('deadlines.compute', { kind: 'FINAL_REVIEW_30', from: '2030-12-02' });
  expect(found).toMatchObject({ nominalEnd: '2031-01-01', lastDay: '2031-01-01', calendarMissing: 2031 });
  expect(await desk.refused('deadlines.compute', { kind: 'OBJECT_5WD', from: '2030-12-02' })).toMatchObject({
    code: 'calendar.yearMissing',
    field: '2030',
  });
});
