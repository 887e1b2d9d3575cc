import { type LocalDate, toDayNumber } from '../../calendar/local-date';
import { chineseDate } from '../../calendar/months';
import type { RecordId } from '../../kernel/ids';
import type { CaseState } from '../cases/state';
import { isOpen } from '../cases/status';
import { DEADLINES, type DeadlineKind } from '../deadlines/kind';
import { proposedWay, type SupervisionPolicy } from './policy';
import type { Point, Supervision } from './schema';
import {
  EVENT_TRIGGERS,
  LATE_TRIGGERS,
  type LateKind,
  type Situation,
  type TriggerKind,
  TRIGGERS,
  type Way,
  withArticle40,
} from './situation';
import { isOpenSupervision } from './state';

/** A limit that runs against a unit, as counted. */
export interface RunningLimit {
  readonly kind: DeadlineKind;
  readonly unit: RecordId;
  readonly from: LocalDate;
  readonly lastDay: LocalDate;
  readonly paused: boolean;
  /** The letter or the advice that is to be answered. */
  readonly of?: RecordId;
  /** How that is called: 第一次督办（常信访督〔2026〕3号）. */
  readonly label?: string;
}

export interface TriggerFacts {
  readonly state: CaseState;
  readonly limits: readonly RunningLimit[];
  /** All on the case so far, closed ones too. */
  readonly supervisions: readonly Supervision[];
}

export interface TriggerContext {
  readonly today: LocalDate;
  readonly policy: SupervisionPolicy;
  readonly unitName: (unit: RecordId) => string;
  /** A letter about the case may be sent there. */
  readonly mayReceive: (unit: RecordId) => boolean;
}

/** What the program has found and a person may send a letter about. */
export interface Trigger extends Point {
  readonly unit: RecordId;
  readonly situation: Situation;
  /** What was broken, and the article by which it is put right. */
  readonly article: string;
  /** Which 督办 of the unit on the case it would be. */
  readonly no: number;
  readonly way: Way;
}

type Found = Point & { readonly unit: RecordId };

/** The situations of 第四十条 that the case shows today and that no letter has been sent about. */
export function findTriggers(facts: TriggerFacts, context: TriggerContext): Trigger[] {
  const { policy } = context;
  return [...lateOnes(facts, context), ...EVENTS.flatMap((event) => event(facts, context))]
    .filter(({ kind, unit }) => !policy.off.includes(kind) && context.mayReceive(unit))
    .filter((found) => !isCovered(found, facts.supervisions))
    .map((found) => {
      const no = timesBefore(facts.supervisions, found.unit) + 1;
      const { situation, article } = TRIGGERS[found.kind];
      return { ...found, situation, article: withArticle40(article), no, way: proposedWay(no, found.days, policy) };
    });
}

/** How often the unit has been urged about the case. */
export const timesBefore = (supervisions: readonly Supervision[], unit: RecordId): number =>
  supervisions.filter((s) => !s.voided && s.unit === unit).length;

/** A passed limit may be raised again once its letter is closed; an occurrence is raised once, an unanswered letter followed up once. */
const isCovered = ({ kind, key, unit, of }: Found, supervisions: readonly Supervision[]): boolean =>
  supervisions.some(
    (s) =>
      !s.voided &&
      s.unit === unit &&
      (kind in EVENT_TRIGGERS || isOpenSupervision(s)) &&
      s.points.some((point) => point.key === key || (of !== undefined && point.of === of)),
  );

const isLate = (kind: TriggerKind | DeadlineKind): kind is LateKind => kind in LATE_TRIGGERS;

function lateOnes({ limits }: TriggerFacts, { today, policy }: TriggerContext): Found[] {
  return limits.flatMap((limit) => {
    const { kind, unit, from, lastDay, of, paused } = limit;
    const days = toDayNumber(today) - toDayNumber(lastDay);
    if (!isLate(kind) || paused || days <= policy.graceDays) return [];
    const key = [kind, of ?? from, ...(of === undefined ? [] : [lastDay])].join(':');
    return [{ kind, key, unit, days, facts: lateSentence(kind, limit, days), ...(of === undefined ? {} : { of }) }];
  });
}

function lateSentence(kind: LateKind, { from, lastDay, label }: RunningLimit, days: number): string {
  const start = label ?? DEADLINES[kind].title;
  const since = label === undefined ? `自${chineseDate(from)}起算，` : '';
  return `${start}${since}已于${chineseDate(lastDay)}届满，至今逾期 ${days} 日，仍未${LATE_TRIGGERS[kind].undone}。`;
}

type EventRule = (facts: TriggerFacts, context: TriggerContext) => Found[];

const isUndecided = (state: CaseState): boolean =>
  isOpen(state.status) && state.reply === undefined && state.settlement === undefined;

const objections: EventRule = ({ state }, { policy, unitName }) => {
  const stood = state.objections.filter((objection) => objection.outcome !== 'agreed');
  const last = stood.at(-1);
  if (!isUndecided(state) || last === undefined || stood.length < policy.objectionsFrom) return [];
  const said = stood.map(({ unit, on }) => `${chineseDate(on)}${unitName(unit)}`).join('、');
  return [
    {
      kind: 'objections',
      key: `objections:${stood.length}:${last.on}`,
      unit: last.unit,
      facts: `该事项先后 ${stood.length} 次被提出异议（${said}），均未获同意，至今未办结。`,
    },
  ];
};

