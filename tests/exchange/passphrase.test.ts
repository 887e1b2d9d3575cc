import { Decrypter, Encrypter, type Recipient, Stanza } from 'age-encryption';
import { beforeEach, describe, expect, it } from 'vitest';
import { passphraseIdentity, passphraseRecipient } from '../../electron/exchange/passphrase';
import { openText, OpenedKeys, sealText } from '../../electron/exchange/seal';
import { examine, importPackage } from '../../electron/exchange/import';
import { CENTER, HOST, MemoryOffice, openCase, SPACE } from './support/office';

const WORDS = '一二三四五六七八';

let center: MemoryOffice;
let host: MemoryOffice;
let path: string;

beforeEach(async () => {
  center = await MemoryOffice.open('c1', CENTER);
  host = await MemoryOffice.open('h1', HOST);
  await host.pairWith(center);
  await openCase(center);
  const order = {
    purpose: 'route' as const,
    to: [{ unit: HOST, name: 'h1' }],
    spaces: [SPACE],
    passphrase: { words: WORDS, work: 10 },
  };
  path = center.carry(await center.pack(order), host);
});

/** Counts how often a key had to be derived: whoever asks and is not answered derives one. */
class Counted extends OpenedKeys {
  derived = 0;
  override keep(header: Buffer, passphrase: string, key: Uint8Array): void {
    this.derived++;
    super.keep(header, passphrase, key);
  }
}

describe('a package under a passphrase', () => {
  it('costs the passphrase once from the first look to the import, and leaves nothing opened on the disk', async () => {
    const opened = new Counted();
    for (let look = 0; look < 3; look++) {
      expect(await examine(host.office, path, WORDS, {}, opened)).toMatchObject({ verdict: 'ok' });
    }
    const names = [...host.desk.disk.files.keys()];
    const seen = await examine(host.office, path, WORDS, {}, opened);
    const done = await importPackage(host.office, seen, { backup: () => Promise.resolve() });
    expect(done.ok).toBe(true);
    expect(opened.derived).toBe(1);
    expect(
      [...host.desk.disk.files.keys()].filter((name) => !names.includes(name) && name.includes('exchange')),
    ).toEqual([]);
  });

  it('is not opened by another one that is tried meanwhile', async () => {
    const opened = new Counted();
    await examine(host.office, path, WORDS, {}, opened);
    const wrong = await examine(host.office, path, '八七六五四三二一', {}, opened);
    expect(wrong).toMatchObject({ verdict: 'wrong_recipient', needsPassphrase: true });
    expect(opened.derived).toBe(1);
  });

  it('is another one when a bit of its head is', async () => {
    const opened = new Counted();
    await examine(host.office, path, WORDS, {}, opened);
    const twice = await center.pack({
      purpose: 'route',
      to: [{ unit: HOST, name: 'h1' }],
      spaces: [SPACE],
      passphrase: { words: WORDS, work: 10 },
    });
    await examine(host.office, center.carry(twice, host, 'y.jrd'), WORDS, {}, opened);
    expect(opened.derived).toBe(2);
  });
});

const TEXT = '常州市联合接访中心';
const HASTY = 10;
/** Long enough that a loop that stood still would be noticed. */
const SLOW = 14;

const sealedTo = async (recipient: Recipient): Promise<string> => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(TEXT)).toString('base64');
};
const faultOf = (sealed: string): Promise<unknown> =>
  openText(sealed, { identities: [], passphrase: WORDS }).then(
    () => 'opened',
    (error: { verdict?: string }) => error.verdict,
  );

describe('what is sealed under a passphrase', () => {
  it('is what any age program opens', async () => {
    const age = new Decrypter();
    age.addPassphrase(WORDS);
    const sealed = Buffer.from(await sealText(TEXT, { passphrase: WORDS, work: HASTY }), 'base64');
    expect(await age.decrypt(sealed, 'text')).toBe(TEXT);
  });

  it('opens when another age program sealed it', async () => {
    const age = new Encrypter();
    age.setPassphrase(WORDS);
    age.setScryptWorkFactor(HASTY);
    const sealed = Buffer.from(await age.encrypt(TEXT)).toString('base64');
    expect(await openText(sealed, { identities: [], passphrase: WORDS })).toBe(TEXT);
  });

  it('is worked hard for unless somebody says otherwise', async () => {
    const [stanza] = await passphraseRecipient(WORDS).wrapFileKey(new Uint8Array(16));
    expect(stanza?.args[2]).toBe('18');
  });

  it.each([
    ['more work than this desk will do', ([, salt = '']: string[]) => ['scrypt', salt, '21']],
    ['work that is no number', ([, salt = '']: string[]) => ['scrypt', salt, '0x0a']],
    ['a short salt', () => ['scrypt', 'AAAA', '10']],
    ['a salt written another way', ([, salt = '']: string[]) => ['scrypt', `${salt}==`, '10']],
    ['one word too many', (args: string[]) => [...args, 'x']],
  ])('is damaged when its head asks for %s', async (_, spoil) => {
    const forged: Recipient = {
      wrapFileKey: async (fileKey) => {
        const stanzas = await passphraseRecipient(WORDS, HASTY).wrapFileKey(fileKey);
        return stanzas.map(({ args, body }) => new Stanza(spoil(args), body));
      },
    };
    expect(await faultOf(await sealedTo(forged))).toBe('damaged');
  });

  it('is damaged when somebody else is let in beside the passphrase', async () => {
    const recipient = passphraseRecipient(WORDS, HASTY);
    const twice: Recipient = {
      wrapFileKey: async (key) => [
        ...(await recipient.wrapFileKey(key)),
        new Stanza(['X25519', 'AAAA'], new Uint8Array(32)),
      ],
    };
    expect(await faultOf(await sealedTo(twice))).toBe('damaged');
  });
});

/** Turns that the loop had for others until the work was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let done = false;
  const count = () => {
    if (done) return;
    turns++;
    setImmediate(count);
  };
  setImmediate(count);
  await work;
  done = true;
  return turns;
}

describe('working out the key of a passphrase', () => {
  it('leaves the loop to others', async () => {
    const recipient = passphraseRecipient(WORDS, SLOW);
    const fileKey = new Uint8Array(16).fill(7);
    let stanzas: Stanza[] = [];
    const sealing = async () => {
      stanzas = await recipient.wrapFileKey(fileKey);
    };
    expect(await turnsDuring(sealing())).toBeGreaterThan(100);
    let opened: Uint8Array | null = null;
    const opening = async () => {
      opened = await passphraseIdentity(WORDS).unwrapFileKey(stanzas);
    };
    expect(await turnsDuring(opening())).toBeGreaterThan(100);
    expect(opened).toEqual(fileKey);
  });
});
