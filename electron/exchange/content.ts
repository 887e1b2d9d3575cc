import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { blobsNamed, groupOf, readForeign } from '#shared/domain/exchange/foreign';
import { PACKAGE_LIMITS, type PackageManifest } from '#shared/domain/exchange/package';
import { HLC_ZERO, laterHlc } from '#shared/ledger/hlc';
import { type Op, opDevice, opSeq, type Txn } from '#shared/ledger/op';
import { inTurns, type Work } from '../turns';
import { damaged, PackageFault } from './fault';
import { TarSource } from './source';

/** What becomes of the contents: only hashed, or kept. Called once for each, the pieces read to the end. */
export type TakeBlob = (sha256: string, bytes: number, pieces: AsyncIterable<Uint8Array>) => Promise<void>;

export interface Content {
  readonly txns: readonly Txn[];
  readonly blobs: ReadonlySet<string>;
}

/** Reads the decrypted archive and holds it against the manifest. Throws a `PackageFault`. */
export async function readContent(
  parts: AsyncIterable<Uint8Array>,
  manifest: PackageManifest,
  takeBlob: TakeBlob,
): Promise<Content> {
  const source = new TarSource(parts);
  try {
    const first = await source.next();
    if (first?.name !== 'ops.ndjson.gz' || first.size > PACKAGE_LIMITS.packedOpsBytes) throw damaged('ops entry');
    const txns = await readOps(await source.whole(first.size), manifest);
    const blobs = await readBlobs(source, manifest, txns, takeBlob);
    return { txns, blobs };
  } finally {
    await source.close();
  }
}

async function readOps(packed: Buffer, manifest: PackageManifest): Promise<Txn[]> {
  const lines = new Lines(packed.length, manifest);
  try {
    await pipeline(Readable.from([packed]), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      for await (const part of source) lines.add(part);
    });
  } catch (error) {
    throw error instanceof PackageFault ? error : new PackageFault('damaged', 'gzip', {}, { cause: error });
  }
  const { txns, sha256, bytes } = lines.end();
  if (sha256 !== manifest.ops.sha256 || bytes !== manifest.ops.bytes) throw damaged('ops hash');
  const ops = txns.reduce((sum, txn) => sum + txn.ops.length, 0);
  if (txns.length !== manifest.counts.txns || ops !== manifest.counts.ops) throw damaged('ops count');
  if (txns.reduce((last, txn) => laterHlc(last, txn.hlc), HLC_ZERO) !== manifest.hlc) throw damaged('ops stamp');
  return txns;
}

/** Lines out of pieces, within bounds that hold before a line is whole. */
class Lines {
  private readonly hash = createHash('sha256');
  private readonly txns: Txn[] = [];
  private readonly groups = new Set<string>();
  private bytes = 0;
  private open: Buffer[] = [];
  private openBytes = 0;
  private readonly seqs: Seqs;
  constructor(
    private readonly packedBytes: number,
    private readonly manifest: PackageManifest,
  ) {
    this.seqs = new Seqs(manifest.spaces);
  }

  add(part: Buffer): void {
    this.hash.update(part);
    this.bytes += part.length;
    const { opsBytes, ratio, ratioFrom } = PACKAGE_LIMITS;
    if (this.bytes > Math.min(opsBytes, this.manifest.ops.bytes)) throw damaged('too many bytes of ops');
    if (this.bytes > ratioFrom && this.bytes > ratio * this.packedBytes) throw damaged('compressed beyond reason');
    let from = 0;
    for (let end = part.indexOf(NEWLINE); end !== -1; end = part.indexOf(NEWLINE, from)) {
      this.keep(part.subarray(from, end));
      this.line();
      from = end + 1;
    }
    this.keep(part.subarray(from));
  }

  end(): { readonly txns: Txn[]; readonly sha256: string; readonly bytes: number } {
    if (this.openBytes > 0) throw damaged('last line');
    this.seqs.end();
    return { txns: this.txns, sha256: this.hash.digest('hex'), bytes: this.bytes };
  }

