import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ForeignTxn } from '#shared/domain/exchange/foreign';
import { PairingCard } from '#shared/domain/exchange/keys';
import { PackageManifest } from '#shared/domain/exchange/package';
import { writeTxn } from '#shared/ledger/op';
import { fingerprintOf, isSoundPair } from '../../electron/exchange/keyring';
import { readPackage } from '../../electron/exchange/read';
import { nodeDisk } from '../../electron/store/disk';

/** Published with the format: another implementation must answer the same. */
const FOLDER = 'tests/golden/package-v1';
const Keys = z.object({
  sign: z.string(),
  secret: z.string(),
  seal: z.string(),
  identity: z.string(),
  card: PairingCard,
  fingerprint: z.string(),
});
const Vectors = z.object({
  keys: z.object({ center: Keys, host: Keys }),
  now: z.number(),
  passphrase: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      verdict: z.string(),
      to: z.enum(['center', 'host']).default('host'),
      manifest: z.unknown().optional(),
      txns: z.array(z.unknown()).optional(),
      blobs: z.array(z.string()).optional(),
    }),
  ),
});
const vectors = Vectors.parse(JSON.parse(readFileSync(join(FOLDER, 'vectors.json'), 'utf8')));
const { center, host } = vectors.keys;

describe('the published test vectors', () => {
  it.each(Object.entries(vectors.packages))('%s is read as written down', async (name, expected) => {
    const reader = {
      now: vectors.now,
      opening: { identities: [vectors.keys[expected.to].identity], passphrase: vectors.passphrase },
      trustIn: (sign: string) =>
        sign === center.sign || sign === host.sign ? ({ kind: 'own' } as const) : ({ kind: 'unknown' } as const),
      vector: () => ({}),
    };
    const reading = await readPackage(nodeDisk, join(FOLDER, name), reader);
    expect(reading.verdict).toBe(expected.verdict);
    if (expected.txns === undefined) return;
    expect(reading.manifest).toEqual(expected.manifest);
    expect(reading.txns?.map(writeTxn)).toEqual(expected.txns);
    expect([...(reading.blobs ?? [])]).toEqual(expected.blobs);
  });

  it.each(Object.entries(vectors.keys))('the key of %s has the fingerprint it is said to have', async (_, keys) => {
    expect(fingerprintOf(keys)).toBe(keys.fingerprint);
    expect(await isSoundPair(keys)).toBe(true);
    expect(keys.card).toMatchObject({ sign: keys.sign, seal: keys.seal });
  });

  it('the JSON Schema beside the description is what the reader checks', () => {
    const schema = (of: z.ZodType) => z.toJSONSchema(of, { io: 'input', unrepresentable: 'any' });
    const published: unknown = JSON.parse(readFileSync('docs/formats/package-v1.schema.json', 'utf8'));
    const checked = { manifest: schema(PackageManifest), line: schema(ForeignTxn), card: schema(PairingCard) };
    expect(published).toEqual(JSON.parse(JSON.stringify(checked)));
  });
});
