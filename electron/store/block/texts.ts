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

/** What was read last, of whichever block: texts are looked at one after another, and room made anew for each would soon be much. */
const held = {
  of: undefined as TextRows | undefined,
  start: 0,
  bytes: Buffer.alloc(0) as Buffer,
  room: Buffer.alloc(WINDOW),
};

/** Searchable texts read one by one, or several at once when one walks along. */
export class TextRows {
  private readonly ends: Uint32Array;
  private readonly crcs: Uint32Array;
  private last = 0;
  constructor(private readonly sidecar: Sidecar) {
    this.ends = sidecar.codes('texts.ends');
    this.crcs = sidecar.codes('texts.crcs');
  }

  /** As they are until the next text is asked for, of any block. */
  bytes(row: number): Buffer {
    const from = this.ends[row] ?? 0;
    const to = this.ends[row + 1] ?? from;
    const bytes = this.range(from, to);
    if (crc32(bytes) !== this.crcs[row]) throw new SidecarDamaged('texts');
    return bytes;
  }

  private range(from: number, to: number): Buffer {
    const { start, bytes } = held;
    const walking = from >= this.last && from - this.last < WINDOW;
    this.last = to;
    if (held.of === this && from >= start && to <= start + bytes.length)
      return bytes.subarray(from - start, to - start);
    const end = walking ? Math.min(Math.max(to, from + WINDOW), this.ends.at(-1) ?? to) : to;
    if (end - from > held.room.length) held.room = Buffer.alloc(end - from);
    held.of = undefined;
    held.bytes = this.sidecar.range('texts', from, end, held.room);
    held.of = this;
    held.start = from;
    return held.bytes.subarray(0, to - from);
  }
}
