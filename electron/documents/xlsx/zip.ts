import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** Names in UTF-8; sizes stand behind the content, since they are not known before. */
const FLAGS = 0x0808;
const DEFLATED = 8;
const VERSION = 20;
/** The first day a zip can name; the same rows make the same file. */
const DATE = 0x0021;

/** Writes a zip file entry by entry, each compressed on the way and never held as a whole. */
export class ZipWriter {
  private readonly entries: Entry[] = [];
  private at = 0;
  constructor(private readonly file: FileHandle) {}

  async add(path: string, content: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const name = Buffer.from(path);
    const offset = this.at;
    await this.write(Buffer.concat([header(0x0403_4b50, [VERSION, FLAGS, DEFLATED, 0, DATE], 0, 0, 0, name), name]));
    let [crc, size, packed] = [0, 0, 0];
    await pipeline(
      async function* () {
        for await (const text of content) {
          const bytes = Buffer.from(text);
          crc = crc32(bytes, crc);
          size += bytes.length;
          yield bytes;
        }
      },
      createDeflateRaw({ level: 1 }),
      async (compressed: AsyncIterable<Buffer>) => {
        for await (const bytes of compressed) {
          packed += bytes.length;
          await this.write(bytes);
        }
      },
    );
    await this.write(numbers(0x0807_4b50, crc, packed, size));
    this.entries.push({ name, offset, crc, packed, size });
  }

  /** The directory at the end, without which it is no zip file. */
  async finish(): Promise<void> {
    const start = this.at;
    for (const { name, offset, crc, packed, size } of this.entries) {
      const fixed = header(0x0201_4b50, [VERSION, VERSION, FLAGS, DEFLATED, 0, DATE], crc, packed, size, name);
      await this.write(Buffer.concat([fixed, shorts(0, 0, 0), numbers(0, offset), name]));
    }
    const count = this.entries.length;
    const end = [numbers(0x0605_4b50), shorts(0, 0, count, count), numbers(this.at - start, start), shorts(0)];
    await this.write(Buffer.concat(end));
  }

  private async write(bytes: Buffer): Promise<void> {
    await this.file.write(bytes);
    this.at += bytes.length;
  }
}

const header = (mark: number, fields: number[], crc: number, packed: number, size: number, name: Buffer): Buffer =>
  Buffer.concat([numbers(mark), shorts(...fields), numbers(crc, packed, size), shorts(name.length, 0)]);

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [i, value] of values.entries()) bytes.writeUInt16LE(value, i * 2);
  return bytes;
}

function numbers(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
}
