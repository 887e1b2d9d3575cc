import { createHash } from 'node:crypto';
import { createGzip } from 'node:zlib';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Txn, writeTxn } from '#shared/ledger/op';
import type { Blobs } from '../store/blobs';
import type { Watch } from './office';
import { TAR_END, tarHeader, tarPadding } from './tar';

/** The lines of ops as they go into a package. */
export interface Pressed {
  readonly packed: Buffer;
  readonly sha256: string;
  readonly bytes: number;
}

/** One Txn a line, as the ledger writes it, compressed. */
export async function press(txns: readonly Txn[]): Promise<Pressed> {
  const gzip = createGzip();
  const packed: Buffer[] = [];
  gzip.on('data', (part: Buffer) => packed.push(part));
  const done = new Promise<void>((resolve, reject) => gzip.once('end', resolve).once('error', reject));
  const hash = createHash('sha256');
  let bytes = 0;
  for (let at = 0; at < txns.length; at += LINES_AT_ONCE) {
    const lines = txns.slice(at, at + LINES_AT_ONCE).map((txn) => `${JSON.stringify(writeTxn(txn))}\n`);
    const part = Buffer.from(lines.join(''));
    hash.update(part);
    bytes += part.length;
    if (!gzip.write(part)) await new Promise<void>((resolve) => gzip.once('drain', resolve));
    await nextTurn();
  }
  gzip.end();
  await done;
  return { packed: Buffer.concat(packed), sha256: hash.digest('hex'), bytes };
}
const LINES_AT_ONCE = 200;

/** Contents on their way into a package; what this desk lacks, or what is not sound, is left out and told. */
export class Contents {
  readonly absent: string[] = [];
  readonly packed = { count: 0, bytes: 0 };
  constructor(
    private readonly blobs: Blobs,
    private readonly names: readonly string[],
    private readonly watch: Watch,
  ) {}

  async *entries(): AsyncGenerator<{ readonly sha256: string; readonly content: Buffer }> {
    for (const [i, sha256] of this.names.entries()) {
      this.watch.progress?.(i, this.names.length, '正在装入附件');
      const content = this.blobs.has(sha256) ? await this.blobs.read(sha256, this.watch.signal) : undefined;
      if (content === undefined || !content.ok) {
        this.absent.push(sha256);
        continue;
      }
      this.packed.count += 1;
      this.packed.bytes += content.value.length;
      yield { sha256, content: content.value };
    }
  }
}

/** The archive that is encrypted: the ops first, then every content under its hash. */
export async function* payloadOf(packed: Buffer, contents: Contents): AsyncGenerator<Uint8Array> {
  yield* entry('ops.ndjson.gz', packed);
  for await (const { sha256, content } of contents.entries()) yield* entry(`blobs/${sha256}`, content);
  yield TAR_END;
}

function* entry(name: string, content: Buffer): Generator<Uint8Array> {
  yield tarHeader(name, content.length);
  yield content;
  yield tarPadding(content.length);
}
