import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, CENTER, POLICE, type Site, Workshop } from '../../../tests/exchange/support/site';

let shop: Workshop;
let stick: string;
let center: Site;
let police: Site;

beforeEach(async () => {
  shop = new Workshop('交换');
  stick = shop.stick;
  center = await shop.site('中心', CENTER, 'A01', '王敏');
  police = await shop.site('公安', POLICE, 'P01', '赵刚');
});
afterEach(() => shop.close());

const codeOf = async (asked: Promise<{ code: string }>): Promise<string> => (await asked).code;

describe('pairing', () => {
  it('goes by the digits that were heard, and a retired key is good for nothing any more', async () => {
    const own = await police.desk.get('exchange.keys', {});
    expect(own.fingerprint).toMatch(/^(\d{5} ){5}\d{5}$/);
    expect(own.qr.path).toContain('h1v1');
    const wrong = { text: own.card, spoken: own.fingerprint.replace(/\d$/, (d) => String((Number(d) + 1) % 10)) };
    expect(await codeOf(center.desk.refused('exchange.pair', wrong))).toBe('exchange.fingerprint');
    expect(await codeOf(police.desk.refused('exchange.pair', { text: own.card, spoken: own.fingerprint }))).toBe(
      'exchange.ownCard',
    );
    expect(await codeOf(center.desk.refused('exchange.readCard', { text: '{"card":1}' }))).toBe('exchange.notACard');
    const card = join(stick, '公安.jrdcard');
    await police.desk.get('exchange.saveCard', { file: at(card) });
    expect(await center.desk.get('exchange.readCard', { file: at(card) })).toMatchObject({
      known: 'new',
      unit: POLICE,
    });
    const { id } = await center.desk.get('exchange.pair', { file: at(card), spoken: own.fingerprint });
    const { partners } = await center.desk.get('exchange.partners', {});
    expect(partners).toMatchObject([
      { unit: POLICE, name: expect.stringContaining('P01'), revoked: false, home: false },
    ]);
    await center.desk.get('exchange.revoke', { id, reason: '便携机遗失' });
    const after = await center.desk.get('exchange.partners', {});
    expect(after.partners).toMatchObject([{ revoked: true, revokedFor: '便携机遗失' }]);
    const send = { purpose: 'directory' as const, to: [id], folder: at(stick) };
    expect(await codeOf(center.desk.refused('exchange.send', send))).toBe('exchange.revokedRecipient');
    await police.pairWith(center);
    const other = await center.desk.get('exchange.keys', {});
    expect((await center.desk.get('exchange.renewKeys', {})).fingerprint).not.toBe(other.fingerprint);
  });
});

