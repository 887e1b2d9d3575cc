import { expect } from 'vitest';
import type { LocalDate } from '#shared/calendar/local-date';
import { liveEvents } from '#shared/domain/cases/decide';
import { caseStateOf } from '#shared/domain/cases/machine';
import { stepOf } from '#shared/domain/cases/steps/index';
import { SETTLED_STEPS, undecidedOf } from '#shared/domain/decisions/items';
import { leasesOf } from '#shared/domain/exchange/lease';
import { collectionOf } from '#shared/kernel/ids';
import { conflictsOf, type EventEntry, type Folded, headsOf, liveItems } from '#shared/ledger/fold';
import type { Op } from '#shared/ledger/op';
import type { Truth } from './truth';

/** Whatever two people wrote without knowing of each other is shown, and nothing else where nothing was lost. */
export function checkConflicts(record: Folded | undefined, ops: readonly Op[], truth: Truth): void {
  if (record === undefined) return;
  const shown = new Set(conflictsOf(record).map(({ field }) => field));
  for (const [field, standing] of truth.standing(ops)) {
    const heads = headsOf(record, field).map(({ op }) => op);
    const expected = standing.map(({ from }) => from.id);
    for (const id of expected) if (!heads.includes(id)) throw new Error(`${record.id} ${field}: ${id} is not shown`);
    if (truth.lost.size === 0) expect([...heads].sort()).toEqual(expected.sort());
    if (new Set(standing.map(({ value }) => value)).size > 1) expect(shown).toContain(field);
  }
}

const moves = ({ name }: EventEntry): boolean => stepOf(name)?.mark !== true;

/** Every step took effect or waits for a person; of two that did not know of each other one is asked about, until somebody decided. */
export function checkSteps(record: Folded | undefined, ops: readonly Op[], truth: Truth): void {
  if (record?.created === undefined || collectionOf(record.id) !== 'cases') return;
  const events = liveEvents(record);
  const { steps } = undecidedOf(record);
  const asked = new Set(steps.map(({ event }) => event.op));
  for (const { op } of caseStateOf(record).missteps) if (!isGone(record)) expect(asked).toContain(op);
  if (isGone(record)) return;
  const settled = new Set(
    liveItems(record, SETTLED_STEPS).flatMap(({ value }) => (value as { readonly ops: readonly string[] }).ops),
  );
  const opOf = new Map(ops.map((op) => [op.id, op]));
  for (const [at, later] of events.entries()) {
    for (const earlier of events.slice(0, at)) {
      const [a, b] = [opOf.get(earlier.op), opOf.get(later.op)];
      if (a === undefined || b === undefined || !moves(earlier) || !moves(later) || !truth.apart(a, b)) continue;
      const seen = asked.has(a.id) || asked.has(b.id) || settled.has(b.id);
      if (!seen) throw new Error(`${record.id}: nobody is asked about ${a.id} and ${b.id}`);
    }
  }
}

const isGone = ({ voids }: Folded): boolean =>
  (voids ?? []).some(({ value }) => (value as { readonly op?: string }).op === undefined);

/** A lease is out, over or back, as its entries say. */
export function checkLeases(record: Folded | undefined, ops: readonly Op[], today: LocalDate): void {
  if (record === undefined) return;
  const gone = new Set(ops.filter(({ kind }) => kind === 'void').map(({ value }) => (value as { op?: string }).op));
  const entries = (field: string) => ops.filter((op) => op.kind === 'add' && op.field === field && !gone.has(op.id));
  const back = new Set(entries('leaseReturns').map(({ value }) => (value as { lease: string }).lease));
  const expected = entries('leases').map(({ id, value }) => {
    const lease = value as { readonly id: string; readonly until: string };
    return `${id} ${back.has(lease.id) ? 'back' : lease.until < today ? 'expired' : 'out'}`;
  });
  expect(
    leasesOf(record, today)
      .map(({ op, state }) => `${op} ${state}`)
      .sort(),
  ).toEqual(expected.sort());
}
