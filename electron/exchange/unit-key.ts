import { z } from 'zod';
import type { PairedKey } from '#shared/domain/exchange/keys';
import type { NewUnitKey, Share } from '#shared/domain/exchange/unit-keys';
import type { RecordId } from '#shared/kernel/ids';
import { PackageFault } from './fault';
import { digitsOf, isSoundPair, KeyPair, newKeyPair } from './keyring';
import { type Believing, type Office, pairedKeys, unitKeysOf } from './office';
import { openText, sealText } from './seal';

/** The private half of a unit's key, as it is sealed to a desk or under a passphrase. */
const Sealed = z.object({ key: z.literal('jrd-unit-key'), version: z.literal(1), unit: z.string(), pair: KeyPair });

const textOf = (unit: RecordId, pair: KeyPair): string =>
  JSON.stringify({ key: 'jrd-unit-key', version: 1, unit, pair });

async function readSealed(text: string, unit: RecordId): Promise<KeyPair | undefined> {
  const sealed = Sealed.safeParse(parse(text)).data;
  return sealed?.unit === unit && (await isSoundPair(sealed.pair)) ? sealed.pair : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Desks of the unit that are to have its key: this one, and all that are paired and in good standing. */
export const desksOf = (desk: Believing): readonly PairedKey[] =>
  pairedKeys(desk).filter((key) => key.unit === desk.unit && !key.revoked);

export async function shareFor(unit: RecordId, pair: KeyPair, desk: Pick<KeyPair, 'sign' | 'seal'>): Promise<Share> {
  return { to: digitsOf(desk), sealed: await sealText(textOf(unit, pair), { to: [desk.seal] }) };
}

/** A new pair for the unit, sealed to each of its desks. */
export async function makeUnitKey(office: Office): Promise<{ readonly pair: KeyPair; readonly made: NewUnitKey }> {
  const { unit, keys } = office;
  const pair = await newKeyPair();
  const desks = [keys.device, ...desksOf(office)];
  const shares = await Promise.all(desks.map((desk) => shareFor(unit, pair, desk)));
  return { pair, made: { unit, sign: pair.sign, seal: pair.seal, digits: digitsOf(pair), shares } };
}

/** Takes over the keys of the unit that other desks sealed to this one, oldest first. */
export async function adoptUnitKeys(desk: Believing): Promise<void> {
  const { keys, unit } = desk;
  const mine = digitsOf(keys.device);
  for (const key of unitKeysOf(desk).toReversed()) {
    if (keys.unitPairs(unit).some(({ sign }) => sign === key.sign)) continue;
    for (const { sealed } of key.shares.filter(({ to }) => to === mine)) {
      const pair = await openShare(sealed, unit, keys.identities());
      if (pair?.sign === key.sign && pair.seal === key.seal) await keys.adoptUnit(unit, pair);
    }
  }
}

async function openShare(sealed: string, unit: RecordId, identities: readonly string[]): Promise<KeyPair | undefined> {
  try {
    return await readSealed(await openText(sealed, { identities }), unit);
  } catch (error) {
    if (error instanceof PackageFault) return undefined;
    throw error;
  }
}

/** The pair as text for a file that a passphrase opens. */
export const sealUnitKey = (unit: RecordId, pair: KeyPair, passphrase: string): Promise<string> =>
  sealText(textOf(unit, pair), { passphrase });

/** The pair of this unit out of such a file; undefined when the file is none, is another unit's, or the passphrase is wrong. */
export async function openUnitKey(text: string, unit: RecordId, passphrase: string): Promise<KeyPair | undefined> {
  try {
    return await readSealed(await openText(text, { identities: [], passphrase }), unit);
  } catch (error) {
    if (error instanceof PackageFault) return undefined;
    throw error;
  }
}
