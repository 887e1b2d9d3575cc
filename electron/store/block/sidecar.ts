import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Disk, FileId } from '../disk';
import { decodeLine, encodeLine } from '../line';
import type { SegmentFacts } from '../segment';

/** Raised whenever the content of sidecars changes; older ones are written anew. */
export const FORMAT = 3;

/** A part of a sidecar is not as it was written. */
export class SidecarDamaged extends Error {}

/** What a sidecar was made from, and what it is asked first. */
export interface Facts extends SegmentFacts {
  readonly segmentBytes: number;
}

/** Read back only when its CRC holds and its format is ours: what stands there is then what was written. */
export interface Header extends Facts {
  readonly format: typeof FORMAT;
  /** Place after the header line, bytes and CRC of every part. */
  readonly sections: { readonly [part: string]: readonly [place: number, bytes: number, crc: number] };
}

const Known = z.object({ format: z.literal(FORMAT) });

export type Parts = ReadonlyMap<string, Uint8Array>;

const SLICE = 1 << 20;
function* slicesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE);
}

const FIRST_READ = 8192;
const NEWLINE = 0x0a;

/** A file of named parts behind one readable header line; each part is read and checked when it is asked for. */
export class Sidecar {
  private constructor(
    readonly header: Header,
    private readonly disk: Disk,
    private readonly file: FileId,
    private readonly base: number,
  ) {}

  /** Undefined when it is absent, torn or of another format. */
  static open(disk: Disk, path: string): Sidecar | undefined {
    if (disk.stat(path) === undefined) return undefined;
    const file = disk.open(path, 'read');
    const opened = Sidecar.read(disk, file);
    if (opened === undefined) disk.close(file);
    return opened;
  }

  private static read(disk: Disk, file: FileId): Sidecar | undefined {
    let start = disk.read(file, 0, FIRST_READ);
    let end = start.indexOf(NEWLINE);
    if (end === -1 && start.length === FIRST_READ) {
      start = disk.read(file, 0, 64 * FIRST_READ);
      end = start.indexOf(NEWLINE);
    }
    if (end === -1) return undefined;
    const json = decodeLine(start.subarray(0, end + 1))?.json;
    if (!Known.safeParse(json).success) return undefined;
    const header = json as Header;
    const bytes = Object.values(header.sections).reduce((n, [, length]) => n + length, end + 1);
    return disk.size(file) === bytes ? new Sidecar(header, disk, file, end + 1) : undefined;
  }

  /** Yields between slices; answers the file, written but not yet synced. Given up half way, it leaves no file open. */
  static *write(disk: Disk, path: string, facts: Facts, parts: Parts): Generator<undefined, FileId> {
    const sections: { [part: string]: readonly [number, number, number] } = {};
    let at = 0;
    for (const [name, bytes] of parts) {
      let crc = 0;
      for (const slice of slicesOf(bytes)) {
        crc = crc32(slice, crc);
        yield;
      }
      sections[name] = [at, bytes.length, crc];
      at += bytes.length;
    }
    const header = encodeLine(JSON.stringify({ format: FORMAT, ...facts, sections } satisfies Header));
    disk.remove(path);
    const file = disk.open(path, 'create');
    let whole = false;
    try {
      disk.write(file, header, 0);
      at = header.length;
      for (const bytes of parts.values()) {
        for (const slice of slicesOf(bytes)) {
          disk.write(file, slice, at);
          at += slice.length;
          yield;
        }
      }
      whole = true;
      return file;
    } finally {
      if (!whole) disk.close(file);
    }
  }

  /** A whole part, checked, so placed that typed arrays can lie on it. */
  section(name: string): Buffer {
    const [offset, length, crc] = this.place(name);
    const bytes = this.disk.read(this.file, this.base + offset, length);
    if (bytes.length !== length || crc32(bytes) !== crc) throw new SidecarDamaged(name);
    return bytes.byteOffset % 4 === 0 ? bytes : Buffer.from(Uint8Array.from(bytes).buffer);
  }

  ints(name: string): Int32Array {
    const { buffer, byteOffset, length } = this.section(name);
    return new Int32Array(buffer, byteOffset, length / 4);
  }

  codes(name: string): Uint32Array {
    const { buffer, byteOffset, length } = this.section(name);
    return new Uint32Array(buffer, byteOffset, length / 4);
  }

  /** Some bytes of a part; the caller checks them. */
  range(name: string, from: number, to: number, room?: Buffer): Buffer {
    const [offset] = this.place(name);
    return this.disk.read(this.file, this.base + offset + from, to - from, room);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.header.sections, name);
  }

  close(): void {
    this.disk.close(this.file);
  }

  private place(name: string): readonly [number, number, number] {
    const place = this.has(name) ? this.header.sections[name] : undefined;
    if (place === undefined) throw new SidecarDamaged(name);
    return place;
  }
}

export const bytesOf = (array: Uint32Array | Int32Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
