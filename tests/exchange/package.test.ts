import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { decideRevoke, KEYS } from '#shared/domain/exchange/keys';
import { unanswered } from '#shared/domain/exchange/book';
import { caseStateOf } from '#shared/domain/cases/machine';
import { recordId, type RecordId } from '#shared/kernel/ids';
import type { JsonObject } from '#shared/kernel/json';
import { ORG_SPACE } from '#shared/ledger/space';
import { parcelsOf } from '../../electron/exchange/office';
import { fingerprintOf } from '../../electron/exchange/keyring';
import { pack } from '../../electron/exchange/pack';
import { importPackage } from '../../electron/exchange/import';
import { memoryDisk } from '../crash/support/memory-disk';
import { stateOf } from './support/desk';
import { CASE, CENTER, HOST, HOST_DESK, MemoryOffice, openCase, OTHER, SPACE, step } from './support/office';

let center: MemoryOffice;
let host: MemoryOffice;
const backup = () => Promise.resolve();

beforeEach(async () => {
  center = await MemoryOffice.open('c1', CENTER);
  host = await MemoryOffice.open('h1', HOST, { skew: 3_600_000 });
  await host.pairWith(center);
  await center.pairWith(host);
  await openCase(center);
});

const route = () => ({ purpose: 'route' as const, to: [host.address()], spaces: [SPACE] });

async function attach(office: MemoryOffice, bytes: Buffer): Promise<string> {
  const coming = office.office.blobs.begin(bytes.length);
  coming.write(bytes);
  const { sha256 } = await coming.keep();
  const value: JsonObject = {
    name: '照片.jpg',
    type: 'image/jpeg',
    bytes: bytes.length,
    sha256,
    source: 'scan',
    addedOn: '2026-11-03',
  };
  const ops = [{ kind: 'add' as const, on: CASE, space: SPACE, field: 'attachments', value }];
  await office.desk.commit({ action: '添加附件', ops });
  return sha256;
}

const keyIdOf = (office: MemoryOffice) => recordId(KEYS, fingerprintOf(office.pair).replaceAll(' ', ''));

describe('a case routed out and answered', () => {
  it('arrives with its attachments, is previewed, and changes nothing the second time', async () => {
    const sha256 = await attach(center, Buffer.alloc(200_000, 7));
    const packed = await center.pack(route());
    const path = center.carry(packed, host);
    const seen = await host.examine(path);
    expect(seen).toMatchObject({ verdict: 'ok', absent: [], forked: [], preview: { fresh: 4 } });
    expect(seen.preview?.changes).toMatchObject([{ id: CASE, isNew: true, status: { after: 'dispatched' } }]);
    expect(host.store.get(CASE)).toBeUndefined();
    expect(host.office.blobs.has(sha256)).toBe(false);
    const { receipt } = await host.import(path);
    expect(receipt).toMatchObject({ result: 'ok', ops: { fresh: 4, duplicates: 0 } });
    expect(stateOf(host.store, [CASE])).toBe(stateOf(center.store, [CASE]));
    expect(await host.office.blobs.read(sha256)).toMatchObject({ ok: true });
    const before = stateOf(host.store, [CASE]);
    expect(await host.examine(path)).toMatchObject({ verdict: 'duplicate', preview: { fresh: 0, changes: [] } });
    expect((await host.import(path)).receipt).toMatchObject({ result: 'duplicate' });
    expect(stateOf(host.store, [CASE])).toBe(before);
  });

  it('does not bring a program in under the name of a picture', async () => {
    const program = await attach(center, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000, 1)]));
    const picture = await attach(center, Buffer.alloc(5000, 2));
    const { unfit } = await host.import(center.carry(await center.pack(route()), host));
    expect([...unfit]).toEqual([program]);
    expect(host.office.blobs.has(program)).toBe(false);
    expect(host.office.blobs.has(picture)).toBe(true);
    expect(stateOf(host.store, [CASE])).toBe(stateOf(center.store, [CASE]));
  });

  it('comes back as a reply that brings only what is new, and the receipt closes the book', async () => {
    const routed = await center.pack(route());
    expect(unanswered(parcelsOf(center.store))).toHaveLength(1);
    const { receipt } = await host.import(center.carry(routed, host));
    const back = await host.pack({ purpose: 'receipt', to: [center.address()], spaces: [], receipt });
    await center.import(host.carry(back, center));
    expect(unanswered(parcelsOf(center.store))).toEqual([]);
    await step(host.desk, CASE, SPACE, 'sign', { on: '2026-11-04', signer: '赵刚' });
    const reply = await host.pack({ purpose: 'reply', to: [center.address()], spaces: [SPACE] });
    expect(reply.manifest.counts.ops).toBe(1);
    await center.import(host.carry(reply, center));
    expect(stateOf(host.store, [CASE])).toBe(stateOf(center.store, [CASE]));
    await step(center.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: '催办' });
    const second = await center.pack(route());
    expect(second.manifest).toMatchObject({ counts: { ops: 1 }, to: [{ number: 2 }] });
  });

  it('shows a concurrent step as waiting for a person, on both sides the same', async () => {
    await host.import(center.carry(await center.pack(route()), host));
    await step(host.desk, CASE, SPACE, 'sign', { on: '2026-11-04', signer: '赵刚' });
    await step(center.desk, CASE, SPACE, 'withdraw', { on: '2026-11-04', reason: '信访人撤回' });
    const reply = host.carry(await host.pack({ purpose: 'reply', to: [center.address()], spaces: [SPACE] }), center);
    const seen = await center.examine(reply);
    expect(seen.preview?.changes[0]?.missteps).toHaveLength(1);
    await center.import(reply);
    await host.import(center.carry(await center.pack(route()), host));
    const [a, b] = [center, host].map(({ store }) => store.get(CASE));
    if (a === undefined || b === undefined) throw new Error('no case');
    expect(caseStateOf(a)).toEqual(caseStateOf(b));
    expect(caseStateOf(a).missteps).toHaveLength(1);
  });

  it('says of a later package that the one before is missing, and takes it when it came', async () => {
    const first = await center.pack(route());
    await step(center.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: '催办' });
    const second = await center.pack({ ...route(), bases: new Map([[SPACE, { c1: 3 }]]) });
    const late = center.carry(second, host, 'late.jrd');
    expect((await host.examine(late)).verdict).toBe('gap');
    expect((await host.import(late)).receipt).toMatchObject({ result: 'gap', ops: { fresh: 0 } });
    await host.import(center.carry(first, host));
    expect((await host.examine(late)).verdict).toBe('ok');
    await host.import(late);
    expect(stateOf(host.store, [CASE])).toBe(stateOf(center.store, [CASE]));
  });
});

