import type { RecordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import type { Folded } from '../../ledger/fold';
import { isAccusation } from '../cases/confidential';
import { caseStateOf } from '../cases/machine';

/** What must be known of units before anything is sent to one. */
export interface UnitRules {
  /** The desk's own unit. */
  readonly ownUnit: string;
  readonly unitName: (unit: RecordId) => string;
  readonly isActive: (unit: RecordId) => boolean;
  readonly isWithinAny: (unit: RecordId, units: readonly RecordId[]) => boolean;
  readonly handlesAccusations: (unit: RecordId) => boolean;
}

/** Why nothing about the case may be sent to the unit: a letter would tell the accused who accuses them. */
export function refuseRecipient(record: Folded, unit: RecordId, rules: UnitRules): Refusal | undefined {
  const name = rules.unitName(unit);
  const accused = caseStateOf(record).triage?.accused ?? [];
  const say = (code: string, message: string, lawArticle?: string) =>
    refuse(code, message, { field: 'unit', ...(lawArticle === undefined ? {} : { lawArticle }) }).error;
  if (isAccusation(record) && rules.isWithinAny(unit, accused)) {
    return say(
      'supervision.accusedUnit',
      `${name}是被检举控告的单位或其所属单位，不得向其发出与本件有关的文书。`,
      '《信访工作条例》第三十条、第四十六条',
    );
  }
  if (isAccusation(record) && !rules.handlesAccusations(unit)) {
    return say(
      'supervision.noAuthority',
      `${name}没有处理检举控告的权限，不得向其透露本件的情况。`,
      '《信访工作条例》第三十条',
    );
  }
  if (unit === rules.ownUnit) return say('supervision.ownUnit', '不能向本单位发出，请选择承办单位。');
  if (!rules.isActive(unit)) return say('supervision.unitRetired', `${name}已经停用，请选择承继其职权的单位。`);
  return undefined;
}
