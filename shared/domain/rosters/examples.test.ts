import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { LocalDate, weekdayOf } from '../../calendar/local-date';
import { createCalendar, HolidayTable } from '../../calendar/workdays';
import { DEFAULT_UNITS } from '../departments/defaults/units';
import { NO_CONTEXT, type PlannedDuty } from './duty';
import { generate } from './generate';
import { PRESETS } from './presets/index';
import { RosterRule } from './rule';
import { day, draw as drawWith, presetRule, SHIPPED_HOLIDAYS } from './testing';

const folder = new URL('../../../tests/golden/rosters/', import.meta.url);
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const tables = z.object({ tables: z.array(HolidayTable) }).parse(read('holidays.json')).tables;
const calendar = createCalendar([...tables, ...SHIPPED_HOLIDAYS]);

/** A published notice, as far as the tests read it. */
const Published = z.object({
  rows: z.array(
    z.object({
      date: LocalDate.optional(),
      weekday: z.number().optional(),
      weekdays: z.array(z.number()).optional(),
      dates: z.array(LocalDate).optional(),
      outreachDates: z.array(LocalDate).optional(),
      unit: z.string().optional(),
      units: z.array(z.string()).optional(),
      post: z.string().optional(),
      scope: z.string().optional(),
      start: z.string().optional(),
      end: z.string().optional(),
      mode: z.string().optional(),
      set: z.string().optional(),
    }),
  ),
});
const published = (name: string) => Published.parse(read(name)).rows;

const ruleOf = (key: string): RosterRule => presetRule(key);
const draw = (rule: RosterRule, from: string, to: string) => drawWith(rule, from, to, calendar);
const dates = (duties: readonly PlannedDuty[]) => [...new Set(duties.map((d) => d.date))];
const names = (duties: readonly PlannedDuty[]) => duties.map((d) => d.member?.name);

