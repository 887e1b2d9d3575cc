import { petitionersText } from '../cases/schema';
import { END_REASONS } from '../cases/status';
import { RATINGS } from '../cases/state';
import { DELIVERY_WAYS } from '../cases/steps/answering';
import { presentField, type PresentableField } from '../visits/present';
import { type DraftFacts, issueOf, personOf, said, sourceOf, subjectOf, unitOf } from './draft-facts';
import { paperKind } from './kinds';

const head = (facts: DraftFacts) => ({ ...issueOf(facts), ...subjectOf(facts) });

/** Says a field of the visit; nothing where there is none to say it. */
const visitWords =
  ({ visit, nameOf }: DraftFacts) =>
  (...fields: readonly PresentableField[]): string | undefined =>
    visit === undefined ? undefined : fields.map((field) => presentField(visit, field, nameOf)).join('') || undefined;

export function visitForm(facts: DraftFacts) {
  const { fields, visit, organ } = facts;
  const say = visitWords(facts);
  const times = [visit?.receptionStart, visit?.receptionEnd].filter((time) => time !== undefined).join(' 至 ');
  return {
    ...subjectOf(facts),
    ...personOf(facts),
    organ: organ.name,
    visitNo: visit?.visitNo,
    petitionDate: fields.openedOn,
    channel: say('channel'),
    gender: say('gender'),
    birth: visit?.birthDate,
    ethnicity: say('ethnicity'),
    occupation: say('workplace', 'occupation'),
    headcount: say('headcount'),
    affected: say('affectedCount'),
    repeat: say('isRepeat'),
    representatives: say('representatives'),
    purpose: say('purpose'),
    category: say('categoryCode'),
    occurredOn: visit?.occurredOn,
    region: say('problemRegion', 'problemPlace'),
    prior: say('priorProcedures'),
    summary: fields.summary ?? fields.title,
    demand: fields.demand,
    facts: fields.facts,
    materials: say('attachments'),
    receivedBy: say('receivedBy'),
    receivedAt: times || undefined,
    opinion: say('opinion'),
    mode: say('handlingMode'),
    due: visit?.handlingDue,
    responsible: unitOf(facts) ?? say('responsibleUnit'),
    instruction: say('instruction'),
    remark: say('remark'),
  };
}

export function serviceReceipt(facts: DraftFacts) {
  const last = facts.papers.findLast(({ kind }) => paperKind(kind).to === 'petitioner');
  const delivered = facts.said('deliver', 'deliverReview', 'deliverFinalReview');
  const way = said(delivered, 'way');
  return {
    ...head(facts),
    served: last === undefined ? undefined : paperKind(last.kind).title,
    servedNo: last?.docNo,
    recipient: petitionersText(facts.fields),
    method: way !== undefined && way in DELIVERY_WAYS ? DELIVERY_WAYS[way as keyof typeof DELIVERY_WAYS] : undefined,
    signedOn: said(delivered, 'on'),
    signer: said(delivered, 'signer'),
    relation: said(delivered, 'relation'),
    witness: said(delivered, 'witness'),
    server: facts.operator,
  };
}

export const disputeDecision = (facts: DraftFacts) => {
  const { state, fields, nameOf } = facts;
  const decided = facts.said('decideDispute');
  return {
    ...head(facts),
    parties: state.objections.map(({ unit, reason }) => ({ unit: nameOf(unit), opinion: reason })),
    facts: said(facts.said('dispute'), 'text') ?? fields.summary,
    decidedBy: said(decided, 'decidedBy') ?? state.dispute?.to,
    basis: '《信访工作条例》第二十四条',
    host: unitOf(facts),
    decision: said(decided, 'decision'),
  };
};

export const supervisionCard = (facts: DraftFacts) => {
  const { petitionerPhone, address } = personOf(facts);
  return {
    ...head(facts),
    petitionerPhone,
    address,
    receptionOn: facts.fields.openedOn,
    summary: facts.fields.summary ?? facts.fields.title,
    leader: facts.visit?.receivingLeader,
    instruction: facts.visit?.instruction ?? said(facts.said('assign'), 'requirement'),
    unit: unitOf(facts),
    dueOn: facts.lastDayOf('ASSIGN_FEEDBACK') ?? facts.visit?.handlingDue,
  };
};

export const instructionSheet = (facts: DraftFacts) => ({
  ...head(facts),
  source: sourceOf(facts) === '直接提出' ? petitionersText(facts.fields) : facts.nameOf(facts.state.reception),
  receivedOn: facts.fields.openedOn,
  summary: facts.fields.summary ?? facts.fields.title,
  leader: facts.visit?.receivingLeader,
  instruction: facts.visit?.instruction,
  unit: unitOf(facts),
  dueOn: facts.lastDayOf('ASSIGN_FEEDBACK'),
  result: facts.state.reply?.summary,
});

export const leaderCharge = (facts: DraftFacts) => ({
  ...head(facts),
  address: personOf(facts).address,
  summary: facts.fields.summary ?? facts.fields.title,
  unit: unitOf(facts),
  progress: facts.state.followUps.map(({ on, text }) => ({ on, text })),
});

export function closing(facts: DraftFacts) {
  const { state, fields } = facts;
  const rating = state.ratings['responsibleUnit.result'];
  return {
    ...head(facts),
    ...personOf(facts),
    receivedOn: fields.openedOn,
    acceptedOn: state.acceptedOn,
    unit: unitOf(facts) ?? facts.nameOf(state.reception),
    summary: fields.summary ?? fields.title,
    process: processOf(facts),
    result: state.reply?.summary ?? state.settlement?.text ?? said(facts.said('withdraw'), 'reason'),
    ending: state.end === undefined ? undefined : END_REASONS[state.end.reason],
    closedOn: state.end?.on,
    rating: rating === undefined ? undefined : RATINGS[rating],
  };
}

/** 办理链条 in a sentence. */
const processOf = ({ state, nameOf }: DraftFacts): string =>
  `${state.hands.map(({ from, how, unit }) => `${from} ${how}（${nameOf(unit)}）`).join('；')}。`;

export const dossierIndex = (facts: DraftFacts) => ({
  ...head(facts),
  dossierNo: facts.state.archive?.dossierNo,
  unit: unitOf(facts) ?? facts.nameOf(facts.state.reception),
  openedOn: facts.fields.openedOn,
  closedOn: facts.state.end?.on,
  keptFor: '三十年',
  ...facts.dossier,
  keeper: facts.operator,
});