describe('a case routed out', () => {
  it('is signed there, answered, closed here, and both books know what came back', async () => {
    const toPolice = await center.pairWith(police);
    const toCenter = await police.pairWith(center);
    const id = await center.assigned(POLICE);
    const routed = await center.send(toPolice, stick, { purpose: 'route', cases: [id], note: '请依法办理' });
    expect((await center.desk.get('exchange.packages', { waiting: true })).rows).toMatchObject([
      { direction: 'out', purpose: 'route', kept: true, waiting: true, to: [{ number: 1 }] },
    ]);
    const seen = await police.inspect(routed);
    expect(seen).toMatchObject({
      verdict: 'ok',
      takable: true,
      manifest: { purposeName: '转送、交办', from: { by: '王敏' }, note: '请依法办理' },
    });
    const preview = await police.desk.get('exchange.preview', { copy: seen.copy });
    expect(preview).toMatchObject({ newCases: 1, changedCases: 0, conflicts: 0, gaps: 0, absent: 0 });
    expect(preview.records[0]).toMatchObject({ id, kind: '信访事项', isNew: true, after: '已转交' });
    const taken = await police.desk.get('exchange.import', { copy: seen.copy });
    expect(taken).toMatchObject({ result: 'ok', undecided: 0, reopen: false });
    expect((await police.desk.get('backups.list', {})).backups.map(({ reason }) => reason)).toContain('beforeImport');
    const twice = await police.inspect(routed);
    expect(twice).toMatchObject({ verdict: 'duplicate', takable: false });
    const again = await police.desk.get('exchange.import', { copy: twice.copy });
    expect(again).toMatchObject({ result: 'duplicate', fresh: 0 });

    const receipt = await police.desk.get('exchange.deliver', { id: taken.receipt ?? '', folder: at(stick) });
    await center.take(join(stick, receipt.files[0] ?? ''));
    expect((await center.desk.get('exchange.packages', { waiting: true })).rows).toEqual([]);

    await police.step(id, 'sign', { signer: '赵刚' });
    await police.step(id, 'acknowledge');
    await police.step(id, 'handle');
    await police.step(id, 'reply', {
      conclusion: 'support',
      summary: '已办理户籍登记。',
      basis: '《中华人民共和国户口登记条例》第十条',
    });
    const reply = await police.send(toCenter, stick, { purpose: 'reply', cases: [id] });
    const back = await center.inspect(reply);
    const change = await center.desk.get('exchange.preview', { copy: back.copy });
    expect(change.records[0]).toMatchObject({ isNew: false, before: '已转交', after: await police.statusName(id) });
    await center.desk.get('exchange.import', { copy: back.copy });
    expect(await center.statusOf(id)).toBe('replied');
    await center.step(id, 'deliver', { way: 'direct', signer: '李桂兰' });
    await center.step(id, 'close', { settledInWriting: true });
    expect(await center.statusOf(id)).toBe('closed');
    expect(police.desk.faults).toEqual([]);
    expect(center.desk.faults).toEqual([]);
  });

  it('does not go where it may not: an accusation, a stranger, a unit without keys', async () => {
    const toPolice = await center.pairWith(police);
    const secret = await center.register('匿名', '检举某单位负责人收受财物。', 'purposes/04');
    const plan = await center.desk.get('exchange.plan', { purpose: 'route', to: [toPolice], cases: [secret] });
    expect(plan).toMatchObject({ travelling: 0, refused: 1, leavesBehind: false });
    expect(plan.items[0]?.refused?.lawArticle).toContain('第三十条');
    const send = { purpose: 'route' as const, to: [toPolice], cases: [secret], folder: at(stick) };
    expect(await center.desk.refused('exchange.send', send)).toMatchObject({
      code: 'exchange.refused',
      lawArticle: expect.stringContaining('第三十条'),
    });
    expect(readdirSync(stick)).toEqual([]);
    const free = await center.register('周平', '反映路灯损坏。');
    expect((await center.desk.get('exchange.plan', { purpose: 'route', to: [toPolice], cases: [free] })).refused).toBe(
      1,
    );
    const unpaired = { ...send, to: [POLICE], cases: [await center.assigned(POLICE, '吴芳')] };
    expect(await codeOf(center.desk.refused('exchange.send', unpaired))).toBe('exchange.noRecipientKey');
  });

  it('opens with a passphrase only, and is recognised when it is broken, from a stranger or for somebody else', async () => {
    const third = await shop.site('教育', 'units/CZ-JYJ', 'E01', '孙老师');
    const toPolice = await center.pairWith(police);
    const id = await center.assigned(POLICE);
    const file = await center.send(toPolice, stick, { purpose: 'route', cases: [id] });
    expect(await police.inspect(file)).toMatchObject({ verdict: 'unknown_signer', takable: false, revoked: false });
    const key = await police.pairWith(center);
    await third.pairWith(center);
    expect(await third.inspect(file)).toMatchObject({ verdict: 'wrong_recipient', needsPassphrase: false });
    expect((await police.inspect(file)).verdict).toBe('ok');
    const short = join(stick, '短.jrd');
    copyFileSync(file, short);
    truncateSync(short, 5000);
    expect((await police.inspect(short)).verdict).toBe('damaged');
    expect(await codeOf(police.desk.refused('exchange.import', { copy: '0'.repeat(64) }))).toBe('exchange.copyGone');
    const words = '一二三四五六七八';
    const locked = await center.send(toPolice, stick, { purpose: 'route', cases: [id], passphrase: words });
    const closed = await police.inspect(locked);
    expect(closed).toMatchObject({ needsPassphrase: true, wrongPassphrase: false });
    expect(
      await police.desk.get('exchange.inspectAgain', { copy: closed.copy, passphrase: '不对不对不对' }),
    ).toMatchObject({
      wrongPassphrase: true,
    });
    expect(await police.desk.get('exchange.inspectAgain', { copy: closed.copy, passphrase: words })).toMatchObject({
      verdict: 'ok',
    });
    await police.desk.get('exchange.revoke', { id: key, reason: '遗失' });
    expect(await police.inspect(file)).toMatchObject({ verdict: 'unknown_signer', revoked: true });
    writeFileSync(join(stick, '别的.jrd'), readFileSync(file).subarray(0, 100));
    expect((await police.inspect(join(stick, '别的.jrd'))).verdict).toBe('damaged');
  });
});

