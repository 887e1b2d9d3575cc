import { describe, expect, test } from 'vitest';
import vectors from '../../../tests/golden/deadline-vectors.json' with { type: 'json' };
import { type LocalDate, parseLocalDate } from '../../calendar/local-date';
import { createCalendar } from '../../calendar/workdays';
import { DEFAULT_HOLIDAYS } from '../departments/defaults/holidays';
import { clockStateOn, computeDeadline, type Deadline, type DeadlineAsk } from './compute';
import { DeadlineKind, Length } from './kind';
import { DEFAULT_DEADLINE_POLICY, type DeadlinePolicy } from './policy';

const day = (text: string): LocalDate => {
  const parsed = parseLocalDate(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
};
const named = (year: number, lines: readonly string[]) =>
  lines.map((line) => ({ date: day(`${year}-${line.slice(0, 5)}`), name: line.slice(6) }));
const calendar = createCalendar(
  DEFAULT_HOLIDAYS.map(({ year, off, work }) => ({ year, offDays: named(year, off), workDays: named(year, work) })),
);
const TODAY = day('2026-01-05');

type Ask = Partial<DeadlineAsk> & Pick<DeadlineAsk, 'kind' | 'from'>;
const ask = (what: Ask, policy: Partial<DeadlinePolicy> = {}, today = TODAY) =>
  computeDeadline({ pauses: [], ...what }, { ...DEFAULT_DEADLINE_POLICY, ...policy }, calendar, today);
function known(...args: Parameters<typeof ask>): Deadline {
  const answer = ask(...args);
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
}

describe('the vectors', () => {
  test.each(vectors.vectors)('$rule from $start: $note', ({ rule, unit, start, amount, nominalEnd, rolledEnd }) => {
    const named3 = rule === 'CITY_ROUTE_3WD';
    const kind = DeadlineKind.parse(named3 ? 'CITY_ROUTE_3' : rule);
    const lengths = named3 ? { CITY_ROUTE_3: Length.parse({ amount, unit }) } : {};
    const found = known({ kind, from: day(start) }, { lengths });
    expect([found.nominalEnd, found.rolledEnd ?? null]).toEqual([nominalEnd, rolledEnd]);
    expect(found.calendarMissing).toBe(rolledEnd === null ? 2027 : undefined);
    expect(found.lastDay).toBe(rolledEnd ?? nominalEnd);
  });

  test('an extension counts on from the nominal end of the sixty days', () => {
    const from = day('2026-01-05');
    const { nominalEnd } = known({ kind: 'HANDLE_60', from });
    expect(known({ kind: 'EXTEND_30', from, after: nominalEnd })).toMatchObject({
      nominalEnd: '2026-04-05',
      rolledEnd: '2026-04-07',
    });
    expect(known({ kind: 'EXTEND_30', from, after: nominalEnd, days: 10 }).nominalEnd).toBe('2026-03-16');
  });
});

describe('how long', () => {
  test('a day given by a person goes before every length', () => {
    expect(known({ kind: 'ASSIGN_FEEDBACK', from: TODAY, end: day('2026-01-31') })).toMatchObject({
      nominalEnd: '2026-01-31',
      rolledEnd: '2026-02-02',
    });
  });

  test('what somebody must set is refused until somebody has', () => {
    expect(ask({ kind: 'SUPERVISE_REPLY', from: TODAY })).toMatchObject({
      ok: false,
      error: { code: 'deadline.endMissing', field: 'end' },
    });
    expect(known({ kind: 'SUPERVISE_REPLY', from: TODAY, days: 15 }).nominalEnd).toBe('2026-01-20');
  });

  test('the centre may set another length, and a unit its own before it', () => {
    const lengths = { SIGN: { amount: 1, unit: 'working_day' as const } };
    expect(known({ kind: 'SIGN', from: TODAY }, { lengths }).nominalEnd).toBe('2026-01-06');
    const sla = { amount: 2, unit: 'working_day' as const };
    expect(known({ kind: 'SIGN', from: TODAY, sla }, { lengths }).nominalEnd).toBe('2026-01-07');
    expect(known({ kind: 'CO_OPINION', from: TODAY }).nominalEnd).toBe('2026-01-19');
  });

  test('days that cannot be meant are refused, not counted', () => {
    for (const odd of [
      { from: day('9999-12-31') },
      { from: TODAY, end: day('9999-12-31') },
      { from: TODAY, days: 1e9 },
    ])
      expect(ask({ kind: 'HANDLE_60', ...odd })).toMatchObject({ ok: false, error: { code: 'deadline.outOfReach' } });
  });

  test('a limit so short that the reminder would come before it begins reminds at once', () => {
    const found = known({ kind: 'SIGN', from: TODAY }, { remindWorkdays: 5 });
    expect(found.remindOn).toBe(TODAY);
    expect(found.steps.join('')).toContain('自起算之日起即提醒');
  });

  test('workdays over a year without its notice are not counted', () => {
    expect(ask({ kind: 'OBJECT_5WD', from: day('2026-12-29') })).toMatchObject({
      ok: false,
      error: { code: 'calendar.yearMissing', field: '2027' },
    });
  });
});

describe('pauses', () => {
  const hearing = (from: string, to?: string) => ({
    from: day(from),
    ...(to === undefined ? {} : { to: day(to) }),
    why: 'hearing' as const,
  });
  const final = { kind: 'FINAL_REVIEW_30', from: day('2026-03-02') } as const;

  test('the days of a hearing are not counted in 复核', () => {
    const found = known({ ...final, pauses: [hearing('2026-03-10', '2026-03-14')] });
    expect(found).toMatchObject({ nominalEnd: '2026-04-06', rolledEnd: '2026-04-07', paused: false });
    expect(found.steps.join('')).toContain('共扣除5日');
  });

  test('two stretches over one day take it once', () => {
    const pauses = [hearing('2026-03-10', '2026-03-12'), hearing('2026-03-12', '2026-03-13')];
    expect(known({ ...final, pauses }).nominalEnd).toBe('2026-04-05');
  });

  test('an open one moves the end on with today', () => {
    const pauses = [hearing('2026-03-10')];
    const on = (today: string) => known({ ...final, pauses }, {}, day(today));
    expect(on('2026-03-09')).toMatchObject({ nominalEnd: '2026-04-01', paused: false });
    expect(on('2026-03-10')).toMatchObject({ nominalEnd: '2026-04-02', paused: true });
    expect(on('2026-06-10').nominalEnd).toBe('2026-07-03');
    expect(clockStateOn(on('2026-06-10'), day('2026-06-10')).state).toBe('paused');
  });

  test('one that began when all was over saves nobody', () => {
    const found = known({ ...final, pauses: [hearing('2026-04-20')] }, {}, day('2026-05-01'));
    expect(found).toMatchObject({ nominalEnd: '2026-04-01', paused: false });
    expect(clockStateOn(found, day('2026-05-01')).state).toBe('overdue');
  });

  test('one on the rolled last day moves it to the next workday', () => {
    const from = day('2026-09-01');
    const pauses = [hearing('2026-10-08', '2026-10-08')];
    expect(known({ kind: 'FINAL_REVIEW_30', from, end: day('2026-10-01'), pauses })).toMatchObject({
      nominalEnd: '2026-10-01',
      rolledEnd: '2026-10-09',
    });
  });

  test('a limit in which hearings are counted is not moved, and says so', () => {
    const found = known({ kind: 'HANDLE_60', from: day('2026-03-02'), pauses: [hearing('2026-03-10', '2026-03-14')] });
    expect(found.nominalEnd).toBe('2026-05-01');
    expect(found.steps.join('')).toContain('按中心口径不作扣除');
  });
});

describe('judging', () => {
  const national = { kind: 'HANDLE_60', from: day('2026-08-05') } as const;

  test('warned by the nominal end, overdue by the rolled one', () => {
    const found = known(national);
    expect(found).toMatchObject({ remindOn: '2026-09-28', lastDay: '2026-10-08' });
    const on = (today: string) => clockStateOn(found, day(today));
    expect(on('2026-09-27')).toEqual({ state: 'running', daysLeft: 11 });
    expect(on('2026-09-28').state).toBe('soon');
    expect(on('2026-10-08')).toEqual({ state: 'today', daysLeft: 0 });
    expect(on('2026-10-09')).toEqual({ state: 'overdue', daysLeft: -1 });
  });

  test('a centre may judge by the nominal end, or not roll over at all', () => {
    expect(known(national, { judgeBy: 'nominal' })).toMatchObject({ rolledEnd: '2026-10-08', lastDay: '2026-10-04' });
    const plain = known(national, { rollOver: false });
    expect(plain.rolledEnd).toBeUndefined();
    expect(plain.lastDay).toBe('2026-10-04');
  });

  test('where the calendar does not reach, a week before', () => {
    const found = known({ kind: 'HANDLE_60', from: day('2026-12-01') });
    expect(found).toMatchObject({ nominalEnd: '2027-01-30', lastDay: '2027-01-30', calendarMissing: 2027 });
    expect(found.remindOn).toBeUndefined();
    expect(clockStateOn(found, day('2027-01-22')).state).toBe('running');
    expect(clockStateOn(found, day('2027-01-23')).state).toBe('soon');
    expect(found.steps.join('')).toContain('2027年放假安排未导入');
  });
});

test('the explanation goes step by step with the articles', () => {
  expect(known({ kind: 'HANDLE_60', from: day('2026-08-05') }).steps).toEqual([
    '办理期限自受理之日2026年8月5日起算，长度60日（《信访工作条例》第三十四条）。',
    '开始的当日不计入，自2026年8月6日开始计算（《民法典》第二百零一条）。',
    '未写明工作日，按自然日数满60日，途中的休假日不扣除，名义末日为2026年10月4日（星期日）。',
    '名义末日2026年10月4日（星期日）是法定休假日（国庆节），以休假结束的次日为末日，顺延至2026年10月8日（星期四）（参照《民法典》第二百零三条）。',
    '内部提醒日为名义末日前第3个工作日，2026年9月28日（星期一）。',
    '超期按顺延末日判断：2026年10月8日（星期四）以后为超期（《民法典》第二百零三条）。',
  ]);
});
