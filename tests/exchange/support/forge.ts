import { createHash, createPrivateKey, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Encrypter } from 'age-encryption';

/** A writer of packages that shares nothing with ours but the description of the format: it also writes what no sound one would. */

/** An entry of a ustar archive. */
export function entry(name: string, content: Uint8Array, size = content.length): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\0', 100);
  block.write('0000000\0', 108);
  block.write('0000000\0', 116);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  block.write('00000000000\0', 136);
  block.write('        ', 148);
  block.write('0', 156);
  block.write('ustar\u000000', 257);
  let sum = 0;
  for (const byte of block) sum += byte;
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([block, content, padding]);
}
export const END = Buffer.alloc(1024);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Inside {
  readonly lines: Buffer;
  readonly blobs: readonly Buffer[];
}

export const archive = ({ lines, blobs }: Inside): Buffer =>
  Buffer.concat([
    entry('ops.ndjson.gz', gzipSync(lines, { level: 1, memLevel: 1 })),
    ...blobs.map((blob) => entry(`blobs/${sha256(blob)}`, blob)),
    END,
  ]);

export async function seal(inside: Uint8Array, to: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(to);
  return Buffer.from(await encrypter.encrypt(inside));
}

const DER = Buffer.from('302e020100300506032b657004220420', 'hex');
export function signed(manifest: Buffer, secret: string): Buffer {
  const key = createPrivateKey({
    key: Buffer.concat([DER, Buffer.from(secret, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  return sign(null, Buffer.concat([Buffer.from('jrd package v1 manifest\n'), manifest]), key);
}

/** The three entries around an encrypted inside. */
export function wrap(payload: Buffer, manifest: Buffer, secret: string): Buffer {
  return Buffer.concat([
    entry('payload.age', payload),
    entry('manifest.json', manifest),
    entry('manifest.sig', signed(manifest, secret)),
    END,
  ]);
}
