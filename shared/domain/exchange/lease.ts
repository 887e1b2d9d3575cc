import { z } from 'zod';
import { addDays, LocalDate } from '../../calendar/local-date';
import type { OpId, RecordId } from '../../kernel/ids';
import { type Refusal, refuse } from '../../kernel/refusal';
import { ok, type Result } from '../../kernel/result';
import { type Folded, liveItems } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';

/** 借出: a case goes along on a laptop for some days. It says where the case is; it locks nothing. */
export const Lease = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  /** The laptop, by the fingerprint of its key, and its name. */
  device: z.string().min(1),
  name: z.string().min(1),
  by: z.string(),
  on: LocalDate,
  until: LocalDate,
});
export type Lease = z.infer<typeof Lease>;

const LEASES = 'leases';
const RETURNS = 'leaseReturns';
const LONGEST_DAYS = 30;

export interface LeaseState extends Lease {
  readonly op: OpId;
  /** `expired`: the day is over and the laptop has not come back. */
  readonly state: 'out' | 'expired' | 'back';
}

/** Leases of a case, newest last. Two that are out at once were given by desks that did not see each other. */
export function leasesOf(record: Folded, today: LocalDate): readonly LeaseState[] {
  const back = new Set(liveItems(record, RETURNS).flatMap(({ value }) => Returned.safeParse(value).data?.lease ?? []));
  return liveItems(record, LEASES).flatMap(({ op, value }): LeaseState[] => {
    const lease = Lease.safeParse(value).data;
    if (lease === undefined) return [];
    return [{ ...lease, op, state: back.has(lease.id) ? 'back' : today > lease.until ? 'expired' : 'out' }];
  });
}
const Returned = z.object({ lease: z.string(), on: LocalDate });

type Decided = Result<Decision, Refusal>;

/** One step for all the cases that go along. An expired lease does not stand in the way of another. */
export function decideCheckout(records: readonly Folded[], lease: Lease): Decided {
  if (records.length === 0) return refuse('exchange.nothing', '请选择要带走的信访事项。');
  if (lease.until < lease.on) return refuse('exchange.leasePast', '归还日期不能早于今天。', { field: 'until' });
  if (lease.until > addDays(lease.on, LONGEST_DAYS)) {
    return refuse('exchange.leaseLong', `借出不超过 ${LONGEST_DAYS} 天。`, { field: 'until' });
  }
  const out = records.find((record) => leasesOf(record, lease.on).some(({ state }) => state === 'out'));
  if (out !== undefined) {
    const held = leasesOf(out, lease.on).find(({ state }) => state === 'out');
    return refuse('exchange.leased', `“${nameOf(out)}”已借出到${held?.name ?? ''}，归还或到期后才能再次借出。`);
  }
  return ok({
    action: '借出',
    ops: records.map(({ id, space }) => ({ kind: 'add', on: id, space, field: LEASES, value: { ...lease } })),
  });
}

/** 归还, in the package that comes back or by hand at the desk. */
export function decideCheckin(records: readonly Folded[], lease: string, on: LocalDate): Decided {
  const held = records.filter((record) => leasesOf(record, on).some((one) => one.id === lease && one.state !== 'back'));
  if (held.length === 0) return refuse('exchange.noLease', '这次借出已经全部归还。');
  return ok({
    action: '归还',
    ops: held.map(({ id, space }) => ({ kind: 'add', on: id, space, field: RETURNS, value: { lease, on } })),
  });
}

const nameOf = (record: Folded): string => {
  const { caseNo } = record.value;
  return typeof caseNo === 'string' ? caseNo : keyText(record.id);
};
const keyText = (id: RecordId): string => id.slice(id.indexOf('/') + 1);
