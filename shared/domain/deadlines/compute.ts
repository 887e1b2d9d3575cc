import { addDays, type LocalDate, toDayNumber } from '../../calendar/local-date';
import { addMonths } from '../../calendar/months';
import type { WorkCalendar } from '../../calendar/workdays';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Computed, explain } from './explain';
import { DEADLINES, type DeadlineKind, type Length } from './kind';
import { type DeadlinePolicy, lengthOf, type PauseReason, stopsFor } from './policy';

/** A stretch in which the clock stands still, both days included; without `to` it still does. */
export interface Pause {
  readonly from: LocalDate;
  readonly to?: LocalDate;
  readonly why: PauseReason;
}

export interface DeadlineAsk {
  readonly kind: DeadlineKind;
  /** The day of what starts the clock; not counted itself. */
  readonly from: LocalDate;
  /** The day given by a person; goes before every length. */
  readonly end?: LocalDate;
  /** The length given by a person, in the unit of the kind (natural days where the day is usually given). */
  readonly days?: number;
  /** The nominal end on from which this one counts: 六十日届满, for EXTEND_30. */
  readonly after?: LocalDate;
  readonly pauses: readonly Pause[];
  /** The unit's own limit, in place of the centre's length. */
  readonly sla?: Length;
}

/** When a limit ends. */
export interface DeadlineEnds {
  readonly kind: DeadlineKind;
  readonly title: string;
  readonly article: string;
  readonly from: LocalDate;
  /** 名义末日. */
  readonly nominalEnd: LocalDate;
  /** 顺延末日; absent when the calendar of its year is missing or nothing is rolled over here. */
  readonly rolledEnd?: LocalDate;
  /** The last day on which it is kept, as the centre judges; the nominal end when the other is not known. */
  readonly lastDay: LocalDate;
  /** 内部提醒日; absent when the calendar does not reach. */
  readonly remindOn?: LocalDate;
  /** A pause is still open: the ends move on with today. */
  readonly paused: boolean;
  /** The year whose 放假安排 is not imported. */
  readonly calendarMissing?: number;
}

export interface Deadline extends DeadlineEnds {
  /** 计算过程, sentence by sentence with the articles. */
  readonly steps: readonly string[];
}

type Compute<T> = (
  ask: DeadlineAsk,
  policy: DeadlinePolicy,
  calendar: WorkCalendar,
  today: LocalDate,
) => Result<T, Refusal>;

/**
 * The ends of a limit and how they come about. Refused are a kind counted in workdays that runs into a year without
 * 放假安排, and a kind that somebody must set (交办反馈期限) when nobody has.
 */
export const computeDeadline: Compute<Deadline> = (ask, policy, calendar, today) => {
  const computed = compute(ask, policy, calendar, today);
  return computed.ok ? ok({ ...computed.value.ends, steps: explain(computed.value) }) : computed;
};

/** As `computeDeadline`, without the explanation: for long lists. */
export const deadlineEnds: Compute<DeadlineEnds> = (ask, policy, calendar, today) => {
  const computed = compute(ask, policy, calendar, today);
  return computed.ok ? ok(computed.value.ends) : computed;
};

const compute: Compute<Computed> = (ask, policy, calendar, today) => {
  const length = ask.end === undefined ? askedLength(ask, policy) : undefined;
  const start = ask.after ?? ask.from;
  const until = ask.end ?? length;
  if (until === undefined) return notGiven(ask.kind);
  if (!withinReach(ask)) return outOfReach;
  const isPaused = pausedDays(ask, policy, today);
  const stands = ask.pauses.some((p) => stopsFor(p.why, ask.kind, policy));
  const counted = count(start, until, stands ? isPaused : undefined, calendar);
  if (!counted.ok) return counted;
  const nominalEnd = counted.value.end;
  const rolled = policy.rollOver ? roll(nominalEnd, stands ? isPaused : undefined, calendar) : undefined;
  const remind = calendar.addWorkdays(nominalEnd, -policy.remindWorkdays);
  const rolledEnd = rolled?.ok === true ? rolled.value : undefined;
  const missing = rolled?.ok === false ? rolled.error : remind.ok ? undefined : remind.error;
  const lastDay = policy.judgeBy === 'rolled' ? (rolledEnd ?? nominalEnd) : nominalEnd;
  const open = ask.pauses.some((p) => p.to === undefined && stopsFor(p.why, ask.kind, policy) && p.from <= today);
  const ends: DeadlineEnds = {
    kind: ask.kind,
    title: DEADLINES[ask.kind].title,
    article: DEADLINES[ask.kind].article,
    from: ask.from,
    nominalEnd,
    ...(rolledEnd === undefined ? {} : { rolledEnd }),
    lastDay,
    ...(remind.ok ? { remindOn: remind.value < start ? start : remind.value } : {}),
    paused: open && today < lastDay,
    ...(missing === undefined ? {} : { calendarMissing: Number(missing.field) }),
  };
  return ok({ ask, policy, calendar, today, length, ends, ...counted.value });
};

