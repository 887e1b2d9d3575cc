import { addDays, type LocalDate } from '../../../shared/calendar/local-date';
import { DEFAULT_CATEGORIES } from '../../../shared/domain/departments/defaults/categories';
import { DEFAULT_UNITS } from '../../../shared/domain/departments/defaults/units';
import { caseNoOf } from '../../../shared/domain/visits/numbers';
import type { RecordId } from '../../../shared/kernel/ids';
import type { JsonObject } from '../../../shared/kernel/json';
import { type Person, person } from './people';
import { Dice } from './random';
import * as text from './text';

export const CENTER = 'units/CZ-JFZX' as RecordId;
/** Units that answer, those that are busiest first. */
export const UNITS = DEFAULT_UNITS.filter((u) => u.type === 'government' && u.mergedInto === undefined).map(
  (u) => `units/${u.code}` as RecordId,
);
const CATEGORIES = DEFAULT_CATEGORIES.flatMap((c) => c.children.map(([code]) => `categories/${code}`));
const CLERKS = ['王敏', '周建华', '沈玉兰', '徐小芳', '陈志强', '陆海燕'];

/** A visit as it is about to be registered, and what its case needs to know of it. */
export interface Arrival {
  readonly n: number;
  readonly key: string;
  readonly date: LocalDate;
  readonly person: number;
  /** The case it joins, when it is about a matter that is being handled. */
  readonly joins?: { readonly key: string; readonly visits: number };
}

export const clerkOf = (n: number): string => CLERKS[n % CLERKS.length] ?? '王敏';

/** What was written down; the same seed and number give the same visit at every scale. */
export function visitValue(seed: number, { n, key, date, person: who, joins }: Arrival, at: number): JsonObject {
  const dice = new Dice(seed, 1, n);
  const visitor = person(seed, who);
  const told = text.toldOf(dice, visitor.name);
  const headcount = dice.chance(0.08) ? dice.between(5, 60) : dice.skewed([1, 2, 3, 4]);
  const purpose = joins === undefined ? dice.skewed(['02', '02', '01', '05', '03', '04', '99']) : '02';
  return {
    petitionDate: date,
    receptionStart: `${String(dice.between(8, 16)).padStart(2, '0')}:${String(dice.below(60)).padStart(2, '0')}`,
    ...identity(visitor),
    headcount,
    ...(headcount >= 5 ? { affectedCount: headcount * dice.between(1, 12) } : {}),
    ...(headcount >= 5 ? { representatives: representatives(seed, who, dice) } : {}),
    channel: dice.skewed(['visit', 'visit', 'visit', 'letter', 'online', 'phone', 'fax', 'other']),
    source: dice.skewed(['self', 'self', 'superior', 'leader', 'appointment', 'subordinate', 'outreach']),
    purpose: `purposes/${purpose}`,
    categoryCode: dice.skewed(CATEGORIES),
    title: text.title(dice, told).slice(0, 100),
    summary: text.story(dice, told, dice.skewed([70, 110, 160, 240, 420])),
    demand: text.demand(dice, told),
    ...(dice.chance(0.45) ? { facts: text.story(dice, told, dice.between(40, 160)) } : {}),
    problemRegion: dice.chance(0.8) ? visitor.region : `regions/${visitor.region.slice(8, 14)}`,
    problemPlace: visitor.address.slice(0, 20),
    isRepeat: joins !== undefined || dice.chance(0.06),
    visitTimes: joins === undefined ? 1 : joins.visits,
    ...(dice.chance(0.04) ? { riskFlags: [dice.pick(['threat', 'staying', 'agitated', 'gathering'])] } : {}),
    receivingUnit: CENTER,
    receivedBy: dice.skewed(CLERKS),
    handlingMode:
      joins === undefined
        ? dice.skewed(['transfer', 'transfer', 'assign', 'guide', 'replyOnSpot', 'handleDirectly', 'file'])
        : 'mergeIntoPrior',
    responsibleUnit: dice.skewed(UNITS),
    handlingDue: addDays(date, 60),
    opinion: text.demand(dice, told),
    visitNo: key,
    caseNo: caseNoOf(joins?.key ?? key),
    queryCode: String(dice.below(100_000_000)).padStart(8, '0'),
    registeredAt: at,
    registeredBy: clerkOf(n),
    registeredUnit: CENTER,
    visitKind: headcount >= 5 ? 'group' : 'individual',
  };
}

function identity(visitor: Person): JsonObject {
  const { name, gender, idNo, birthDate, phone, region, address, occupation } = visitor;
  return {
    name,
    gender,
    idType: 'residentId',
    idNo,
    birthDate,
    ethnicity: '汉族',
    phone,
    addressRegion: region,
    address,
    occupation,
  };
}

const representatives = (seed: number, who: number, dice: Dice): JsonObject[] =>
  Array.from({ length: dice.between(2, 5) }, (_, i) => {
    const { name, idNo, phone } = person(seed, who + i * 100_003);
    return { name, idNo, phone };
  });
