import { crc32 } from 'node:zlib';
import { bytesOf, type Sidecar, SidecarDamaged } from './sidecar';

const CHUNK = 1 << 20;
/** Rows that lie so near to each other are read at once. */
const WINDOW = 1 << 16;

/** Gathers the searchable text of every record, one after another. */
export class Texts {
  private readonly rows: Buffer[] = [];
  private readonly ends: number[] = [0];
  private readonly crcs: number[] = [];
  private length = 0;

  add(text: string): void {
    const bytes = Buffer.from(text);
    this.rows.push(bytes);
    this.length += bytes.length;
    this.ends.push(this.length);
    this.crcs.push(crc32(bytes));
  }

  *parts(): Generator<undefined, [name: string, bytes: Uint8Array][]> {
    const all = Buffer.from(new ArrayBuffer(this.length));
    let at = 0;
    let yielded = 0;
    for (const bytes of this.rows) {
      bytes.copy(all, at);
      at += bytes.length;
      if (at - yielded < CHUNK) continue;
      yielded = at;
      yield;
    }
    return [
      ['texts', all],
      ['texts.ends', bytesOf(Uint32Array.from(this.ends))],
      ['texts.crcs', bytesOf(Uint32Array.from(this.crcs))],
    ];
  }
}

/** Searchable texts read one by one, or several at once when one walks along. */
export class TextRows {
  private readonly ends: Uint32Array;
  private readonly crcs: Uint32Array;
  private window: Buffer = Buffer.alloc(0);
  private windowStart = 0;
  private last = 0;
  constructor(private readonly sidecar: Sidecar) {
    this.ends = sidecar.codes('texts.ends');
    this.crcs = sidecar.codes('texts.crcs');
  }

  bytes(row: number): Buffer {
    const from = this.ends[row] ?? 0;
    const to = this.ends[row + 1] ?? from;
    const bytes = this.range(from, to);
    if (crc32(bytes) !== this.crcs[row]) throw new SidecarDamaged('texts');
    return bytes;
  }

  private range(from: number, to: number): Buffer {
    const { windowStart: start, window } = this;
    const walking = from >= this.last && from - this.last < WINDOW;
    this.last = to;
    if (from >= start && to <= start + window.length) return window.subarray(from - start, to - start);
    const end = walking ? Math.min(Math.max(to, from + WINDOW), this.ends.at(-1) ?? to) : to;
    this.window = this.sidecar.range('texts', from, end);
    this.windowStart = from;
    return this.window.subarray(0, to - from);
  }
}
