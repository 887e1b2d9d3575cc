import { inflateRawSync } from 'node:zlib';
import PizZip from 'pizzip';
import { z } from 'zod';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { unwelcome } from './unwelcome';

const MEGABYTE = 1024 * 1024;
const MOST_BYTES = 10 * MEGABYTE;
const MOST_INFLATED = 40 * MEGABYTE;
const MOST_PARTS = 500;

const NOT_DOCX = '这不是 Word 文档。请选择扩展名为 .docx 的文件。';
const OLD_FORMAT = '这是旧版 .doc 文档，或者是加了打开密码的文档。请在 WPS 或 Word 中取消密码，另存为 .docx 后再放回。';
const DAMAGED = '这个文件已经损坏，打不开。请重新从 WPS 或 Word 另存一份 .docx。';
const TOO_LARGE = '文件超过 10 MB，不像是文书模板。请删去大图片后再放回。';
const BOMB = '文件展开后大得不正常，已停止读取。请重新从 WPS 或 Word 另存一份 .docx。';

/** A .docx read in full within set bounds: nothing of it is inflated again. */
export type Parts = ReadonlyMap<string, Uint8Array>;

/** Opens a .docx that anybody may have made: bounded in size, with nothing in it that runs or fetches. */
export function openTemplate(bytes: Uint8Array): Result<Parts, Refusal> {
  if (bytes.length > MOST_BYTES) return refuse('template.tooLarge', TOO_LARGE);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return refuse('template.notDocx', OLD_FORMAT);
  if (!startsWith(bytes, [0x50, 0x4b])) return refuse('template.notDocx', NOT_DOCX);
  const parts = unpack(bytes);
  if (!parts.ok) return parts;
  const objection = unwelcome(parts.value);
  return objection === undefined ? parts : objection;
}

/** The parts as an archive for the libraries. */
export function pack(parts: Parts): PizZip {
  const zip = new PizZip();
  for (const [name, content] of parts) zip.file(name, content, { binary: true });
  return zip;
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((b, i) => bytes[i] === b);

/** What pizzip knows of an entry before it inflates it. */
const Entry = z.object({
  dir: z.boolean(),
  _data: z.object({
    compressionMethod: z.string(),
    getCompressedContent: z.custom<() => Uint8Array>((value) => typeof value === 'function'),
  }),
});

const STORED = '\x00\x00';

function unpack(bytes: Uint8Array): Result<Parts, Refusal> {
  const parts = new Map<string, Uint8Array>();
  let room = MOST_INFLATED;
  try {
    const entries = Object.entries(new PizZip(bytes).files);
    if (entries.length > MOST_PARTS) return refuse('template.bomb', BOMB);
    for (const [name, entry] of entries) {
      const { dir, _data } = Entry.parse(entry);
      if (dir) continue;
      const content = inflate(_data, room);
      if (content === undefined) return refuse('template.bomb', BOMB);
      room -= content.length;
      parts.set(name, content);
    }
    return ok(parts);
  } catch {
    return refuse('template.damaged', DAMAGED);
  }
}

/** The sizes an archive states of itself are not believed: inflating stops at the bound. Undefined: it would pass it. */
function inflate(data: z.infer<typeof Entry>['_data'], room: number): Uint8Array | undefined {
  const packed = data.getCompressedContent();
  if (data.compressionMethod === STORED) return packed.length > room ? undefined : packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: room + 1 });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
