import { RATED_ASPECTS, RATED_SIDES, RATINGS, REPLY_CONCLUSIONS } from '#shared/domain/cases/state';
import { mattersOf } from '#shared/domain/cases/schema';
import { LEGAL_PATHS, TRIAGE } from '#shared/domain/cases/triage';
import { RISK_FLAGS, SOURCES, VISIT_KINDS } from '#shared/domain/visits/choices';
import { DescriptionList, type Fact } from '../../../ui/DescriptionList';
import { channelName, endReasonName, triageText } from '../words';
import { LongText } from './LongText';
import { Section } from './Section';
import type { CaseDetail } from './steps/form';

interface Props {
  readonly detail: CaseDetail;
  readonly nameOf: (id: NonNullable<CaseDetail['fields']['purpose']>) => string;
}

/** What the matter is, who has it, and how it stands. */
export function Facts({ detail, nameOf }: Props) {
  return (
    <>
      <Section title="诉求">
        <DescriptionList items={demandFacts(detail)} columns={1} />
      </Section>
      <Section title="分类与承办">
        <DescriptionList items={handlingFacts(detail, nameOf)} columns={2} />
      </Section>
    </>
  );
}

function demandFacts({ fields }: CaseDetail): Fact[] {
  const matters = mattersOf(fields);
  return [
    { label: '标题', value: fields.title },
    { label: '概况', value: longText('概况', fields.summary) },
    { label: '诉求', value: longText('诉求', fields.demand) },
    ...(fields.facts === undefined ? [] : [{ label: '事实理由', value: longText('事实理由', fields.facts) }]),
    ...(fields.matters.length === 0
      ? []
      : [
          {
            label: '事项逐项',
            value: (
              <ol className="case-matters">
                {matters.map(({ title }, i) => (
                  <li key={`${i} ${title}`}>{title}</li>
                ))}
              </ol>
            ),
          },
        ]),
  ];
}

function handlingFacts({ fields, state, row }: CaseDetail, nameOf: Props['nameOf']): Fact[] {
  const named = (id: Parameters<typeof nameOf>[0] | undefined) => (id === undefined ? undefined : nameOf(id));
  const article =
    state.legalPath === undefined
      ? state.triageClass && TRIAGE[state.triageClass].article
      : LEGAL_PATHS[state.legalPath].article;
  return [
    {
      label: '分类处理',
      value: state.triageClass === undefined ? '' : `${triageText(state)}（${article}）`,
      span: 2,
    },
    ...some('被检举控告单位', state.accused.map(nameOf).join('、'), 2),
    { label: '信访目的', value: named(fields.purpose) },
    { label: '内容分类', value: named(fields.categoryCode) },
    { label: '问题属地', value: named(fields.problemRegion) },
    { label: '问题发生地', value: fields.problemPlace },
    { label: '首问责任人', value: firstContactText(state.firstContact), span: 2 },
    { label: '责任单位', value: named(state.host) },
    { label: '承办处室', value: officeText(state.offices) },
    ...some('协办单位', state.co.map((co) => coText(co, nameOf)).join('\n'), 2),
    { label: '信访日期', value: `${fields.openedOn}（${channelName(fields.channel)}）` },
    { label: '初重', value: row.isRepeat ? '重复' : '初次' },
    { label: '来访人数', value: headcountText(fields) },
    { label: '查询码', value: fields.queryCode },
    ...some('渠道来源', fields.source === undefined || fields.source === 'self' ? '' : SOURCES[fields.source]),
    ...some('越级走访', fields.isSkipLevel === true ? '是' : ''),
    ...some('风险情形', (fields.riskFlags ?? []).map((flag) => RISK_FLAGS[flag]).join('、')),
    ...some('专题标签', (fields.topicTags ?? []).join('、')),
    ...some('答复结论', conclusionText(state.conclusion)),
    ...some('调解协议', state.mediated, 2),
    ...some('回避人员', state.recused.join('、')),
    ...some('满意度', ratingsText(state.ratings), 2),
    ...some('办结原因', endReasonName(state.endReason)),
    ...some('卷宗号', state.dossierNo),
  ];
}

const longText = (label: string, text: string | undefined) =>
  text === undefined ? undefined : <LongText label={label} text={text} />;

/** Left out when nothing is said. */
const some = (label: string, value: string | undefined, span = 1): Fact[] =>
  value === undefined || value === '' ? [] : [{ label, value, span }];

function firstContactText({ person, until }: CaseDetail['state']['firstContact']): string {
  if (person === undefined) return '';
  return until === undefined ? `${person}（至责任单位签收为止）` : `${person}（至 ${until} 责任单位签收）`;
}

const officeText = (offices: CaseDetail['state']['offices']): string => {
  const last = offices.at(-1);
  return last === undefined ? '' : `${last.office}${last.person === undefined ? '' : ` ${last.person}`}（${last.on}）`;
};

function coText({ unit, due, opinion, waived }: CaseDetail['state']['co'][number], nameOf: Props['nameOf']): string {
  const how =
    opinion === undefined
      ? waived === undefined
        ? `待提意见${due === undefined ? '' : `，${due} 前`}`
        : `免予协办：${waived}`
      : `意见：${opinion}`;
  return `${nameOf(unit)}（${how}）`;
}

function headcountText({ headcount, affectedCount, visitKind }: CaseDetail['fields']): string {
  const kind = visitKind === undefined ? '' : `（${VISIT_KINDS[visitKind]}）`;
  const affected = affectedCount === undefined ? '' : `，涉及 ${affectedCount} 人`;
  return headcount === undefined ? '' : `${headcount} 人${kind}${affected}`;
}

const conclusionText = (conclusion: string | undefined): string | undefined =>
  conclusion === undefined ? undefined : (REPLY_CONCLUSIONS as Readonly<Record<string, string>>)[conclusion];

function ratingsText(ratings: CaseDetail['state']['ratings']): string {
  const sides = Object.entries(RATED_SIDES).flatMap(([side, sideName]) => {
    const said = Object.entries(RATED_ASPECTS).flatMap(([aspect, aspectName]) => {
      const rating = ratings[`${side}.${aspect}`];
      return rating === undefined ? [] : `${aspectName}${(RATINGS as Readonly<Record<string, string>>)[rating]}`;
    });
    return said.length === 0 ? [] : `${sideName}：${said.join('，')}`;
  });
  return sides.join('；');
}
