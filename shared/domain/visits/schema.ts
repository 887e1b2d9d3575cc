import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';
import { RecordId } from '../../kernel/ids';
import { GENDERS, ID_TYPES, oneOf } from '../petitioners/choices';
import { tidyNumber } from '../petitioners/id-number';
import {
  CHANNELS,
  HANDLING_MODES,
  PROCEDURES,
  RISK_FLAGS,
  SATISFACTION,
  SOURCES,
  VISIT_KINDS,
  VULNERABILITIES,
} from './choices';

const text = (max: number) =>
  blankable(
    z
      .string()
      .max(max, `不超过 ${max} 个字`)
      .transform((s) => s.trim() || undefined),
  );
const number = (max: number) =>
  blankable(
    z
      .string()
      .max(max, `不超过 ${max} 个字符`)
      .transform((s) => tidyNumber(s) || undefined),
  );
const count = blankable(z.number('请填写数字').int('请填写整数').min(1, '至少为 1').max(99_999, '不超过 99999'));
const flag = blankable(z.boolean());
const clockTime = blankable(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间应如 09:30'));
const link = blankable(RecordId);
const day = blankable(LocalDate);
const several = <T extends z.ZodType>(item: T, max: number) => blankable(z.array(item).max(max, `不超过 ${max} 项`));

export const Representative = z.object({ name: text(50), idNo: number(30), phone: number(30) });
export const PriorProcedure = z.object({ kind: oneOf(PROCEDURES), docNo: text(60), organ: text(60) });

/**
 * What a clerk writes down of one visit. Everything may be left blank here: what must be filled, and why,
 * is said by the rules, so that all of it can be said at once.
 */
export const VisitFields = z.object({
  petitionDate: day,
  ticketNo: text(20),
  receptionStart: clockTime,
  receptionEnd: clockTime,
  leftAt: clockTime,

  identityUnclear: flag,
  unclearNote: text(200),
  name: text(100),
  gender: blankable(oneOf(GENDERS)),
  idType: blankable(oneOf(ID_TYPES)),
  idNo: number(30),
  birthDate: day,
  ethnicity: text(20),
  phone: number(30),
  addressRegion: link,
  address: text(200),
  workplace: text(100),
  occupation: text(50),
  isAgent: flag,
  principalName: text(100),

  headcount: count,
  affectedCount: count,
  representatives: several(Representative, 20),
  vulnerabilities: several(oneOf(VULNERABILITIES), 10),
  hasMinors: flag,

  channel: blankable(oneOf(CHANNELS)),
  source: blankable(oneOf(SOURCES)),
  purpose: link,

  categoryCode: link,
  topicTags: several(z.string().trim().min(1).max(20, '标签不超过 20 个字'), 10),
  title: text(100),
  summary: text(5000),
  demand: text(2000),
  facts: text(5000),
  attachments: several(z.string().trim().min(1).max(100, '材料名称不超过 100 个字'), 50),

  problemRegion: link,
  problemPlace: text(200),
  occurredOn: day,

  isRepeat: flag,
  visitTimes: count,
  isSkipLevel: flag,
  priorProcedures: several(PriorProcedure, 10),
  riskFlags: several(oneOf(RISK_FLAGS), 10),
  riskNote: text(1000),

  receivingUnit: link,
  receivedBy: text(50),
  firstContact: text(50),
  companionUnits: several(RecordId, 20),
  receivingLeader: text(60),
  opinion: text(2000),
  replyOnSpot: text(2000),

  handlingMode: blankable(oneOf(HANDLING_MODES)),
  responsibleUnit: link,
  handlingDue: day,
  instruction: text(2000),
  result: text(2000),
  delivery: text(500),
  satisfaction: blankable(oneOf(SATISFACTION)),
  remark: text(1000),
});
export type VisitFields = z.output<typeof VisitFields>;
/** The same as a form holds it: emptied fields are '' or null. */
export type VisitForm = z.input<typeof VisitFields>;
export type VisitField = keyof VisitFields;

/** Only the fields that were changed; an emptied one is present and blank. */
export const VisitChanges = VisitFields.partial();
export type VisitChanges = z.output<typeof VisitChanges>;

/** A registered visit: what was written down and what the desk gave it. */
export const Visit = VisitFields.extend({
  visitNo: z.string(),
  caseNo: z.string(),
  queryCode: z.string(),
  /** Instant of registration in milliseconds. */
  registeredAt: z.number(),
  registeredBy: z.string(),
  registeredUnit: RecordId,
  /** By the head count and the threshold in force when it was written. */
  visitKind: oneOf(VISIT_KINDS),
  voidReason: z.string().nullish(),
});
export type Visit = z.output<typeof Visit>;

/** What a centre may set for itself. */
export const VisitPolicy = z.object({
  /** Head count from which a visit is a group visit; no article fixes it, five is customary. */
  groupThreshold: z.number().int('请填写整数').min(2, '至少为 2 人').max(50, '不超过 50 人'),
});
export type VisitPolicy = z.infer<typeof VisitPolicy>;
export const DEFAULT_POLICY: VisitPolicy = { groupThreshold: 5 };
