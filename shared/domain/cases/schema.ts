import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { blankable } from '../../kernel/blankable';
import { RecordId, recordId } from '../../kernel/ids';
import type { Folded } from '../../ledger/fold';
import { GENDERS, ID_TYPES, oneOf } from '../petitioners/choices';
import { CHANNELS, RISK_FLAGS, SOURCES, VISIT_KINDS } from '../visits/choices';

const text = (max: number) => blankable(z.string().trim().max(max, `不超过 ${max} 个字`));

/** 信访人 of a case; joint cases have several. */
export const CasePetitioner = z.object({
  name: text(100),
  gender: blankable(oneOf(GENDERS)),
  idType: blankable(oneOf(ID_TYPES)),
  idNo: text(30),
  phone: text(30),
  address: text(200),
});
export type CasePetitioner = z.output<typeof CasePetitioner>;

/** One of several things asked for, each to be answered by itself. */
export const Matter = z.object({ title: z.string().trim().min(1, '请填写事项').max(300, '事项不超过 300 个字') });
export type Matter = z.output<typeof Matter>;

/** What may be corrected of a case. */
export const CaseContent = z.object({
  title: z.string().trim().min(1, '请填写标题').max(100, '标题不超过 100 个字'),
  summary: text(5000),
  demand: text(2000),
  facts: text(5000),
  purpose: blankable(RecordId),
  categoryCode: blankable(RecordId),
  problemRegion: blankable(RecordId),
  problemPlace: text(200),
  topicTags: blankable(z.array(z.string().trim().min(1).max(20, '标签不超过 20 个字')).max(10, '不超过 10 项')),
  petitioners: z.array(CasePetitioner).min(1, '请至少填写一名信访人').max(50, '信访人不超过 50 名'),
  matters: z.array(Matter).max(20, '事项不超过 20 项'),
  identityUnclear: blankable(z.boolean()),
  headcount: blankable(z.number().int('请填写整数').min(1, '至少为 1')),
  affectedCount: blankable(z.number().int('请填写整数').min(1, '至少为 1')),
});
export type CaseContent = z.output<typeof CaseContent>;
export const CaseChanges = CaseContent.partial();
export type CaseChanges = z.output<typeof CaseChanges>;

/** 信访事项: its content and what the desk gave it when it was opened. */
export const CaseFields = CaseContent.extend({
  caseNo: z.string(),
  queryCode: z.string(),
  /** The day on which it came; the clocks of the counter count from it. */
  openedOn: LocalDate,
  /** Instant of registration in milliseconds. */
  registeredAt: z.number(),
  registeredBy: z.string(),
  registeredUnit: RecordId,
  receivingUnit: RecordId,
  /** 首问责任人. */
  firstContact: text(50),
  channel: oneOf(CHANNELS),
  source: blankable(oneOf(SOURCES)),
  visitKind: blankable(oneOf(VISIT_KINDS)),
  isRepeat: blankable(z.boolean()),
  isSkipLevel: blankable(z.boolean()),
  riskFlags: blankable(z.array(oneOf(RISK_FLAGS))),
  /** The case it was split from. */
  splitFrom: blankable(RecordId),
});
export type CaseFields = z.output<typeof CaseFields>;

const NO_UNIT = recordId('units', 'unset');

/** Reads a folded case; what another build wrote differently is left out rather than trusted, and nothing throws. */
export function readCase(record: Folded): CaseFields {
  const known = read.get(record);
  if (known !== undefined) return known;
  const fields = parseCase(record);
  read.set(record, fields);
  return fields;
}

const CaseStart = CaseFields.pick({ openedOn: true, receivingUnit: true, source: true });
/** What the clocks of a case begin with. */
export type CaseStart = z.output<typeof CaseStart>;

/** As `readCase`, for whoever only asks where cases stand, and asks it of thousands. */
export function readCaseStart(record: Folded): CaseStart {
  const parsed = read.get(record) ?? CaseStart.safeParse(record.value).data;
  return parsed ?? readCase(record);
}

/** A folded record never changes, so what was read of it once holds. */
const read = new WeakMap<Folded, CaseFields>();

function parseCase(record: Folded): CaseFields {
  const parsed = CaseFields.safeParse(record.value);
  if (parsed.success) return parsed.data;
  const bad = new Set(parsed.error.issues.map((issue) => String(issue.path[0])));
  const sound = Object.fromEntries(Object.entries(record.value).filter(([field]) => !bad.has(field)));
  return CaseFields.parse({ ...BLANK, caseNo: record.id.slice(record.id.indexOf('/') + 1), ...sound });
}

const BLANK = {
  queryCode: '',
  title: '（内容无法识别）',
  openedOn: '1970-01-01',
  registeredAt: 0,
  registeredBy: '',
  registeredUnit: NO_UNIT,
  receivingUnit: NO_UNIT,
  channel: 'other',
  petitioners: [{}],
  matters: [],
} as const;

/** What must be answered one by one; a case with a single matter has its demand. */
export const mattersOf = (fields: Pick<CaseFields, 'matters' | 'demand' | 'title'>): readonly Matter[] =>
  fields.matters.length > 0 ? fields.matters : [{ title: fields.demand ?? fields.title }];

/** 李桂兰等 3 人 as papers say it. */
export function petitionersText(fields: Pick<CaseFields, 'petitioners' | 'headcount'>): string {
  const names = fields.petitioners.flatMap((p) => p.name ?? []);
  const first = names[0] ?? '（姓名不清）';
  const count = Math.max(names.length, fields.headcount ?? 1);
  return count > 1 ? `${first}等 ${count} 人` : first;
}
