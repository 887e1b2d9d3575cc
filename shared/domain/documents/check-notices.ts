import { parseLocalDate } from '../../calendar/local-date';
import type { DocumentType } from './kinds';
import type { CheckedPaper, PaperRule, Wrong } from './check';
import { namesArticle, namesLaw, textAt } from './check-words';

const law = (article: string): string => `《信访工作条例》第${article}条`;
const LONGEST_EXTENSION = 30;

const when = (wrong: boolean, field: string, message: string): Wrong[] => (wrong ? [{ field, message }] : []);
const dayAt = ({ data }: CheckedPaper, field: string) => parseLocalDate(textAt(data, field));

function declineWords({ data }: CheckedPaper): Wrong[] {
  const said = textAt(data, 'decline');
  return [
    ...when(said !== '不予受理' && said !== '不再受理', 'decline', '告知种类应当是“不予受理”或者“不再受理”。'),
    ...when(
      !namesArticle(textAt(data, 'article')),
      'article',
      '应当写明不予（再）受理依据的条款，如《信访工作条例》第×条。',
    ),
  ];
}

function extensionWords(paper: CheckedPaper): Wrong[] {
  const { data } = paper;
  const days = typeof data['days'] === 'number' ? data['days'] : 0;
  const [before, after] = [dayAt(paper, 'originalDue'), dayAt(paper, 'newDue')];
  return [
    ...when(days < 1 || days > LONGEST_EXTENSION, 'days', '延长期限应当在 1 至 30 日以内。'),
    ...when(textAt(data, 'approver') === '', 'approver', '延期应当经本单位负责人批准，请写明批准人。'),
    ...when(
      before !== undefined && after !== undefined && after <= before,
      'newDue',
      '延长后的期限应当晚于原办理期限。',
    ),
  ];
}

const articleIn =
  (field: string, message: string) =>
  (paper: CheckedPaper): Wrong[] =>
    when(!namesArticle(textAt(paper.data, field)), field, message);

const afterIssue =
  (field: string, message: string) =>
  (paper: CheckedPaper): Wrong[] => {
    const [on, end] = [dayAt(paper, 'issuedOn'), dayAt(paper, field)];
    return when(on !== undefined && end !== undefined && end <= on, field, message);
  };

const rule = (code: string, article: string, kinds: readonly DocumentType[], find: PaperRule['find']): PaperRule => ({
  code,
  article,
  kinds,
  find,
});

/** 告知书 to the petitioner. */
export const NOTICE_RULES: readonly PaperRule[] = [
  rule('paper.decline', law('二十三'), ['DeclineNotice'], declineWords),
  rule('paper.extension', law('三十四'), ['ExtensionNotice'], extensionWords),
  rule(
    'paper.noArticle',
    law('三十一'),
    ['GuidanceNotice'],
    articleIn('article', '应当写明告知引导依据的条款，如《信访工作条例》第三十一条。'),
  ),
  rule('paper.limit', law('二十三'), ['AcknowledgementNotice'], ({ data }) =>
    when(!namesLaw(textAt(data, 'limit')), 'limit', '期限说明应当写明依据，如《信访工作条例》第三十四条。'),
  ),
];

/** Letters to units. */
export const LETTER_RULES: readonly PaperRule[] = [
  rule(
    'paper.noArticle',
    law('二十二'),
    ['TransferLetter', 'AssignmentLetter'],
    articleIn('basis', '应当写明转送、交办依据的条款，如《信访工作条例》第二十二条。'),
  ),
  rule(
    'paper.feedback',
    law('二十二'),
    ['AssignmentLetter'],
    afterIssue('feedbackBy', '反馈期限应当晚于交办函的日期。'),
  ),
  rule('paper.replyBy', law('四十'), ['SupervisionLetter'], afterIssue('replyBy', '回复期限应当晚于督办函的日期。')),
  rule('paper.replyBy', law('四十'), ['ImprovementAdvice'], afterIssue('feedbackBy', '反馈期限应当晚于建议书的日期。')),
  rule(
    'paper.noArticle',
    law('二十四'),
    ['DisputeDecision'],
    articleIn('basis', '裁决应当写明依据的条款，如《信访工作条例》第二十四条。'),
  ),
];
