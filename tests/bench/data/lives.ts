import { addDays, type LocalDate } from '../../../shared/calendar/local-date';
import type { StepName } from '../../../shared/domain/cases/steps';
import type { JsonObject } from '../../../shared/kernel/json';
import { Dice } from './random';
import * as text from './text';
import { UNITS } from './visit';

/** A step of a case to come: on which day, with what was filled in. */
export interface Move {
  readonly day: LocalDate;
  readonly name: StepName;
  readonly input: JsonObject;
}

type Draft = readonly [step: StepName, daysAfterTheLast: number, input?: JsonObject];

/** Some cases lie where they are for years: somebody forgot them, and they are overdue. */
const FORGOTTEN = 0.028;

/** What becomes of the case of visit `n`, in the order of its days; the machine of shared/domain/cases takes every step. */
export function lifeOf(seed: number, n: number, opened: LocalDate, visitor: string): Move[] {
  const dice = new Dice(seed, 2, n);
  const told = text.toldOf(dice, visitor);
  const drafts = LIVES[dice.pick(WEIGHTED)](dice, told);
  const last = dice.chance(FORGOTTEN) ? dice.below(drafts.length) : drafts.length;
  let day = opened;
  return drafts.slice(0, last).map(([name, after, input]) => {
    day = addDays(day, after);
    return { day, name, input: { on: day, ...input } };
  });
}

type Life = (dice: Dice, told: text.Told) => Draft[];

const triage = (dice: Dice, triageClass: string, legalPath?: string): Draft => [
  'triage',
  dice.below(3),
  { triageClass, ...(legalPath === undefined ? {} : { legalPath }) },
];
const archive = (dice: Dice): Draft[] =>
  dice.chance(0.8)
    ? [['archive', dice.between(3, 60), { dossierNo: `${dice.between(1, 99)}-${dice.below(9999)}` }]]
    : [];
const rated = (dice: Dice): Draft[] =>
  dice.chance(0.4)
    ? [['rate', 3, { side: 'responsibleUnit', process: dice.skewed(RATES), result: dice.skewed(RATES) }]]
    : [];
const RATES = ['satisfied', 'fairly', 'none', 'dissatisfied'];

const LIVES = {
  claim: (dice, told) => [
    triage(dice, 'claim', 'petition'),
    ...handed(dice, told),
    ...answered(dice, told, dice.skewed(['explain', 'support', 'reject'])),
    ['close', dice.between(32, 45)],
    ...rated(dice),
    ...archive(dice),
  ],
  suggestion: (dice, told) => [
    triage(dice, 'suggestion'),
    ...handed(dice, told),
    ...answered(dice, told, dice.skewed(['adopted', 'partlyAdopted', 'notAdopted'])),
    ['close', dice.between(1, 5)],
    ...archive(dice),
  ],
  onTheSpot: (dice, told) => [
    triage(dice, 'inquiry'),
    ['replyOnSpot', 0, { summary: text.reply(dice, told, 60) }],
    ['close', dice.below(2)],
    ...archive(dice),
  ],
  guided: (dice) => [
    triage(dice, 'claim', dice.skewed(['administrative', 'statutoryDuty', 'arbitration'])),
    ['guide', dice.below(3), { organ: '有管辖权的机关', procedure: '行政复议、劳动仲裁等法定程序' }],
    ...archive(dice),
  ],
  accusation: (dice) => [
    triage(dice, 'accusation'),
    ['toDiscipline', dice.between(1, 4), { unit: 'units/CZ-JW' }],
    ...archive(dice),
  ],
  judicial: (dice) => [
    triage(dice, 'claim', 'litigation'),
    ['toPoliticalLegal', dice.between(1, 5), { unit: 'units/CZ-ZFW' }],
    ...archive(dice),
  ],
  declined: (dice, told) => [
    triage(dice, 'claim', 'petition'),
    ['decline', dice.between(1, 9), { reason: text.reply(dice, told, 50), basis: '《信访工作条例》第十九条' }],
    ...archive(dice),
  ],
  withdrawn: (dice, told) => [
    triage(dice, 'claim', 'petition'),
    ...handed(dice, told).slice(0, 3),
    ['withdraw', dice.between(1, 20), { reason: '信访人书面表示问题已经解决，撤回信访事项。' }],
    ...archive(dice),
  ],
} satisfies { readonly [name: string]: Life };

const WEIGHTS: readonly (readonly [keyof typeof LIVES, number])[] = [
  ['claim', 34],
  ['guided', 18],
  ['onTheSpot', 16],
  ['withdrawn', 8],
  ['declined', 7],
  ['judicial', 7],
  ['accusation', 6],
  ['suggestion', 4],
];
const WEIGHTED = WEIGHTS.flatMap(([life, weight]) => Array<keyof typeof LIVES>(weight).fill(life));

function handed(dice: Dice, told: text.Told): Draft[] {
  const route: Draft = [
    'transfer',
    dice.between(1, 6),
    { unit: dice.skewed(UNITS), routingReason: text.demand(dice, told) },
  ];
  const office: Draft[] = dice.chance(0.4)
    ? [['assignOffice', 1, { office: dice.pick(['信访科', '法规科', '综合科', '业务一科']), person: told.person }]]
    : [];
  return [
    route,
    ['sign', dice.between(1, 6), { signer: told.person }],
    ...office,
    ['acknowledge', dice.between(1, 12)],
    ['handle', 0],
  ];
}

function answered(dice: Dice, told: text.Told, conclusion: string): Draft[] {
  const late: Draft[] = dice.chance(0.08)
    ? [['extend', dice.between(20, 50), { days: 30, approver: '分管负责人', reason: text.demand(dice, told) }]]
    : [];
  const followUp: Draft[] = dice.chance(0.3)
    ? [['followUp', dice.between(3, 10), { way: 'phone', by: told.person, text: text.reply(dice, told, 40) }]]
    : [];
  return [
    ...late,
    [
      'reply',
      dice.between(8, 55),
      {
        conclusion,
        summary: text.reply(dice, told, dice.skewed([90, 140, 220, 400])),
        basis: '《信访工作条例》第三十一条、第三十二条，《国有土地上房屋征收与补偿条例》第二十七条',
      },
    ],
    ['deliver', dice.between(1, 7), { way: dice.skewed(['direct', 'mail', 'electronic']), signer: told.person }],
    ...followUp,
  ];
}
