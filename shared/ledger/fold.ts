import type { OpId, RecordId, SpaceId } from '../kernel/ids';
import { type Json, type JsonObject, sameJson } from '../kernel/json';
import type { Hlc } from './hlc';
import { OP_VERSION, type Op, opSeq } from './op';

/** Which write a value came from. */
export interface Stamp {
  readonly op: OpId;
  readonly hlc: Hlc;
}
/** One of the latest writes of a field: several heads are writes that did not see each other. */
export interface Head extends Stamp {
  readonly value: Json;
}
/** An entry of a grow-only list, or an event of a state machine, with who made it. */
export interface Entry extends Stamp {
  readonly by: string;
  readonly unit: string;
  readonly value: Json;
}
export interface EventEntry extends Entry {
  readonly name: string;
  readonly parents: readonly OpId[];
}

/**
 * A record as computed from its ops; the same shape in memory and in a segment line.
 * Fields written once, by the create, carry no stamp of their own, so that a cold record stays small.
 */
export interface Folded {
  readonly id: RecordId;
  readonly space: SpaceId;
  /** The earliest create; absent while only later ops have arrived. */
  readonly created?: Stamp;
  /** What is shown: per field the head with the highest HLC. */
  readonly value: JsonObject;
  /** Heads of the fields that are not simply as created, highest HLC first. */
  readonly heads?: { readonly [field: string]: readonly Head[] };
  readonly items?: { readonly [field: string]: readonly Entry[] };
  readonly events?: readonly EventEntry[];
  readonly voids?: readonly Entry[];
  /** Writes that a later one replaced before they arrived themselves. */
  readonly replaced?: { readonly [field: string]: readonly OpId[] };
  /** Ops this build does not understand, kept for a newer one. */
  readonly held?: readonly Op[];
}

/** A field written by several people who did not see each other's writes, with different values. */
export interface Conflict {
  readonly field: string;
  readonly heads: readonly Head[];
}

const later = (a: Stamp, b: Stamp): number => (a.hlc === b.hlc ? compareOps(a.op, b.op) : a.hlc < b.hlc ? 1 : -1);
const compareOps = (a: OpId, b: OpId): number => (a === b ? 0 : a < b ? 1 : -1);

/** Has this op of the same space been folded already? Exact, since seq is contiguous per (space, device). */
export type Seen = (op: OpId) => boolean;

/**
 * The record after `op`. Any order of the same ops gives the same record.
 * An op is folded once only: `admit()` of the space's vector turns duplicates away before they come here.
 */
export function fold(before: Folded | undefined, op: Op, seen: Seen): Folded {
  const record: Folded = before ?? { id: op.on, space: op.space, value: {} };
  if (op.v > OP_VERSION) return hold(record, op);
  switch (op.kind) {
    case 'create':
      return foldCreate(record, op, seen);
    case 'set':
      return op.field === undefined ? hold(record, op) : foldWrite(record, op.field, op.value ?? null, op, seen);
    case 'add':
      return op.field === undefined ? hold(record, op) : foldAdd(record, op.field, op);
    case 'event':
      return op.field === undefined ? hold(record, op) : foldEvent(record, op.field, op);
    case 'void':
      return foldVoid(record, op);
    default:
      return hold(record, op);
  }
}

/** The latest writes of a field; the first is the one shown. Empty when the field was never written. */
export function headsOf(record: Folded, field: string): readonly Head[] {
  const explicit = record.heads?.[field];
  if (explicit !== undefined) return explicit;
  const value = record.value[field];
  return value === undefined || record.created === undefined ? [] : [{ ...record.created, value }];
}

/** Fields whose heads differ, in field order: computed, so no list can disagree with the merge. */
export function conflictsOf(record: Folded): readonly Conflict[] {
  return Object.entries(record.heads ?? {})
    .filter(([, heads]) => heads.some((h) => !sameJson(h.value, heads[0]?.value)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, heads]) => ({ field, heads }));
}

/** Withdrawn as a whole (an entry of a list can be withdrawn on its own). */
export const isVoid = (record: Folded): boolean => (record.voids ?? []).some((v) => voidedEntry(v) === undefined);

/** Entries of a list that have not been withdrawn. */
export function liveItems(record: Folded, field: string): readonly Entry[] {
  const gone = new Set((record.voids ?? []).map(voidedEntry));
  return (record.items?.[field] ?? []).filter((item) => !gone.has(item.op));
}

function voidedEntry(entry: Entry): string | undefined {
  const target =
    entry.value !== null && typeof entry.value === 'object' && 'op' in entry.value ? entry.value.op : undefined;
  return typeof target === 'string' ? target : undefined;
}

function foldCreate(record: Folded, op: Op, seen: Seen): Folded {
  if (op.value === null || typeof op.value !== 'object' || Array.isArray(op.value)) return hold(record, op);
  const stamp: Stamp = { op: op.id, hlc: op.hlc };
  const fields = op.value as JsonObject;
  if (isBlank(record) && op.parents.length === 0) {
    return changed(record, { created: stamp, value: withoutUndefined(fields) });
  }
  const first = record.created === undefined || later(stamp, record.created) > 0;
  let next = first ? recreate(record, stamp) : record;
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined) next = foldWrite(next, field, value, op, seen);
  }
  return next;
}

