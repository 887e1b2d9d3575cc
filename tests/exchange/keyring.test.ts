import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decideMakeUnitKey, shareOps, UNIT_KEYS } from '#shared/domain/exchange/unit-keys';
import { recordId } from '#shared/kernel/ids';
import { fingerprintOf, KEYS_FILE, newKeyPair, openKeyring } from '../../electron/exchange/keyring';
import { adoptUnitKeys, makeUnitKey, shareFor } from '../../electron/exchange/unit-key';
import { nodeDisk } from '../../electron/store/disk';
import { CENTER, HOST, MemoryOffice, openCase, SPACE } from './support/office';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '密钥-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the keys of a desk', () => {
  it('are made once and kept', async () => {
    const first = await openKeyring(folder, nodeDisk);
    await first.adoptUnit(HOST, await newKeyPair());
    const again = await openKeyring(folder, nodeDisk);
    expect(again.device).toEqual(first.device);
    expect(again.unitPairs(HOST)).toHaveLength(1);
    expect(again.unitPairs(HOST)).toEqual(first.unitPairs(HOST));
    expect(fingerprintOf(first.device)).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect(fingerprintOf(await newKeyPair())).not.toBe(fingerprintOf(first.device));
  });

  it('that cannot be read are not replaced by others, which everybody would take for strangers', async () => {
    await openKeyring(folder, nodeDisk);
    writeFileSync(join(folder, KEYS_FILE), '{"version":1}');
    await expect(openKeyring(folder, nodeDisk)).rejects.toMatchObject({ fault: 'damaged' });
    expect(readFileSync(join(folder, KEYS_FILE), 'utf8')).toBe('{"version":1}');
  });

  it('are replaced when a device was in strange hands; what was sealed to the old ones still opens', async () => {
    const keys = await openKeyring(folder, nodeDisk);
    const old = keys.device;
    const renewed = await keys.renewDevice();
    expect(renewed.sign).not.toBe(old.sign);
    expect(keys.identities()).toEqual([renewed.identity, old.identity]);
    expect(keys.isOwn(old.sign)).toBe(true);
  });

  it('of a unit open what was sent to the unit, on each of its desks', async () => {
    const [center, first, second] = await Promise.all([
      MemoryOffice.open('c1', CENTER),
      MemoryOffice.open('h1', HOST),
      MemoryOffice.open('h2', HOST),
    ]);
    for (const desk of [first, second]) await desk.pairWith(center);
    await openCase(center);
    const unit = await newKeyPair();
    await first.keys.adoptUnit(HOST, unit);
    const to = [{ unit: HOST, name: '住建局', keys: { sign: unit.sign, seal: unit.seal } }];
    const packed = await center.pack({ purpose: 'route', to, spaces: [SPACE] });
    expect((await first.examine(center.carry(packed, first))).verdict).toBe('ok');
    expect((await second.examine(center.carry(packed, second))).verdict).toBe('wrong_recipient');
    await second.keys.adoptUnit(HOST, unit);
    expect((await second.examine(center.carry(packed, second))).verdict).toBe('ok');
  });

  it('of two halves that do not fit are not taken over', async () => {
    const keys = await openKeyring(folder, nodeDisk);
    const [a, b] = [await newKeyPair(), await newKeyPair()];
    await expect(keys.adoptUnit(HOST, { ...a, sign: b.sign })).rejects.toThrow();
    await expect(keys.adoptUnit(HOST, { ...a, seal: b.seal })).rejects.toThrow();
    expect(keys.unitPairs(HOST)).toEqual([]);
  });
});

/** A system that locks for one user: what another locked stays closed. */
const guardOf = (user: string) => ({
  lockText: async (text: string) => Buffer.from(`${user}\n${text}`).toString('base64'),
  unlockText: async (locked: string) => {
    const [by, text] = Buffer.from(locked, 'base64').toString('utf8').split('\n');
    return by === user ? text : undefined;
  },
});

describe('keys on a computer that can lock them', () => {
  const file = () => readFileSync(join(folder, KEYS_FILE), 'utf8');

  it('are locked, those of an older build too, and stay the same keys', async () => {
    const plain = await openKeyring(folder, nodeDisk);
    expect(file()).toContain(plain.device.secret);
    const keys = await openKeyring(folder, nodeDisk, guardOf('王敏'));
    expect(keys.device).toEqual(plain.device);
    expect(file()).not.toContain(plain.device.secret);
    const unit = await newKeyPair();
    await keys.adoptUnit(HOST, unit);
    expect(file()).not.toContain(unit.secret);
    expect((await openKeyring(folder, nodeDisk, guardOf('王敏'))).unitPairs(HOST)).toEqual([unit]);
  });

  it('open for nobody else, and are not replaced by chance', async () => {
    await openKeyring(folder, nodeDisk, guardOf('王敏'));
    const before = file();
    for (const guard of [guardOf('赵刚'), undefined]) {
      await expect(openKeyring(folder, nodeDisk, guard)).rejects.toMatchObject({
        refusal: { code: 'exchange.keysLocked' },
      });
    }
    expect(file()).toBe(before);
  });
});

describe('a share of the key of the unit', () => {
  it('that does not fit the public halves is left alone, and so is one that is for another desk', async () => {
    const [first, second] = [await MemoryOffice.open('h1', HOST), await MemoryOffice.open('h2', HOST)];
    const { pair, made } = await makeUnitKey(first.office);
    const other = await newKeyPair();
    const bent = { ...pair, secret: other.secret };
    for (const [to, sealed] of [
      [second.pair, bent],
      [first.pair, pair],
    ] as const) {
      const shares = [await shareFor(HOST, sealed, to)];
      const decided = decideMakeUnitKey([], { ...made, shares });
      if (!decided.ok) throw new Error(decided.error.code);
      await second.desk.commit(decided.value);
      await adoptUnitKeys(second.office);
      expect(second.keys.unitPairs(HOST)).toEqual([]);
    }
    const ops = shareOps(recordId(UNIT_KEYS, made.digits), {
      unit: HOST,
      shares: [await shareFor(HOST, pair, second.pair)],
    });
    await second.desk.commit({ action: '取得单位密钥', ops });
    await adoptUnitKeys(second.office);
    expect(second.keys.unitPairs(HOST)).toEqual([pair]);
  });
});
