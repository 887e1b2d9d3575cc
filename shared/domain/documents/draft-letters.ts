import { CHANNELS } from '../visits/choices';
import { LEGAL_PATHS } from '../cases/triage';
import {
  type DraftFacts,
  answersIn,
  handedOver,
  issueOf,
  lastPaper,
  mattersIn,
  personOf,
  receivedOn,
  said,
  subjectOf,
} from './draft-facts';
import { chineseNumber } from './words';

const letterTo = (facts: DraftFacts) => ({ ...issueOf(facts), to: facts.to?.name, ...subjectOf(facts) });

const handOver = (facts: DraftFacts) => ({
  ...letterTo(facts),
  ...personOf(facts),
  ...mattersIn(facts),
  attachments: facts.attachments.map((title) => ({ title })),
  petitionDate: facts.fields.openedOn,
  channel: CHANNELS[facts.fields.channel],
  headcount: facts.fields.headcount ?? facts.fields.petitioners.length,
  summary: facts.fields.summary ?? facts.fields.title,
  demand: facts.fields.demand,
});

/** Counted from today: the unit receives it today at the earliest. */
const unitLimits = ({ endOf, today }: DraftFacts) => ({
  acknowledgeBy: endOf('ACK_15', today),
  objectBy: endOf('OBJECT_5WD', today),
});

export const transfer = (facts: DraftFacts) => ({
  ...handOver(facts),
  ...unitLimits(facts),
  basis: '《信访工作条例》第二十二条第一款',
});

const DUTIES = '请依法受理，调查核实，逐项书面答复信访人，并在反馈期限内书面反馈办理结果、提交办结报告。';

export const assignment = (facts: DraftFacts) => ({
  ...handOver(facts),
  ...unitLimits(facts),
  basis: '《信访工作条例》第二十二条第一款第（三）项',
  requirements: said(facts.said('assign'), 'requirement') ?? DUTIES,
  feedbackBy: facts.lastDayOf('ASSIGN_FEEDBACK'),
});

export const toPoliticalLegal = (facts: DraftFacts) => ({
  ...handOver(facts),
  reason: `该事项属于涉法涉诉信访事项，依据《信访工作条例》第二十二条、${LEGAL_PATHS.litigation.article.replace('《信访工作条例》', '')}，转你单位依法处理。`,
});

export const toDiscipline = (facts: DraftFacts) => ({ ...handOver(facts), secrecy: '内部 注意保密' });

export const objection = (facts: DraftFacts) => {
  const last = facts.state.objections.at(-1);
  return {
    ...letterTo(facts),
    to: facts.to?.name ?? facts.nameOf(facts.state.reception),
    originalNo: handedOver(facts)?.docNo,
    receivedOn: receivedOn(facts),
    summary: facts.fields.summary ?? facts.fields.title,
    reason: last?.reason,
    proposedUnit: last?.proposedUnit === undefined ? last?.proposedElsewhere : facts.nameOf(last.proposedUnit),
  };
};

export function closureReport(facts: DraftFacts) {
  const report = facts.said('reportBack');
  return {
    ...letterTo(facts),
    to: facts.to?.name ?? facts.nameOf(facts.state.reception),
    ...answersIn(facts),
    originalNo: lastPaper(facts, 'AssignmentLetter')?.docNo,
    result: said(report, 'text') ?? facts.state.reply?.summary,
    signer: said(report, 'signer'),
  };
}

const SUPERVISED = '请在回复期限前办结，书面报告办理情况和未按期办理的原因。';

export function supervision(facts: DraftFacts) {
  const original = handedOver(facts);
  const before = facts.papers.filter(({ kind }) => kind === 'SupervisionLetter').length;
  return {
    ...letterTo(facts),
    originalNo: original?.docNo,
    originalOn: original?.issuedOn,
    situation: facts.overdueDays > 0 ? '无正当理由未按规定的期限办理' : undefined,
    overdueDays: facts.overdueDays > 0 ? facts.overdueDays : undefined,
    requirements: SUPERVISED,
    replyBy: facts.lastDayOf('SUPERVISE_REPLY'),
    times: `第${chineseNumber(before + 1)}次`,
  };
}

export const advice = (facts: DraftFacts) => ({
  ...issueOf(facts),
  to: facts.to?.name,
  advice: '改进工作',
  situation: facts.fields.summary,
  feedbackBy: facts.endOf('SUGGEST_FEEDBACK', facts.today),
});

export const urgentReport = (facts: DraftFacts) => {
  const report = facts.said('escalate');
  return {
    ...letterTo(facts),
    to: facts.to?.name ?? said(report, 'to'),
    serial: firstOrNext(facts.papers.filter(({ kind }) => kind === 'UrgentReport').length),
    happenedAt: facts.fields.openedOn,
    place: facts.fields.problemPlace,
    people: `${facts.fields.headcount ?? facts.fields.petitioners.length}人`,
    cause: said(report, 'text') ?? facts.fields.summary,
  };
};

const firstOrNext = (before: number): string => (before === 0 ? '首报' : `续报${chineseNumber(before)}`);
