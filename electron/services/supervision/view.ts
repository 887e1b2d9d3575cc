import type {
  AdviceDetail,
  AdviceRow,
  CandidateRow,
  SupervisionDetail,
  SupervisionRow,
  SupervisionView,
} from '#shared/contract/supervision';
import { type Advice, adviceState } from '#shared/domain/supervision/advice';
import { proposedWay } from '#shared/domain/supervision/policy';
import type { Move, Supervision } from '#shared/domain/supervision/schema';
import { TRIGGERS, withArticle40 } from '#shared/domain/supervision/situation';
import { colourOf, daysWaited, owedSince, supervisionState } from '#shared/domain/supervision/state';
import { timesBefore } from '#shared/domain/supervision/trigger';
import { type ViolationCode, violationArticle, VIOLATIONS } from '#shared/domain/supervision/violations';
import type { KeptSupervision } from './access';
import { daysAfter, type SupervisionDesk } from './desk';

/** A 督办件 as lists show it. */
export function supervisionRow(desk: SupervisionDesk, s: Supervision): SupervisionRow {
  const { state: caseState, confidential } = desk.caseOf(s.case);
  const lastDay = desk.replyLastDay(s);
  const state = supervisionState(s, lastDay, desk.today());
  const colour = colourOf(s, caseState);
  return {
    id: s.id,
    case: s.case,
    caseNo: s.caseNo,
    subject: s.subject,
    confidential,
    unit: s.unit,
    unitName: desk.unitName(s.unit),
    situations: [...new Set(s.points.map(({ kind }) => TRIGGERS[kind].situation))],
    facts: s.points.map(({ facts }) => facts).join(''),
    way: s.way,
    no: s.no,
    issuedOn: s.issuedOn,
    replyDue: owedSince(s).due,
    state,
    waited: daysWaited(s, desk.today()),
    late: state === 'overdue' && !s.voided ? daysAfter(lastDay, desk.today()) : 0,
    voided: s.voided,
    ...(s.docNo === undefined ? {} : { docNo: s.docNo }),
    ...(s.paper === undefined ? {} : { paper: s.paper }),
    ...(colour === undefined ? {} : { colour }),
  };
}

export function supervisionView(desk: SupervisionDesk, s: Supervision): SupervisionView {
  const { id: _id, voided: _voided, moves, ...fields } = s;
  return {
    row: supervisionRow(desk, s),
    fields,
    triggers: s.points.map((point) => {
      const { situation, title, article } = TRIGGERS[point.kind];
      return { ...point, situation, title, article: withArticle40(article) };
    }),
    violations: violationsOf(s.violations),
    moves: moves.map(moveView),
  };
}

function moveView(move: Move): SupervisionView['moves'][number] {
  if (move.type === 'reply') {
    return { type: 'reply', on: move.on, text: move.text, person: move.signer, by: move.by };
  }
  const { on, opinion, reviewer, result, replyDue, by } = move;
  return {
    type: 'review',
    on,
    text: opinion,
    person: reviewer,
    result,
    by,
    ...(replyDue === undefined ? {} : { replyDue }),
  };
}

export function supervisionDetail(desk: SupervisionDesk, { value: s }: KeptSupervision): SupervisionDetail {
  const all = desk.ofCase(s.case).map(({ value }) => value);
  const policy = desk.policy();
  const no = timesBefore(all, s.unit) + 1;
  const status = desk.caseOf(s.case).state?.status;
  return {
    current: supervisionView(desk, s),
    chain: all.filter(({ unit }) => unit === s.unit).map((one) => supervisionView(desk, one)),
    next: { no, way: proposedWay(no, undefined, policy), replyDue: desk.proposedDue(policy.replyDays) },
    ...(status === undefined ? {} : { caseStatus: status }),
  };
}

const violationsOf = (codes: readonly ViolationCode[] = []) =>
  codes.map((code) => ({ code, text: VIOLATIONS[code], article: violationArticle(code) }));

export function adviceRow(desk: SupervisionDesk, a: Advice): AdviceRow {
  const lastDay = desk.feedbackLastDay(a);
  const state = adviceState(a, lastDay, desk.today());
  const adopted = a.feedbacks.at(-1)?.adopted;
  return {
    id: a.id,
    case: a.case,
    caseNo: a.caseNo,
    subject: a.subject,
    confidential: desk.caseOf(a.case).confidential,
    kind: a.kind,
    unit: a.unit,
    unitName: desk.unitName(a.unit),
    issuedOn: a.issuedOn,
    feedbackDue: a.feedbackDue ?? lastDay,
    state,
    late: state === 'overdue' && !a.voided ? daysAfter(lastDay, desk.today()) : 0,
    voided: a.voided,
    ...(a.about === undefined ? {} : { aboutName: desk.unitName(a.about) }),
    ...(a.docNo === undefined ? {} : { docNo: a.docNo }),
    ...(a.paper === undefined ? {} : { paper: a.paper }),
    ...(adopted === undefined ? {} : { adopted }),
  };
}

export function adviceDetail(desk: SupervisionDesk, a: Advice): AdviceDetail {
  const { id: _id, voided: _voided, feedbacks, ...fields } = a;
  return {
    row: adviceRow(desk, a),
    fields,
    violations: violationsOf(a.violations),
    feedbacks: feedbacks.map((feedback) => ({ ...feedback })),
  };
}

type Comparable = string | number | undefined;

/** Sorts by one column; absent values last, whatever the direction. */
export function sortedBy<R>(rows: readonly R[], of: (row: R) => Comparable, desc: boolean): R[] {
  return [...rows].sort((a, b) => {
    const [x, y] = [of(a), of(b)];
    if (x === y) return 0;
    if (x === undefined || y === undefined) return x === undefined ? 1 : -1;
    return (x < y ? -1 : 1) * (desc ? -1 : 1);
  });
}

export const candidateColumn = (row: CandidateRow, column: string): Comparable =>
  ({ unit: row.unitName, days: row.days, no: row.no, caseNo: row.caseNo })[column];
