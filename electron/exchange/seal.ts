import { createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';
import { damaged, PackageFault } from './fault';

type Parts = AsyncIterable<Uint8Array>;

/** Who can open a package. */
export type Sealing =
  | { readonly to: readonly string[] }
  /** `work`: the scrypt work factor, 18 unless a test is in a hurry. */
  | { readonly passphrase: string; readonly work?: number };

/** What this desk can open packages with. */
export interface Opening {
  readonly identities: readonly string[];
  readonly passphrase?: string;
}

/** Encrypts as age does; any age program opens it. */
export async function* sealed(parts: Parts, sealing: Sealing): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  if ('to' in sealing) for (const recipient of sealing.to) encrypter.addRecipient(recipient);
  else {
    encrypter.setPassphrase(sealing.passphrase);
    if (sealing.work !== undefined) encrypter.setScryptWorkFactor(sealing.work);
  }
  yield* chunksOf(await encrypter.encrypt(streamOf(parts)));
}

/** Decrypts piece by piece; every piece was authenticated before it is given out, the end included. */
export async function* opened(parts: Parts, header: Buffer, opening: Opening): AsyncGenerator<Uint8Array> {
  const kind = kindOf(header);
  const decrypter = new Decrypter();
  if (kind === 'passphrase') {
    if (opening.passphrase === undefined) {
      throw new PackageFault('wrong_recipient', 'sealed with a passphrase', { needsPassphrase: true });
    }
    decrypter.addPassphrase(opening.passphrase);
  } else for (const identity of opening.identities) decrypter.addIdentity(identity);
  let plain: ReadableStream<Uint8Array>;
  try {
    plain = await decrypter.decrypt(streamOf(parts));
  } catch (error) {
    if (!isNoMatch(error)) throw new PackageFault('damaged', 'age header', {}, { cause: error });
    throw new PackageFault('wrong_recipient', 'no key fits', { needsPassphrase: kind === 'passphrase' });
  }
  try {
    yield* chunksOf(plain);
  } catch (error) {
    throw error instanceof PackageFault ? error : new PackageFault('damaged', 'age payload', {}, { cause: error });
  }
}

const isNoMatch = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('no identity matched');

/** Bytes of the header that are looked at; a longer one is no header of ours. */
export const AGE_HEADER = 64 * 1024;

/** The header must end where we look: the library would read for its end without bound. */
function kindOf(header: Buffer): 'keys' | 'passphrase' {
  const text = header.toString('latin1');
  const end = text.indexOf('\n--- ');
  if (!text.startsWith('age-encryption.org/v1\n') || end === -1) throw damaged('age header');
  return text.slice(0, end).includes('\n-> scrypt ') ? 'passphrase' : 'keys';
}

const streamOf = (parts: Parts): ReadableStream<Uint8Array> => {
  const source = parts[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const next = await source.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
};

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** What is signed says first what it is, so that a signature for something else never fits. */
const CONTEXT = Buffer.from('jrd package v1 manifest\n');
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

/** Ed25519 over the bytes of the manifest; `secret` is the 32-byte seed. */
export function signManifest(manifest: Buffer, secret: Buffer): Buffer {
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE, secret]), format: 'der', type: 'pkcs8' });
  return signWith(null, Buffer.concat([CONTEXT, manifest]), key);
}

export function isSigned(manifest: Buffer, signature: Buffer, publicKey: string): boolean {
  try {
    const raw = Buffer.concat([PUBLIC, Buffer.from(publicKey, 'base64')]);
    const key = createPublicKey({ key: raw, format: 'der', type: 'spki' });
    return verifyWith(null, Buffer.concat([CONTEXT, manifest]), key, signature);
  } catch {
    return false;
  }
}
