import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { FLAGS } from '../domain/cases/state';
import { CaseStatus } from '../domain/cases/status';
import { CaseFields } from '../domain/cases/schema';
import { STEP_NAMES } from '../domain/cases/steps';
import { LEGAL_PATHS, TRIAGE } from '../domain/cases/triage';
import { CLOCK_STATE_NAMES } from '../domain/deadlines/compute';
import { DeadlineKind } from '../domain/deadlines/kind';
import { oneOf } from '../domain/petitioners/choices';
import { RecordId } from '../kernel/ids';
import { Refusal } from '../kernel/refusal';
import { VisitRow } from './visits';

export const TriageClass = z.enum(Object.keys(TRIAGE) as [keyof typeof TRIAGE]);
export const LegalPath = z.enum(Object.keys(LEGAL_PATHS) as [keyof typeof LEGAL_PATHS]);
export const StepName = z.enum(STEP_NAMES);
/** 期满: a right that was not used is gone, and nobody is late. */
const ClockState = oneOf({ ...CLOCK_STATE_NAMES, lapsed: '已期满' });

/** A limit on a case, as counted now. */
export const Clock = z.object({
  kind: DeadlineKind,
  title: z.string(),
  article: z.string(),
  unit: RecordId.optional(),
  unitName: z.string().optional(),
  from: LocalDate,
  nominalEnd: LocalDate.optional(),
  rolledEnd: LocalDate.optional(),
  lastDay: LocalDate.optional(),
  remindOn: LocalDate.optional(),
  stopped: LocalDate.optional(),
  state: ClockState.optional(),
  /** Calendar days to the last day; below zero when it has passed. */
  daysLeft: z.number().optional(),
  /** How it was counted, sentence by sentence. */
  steps: z.array(z.string()),
  /** Why it cannot be counted. */
  problem: z.string().optional(),
});
export type Clock = z.output<typeof Clock>;

export const CaseRow = z.object({
  id: RecordId,
  caseNo: z.string(),
  title: z.string(),
  name: z.string(),
  status: CaseStatus,
  since: LocalDate,
  openedOn: LocalDate,
  channel: z.string(),
  purpose: RecordId.optional(),
  categoryCode: RecordId.optional(),
  problemRegion: RecordId.optional(),
  host: RecordId.optional(),
  headcount: z.number().optional(),
  isRepeat: z.boolean(),
  confidential: z.boolean(),
  flags: z.array(oneOf(FLAGS)),
  underSupervision: z.boolean(),
  voided: z.boolean(),
  missteps: z.number(),
  /** The limit that ends first. */
  clock: Clock.pick({
    kind: true,
    title: true,
    lastDay: true,
    nominalEnd: true,
    state: true,
    daysLeft: true,
    unit: true,
    unitName: true,
  }).optional(),
});
export type CaseRow = z.output<typeof CaseRow>;

export const Offer = z.object({
  step: StepName,
  title: z.string(),
  mark: z.boolean(),
  article: z.string().optional(),
  closed: Refusal.optional(),
});

const Hand = z.object({
  unit: RecordId,
  unitName: z.string(),
  role: z.enum(['reception', 'host', 'review']),
  from: LocalDate,
  to: LocalDate.optional(),
  how: z.string(),
  signedOn: LocalDate.optional(),
  days: z.number(),
});

const Moment = z.object({
  op: z.string(),
  /** Instant at which it was written down, in milliseconds. */
  at: z.number(),
  by: z.string(),
  unit: z.string(),
  on: LocalDate.optional(),
  step: z.string(),
  title: z.string(),
  /** What was filled in, as label and words. */
  facts: z.array(z.object({ label: z.string(), text: z.string() })),
  withdrawn: z.boolean(),
  /** It could not be run where the case stood: a person decides. */
  problem: z.string().optional(),
});

const CaseRef = z.object({ id: RecordId, caseNo: z.string(), title: z.string(), status: CaseStatus });

export const CaseDetail = z.object({
  row: CaseRow,
  fields: CaseFields,
  /** What the events say, for the forms of the steps. */
  state: z.object({
    status: CaseStatus,
    triageClass: TriageClass.optional(),
    legalPath: LegalPath.optional(),
    accused: z.array(RecordId),
    reception: RecordId,
    host: RecordId.optional(),
    co: z.array(
      z.object({
        unit: RecordId,
        from: LocalDate,
        due: LocalDate.optional(),
        opinion: z.string().optional(),
        waived: z.string().optional(),
      }),
    ),
    offices: z.array(z.object({ office: z.string(), person: z.string().optional(), on: LocalDate })),
    conclusion: z.string().optional(),
    ratings: z.record(z.string(), z.string()),
    endReason: z.string().optional(),
    firstContact: z.object({ person: z.string().optional(), until: LocalDate.optional() }),
    mergedInto: CaseRef.optional(),
    mediated: z.string().optional(),
    dossierNo: z.string().optional(),
    recused: z.array(z.string()),
    openCo: z.array(RecordId),
  }),
  clocks: z.array(Clock),
  /** Why no limit of the law runs, where one would be looked for. */
  noTerm: z.object({ text: z.string(), article: z.string() }).optional(),
  hands: z.array(Hand),
  timeline: z.array(Moment),
  offers: z.array(Offer),
  contacts: z.array(VisitRow),
  related: z.array(CaseRef),
  mergedFrom: z.array(CaseRef),
  /** What the clerk meant to do when the visit was registered. */
  planned: z.object({ mode: z.string().optional(), unit: RecordId.optional(), due: LocalDate.optional() }),
  canUndo: z.boolean(),
});
export type CaseDetail = z.output<typeof CaseDetail>;

/** What is due, for 工作台 and the morning list. */
export const DueItem = z.object({
  case: CaseRow,
  clock: Clock.omit({ steps: true }),
});
export type DueItem = z.output<typeof DueItem>;
