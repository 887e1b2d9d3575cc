import type { RecordId } from '../../kernel/ids';
import { triageClassOf } from '../visits/choices';
import { accusationCandidates } from './accusation';
import { type Candidate, ranked } from './candidate';
import { type Recommendation, type RoutingFacts, type RoutingWorld, upwards } from './facts';
import { actingUnit, isPoliticalLegal } from './policy';
import { inOrder, type RoutingRule } from './rule';
import { counterpartIn, districtOf, petitionOfficeOf, type Territory, territoryOf } from './territory';

const ARTICLE_5 = '《信访工作条例》第五条';
const ARTICLE_22 = '《信访工作条例》第二十二条';

/**
 * The units to which a matter should go, the likeliest first, each with its reasons. 检举控告 go to organs with authority only, 涉法涉诉 to
 * political-legal organs only; the accused, units out of use and units that have objected are never among them.
 */
export function recommend(facts: RoutingFacts, world: RoutingWorld): Recommendation[] {
  const triageClass = facts.triageClass ?? triageClassOf(facts.purpose);
  const barred = [...(facts.accused ?? []), ...(facts.except ?? [])];
  if (triageClass === 'accusation') return ranked(accusationCandidates(facts, world), barred, world.directory);
  const byRule = ruleCandidates(facts, world);
  return facts.legalPath === 'litigation'
    ? ranked(
        [...byRule.filter(({ unit }) => ofLaw(world, unit)), ...politicalLegalCommittee(facts, world)],
        barred,
        world.directory,
      )
    : ranked([...byRule, ...territoryCandidates(facts, world)], barred, world.directory);
}

const ofLaw = ({ directory, policy }: RoutingWorld, unit: RecordId) => isPoliticalLegal(directory, unit, policy);

/** 涉法涉诉信件应当转送同级政法部门: where no rule knows which, the 政法委 does; that of another district never. */
function politicalLegalCommittee(facts: RoutingFacts, world: RoutingWorld): Candidate[] {
  const { directory } = world;
  const near = territoryOf(world, facts.problemRegion).district?.id;
  return [...directory.units.values()].flatMap((unit): Candidate[] => {
    const committee = unit.name.includes('政法委') && actingUnit(directory, unit.id) === unit && ofLaw(world, unit.id);
    const home = districtOf(directory, unit.id)?.id;
    if (!committee || (home !== undefined && home !== near)) return [];
    return [
      {
        unit: unit.id,
        score: home === undefined ? 50 : 45,
        reason: '诉访分离：涉法涉诉事项转送同级政法部门依法处理',
        lawArticle: ARTICLE_22,
      },
    ];
  });
}

/** A rule that fits, its place in the whole table and what of the matter it was found by. */
export interface Match {
  readonly rule: RoutingRule;
  readonly no: number;
  readonly by: string;
}

/** The active rules that fit, in the order of the table. */
export function matchingRules(facts: RoutingFacts, { rules, categories, regions }: RoutingWorld): Match[] {
  const ofCategory = upwards(categories, facts.category).map(({ id }) => id);
  const ofRegion = upwards(regions, facts.problemRegion).map(({ id }) => id);
  const words = `${facts.title ?? ''}\n${facts.summary ?? ''}`;
  return inOrder(rules).flatMap((rule, i) => {
    const keyword = rule.keywords.find((word) => words.includes(word));
    const fits =
      rule.active &&
      (rule.category === undefined || ofCategory.includes(rule.category)) &&
      (rule.region === undefined || ofRegion.includes(rule.region)) &&
      (rule.keywords.length === 0 || keyword !== undefined);
    if (!fits) return [];
    const category = rule.category === undefined ? undefined : categories.get(rule.category)?.name;
    const by = [
      ...(category === undefined ? [] : [`内容分类“${category}”`]),
      ...(keyword === undefined ? [] : [`内容中的“${keyword}”`]),
    ].join('、');
    return [{ rule, no: i + 1, by: by === '' ? '这类事项' : by }];
  });
}

const FIRST = 90;
const STEP = 15;
/** The place of the district for any matter: after the unit of the first rule, before all others. */
const SECOND = 80;
const LEAST = 30;

function ruleCandidates(facts: RoutingFacts, world: RoutingWorld): Candidate[] {
  const territory = territoryOf(world, facts.problemRegion);
  return matchingRules(facts, world).flatMap((match, i) =>
    placed(match, Math.max(LEAST, FIRST - STEP * i), territory, world),
  );
}

/** One rule asked at its level: the district before the unit where the matter is the district's. */
function placed({ rule, no, by }: Match, score: number, territory: Territory, world: RoutingWorld): Candidate[] {
  const { directory } = world;
  const unit = actingUnit(directory, rule.unit);
  if (unit === undefined) return [];
  const own: Candidate = {
    unit: unit.id,
    score,
    reason: `谁主管、谁负责：${by}由${unit.name}主管（规则 ${no}）`,
    lawArticle: ARTICLE_5,
  };
  const { district } = territory;
  if (district === undefined || rule.level === 'city') return [own];
  const counterpart = counterpartIn(directory, district, unit);
  const local = counterpart ?? (rule.level === 'district' ? district : undefined);
  if (local === undefined || local.id === unit.id) return [own];
  const what =
    counterpart === undefined
      ? `${by}由所在区（县级市）负责（规则 ${no}）`
      : `${by}由${local.name}对口办理（规则 ${no}）`;
  return [
    {
      unit: local.id,
      score: score + 5,
      reason: `属地管理、分级负责：问题发生在${district.name}，${what}`,
      lawArticle: ARTICLE_5,
    },
    own,
  ];
}

/** The district itself, its town and its petition office, whatever the matter is about. */
function territoryCandidates(facts: RoutingFacts, world: RoutingWorld): Candidate[] {
  const { district, town } = territoryOf(world, facts.problemRegion);
  if (district === undefined) return [];
  const office = petitionOfficeOf(world.directory, district);
  const reason = `属地管理：问题发生在${district.name}`;
  return [
    { unit: district.id, score: SECOND, reason, lawArticle: ARTICLE_5 },
    ...(town === undefined
      ? []
      : [{ unit: town.id, score: 45, reason: `属地管理：问题发生在${town.name}辖区`, lawArticle: ARTICLE_5 }]),
    ...(office === undefined
      ? []
      : [
          { unit: office.id, score: 40, reason: `${reason}，由当地信访部门转送有权处理的单位`, lawArticle: ARTICLE_22 },
        ]),
  ];
}
