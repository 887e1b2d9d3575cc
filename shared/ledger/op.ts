import { z } from 'zod';
import type { DeviceId, OpId, RecordId, SpaceId, TxnId } from '../kernel/ids';
import type { Json } from '../kernel/json';
import type { Hlc } from './hlc';

/** The version of ops this build writes and understands; a higher one is stored and held. */
export const OP_VERSION = 1;

export const OP_KINDS = ['create', 'set', 'add', 'event', 'void'] as const;
export type OpKind = (typeof OP_KINDS)[number];

/**
 * One field write or event on one record.
 * `create` carries all first fields in `value`; `set` one field; `add` an entry of a grow-only list;
 * `event` a step of a state machine (`field` is its name); `void` withdraws the record, or the entry named in `value.op`.
 */
export interface Op {
  readonly id: OpId;
  readonly space: SpaceId;
  readonly hlc: Hlc;
  readonly by: string;
  readonly unit: string;
  /** Kept as text: a newer build may know kinds that we do not. */
  readonly kind: string;
  readonly on: RecordId;
  readonly field?: string;
  readonly value?: Json;
  /** The writes this one saw and replaces. */
  readonly parents: readonly OpId[];
  readonly v: number;
}

/** One user action; its ops are committed together or not at all. */
export interface Txn {
  readonly id: TxnId;
  readonly device: DeviceId;
  readonly hlc: Hlc;
  /** Who did it, as shown in 变更记录. */
  readonly by: string;
  readonly unit: string;
  /** The action's Chinese name: 登记来访. */
  readonly action: string;
  readonly reason?: string;
  readonly ops: readonly Op[];
}

export const opDevice = (id: OpId): DeviceId => id.slice(0, id.lastIndexOf(':')) as DeviceId;
export const opSeq = (id: OpId): number => Number(id.slice(id.lastIndexOf(':') + 1));
export const opId = (device: DeviceId, seq: number): OpId => `${device}:${seq}` as OpId;

/** What a `decide()` asks for: ops without the stamps that only the store can give. */
export interface OpDraft {
  readonly kind: OpKind;
  readonly on: RecordId;
  readonly space: SpaceId;
  readonly field?: string;
  readonly value?: Json;
}

/** The outcome of a `decide()`: what to write down, under which name. */
export interface Decision {
  readonly action: string;
  readonly reason?: string;
  readonly ops: readonly OpDraft[];
}

/** Lines come from JSON.parse, so any value is JSON; walking through it again would cost more than parsing it. */
const JsonValue = z.custom<Json>((value) => value !== undefined);

/**
 * A ledger line as written: ops leave out what their Txn says already.
 * `s` is the seq of the op; `hlc`, `by`, `unit` and the device come from the Txn.
 */
const WrittenOp = z.object({
  s: z.number().int().positive(),
  space: z.string(),
  kind: z.string(),
  on: z.string(),
  field: z.string().optional(),
  value: JsonValue.optional(),
  parents: z.array(z.string()).optional(),
  v: z.number().int().optional(),
});
export const WrittenTxn = z.object({
  id: z.string(),
  device: z.string(),
  hlc: z.string(),
  by: z.string(),
  unit: z.string(),
  action: z.string(),
  reason: z.string().optional(),
  ops: z.array(WrittenOp),
});
export type WrittenTxn = z.infer<typeof WrittenTxn>;

export function writeTxn(txn: Txn): WrittenTxn {
  return {
    id: txn.id,
    device: txn.device,
    hlc: txn.hlc,
    by: txn.by,
    unit: txn.unit,
    action: txn.action,
    ...(txn.reason === undefined ? {} : { reason: txn.reason }),
    ops: txn.ops.map(writeOp),
  };
}

/** Part by part: copying objects into one another costs several times as much, and every save does it for every op. */
function writeOp(op: Op): z.infer<typeof WrittenOp> {
  const written: z.infer<typeof WrittenOp> = { s: opSeq(op.id), space: op.space, kind: op.kind, on: op.on };
  if (op.field !== undefined) written.field = op.field;
  if (op.value !== undefined) written.value = op.value;
  if (op.parents.length > 0) written.parents = [...op.parents];
  if (op.v !== OP_VERSION) written.v = op.v;
  return written;
}

export function readTxn(written: WrittenTxn): Txn {
  const device = written.device as DeviceId;
  const hlc = written.hlc as Hlc;
  return {
    id: written.id as TxnId,
    device,
    hlc,
    by: written.by,
    unit: written.unit,
    action: written.action,
    ...(written.reason === undefined ? {} : { reason: written.reason }),
    ops: written.ops.map(({ s, kind, on, space, field, value, parents, v }) =>
      opOf(
        { kind, on: on as RecordId, space: space as SpaceId, field, value },
        {
          id: opId(device, s),
          hlc,
          by: written.by,
          unit: written.unit,
          parents: (parents ?? []) as OpId[],
          v: v ?? OP_VERSION,
        },
      ),
    ),
  };
}

interface OpParts {
  readonly kind: string;
  readonly on: RecordId;
  readonly space: SpaceId;
  readonly field?: string | undefined;
  readonly value?: Json | undefined;
}

/** An op from what it asks for and its stamps, part by part as `writeOp`. */
export function opOf(
  { kind, on, space, field, value }: OpParts,
  { id, hlc, by, unit, parents, v }: Omit<Op, keyof OpParts>,
): Op {
  const op: { -readonly [Part in keyof Op]: Op[Part] } = { id, space, hlc, by, unit, kind, on, parents, v };
  if (field !== undefined) op.field = field;
  if (value !== undefined) op.value = value;
  return op;
}
