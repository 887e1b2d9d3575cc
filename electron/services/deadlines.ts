import { localDateAt } from '#shared/calendar/local-date';
import type { WorkCalendar } from '#shared/calendar/workdays';
import type { ComputeAsk, deadlinesContract } from '#shared/contract/deadlines';
import { clockStateOn, computeDeadline, type Pause } from '#shared/domain/deadlines/compute';
import {
  decideRemoveSla,
  decideSaveSla,
  decideSetCounting,
  decideSetLength,
  readDeadlinePolicy,
} from '#shared/domain/deadlines/decide';
import { DEADLINE_POLICY_ID, type DeadlinePolicy } from '#shared/domain/deadlines/policy';
import { slaFor, slaId, slaLength, slaPoliciesOf, type SlaPolicy } from '#shared/domain/deadlines/sla';
import type { RecordId } from '#shared/kernel/ids';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { Store } from '../store/store';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { allRecords, cachedFrom, saver } from './records';

/** What every other area asks about counting days. */
export interface DeadlineAccess {
  policy(): DeadlinePolicy;
  calendar(): WorkCalendar;
  /** 内控时限 by unit, as in force. */
  slas(): ReadonlyMap<RecordId, SlaPolicy>;
  /** That of the unit or of the nearest one above it. */
  slaOf(unit: RecordId): SlaPolicy | undefined;
}

const access = new WeakMap<Store, DeadlineAccess>();

/** One cache per store, shared by all services. */
export function deadlineAccess(store: Store): DeadlineAccess {
  const known = access.get(store);
  if (known !== undefined) return known;
  const { directory, calendar } = directoryOf(store);
  const slas = cachedFrom(store, ['slaPolicies', 'units'], () =>
    slaPoliciesOf(allRecords(store, 'slaPolicies'), directory()),
  );
  const made: DeadlineAccess = {
    policy: cachedFrom(store, ['deadlinePolicy'], () => readDeadlinePolicy(store.get(DEADLINE_POLICY_ID))),
    calendar,
    slas,
    slaOf: (unit) => slaFor(unit, slas(), directory()),
  };
  access.set(store, made);
  return made;
}

/** 期限设置, 内控时限 and 期限计算器. */
export function deadlinesService({ store, clock }: ServiceDeps): Handlers<typeof deadlinesContract> {
  const { policy, calendar, slas, slaOf } = deadlineAccess(store);
  const { directory } = directoryOf(store);
  const save = saver(store);
  const record = () => store.get(DEADLINE_POLICY_ID);
  const deskOf = (unit: RecordId) => ({ directory: directory(), policies: slas(), record: store.get(slaId(unit)) });
  return {
    'deadlines.policy': () => ok(policy()),
    'deadlines.setPolicy': (next, call) => save(DEADLINE_POLICY_ID, decideSetCounting(record(), next), call),
    'deadlines.setLength': (input, call) => save(DEADLINE_POLICY_ID, decideSetLength(record(), input), call),
    'deadlines.slaList': () => {
      const { units } = directory();
      return ok({
        policies: [...slas().values()].map((sla) => ({ ...sla, unitName: units.get(sla.unit)?.name ?? '' })),
      });
    },
    'deadlines.saveSla': (input, call) => save(slaId(input.unit), decideSaveSla(input, deskOf(input.unit)), call),
    'deadlines.removeSla': (input, call) => save(slaId(input.unit), decideRemoveSla(input, deskOf(input.unit)), call),
    'deadlines.compute': ({ kind, from, end, unit, ...more }) => {
      const today = localDateAt(clock.now());
      const sla = slaLength(kind, unit === undefined ? undefined : slaOf(unit));
      const ask = { kind, from, pauses: pausesOf(more), ...(end && { end }), ...(sla && { sla }) };
      const found = computeDeadline(ask, policy(), calendar(), today);
      return found.ok ? ok({ ...found.value, ...clockStateOn(found.value, today) }) : found;
    },
  };
}

function pausesOf({
  pauseWhy: why,
  pauseFrom: from,
  pauseTo: to,
}: Pick<ComputeAsk, `pause${string}` & keyof ComputeAsk>): Pause[] {
  return why === undefined || from === undefined ? [] : [{ why, from, ...(to && { to }) }];
}
