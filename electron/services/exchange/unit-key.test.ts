import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordId } from '#shared/kernel/ids';
import { at, CENTER, POLICE, type Site, Workshop } from '../../../tests/exchange/support/site';

let shop: Workshop;
let stick: string;
let center: Site;
let first: Site;
let second: Site;

beforeEach(async () => {
  shop = new Workshop('单位密钥');
  stick = shop.stick;
  center = await shop.site('中心', CENTER, 'A01', '王敏');
  first = await shop.site('公安一', POLICE, 'P01', '赵刚');
  second = await shop.site('公安二', POLICE, 'P02', '钱进');
});
afterEach(() => shop.close());

const keysOf = (one: Site) => one.desk.get('exchange.keys', {});

/** The desks of the police: the first makes the key, the second is paired and set up by a package. */
async function shared(): Promise<{ toSecond: RecordId; toFirst: RecordId }> {
  await first.desk.get('exchange.makeUnitKey', {});
  const toSecond = await first.pairWith(second);
  const toFirst = await second.pairWith(first);
  await second.take(await first.send(toSecond, stick, { purpose: 'setup' }));
  return { toSecond, toFirst };
}

async function pairUnit(here: Site, there: Site): Promise<RecordId> {
  const { unitCard } = await keysOf(there);
  if (unitCard === undefined) throw new Error('no card of the unit');
  const { id } = await here.desk.get('exchange.pair', { text: unitCard.card, spoken: unitCard.fingerprint });
  return id;
}

describe('the key of a unit', () => {
  it('is made on its first desk and reaches the next with the package that sets it up', async () => {
    expect(await keysOf(first)).toMatchObject({ unitKey: 'none', exposed: [] });
    await shared();
    const [one, two] = [await keysOf(first), await keysOf(second)];
    expect(one).toMatchObject({ unitKey: 'here', name: expect.stringContaining('P01') });
    expect(two).toMatchObject({ unitKey: 'here', unitCard: one.unitCard });
    expect(one.unitCard?.name).toBe(one.unitName);
    expect((await second.desk.refused('exchange.makeUnitKey', {})).code).toBe('exchange.unitKeyKnown');
    expect((await first.desk.get('exchange.partners', {})).partners.map(({ name }) => name)).toHaveLength(1);
  });

  it('lets every desk open what came for the unit, and answer in its name, after one pairing', async () => {
    const { toSecond } = await shared();
    const toPolice = await pairUnit(center, first);
    const toCenter = await first.pairWith(center);
    await second.take(await first.send(toSecond, stick, { purpose: 'sync' }));
    const id = await center.assigned(POLICE);
    const routed = await center.send(toPolice, stick, { purpose: 'route', cases: [id] });
    for (const desk of [first, second]) expect(await desk.inspect(routed)).toMatchObject({ verdict: 'ok' });
    await second.take(routed);
    await second.step(id, 'sign', { signer: '钱进' });
    const back = await second.send(toCenter, stick, { purpose: 'reply', cases: [id] });
    expect(await center.inspect(back)).toMatchObject({ verdict: 'ok', manifest: { from: { by: '钱进' } } });
    const taken = await center.take(back);
    expect(await center.statusOf(id)).toBe(await second.statusOf(id));
    const receipt = await center.desk.get('exchange.deliver', { id: taken.receipt ?? '', folder: at(stick) });
    expect(await first.inspect(join(stick, receipt.files[0] ?? ''))).toMatchObject({ verdict: 'ok' });
  });

  it('lets a receipt come to another desk than the one that sent', async () => {
    const { toSecond, toFirst } = await shared();
    const toCenter = await first.pairWith(center);
    await pairUnit(center, first);
    await second.take(await first.send(toSecond, stick, { purpose: 'sync' }));
    const id = await first.register('周平', '反映户籍办理拖延。');
    await first.step(id, 'triage', { triageClass: 'claim', legalPath: 'petition' });
    await first.step(id, 'transfer', { unit: CENTER, routingReason: '由中心统一办理' });
    const sent = await first.send(toCenter, stick, { purpose: 'route', cases: [id] });
    const taken = await center.take(sent);
    const receipt = await center.desk.get('exchange.deliver', { id: taken.receipt ?? '', folder: at(stick) });
    await second.take(join(stick, receipt.files[0] ?? ''));
    const waiting = async () => (await first.desk.get('exchange.packages', { waiting: true })).rows;
    const open = (await waiting()).filter(({ purpose }) => purpose === 'route');
    expect(open).toHaveLength(1);
    await first.take(await second.send(toFirst, stick, { purpose: 'sync' }));
    expect((await waiting()).filter(({ purpose }) => purpose === 'route')).toEqual([]);
  });

  it('is replaced when a desk that holds it is lost, and the old one is good for nothing', async () => {
    const { toSecond } = await shared();
    await pairUnit(center, first);
    const third = await shop.site('公安三', POLICE, 'P03', '孙莉');
    const toThird = await first.pairWith(third);
    await third.pairWith(first);
    await third.take(await first.send(toThird, stick, { purpose: 'setup' }));
    const before = await keysOf(first);
    await first.desk.get('exchange.revoke', { id: toSecond, reason: '便携机遗失' });
    expect((await keysOf(first)).exposed).toEqual([expect.stringContaining('P02')]);
    expect((await first.desk.refused('exchange.renewUnitKey', { reason: ' ' })).field).toBe('reason');
    await first.desk.get('exchange.renewUnitKey', { reason: '便携机遗失' });
    const after = await keysOf(first);
    expect(after.exposed).toEqual([]);
    expect(after.unitCard?.fingerprint).not.toBe(before.unitCard?.fingerprint);
    await third.take(await first.send(toThird, stick, { purpose: 'sync' }));
    expect(await keysOf(third)).toMatchObject({ unitKey: 'here', unitCard: after.unitCard });

    const old = (await center.desk.get('exchange.partners', {})).partners[0];
    await center.desk.get('exchange.revoke', { id: old?.id ?? '', reason: '对方更换' });
    await pairUnit(center, first);
    const toCenter = await second.pairWith(center);
    const theirs = await second.send(toCenter, stick, { purpose: 'directory' });
    expect(await center.inspect(theirs)).toMatchObject({ verdict: 'unknown_signer', revoked: true });
    expect(await first.inspect(theirs)).toMatchObject({ verdict: 'unknown_signer', revoked: true });
  });

  it('is carried under a passphrase, opens with it only, and for this unit only', async () => {
    await first.desk.get('exchange.makeUnitKey', {});
    const file = join(stick, '单位密钥.jrdkey');
    const passphrase = '一二三四五六七八';
    expect((await first.desk.refused('exchange.saveUnitKey', { file: at(file), passphrase: '短' })).field).toBe(
      'passphrase',
    );
    await first.desk.get('exchange.saveUnitKey', { file: at(file), passphrase });
    const wrong = { file: at(file), passphrase: '不对不对不对不对' };
    expect((await second.desk.refused('exchange.loadUnitKey', wrong)).code).toBe('exchange.unitKeyFile');
    expect((await center.desk.refused('exchange.loadUnitKey', { file: at(file), passphrase })).code).toBe(
      'exchange.unitKeyFile',
    );
    await second.desk.get('exchange.loadUnitKey', { file: at(file), passphrase });
    expect((await keysOf(second)).unitCard).toEqual((await keysOf(first)).unitCard);
    expect((await center.desk.refused('exchange.saveUnitKey', { file: at(file), passphrase })).code).toBe(
      'exchange.noUnitKeyHere',
    );
  });
});

