import type { RecordId } from '../../kernel/ids';
import { childrenOf, type Directory, pathOf } from '../departments/directory';
import type { Unit } from '../departments/unit';
import { type RoutingWorld, upwards } from './facts';

const DISTRICT_TYPES: readonly string[] = ['district', 'countyCity', 'devzone'];

export const isDistrict = (unit: Unit): boolean => DISTRICT_TYPES.includes(unit.type);

/** Where a problem lies, as far as the directory knows who is there. */
export interface Territory {
  readonly district?: Unit;
  /** The town or street, where it is a unit of its own. */
  readonly town?: Unit;
}

/** The district, and the town or street, in charge of a region. */
export function territoryOf(
  { directory, regions }: Pick<RoutingWorld, 'directory' | 'regions'>,
  region: RecordId | undefined,
): Territory {
  const seats = upwards(regions, region).flatMap(({ id }) =>
    [...directory.units.values()].filter((unit) => unit.active && unit.region === id),
  );
  const district = seats.find(isDistrict);
  const town = seats.find((unit) => unit.region === region && unit.type === 'districtUnit');
  return { ...(district === undefined ? {} : { district }), ...(town === undefined ? {} : { town }) };
}

/** The district a unit belongs to, itself included. */
export const districtOf = (directory: Directory, id: RecordId): Unit | undefined =>
  pathOf(directory, id).findLast(isDistrict);

/**
 * The unit of a district that does there what `unit` does in the city: the one that bears the same trade in its name. What is within a
 * bureau has the bureau's counterpart.
 */
export function counterpartIn(directory: Directory, district: Unit, unit: Unit): Unit | undefined {
  const below = within(directory, district);
  for (const at of pathOf(directory, unit.id).toReversed()) {
    if (at.type === 'city' || isDistrict(at)) return undefined;
    const trade = tradeOf(at, pathOf(directory, at.id)[0]);
    const found = trade === undefined ? undefined : below.find((other) => plain(other.name).includes(trade));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The unit of the city whose counterpart a unit of a district is. */
export function upperCounterpart(directory: Directory, unit: Unit): Unit | undefined {
  const district = districtOf(directory, unit.id);
  if (district === undefined || district.parent === null) return undefined;
  return childrenOf(directory, district.parent).find(
    (upper) => upper.active && !isDistrict(upper) && counterpartIn(directory, district, upper)?.id === unit.id,
  );
}

/** 信访局 of a district. */
export const petitionOfficeOf = (directory: Directory, district: Unit): Unit | undefined =>
  within(directory, district).find((unit) => unit.name.includes('信访'));

/** Active units below a district, level by level. */
function within(directory: Directory, district: Unit): Unit[] {
  const found: Unit[] = [];
  const waiting: Unit[] = [district];
  const seen = new Set<RecordId>([district.id]);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const child of childrenOf(directory, next.id)) {
      if (!child.active || child.mergedInto !== undefined || seen.has(child.id)) continue;
      seen.add(child.id);
      found.push(child);
      waiting.push(child);
    }
  }
  return found;
}

const plain = (name: string): string => name.replaceAll(/（.*?）|\(.*?\)/g, '');

/** 常州市住房和城乡建设局 → 住房和城乡建设; too little left says nothing. */
function tradeOf(unit: Unit, root: Unit | undefined): string | undefined {
  const name = plain(unit.name).split('、')[0] ?? '';
  const city = root?.name ?? '';
  const at = city === '' ? -1 : name.lastIndexOf(city);
  const trade = (at < 0 ? name : name.slice(at + city.length))
    .replace(/^中共/, '')
    .replace(/^委(?=.)/, '')
    .replace(/^(中级|人民政府)/, '')
    .replace(/(委员会办公室|委员会|办公室|机构|中心|支队|委|局|办)$/, '');
  return trade.length < 2 ? undefined : trade;
}
