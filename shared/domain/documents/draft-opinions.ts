import { petitionersText } from '../cases/schema';
import { REPLY_CONCLUSIONS, REVIEW_CONCLUSIONS, type ReviewRound } from '../cases/state';
import { starts60, TRIAGE } from '../cases/triage';
import {
  answersIn,
  type DraftFacts,
  issueOf,
  lastPaper,
  personOf,
  receivedOn,
  said,
  sourceOf,
  subjectOf,
} from './draft-facts';

const head = (facts: DraftFacts) => ({ ...issueOf(facts), ...subjectOf(facts) });

export function handlingOpinion(facts: DraftFacts) {
  const { state, fields, nameOf } = facts;
  const { reply } = state;
  return {
    ...head(facts),
    ...personOf(facts),
    ...answersIn(facts),
    receivedOn: receivedOn(facts),
    source: sourceOf(facts),
    acceptedOn: state.acceptedOn,
    request: fields.demand ?? fields.title,
    facts: undefined,
    basis:
      reply?.basis ??
      (state.triage?.triageClass === 'claim' ? undefined : TRIAGE[state.triage?.triageClass ?? 'inquiry'].article),
    conclusion: reply === undefined ? undefined : REPLY_CONCLUSIONS[reply.conclusion],
    opinion: reply?.summary,
    remedyOrgan: starts60(state.triage) ? facts.reviewOrgan : undefined,
    copyTo: state.host === state.reception ? undefined : nameOf(state.reception),
  };
}

function review(facts: DraftFacts, round: ReviewRound | undefined) {
  const { idNo, address } = personOf(facts);
  return {
    ...head(facts),
    ...answersIn(facts),
    idNo,
    address,
    appliedOn: round?.appliedOn,
    request: round?.request,
    conclusion: round?.conclusion === undefined ? undefined : REVIEW_CONCLUSIONS[round.conclusion],
    opinion: round?.opinion,
  };
}

export const reviewOpinion = (facts: DraftFacts) => ({
  ...review(facts, facts.state.review),
  respondent: facts.state.host === undefined ? undefined : facts.nameOf(facts.state.host),
  originalNo: lastPaper(facts, 'HandlingOpinion')?.docNo,
  remedyOrgan: facts.reviewOrgan,
});

export const finalReviewOpinion = (facts: DraftFacts) => ({
  ...review(facts, facts.state.finalReview),
  respondent: reviewerOf(facts),
  originalNo: lastPaper(facts, 'ReviewOpinion')?.docNo,
  hearing: said(facts.said('endHearing'), 'result'),
});

function reviewerOf({ state: { review: first }, nameOf }: DraftFacts): string | undefined {
  return first?.organ === undefined ? first?.organElsewhere : nameOf(first.organ);
}

export function mediation(facts: DraftFacts) {
  const { fields, state, nameOf } = facts;
  const settled = facts.said('settle');
  const lines = (said(settled, 'text') ?? '').split('\n').filter((line) => line.trim() !== '');
  const [first] = fields.petitioners;
  const host = state.host === undefined ? [] : [{ role: '责任单位', name: nameOf(state.host) }];
  return {
    ...head(facts),
    parties: [{ role: '申请人', name: petitionersText(fields), about: first?.address }, ...host],
    mediator: said(settled, 'mediator'),
    facts: fields.summary,
    terms: lines.map((text) => ({ text })),
  };
}
