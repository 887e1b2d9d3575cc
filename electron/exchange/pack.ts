import { setImmediate as nextTurn } from 'node:timers/promises';
import { decideBook, knownAt } from '#shared/domain/exchange/book';
import type { PairedKey } from '#shared/domain/exchange/keys';
import type { LeaseTerms, PackageManifest, Purpose, Receipt } from '#shared/domain/exchange/package';
import { type Cargo, refuseTravel } from '#shared/domain/exchange/travel';
import type { RecordId, SpaceId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import type { Txn } from '#shared/ledger/op';
import { hasSeen, type Vector } from '#shared/ledger/space';
import { asRefusal } from './files';
import { type Office, pairedKeys, parcelsOf, type Watch } from './office';
import { fileName, PackTooLarge, writePackage } from './write';

export interface Addressee {
  readonly unit: RecordId;
  readonly name: string;
  /** Their keys; without, a passphrase opens the package. */
  readonly keys?: { readonly sign: string; readonly seal: string };
}

export interface Order {
  readonly purpose: Purpose;
  readonly to: readonly Addressee[];
  readonly passphrase?: { readonly words: string; readonly work?: number };
  readonly spaces: readonly SpaceId[];
  /** What the receivers have; by what they acknowledged when absent. */
  readonly bases?: ReadonlyMap<SpaceId, Vector>;
  readonly lease?: LeaseTerms;
  readonly receipt?: Receipt;
  readonly note?: string;
}

export interface Packed {
  readonly manifest: PackageManifest;
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Contents the ops name that this desk does not have itself. */
  readonly absent: readonly string[];
}

/** Makes a package in the outbox of the data folder, reads it again, and writes it down as sent. */
export async function pack(office: Office, order: Order, watch: Watch = {}): Promise<Result<Packed, Refusal>> {
  const allowed = await load(office, order, watch);
  if (!allowed.ok) return allowed;
  try {
    const packed = await writePackage(office, order, allowed.value, watch);
    await office.store.commit(decideBook(packed.manifest, 'out', office.unit, fileName(packed.manifest)), office.actor);
    return ok(packed);
  } catch (error) {
    if (error instanceof PackTooLarge) return refuse('exchange.tooLarge', '内容过多，请分几次发送。');
    return asRefusal(error, '数据包没有生成');
  }
}

export interface Load {
  readonly txns: readonly Txn[];
  readonly spaces: PackageManifest['spaces'];
}

/** So many spaces at a time: the desk goes on saving and answering in between. */
const SPACES_AT_ONCE = 20;

/** Everything of the spaces is looked at by the rules; what the receivers have already stays out. */
async function load(office: Office, order: Order, watch: Watch): Promise<Result<Load, Refusal>> {
  const { store } = office;
  const sealing = refuseSealing(order) ?? refuseKeys(pairedKeys(office), order);
  if (sealing !== undefined) return { ok: false, error: sealing };
  const world = office.world();
  const journey = {
    purpose: order.purpose,
    from: office.unit,
    to: order.to.map(({ unit }) => unit),
    byPassphrase: order.passphrase !== undefined,
  };
  const bases = order.bases ?? basesFor(office, order);
  const parts: Txn[] = [];
  const spaces: { [space: string]: PackageManifest['spaces'][string] } = {};
  for (let at = 0; at < order.spaces.length; at += SPACES_AT_ONCE) {
    await nextTurn();
    watch.signal?.throwIfAborted();
    watch.progress?.(at, order.spaces.length, '正在收集要发送的内容');
    const some = order.spaces.slice(at, at + SPACES_AT_ONCE);
    const all = store.since(new Map(some.map((space) => [space, {}])));
    for (const cargo of cargoes(office, some, all)) {
      const refused = refuseTravel(journey, cargo, world);
      if (refused !== undefined) return { ok: false, error: refused };
    }
    for (const txn of all) {
      const ops = txn.ops.filter((op) => !hasSeen(bases.get(op.space) ?? {}, op.id));
      if (ops.length > 0) parts.push({ ...txn, ops });
    }
    for (const space of some) {
      const head = store.vector(space);
      spaces[space] = { base: within(bases.get(space) ?? {}, head), head };
    }
  }
  return ok({ txns: rejoined(parts), spaces });
}

/** Parts of one Txn that were met in different spaces are one again; a device's stamps ascend, so each keeps its order. */
function rejoined(parts: readonly Txn[]): readonly Txn[] {
  const whole = new Map<string, Txn>();
  for (const part of parts) {
    const known = whole.get(part.id);
    whole.set(part.id, known === undefined ? part : { ...known, ops: [...known.ops, ...part.ops] });
  }
  return [...whole.values()].sort((a, b) => (a.hlc === b.hlc ? (a.id < b.id ? -1 : 1) : a.hlc < b.hlc ? -1 : 1));
}

export const passphraseFits = (words: string): boolean => words.length >= 8;
export const PASSPHRASE_SHORT = refuse('exchange.passphraseShort', '口令不少于 8 个字。', { field: 'passphrase' });

function refuseSealing({ to, passphrase }: Order): Refusal | undefined {
  if (passphrase !== undefined) {
    return passphraseFits(passphrase.words) ? undefined : PASSPHRASE_SHORT.error;
  }
  return to.length > 0 && to.every(({ keys }) => keys !== undefined)
    ? undefined
    : refuse('exchange.noRecipientKey', '收件单位还没有与本单位配对密钥，请先配对，或改用口令加密。', { field: 'to' })
        .error;
}

/** A retired key, or one that belongs to another unit than it is used for, opens what it must not. */
function refuseKeys(paired: readonly PairedKey[], { to }: Order): Refusal | undefined {
  for (const { unit, keys } of to) {
    const known = paired.filter(({ sign, seal }) => sign === keys?.sign || seal === keys?.seal);
    const retired = known.find(({ revoked }) => revoked);
    if (retired !== undefined) {
      return refuse('exchange.revokedRecipient', `“${retired.name}”的密钥已经停用，不能再发给它。`, { field: 'to' })
        .error;
    }
    if (known.some((key) => key.unit !== unit)) {
      return refuse('exchange.otherUnitsKey', '所选密钥不是收件单位的，不能发送。', { field: 'to' }).error;
    }
  }
  return undefined;
}

/** What lies in the spaces, as the rules of travel look at it. */
export function cargoes({ store }: Pick<Office, 'store'>, spaces: readonly SpaceId[], txns: readonly Txn[]): Cargo[] {
  const ids = new Map<SpaceId, Set<RecordId>>(spaces.map((space) => [space, new Set()]));
  for (const txn of txns) for (const op of txn.ops) ids.get(op.space)?.add(op.on);
  return [...ids].map(([space, on]) => ({ space, records: [...on].flatMap((id) => store.get(id) ?? []) }));
}

/** What all of the receivers are known to have. */
function basesFor(office: Office, { to, spaces }: Order): ReadonlyMap<SpaceId, Vector> {
  const parcels = parcelsOf(office.store);
  const known = to.map(({ keys }) => (keys === undefined ? new Map<SpaceId, Vector>() : knownAt(parcels, keys.sign)));
  return new Map(
    spaces.map((space) => {
      const vectors = known.map((one) => one.get(space) ?? {});
      const devices = Object.keys(vectors[0] ?? {});
      const lowest = devices.map((device) => [device, Math.min(...vectors.map((v) => v[device] ?? 0))] as const);
      return [space, Object.fromEntries(lowest.filter(([, seq]) => seq > 0))];
    }),
  );
}

/** Receivers may have more of a space than this desk. */
const within = (base: Vector, head: Vector): Vector =>
  Object.fromEntries(
    Object.entries(base).flatMap(([device, seq]) => {
      const known = Math.min(seq, head[device] ?? 0);
      return known > 0 ? [[device, known]] : [];
    }),
  );
