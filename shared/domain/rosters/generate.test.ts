import { describe, expect, it } from 'vitest';
import type { Context } from './duty';
import type { Absence, RosterRule } from './rule';
import { day, draw, presetRule } from './testing';

const weekly = (change: Partial<RosterRule> = {}) =>
  presetRule('police-week', { start: { date: day('2026-09-07'), index: 0 }, ...change });
/** Who serves each week, by the Monday or first day of it. */
const weeks = (rule: RosterRule, from: string, to: string) => [
  ...new Map(draw(rule, from, to).duties.map((d) => [d.turn, d.member?.name])).values(),
];
const away = (member: string, from: string, to: string): Absence => ({
  member,
  from: day(from),
  to: day(to),
  kind: 'trip',
});

describe('rotation', () => {
  it('a week lost to a holiday is made up, or its department loses its turn', () => {
    // Five weeks from 7 September; the fifth holds only 30 September before the National Day week, 5–9 October two days.
    const rule = { ...weekly(), when: { mode: 'byWeekday' as const, weekdays: [4] } };
    expect(weeks({ ...rule, makeup: true }, '2026-09-07', '2026-10-16')).toEqual([
      '刑侦',
      '经侦',
      '交巡警',
      '治安',
      '户政',
    ]);
    expect(weeks({ ...rule, makeup: false }, '2026-09-07', '2026-10-16')).toEqual([
      '刑侦',
      '经侦',
      '交巡警',
      '户政',
      '刑侦',
    ]);
  });

  it('begins with whom the start names, and a later month goes on where the earlier one ended', () => {
    expect(weeks(weekly({ start: { date: day('2026-09-07'), index: 3 } }), '2026-09-07', '2026-09-20')).toEqual([
      '治安',
      '户政',
    ]);
    const whole = draw(weekly(), '2026-09-07', '2026-12-31').duties;
    const parts = ['2026-09-07 2026-10-13', '2026-10-14 2026-11-02', '2026-11-03 2026-12-31'].flatMap((part) => {
      const [from = '', to = ''] = part.split(' ');
      return draw(weekly(), from, to).duties;
    });
    expect(parts).toEqual(whole);
  });

  it('a department away for the week is passed; with make-up it comes next, without it waits its round', () => {
    const absences = [away('gaj-03', '2026-09-14', '2026-09-20')];
    expect(weeks(weekly({ absences, makeup: true }), '2026-09-07', '2026-09-27')).toEqual(['刑侦', '交巡警', '经侦']);
    expect(weeks(weekly({ absences, makeup: false }), '2026-09-07', '2026-09-27')).toEqual(['刑侦', '交巡警', '治安']);
  });

  it('a department away for a day of its week is covered by the next, and keeps its week', () => {
    const drawn = draw(weekly({ absences: [away('gaj-02', '2026-09-09', '2026-09-09')] }), '2026-09-07', '2026-09-13');
    expect(drawn.duties.map((d) => d.member?.name)).toEqual(['刑侦', '刑侦', '经侦', '刑侦', '刑侦']);
    expect(drawn.duties[2]?.why).toBe('第1周轮到刑侦；刑侦9月9日出差，由经侦顶替');
    expect(drawn.conflicts).toEqual([]);
  });

  it('two seats take two members, one after the other', () => {
    const rule = weekly();
    const slots = rule.slots.map((slot) => ({ ...slot, seats: 2 }));
    const names = draw({ ...rule, slots }, '2026-09-07', '2026-09-14').duties.map((d) => d.member?.name);
    expect(names.slice(0, 2)).toEqual(['刑侦', '经侦']);
    expect(names.slice(-2)).toEqual(['交巡警', '治安']);
  });
});

