import type { RecordId } from '../../kernel/ids';
import { type Directory, pathOf } from '../departments/directory';
import type { Unit } from '../departments/unit';
import { DEFAULT_ROUTING_POLICY, isVertical, actingUnit } from './policy';
import { isDistrict, upperCounterpart } from './territory';

export interface ReviewOrgan {
  readonly unit: RecordId;
  readonly reason: string;
}

/**
 * 复查、复核机关: the organ one level above the one whose opinion is contested, the likeliest first. Empty where that organ is not in the
 * directory, as for the city itself and for lines that are led from the province.
 */
export function reviewAdvice(directory: Directory, id: RecordId, policy = DEFAULT_ROUTING_POLICY): ReviewOrgan[] {
  const unit = actingUnit(directory, id);
  if (unit === undefined || unit.type === 'city' || unit.type === 'judicial') return [];
  const parent = unit.parent === null ? undefined : actingUnit(directory, unit.parent);
  const upper = upperCounterpart(directory, unit);
  const found: (ReviewOrgan | undefined)[] = [];
  if (isVertical(directory, unit.id, policy)) {
    found.push(organ(upper, '垂直管理单位，由上一级主管部门'), inner(directory, unit, parent));
  } else if (isDistrict(unit) || unit.type !== 'districtUnit') {
    found.push(above(unit, parent));
  } else if (TOWN.test(unit.name)) {
    found.push(organ(parent, '街道、乡镇的意见，由所在区（县级市）人民政府'));
  } else {
    found.push(
      organ(upper, '区（县级市）部门的意见，由市级对口部门'),
      organ(
        parent,
        upper === undefined ? '区（县级市）部门的意见，由本级人民政府' : '区（县级市）部门的意见，也可由本级人民政府',
      ),
    );
  }
  return found.filter((one) => one !== undefined);
}

/** As `reviewAdvice`, without the reasons. */
export const reviewOrgansFor = (directory: Directory, id: RecordId, policy = DEFAULT_ROUTING_POLICY): RecordId[] =>
  reviewAdvice(directory, id, policy).map(({ unit }) => unit);

const TOWN = /(街道|镇|乡)(办事处|人民政府|党工委)?$/;

const organ = (unit: Unit | undefined, reason: string): ReviewOrgan | undefined =>
  unit === undefined ? undefined : { unit: unit.id, reason: `${reason}复查、复核` };

function above(unit: Unit, parent: Unit | undefined): ReviewOrgan | undefined {
  if (parent === undefined) return undefined;
  if (parent.type !== 'city') return organ(parent, '内设机构、所属单位的意见，由其上级单位');
  return organ(parent, isDistrict(unit) ? '区（县级市）的意见，由市人民政府' : '市级部门的意见，由市人民政府');
}

/** What sits inside a vertical organ has that organ above it; the organ itself has nothing above it in the directory. */
const inner = (directory: Directory, unit: Unit, parent: Unit | undefined): ReviewOrgan | undefined =>
  parent === undefined || parent.type === 'city' || pathOf(directory, unit.id).some(isDistrict)
    ? undefined
    : organ(parent, '内设机构、所属单位的意见，由其上级单位');
