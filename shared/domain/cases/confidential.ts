import type { Folded } from '../../ledger/fold';
import { isConfidential as isAccusationPurpose } from '../visits/choices';
import { caseStateOf } from './machine';
import { type CaseFields, readCase } from './schema';
import type { CaseState } from './state';
import { isConfidential } from './triage';

/** 检举控告, as classified or, before that, as the petitioner wanted it (条例第三十条). */
export const isAccusationCase = (
  { purpose }: Pick<CaseFields, 'purpose'>,
  { triage }: Pick<CaseState, 'triage'>,
): boolean => (triage === undefined ? isAccusationPurpose(purpose) : isConfidential(triage));

/** The same of a record. */
export const isAccusation = (record: Folded): boolean => isAccusationCase(readCase(record), caseStateOf(record));