const EARLIEST = '1900-01-01';
const LATEST = '2199-12-31';
const LONGEST = 3660;

/** Days that no matter of this life is about would be counted for minutes, or run out of the calendar. */
function withinReach({ from, end, after, pauses, days = 0, sla }: DeadlineAsk): boolean {
  const dates = [from, end, after, ...pauses.flatMap((pause) => [pause.from, pause.to])];
  const near = dates.every((date) => date === undefined || (date >= EARLIEST && date <= LATEST));
  return near && days >= 0 && days <= LONGEST && (sla?.amount ?? 0) <= LONGEST;
}

const outOfReach = refuse('deadline.outOfReach', '日期应在 1900 年至 2199 年之间，长度不超过 3660，请核对。', {
  field: 'from',
});

function askedLength({ kind, days, sla }: DeadlineAsk, policy: DeadlinePolicy): Length | undefined {
  const usual = lengthOf(kind, policy);
  if (days === undefined) return sla ?? usual;
  const { unit } = DEADLINES[kind];
  return { amount: days, unit: unit === 'given' ? 'natural_day' : (usual?.unit ?? unit) };
}

const notGiven = (kind: DeadlineKind) =>
  refuse('deadline.endMissing', `${DEADLINES[kind].title}没有规定长度，请指定到期的日子。`, {
    field: 'end',
    lawArticle: DEADLINES[kind].article,
  });

type DayTest = (day: LocalDate) => boolean;

function pausedDays({ kind, pauses }: DeadlineAsk, policy: DeadlinePolicy, today: LocalDate): DayTest {
  const stretches = pauses
    .filter((p) => stopsFor(p.why, kind, policy))
    .map(({ from, to }) => ({ from, to: to ?? today }));
  return (day) => stretches.some(({ from, to }) => from <= day && day <= to);
}

type Counted = Pick<Computed, 'bareEnd' | 'end' | 'lost'>;

/** Counts from the day after `start`; every day that a pause took is made up for after the end. Without one there is nothing to walk. */
function count(
  start: LocalDate,
  until: LocalDate | Length,
  isPaused: DayTest | undefined,
  calendar: WorkCalendar,
): Result<Counted, Refusal> {
  const inWorkdays = typeof until !== 'string' && until.unit === 'working_day';
  const bare = bareEndOf(start, until, calendar);
  if (!bare.ok) return bare;
  if (isPaused === undefined) return ok({ bareEnd: bare.value, end: bare.value, lost: 0 });
  let [end, lost, owed] = [bare.value, 0, 0];
  for (let day = addDays(start, 1); day <= bare.value || owed > 0; day = addDays(day, 1)) {
    const counts = inWorkdays ? calendar.isWorkday(day) : ok(true);
    if (!counts.ok) return counts;
    if (!counts.value) continue;
    if (isPaused(day)) lost += 1;
    if (day <= bare.value) owed = lost;
    else {
      end = day;
      if (!isPaused(day)) owed -= 1;
    }
  }
  return ok({ bareEnd: bare.value, end, lost });
}

function bareEndOf(start: LocalDate, until: LocalDate | Length, calendar: WorkCalendar): Result<LocalDate, Refusal> {
  if (typeof until === 'string') return ok(until);
  if (until.unit === 'working_day') return calendar.addWorkdays(start, until.amount);
  return ok(until.unit === 'natural_day' ? addDays(start, until.amount) : addMonths(start, until.amount));
}

/** The day itself if it is a workday on which the clock runs, else the next such. */
function roll(end: LocalDate, isPaused: DayTest | undefined, calendar: WorkCalendar): Result<LocalDate, Refusal> {
  if (isPaused === undefined) return calendar.workdayOnOrAfter(end);
  for (let day = end; ; day = addDays(day, 1)) {
    const workday = calendar.isWorkday(day);
    if (!workday.ok) return workday;
    if (workday.value && !isPaused(day)) return ok(day);
  }
}

export type ClockState = 'paused' | 'running' | 'soon' | 'today' | 'overdue';
export const CLOCK_STATE_NAMES: { readonly [S in ClockState]: string } = {
  paused: '中止',
  running: '进行中',
  soon: '将到期',
  today: '今日到期',
  overdue: '已超期',
};

/** Where the calendar does not say which day to remind on, it is a week before: too early rather than not at all. */
const REMIND_WITHOUT_CALENDAR = 7;

/** How a limit stands on a day; `daysLeft` in natural days to the last day, negative when it is over. */
export function clockStateOn(deadline: DeadlineEnds, today: LocalDate): { state: ClockState; daysLeft: number } {
  const daysLeft = toDayNumber(deadline.lastDay) - toDayNumber(today);
  const remindOn = deadline.remindOn ?? addDays(deadline.nominalEnd, -REMIND_WITHOUT_CALENDAR);
  const state: ClockState = deadline.paused
    ? 'paused'
    : daysLeft < 0
      ? 'overdue'
      : daysLeft === 0
        ? 'today'
        : today >= remindOn
          ? 'soon'
          : 'running';
  return { state, daysLeft };
}
