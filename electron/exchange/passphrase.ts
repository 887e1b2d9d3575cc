import { randomBytes, scrypt } from 'node:crypto';
import { chacha20poly1305 } from '@noble/ciphers/chacha.js';
import { type Identity, type Recipient, Stanza } from 'age-encryption';

// What age calls scrypt recipient and identity. The library has both, and derives the key on the loop, which stands still for a second.

/** As age does it by default. */
const WORK = 18;
/** More would take minutes and gigabytes; a header is read before anybody is known to have written it. */
const MOST_WORK = 20;

/** Seals for whoever knows the words. */
export const passphraseRecipient = (words: string, work = WORK): Recipient => ({
  wrapFileKey: async (fileKey) => {
    const salt = randomBytes(SALT_BYTES);
    const wrapped = chacha20poly1305(await derived(words, salt, work), NONCE).encrypt(fileKey);
    return [new Stanza(['scrypt', unpadded(salt), String(work)], wrapped)];
  },
});

/** Opens what was sealed under the words. */
export const passphraseIdentity = (words: string): Identity => ({
  unwrapFileKey: async (stanzas) => {
    const found = stanzas.find(({ args }) => args[0] === 'scrypt');
    if (found === undefined) return null;
    const { salt, work } = saltOf(found);
    if (stanzas.length !== 1) throw new Error('a passphrase beside other recipients');
    const key = await derived(words, salt, work);
    try {
      return chacha20poly1305(key, NONCE).decrypt(found.body);
    } catch {
      return null;
    }
  },
});

const SALT_BYTES = 16;
const WRAPPED_BYTES = 32;

function saltOf({ args: [, salt = '', work = '', ...rest], body }: Stanza): {
  readonly salt: Buffer;
  readonly work: number;
} {
  const bytes = Buffer.from(salt, 'base64');
  const sound =
    rest.length === 0 && bytes.length === SALT_BYTES && unpadded(bytes) === salt && body.length === WRAPPED_BYTES;
  if (!sound || !/^[1-9]\d?$/.test(work) || Number(work) > MOST_WORK) throw new Error('malformed scrypt stanza');
  return { salt: bytes, work: Number(work) };
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

const LABEL = Buffer.from('age-encryption.org/v1/scrypt');
const KEY_BYTES = 32;
const [R, P] = [8, 1];
/** Every key is used once. */
const NONCE = new Uint8Array(12);

/** Beside the loop: the system's threads do it. */
const derived = (words: string, salt: Buffer, work: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const N = 2 ** work;
    const options = { N, r: R, p: P, maxmem: 128 * (N + P + 2) * R };
    scrypt(words, Buffer.concat([LABEL, salt]), KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
