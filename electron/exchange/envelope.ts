import { isShallow } from '#shared/domain/exchange/foreign';
import { PACKAGE_LIMITS, PACKAGE_VERSION, PackageManifest, Space } from '#shared/domain/exchange/package';
import type { Disk, FileId } from '../store/disk';
import { damaged, PackageFault } from './fault';
import { readTarHeader, TAR_BLOCK, TAR_END, tarSize } from './tar';

/** The outside of a package: everything that can be seen without a key. */
export interface Envelope {
  readonly manifest: PackageManifest;
  /** As it was signed. */
  readonly text: Buffer;
  readonly signature: Buffer;
  /** Where the encrypted entry begins. */
  readonly payloadAt: number;
}

/** Reads the three entries of a package, in their order, with nothing before, between and behind. Throws a `PackageFault`. */
export function readEnvelope(disk: Disk, path: string): Envelope {
  const file = disk.open(path, 'read');
  try {
    const size = disk.size(file);
    const payload = entryAt(disk, file, 0, 'payload.age', size);
    const manifestAt = TAR_BLOCK + tarSize(payload);
    const length = entryAt(disk, file, manifestAt, 'manifest.json', PACKAGE_LIMITS.manifestBytes);
    const text = disk.read(file, manifestAt + TAR_BLOCK, length);
    const signatureAt = manifestAt + TAR_BLOCK + tarSize(length);
    entryAt(disk, file, signatureAt, 'manifest.sig', SIGNATURE, SIGNATURE);
    const signature = disk.read(file, signatureAt + TAR_BLOCK, SIGNATURE);
    const end = signatureAt + TAR_BLOCK + tarSize(SIGNATURE);
    if (size !== end + TAR_END.length || !disk.read(file, end, TAR_END.length).equals(TAR_END)) throw damaged('end');
    for (const [at, bytes] of [
      [TAR_BLOCK, payload],
      [manifestAt + TAR_BLOCK, length],
      [signatureAt + TAR_BLOCK, SIGNATURE],
    ] as const) {
      if (disk.read(file, at + bytes, tarSize(bytes) - bytes).some((byte) => byte !== 0)) throw damaged('padding');
    }
    const manifest = readManifest(text);
    if (manifest.payload.bytes !== payload) throw damaged('payload size');
    return { manifest, text, signature, payloadAt: TAR_BLOCK };
  } finally {
    disk.close(file);
  }
}

const SIGNATURE = 64;

function entryAt(disk: Disk, file: FileId, at: number, name: string, most: number, least = 0): number {
  const entry = readTarHeader(disk.read(file, at, TAR_BLOCK));
  if (entry?.name !== name || entry.size > most || entry.size < least) throw damaged(`entry ${name}`);
  return entry.size;
}

/** A manifest of a newer format is told from a damaged one by the two members that never change. */
function readManifest(text: Buffer): PackageManifest {
  const json = parse(text);
  if (json !== null && typeof json === 'object' && 'format' in json && json.format === 'jrd' && 'minReader' in json) {
    if (typeof json.minReader === 'number' && json.minReader > PACKAGE_VERSION) {
      throw new PackageFault('newer_format', `minReader ${json.minReader}`);
    }
  }
  const manifest = isShallow(json) ? PackageManifest.safeParse(json).data : undefined;
  if (manifest === undefined) throw damaged('manifest');
  const spaces = [...Object.keys(manifest.spaces), ...Object.keys(manifest.receipt?.heads ?? {})];
  if (spaces.length > PACKAGE_LIMITS.spaces || !spaces.every((space) => Space.safeParse(space).success)) {
    throw damaged('spaces');
  }
  return manifest;
}

function parse(text: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    return undefined;
  }
}
