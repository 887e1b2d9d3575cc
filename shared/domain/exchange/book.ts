import { z } from 'zod';
import { recordId, type RecordId, type SpaceId } from '../../kernel/ids';
import type { JsonObject } from '../../kernel/json';
import { type Folded, liveItems } from '../../ledger/fold';
import type { Decision } from '../../ledger/op';
import type { Vector } from '../../ledger/space';
import { type PackageManifest, Purpose, Receipt } from './package';
import { officeOf } from './places';

/** 收发登记: what went where, what came, and what never came back. Kept in the space of the unit, for all its desks. */
export const PACKAGES = 'packages';
const RECEIPTS = 'receipts';

const Heads = z.record(z.string(), z.record(z.string(), z.number()));
const Booked = z.object({
  direction: z.enum(['out', 'in']),
  purpose: Purpose,
  created: z.number(),
  /** Signing key of who made it. */
  sign: z.string(),
  from: z.object({ unit: z.string(), name: z.string(), device: z.string().optional() }),
  to: z.array(z.object({ unit: z.string(), name: z.string(), number: z.number() })),
  heads: Heads,
  ops: z.number(),
  file: z.string(),
  /** Of a receipt we made: the package it answers. */
  of: z.string().optional(),
  /** Of a receipt that came: what it says, for whichever desk of the unit has the package it answers. */
  receipt: Receipt.optional(),
  /** The program ended while it was taken in; the rest was taken in when it was opened again. */
  resumed: z.boolean().optional(),
});

export interface Parcel extends z.infer<typeof Booked> {
  readonly id: string;
  readonly receipts: readonly (Receipt & { readonly sign: string })[];
}

/** A unit may get what it sent itself, from one of its desks to another: it is written down on both sides. */
export const parcelId = (id: string, direction: 'out' | 'in'): RecordId =>
  recordId(PACKAGES, direction === 'out' ? id : `${id}-in`);

/** Writes a package down, as sent or as received. */
export function decideBook(
  manifest: PackageManifest,
  direction: 'out' | 'in',
  unit: RecordId,
  file: string,
  resumed = false,
): Decision {
  const value: JsonObject = {
    direction,
    purpose: manifest.purpose,
    created: manifest.created,
    sign: manifest.from.sign,
    from: { unit: manifest.from.unit, name: manifest.from.name, device: manifest.from.device },
    to: manifest.to.map(({ unit: to, name, number }) => ({ unit: to, name, number })),
    heads: Object.fromEntries(Object.entries(manifest.spaces).map(([space, { head }]) => [space, { ...head }])),
    ops: manifest.counts.ops,
    file,
    ...answerOf(manifest, direction),
    ...(resumed ? { resumed } : {}),
  };
  return {
    action: direction === 'out' ? '发出数据包' : '接收数据包',
    ops: [{ kind: 'create', on: parcelId(manifest.id, direction), space: officeOf(unit), value }],
  };
}

function answerOf({ receipt }: PackageManifest, direction: 'out' | 'in'): JsonObject {
  if (receipt === undefined) return {};
  return direction === 'out' ? { of: receipt.of } : { receipt: JSON.parse(JSON.stringify(receipt)) as JsonObject };
}

/** A receipt that came back for a package of ours. */
export function decideReceipt(parcel: Folded, receipt: Receipt, sign: string): Decision | undefined {
  const known = readParcel(parcel)?.receipts ?? [];
  if (known.some((one) => one.sign === sign && one.at === receipt.at)) return undefined;
  const value = JSON.parse(JSON.stringify({ ...receipt, sign })) as JsonObject;
  return { action: '登记回执', ops: [{ kind: 'add', on: parcel.id, space: parcel.space, field: RECEIPTS, value }] };
}

/** What was written down of a package, without the receipts that came for it. */
export const readBooked = (value: JsonObject) => Booked.safeParse(value).data;

export function readParcel(record: Folded): Parcel | undefined {
  const booked = readBooked(record.value);
  if (booked === undefined) return undefined;
  const receipts = liveItems(record, RECEIPTS).flatMap(({ value }) => Signed.safeParse(value).data ?? []);
  return { ...booked, id: record.id.slice(PACKAGES.length + 1).replace(/-in$/, ''), receipts };
}
const Signed = Receipt.extend({ sign: z.string() });

/** Every package sent has the receipts that came to any desk of the unit, also to one that had not heard of it. */
export function withReceipts(parcels: readonly Parcel[]): readonly Parcel[] {
  const came = new Map<string, Parcel['receipts'][number][]>();
  for (const { receipt, sign } of parcels) {
    if (receipt === undefined) continue;
    const list = came.get(receipt.of) ?? [];
    list.push({ ...receipt, sign });
    came.set(receipt.of, list);
  }
  return parcels.map((parcel) => {
    const more = parcel.direction === 'out' ? (came.get(parcel.id) ?? []) : [];
    const fresh = more.filter(
      ({ sign, at }) => !parcel.receipts.some((known) => known.sign === sign && known.at === at),
    );
    return fresh.length === 0 ? parcel : { ...parcel, receipts: [...parcel.receipts, ...fresh] };
  });
}

/** The number of the next package from this key to that unit. */
export function nextNumber(parcels: readonly Parcel[], sign: string, unit: string): number {
  const numbers = parcels
    .filter((parcel) => parcel.direction === 'out' && parcel.sign === sign)
    .flatMap((parcel) => parcel.to.filter((to) => to.unit === unit).map(({ number }) => number));
  return Math.max(0, ...numbers) + 1;
}

/**
 * What a peer is known to have of each space: from its receipts and from what it sent, never from what was only sent to it. A receipt
 * that tells of a gap counts as it stands: the peer may have gone back to older data.
 */
export function knownAt(parcels: readonly Parcel[], peer: string): ReadonlyMap<SpaceId, Vector> {
  const told = parcels.flatMap((parcel) => [
    ...(parcel.direction === 'in' && parcel.sign === peer
      ? [{ at: parcel.created, heads: parcel.heads, anew: false }]
      : []),
    ...parcel.receipts
      .filter((receipt) => receipt.sign === peer)
      .map(({ at, heads, result }) => ({ at, heads, anew: result === 'gap' })),
  ]);
  const known = new Map<SpaceId, Vector>();
  for (const { heads, anew } of told.sort((x, y) => x.at - y.at)) {
    for (const [space, head] of Object.entries(heads)) {
      known.set(space as SpaceId, anew ? head : joined(known.get(space as SpaceId), head));
    }
  }
  return known;
}

/** The higher seq of each device. */
function joined(a: Vector | undefined, b: Vector): Vector {
  const all: { [device: string]: number } = { ...a };
  for (const [device, seq] of Object.entries(b)) all[device] = Math.max(all[device] ?? 0, seq);
  return all;
}

/** Sent, and no receipt from at least one of those it went to: which of them are silent. */
export const unanswered = (parcels: readonly Parcel[]): readonly Parcel[] =>
  parcels.filter(
    (parcel) => parcel.direction === 'out' && parcel.purpose !== 'receipt' && parcel.receipts.length < parcel.to.length,
  );
