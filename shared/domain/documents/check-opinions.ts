import { mattersOf } from '../cases/schema';
import { REPLY_CONCLUSIONS, REVIEW_CONCLUSIONS } from '../cases/state';
import { conclusionsOf } from '../cases/steps/answering';
import { starts60, TRIAGE } from '../cases/triage';
import type { CheckedPaper, PaperRule, Wrong } from './check';
import { bare, entriesAt, namesArticle, textAt } from './check-words';

const ARTICLE_32 = '《信访工作条例》第三十二条';
const ARTICLE_35 = '《信访工作条例》第三十五条';
const ARTICLE_36 = '《信访工作条例》第三十六条';

/** Every matter of the case has its answer, and no matter of the case was left out. */
function unanswered({ data, fields }: CheckedPaper): Wrong[] {
  const answered = entriesAt(data, 'matters');
  const asked = mattersOf(fields);
  if (answered.length < asked.length) {
    return [
      {
        field: 'matters',
        message: `本件有 ${asked.length} 项信访事项，意见书列了 ${answered.length} 项，应当逐项答复。`,
      },
    ];
  }
  return answered.flatMap((matter, at) =>
    textAt(matter, 'reply') === ''
      ? [{ field: `matters.${at}.reply`, message: `第 ${at + 1} 项“${brief(textAt(matter, 'title'))}”还没有答复。` }]
      : [],
  );
}

const brief = (text: string): string => (text.length > 20 ? `${text.slice(0, 20)}…` : text);

const withoutArticle =
  (field: string, message: string) =>
  (paper: CheckedPaper): Wrong[] =>
    namesArticle(textAt(paper.data, field)) ? [] : [{ field, message }];

const unremedied =
  (field: string, message: string, applies: (paper: CheckedPaper) => boolean) =>
  (paper: CheckedPaper): Wrong[] =>
    applies(paper) && textAt(paper.data, field) === '' ? [{ field, message }] : [];

function unfitReply({ data, state }: CheckedPaper): Wrong[] {
  const said = textAt(data, 'conclusion');
  const fitting = conclusionsOf(state.triage?.triageClass).map((conclusion) => REPLY_CONCLUSIONS[conclusion]);
  const title = TRIAGE[state.triage?.triageClass ?? 'inquiry'].title;
  if (fitting.length === 0) return [{ field: 'conclusion', message: `${title}不出具处理（答复）意见书。` }];
  if (!fitting.some((words) => words === said)) {
    return [{ field: 'conclusion', message: `${title}的结论应当是：${fitting.join('、')}。` }];
  }
  const replied = state.reply === undefined ? undefined : REPLY_CONCLUSIONS[state.reply.conclusion];
  return replied === undefined || replied === said
    ? []
    : [{ field: 'conclusion', message: `与答复时登记的结论“${replied}”不一致，请核对。` }];
}

function unfitReview({ kind, data, state }: CheckedPaper): Wrong[] {
  const said = textAt(data, 'conclusion');
  const words = Object.values(REVIEW_CONCLUSIONS);
  if (!words.some((conclusion) => conclusion === said)) {
    return [{ field: 'conclusion', message: `结论应当是：${words.join('、')}。` }];
  }
  const round = kind === 'ReviewOpinion' ? state.review : state.finalReview;
  const decided = round?.conclusion === undefined ? undefined : REVIEW_CONCLUSIONS[round.conclusion];
  return decided === undefined || decided === said
    ? []
    : [{ field: 'conclusion', message: `与登记的结论“${decided}”不一致，请核对。` }];
}

/** 处理意见书 and the opinions on 复查, 复核: what the law wants them to say. */
export const OPINION_RULES: readonly PaperRule[] = [
  { code: 'paper.unanswered', article: ARTICLE_32, kinds: ['HandlingOpinion'], find: unanswered },
  {
    code: 'paper.noArticle',
    article: ARTICLE_32,
    kinds: ['HandlingOpinion'],
    find: withoutArticle('basis', '依据应当写明法律、法规、政策的名称和条款，如《……条例》第×条。'),
  },
  {
    code: 'paper.noArticle',
    article: ARTICLE_35,
    kinds: ['ReviewOpinion'],
    find: withoutArticle('basis', '复查意见应当写明依据的条款，如《……条例》第×条。'),
  },
  {
    code: 'paper.noArticle',
    article: ARTICLE_36,
    kinds: ['FinalReviewOpinion'],
    find: withoutArticle('basis', '复核意见应当写明依据的条款，如《……条例》第×条。'),
  },
  {
    code: 'paper.noRemedy',
    article: ARTICLE_35,
    kinds: ['HandlingOpinion'],
    find: unremedied('remedyOrgan', '应当告知救济途径：自收到之日起三十日内向哪个机关请求复查。', ({ state }) =>
      starts60(state.triage),
    ),
  },
  {
    code: 'paper.noRemedy',
    article: ARTICLE_36,
    kinds: ['ReviewOpinion'],
    find: unremedied('remedyOrgan', '应当告知救济途径：自收到之日起三十日内向哪个机关请求复核。', () => true),
  },
  { code: 'paper.conclusion', article: ARTICLE_32, kinds: ['HandlingOpinion'], find: unfitReply },
  { code: 'paper.conclusion', article: ARTICLE_35, kinds: ['ReviewOpinion'], find: unfitReview },
  { code: 'paper.conclusion', article: ARTICLE_36, kinds: ['FinalReviewOpinion'], find: unfitReview },
];

const PERIOD = '三十日|30日';
/** What the text itself must say of the way on, whatever template it came from. */
const REMEDIES = {
  HandlingOpinion: { word: '复查', article: ARTICLE_35, organ: 'remedyOrgan' },
  ReviewOpinion: { word: '复核', article: ARTICLE_36, organ: 'remedyOrgan' },
} as const;

/** Looks at the finished text of an opinion: the way on and its period must be in it. */
export function refuseSilentRemedy({ kind, data, state }: CheckedPaper, text: string) {
  if (kind !== 'HandlingOpinion' && kind !== 'ReviewOpinion') return undefined;
  if (kind === 'HandlingOpinion' && !starts60(state.triage)) return undefined;
  const { word, article, organ } = REMEDIES[kind];
  const said = bare(text);
  const stated = new RegExp(PERIOD).test(said) && said.includes(word) && said.includes(bare(textAt(data, organ)));
  return stated
    ? undefined
    : {
        code: 'paper.noRemedy',
        message: `文书的正文没有写明自收到之日起三十日内请求${word}的途径。使用本中心的模板的，请在模板中补上。`,
        lawArticle: article,
      };
}
