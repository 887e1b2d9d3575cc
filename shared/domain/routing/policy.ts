import { z } from 'zod';
import { RecordId, recordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { currentUnit, type Directory } from '../departments/directory';
import type { Unit } from '../departments/unit';
import { valid } from '../departments/unit';

export const ROUTING_POLICY_ID = recordId('routingPolicy', 'current');

const Units = z.array(RecordId).max(100, '不超过 100 个单位');

/** Which units are meant where the law names a kind of organ; an empty list: those recognised by their names. */
export const RoutingPolicy = z.object({
  /** 有管理权限的纪检监察机关等, for accusations (《信访工作条例》第三十条). */
  accusationUnits: Units,
  /** 政法部门 (《信访工作条例》第二十条、第二十二条). */
  politicalLegalUnits: Units,
  /** 垂直管理单位: reviewed by the organ above them in their own line. */
  verticalUnits: Units,
});
export type RoutingPolicy = z.infer<typeof RoutingPolicy>;
export const DEFAULT_ROUTING_POLICY: RoutingPolicy = {
  accusationUnits: [],
  politicalLegalUnits: [],
  verticalUnits: [],
};

export function readRoutingPolicy(record: Folded | undefined): RoutingPolicy {
  const list = (field: keyof RoutingPolicy) => valid(Units, record?.value[field]) ?? [];
  return {
    accusationUnits: list('accusationUnits'),
    politicalLegalUnits: list('politicalLegalUnits'),
    verticalUnits: list('verticalUnits'),
  };
}

/** The unit and all it belongs to, upwards, through mergers too; nearest first. */
export function lineage(directory: Directory, id: RecordId): ReadonlySet<RecordId> {
  const found = new Set<RecordId>();
  const waiting: RecordId[] = [id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (found.has(next)) continue;
    found.add(next);
    const unit = directory.units.get(next);
    if (unit?.mergedInto !== undefined) waiting.push(unit.mergedInto);
    if (unit?.parent !== null && unit?.parent !== undefined) waiting.push(unit.parent);
  }
  return found;
}

/** Is the unit, or anything it belongs to, one of `units` or what became of them? */
export function isWithinAny(directory: Directory, unit: RecordId, units: readonly RecordId[]): boolean {
  if (units.length === 0) return false;
  const above = lineage(directory, unit);
  return units.some((id) => above.has(id) || above.has(currentUnit(directory, id)?.id ?? id));
}

const ACCUSATION_NAMES = /纪律检查|纪检监察|监察委员会|纪委/;
const POLITICAL_LEGAL_NAMES = /政法委|政法工作|人民法院|人民检察院|公安|国家安全局|司法局|司法厅/;
const VERTICAL_NAMES = /税务|海关|海事|消防救援|供电|电力公司|烟草专卖|气象局|邮政管理|金融监督管理|人民银行|调查队/;

const isKind = (directory: Directory, unit: RecordId, listed: readonly RecordId[], names: RegExp): boolean =>
  listed.length > 0
    ? isWithinAny(directory, unit, listed)
    : [...lineage(directory, unit)].some((id) => names.test(directory.units.get(id)?.name ?? ''));

/** May it be given an accusation at all? Whether it is the accused one is another question: `isWithinAny`. */
export const handlesAccusations = (directory: Directory, unit: RecordId, policy = DEFAULT_ROUTING_POLICY): boolean =>
  isKind(directory, unit, policy.accusationUnits, ACCUSATION_NAMES);

/** 政法部门: 政法委、法院、检察院、公安、司法行政, and what is within them. */
export const isPoliticalLegal = (directory: Directory, unit: RecordId, policy = DEFAULT_ROUTING_POLICY): boolean =>
  isKind(directory, unit, policy.politicalLegalUnits, POLITICAL_LEGAL_NAMES);

export const isVertical = (directory: Directory, unit: RecordId, policy = DEFAULT_ROUTING_POLICY): boolean =>
  isKind(directory, unit, policy.verticalUnits, VERTICAL_NAMES);

/** The unit that acts for `id` today; none where it went out of use without a successor. */
export function actingUnit(directory: Directory, id: RecordId): Unit | undefined {
  const unit = currentUnit(directory, id);
  return unit?.active === true && unit.mergedInto === undefined ? unit : undefined;
}
