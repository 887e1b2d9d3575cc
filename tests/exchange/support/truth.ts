import type { OpId, RecordId, SpaceId } from '#shared/kernel/ids';
import type { Json, JsonObject } from '#shared/kernel/json';
import { canonicalJson } from '#shared/kernel/json';
import { type Op, opDevice, opSeq, type Txn } from '#shared/ledger/op';
import { advance, hasSeen, type Vector } from '#shared/ledger/space';
import type { MemoryDesk } from './desk';

/** An op as its author was told that it is kept, with what the author had seen of the space by then. */
export interface Written {
  readonly space: SpaceId;
  readonly id: OpId;
  readonly on: RecordId;
  readonly kind: string;
  readonly field?: string;
  readonly value?: Json;
  readonly saw: Vector;
}

export const nameOf = ({ space, id }: { readonly space: SpaceId; readonly id: OpId }): string => `${space} ${id}`;

export const holds = ({ store }: MemoryDesk, { space, id }: Pick<Op, 'space' | 'id'>): boolean =>
  (store.vector(space)[opDevice(id)] ?? 0) >= opSeq(id);

/** What happened, written down beside the stores: who wrote what having seen what. Nothing here looks at stamps or parents. */
export class Truth {
  private readonly written = new Map<string, Written>();
  /** What went down with a disk before anybody else had it. */
  readonly lost = new Set<string>();

  get all(): ReadonlyMap<string, Written> {
    return this.written;
  }

  /** Within a step, later ops have seen the earlier ones. */
  acknowledged({ ops }: Txn, before: (space: SpaceId) => Vector): void {
    const seen = new Map<SpaceId, Vector>();
    for (const op of ops) {
      const key = nameOf(op);
      if (this.written.has(key)) throw new Error(`${key} was given out twice`);
      const saw = seen.get(op.space) ?? before(op.space);
      this.written.set(key, { ...op, saw });
      seen.set(op.space, advance(saw, op));
    }
  }

  private of(op: Op): Written {
    const found = this.written.get(nameOf(op));
    if (found === undefined) throw new Error(`${nameOf(op)} was never written`);
    return found;
  }

  /** Did neither author know of the other's op? */
  apart(a: Op, b: Op): boolean {
    return !hasSeen(this.of(a).saw, b.id) && !hasSeen(this.of(b).saw, a.id);
  }

  /** Of the writes of each field of a record, those that nobody who wrote it again had seen. */
  standing(ops: readonly Op[]): ReadonlyMap<string, readonly Standing[]> {
    const fields = new Map<string, Standing[]>();
    for (const one of ops.flatMap((op) => valuesIn(this.of(op)))) {
      fields.set(one.field, [...(fields.get(one.field) ?? []), one]);
    }
    for (const [field, all] of fields) {
      const again = all.filter(({ from }) => from.kind === 'set');
      fields.set(
        field,
        all.filter((one) => !again.some(({ from }) => hasSeen(from.saw, one.from.id))),
      );
    }
    return fields;
  }
}

export interface Standing {
  readonly field: string;
  readonly value: string;
  readonly from: Written;
}

function valuesIn(from: Written): Standing[] {
  const one = (field: string, value: Json | undefined) => ({ field, value: canonicalJson(value ?? null), from });
  if (from.kind === 'set') return [one(from.field ?? '', from.value)];
  return from.kind === 'create' ? Object.entries(from.value as JsonObject).map(([f, v]) => one(f, v)) : [];
}
