import type { LocalDate } from '../../calendar/local-date';
import type { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type CaseFields, mattersOf, petitionersText } from '../cases/schema';
import type { CaseState } from '../cases/state';
import type { StepName } from '../cases/steps/index';
import type { DeadlineKind } from '../deadlines/kind';
import type { NameOf } from '../visits/present';
import type { Visit } from '../visits/schema';
import type { DocumentType } from './kinds';
import type { FiledPaper } from './paper';

/** 卷内文件 in their order, with the pages each takes. */
export interface Dossier {
  readonly files: { title: string; docNo?: string | undefined; on?: string | undefined; pages?: string | undefined }[];
  readonly pageCount: number;
}

/** What is known of a case when a paper about it is drafted. */
export interface DraftFacts {
  readonly fields: CaseFields;
  readonly state: CaseState;
  /** What was filled in when the case last took one of the steps in its present round; empty when it never did. */
  readonly said: (...steps: readonly StepName[]) => JsonObject;
  /** The visit that brought the case. */
  readonly visit: Visit | undefined;
  /** Papers of the case that stand, oldest first. */
  readonly papers: readonly FiledPaper[];
  readonly organ: { readonly id: RecordId; readonly name: string; readonly phone?: string | undefined };
  readonly to: { readonly id: RecordId; readonly name: string } | undefined;
  readonly today: LocalDate;
  /** Who sits at the desk. */
  readonly operator: string;
  readonly nameOf: NameOf;
  /** The last day of a limit that would begin on a day, as the centre counts; absent when it cannot be counted. */
  readonly endOf: (kind: DeadlineKind, from: LocalDate) => LocalDate | undefined;
  /** The last day of the latest such limit of the case, stopped or not. */
  readonly lastDayOf: (kind: DeadlineKind) => LocalDate | undefined;
  /** Days by which the limit longest past is overdue; 0 when none is. */
  readonly overdueDays: number;
  /** 复查机关 for opinions of the responsible unit, 复核机关 for those of the reviewing organ. */
  readonly reviewOrgan: string | undefined;
  /** Names of the files attached to the case. */
  readonly attachments: readonly string[];
  /** 卷内文件, for 卷宗目录. */
  readonly dossier: Dossier;
}

export const said = (value: JsonObject, field: string): string | undefined => {
  const found = value[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
};

export const issueOf = ({ organ, operator, today }: DraftFacts) => ({
  organ: organ.name,
  issuedOn: today,
  contact: operator,
  phone: organ.phone,
});

export const subjectOf = ({ fields }: DraftFacts) => ({
  caseNo: fields.caseNo,
  petitioner: petitionersText(fields),
  title: fields.title,
});

export const personOf = ({ fields }: DraftFacts) => {
  const [first] = fields.petitioners;
  return { idNo: first?.idNo, address: first?.address, petitionerPhone: first?.phone };
};

export const mattersIn = ({ fields }: DraftFacts) => ({ matters: mattersOf(fields).map(({ title }) => ({ title })) });

/** A single matter has the reply as its answer; of several each wants its own. */
export function answersIn({ fields, state }: DraftFacts) {
  const matters = mattersOf(fields);
  const reply = matters.length === 1 ? state.reply?.summary : undefined;
  return { matters: matters.map(({ title }) => ({ title, reply })) };
}

/** The latest paper of these kinds that stands. */
export const lastPaper = ({ papers }: DraftFacts, ...kinds: readonly DocumentType[]): FiledPaper | undefined =>
  papers.findLast(({ kind }) => kinds.includes(kind));

export const handedOver = (facts: DraftFacts): FiledPaper | undefined =>
  lastPaper(facts, 'TransferLetter', 'AssignmentLetter');

/** When the responsible unit came by the case. */
export const receivedOn = ({ said: saidAt, fields }: DraftFacts): string =>
  said(saidAt('sign'), 'on') ?? fields.openedOn;

/** 直接提出, or who sent it. */
export function sourceOf({ state, nameOf, said: saidAt }: DraftFacts): string {
  if (said(saidAt('assign'), 'on') !== undefined) return `${nameOf(state.reception)}交办`;
  return said(saidAt('transfer'), 'on') === undefined ? '直接提出' : `${nameOf(state.reception)}转送`;
}

export const unitOf = ({ state, nameOf, to }: DraftFacts): string | undefined =>
  to?.name ?? (state.host === undefined ? undefined : nameOf(state.host));
