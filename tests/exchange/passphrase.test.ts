import { beforeEach, describe, expect, it } from 'vitest';
import { OpenedKeys } from '../../electron/exchange/seal';
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