describe('published rosters are reproduced', () => {
  it('01 departments by weekday: three departments a day, nobody on Friday, Labour Day dropped', () => {
    const drawn = draw(ruleOf('departments-by-weekday'), '2018-04-23', '2018-05-11');
    for (const row of published('01_zhuji_weekly_departments.json')) {
      const same = drawn.duties.filter((d) => weekdayOf(d.date) === row.weekday && d.slot !== 'lawyer');
      for (const date of dates(same)) expect(names(same.filter((d) => d.date === date))).toEqual(row.units);
      expect(same.length).toBeGreaterThan(0);
    }
    expect(drawn.duties.some((d) => weekdayOf(d.date) >= 5)).toBe(false);
    expect(dates(drawn.duties.filter((d) => d.slot === 'lawyer')).map(weekdayOf)).toEqual([1, 3, 3, 1, 3]);
    expect(drawn.skipped).toEqual([
      { planned: '2018-04-30', why: '4月30日为劳动节，停一次' },
      { planned: '2018-05-01', why: '5月1日为劳动节，停一次' },
    ]);
    expect(drawn.conflicts).toEqual([]);
  });

  it('02 leaders on given dates of one month, in the published order, with the offices that assist', () => {
    const drawn = draw(ruleOf('leaders-month-dates'), '2021-02-01', '2021-02-28');
    const rows = published('02_tongcheng_leaders_month.json');
    const leaders = drawn.duties.filter((d) => d.slot === 'leader');
    expect(leaders.map((d) => ({ date: d.date, post: d.member?.name }))).toEqual(rows);
    expect(names(drawn.duties.filter((d) => d.slot === 'office' && d.date === '2021-02-18'))).toEqual([
      '两办',
      '有关部门',
    ]);
    expect(drawn.conflicts).toEqual([]);
  });

  it('03 two units side by side in one stretch of the afternoon', () => {
    const rule = ruleOf('hotline-parallel');
    const drawn = draw(rule, '2025-01-01', '2025-01-31');
    const shown = drawn.duties.map((d) => {
      const hours = rule.slots.find((s) => s.id === d.slot)?.hours[0];
      return { date: d.date, ...hours, unit: d.member?.name, post: d.member?.post, scope: d.member?.scope };
    });
    expect(shown).toEqual(published('03_shijiazhuang_hotline_leaders.json'));
    expect(drawn.conflicts).toEqual([]);
  });

  it('04 each bureau on its own weekdays or dates, weekends and outreach days included', () => {
    const drawn = draw(ruleOf('police-chiefs-mixed'), '2005-07-18', '2005-08-17');
    for (const row of published('04_fujian_police_chiefs_2005.json')) {
      const own = drawn.duties.filter((d) => d.member?.name === row.unit);
      const office = dates(own.filter((d) => d.slot !== 'zz-out'));
      if (row.weekdays !== undefined)
        expect([...new Set(office.map(weekdayOf))].toSorted((a, b) => a - b)).toEqual(row.weekdays);
      else expect(office).toEqual(row.dates ?? []);
      expect(dates(own.filter((d) => d.slot === 'zz-out'))).toEqual(row.outreachDates ?? []);
    }
    expect(
      drawn.duties
        .filter((d) => d.slot === 'xm')
        .map((d) => d.date)
        .slice(0, 2),
    ).toEqual(['2005-07-23', '2005-07-24']);
  });

  it('05 the first Tuesday of a month that is a workday: 2 May 2006 is a holiday, so the 9th', () => {
    const drawn = draw(ruleOf('first-workday-tuesday'), '2006-03-01', '2006-08-31');
    expect(drawn.duties.map((d) => d.date)).toEqual([
      '2006-03-07',
      '2006-04-04',
      '2006-05-09',
      '2006-06-06',
      '2006-07-04',
      '2006-08-01',
    ]);
    expect(names(drawn.duties)).toEqual([
      '厅长',
      '副厅长（一）',
      '副厅长（二）',
      '厅长',
      '副厅长（一）',
      '副厅长（二）',
    ]);
    expect(drawn.duties[2]?.why).toBe('5月轮到副厅长（二）');
  });

  it('06 every Tuesday in turn; a leader away is passed and serves next', () => {
    const plain = draw(ruleOf('weekly-tuesday-leaders'), '2022-10-17', '2022-11-30');
    expect(plain.duties.map((d) => d.date)).toEqual([
      '2022-10-18',
      '2022-10-25',
      '2022-11-01',
      '2022-11-08',
      '2022-11-15',
      '2022-11-22',
      '2022-11-29',
    ]);
    expect(names(plain.duties).slice(0, 5)).toEqual(['局长', '副局长（一）', '副局长（二）', '副局长（三）', '局长']);
    const away = { member: 'l2', from: day('2022-10-24'), to: day('2022-10-26'), kind: 'trip' as const };
    const drawn = draw({ ...ruleOf('weekly-tuesday-leaders'), absences: [away] }, '2022-10-17', '2022-11-30');
    expect(names(drawn.duties).slice(0, 4)).toEqual(['局长', '副局长（二）', '副局长（一）', '副局长（三）']);
    expect(drawn.duties[1]?.why).toBe('副局长（一）10月24日至10月26日出差；第2次轮到副局长（二）');
  });

  it('07 four resident departments every Thursday, the others on call', () => {
    const drawn = draw(ruleOf('thursday-resident'), '2009-03-02', '2009-04-10');
    const [resident, onCall] = published('07_district_thursday_resident.json');
    expect(dates(drawn.duties)).toEqual([
      '2009-03-05',
      '2009-03-12',
      '2009-03-19',
      '2009-03-26',
      '2009-04-02',
      '2009-04-09',
    ]);
    for (const date of dates(drawn.duties)) {
      expect(names(drawn.duties.filter((d) => d.date === date))).toEqual(resident?.units);
    }
    const slot = ruleOf('thursday-resident').slots.find((s) => s.station === 'onCall');
    expect(slot?.members.map((m) => m.name)).toEqual(onCall?.units);
  });

  it('08 the 8th and the 25th, moved past holidays and weekends', () => {
    const drawn = draw(ruleOf('eighth-and-twenty-fifth'), '2023-04-01', '2023-10-31');
    expect(drawn.duties.map((d) => d.date)).toEqual([
      '2023-04-10',
      '2023-04-25',
      '2023-05-08',
      '2023-05-25',
      '2023-06-08',
      '2023-06-25',
      '2023-07-10',
      '2023-07-25',
      '2023-08-08',
      '2023-08-25',
      '2023-09-08',
      '2023-09-25',
      '2023-10-08',
      '2023-10-25',
    ]);
    expect(drawn.duties[0]?.why).toBe('每月8日院长常驻；原定4月8日为周六，顺延至4月10日');
  });

  it('09 one team reception on one day', () => {
    const drawn = draw(ruleOf('team-once'), '2025-08-01', '2025-08-31');
    const [row] = published('09_liandu_2025_team.json');
    expect(drawn.duties.map((d) => [d.date, d.member?.name])).toEqual([
      [row?.date, row?.post],
      [row?.date, '其他区领导团队'],
    ]);
  });

  it('10 every Wednesday by field of work', () => {
    const drawn = draw(ruleOf('wednesday-by-scope'), '2016-10-17', '2016-11-16');
    const [row] = published('10_yueqing_2016_vice_mayor.json');
    const [first] = drawn.duties;
    expect({ date: first?.date, post: first?.member?.name, scope: first?.member?.scope }).toEqual(row);
    expect(dates(drawn.duties)).toEqual(['2016-10-19', '2016-10-26', '2016-11-02', '2016-11-09', '2016-11-16']);
  });

  it('11 the weekly rotation of five police departments, one week one department', () => {
    const rule = { ...ruleOf('police-week'), start: { date: day('2026-09-07'), index: 0 } };
    const drawn = draw(rule, '2026-09-07', '2026-10-31');
    const [weekly] = published('11_seed_changzhou_police.json');
    const weeks = new Map(drawn.duties.map((d) => [d.turn, d.member?.name]));
    expect([...weeks.values()].slice(0, 5)).toEqual(weekly?.units);
    expect(drawn.duties[0]?.why).toBe('第1周轮到刑侦');
    // 20 September is worked in exchange for the National Day week, by the department of its week.
    expect(drawn.duties.find((d) => d.date === '2026-09-20')?.member?.name).toBe('经侦');
    expect(drawn.duties.some((d) => d.date >= '2026-10-01' && d.date <= '2026-10-07')).toBe(false);
    expect(drawn.conflicts).toEqual([]);
  });

  it('11 the same five departments, five days five departments', () => {
    const drawn = draw(ruleOf('police-weekday'), '2026-11-02', '2026-11-13');
    const [weekly] = published('11_seed_changzhou_police.json');
    expect(names(drawn.duties)).toEqual([...(weekly?.units ?? []), ...(weekly?.units ?? [])]);
    expect(drawn.duties[0]?.why).toBe('每周一刑侦常驻');
  });

  it('11 two reception days a month: one bureau leader, eight heads of department', () => {
    const drawn = draw(ruleOf('police-leader-day'), '2026-09-01', '2026-10-31');
    const [, monthly] = published('11_seed_changzhou_police.json');
    // The first Thursday of October is National Day: moved to the first day after the holiday.
    expect(dates(drawn.duties)).toEqual(['2026-09-03', '2026-09-17', '2026-10-08', '2026-10-15']);
    for (const date of dates(drawn.duties)) {
      const own = drawn.duties.filter((d) => d.date === date);
      expect(own.filter((d) => d.slot === 'leader')).toHaveLength(1);
      expect(names(own.filter((d) => d.slot === 'heads'))).toEqual(monthly?.units);
    }
    expect(drawn.duties.find((d) => d.date === '2026-10-08')?.why).toContain('原定10月1日为国庆节，顺延至10月8日');
  });

  it('12 one county leader every workday, the two chiefs on Mondays', () => {
    const drawn = draw(ruleOf('county-every-workday'), '2024-09-30', '2024-10-18');
    // 12 October 2024 is a Saturday worked in exchange; 1–7 October is a holiday.
    expect(drawn.duties.map((d) => d.date)).toEqual([
      '2024-09-30',
      '2024-10-08',
      '2024-10-09',
      '2024-10-10',
      '2024-10-11',
      '2024-10-12',
      '2024-10-14',
      '2024-10-15',
      '2024-10-16',
      '2024-10-17',
      '2024-10-18',
    ]);
    const mondays = drawn.duties.filter((d) => weekdayOf(d.date) === 1);
    expect(names(mondays)).toEqual(['县委书记', '县长']);
    expect(names(drawn.duties.filter((d) => d.slot === 'leader'))).toHaveLength(9);
  });
});

