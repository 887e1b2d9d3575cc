import { z } from 'zod';
import { parseLocalDate } from '#shared/calendar/local-date';
import type { IdType } from '#shared/domain/petitioners/choices';
import { type IdFacts, readIdNumber, tidyNumber } from '#shared/domain/petitioners/id-number';
import { checkVisit } from '#shared/domain/visits/rules';
import { type VisitField, VisitFields, type VisitForm } from '#shared/domain/visits/schema';
import { RecordId } from '#shared/kernel/ids';

const Shape = VisitFields.extend({ priorVisitIds: z.array(RecordId) });

/** What the form holds: the fields of a visit and the earlier visits a person linked. */
export type VisitDraft = VisitForm & { priorVisitIds: string[] };
export type VisitEntry = z.output<typeof Shape>;

/** The very rules the desk will check with, every broken one beside its field. */
export function visitFormSchema(today: string): z.ZodType<VisitEntry, VisitDraft> {
  return Shape.superRefine((entry, context) => {
    const day = parseLocalDate(today);
    if (day === undefined) return;
    for (const issue of checkVisit(entry, { today: day, priorCount: entry.priorVisitIds.length })) {
      const path = issue.field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
      const message = issue.lawArticle === undefined ? issue.message : `${issue.message}（${issue.lawArticle}）`;
      context.addIssue({ code: 'custom', path, message });
    }
  });
}

/** A fresh form: today, at the counter, one person, for the first time. */
export const blankVisit = (today: string, operator: string, unit: string | undefined): VisitDraft => ({
  petitionDate: today,
  idType: 'residentId',
  channel: 'visit',
  source: 'self',
  headcount: 1,
  isRepeat: false,
  receivedBy: operator,
  firstContact: operator,
  ...(unit === undefined ? {} : { receivingUnit: unit }),
  priorVisitIds: [],
});

/** What the number says, once it is whole and right. */
export function factsOf(idType: IdType | '' | null | undefined, idNo: string | null | undefined): IdFacts | undefined {
  if (!idNo || (idType && idType !== 'residentId' && idType !== 'hmtResidence')) return undefined;
  const facts = readIdNumber(tidyNumber(idNo));
  return typeof facts === 'string' ? undefined : facts;
}

/** Fields that are rarely needed, in the sections that fold away; the order is the order on the screen. */
export const FOLDED = {
  arrival: ['petitionDate', 'channel', 'source', 'ticketNo', 'receptionStart', 'receptionEnd', 'leftAt'],
  person: [
    'identityUnclear',
    'unclearNote',
    'idType',
    'birthDate',
    'ethnicity',
    'workplace',
    'occupation',
    'isAgent',
    'principalName',
  ],
  people: ['affectedCount', 'vulnerabilities', 'hasMinors', 'representatives'],
  matter: ['title', 'facts', 'problemPlace', 'occurredOn', 'topicTags', 'attachments'],
  earlier: ['visitTimes', 'isSkipLevel', 'priorProcedures'],
  risk: ['riskFlags', 'riskNote'],
  reception: [
    'receivingUnit',
    'receivedBy',
    'firstContact',
    'companionUnits',
    'receivingLeader',
    'opinion',
    'replyOnSpot',
  ],
  handling: ['responsibleUnit', 'handlingDue', 'instruction', 'result', 'delivery', 'satisfaction', 'remark'],
} as const satisfies { readonly [section: string]: readonly VisitField[] };
export type FoldedSection = keyof typeof FOLDED;

/** Does a field say more than a fresh form or the ID number does? */
export function saysSomething(field: VisitField, values: VisitDraft, fresh: VisitDraft): boolean {
  const value = values[field];
  if (value === undefined || value === null || value === '' || value === false) return false;
  if (Array.isArray(value)) return value.length > 0;
  if (field === 'birthDate') return value !== factsOf(values.idType, values.idNo)?.birthDate;
  return value !== fresh[field];
}
