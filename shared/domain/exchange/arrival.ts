import { collectionOf, keyOf, type RecordId, type SpaceId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import type { Folded } from '../../ledger/fold';
import { caseStateOf } from '../cases/machine';
import { isWithinAny } from '../routing/policy';
import { CASES } from '../cases/decide';
import { PAPERS } from '../documents/names';
import { VISITS } from '../visits/decide';
import { serialOf } from '../visits/numbers';
import type { Purpose } from './package';
import { kindOf, officeOf } from './places';
import { AT_HOME, belongs, concerned, MAY_CARRY, type TravelWorld } from './travel';

/** A sound package at the door. */
export interface Arrival {
  readonly purpose: Purpose;
  /** Whose key signed it, as paired. */
  readonly from: RecordId;
  /** Whom it says it is from. */
  readonly claimed: string;
  readonly here: RecordId;
  readonly spaces: readonly SpaceId[];
}

/**
 * Why a sender that is trusted to be who it is has no say in what it brings: a department may answer its cases, not change the
 * directory, the keys or the cases of others.
 */
export function refuseArrival(
  arrival: Arrival,
  caseIn: (space: SpaceId) => Folded | undefined,
  world: TravelWorld,
): Refusal | undefined {
  const { purpose, from, claimed, here, spaces } = arrival;
  if (claimed !== from) {
    return refuse('exchange.otherName', '数据包所写的发件单位与签名密钥的单位不一致，没有导入。请与发件单位核实。')
      .error;
  }
  const fits = (space: SpaceId) =>
    MAY_CARRY[purpose].includes(kindOf(space)) && (kindOf(space) !== 'office' || space === officeOf(here));
  if (!spaces.every(fits)) {
    return refuse('exchange.notForPurpose', '数据包里有与用途不符的内容，没有导入。请与发件单位核实。').error;
  }
  if (from === here) return undefined;
  if (AT_HOME.includes(purpose)) {
    return refuse('exchange.notHome', '同步、借出和归还只在本单位的台席之间进行，不能导入其他单位的这类数据包。').error;
  }
  if (purpose === 'roster' || purpose === 'directory') {
    return mayPublish(from, here, world)
      ? undefined
      : refuse('exchange.mayNotPublish', '通讯录和值班表只接收接访中心或上级单位发布的，没有导入。').error;
  }
  const stranger = spaces.some((space) => {
    const record = caseIn(space);
    return record?.created !== undefined && !hadPart(record, from, world);
  });
  return stranger
    ? refuse('exchange.notTheirs', '数据包里有与发件单位无关的信访事项，没有导入。请与发件单位核实。').error
    : undefined;
}

/** A run of numbers as it stands here. */
export interface Run {
  readonly last: number;
  /** A desk of this unit gives its numbers out. */
  readonly ours: boolean;
}

/** A unit that answers names numbers we gave out; one far ahead of them would push our next number there. */
const LEAP = 1000;

/** Counted by each desk for itself, under `年-机号-序号`. */
const COUNTED: ReadonlySet<string> = new Set([VISITS, CASES, PAPERS]);

/** Why new records from another unit may not come in: they lie in our runs of numbers, beyond what we ever gave out. */
export function refuseNumbers(
  fresh: Iterable<RecordId>,
  runOf: (collection: string, run: string) => Run,
): Refusal | undefined {
  for (const id of fresh) {
    const [collection, number] = [collectionOf(id), keyOf(id)];
    if (!COUNTED.has(collection)) continue;
    const { last, ours } = runOf(collection, number.split('-').slice(0, 2).join('-'));
    if (ours && !(serialOf(number) <= last + LEAP)) {
      return refuse('exchange.ourNumbers', '数据包里有本单位编号段中还没有用到的编号，没有导入。请与发件单位核实。')
        .error;
    }
  }
  return undefined;
}

export const keyInSpace = (space: SpaceId): string => space.slice(space.indexOf('/') + 1);

/** The centre, or whoever the desk's own unit belongs to; a desk that knows no units yet takes the first directory it gets. */
function mayPublish(from: RecordId, here: RecordId, { directory }: TravelWorld): boolean {
  if (directory.units.size === 0) return true;
  const type = directory.units.get(from)?.type;
  return type === 'center' || type === 'city' || (type !== undefined && isWithinAny(directory, here, [from]));
}

/** Units that ever held the case or were asked may still answer: their word may have been long on the way. */
function hadPart(record: Folded, from: RecordId, { directory }: TravelWorld): boolean {
  const state = caseStateOf(record);
  const before = [...state.hands.map(({ unit }) => unit), ...state.objections.map(({ unit }) => unit)];
  return belongs(directory, from, [...concerned(state), ...before]);
}
