import type { Run } from '#shared/domain/exchange/arrival';
import { PACKAGES, type Parcel, readParcel, withReceipts } from '#shared/domain/exchange/book';
import { KEYS, type PairedKey, readKeys } from '#shared/domain/exchange/keys';
import { currentUnitKey, readUnitKeys, UNIT_KEYS, type UnitKey } from '#shared/domain/exchange/unit-keys';
import type { TravelWorld } from '#shared/domain/exchange/travel';
import type { RecordId } from '#shared/kernel/ids';
import type { Clock, Random } from '#shared/kernel/ports';
import type { Folded } from '#shared/ledger/fold';
import type { Actor } from '#shared/ledger/stamp';
import type { Blobs } from '../store/blobs';
import type { Disk } from '../store/disk';
import type { Store } from '../store/store';
import type { Keyring, KeyPair } from './keyring';

/** The desk as exchange sees it. */
export interface Office {
  readonly store: Store;
  readonly blobs: Blobs;
  readonly disk: Disk;
  /** The data folder. */
  readonly folder: string;
  readonly keys: Keyring;
  readonly unit: RecordId;
  /** As others read it: the unit, and the desk where it has several. */
  readonly name: string;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly random: Random;
  /** For the rules of what may travel to whom. */
  world(): TravelWorld;
  /** How a run of numbers stands here: of visits, cases or records of papers, by year and 机号. */
  runOf(collection: string, run: string): Run;
}

/** Progress of long work, in bytes or steps. */
export interface Watch {
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number, label: string) => void;
}

/** Packages made here and brought here, under the data folder. */
export const OUTBOX = 'exchange/out';
export const INBOX = 'exchange/in';

export const parcelsOf = (store: Store): readonly Parcel[] =>
  withReceipts([...liveRecords(store, PACKAGES)].flatMap((record) => readParcel(record) ?? []));

/** What says whom to believe: the ledger, and what this desk keeps in mind beside it. */
export type Believing = Pick<Office, 'keys' | 'store' | 'unit'>;

/** Whom the desks of the unit believe. */
export const pairedKeys = ({ store, unit, keys }: Believing): readonly PairedKey[] =>
  readKeys(liveRecords(store, KEYS), unit).map((key) => (keys.isRetired(key.sign) ? { ...key, revoked: true } : key));

export const unitKeysOf = ({ store, unit, keys }: Believing): readonly UnitKey[] =>
  readUnitKeys(liveRecords(store, UNIT_KEYS), unit).map((key) =>
    keys.isRetired(key.sign) ? { ...key, retired: true } : key,
  );

/** Pairs of the unit that this desk holds and that nobody retired: a retired one speaks for nobody. */
export function unitPairs(desk: Believing): readonly KeyPair[] {
  const held = desk.keys.unitPairs(desk.unit).filter(({ sign }) => !desk.keys.isRetired(sign));
  if (held.length === 0) return held;
  const retired = new Set(unitKeysOf(desk).flatMap((key) => (key.retired ? [key.sign] : [])));
  return held.filter(({ sign }) => !retired.has(sign));
}

/** The one in use, if this desk holds it. */
export function unitPair(desk: Believing): KeyPair | undefined {
  const pairs = unitPairs(desk);
  if (pairs.length < 2) return pairs[0];
  const current = currentUnitKey(unitKeysOf(desk));
  return pairs.find(({ sign }) => sign === current?.sign) ?? pairs[0];
}

export function* liveRecords(store: Store, collection: string): Generator<Folded> {
  yield* store.overlay(collection);
  for (const block of store.blocks(collection)) {
    const listed = block.listed('with');
    for (let row = 0; row < block.rows; row++) if (listed[row] === 1) yield block.read(row);
  }
}
