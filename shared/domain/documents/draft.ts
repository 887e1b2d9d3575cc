import type { RecordId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import type { CaseState } from '../cases/state';
import type { PaperInput } from './data';
import type { DraftFacts } from './draft-facts';
import * as forms from './draft-forms';
import * as letters from './draft-letters';
import * as notices from './draft-notices';
import * as opinions from './draft-opinions';
import * as records from './draft-records';
import { type DocumentType, paperKind } from './kinds';

export type { DraftFacts } from './draft-facts';

type Partly<T> = { readonly [K in keyof T]?: T[K] | undefined };
type Draft<K extends DocumentType> = (facts: DraftFacts) => Partly<PaperInput<K>>;

const DRAFTS: { readonly [K in DocumentType]: Draft<K> } = {
  VisitForm: forms.visitForm,
  RegistrationReceipt: notices.receipt,
  AcknowledgementNotice: notices.acknowledgement,
  DeclineNotice: notices.decline,
  GuidanceNotice: notices.guidance,
  TransferLetter: letters.transfer,
  AssignmentLetter: letters.assignment,
  TransferLegalLetter: letters.toPoliticalLegal,
  TransferDisciplineLetter: letters.toDiscipline,
  ObjectionForm: letters.objection,
  DisputeDecision: forms.disputeDecision,
  ExtensionNotice: notices.extension,
  InquiryRecord: records.inquiryRecord,
  HearingRecord: records.hearingRecord,
  HandlingOpinion: opinions.handlingOpinion,
  MediationAgreement: opinions.mediation,
  ServiceReceipt: forms.serviceReceipt,
  ReviewOpinion: opinions.reviewOpinion,
  FinalReviewOpinion: opinions.finalReviewOpinion,
  ClosureReport: letters.closureReport,
  FollowUpRecord: records.followUpRecord,
  SupervisionLetter: letters.supervision,
  SupervisionCard: forms.supervisionCard,
  ImprovementAdvice: letters.advice,
  UrgentReport: letters.urgentReport,
  InstructionSheet: forms.instructionSheet,
  LeaderChargeSheet: forms.leaderCharge,
  CaseClosing: forms.closing,
  DossierIndex: forms.dossierIndex,
};

/** A paper filled in as far as the case tells; the clerk fills in the rest. */
export const draftPaper = (kind: DocumentType, facts: DraftFacts): JsonObject =>
  JSON.parse(JSON.stringify((DRAFTS[kind] as Draft<DocumentType>)(facts))) as JsonObject;

/** Who usually signs it. */
export function issuerOf(kind: DocumentType, state: CaseState): RecordId {
  const { issuer } = paperKind(kind);
  if (issuer === 'center') return state.reception;
  const unit = state.host ?? state.reception;
  const reviewing = state.finalReview?.organ ?? state.review?.organ ?? unit;
  if (kind === 'ServiceReceipt') return reviewing;
  if (kind === 'HearingRecord') return state.finalReview?.organ ?? unit;
  if (issuer === 'unit') return unit;
  return kind === 'ReviewOpinion' ? (state.review?.organ ?? unit) : reviewing;
}

/** The unit it is usually addressed to; none for what goes to the petitioner or into the file. */
export function addresseeOf(kind: DocumentType, state: CaseState): RecordId | undefined {
  const { to } = paperKind(kind);
  if (to === 'unit') return state.host;
  return to === 'superior' && kind !== 'UrgentReport' ? state.reception : undefined;
}

/** Where the paper names the unit that it is for. */
const ADDRESSED_IN: { readonly [K in DocumentType]?: string } = {
  SupervisionCard: 'unit',
  InstructionSheet: 'unit',
  DisputeDecision: 'host',
};

/** The field of the data that names the unit to which the paper goes; none for the others. */
export function addresseeField(kind: DocumentType): string | undefined {
  const { to } = paperKind(kind);
  return to === 'unit' || to === 'superior' ? (ADDRESSED_IN[kind] ?? 'to') : undefined;
}