describe('a laptop of the centre', () => {
  it('takes cases along, works offline, comes back, and what both wrote is decided once', async () => {
    const laptop = await shop.site('便携机', CENTER, 'A09', '陈晨');
    const toLaptop = await center.pairWith(laptop);
    const toCenter = await laptop.pairWith(center);
    const id = await center.assigned(POLICE);
    await center.step(id, 'sign', { signer: '赵刚' });
    expect(
      await center.desk.refused('exchange.send', {
        purpose: 'checkout',
        to: [toLaptop],
        cases: [id],
        folder: at(stick),
      }),
    ).toMatchObject({ field: 'until' });
    const { today } = await center.desk.get('app.status', {});
    const out = await center.send(toLaptop, stick, { purpose: 'checkout', cases: [id], until: today });
    expect((await center.desk.get('exchange.leases', {})).leases).toMatchObject([
      { state: 'out', here: false, cases: [{ id }] },
    ]);
    const taken = await laptop.take(out);
    expect(taken).toMatchObject({ result: 'ok', reopen: false });
    expect((await laptop.desk.get('exchange.leases', {})).leases).toMatchObject([{ state: 'out', here: true }]);

    await laptop.desk.get('cases.edit', { id, changes: { title: '户籍迁移拖延' }, reason: '下访核实' });
    await center.desk.get('cases.edit', { id, changes: { title: '户口登记拖延' }, reason: '来电更正' });
    await center.step(id, 'withdraw', { reason: '信访人撤回' });
    await laptop.step(id, 'acknowledge');
    const met = await laptop.register('钱进', '下访时反映道路积水。');

    const home = await laptop.send(toCenter, stick, { purpose: 'checkin' });
    const seen = await center.inspect(home);
    const preview = await center.desk.get('exchange.preview', { copy: seen.copy });
    expect(preview).toMatchObject({ newCases: 1, changedCases: 1, conflicts: 2 });
    expect(preview.records[0]).toMatchObject({ id, conflicts: ['标题'] });
    expect(await center.desk.get('exchange.import', { copy: seen.copy })).toMatchObject({ result: 'ok', undecided: 2 });
    expect(await center.statusOf(met)).toBe('registered');
    expect((await center.desk.get('exchange.leases', {})).leases).toMatchObject([{ state: 'back' }]);

    const { items, total } = await center.desk.get('merge.list', {});
    expect(total).toBe(2);
    const field = items.find((item) => item.type === 'field');
    const step = items.find((item) => item.type === 'step');
    if (field?.type !== 'field' || step?.type !== 'step') throw new Error('no items');
    expect(field.sides.map(({ text, by }) => [text, by]).sort()).toEqual([
      ['户口登记拖延', '王敏'],
      ['户籍迁移拖延', '陈晨'],
    ]);
    await center.desk.get('merge.decide', {
      id,
      field: 'title',
      seen: field.sides.map(({ op }) => op),
      take: { text: '户口迁移登记拖延' },
    });
    const keep = { id, op: step.step.op, take: 'keep' as const, reason: '信访人确认继续办理' };
    await center.desk.get('merge.decideStep', keep);
    expect(await codeOf(center.desk.refused('merge.decideStep', keep))).toBe('merge.settled');
    expect((await center.desk.get('merge.list', {})).total).toBe(0);

    await laptop.take(await center.send(toLaptop, stick, { purpose: 'sync' }));
    expect((await laptop.desk.get('merge.list', {})).total).toBe(0);
    expect((await center.desk.get('exchange.partners', {})).partners).toMatchObject([{ home: true, revoked: false }]);
    for (const one of [laptop, center]) {
      expect((await one.desk.get('cases.get', { id })).row.title).toBe('户口迁移登记拖延');
      expect(one.desk.faults).toEqual([]);
    }
    expect(await laptop.statusOf(id)).toBe(await center.statusOf(id));
  });
});