const objectedAgain: EventRule = ({ state }, { unitName }) => {
  const last = state.objections.at(-1);
  const before = state.objections.findLast(
    (objection) => objection !== last && objection.unit === last?.unit && objection.outcomeOn !== undefined,
  );
  if (!isUndecided(state) || last === undefined || before?.outcomeOn === undefined || before.outcome === 'agreed') {
    return [];
  }
  return [
    {
      kind: 'objectedAgain',
      key: `objectedAgain:${last.on}`,
      unit: last.unit,
      facts: `${unitName(last.unit)}的异议已于${chineseDate(before.outcomeOn)}退回，又于${chineseDate(last.on)}再次提出异议。`,
    },
  ];
};

const passedOn: EventRule = ({ state }, { policy, unitName }) => {
  const units = [...new Set(state.hands.filter((hand) => hand.role === 'host').map((hand) => hand.unit))];
  if (!isUndecided(state) || state.host === undefined || units.length < policy.unitsFrom) return [];
  return [
    {
      kind: 'passedOn',
      key: `passedOn:${units.length}`,
      unit: state.host,
      facts: `该事项先后经${units.map(unitName).join('、')}共 ${units.length} 个单位，至今未办结。`,
    },
  ];
};

const dissatisfied: EventRule = ({ state }, { unitName }) => {
  if (state.host === undefined || state.ratings['responsibleUnit.result'] !== 'dissatisfied') return [];
  return [
    {
      kind: 'dissatisfied',
      key: `dissatisfied:${state.reply?.on ?? state.since}`,
      unit: state.host,
      facts: `信访人对${unitName(state.host)}的办理结果评价为不满意，要求核查有无敷衍、拖延。`,
    },
  ];
};

/** Nobody wrote down that what was decided has been done. */
const isCarriedOut = (state: CaseState, since: LocalDate): boolean =>
  state.reportedOn !== undefined ||
  state.followUps.some((followUp) => followUp.on >= since) ||
  ['satisfied', 'fairly'].includes(state.ratings['responsibleUnit.result'] ?? '');

const decidedOn = (kind: TriggerKind, state: CaseState): LocalDate | undefined => {
  if (kind === 'settlementNotPerformed') return state.status === 'settled' ? state.settlement?.on : undefined;
  if (kind === 'redoNotStarted') {
    const { review } = state;
    const sentBack = review?.conclusion === 'redo' || review?.conclusion === 'revoke';
    return state.status === 'reviewed' && sentBack ? (review?.deliveredOn ?? review?.concludedOn) : undefined;
  }
  const answered = state.status === 'replied' || state.status === 'delivered';
  return answered && state.reply?.conclusion === 'support' ? state.reply.on : undefined;
};

const NOT_EXECUTED = {
  supportNotExecuted: '支持请求的处理意见',
  settlementNotPerformed: '调解、和解协议',
  redoNotStarted: '责令重新办理的复查意见',
} as const;

const notExecuted =
  (kind: keyof typeof NOT_EXECUTED): EventRule =>
  ({ state }, { policy, today, unitName }) => {
    const since = decidedOn(kind, state);
    if (since === undefined || state.host === undefined) return [];
    const days = toDayNumber(today) - toDayNumber(since);
    if (days <= policy.executeDays || (kind !== 'redoNotStarted' && isCarriedOut(state, since))) return [];
    const undone = kind === 'redoNotStarted' ? '尚未重新办理' : '没有落实的记录（办结报告、回访）';
    return [
      {
        kind,
        key: `${kind}:${since}`,
        unit: state.host,
        facts: `${chineseDate(since)}作出的${NOT_EXECUTED[kind]}，至今已 ${days} 日，${unitName(state.host)}${undone}。`,
        days: days - policy.executeDays,
      },
    ];
  };

const EVENTS: readonly EventRule[] = [
  objections,
  objectedAgain,
  passedOn,
  dissatisfied,
  notExecuted('supportNotExecuted'),
  notExecuted('settlementNotPerformed'),
  notExecuted('redoNotStarted'),
];

/** What one letter to one unit about a case would be about. */
export interface Candidate {
  readonly unit: RecordId;
  readonly triggers: readonly Trigger[];
  readonly no: number;
  readonly way: Way;
  /** The longest delay among them. */
  readonly days?: number;
}

/** The triggers of a case by the unit they concern. */
export function candidatesOf(triggers: readonly Trigger[], policy: SupervisionPolicy): Candidate[] {
  const units = [...new Set(triggers.map(({ unit }) => unit))];
  return units.map((unit) => {
    const own = triggers.filter((trigger) => trigger.unit === unit);
    const no = own[0]?.no ?? 1;
    const lates = own.flatMap(({ days }) => days ?? []);
    const days = lates.length === 0 ? undefined : Math.max(...lates);
    return { unit, triggers: own, no, way: proposedWay(no, days, policy), ...(days === undefined ? {} : { days }) };
  });
}
