import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';

/** The bytes of a file somebody picked; never more than `megabytes`, never from a pipe or a folder. */
export async function readPicked(path: string, megabytes: number): Promise<Result<Buffer, Refusal>> {
  try {
    const file = await open(path, NOT_WAITING);
    try {
      const found = await file.stat();
      if (!found.isFile()) return refuse('file.notFile', '所选的不是文件，请重新选择。');
      if (found.size > megabytes * 1024 * 1024) {
        return refuse('file.tooLarge', `文件超过 ${megabytes} MB，不像是要导入的表格。`);
      }
      if (found.size === 0) return refuse('file.empty', '文件是空的，没有可导入的内容。');
      return ok(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    const held = error instanceof Error && 'code' in error && (error.code === 'EBUSY' || error.code === 'EPERM');
    return held
      ? refuse('file.held', '文件正被其他程序占用，请关闭后再试。')
      : refuse('file.unreadable', '文件读不出来，可能已被移走或没有读取权限。');
  }
}

/** Opening a pipe nobody writes to would wait for ever. */
const NOT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Bytes that a zip unpacks to; undefined when it is none, or when it is not what its directory promises: the library that reads it
 * later believes the directory, and a few megabytes can be made to swell into all of the memory.
 */
export function unzippedBytes(zip: Buffer, most: number): number | undefined {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  if (end < 0 || end + 22 > zip.length) return undefined;
  const start = zip.readUInt32LE(end + 16);
  if (start + zip.readUInt32LE(end + 12) !== end) return undefined;
  let sum = 0;
  for (let at = start; at < end; ) {
    if (at + 46 > end || zip.readUInt32LE(at) !== CENTRAL_ENTRY) return undefined;
    const size = zip.readUInt32LE(at + 24);
    sum += size;
    if (sum > most) return sum;
    if (!isAsPromised(zip, at, size)) return undefined;
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return sum;
}

const CENTRAL_ENTRY = 0x0201_4b50;
const STORED = 0;
const DEFLATED = 8;

function isAsPromised(zip: Buffer, entry: number, size: number): boolean {
  const method = zip.readUInt16LE(entry + 10);
  const packed = zip.readUInt32LE(entry + 20);
  const local = zip.readUInt32LE(entry + 42);
  if (local + 30 > zip.length) return false;
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  if (method === STORED) return packed === size;
  if (method !== DEFLATED) return false;
  try {
    const unpacked = inflateRawSync(zip.subarray(from, from + packed), { maxOutputLength: Math.max(size, 1) });
    return unpacked.length === size;
  } catch {
    return false;
  }
}