describe('a package on its way out', () => {
  it('that is cancelled leaves nothing on the stick and no case away', async () => {
    const laptop = await shop.site('便携机', CENTER, 'A09', '陈晨');
    const to = [await center.pairWith(laptop)];
    const { today } = await center.desk.get('app.status', {});
    const asked = { purpose: 'checkout', to, cases: [await center.assigned(POLICE)], until: today, folder: at(stick) };
    const sending = center.desk.call('exchange.send', asked, 'job');
    await new Promise((resolve) => setImmediate(resolve));
    center.desk.cancel('job');
    expect(await sending).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    expect(readdirSync(stick)).toEqual([]);
    const { leases } = await center.desk.get('exchange.leases', {});
    expect(leases.filter(({ state }) => state !== 'back')).toEqual([]);
  });

  it('is kept, written again, and given back by hand where the laptop is lost', async () => {
    const laptop = await shop.site('便携机', CENTER, 'A09', '陈晨');
    const to = await center.pairWith(laptop);
    const { today } = await center.desk.get('app.status', {});
    const cases = [await center.assigned(POLICE)];
    const file = await center.send(to, stick, { purpose: 'checkout', cases, until: today });
    const twice = { purpose: 'checkout' as const, to: [to], cases, until: today, folder: at(stick) };
    expect(await codeOf(center.desk.refused('exchange.send', twice))).toBe('exchange.leased');
    const [row] = (await center.desk.get('exchange.packages', {})).rows;
    rmSync(file);
    const again = await center.desk.get('exchange.deliver', { id: row?.id ?? '', folder: at(stick) });
    expect(again.files.map((name) => join(stick, name))).toEqual([file]);
    const none = { id: '0'.repeat(32), folder: at(stick) };
    expect(await codeOf(center.desk.refused('exchange.deliver', none))).toBe('exchange.notKept');
    const [lease] = (await center.desk.get('exchange.leases', {})).leases;
    await center.desk.get('exchange.returnLease', { lease: lease?.lease ?? '' });
    expect((await center.desk.get('exchange.leases', {})).leases).toMatchObject([{ state: 'back' }]);
  });

  it('goes by passphrase where no keys were exchanged, and an accusation never does', async () => {
    const cases = [await center.assigned(POLICE)];
    const open = { purpose: 'route' as const, to: [POLICE], cases, folder: at(stick) };
    expect(await codeOf(center.desk.refused('exchange.send', { ...open, passphrase: '短' }))).toBe(
      'exchange.passphraseShort',
    );
    const secret = await center.register('匿名', '检举某单位负责人收受财物。', 'purposes/04');
    const sealed = { ...open, purpose: 'accusation' as const, cases: [secret], passphrase: '一二三四五六七八' };
    expect(await center.desk.refused('exchange.send', sealed)).toMatchObject({ code: 'exchange.refused' });
    expect(readdirSync(stick)).toEqual([]);
  });
});

it('the directory and a roster are published to units that keep directories of their own', async () => {
  const toPolice = await center.pairWith(police);
  await police.pairWith(center);
  const { rule } = await center.desk.get('rosters.preset', { key: 'police-leader-day', start: '2026-07-01' });
  const created = await center.desk.get('rosters.createRule', { rule });
  await center.desk.get('rosters.generate', { rule: created.id, period: { from: '2026-07-01', to: '2026-12-31' } });
  const file = await center.send(toPolice, stick, { purpose: 'roster', rosters: [created.id] });
  expect(await police.take(file)).toMatchObject({ result: 'ok', undecided: 0 });
  expect((await police.desk.get('rosters.list', {})).rows).toHaveLength(1);
});

it('a new desk of the unit is set up from a package: rules of rosters, units, and whom to believe', async () => {
  await center.pairWith(police);
  const fresh = await shop.site('新台席', CENTER, 'A02', '周颖');
  const to = await center.pairWith(fresh);
  await fresh.pairWith(center);
  const { rule } = await center.desk.get('rosters.preset', { key: 'police-week', start: '2026-07-01' });
  await center.desk.get('rosters.createRule', { rule });
  expect(await fresh.take(await center.send(to, stick, { purpose: 'setup' }))).toMatchObject({ result: 'ok' });
  expect((await fresh.desk.get('rosters.rules', {})).rows).toHaveLength(1);
  const { partners } = await fresh.desk.get('exchange.partners', {});
  expect(partners.map(({ unit }) => unit).sort()).toEqual([POLICE, CENTER].sort());
  expect((await center.desk.refused('exchange.plan', { purpose: 'setup', to: [] })).field).toBe('to');
});
