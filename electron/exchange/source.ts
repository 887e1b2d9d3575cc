import { damaged } from './fault';
import { readTarHeader, TAR_BLOCK, type TarEntry } from './tar';

/** An archive that arrives in pieces of any size. Whatever is missing or does not belong is `damaged`. */
export class TarSource {
  private readonly parts: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);
  constructor(parts: AsyncIterable<Uint8Array>) {
    this.parts = parts[Symbol.asyncIterator]();
  }

  /** The next entry, or undefined at the end, which is then known to be the end. */
  async next(): Promise<TarEntry | undefined> {
    const block = await this.take(TAR_BLOCK);
    if (block.every((byte) => byte === 0)) {
      const second = await this.take(TAR_BLOCK);
      const behind = this.rest.length > 0 || (await this.more());
      if (behind || second.some((byte) => byte !== 0)) throw damaged('archive end');
      return undefined;
    }
    const entry = readTarHeader(block);
    if (entry === undefined) throw damaged('archive entry');
    return entry;
  }

  /** The content of the entry just met, to its last padding byte. */
  async *content(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0; ) {
      if (this.rest.length === 0 && !(await this.more())) throw damaged('archive ends early');
      const part = this.rest.subarray(0, left);
      this.rest = this.rest.subarray(part.length);
      left -= part.length;
      yield part;
    }
    const padding = await this.take((TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK);
    if (padding.some((byte) => byte !== 0)) throw damaged('archive padding');
  }

  async whole(size: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.content(size)) parts.push(part);
    return Buffer.concat(parts);
  }

  async close(): Promise<void> {
    await this.parts.return?.();
  }

  private async take(length: number): Promise<Buffer> {
    while (this.rest.length < length) if (!(await this.more())) throw damaged('archive ends early');
    const taken = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    return taken;
  }

  private async more(): Promise<boolean> {
    for (;;) {
      const next = await this.parts.next();
      if (next.done === true) return false;
      if (next.value.length === 0) continue;
      this.rest = this.rest.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.rest, next.value]);
      return true;
    }
  }
}
