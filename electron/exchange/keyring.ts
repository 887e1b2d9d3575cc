import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { z } from 'zod';
import type { PairingCard } from '#shared/domain/exchange/keys';
import { SealKey, SignKey } from '#shared/domain/exchange/package';
import type { RecordId } from '#shared/kernel/ids';
import { AtomicJson } from '../store/atomic-json';
import type { Disk } from '../store/disk';

/** Keys of this installation, and of its unit; they lie in the data folder and never in the ledger or in a backup. */
export const KEYS_FILE = 'keys.json';

export const KeyPair = z.object({
  /** Ed25519: public key and seed, base64. */
  sign: SignKey,
  secret: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** age: recipient and identity. */
  seal: SealKey,
  identity: z.string().regex(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/),
});
export type KeyPair = z.infer<typeof KeyPair>;

const KeyFile = z.object({
  version: z.literal(1),
  device: KeyPair,
  /** Keys of units this desk works for, shared among the desks of the unit; the newest is used, older ones still open. */
  units: z.record(z.string(), z.array(KeyPair).min(1)),
  /** Replaced keys of this device: they still open what was sealed to them. */
  former: z.array(KeyPair).default([]),
  /** Public keys, foreign or own, that were ever seen to be retired: older data that are put back make none of them good again. */
  retired: z.array(SignKey).default([]),
});
type KeyFile = z.infer<typeof KeyFile>;

/** The same, locked to the user of the computer. */
const Locked = z.object({ version: z.literal(1), locked: z.string() });
type Stored = KeyFile | z.infer<typeof Locked>;

/** What locks the keys to the user of the computer, where the system can; both answer undefined where it cannot. */
export interface KeyGuard {
  lockText(text: string): Promise<string | undefined>;
  unlockText(locked: string): Promise<string | undefined>;
}
const noGuard: KeyGuard = { lockText: async () => undefined, unlockText: async () => undefined };

/** The keys are there and another user or another computer locked them. */
export class KeysLocked extends Error {
  readonly refusal = {
    code: 'exchange.keysLocked',
    message:
      '本机的密钥只有生成它的电脑和 Windows 用户、在本程序的窗口中才能使用，现在打不开。更换了电脑或用户的，请在“数据交换—往来单位与密钥”生成新的密钥，并重新配对。',
  };
}

export interface Keyring {
  readonly device: KeyPair;
  /** Pairs of the unit that this desk holds, the last taken over first; which one is in use is in the ledger. */
  unitPairs(unit: RecordId): readonly KeyPair[];
  /** Everything that opens packages sent to this desk. */
  identities(): readonly string[];
  /** Is it a key of this installation or of its unit, in use or replaced? */
  isOwn(sign: string): boolean;
  isRetired(sign: string): boolean;
  /** Keeps in mind that these were retired. */
  remember(retired: readonly string[]): Promise<void>;
  /** Takes in a key of the unit, made here or by another of its desks. */
  adoptUnit(unit: RecordId, pair: KeyPair): Promise<void>;
  /** A new pair for this device, as when the old one may be in strange hands. */
  renewDevice(): Promise<KeyPair>;
}

/** For looking at packages where the keys cannot be unlocked: it opens nothing and is believed by nobody. */
export async function blindKeyring(): Promise<Keyring> {
  const locked = () => Promise.reject(new KeysLocked());
  return {
    device: await newKeyPair(),
    unitPairs: () => [],
    identities: () => [],
    isOwn: () => false,
    isRetired: () => false,
    remember: locked,
    adoptUnit: locked,
    renewDevice: locked,
  };
}

/** Both halves fit each other: a file put together by hand could carry a foreign public key. */
export async function isSoundPair(pair: KeyPair): Promise<boolean> {
  return (
    publicOf(Buffer.from(pair.secret, 'base64')) === pair.sign &&
    (await identityToRecipient(pair.identity)) === pair.seal
  );
}

