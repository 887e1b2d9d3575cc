import { describe, expect, it } from 'vitest';
import { rosterTable } from './table';
import { day, presetRule, saved } from './testing';

describe('the table that is printed', () => {
  it('a week of one department is one cell', () => {
    const { roster, duties } = saved(
      presetRule('police-week', { start: { date: day('2026-11-02'), index: 0 } }),
      '2026-11-02',
      '2026-11-15',
    );
    const table = rosterTable(roster, duties);
    expect(table.columns.map((c) => c.title)).toEqual(['日期', '星期', '接待警种']);
    expect(table.rows.map((r) => r.spans[2])).toEqual([5, 0, 0, 0, 0, 5, 0, 0, 0, 0]);
    expect(table.heading).toEqual([
      '常州市公安局  2026年11月2日至11月15日',
      '时间：09:00—11:30、14:30—17:00  地点：市公安局信访处',
    ]);
  });

  it('stretches that differ within a day are rows of their own, the day written once', () => {
    const { roster, duties } = saved(presetRule('hotline-parallel'), '2025-01-01', '2025-01-31');
    const table = rosterTable(roster, duties);
    expect(table.rows.map((r) => r.cells.slice(0, 6))).toEqual([
      ['1月23日', '星期四', '09:00—10:30', '上午', '市自然资源和规划局', '党组书记、局长'],
      ['1月23日', '星期四', '15:00—16:30', '下午（一）', '市交管局', '政委'],
      ['1月23日', '星期四', '15:00—16:30', '下午（二）', '城发投集团', '党委副书记、副董事长、总经理'],
    ]);
    expect(table.rows.map((r) => r.spans[0])).toEqual([3, 0, 0]);
  });

  it('who is on call and what to know stand under it; a moved day says so; people stand beside their unit', () => {
    const rule = presetRule('thursday-resident', {
      start: { date: day('2026-10-01'), index: 0 },
      onHoliday: 'postpone',
    });
    const { roster, duties } = saved(rule, '2026-10-01', '2026-10-08');
    const [first, ...rest] = duties;
    if (first === undefined) throw new Error('no duty');
    const table = rosterTable(roster, [{ ...first, person: { name: '王某', post: '科长' } }, ...rest]);
    expect(table.rows[0]?.cells[2]).toContain('区房地局（王某科长）、劳动保障局');
    expect(table.rows[0]?.cells.at(-1)).toBe('原定10月1日，遇节假日调整');
    expect(table.footing).toEqual([
      '随叫部门：区政府其他职能部门、区社保中心等市属职能部门。',
      '须知：',
      '1.常驻单位各派1人。',
      '2.随叫单位由信访办当天电话通知并留足提前量。',
    ]);
  });
});
