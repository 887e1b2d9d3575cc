import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { nextNumber } from '#shared/domain/exchange/book';
import { PACKAGE_LIMITS, PACKAGE_VERSION, type PackageManifest } from '#shared/domain/exchange/package';
import { HLC_ZERO, laterHlc } from '#shared/ledger/hlc';
import type { Txn } from '#shared/ledger/op';
import { type Disk, renameOver } from '../store/disk';
import { StoreError } from '../store/fault';
import { inTurns } from '../turns';
import { namesIn } from './content';
import { hashFile } from './files';
import { type Office, OUTBOX, parcelsOf, unitPair, type Watch } from './office';
import type { Load, Order, Packed } from './pack';
import { Contents, payloadOf, press } from './payload';
import { type Sealing, sealed, signManifest, vouchFor } from './seal';
import { TAR_BLOCK, TAR_END, tarHeader, tarPadding } from './tar';

/**
 * Day, running number and the beginning of the id; a receipt names the package it answers. Neutral otherwise: what is in it and for whom
 * is nobody's business on the way.
 */
export function fileName({ created, id, to, receipt }: PackageManifest): string {
  const day = new Date(created + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
  const number = String(to[0]?.number ?? 0).padStart(4, '0');
  const answers = receipt === undefined ? '' : `-receipt-${receipt.of.slice(0, 8)}`;
  return `jrd-${day}-${number}-${id.slice(0, 8)}${answers}.jrd`;
}

/** More than a reader takes in at once. */
export class PackTooLarge extends Error {}

/** Writes the package under a temporary name, renames it when it is durable, and reads it again. */
export async function writePackage(
  office: Office,
  order: Order,
  { txns, spaces }: Load,
  watch: Watch,
): Promise<Packed> {
  const { disk, folder } = office;
  const outbox = join(folder, OUTBOX);
  disk.makeFolder(outbox);
  const ops = await press(txns);
  if (ops.bytes > PACKAGE_LIMITS.opsBytes || ops.packed.length > PACKAGE_LIMITS.packedOpsBytes) {
    throw new PackTooLarge();
  }
  const names = [...(await inTurns(namesIn(txns), watch.signal))];
  const contents = new Contents(office.blobs, names, watch);
  const id = office.random.hex(16);
  const temporary = join(outbox, `${id}.part`);
  try {
    demandRoom(disk, outbox, ops.packed.length + STRIDE);
    const manifest = await writing(disk, temporary, async (put) => {
      const parts = sealed(payloadOf(ops.packed, contents), sealingOf(order));
      const payload = await poured(parts, TAR_BLOCK, put, () => demandRoom(disk, outbox, STRIDE), watch);
      put(tarHeader('payload.age', payload.bytes), 0);
      const made = manifestOf(office, order, id, txns, spaces, {
        ops: { sha256: ops.sha256, bytes: ops.bytes },
        payload,
        blobs: contents.packed,
      });
      const text = Buffer.from(JSON.stringify(made));
      const signature = signManifest(text, office.keys.device);
      put(tailOf(payload.bytes, text, signature), TAR_BLOCK + payload.bytes);
      return made;
    });
    const written = await hashFile(disk, temporary, watch.signal);
    const path = join(outbox, fileName(manifest));
    await renameOver(disk, temporary, path);
    disk.syncFolder(outbox);
    const again = await hashFile(disk, path, watch.signal);
    if (again.sha256 !== written.sha256) throw new StoreError('ioError', '数据包写入后未能核对，请检查磁盘后重试。');
    return { manifest, path, ...again, absent: contents.absent };
  } catch (error) {
    disk.remove(temporary);
    throw error;
  }
}

/** Room is asked for again each time so much was written. */
const STRIDE = 8 * 1024 * 1024;
/** Left for the ledger, which must never find the disk full because of a package. */
const RESERVE = 64 * 1024 * 1024;

function demandRoom(disk: Disk, folder: string, bytes: number): void {
  if (disk.free(folder) < bytes + RESERVE) throw Object.assign(new Error('no room'), { code: 'ENOSPC' });
}

type Put = (bytes: Uint8Array, at: number) => void;

/** A new file, durable but for its name when it resolves. */
async function writing<T>(disk: Disk, path: string, work: (put: Put) => Promise<T>): Promise<T> {
  const file = disk.open(path, 'create');
  try {
    const made = await work((bytes, at) => disk.write(file, bytes, at));
    await disk.settle(file);
    return made;
  } finally {
    disk.close(file);
  }
}

async function poured(
  parts: AsyncIterable<Uint8Array>,
  from: number,
  put: Put,
  demand: () => void,
  { signal }: Watch,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of parts) {
    signal?.throwIfAborted();
    put(part, from + bytes);
    hash.update(part);
    if (Math.floor((bytes + part.length) / STRIDE) > Math.floor(bytes / STRIDE)) demand();
    bytes += part.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

const tailOf = (payloadBytes: number, manifest: Buffer, signature: Buffer): Buffer =>
  Buffer.concat([
    tarPadding(payloadBytes),
    tarHeader('manifest.json', manifest.length),
    manifest,
    tarPadding(manifest.length),
    tarHeader('manifest.sig', signature.length),
    signature,
    tarPadding(signature.length),
    TAR_END,
  ]);

const sealingOf = ({ to, passphrase }: Order): Sealing =>
  passphrase === undefined
    ? { to: to.flatMap(({ keys }) => keys?.seal ?? []) }
    : { passphrase: passphrase.words, ...(passphrase.work === undefined ? {} : { work: passphrase.work }) };

interface Weights {
  readonly ops: PackageManifest['ops'];
  readonly payload: PackageManifest['payload'];
  readonly blobs: { readonly count: number; readonly bytes: number };
}

function manifestOf(
  office: Office,
  order: Order,
  id: string,
  txns: readonly Txn[],
  spaces: Load['spaces'],
  { ops, payload: sealedPart, blobs }: Weights,
): PackageManifest {
  const { device } = office.keys;
  const ours = unitPair(office);
  const parcels = parcelsOf(office.store);
  return {
    format: 'jrd',
    version: PACKAGE_VERSION,
    minReader: 1,
    id,
    purpose: order.purpose,
    created: office.clock.now(),
    writer: 'joint-reception-desk',
    from: {
      device: office.store.device,
      unit: office.unit,
      name: office.name,
      by: office.actor.by,
      sign: device.sign,
      seal: (ours ?? device).seal,
      ...(ours === undefined ? {} : { voucher: vouchFor({ unit: office.unit, sign: device.sign }, ours) }),
    },
    to: order.to.map(({ unit, name, keys }) => ({
      unit,
      name,
      ...(keys === undefined || order.passphrase !== undefined ? {} : { seal: keys.seal }),
      number: nextNumber(parcels, device.sign, unit),
    })),
    spaces,
    counts: {
      txns: txns.length,
      ops: txns.reduce((sum, txn) => sum + txn.ops.length, 0),
      blobs: blobs.count,
      blobBytes: blobs.bytes,
    },
    hlc: txns.reduce((last, txn) => laterHlc(last, txn.hlc), HLC_ZERO),
    ops,
    payload: sealedPart,
    ...(order.lease === undefined ? {} : { lease: order.lease }),
    ...(order.receipt === undefined ? {} : { receipt: order.receipt }),
    ...(order.note === undefined ? {} : { note: order.note }),
  };
}
