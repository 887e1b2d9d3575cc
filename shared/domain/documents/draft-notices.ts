import { hasNoTerm, isJudicial, LEGAL_PATHS, starts60, TRIAGE } from '../cases/triage';
import { localDateAt } from '../../calendar/local-date';
import { clockText } from '../visits/present';
import { type DraftFacts, issueOf, mattersIn, receivedOn, said, sourceOf, subjectOf } from './draft-facts';
import { chineseDate } from './words';

const head = (facts: DraftFacts) => ({ ...issueOf(facts), ...subjectOf(facts) });

/** The class and the path of a case as the law names them. */
function lawOf({ state: { triage } }: DraftFacts) {
  return triage?.legalPath === undefined ? TRIAGE[triage?.triageClass ?? 'inquiry'] : LEGAL_PATHS[triage.legalPath];
}

/** What the petitioner is told, as a paper addresses a person. */
const tellOf = ({ tell }: { readonly tell: string }): string => tell.replaceAll('您', '你');

const LIMIT_60 =
  '依据《信访工作条例》第三十四条，自受理之日起六十日内办结；情况复杂的，经本单位负责人批准可以适当延长，延长期限不超过三十日，并告知延期理由。';
const LIMIT_NONE = '《信访工作条例》没有规定回复的期限，本单位研究以后及时书面回复。';
const LIMIT_SIMPLE = '依据《信访事项简易办理办法（试行）》，自受理之日起十个工作日内答复。';

export function acknowledgement(facts: DraftFacts) {
  const { state, today, endOf } = facts;
  const law = lawOf(facts);
  const counted = state.simple ? 'SIMPLE_10WD' : starts60(state.triage) ? 'HANDLE_60' : undefined;
  return {
    ...head(facts),
    ...mattersIn(facts),
    receivedOn: receivedOn(facts),
    source: sourceOf(facts),
    path: `${law.title}（${law.article}）`,
    procedure: tellOf(law),
    limit: limitOf(facts),
    dueOn: counted === undefined ? undefined : endOf(counted, state.acceptedOn ?? today),
  };
}

function limitOf(facts: DraftFacts): string {
  const { simple, triage } = facts.state;
  if (simple) return LIMIT_SIMPLE;
  if (starts60(triage)) return LIMIT_60;
  return hasNoTerm(triage) ? LIMIT_NONE : `依据${lawOf(facts).article}，按照相应程序规定的期限办理。`;
}

export function decline(facts: DraftFacts) {
  const final = facts.said('declineFinal');
  const first = facts.said('decline');
  const isFinal = said(final, 'on') !== undefined;
  const opinion = said(final, 'priorOpinion');
  return {
    ...head(facts),
    ...mattersIn(facts),
    decline: isFinal ? '不再受理' : '不予受理',
    receivedOn: receivedOn(facts),
    reason: isFinal
      ? `${opinion === undefined ? '' : `该事项已经复核终结（${opinion}）。`}${said(final, 'reason') ?? ''}` ||
        undefined
      : said(first, 'reason'),
    article: isFinal ? '《信访工作条例》第三十六条' : said(first, 'basis'),
  };
}

export function guidance(facts: DraftFacts) {
  const law = lawOf(facts);
  const guided = facts.said('guide');
  const imported = facts.said('importLegal');
  return {
    ...head(facts),
    ...mattersIn(facts),
    receivedOn: receivedOn(facts),
    reason: tellOf(law),
    article: law.article,
    path: said(guided, 'procedure') ?? said(imported, 'procedure'),
    acceptor: said(guided, 'organ') ?? said(imported, 'organ'),
  };
}

export function extension(facts: DraftFacts) {
  const { state, endOf, lastDayOf } = facts;
  const { extension: granted } = state;
  return {
    ...head(facts),
    acceptedOn: state.acceptedOn,
    originalDue: lastDayOf('HANDLE_60') ?? (state.acceptedOn && endOf('HANDLE_60', state.acceptedOn)),
    days: granted?.days,
    newDue: lastDayOf('EXTEND_30'),
    reason: granted?.reason,
    approver: granted?.approver,
  };
}

/** 2026年3月2日9时5分. */
function momentOf(millis: number): string {
  const [hour, minute] = clockText(millis).slice(11).split(':').map(Number);
  return `${chineseDate(localDateAt(millis))}${hour}时${minute}分`;
}

export function receipt(facts: DraftFacts) {
  const { state, fields, visit, nameOf, endOf } = facts;
  const due = endOf('ROUTE_15', fields.openedOn);
  return {
    ...head(facts),
    visitNo: visit?.visitNo,
    queryCode: fields.queryCode,
    registeredAt: momentOf(fields.registeredAt),
    destination: state.host === undefined ? `由${nameOf(state.reception)}分类处理` : `转${nameOf(state.host)}办理`,
    timing: `依据《信访工作条例》第二十二条，自收到之日起十五日内${due === undefined ? '' : `（${chineseDate(due)}前）`}转送、交办有权处理的机关、单位${
      isJudicial(state.triage) ? '，涉法涉诉事项转政法机关' : ''
    }。`,
  };
}
