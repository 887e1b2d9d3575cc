import { describe, expect, it } from 'vitest';
import { rosterTable } from '#shared/domain/rosters/table';
import { day, presetRule, saved } from '#shared/domain/rosters/testing';
import { rosterNoticePage, rosterScreenPage } from './roster-page';
import { rosterEvents, rosterRows, rosterSheet } from './roster-sheet';

const scene = (key: string, start: string, from: string, to: string) => {
  const { roster, duties } = saved(presetRule(key, { start: { date: day(start), index: 0 } }), from, to);
  return { roster, duties, table: rosterTable(roster, duties) };
};
const rowsIn = (html: string) => html.split('<tr>').length - 1 - (html.split('<thead>').length - 1);

describe('the picture for the hall', () => {
  it('shows the days still to come, a week begun with its own cell', () => {
    const { table } = scene('police-week', '2026-11-02', '2026-11-02', '2026-11-30');
    const html = rosterScreenPage(table, day('2026-11-25'));
    expect(rowsIn(html)).toBe(4);
    expect(html).not.toContain('11月24日');
    expect(html).toContain('<td rowSpan="3" class="center">治安</td>');
  });

  it('says how much it leaves out when a year does not fit', () => {
    const { table } = scene('police-weekday', '2026-01-01', '2026-01-01', '2026-12-31');
    const html = rosterScreenPage(table, day('2026-01-01'));
    const left = Number(/另有(\d+)行安排，见公示栏。/.exec(html)?.[1]);
    expect(rowsIn(html) + left).toBe(table.rows.length);
    expect(left).toBeGreaterThan(100);
  });
});

it('the notice carries publisher, date and every rule under the table', () => {
  const { roster, table } = scene('police-leader-day', '2026-11-01', '2026-11-01', '2026-11-30');
  const html = rosterNoticePage(table, roster.publisher, day('2026-10-28'), 'A3');
  for (const words of [
    '局领导接待日安排表',
    '2026年10月28日',
    '3.多人反映共同事项的，推选代表不超过5人。',
    '法制负责人',
  ]) {
    expect(html).toContain(words);
  }
});

it('a narrow sheet is made as wide as the page; merged cells stand where the weeks are', () => {
  const { table } = scene('police-week', '2026-11-02', '2026-11-02', '2026-11-15');
  const sheet = rosterSheet(table);
  expect(sheet.columns.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(83);
  expect(sheet.merges).toContainEqual([5, 3, 9, 3]);
  expect(sheet.merges).toContainEqual([10, 3, 14, 3]);
  expect(sheet.headRows).toBe(4);
});

it('a duty without hours is a whole day in the calendar, one of two stretches two events', () => {
  const once = scene('county-every-workday', '2026-12-01', '2026-12-01', '2026-12-01');
  expect(rosterEvents(once.roster, once.duties)).toMatchObject([{ date: '2026-12-01', location: '群众来访接待大厅' }]);
  const twice = scene('police-weekday', '2026-12-01', '2026-12-01', '2026-12-01');
  expect(rosterEvents(twice.roster, twice.duties).map((e) => e.start)).toEqual(['09:00', '14:30']);
  expect(rosterRows(twice.roster, twice.duties)[1]?.slice(0, 6)).toEqual([
    '2026-12-01',
    '星期二',
    '09:00—11:30、14:30—17:00',
    '市公安局信访处',
    '接待警种',
    '经侦',
  ]);
});
