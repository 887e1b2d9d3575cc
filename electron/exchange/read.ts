import type { Trust } from '#shared/domain/exchange/keys';
import { PACKAGE_LIMITS, type PackageManifest } from '#shared/domain/exchange/package';
import type { Verdict } from '#shared/domain/exchange/verdict';
import type { SpaceId } from '#shared/kernel/ids';
import { type Hlc, hlcMillis } from '#shared/ledger/hlc';
import type { Txn } from '#shared/ledger/op';
import type { Vector } from '#shared/ledger/space';
import { errorCode, type Disk } from '../store/disk';
import { letGo, readContent, type TakeBlob } from './content';
import { type Envelope, readEnvelope } from './envelope';
import { breathing } from '../turns';
import { damaged, PackageFault } from './fault';
import { hashFile, readParts } from './files';
import { AGE_HEADER, isSigned, opened, type Opening, voucherOf } from './seal';

/** The desk that reads: whom it trusts, what it can open, what it has. */
export interface Reader {
  readonly now: number;
  readonly opening: Opening;
  trustIn(sign: string): Standing;
  vector(space: SpaceId): Vector;
}

export interface Reading {
  readonly verdict: Verdict;
  /** Absent when not even the outside can be read. */
  readonly manifest?: PackageManifest;
  /** Present when everything inside is sound. */
  readonly txns?: readonly Txn[];
  readonly blobs?: ReadonlySet<string>;
  /** The key is known and was retired. */
  readonly revoked?: boolean;
  readonly needsPassphrase?: boolean;
  /** Stamps so far ahead that no person may wave them through. */
  readonly beyond?: boolean;
  /** For the log. */
  readonly detail?: string;
}

/**
 * Says what a package is, from the outside in, and gives out its ops when every check holds. Writes nothing; nothing in the bytes makes it
 * throw.
 */
export async function readPackage(disk: Disk, path: string, reader: Reader, signal?: AbortSignal): Promise<Reading> {
  let manifest: PackageManifest | undefined;
  try {
    const envelope = readEnvelope(disk, path);
    manifest = envelope.manifest;
    await checkOutside(disk, path, envelope, reader, signal);
    const { txns, blobs } = await readInside(disk, path, envelope, reader.opening, letGo, signal);
    return { ...(await standing(manifest, reader, signal)), manifest, txns, blobs };
  } catch (error) {
    const fault = faultOf(error);
    return {
      verdict: fault.verdict,
      detail: fault.message,
      ...fault.more,
      ...(manifest === undefined ? {} : { manifest }),
    };
  }
}

/** A file that went away while it was read is as good as a broken one; a bug or a cancelled job is not. */
function faultOf(error: unknown): PackageFault {
  if (error instanceof PackageFault) return error;
  const code = errorCode(error);
  if (/^E[A-Z]+$/.test(code) && !code.startsWith('ERR')) return damaged(code);
  throw error;
}

async function checkOutside(
  disk: Disk,
  path: string,
  { manifest, text, signature, payloadAt }: Envelope,
  reader: Reader,
  signal?: AbortSignal,
): Promise<void> {
  if (!isSigned(text, signature, manifest.from.sign)) throw new PackageFault('bad_signature', 'manifest');
  const hash = await hashPayload(disk, path, payloadAt, manifest.payload.bytes, signal);
  if (hash !== manifest.payload.sha256) throw damaged('payload hash');
  const { trust } = signerOf(manifest.from, (sign) => reader.trustIn(sign));
  if (trust.kind === 'revoked') throw new PackageFault('unknown_signer', 'key retired', { revoked: true });
  if (trust.kind === 'unknown') throw new PackageFault('unknown_signer', 'key not paired');
}

/** What a key is to this desk; `own`: of this desk or its unit. */
export type Standing = Trust | { readonly kind: 'own' } | { readonly kind: 'revoked' };

/**
 * Whose word a package is, and by which key it is believed: the key that signed it, or the key of the unit that speaks for that one. A key
 * that was retired is believed on nobody's word.
 */
export function signerOf(
  from: PackageManifest['from'],
  trustOf: (sign: string) => Standing,
): { readonly trust: Standing; readonly by: string } {
  const trust = trustOf(from.sign);
  const unit = trust.kind === 'unknown' ? voucherOf(from) : undefined;
  if (unit === undefined) return { trust, by: from.sign };
  const word = trustOf(unit);
  const fits = word.kind !== 'trusted' || word.key.unit === from.unit;
  return { trust: fits ? word : trust, by: unit };
}

const hashPayload = async (disk: Disk, path: string, from: number, length: number, signal?: AbortSignal) =>
  (await hashFile(disk, path, signal, from, length)).sha256;

/** The inside of a package whose outside was found sound. */
export async function readInside(
  disk: Disk,
  path: string,
  { manifest, payloadAt }: Envelope,
  opening: Opening,
  takeBlob: TakeBlob,
  signal?: AbortSignal,
) {
  const { bytes } = manifest.payload;
  const header = await firstBytes(disk, path, payloadAt, Math.min(AGE_HEADER, bytes));
  const plain = opened(readParts(disk, path, payloadAt, bytes, signal), header, opening);
  return readContent(plain, manifest, takeBlob);
}

async function firstBytes(disk: Disk, path: string, from: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of readParts(disk, path, from, length)) parts.push(part);
  return Buffer.concat(parts);
}

/** How a sound package stands to what is here and to the clock. */
async function standing(
  { spaces, hlc }: PackageManifest,
  reader: Reader,
  signal?: AbortSignal,
): Promise<Pick<Reading, 'verdict' | 'beyond'>> {
  const ahead = hlcMillis(hlc as Hlc) - reader.now;
  if (ahead > PACKAGE_LIMITS.neverMs) return { verdict: 'clock_ahead', beyond: true };
  const all = Object.entries(spaces);
  const reaches = (here: Vector, vector: Vector) =>
    Object.entries(vector).every(([device, seq]) => (here[device] ?? 0) >= seq);
  let [duplicate, gapless] = [all.length > 0, true];
  const breathe = breathing(signal);
  for (const [space, { base, head }] of all) {
    const here = reader.vector(space as SpaceId);
    duplicate &&= reaches(here, head);
    gapless &&= reaches(here, base);
    await breathe();
  }
  if (duplicate) return { verdict: 'duplicate' };
  if (ahead > PACKAGE_LIMITS.aheadMs) return { verdict: 'clock_ahead' };
  return { verdict: gapless ? 'ok' : 'gap' };
}