const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicOf = (seed: Buffer): string =>
  createPublicKey(createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' }))
    .export({ format: 'der', type: 'spki' })
    .subarray(-32)
    .toString('base64');

export async function newKeyPair(seed: Buffer = randomBytes(32)): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return {
    sign: publicOf(seed),
    secret: seed.toString('base64'),
    seal: await identityToRecipient(identity),
    identity,
  };
}

async function unlocked(stored: Stored, guard: KeyGuard): Promise<KeyFile> {
  if (!('locked' in stored)) return stored;
  const text = await guard.unlockText(stored.locked);
  const keys = text === undefined ? undefined : KeyFile.safeParse(JSON.parse(text)).data;
  if (keys === undefined) throw new KeysLocked();
  return keys;
}

/** The keys of the folder, made at first use, and locked from then on where the system can. Throws when the file is damaged: new keys would be strangers to everyone. */
export async function openKeyring(folder: string, disk: Disk, guard: KeyGuard = noGuard): Promise<Keyring> {
  const file = new AtomicJson<Stored>(join(folder, KEYS_FILE), z.union([KeyFile, Locked]), disk);
  const write = async (keys: KeyFile): Promise<void> => {
    const locked = await guard.lockText(JSON.stringify(keys));
    await file.write(locked === undefined ? keys : { version: 1, locked });
  };
  const stored = await file.read();
  const known = stored === null ? undefined : await unlocked(stored, guard);
  let current: KeyFile = known ?? { version: 1, device: await newKeyPair(), units: {}, former: [], retired: [] };
  if (stored === null || (!('locked' in stored) && (await guard.lockText('')) !== undefined)) await write(current);
  const change = async (to: Partial<KeyFile>): Promise<void> => {
    const next = { ...current, ...to };
    await write(next);
    current = next;
  };
  const pairs = () => [current.device, ...current.former, ...Object.values(current.units).flat()];
  const addUnit = (unit: RecordId, pair: KeyPair) =>
    change({ units: { ...current.units, [unit]: [pair, ...(current.units[unit] ?? [])] } });
  return {
    get device() {
      return current.device;
    },
    unitPairs: (unit) => current.units[unit] ?? [],
    identities: () => pairs().map(({ identity }) => identity),
    isOwn: (sign) => pairs().some((pair) => pair.sign === sign),
    isRetired: (sign) => current.retired.includes(sign),
    remember: async (retired) => {
      const fresh = retired.filter((sign) => !current.retired.includes(sign));
      if (fresh.length > 0) await change({ retired: [...current.retired, ...fresh] });
    },
    adoptUnit: async (unit, pair) => {
      if (!(await isSoundPair(pair))) throw new Error('the two halves of the key do not fit');
      if (current.units[unit]?.some(({ sign }) => sign === pair.sign) !== true) await addUnit(unit, pair);
    },
    renewDevice: async () => {
      const device = await newKeyPair();
      await change({ device, former: [current.device, ...current.former] });
      return device;
    },
  };
}

/** The digits of a fingerprint without their groups, as records are named by them. */
export const digitsOf = (key: Pick<PairingCard, 'sign' | 'seal'>): string => fingerprintOf(key).replaceAll(' ', '');

/** 指纹: 30 digits in six groups, to be read out over the telephone; the first 100 bits of a hash over both public keys. */
export function fingerprintOf({ sign, seal }: Pick<PairingCard, 'sign' | 'seal'>): string {
  const hash = createHash('sha256').update(`jrd-key v1\n${sign}\n${seal}\n`).digest('hex');
  const digits = (BigInt(`0x${hash.slice(0, 32)}`) % 10n ** 30n).toString().padStart(30, '0');
  return digits.replace(/(\d{5})(?=\d)/g, '$1 ');
}

export const cardOf = (pair: KeyPair, unit: RecordId, name: string): PairingCard => ({
  card: 'jrd-key',
  version: 1,
  unit,
  name,
  sign: pair.sign,
  seal: pair.seal,
});
