import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Disk, FileId } from './disk';
import { decodeLine, encodeLine, type LineMark } from './line';
import { FORMAT, type LedgerFile } from './manifest';

/** A sound line of a ledger file and where it is. */
export interface FoundLine {
  readonly offset: number;
  readonly bytes: number;
  readonly json: unknown;
}

/**
 * `torn`: the last group was not written whole before the power went; it was never acknowledged.
 * `rot`: bad bytes with a later group after them; they were whole once.
 */
export interface Scan {
  readonly lines: readonly FoundLine[];
  /** End of the last line before any bad byte. */
  readonly soundEnd: number;
  readonly end: 'clean' | 'torn' | 'rot';
  readonly bad: readonly { readonly offset: number; readonly bytes: Buffer }[];
}

const NEWLINE = 0x0a;

/**
 * Reads a ledger file from a line that begins at `base`; `file` are its bytes from there on. What was written before `known` was
 * acknowledged: nothing there is a torn end.
 */
export function scan(file: Buffer, base = 0, known = 0): Scan {
  const lines: (FoundLine & { mark: LineMark })[] = [];
  const bad: { offset: number; bytes: Buffer }[] = [];
  let position = 0;
  let rot = false;
  let soundEnd = base;
  while (position < file.length && !allZero(file, position)) {
    const newline = file.indexOf(NEWLINE, position);
    const lineEnd = newline === -1 ? file.length : newline + 1;
    const whole = file.subarray(position, lineEnd);
    const line = newline === -1 ? undefined : decodeLine(whole);
    const piece = line === undefined ? whole.subarray(0, startOfSoundLine(whole)) : whole;
    const next = position + piece.length;
    if (line === undefined) bad.push({ offset: base + position, bytes: Buffer.from(piece) });
    else {
      if (bad.length > 0 && line.mark === ' ') rot = true;
      lines.push({ offset: base + position, bytes: piece.length, json: line.json, mark: line.mark });
      if (bad.length === 0) soundEnd = base + next;
    }
    position = next;
  }
  const wanted = known - base;
  if (position < wanted) bad.push({ offset: base + position, bytes: Buffer.from(file.subarray(position, wanted)) });
  const firstBad = bad[0];
  if (firstBad !== undefined && firstBad.offset < known) rot = true;
  if (firstBad === undefined) return { lines, soundEnd, end: 'clean', bad };
  if (rot) return { lines, soundEnd, end: 'rot', bad };
  const torn = { offset: firstBad.offset, bytes: Buffer.from(file.subarray(firstBad.offset - base, position)) };
  return { lines: lines.filter((l) => l.offset < firstBad.offset), soundEnd, end: 'torn', bad: [torn] };
}

/** A lost line end hides the sound line behind it: where that begins, or the end of the bytes. */
function startOfSoundLine(bytes: Buffer): number {
  for (const found of bytes.toString('latin1').matchAll(/[0-9a-f]{8}[ +]\{/g)) {
    if (found.index > 0 && decodeLine(bytes.subarray(found.index)) !== undefined) return found.index;
  }
  return bytes.length;
}

function allZero(file: Buffer, from: number): boolean {
  if (file[from] !== 0) return false;
  for (let i = from; i < file.length; i += ZEROS.length) {
    const part = file.subarray(i, i + ZEROS.length);
    if (!part.equals(ZEROS.subarray(0, part.length))) return false;
  }
  return true;
}
const ZEROS = Buffer.alloc(64 * 1024);

/** A file brought back by a restore carries the number it had, so that places in it hold, under another name. */
export const restoredName = (name: string, mark: string): string => name.replace(/\.ndjson$/, `.${mark}.ndjson`);
export const ledgerName = (n: number, month: string): string => `ops-${month}-${String(n).padStart(6, '0')}.ndjson`;
const LEDGER_NAME = /^ops-(\d{4}-\d{2})-(\d{6,})(?:\.r\d+)?\.ndjson$/;
export function parseLedgerName(name: string): { n: number; month: string } | undefined {
  const found = LEDGER_NAME.exec(name);
  return found?.[1] === undefined ? undefined : { n: Number(found[2]), month: found[1] };
}

/**
 * The ledger file being written. Zeros are written ahead of the lines, so that a commit changes no file size: one write and
 * one fdatasync per group.
 */
export class Journal {
  readonly month: string;
  private crc: number;
  private constructor(
    private readonly disk: Disk,
    private readonly file: FileId,
    readonly n: number,
    readonly name: string,
    private readonly step: number,
    private zeroedTo: number,
    private at: number,
    private opCount: number,
    crc: number,
  ) {
    this.month = parseLedgerName(name)?.month ?? '';
    this.crc = crc;
  }

  /** A new file under its final name, durable on return. */
  static create(disk: Disk, folder: string, n: number, month: string, step: number): Journal {
    const name = ledgerName(n, month);
    const file = disk.open(join(folder, name), 'create');
    disk.write(file, Buffer.alloc(step), 0);
    disk.sync(file);
    disk.syncFolder(folder);
    return new Journal(disk, file, n, name, step, step, 0, 0, 0);
  }

  /** Goes on behind the sound lines, `crc` being theirs, of a file of `size` bytes that was not torn. */
  static resume(
    disk: Disk,
    folder: string,
    { name, size, crc, ops, end }: { name: string; size: number; crc: number; ops: number; end: number },
    step: number,
  ): Journal {
    const file = disk.open(join(folder, name), 'write');
    return new Journal(disk, file, parseLedgerName(name)?.n ?? 0, name, step, size, end, ops, crc);
  }

  /** Where the next line will be. */
  get end(): number {
    return this.at;
  }
  /** CRC of everything before the end. */
  get checksum(): number {
    return this.crc;
  }
  get ops(): number {
    return this.opCount;
  }

  /** All lines or none, durable on return; says where they are. After an error the file is not written any more. */
  append(group: readonly { readonly json: string; readonly ops: number }[]): { offset: number; bytes: number }[] {
    const lines = group.map(({ json }, i) => encodeLine(json, i === 0 ? ' ' : '+'));
    const bytes = lines.length === 1 && lines[0] !== undefined ? lines[0] : Buffer.concat(lines);
    if (this.at + bytes.length > this.zeroedTo) this.zeroAhead(this.at + bytes.length);
    this.disk.write(this.file, bytes, this.at);
    this.disk.sync(this.file);
    let offset = this.at;
    const places = lines.map((line) => {
      const place = { offset, bytes: line.length };
      offset += line.length;
      return place;
    });
    this.at = offset;
    this.crc = crc32(bytes, this.crc);
    this.opCount += group.reduce((sum, g) => sum + g.ops, 0);
    return places;
  }

  /** Cuts the zeros off; the file is never written again. */
  seal(): LedgerFile {
    this.disk.truncate(this.file, this.at);
    this.disk.sync(this.file);
    this.disk.close(this.file);
    return { n: this.n, name: this.name, bytes: this.at, crc: this.crc, format: FORMAT };
  }

  close(): void {
    this.disk.close(this.file);
  }

  private zeroAhead(needed: number): void {
    const to = Math.ceil(needed / this.step) * this.step;
    this.disk.write(this.file, Buffer.alloc(to - this.zeroedTo), this.zeroedTo);
    this.zeroedTo = to;
  }
}