it('packages and their receipts are kept read-only, named by day and number, and found from the book', async () => {
  const toPolice = await center.pairWith(first);
  await first.pairWith(center);
  const routed = await center.send(toPolice, stick, { purpose: 'route', cases: [await center.assigned(POLICE)] });
  const taken = await first.take(routed);
  const shelf = (one: Site, place: string) => readdirSync(join(one.folder, 'exchange', place));
  const [sent = ''] = shelf(center, 'out');
  expect(sent).toMatch(/^jrd-\d{8}-0001-[0-9a-f]{8}\.jrd$/);
  expect(shelf(first, 'in')).toEqual([sent]);
  expect(shelf(first, 'out')).toEqual([expect.stringMatching(/^jrd-\d{8}-0001-[0-9a-f]{8}-receipt-[0-9a-f]{8}\.jrd$/)]);
  for (const [one, place] of [
    [center, 'out'],
    [first, 'in'],
    [first, 'out'],
  ] as const) {
    for (const name of shelf(one, place)) {
      expect(statSync(join(one.folder, 'exchange', place, name)).mode & 0o222).toBe(0);
    }
  }
  const row = (await first.desk.get('exchange.packages', {})).rows.find(({ direction }) => direction === 'in');
  expect(row).toMatchObject({ kept: true, file: sent, resumed: false, answered: { id: taken.receipt } });

  const again = await center.send(toPolice, stick, { purpose: 'route', cases: [await center.assigned(POLICE)] });
  await first.inspect(again);
  expect(shelf(first, 'in')).toHaveLength(2);
  await first.inspect(routed);
  expect(shelf(first, 'in').filter((name) => name !== sent)).toHaveLength(1);
  expect((await first.take(routed)).result).toBe('duplicate');
});
