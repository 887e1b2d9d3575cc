import { z } from 'zod';
import { blankable } from '../../kernel/blankable';
import { keyOf, RecordId, recordId } from '../../kernel/ids';
import { type Folded, isVoid } from '../../ledger/fold';
import { type Directory, pathOf } from '../departments/directory';
import { compact, valid } from '../departments/unit';
import { type DeadlineKind, Length } from './kind';

/** 内控时限 of a unit and all below it that have none of their own, in two stages beside the clocks of the law. */
export const SlaPolicy = z.object({
  unit: RecordId,
  /** 答复 within this, from the day it was given to the office. */
  stage1: Length,
  /** Within this, from the same day, once a 情况说明 was handed in. */
  stage2: Length,
  note: blankable(z.string().trim().max(200, '说明不超过 200 个字')),
});
export type SlaPolicy = z.infer<typeof SlaPolicy>;

/** As the shipped directory has it until the centre says otherwise: the finance bureau's own rule, as a sample. */
export const SHIPPED_SLAS: readonly SlaPolicy[] = [
  {
    unit: recordId('units', 'CZ-CZJ'),
    stage1: { amount: 5, unit: 'working_day' },
    stage2: { amount: 1, unit: 'calendar_month' },
    note: '5 个工作日内答复；不能按期答复的提交情况说明，1 个月内答复。',
  },
];

export const slaId = (unit: RecordId): RecordId => recordId('slaPolicies', keyOf(unit));
export const unitOfSla = (id: RecordId): RecordId => recordId('units', keyOf(id));

/** The policies in force by unit: as recorded, and as shipped for units about which nothing is recorded. */
export function slaPoliciesOf(records: Iterable<Folded>, directory: Directory): ReadonlyMap<RecordId, SlaPolicy> {
  const found = new Map<RecordId, SlaPolicy>();
  for (const policy of SHIPPED_SLAS) if (directory.units.has(policy.unit)) found.set(policy.unit, policy);
  for (const record of records) {
    const unit = unitOfSla(record.id);
    const policy = isVoid(record) ? undefined : readSla(record);
    if (policy === undefined) found.delete(unit);
    else found.set(unit, policy);
  }
  return found;
}

/** undefined: removed, or written in a way this build cannot read. */
function readSla(record: Folded): SlaPolicy | undefined {
  const stage1 = valid(Length, record.value.stage1);
  const stage2 = valid(Length, record.value.stage2);
  if (record.value.active === false || stage1 === undefined || stage2 === undefined) return undefined;
  return { unit: unitOfSla(record.id), stage1, stage2, ...compact({ note: valid(z.string(), record.value.note) }) };
}

/** The unit's own policy, else that of the nearest unit above it. */
export function slaFor(
  unit: RecordId,
  policies: ReadonlyMap<RecordId, SlaPolicy>,
  directory: Directory,
): SlaPolicy | undefined {
  const holder = pathOf(directory, unit).findLast(({ id }) => policies.has(id));
  return holder === undefined ? undefined : policies.get(holder.id);
}

/** What a policy says of a kind of limit: the two stages; nothing of any other. */
export function slaLength(kind: DeadlineKind, policy: SlaPolicy | undefined): Length | undefined {
  if (kind === 'FIN_REPLY_5WD') return policy?.stage1;
  return kind === 'FIN_REPLY_1M' ? policy?.stage2 : undefined;
}
