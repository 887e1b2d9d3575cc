import { crc32 } from 'node:zlib';

/**
 * Every line the store writes: 8 hex digits of CRC-32, a mark, JSON without line breaks, `\n`.
 * The mark is a space; in the ledger `+` marks a line written in one group with the line before it.
 * The CRC covers mark and JSON.
 */
export type LineMark = ' ' | '+';

export interface Line {
  readonly mark: LineMark;
  readonly json: unknown;
}

const NEWLINE = 0x0a;
const SPACE = 0x20;
const PLUS = 0x2b;
const PREFIX = 8;

export function encodeLine(json: string, mark: LineMark = ' '): Buffer {
  const line = Buffer.from(`00000000${mark}${json}\n`);
  const crc = crc32(line.subarray(PREFIX, -1)).toString(16);
  line.write(crc, PREFIX - crc.length, 'latin1');
  return line;
}

/** The line in `bytes` (with or without its `\n`), or undefined when a bit of it is not as it was written. */
export function decodeLine(bytes: Uint8Array): Line | undefined {
  const sound = soundBytes(bytes);
  if (sound === undefined) return undefined;
  try {
    return { mark: sound[PREFIX] === PLUS ? '+' : ' ', json: JSON.parse(sound.toString('utf8', PREFIX + 1)) };
  } catch {
    return undefined;
  }
}

/** CRC of what was before and of `bytes`; zlib takes an empty buffer for a new beginning. */
export const crcAfter = (bytes: Uint8Array, before: number): number =>
  bytes.length === 0 ? before : crc32(bytes, before);

/** Whether a line is as it was written, without parsing it. */
export const isSoundLine = (bytes: Uint8Array): boolean => soundBytes(bytes) !== undefined;

function soundBytes(bytes: Uint8Array): Buffer | undefined {
  const end = bytes.at(-1) === NEWLINE ? bytes.length - 1 : bytes.length;
  if (end <= PREFIX + 1) return undefined;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  if (buffer[PREFIX] !== SPACE && buffer[PREFIX] !== PLUS) return undefined;
  const crc = buffer.toString('latin1', 0, PREFIX);
  if (!/^[0-9a-f]{8}$/.test(crc)) return undefined;
  return crc32(buffer.subarray(PREFIX)) === Number.parseInt(crc, 16) ? buffer : undefined;
}