  private keep(piece: Buffer): void {
    this.openBytes += piece.length;
    if (this.openBytes > PACKAGE_LIMITS.lineBytes) throw damaged('line too long');
    if (piece.length > 0) this.open.push(Buffer.from(piece));
  }

  private line(): void {
    const txn = readForeign(text(Buffer.concat(this.open)));
    this.open = [];
    this.openBytes = 0;
    if (txn === undefined || this.txns.length >= this.manifest.counts.txns) throw damaged('line of ops');
    for (const op of txn.ops) {
      this.seqs.take(op);
      this.groups.add(groupOf(op.on));
    }
    if (this.groups.size > PACKAGE_LIMITS.collections) throw damaged('too many kinds of records');
    this.txns.push(txn);
  }
}
const NEWLINE = 0x0a;

function text(line: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
  } catch {
    throw damaged('line is not UTF-8');
  }
}

/** Of every device in every space exactly the ops between base and head, in order: no line can be there twice. */
class Seqs {
  private readonly reached = new Map<string, Map<string, number>>();
  constructor(private readonly spaces: PackageManifest['spaces']) {
    for (const [space, { base }] of Object.entries(spaces)) this.reached.set(space, new Map(Object.entries(base)));
  }

  take(op: Op): void {
    const devices = this.reached.get(op.space);
    const device = opDevice(op.id);
    if (devices === undefined || opSeq(op.id) !== (devices.get(device) ?? 0) + 1) throw damaged('order of ops');
    devices.set(device, opSeq(op.id));
  }

  end(): void {
    for (const [space, { head }] of Object.entries(this.spaces)) {
      const devices = this.reached.get(space) ?? new Map<string, number>();
      const same = Object.entries(head).every(([device, seq]) => devices.get(device) === seq);
      if (!same || [...devices.keys()].some((device) => head[device] === undefined)) throw damaged('heads of spaces');
    }
  }
}

const TXNS_AT_ONCE = 200;

/** Contents that the ops name. */
export function* namesIn(txns: readonly Txn[]): Work<ReadonlySet<string>> {
  const named = new Set<string>();
  for (const [i, txn] of txns.entries()) {
    if (i % TXNS_AT_ONCE === 0) yield;
    for (const op of txn.ops) for (const sha256 of blobsNamed(op.value)) named.add(sha256);
  }
  return named;
}

async function readBlobs(
  source: TarSource,
  { counts }: PackageManifest,
  txns: readonly Txn[],
  takeBlob: TakeBlob,
): Promise<ReadonlySet<string>> {
  const named = await inTurns(namesIn(txns));
  const found = new Set<string>();
  let bytes = 0;
  for (let entry = await source.next(); entry !== undefined; entry = await source.next()) {
    const sha256 = /^blobs\/([0-9a-f]{64})$/.exec(entry.name)?.[1];
    const fits = entry.size <= PACKAGE_LIMITS.blobBytes && found.size < PACKAGE_LIMITS.blobs;
    if (sha256 === undefined || !fits || !named.has(sha256) || found.has(sha256)) throw damaged('attachment entry');
    const hash = createHash('sha256');
    await takeBlob(sha256, entry.size, hashed(source.content(entry.size), hash));
    if (hash.digest('hex') !== sha256) throw damaged('attachment hash');
    found.add(sha256);
    bytes += entry.size;
  }
  if (found.size !== counts.blobs || bytes !== counts.blobBytes) throw damaged('attachment count');
  return found;
}

async function* hashed(parts: AsyncIterable<Buffer>, hash: { update(part: Buffer): unknown }): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    hash.update(part);
    yield part;
  }
}

/** For looking only: what is read is hashed and let go. */
export const letGo: TakeBlob = async (_sha256, _bytes, pieces) => {
  for await (const _ of pieces);
};