describe('holidays', () => {
  const eighth = (change: Partial<RosterRule>) =>
    presetRule('eighth-and-twenty-fifth', {
      when: { mode: 'dayOfMonth', days: [1, 31] },
      start: { date: day('2026-09-01'), index: 0 },
      ...change,
    });
  const dates = (rule: RosterRule, from: string, to: string) => draw(rule, from, to).duties.map((d) => d.date);

  it('postponed, preponed, dropped or kept; a 31st that a month lacks is its last day', () => {
    expect(dates(eighth({ onHoliday: 'keep' }), '2026-09-01', '2026-10-31')).toEqual([
      '2026-09-01',
      '2026-09-30',
      '2026-10-01',
      '2026-10-31',
    ]);
    expect(dates(eighth({ onHoliday: 'postpone' }), '2026-10-01', '2026-11-30')).toEqual([
      '2026-10-08',
      '2026-11-02',
      '2026-11-02',
      '2026-11-30',
    ]);
    expect(dates(eighth({ onHoliday: 'prepone' }), '2026-09-01', '2026-10-31')).toEqual([
      '2026-09-01',
      '2026-09-30',
      '2026-09-30',
      '2026-10-30',
      '2026-10-30',
    ]);
    const dropped = draw(eighth({ onHoliday: 'skip' }), '2026-10-01', '2026-10-31');
    expect(dropped.duties).toEqual([]);
    expect(dropped.skipped.map((s) => s.why)).toEqual(['10月1日为国庆节，停一次', '10月31日为周六，停一次']);
  });

  it('two duties moved onto one day are a collision, named', () => {
    const drawn = draw(eighth({ onHoliday: 'postpone' }), '2026-11-01', '2026-11-30');
    expect(drawn.conflicts.map((c) => c.message)).toEqual(['原定10月31日的班次顺延至11月2日，与原定11月1日的班次相撞']);
  });

  it('a weekend chosen by weekday is an ordinary day, a holiday on it is not', () => {
    const rule = eighth({ when: { mode: 'byWeekday', weekdays: [6] }, onHoliday: 'skip' });
    expect(dates(rule, '2026-09-26', '2026-10-17')).toEqual(['2026-10-10', '2026-10-17']);
  });
});

describe('what is wrong with a roster', () => {
  const leaders = (change: Partial<RosterRule>) =>
    presetRule('police-leader-day', { start: { date: day('2026-11-01'), index: 1 }, ...change });

  it('a chief without a duty in a whole month, and one that is too soon again', () => {
    const chief = draw(leaders({}), '2026-11-01', '2026-11-30').conflicts;
    expect(chief.map((c) => c.message)).toEqual(['主要领导局长11月接待0次，少于每月1次']);
    const constraints = { minGapDays: 15, chiefMonthly: 0 };
    const slots = leaders({}).slots.map((s) => (s.id === 'leader' ? { ...s, members: s.members.slice(0, 1) } : s));
    const gap = draw(leaders({ constraints, slots }), '2026-11-01', '2026-11-30').conflicts;
    expect(gap.map((c) => c.message)).toEqual(['局长11月5日和11月19日两次值班相隔不足15天']);
  });

  it('a head who is on leave, and one who is due elsewhere at the same time', () => {
    const absences: Absence[] = [
      { ...away('gaj-09', '2026-11-05', '2026-11-05'), kind: 'recusal', reason: '亲属信访' },
    ];
    const busy: Context['busy'] = [
      {
        identity: 'units/CZ-GAJ-08#负责人',
        date: day('2026-11-19'),
        hours: [{ start: '08:00', end: '09:30' }],
        what: '督察例会',
      },
      {
        identity: 'units/CZ-GAJ-08#负责人',
        date: day('2026-11-05'),
        hours: [{ start: '12:00', end: '13:00' }],
        what: '午间值班',
      },
    ];
    const constraints = { minGapDays: 0, chiefMonthly: 0 };
    const drawn = draw(leaders({ absences, constraints }), '2026-11-01', '2026-11-30', undefined, {
      busy,
      previous: [],
    });
    expect(drawn.conflicts.map((c) => c.message)).toEqual([
      '11月5日法制负责人回避（亲属信访），不能到岗',
      '11月19日督察负责人已列入“督察例会”，不能同时在两处',
    ]);
  });

  it('counts say how often each serves, earlier periods included', () => {
    const previous = [{ identity: '局长#', date: day('2026-10-08'), slot: 'leader' }];
    const rows = draw(leaders({}), '2026-11-01', '2026-11-30', undefined, { busy: [], previous }).fairness;
    expect(rows.map((r) => [r.name, r.inPeriod, r.total]).slice(0, 3)).toEqual([
      ['局长', 0, 1],
      ['副局长（刑侦、经侦）', 1, 1],
      ['副局长（治安、户政）', 1, 1],
    ]);
  });
});
