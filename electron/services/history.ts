import type { z } from 'zod';
import type { HistoryEntry } from '#shared/contract/app';
import type { RecordId } from '#shared/kernel/ids';
import type { Json } from '#shared/kernel/json';
import { hlcMillis } from '#shared/ledger/hlc';
import type { Op, Txn } from '#shared/ledger/op';

type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Who changed what of a record, when, from what to what; newest first. */
export function historyOf(id: RecordId, txns: readonly Txn[]): HistoryEntry[] {
  const value = new Map<string, Json>();
  const entries = txns.map((txn) => ({
    txn: txn.id,
    at: hlcMillis(txn.hlc),
    by: txn.by,
    unit: txn.unit,
    device: txn.device,
    action: txn.action,
    ...(txn.reason === undefined ? {} : { reason: txn.reason }),
    changes: txn.ops.filter((op) => op.on === id).flatMap((op) => changesOf(op, value)),
  }));
  return entries.reverse();
}

function changesOf(op: Op, value: Map<string, Json>): HistoryEntry['changes'] {
  const write = (field: string, to: Json) => {
    const from = value.get(field);
    value.set(field, to);
    return { kind: op.kind, field, ...(from === undefined ? {} : { from }), to };
  };
  if (op.kind === 'create' && op.value !== null && typeof op.value === 'object' && !Array.isArray(op.value)) {
    return Object.entries(op.value).map(([field, to]) => write(field, to as Json));
  }
  if (op.kind === 'set' && op.field !== undefined) return [write(op.field, op.value ?? null)];
  return [{ kind: op.kind, ...(op.field === undefined ? {} : { field: op.field }), to: op.value ?? null }];
}
