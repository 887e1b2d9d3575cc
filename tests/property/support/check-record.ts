import { expect } from 'vitest';
import type { OpId } from '#shared/kernel/ids';
import { canonicalJson, type Json, type JsonObject } from '#shared/kernel/json';
import { conflictsOf, type Folded, headsOf, isVoid, liveItems } from '#shared/ledger/fold';
import type { Hlc } from '#shared/ledger/hlc';
import type { Op } from '#shared/ledger/op';

/** What a record must be, worked out from all its ops at once instead of one after another. */
export function checkRecord(record: Folded | undefined, ops: readonly Op[], lists: readonly string[]): void {
  if (record === undefined) return expect(ops).toEqual([]);
  const written = new Map<string, { op: OpId; hlc: Hlc; value: Json }[]>();
  const put = (field: string, op: Op, value: Json) =>
    written.set(field, [...(written.get(field) ?? []), { op: op.id, hlc: op.hlc, value }]);
  for (const op of ops) {
    if (op.kind === 'create')
      for (const [field, value] of Object.entries(op.value as JsonObject)) put(field, op, value ?? null);
    if (op.kind === 'set') put(op.field ?? '', op, op.value ?? null);
  }
  const conflicts: string[] = [];
  for (const [field, writes] of written) {
    const replaced = new Set(ops.filter((op) => op.kind === 'set' && op.field === field).flatMap((op) => op.parents));
    const heads = writes.filter((w) => !replaced.has(w.op)).sort((a, b) => (stampOf(a) < stampOf(b) ? 1 : -1));
    expect(headsOf(record, field)).toEqual(heads);
    expect(record.value[field]).toEqual(heads[0]?.value);
    if (heads.some((h) => canonicalJson(h.value) !== canonicalJson(heads[0]?.value))) conflicts.push(field);
  }
  expect(conflictsOf(record).map((c) => c.field)).toEqual(conflicts.sort());
  const voided = ops.filter((op) => op.kind === 'void').map((op) => (op.value as { op?: string }).op);
  expect(isVoid(record)).toBe(voided.includes(undefined));
  for (const field of lists) {
    const added = ops
      .filter((op) => op.kind === 'add' && op.field === field && !voided.includes(op.id))
      .map((op) => op.id);
    expect(
      liveItems(record, field)
        .map((e) => e.op)
        .sort(),
    ).toEqual(added.sort());
  }
  expect((record.events ?? []).map((e) => e.op).sort()).toEqual(
    ops
      .filter((op) => op.kind === 'event')
      .map((op) => op.id)
      .sort(),
  );
}

const stampOf = ({ hlc, op }: { hlc: Hlc; op: OpId }): string => `${hlc} ${op}`;