describe('a desk whose folder was put back by hand', () => {
  it('gets its own later steps home, is told so, and gives no number out twice', async () => {
    const old = new Map([...center.desk.disk.files].map(([name, bytes]) => [name, Buffer.from(bytes)] as const));
    await step(center.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: '一' });
    await host.import(center.carry(await center.pack(route()), host));
    const back = await MemoryOffice.open('c1', CENTER, { disk: memoryDisk(old), run: 'back' });
    const reply = await host.pack({ purpose: 'reply', to: [back.address()], spaces: [SPACE], bases: new Map() });
    const { ownAhead } = await back.import(host.carry(reply, back));
    expect(ownAhead).toBe(true);
    const next = await step(back.desk, CASE, SPACE, 'note', { on: '2026-11-06', text: '二' });
    expect(next.ops[0]?.id).toBe('c1:5');
    expect((await host.import(back.carry(await back.pack(route()), host))).receipt.ops.fresh).toBe(1);
  });
});

describe('a package that is not taken in', () => {
  it('from a key that was not paired, or was retired, is shown from the outside only', async () => {
    const stranger = await MemoryOffice.open('s1', OTHER);
    await openCase(stranger);
    const packed = await stranger.pack(route());
    const path = stranger.carry(packed, host);
    const seen = await host.examine(path);
    expect(seen).toMatchObject({ verdict: 'unknown_signer', manifest: { from: { name: 's1' } } });
    expect(seen.txns).toBeUndefined();
    expect(await importPackage(host.office, seen, { backup })).toMatchObject({
      ok: false,
      error: { code: 'exchange.unknown_signer' },
    });
    const revoked = decideRevoke(host.store.get(keyIdOf(center)), '便携机遗失');
    if (!revoked.ok) throw new Error(revoked.error.code);
    await host.desk.commit(revoked.value);
    const theirs = center.carry(await center.pack(route()), host);
    expect(await host.examine(theirs)).toMatchObject({ verdict: 'unknown_signer', revoked: true });
  });

  it('meant for others cannot be opened', async () => {
    const other = await MemoryOffice.open('o1', OTHER);
    await other.pairWith(center);
    const path = center.carry(await center.pack(route()), other);
    expect((await other.examine(path)).verdict).toBe('wrong_recipient');
  });

  it('under a passphrase asks for it, and opens with the right one only', async () => {
    const order = { ...route(), to: [{ unit: HOST, name: 'h1' }], passphrase: { words: '一二三四五六七八', work: 10 } };
    const path = center.carry(await center.pack(order), host);
    expect(await host.examine(path)).toMatchObject({ verdict: 'wrong_recipient', needsPassphrase: true });
    expect(await host.examine(path, '不对不对不对不对')).toMatchObject({ verdict: 'wrong_recipient' });
    expect(await host.examine(path, '一二三四五六七八')).toMatchObject({ verdict: 'ok' });
  });

  it('from a clock far ahead waits for a person, and from beyond all reason for nobody', async () => {
    const day = 86_400_000;
    for (const [device, ahead, code] of [
      ['f1', 3 * 366 * day, undefined],
      ['f2', 40 * 366 * day, 'exchange.clock_ahead'],
    ] as const) {
      const fast = await MemoryOffice.open(device, CENTER, { skew: ahead });
      await host.pairWith(fast);
      await openCase(fast, undefined, `2026-A0${device}-1`);
      const on = recordId('cases', `2026-A0${device}-1`);
      const packed = await fast.pack({ ...route(), spaces: [fast.store.get(on)?.space ?? SPACE] });
      const seen = await host.examine(fast.carry(packed, host));
      expect(seen.verdict).toBe('clock_ahead');
      expect(await importPackage(host.office, seen, { backup })).toMatchObject({ ok: false });
      const agreed = await importPackage(host.office, seen, { backup, clocksCompared: true });
      expect(agreed.ok ? undefined : agreed.error.code).toBe(code);
    }
  });

  it('with a copy of a folder behind it is stopped: one number, two contents', async () => {
    const files = new Map([...center.desk.disk.files].map(([name, bytes]) => [name, Buffer.from(bytes)] as const));
    const twin = await MemoryOffice.open('c1', CENTER, { disk: memoryDisk(files), run: 'twin' });
    await step(center.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: '一' });
    await step(twin.desk, CASE, SPACE, 'note', { on: '2026-11-05', text: '二' });
    await host.import(center.carry(await center.pack(route()), host));
    const path = twin.carry(await twin.pack(route()), host);
    const seen = await host.examine(path);
    expect(seen.forked).toHaveLength(1);
    expect(await importPackage(host.office, seen, { backup })).toMatchObject({
      ok: false,
      error: { code: 'exchange.forked' },
    });
  });

  it('when its sender has no say in what it brings', async () => {
    const other = await MemoryOffice.open('o1', OTHER);
    await center.pairWith(other);
    const ops = [{ kind: 'set' as const, on: recordId('units', 'X'), space: ORG_SPACE, field: 'name', value: '改' }];
    await other.desk.commit({ action: '写', ops });
    const packed = await other.pack({ purpose: 'directory', to: [center.address()], spaces: [ORG_SPACE] });
    const seen = await center.examine(other.carry(packed, center));
    expect(seen).toMatchObject({ verdict: 'ok', refused: { code: 'exchange.mayNotPublish' } });
    expect(await importPackage(center.office, seen, { backup })).toMatchObject({ ok: false });
    expect(center.store.get(recordId('units', 'X'))).toBeUndefined();
  });

  it('without a backup before it', async () => {
    const seen = await host.examine(center.carry(await center.pack(route()), host));
    const failing = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    expect(await importPackage(host.office, seen, { backup: failing })).toMatchObject({ ok: false });
    expect(host.store.get(CASE)).toBeUndefined();
  });
});