it('a year without holidays is refused by name, unless the rule never asks', () => {
  const refused = generate(
    ruleOf('police-week'),
    { from: day('2027-01-01'), to: day('2027-01-31') },
    calendar,
    NO_CONTEXT,
  );
  expect(refused).toMatchObject({ ok: false, error: { code: 'calendar.yearMissing' } });
  expect(refused.ok ? '' : refused.error.message).toContain('2027年放假安排未导入');
  const kept = { ...ruleOf('police-weekday'), onHoliday: 'keep' as const };
  expect(generate(kept, { from: day('2027-01-04'), to: day('2027-01-08') }, calendar, NO_CONTEXT).ok).toBe(true);
});

it('every shipped scheme is a valid rule', () => {
  for (const preset of PRESETS) expect(RosterRule.safeParse(preset.rule).error?.issues, preset.key).toBeUndefined();
});

it('every unit a scheme names is in the shipped directory, with the flags of the rotations', () => {
  const known = new Map(DEFAULT_UNITS.map((unit) => [`units/${unit.code}`, unit]));
  const refs = (key: string) => presetRule(key).slots.flatMap((s) => s.members.flatMap((m) => m.ref ?? []));
  for (const preset of PRESETS) {
    for (const ref of refs(preset.key)) expect(known.has(ref), ref).toBe(true);
  }
  const flagged = (flag: 'weeklyRotation' | 'leaderDay') =>
    [...known].filter(([, unit]) => unit[flag] === true).map(([id]) => id);
  expect(refs('police-week').toSorted()).toEqual(flagged('weeklyRotation').toSorted());
  expect(refs('police-weekday').toSorted()).toEqual(flagged('weeklyRotation').toSorted());
  expect(refs('police-leader-day').toSorted()).toEqual(flagged('leaderDay').toSorted());
});
