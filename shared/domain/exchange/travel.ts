import type { RecordId, SpaceId } from '../../kernel/ids';
import { collectionOf } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import type { Folded } from '../../ledger/fold';
import { isAccusation } from '../cases/confidential';
import { CASES } from '../cases/decide';
import { caseStateOf } from '../cases/machine';
import type { CaseState } from '../cases/state';
import type { Directory } from '../departments/directory';
import { handlesAccusations, isWithinAny, type RoutingPolicy } from '../routing/policy';
import { isConfidential as isAccusationPurpose } from '../visits/choices';
import type { Purpose } from './package';
import { kindOf, officeOf, type SpaceKind } from './places';

const ARTICLE_30 = '《信访工作条例》第三十条';
const ARTICLE_46 = '《信访工作条例》第四十六条';

/** One space that is to travel, with all its records. */
export interface Cargo {
  readonly space: SpaceId;
  readonly records: readonly Folded[];
}

export interface Journey {
  readonly purpose: Purpose;
  /** The unit that sends. */
  readonly from: RecordId;
  readonly to: readonly RecordId[];
  /** Whoever knows a passphrase can open it. */
  readonly byPassphrase: boolean;
}

export interface TravelWorld {
  readonly directory: Directory;
  readonly policy: RoutingPolicy;
}

export const MAY_CARRY: { readonly [P in Purpose]: readonly SpaceKind[] } = {
  route: ['case'],
  reply: ['case'],
  accusation: ['case'],
  sync: ['org', 'case', 'roster', 'office'],
  checkout: ['org', 'case', 'roster'],
  checkin: ['org', 'case', 'roster'],
  roster: ['roster', 'org'],
  directory: ['org'],
  setup: ['org', 'roster', 'office'],
  receipt: [],
};
/** Between desks of one unit; nobody else gets what is not a case of theirs. */
export const AT_HOME: readonly Purpose[] = ['sync', 'checkout', 'checkin', 'setup'];

/** Why this may not go to them; undefined when it may. Asked for every space before a byte is written. */
export function refuseTravel(journey: Journey, cargo: Cargo, world: TravelWorld): Refusal | undefined {
  if (journey.to.length === 0) return refuse('exchange.noRecipient', '请选择收件单位。', { field: 'to' }).error;
  const kind = kindOf(cargo.space);
  if (!MAY_CARRY[journey.purpose].includes(kind)) {
    return refuse('exchange.notForPurpose', '这类数据包不能携带所选的内容。').error;
  }
  if (AT_HOME.includes(journey.purpose) && journey.to.some((unit) => unit !== journey.from)) {
    return refuse('exchange.notHome', '同步、借出和归还只在本单位的台席之间进行，不能发给其他单位。').error;
  }
  if (kind === 'office' && cargo.space !== officeOf(journey.from)) {
    return refuse('exchange.notHome', '其他单位的内部资料不能发送。').error;
  }
  return kind === 'case' ? refuseCase(journey, cargo, world) : undefined;
}

function refuseCase(journey: Journey, { records }: Cargo, world: TravelWorld): Refusal | undefined {
  const cases = records.filter((record) => collectionOf(record.id) === CASES);
  if (cases.length === 0) return refuse('exchange.noCase', '没有找到要发送的信访事项。').error;
  const secret = isSecret(records, cases);
  const accused = cases.flatMap((record) => caseStateOf(record).triage?.accused ?? []);
  if (accused.length > 0 && journey.to.some((unit) => isWithinAny(world.directory, unit, accused))) {
    return refuse(
      'exchange.accused',
      '检举控告材料不得透露、转给被检举控告的单位及其所属单位，本件不能发送给所选单位。',
      { lawArticle: `${ARTICLE_30}、${ARTICLE_46}` },
    ).error;
  }
  if (!secret) {
    return journey.purpose === 'accusation'
      ? refuse('exchange.notAccusation', '“检举控告专递”只用于检举控告类事项，请改用转送、交办。').error
      : refuseStranger(journey, cases, world);
  }
  return refuseSecret(journey, world);
}

/** 检举控告 by its class or, before it was classified, by what the petitioner came for. */
function isSecret(records: readonly Folded[], cases: readonly Folded[]): boolean {
  if (cases.some(isAccusation)) return true;
  const classified = cases.every((record) => caseStateOf(record).triage !== undefined);
  const purposes = records.map(({ value }) => value['purpose']);
  return !classified && purposes.some((purpose) => typeof purpose === 'string' && isAccusationPurpose(purpose));
}

function refuseSecret(journey: Journey, { directory, policy }: TravelWorld): Refusal | undefined {
  if (journey.purpose !== 'accusation') {
    return refuse(
      'exchange.accusation',
      '检举控告类事项不进入普通数据包，请使用“检举控告专递”，单独发给有权处理的机关。',
      {
        lawArticle: ARTICLE_30,
      },
    ).error;
  }
  if (journey.byPassphrase || journey.to.length !== 1) {
    return refuse('exchange.accusationSealed', '检举控告专递只能加密发给一个有权处理的机关，不能使用口令。', {
      lawArticle: ARTICLE_30,
    }).error;
  }
  const able = (unit: RecordId) => unit === journey.from || handlesAccusations(directory, unit, policy);
  return journey.to.every(able)
    ? undefined
    : refuse('exchange.accusationOrgan', '所选单位不是有权处理检举控告的纪检监察等机关，不能发送。', {
        lawArticle: ARTICLE_30,
      }).error;
}

/** Units with a part in the case as it stands: those, and desks within them, may have it. */
export const concerned = (state: CaseState): readonly RecordId[] => [
  state.reception,
  ...[state.host, state.review?.organ, state.finalReview?.organ].filter((unit) => unit !== undefined),
  ...state.co.map(({ unit }) => unit),
];

function refuseStranger(journey: Journey, cases: readonly Folded[], world: TravelWorld): Refusal | undefined {
  if (AT_HOME.includes(journey.purpose)) return undefined;
  const units = cases.flatMap((record) => concerned(caseStateOf(record)));
  const stranger = journey.to.find((unit) => !belongs(world.directory, unit, units));
  return stranger === undefined
    ? undefined
    : refuse('exchange.notTheirs', '所选单位不是本件的主办、协办或复查复核单位，不能把本件发给它。').error;
}

/** Everything lies within the city and its districts: being concerned themselves, they speak for nobody within. */
export function belongs(directory: Directory, unit: RecordId, concernedUnits: readonly RecordId[]): boolean {
  if (concernedUnits.includes(unit)) return true;
  const narrow = concernedUnits.filter((id) => !BROAD.has(directory.units.get(id)?.type ?? ''));
  return isWithinAny(directory, unit, narrow);
}
const BROAD: ReadonlySet<string> = new Set(['city', 'district', 'countyCity', 'devzone']);
