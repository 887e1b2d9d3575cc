import type { RecordId } from '../../kernel/ids';
import { type Directory, pathOf } from '../departments/directory';
import type { Unit } from '../departments/unit';
import type { Candidate } from './candidate';
import type { RoutingFacts, RoutingWorld } from './facts';
import { actingUnit, handlesAccusations, isWithinAny } from './policy';
import { districtOf, isDistrict, territoryOf } from './territory';

const ARTICLE_30 = '《信访工作条例》第三十条';

/**
 * Organs that may be given an accusation, by 管理权限: where the accused belongs to a district, the district's before the city's. An organ
 * inside a bureau is thought of only when the accused belongs to that bureau.
 */
export function accusationCandidates(facts: RoutingFacts, { directory, regions, policy }: RoutingWorld): Candidate[] {
  const accused = facts.accused ?? [];
  const district =
    accused.length === 0
      ? undefined
      : accused.map((id) => districtOf(directory, id)?.id).reduce((a, b) => (a === b ? a : undefined));
  const near =
    district ??
    (accused.length === 0 ? territoryOf({ directory, regions }, facts.problemRegion).district?.id : undefined);
  return [...directory.units.values()].flatMap((unit): Candidate[] => {
    if (actingUnit(directory, unit.id) !== unit || !handlesAccusations(directory, unit.id, policy)) return [];
    const bureau = bureauOf(directory, unit, policy.accusationUnits);
    if (bureau !== undefined && !accused.some((id) => isWithinAny(directory, id, [bureau]))) return [];
    return placed(unit, { bureau, home: districtOf(directory, unit.id)?.id, near, known: district !== undefined });
  });
}

interface Place {
  readonly bureau: RecordId | undefined;
  readonly home: RecordId | undefined;
  readonly near: RecordId | undefined;
  /** The accused is known to belong to the district. */
  readonly known: boolean;
}

function placed(unit: Unit, { bureau, home, near, known }: Place): Candidate[] {
  if (home !== undefined && home !== near) return [];
  const score = bureau !== undefined ? 60 : home === undefined ? 80 : known ? 90 : 70;
  const why = home === undefined ? '按照管理权限转有权处理的机关' : '按照管理权限，由当地有权处理的机关办理';
  return [{ unit: unit.id, score, reason: `检举控告类事项：${why}，并依法保密`, lawArticle: ARTICLE_30 }];
}

/** The bureau an organ sits in, as 派驻机构 do; none where it stands under the city or a district, or was named by the centre. */
function bureauOf(directory: Directory, unit: Unit, listed: readonly RecordId[]): RecordId | undefined {
  if (listed.includes(unit.id)) return undefined;
  const above = pathOf(directory, unit.id).slice(0, -1);
  return above.findLast((parent) => parent.type !== 'city' && !isDistrict(parent))?.id;
}