/** No field of it was ever written: nearly every create finds it so, and needs no merging field by field. */
const isBlank = (record: Folded): boolean =>
  record.created === undefined &&
  record.heads === undefined &&
  record.replaced === undefined &&
  Object.keys(record.value).length === 0;

const withoutUndefined = (fields: JsonObject): JsonObject =>
  Object.values(fields).includes(undefined)
    ? Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    : fields;

/** Another create is the earliest now: stamps that were implied by the old one are written out. */
function recreate(record: Folded, created: Stamp): Folded {
  if (record.created === undefined) return { ...record, created };
  const heads = { ...record.heads };
  for (const field of Object.keys(record.value)) heads[field] = headsOf(record, field);
  return { ...record, created, heads };
}

function foldWrite(record: Folded, field: string, value: Json, op: Op, seen: Seen): Folded {
  const replaced = record.replaced?.[field] ?? [];
  const unseen = op.parents.filter((p) => !seen(p) && !replaced.includes(p));
  const survivors = headsOf(record, field).filter((h) => !op.parents.includes(h.op));
  const written: Head = { op: op.id, hlc: op.hlc, value };
  const next = replaced.includes(op.id) ? survivors : [...survivors, written].sort(later);
  const after = withHeads(record, field, next);
  if (record.replaced === undefined && unseen.length === 0) return after;
  return withReplaced(after, field, [...replaced.filter((p) => p !== op.id), ...unseen].sort());
}

function withHeads(record: Folded, field: string, heads: readonly Head[]): Folded {
  const shown = heads[0];
  if (shown !== undefined && (heads.length > 1 || shown.op !== record.created?.op)) {
    return changed(record, {
      value: { ...record.value, [field]: shown.value },
      heads: { ...record.heads, [field]: heads },
    });
  }
  const value: Record<string, Json | undefined> = { ...record.value };
  const all: Record<string, readonly Head[]> = { ...record.heads };
  delete all[field];
  if (shown === undefined) delete value[field];
  else value[field] = shown.value;
  return { ...omit(record, 'heads'), value, ...(Object.keys(all).length === 0 ? {} : { heads: all }) };
}

function withReplaced(record: Folded, field: string, ops: readonly OpId[]): Folded {
  if (ops.length === 0 && record.replaced === undefined) return record;
  const all: Record<string, readonly OpId[]> = { ...record.replaced };
  if (ops.length === 0) delete all[field];
  else all[field] = ops;
  return { ...omit(record, 'replaced'), ...(Object.keys(all).length === 0 ? {} : { replaced: all }) };
}

const entryOf = (op: Op): Entry => ({ op: op.id, hlc: op.hlc, by: op.by, unit: op.unit, value: op.value ?? null });

function insert<T extends Stamp>(list: readonly T[], entry: T): readonly T[] {
  const last = list.at(-1);
  if (last === undefined || later(entry, last) < 0) return [...list, entry];
  if (list.some((e) => e.op === entry.op)) return list;
  return [...list, entry].sort((a, b) => later(b, a));
}

const foldAdd = (record: Folded, field: string, op: Op): Folded =>
  changed(record, { items: { ...record.items, [field]: insert(record.items?.[field] ?? [], entryOf(op)) } });

const foldEvent = (record: Folded, name: string, op: Op): Folded =>
  changed(record, { events: insert(record.events ?? [], { ...entryOf(op), name, parents: op.parents }) });

const foldVoid = (record: Folded, op: Op): Folded =>
  changed(record, { voids: insert(record.voids ?? [], entryOf(op)) });

function hold(record: Folded, op: Op): Folded {
  const held = record.held ?? [];
  if (held.some((h) => h.id === op.id)) return record;
  return changed(record, {
    held: [...held, op].sort((a, b) => (a.id === b.id ? opSeq(a.id) - opSeq(b.id) : a.id < b.id ? -1 : 1)),
  });
}

/** The record with other parts, one by one: copying one object into another takes several times as long, and every op does it. */
function changed(record: Folded, parts: Partial<Folded>): Folded {
  const next: { -readonly [Part in keyof Folded]: Folded[Part] } = {
    id: record.id,
    space: record.space,
    value: parts.value ?? record.value,
  };
  const created = parts.created ?? record.created;
  const heads = parts.heads ?? record.heads;
  const items = parts.items ?? record.items;
  const events = parts.events ?? record.events;
  const voids = parts.voids ?? record.voids;
  const replaced = parts.replaced ?? record.replaced;
  const held = parts.held ?? record.held;
  if (created !== undefined) next.created = created;
  if (heads !== undefined) next.heads = heads;
  if (items !== undefined) next.items = items;
  if (events !== undefined) next.events = events;
  if (voids !== undefined) next.voids = voids;
  if (replaced !== undefined) next.replaced = replaced;
  if (held !== undefined) next.held = held;
  return next;
}

function omit<K extends keyof Folded>(record: Folded, key: K): Omit<Folded, K> {
  const { [key]: _, ...rest } = record;
  return rest;
}
