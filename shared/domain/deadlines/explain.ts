import { addDays, type LocalDate } from '../../calendar/local-date';
import { chineseDate, weekdayName } from '../../calendar/months';
import type { WorkCalendar } from '../../calendar/workdays';
import type { DeadlineAsk, DeadlineEnds, Pause } from './compute';
import { DEADLINES, type Length, lengthText } from './kind';
import { type DeadlinePolicy, type PauseReason, stopsFor } from './policy';

/** What the computation knows when it is done. */
export interface Computed {
  readonly ask: DeadlineAsk;
  readonly policy: DeadlinePolicy;
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  /** Absent: a person gave the day. */
  readonly length: Length | undefined;
  readonly ends: DeadlineEnds;
  /** The nominal end without the pauses. */
  readonly bareEnd: LocalDate;
  readonly end: LocalDate;
  /** Days that were not counted. */
  readonly lost: number;
}

const civilCode = (numeral: string): string => `《民法典》第${numeral}条`;
const full = (date: LocalDate): string => `${chineseDate(date)}（${weekdayName(date)}）`;

/** 计算过程: one sentence for each thing that was done, with its article. */
export const explain = (c: Computed): readonly string[] => [
  starting(c),
  ...(c.length === undefined
    ? [`指定的到期日为${full(c.bareEnd)}，即名义末日。`]
    : [firstDay(c), counting(c, c.length)]),
  ...pausing(c),
  ...rolling(c),
  ...reminding(c),
  judging(c),
];

function starting({ ask, length }: Computed): string {
  const { title, from, article } = DEADLINES[ask.kind];
  const long = length === undefined ? '' : `，长度${lengthText(length)}`;
  const day =
    ask.after === undefined
      ? `自${from}${chineseDate(ask.from)}起算`
      : `接前一期限的名义末日${chineseDate(ask.after)}续算`;
  return `${title}${day}${long}（${article}）。`;
}

const firstDay = ({ ask }: Computed): string =>
  `开始的当日不计入，自${chineseDate(addDays(ask.after ?? ask.from, 1))}开始计算（${civilCode('二百零一')}）。`;

function counting({ bareEnd, calendar }: Computed, length: Length): string {
  switch (length.unit) {
    case 'natural_day':
      return `未写明工作日，按自然日数满${length.amount}日，途中的休假日不扣除，名义末日为${full(bareEnd)}。`;
    case 'working_day':
      return `按工作日数满${length.amount}个（法定休假日不计，调休上班日计入），名义末日为${full(bareEnd)}${named(bareEnd, calendar)}。`;
    case 'calendar_month':
      return `按月计算，到期月的对应日为末日，没有对应日的为月末日，名义末日为${full(bareEnd)}（${civilCode('二百零二')}）。`;
  }
}

const PAUSE_WORDS: { readonly [W in PauseReason]: { readonly title: string; readonly article: string } } = {
  hearing: { title: '听证', article: '《信访工作条例》第三十六条' },
  objection: { title: '异议核实', article: '《信访工作条例》第二十三条，按中心口径' },
};

function pausing({ ask, policy, today, bareEnd, end, lost, length }: Computed): readonly string[] {
  const stretches = ask.pauses.map((pause) => {
    const { title, article } = PAUSE_WORDS[pause.why];
    return stopsFor(pause.why, ask.kind, policy)
      ? `中止：${title}期间${stretch(pause, today)}不计入（${article}）。`
      : `${title}期间${stretch(pause, today)}，本期限按中心口径不作扣除。`;
  });
  if (lost === 0) return stretches;
  const unit = length?.unit === 'working_day' ? '个工作日' : '日';
  return [...stretches, `共扣除${lost}${unit}，名义末日由${chineseDate(bareEnd)}延至${full(end)}。`];
}

const stretch = ({ from, to }: Pause, today: LocalDate): string =>
  to === undefined
    ? `自${chineseDate(from)}起尚未结束，暂算至${chineseDate(today)}`
    : `${chineseDate(from)}至${chineseDate(to)}`;

const yearMissingStep = (year: number, what: string): string =>
  `${year}年放假安排未导入，${what}。请在“系统设置—放假安排”中导入。`;

function rolling({ policy, calendar, end, ends: { rolledEnd, calendarMissing } }: Computed): readonly string[] {
  if (!policy.rollOver) return ['按中心口径，末日遇休假日不顺延。'];
  if (rolledEnd === undefined) {
    return calendarMissing === undefined ? [] : [yearMissingStep(calendarMissing, '不能判断是否顺延')];
  }
  if (rolledEnd === end) return [`${chineseDate(end)}${named(end, calendar)}是工作日，不顺延。`];
  return [
    `名义末日${full(end)}是法定休假日${named(end, calendar)}，以休假结束的次日为末日，顺延至${full(rolledEnd)}（参照${civilCode('二百零三')}）。`,
  ];
}

function reminding({ ask, policy, ends: { remindOn, rolledEnd, calendarMissing } }: Computed): readonly string[] {
  if (remindOn !== undefined) {
    if (remindOn === (ask.after ?? ask.from)) return ['期限较短，自起算之日起即提醒。'];
    return [
      policy.remindWorkdays === 0
        ? `内部提醒日为名义末日当日，${full(remindOn)}。`
        : `内部提醒日为名义末日前第${policy.remindWorkdays}个工作日，${full(remindOn)}。`,
    ];
  }
  if (calendarMissing === undefined) return [];
  const said = policy.rollOver && rolledEnd === undefined;
  return [said ? '不能确定提醒日，提前7日提醒。' : yearMissingStep(calendarMissing, '不能确定提醒日，提前7日提醒')];
}

function judging({ policy, ends: { lastDay, rolledEnd } }: Computed): string {
  const by = policy.judgeBy === 'rolled' && rolledEnd !== undefined ? '顺延末日' : '名义末日';
  return `超期按${by}判断：${full(lastDay)}以后为超期（${civilCode('二百零三')}）。`;
}

/** （国庆节）: what the notice calls the day, if it names it. */
function named(date: LocalDate, calendar: WorkCalendar): string {
  const info = calendar.day(date);
  return info.ok && info.value.name !== undefined ? `（${info.value.name}）` : '';
}
