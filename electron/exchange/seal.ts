import { createHash, createPrivateKey, createPublicKey, sign as signWith, verify as verifyWith } from 'node:crypto';
import { Decrypter, Encrypter } from 'age-encryption';
import type { PackageManifest } from '#shared/domain/exchange/package';
import { breathing } from '../turns';
import { damaged, PackageFault } from './fault';
import type { KeyPair } from './keyring';
import { passphraseIdentity, passphraseRecipient } from './passphrase';

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
  /** What passphrases were found to open, so that looking, previewing and importing derive the key once. */
  readonly opened?: OpenedKeys;
}

/** Keys of files that a passphrase opened, in memory only; the last few. */
export class OpenedKeys {
  private readonly keys = new Map<string, Uint8Array>();

  get(header: Buffer, passphrase: string): Uint8Array | undefined {
    return this.keys.get(nameOf(header, passphrase));
  }

  keep(header: Buffer, passphrase: string, key: Uint8Array): void {
    this.keys.set(nameOf(header, passphrase), key);
    const [oldest] = this.keys.keys();
    if (this.keys.size > OPENED_KEPT && oldest !== undefined) this.keys.delete(oldest);
  }
}
const OPENED_KEPT = 4;
const nameOf = (header: Buffer, passphrase: string): string =>
  createHash('sha256').update(header).update('\n').update(passphrase).digest('hex');

/** Encrypts as age does; any age program opens it. */
export async function* sealed(parts: Parts, sealing: Sealing): AsyncGenerator<Uint8Array> {
  const encrypter = new Encrypter();
  if ('to' in sealing) for (const recipient of sealing.to) encrypter.addRecipient(recipient);
  else encrypter.addRecipient(passphraseRecipient(sealing.passphrase, sealing.work));
  yield* chunksOf(await encrypter.encrypt(streamOf(inPieces(parts))));
}

/** A small text for one key or under a passphrase, base64. */
export async function sealText(text: string, sealing: Sealing): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of sealed(once(Buffer.from(text)), sealing)) parts.push(part);
  return Buffer.concat(parts).toString('base64');
}

/** What `sealText` sealed; throws a `PackageFault` when it cannot be opened. */
export async function openText(text: string, opening: Opening): Promise<string> {
  const bytes = Buffer.from(text, 'base64');
  const parts: Uint8Array[] = [];
  for await (const part of opened(once(bytes), bytes.subarray(0, AGE_HEADER), opening)) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Decrypts piece by piece; every piece was authenticated before it is given out, the end included. */
export async function* opened(parts: Parts, header: Buffer, opening: Opening): AsyncGenerator<Uint8Array> {
  const { text, kind } = headerOf(header);
  const decrypter = new Decrypter();
  let plain: ReadableStream<Uint8Array>;
  try {
    if (kind === 'keys') for (const identity of opening.identities) decrypter.addIdentity(identity);
    else {
      const key = await keyBehind(text, opening);
      decrypter.addIdentity({ unwrapFileKey: () => key });
    }
    plain = await decrypter.decrypt(streamOf(inPieces(parts)));
  } catch (error) {
    if (error instanceof PackageFault) throw error;
    if (!isNoMatch(error)) throw new PackageFault('damaged', 'age header', {}, { cause: error });
    throw new PackageFault('wrong_recipient', 'no key fits', { needsPassphrase: kind === 'passphrase' });
  }
  try {
    yield* chunksOf(plain);
  } catch (error) {
    throw error instanceof PackageFault ? error : new PackageFault('damaged', 'age payload', {}, { cause: error });
  }
}

/** The key of the file, by a passphrase: a second or more of work the first time, nothing afterwards. */
async function keyBehind(header: Buffer, { passphrase, opened: known }: Opening): Promise<Uint8Array> {
  if (passphrase === undefined) {
    throw new PackageFault('wrong_recipient', 'sealed with a passphrase', { needsPassphrase: true });
  }
  const kept = known?.get(header, passphrase);
  if (kept !== undefined) return kept;
  const decrypter = new Decrypter();
  decrypter.addIdentity(passphraseIdentity(passphrase));
  const key = await decrypter.decryptHeader(header);
  known?.keep(header, passphrase, key);
  return key;
}

const isNoMatch = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('no identity matched');

/** Bytes of the header that are looked at; a longer one is no header of ours. */
export const AGE_HEADER = 64 * 1024;

/** The header must end where we look: the library would read for its end without bound. */
function headerOf(bytes: Buffer): { readonly text: Buffer; readonly kind: 'keys' | 'passphrase' } {
  const text = bytes.toString('latin1');
  const mac = text.indexOf('\n--- ');
  const end = mac === -1 ? -1 : text.indexOf('\n', mac + 1);
  if (!text.startsWith('age-encryption.org/v1\n') || end === -1) throw damaged('age header');
  const kind = text.slice(0, mac).includes('\n-> scrypt ') ? 'passphrase' : 'keys';
  return { text: bytes.subarray(0, end + 1), kind };
}

/** What age seals at a time; a whole part of many megabytes would hold up the loop. */
const PIECE = 64 * 1024;

async function* inPieces(parts: Parts): AsyncGenerator<Uint8Array> {
  const breathe = breathing();
  for await (const part of parts) {
    for (let at = 0; at < part.length; at += PIECE) {
      yield part.subarray(at, at + PIECE);
      await breathe();
    }
  }
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
const MANIFEST = 'jrd package v1 manifest\n';
const VOUCHER = 'jrd package v1 voucher\n';

/** A pair to sign with: public key and 32-byte seed, base64. */
type Signing = Pick<KeyPair, 'sign' | 'secret'>;

/** Ed25519 over the bytes of the manifest. */
export const signManifest = (manifest: Buffer, pair: Signing): Buffer => signature(MANIFEST, manifest, pair);

export const isSigned = (manifest: Buffer, given: Buffer, publicKey: string): boolean =>
  fits(MANIFEST, manifest, given, publicKey);

type Signer = PackageManifest['from'];

/** The word of a unit for the key of one of its desks. */
export const vouchFor = (desk: Pick<Signer, 'unit' | 'sign'>, unit: Signing): NonNullable<Signer['voucher']> => ({
  unit: unit.sign,
  signature: signature(VOUCHER, voucherText(desk), unit).toString('base64'),
});

/** The key of the unit that speaks for the key that signs; undefined without one, or when its word does not hold. */
export const voucherOf = (from: Signer): string | undefined =>
  from.voucher !== undefined &&
  fits(VOUCHER, voucherText(from), Buffer.from(from.voucher.signature, 'base64'), from.voucher.unit)
    ? from.voucher.unit
    : undefined;

const voucherText = ({ unit, sign: key }: Pick<Signer, 'unit' | 'sign'>): Buffer => Buffer.from(`${unit}\n${key}\n`);

/** As JWK: of the forms a key can be read in, the one that takes no longer than to sign with it. */
const jwk = (publicKey: string) => ({ kty: 'OKP', crv: 'Ed25519', x: urlSafe(publicKey) });
const urlSafe = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

function signature(context: string, bytes: Buffer, { sign, secret }: Signing): Buffer {
  const key = createPrivateKey({ key: { ...jwk(sign), d: urlSafe(secret) }, format: 'jwk' });
  return signWith(null, Buffer.concat([Buffer.from(context), bytes]), key);
}

function fits(context: string, bytes: Buffer, given: Buffer, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: jwk(publicKey), format: 'jwk' });
    return verifyWith(null, Buffer.concat([Buffer.from(context), bytes]), key, given);
  } catch {
    return false;
  }
}