describe('a package written', () => {
  it('goes to no retired key, and to no key of another unit than it is addressed to', async () => {
    const refused = async (unit: RecordId) => {
      const done = await pack(center.office, { ...route(), to: [{ ...host.address(), unit }] });
      return done.ok ? undefined : done.error.code;
    };
    expect(await refused(HOST)).toBeUndefined();
    expect(await refused(HOST_DESK)).toBe('exchange.otherUnitsKey');
    const revoked = decideRevoke(center.store.get(keyIdOf(host)), '便携机遗失');
    if (!revoked.ok) throw new Error(revoked.error.code);
    await center.desk.commit(revoked.value);
    expect(await refused(HOST)).toBe('exchange.revokedRecipient');
  });

  it('is not begun where the disk has no room for it, and leaves nothing half', async () => {
    for (const free of [1000, 70_000_000]) {
      const disk = { ...center.desk.disk, free: () => free };
      expect(await pack({ ...center.office, disk }, route())).toMatchObject({ error: { code: 'exchange.ENOSPC' } });
    }
    expect([...center.desk.disk.files.keys()].filter((path) => path.endsWith('.part'))).toEqual([]);
  });

  it('is sealed to all it goes to, and nothing of it can be read on the way', async () => {
    const inner = await MemoryOffice.open('x1', HOST_DESK);
    await inner.pairWith(center);
    const packed = await center.pack({ ...route(), to: [host.address(), inner.address()] });
    const bytes = center.desk.disk.files.get(packed.path) ?? Buffer.alloc(0);
    expect(bytes.includes('李桂兰')).toBe(false);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(packed.sha256);
    for (const office of [host, inner]) {
      expect((await office.examine(center.carry(packed, office))).verdict).toBe('ok');
    }
  });
});
