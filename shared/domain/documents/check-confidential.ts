import type { RecordId } from '../../kernel/ids';
import { isAccusationCase } from '../cases/confidential';
import type { CheckedPaper, PaperRule, Wrong } from './check';
import { bare, textAt, textsIn } from './check-words';
import { addresseeField } from './draft';
import { paperKind } from './kinds';

const ARTICLES_30_46 = '《信访工作条例》第三十条、第四十六条';
const ARTICLE_30 = '《信访工作条例》第三十条';

/** Fields in which a paper says to whom it goes. */
const addressed = (paper: CheckedPaper): readonly string[] => [
  ...new Set([addresseeField(paper.kind) ?? 'to', 'to', 'copyTo', 'remedyOrgan', 'acceptor']),
];

const about = (paper: CheckedPaper, find: (paper: CheckedPaper) => Wrong[]): Wrong[] =>
  isAccusationCase(paper.fields, paper.state) ? find(paper) : [];

const isAccused = (paper: CheckedPaper, unit: RecordId): boolean =>
  paper.isWithinAny(unit, paper.state.triage?.accused ?? []);

const mayKnow = (paper: CheckedPaper, unit: RecordId): boolean =>
  !isAccused(paper, unit) && (paper.handlesAccusations(unit) || unit === paper.state.reception);

/** 不得转给被检举控告的单位: not as addressee, not as copy, not as the one who signs. */
function toAccused(paper: CheckedPaper): Wrong[] {
  const sentence = (unit: RecordId) =>
    `${paper.unitName(unit)}是被检举控告的单位或其所属单位，文书不得由其出具，也不得发给、抄送给该单位。`;
  const chosen = [
    { field: 'organ', unit: paper.organ },
    { field: 'toUnit', unit: paper.toUnit },
  ];
  return [
    ...chosen.flatMap(({ field, unit }) =>
      unit !== undefined && isAccused(paper, unit) ? [{ field, message: sentence(unit) }] : [],
    ),
    ...addressed(paper).flatMap((field) => {
      const named = paper.unitsIn(textAt(paper.data, field)).find((unit) => isAccused(paper, unit));
      return named === undefined ? [] : [{ field, message: sentence(named) }];
    }),
  ];
}

/** Only organs with authority, besides the centre that received it, sign or receive papers on an accusation. */
function toUnauthorised(paper: CheckedPaper): Wrong[] {
  const found: Wrong[] = [];
  if (!mayKnow(paper, paper.organ)) {
    found.push({
      field: 'organ',
      message: `${paper.unitName(paper.organ)}没有处理检举控告的权限，不能出具本件的文书。`,
    });
  }
  const { to } = paperKind(paper.kind);
  if (to !== 'unit' && to !== 'superior') return found;
  if (paper.toUnit === undefined) {
    return [
      ...found,
      { field: 'toUnit', message: '检举控告件的文书只能发给有权处理的机关，请从机构目录中选择主送单位。' },
    ];
  }
  if (!mayKnow(paper, paper.toUnit)) {
    const name = paper.unitName(paper.toUnit);
    found.push({ field: 'toUnit', message: `${name}没有处理检举控告的权限，不得将检举控告材料发给该单位。` });
  }
  return [...found, ...strangers(paper)];
}

/** Whoever is named as addressee or copy must be known, and have authority. */
function strangers(paper: CheckedPaper): Wrong[] {
  return ['to', 'copyTo'].flatMap((field) =>
    textAt(paper.data, field)
      .split(/[、，,；;\n]/)
      .map((name) => name.trim())
      .filter((name) => name !== '' && !paper.unitsCalled(name).some((unit) => mayKnow(paper, unit)))
      .slice(0, 1)
      .map((name) => ({
        field,
        message: `“${name}”不是机构目录中有权处理检举控告的机关，不能作为主送、抄送单位。`,
      })),
  );
}

const SHORTEST_NAME = 2;

/** Who accused somebody is told to organs with authority only; a register kept by the centre may say it. */
function identityTold(paper: CheckedPaper): Wrong[] {
  const { to } = paperKind(paper.kind);
  const reader = to === 'unit' || to === 'superior' ? paper.toUnit : undefined;
  const isTold = to === 'petitioner' || to === 'file' || (reader !== undefined && paper.handlesAccusations(reader));
  if (isTold) return [];
  const secrets = paper.fields.petitioners
    .flatMap(({ name, idNo, phone, address }) => [name, idNo, phone, address])
    .flatMap((text) => (text === undefined ? [] : [bare(text)]))
    .filter((text) => text.length >= SHORTEST_NAME);
  return textsIn(paper.data).flatMap(({ field, text }) =>
    secrets.some((secret) => bare(text).includes(secret))
      ? [{ field, message: '检举控告件发给其他机关、单位的文书中不得出现信访人的姓名、证件号码、电话和住址。' }]
      : [],
  );
}

/** 检举控告: its papers reach nobody but those who may know. */
export const CONFIDENTIAL_RULES: readonly PaperRule[] = [
  {
    code: 'paper.accusedUnit',
    article: ARTICLES_30_46,
    kinds: 'all',
    find: (paper) => about(paper, toAccused),
  },
  { code: 'paper.noAuthority', article: ARTICLE_30, kinds: 'all', find: (paper) => about(paper, toUnauthorised) },
  { code: 'paper.identity', article: ARTICLES_30_46, kinds: 'all', find: (paper) => about(paper, identityTold) },
];
