import {
  closeSync,
  createReadStream,
  createWriteStream,
  mkdirSync,
  openSync,
  readSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const DEFLATED = 8;

/**
 * Unpacks the files of a zip that `rename` gives a name to; `undefined` leaves a file out.
 * Refuses links and names that leave the folder, and checks every size. No zip64: our archives are under 4 GB.
 */
export async function unzip(archive, folder, rename) {
  for (const entry of centralDirectory(archive)) {
    const name = entry.name.endsWith('/') ? undefined : rename(entry.name);
    if (name === undefined) continue;
    const target = resolve(folder, name);
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`zip: ${entry.name} leaves the folder`);
    if (((entry.mode >> 12) & 0xf) === 0xa) throw new Error(`zip: ${entry.name} is a link`);
    mkdirSync(dirname(target), { recursive: true });
    await extract(archive, entry, target);
    if (statSync(target).size !== entry.size) throw new Error(`zip: ${entry.name} has the wrong size`);
  }
}

async function extract(archive, entry, target) {
  const [header] = readRanges(archive, [[entry.offset, 30]]);
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const mode = entry.mode & 0o777 || 0o644;
  if (entry.packed === 0) return writeFileSync(target, '', { mode });
  const write = createWriteStream(target, { mode });
  const read = createReadStream(archive, { start, end: start + entry.packed - 1 });
  await (entry.method === DEFLATED ? pipeline(read, createInflateRaw(), write) : pipeline(read, write));
}

function centralDirectory(archive) {
  const length = statSync(archive).size;
  const tailSize = Math.min(length, 65_557);
  const [tail] = readRanges(archive, [[length - tailSize, tailSize]]);
  let end = tailSize - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END) end--;
  if (end < 0) throw new Error(`${archive} is no zip file`);
  const [table] = readRanges(archive, [[tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12)]]);
  const entries = [];
  for (let at = 0; at < table.length && table.readUInt32LE(at) === ENTRY; ) {
    const nameLength = table.readUInt16LE(at + 28);
    entries.push({
      name: table.toString('utf8', at + 46, at + 46 + nameLength),
      method: table.readUInt16LE(at + 10),
      packed: table.readUInt32LE(at + 20),
      size: table.readUInt32LE(at + 24),
      mode: table.readUInt32LE(at + 38) >>> 16,
      offset: table.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32);
  }
  return entries;
}

function readRanges(file, ranges) {
  const fd = openSync(file, 'r');
  try {
    return ranges.map(([start, size]) => {
      const bytes = Buffer.alloc(size);
      if (readSync(fd, bytes, 0, size, start) !== size) throw new Error(`${file} is cut short`);
      return bytes;
    });
  } finally {
    closeSync(fd);
  }
}
