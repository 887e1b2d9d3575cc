import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { KEYS_FILE } from '../../exchange/keyring';
import { at, CENTER, POLICE, Workshop } from '../../../tests/exchange/support/site';

let shop: Workshop;
beforeEach(() => {
  shop = new Workshop('密钥锁住');
});
afterEach(() => shop.close());

it('keys that another user locked: packages can be looked at from the outside, and new keys begin anew', async () => {
  const center = await shop.site('中心', CENTER, 'A01', '王敏');
  const police = await shop.site('公安', POLICE, 'P01', '赵刚');
  const toPolice = await center.pairWith(police);
  await police.pairWith(center);
  const file = await center.send(toPolice, shop.stick, { purpose: 'directory' });
  const before = await police.desk.get('exchange.keys', {});
  await police.desk.close();
  const keys = join(police.folder, KEYS_FILE);
  const plain = readFileSync(keys, 'utf8');
  writeFileSync(keys, '{"version":1,"locked":"eHl6"}');

  const desk = await shop.reopen(police.folder);
  const seen = await desk.get('exchange.inspect', { file: at(file) });
  expect(seen).toMatchObject({
    title: '本机的密钥打不开',
    takable: false,
    manifest: { purposeName: '通讯录发布', from: { by: '王敏' } },
  });
  for (const [method, input] of [
    ['exchange.keys', {}],
    ['exchange.import', { copy: seen.copy }],
  ] as const) {
    expect((await desk.refused(method, input)).code).toBe('exchange.keysLocked');
  }
  expect(readFileSync(keys, 'utf8')).not.toBe(plain);
  await desk.get('exchange.renewKeys', {});
  const after = await desk.get('exchange.keys', {});
  expect(after.fingerprint).not.toBe(before.fingerprint);
  expect((await desk.get('exchange.partners', {})).partners).toMatchObject([{ unit: CENTER, revoked: false }]);
});
