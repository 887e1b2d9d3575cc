import { cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HubPlace } from '#shared/domain/exchange/sync';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { conflictsOf } from '#shared/ledger/fold';
import { HubCarrier } from '../../electron/exchange/hub/carrier';
import { HubError } from '../../electron/exchange/hub/connect';
import { SyncLoop } from '../../electron/exchange/sync/loop';
import { Crew, type Mate, settle } from './support/crew';
import { ask, Postgres } from './support/postgres';
import { realDesk, shownBy } from './support/real-desk';
import { at, CENTER as UNIT, Workshop } from './support/site';

const YEAR = 366 * 86_400_000;
const KEY = '2026-A01-000001';
const CASE = recordId('cases', KEY);

const postgres = await Postgres.start();
let place: HubPlace;
let root: string;
let databases = 0;
const crew = new Crew<HubCarrier>();

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'hub-'));
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  if (postgres === undefined) return;
  databases += 1;
  await ask(postgres.place(), `CREATE DATABASE d${databases}`);
  place = postgres.place({ database: `d${databases}` });
});
afterEach(() => crew.close());

async function member(
  name: string,
  more: Parameters<typeof realDesk>[2] & { readonly at?: HubPlace } = {},
): Promise<Mate<HubCarrier>> {
  const desk = await realDesk(join(root, `${name}-${databases}`), name, more);
  const carrier = new HubCarrier({ place: more.at ?? place, office: () => desk.office });
  return crew.join(desk, carrier);
}

describe.runIf(postgres !== undefined)('a hub', () => {
  it('carries everything between the desks of the centre, contents too, and edits that did not see each other are both kept', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase(KEY);
    const photo = Buffer.alloc(2_500_000, '照片');
    const sha256 = await a.desk.attach(KEY, photo);
    await settle(a, b);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    const content = await b.desk.office.blobs.read(sha256);
    expect(content.ok && content.value.equals(photo)).toBe(true);
    await a.desk.set(KEY, 'title', '甲改');
    await b.desk.set(KEY, 'title', '乙改');
    await settle(a, b);
    const record = b.desk.store.get(CASE);
    expect(record === undefined ? [] : conflictsOf(record).map(({ heads }) => heads.length)).toEqual([2]);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
  });

  it('brings nothing twice, and its rows cannot be changed', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase(KEY);
    await settle(a, b, a, b);
    expect(await ask(place, 'SELECT count(*)::int AS count FROM jrd.ops')).toEqual([{ count: 1 }]);
    await expect(ask(place, "UPDATE jrd.ops SET op = ''")).rejects.toThrow('never changed');
    await expect(ask(place, 'DELETE FROM jrd.ops')).rejects.toThrow('never changed');
  });

  it('tells the others at once, and each how far behind the others are', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    const told = new Promise<void>((resolve) => b.carrier.onHint(resolve));
    await a.desk.openCase(KEY);
    await a.round();
    await told;
    expect((await a.round()).peers).toMatchObject([{ device: 'b', name: '台席b', behind: 1, unread: 0 }]);
    await b.round();
    expect((await a.round()).peers).toMatchObject([{ device: 'b', behind: 0, waiting: 0 }]);
  });

  it('killed in the middle: everybody works on, and catches up when it is back', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    for (let i = 0; i < 300; i++) await a.desk.openCase(`2026-A01-${String(i).padStart(6, '0')}`);
    const round = a.round();
    const outcome = round.then(
      () => undefined,
      (error: unknown) => error,
    );
    await postgres?.kill();
    const error = await outcome;
    if (error !== undefined) expect(error).toBeInstanceOf(HubError);
    await a.desk.set('2026-A01-000005', 'title', '断开时甲改');
    await b.desk.openCase('2026-B01-000001');
    await expect(b.round()).rejects.toThrow(HubError);
    await postgres?.begin();
    await settle(a, b);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    expect(b.desk.store.get(recordId('cases', '2026-A01-000005'))?.value['title']).toBe('断开时甲改');
  });

  it('put back to an older state is given again what it lost', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase(KEY);
    await settle(a, b);
    const back = await postgres?.standstill();
    await a.desk.set(KEY, 'title', '备份之后');
    await b.round().catch(() => undefined);
    await settle(a, b);
    await back?.();
    for (const { round } of [a, b]) await round().catch(() => undefined);
    await settle(a, b);
    const c = await member('c');
    await settle(c);
    expect(shownBy(c.desk)).toBe(shownBy(a.desk));
  });

  it('in the background: the loop catches up by itself, quickly, and stops when told', async () => {
    const a = await member('a');
    const b = await member('b');
    const times = { every: 60_000, soon: 5, longest: 60_000 };
    const loops = [a, b].map(
      ({ carrier }) =>
        new SyncLoop(
          carrier,
          () => Date.now(),
          () => undefined,
          times,
        ),
    );
    for (const loop of loops) await loop.once();
    const arrived = new Promise<void>((resolve) => b.desk.store.onCommit(() => resolve()));
    await a.desk.openCase(KEY);
    loops[0]?.soon();
    await arrived;
    await Promise.all(loops.map((loop) => loop.stop()));
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
  });

  it('is one setting of whole desks, and another way can be chosen at any time', async () => {
    const shop = new Workshop('中心');
    const sites = await Promise.all(['A01', 'A02'].map((prefix) => shop.site(prefix, UNIT, prefix, '王敏')));
    const [one, two] = sites;
    if (one === undefined || two === undefined) return;
    const shows = async (id: RecordId) => {
      for (const { desk } of sites) await desk.get('sync.now', {});
      return (await two.desk.call('cases.get', { id })).ok;
    };
    for (const { desk } of sites) await desk.get('sync.configure', { mode: 'hub', hub: place });
    expect(await shows(await one.register('李桂兰', '反映征收补偿款未到位。'))).toBe(true);
    await one.pairWith(two);
    await two.pairWith(one);
    const folder = at(shop.home);
    for (const { desk } of sites) await desk.get('sync.configure', { mode: 'folder', folder });
    for (const { desk } of sites) await desk.get('sync.now', {});
    expect(await shows(await one.register('张伟', '反映小区噪声。'))).toBe(true);
    for (const { desk } of sites) await desk.get('sync.configure', { mode: 'hub' });
    expect(await shows(await one.register('周平', '反映路灯损坏。'))).toBe(true);
    await shop.close();
  });

  it('keeps 检举控告 at the desk where it was registered', async () => {
    const a = await member('a');
    await a.desk.openCase(KEY);
    await a.desk.write([
      {
        kind: 'event',
        on: CASE,
        space: `case/${KEY}` as never,
        field: 'triage',
        value: { on: '2026-11-02', triageClass: 'accusation' },
      },
    ]);
    expect((await a.round()).atHome).toBe(1);
    expect(await ask(place, 'SELECT 1 FROM jrd.ops')).toEqual([]);
  });

  it('stops at a clock wrong by years until a person has looked', async () => {
    const far = await member('far', { skew: YEAR });
    const b = await member('b', { skew: 3_600_000 });
    await far.desk.openCase(KEY);
    await far.round();
    expect((await b.round()).peers).toMatchObject([{ device: 'far', hold: 'clock', unread: 1 }]);
    expect(b.desk.store.get(CASE)).toBeUndefined();
    await b.round({ clocksCompared: true });
    expect(shownBy(b.desk)).toBe(shownBy(far.desk));
  });

  it('brings contents later that were not to be had when the ops were written', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase(KEY);
    const sha256 = await a.desk.attach(KEY, Buffer.from('后到的附件'));
    const path = join(a.desk.folder, 'files', sha256.slice(0, 2), sha256);
    renameSync(path, `${path}.away`);
    await settle(a, b);
    expect((await b.round()).wanted).toBe(1);
    renameSync(`${path}.away`, path);
    await settle(a, b);
    expect((await b.round()).wanted).toBe(0);
    expect((await b.desk.office.blobs.read(sha256)).ok).toBe(true);
  });

  it('tells when two desks work with one copied data folder', async () => {
    const a = await member('a');
    await a.desk.openCase(KEY);
    await a.round();
    await crew.part(a);
    cpSync(a.desk.folder, `${a.desk.folder}-copy`, { recursive: true });
    const first = await member('a');
    const desk = await realDesk(`${a.desk.folder}-copy`, 'a');
    const copy = crew.join(desk, new HubCarrier({ place, office: () => desk.office }));
    await first.desk.set(KEY, 'title', '甲');
    await desk.set(KEY, 'title', '副本');
    await first.round();
    expect(await copy.round()).toMatchObject({ forked: true });
    expect(await ask(place, "SELECT op::json->>'value' AS value FROM jrd.ops WHERE seq = 2")).toEqual([
      { value: '甲' },
    ]);
  });

  it('is not let in with a wrong password, and says so', async () => {
    const a = await member('a', { at: { ...place, password: 'x' } });
    await expect(a.round()).rejects.toMatchObject({ name: 'HubError', code: '28P01' });
  });

  it('a table from a newer program is left alone', async () => {
    const a = await member('a');
    await a.round();
    await ask(place, 'UPDATE jrd.meta SET version = 99');
    const b = await member('b');
    await expect(b.round()).rejects.toMatchObject({ code: 'NEWER' });
  });

  it('speaks TLS, and with “verify” only to the server that has the certificate', async () => {
    const ca = await postgres?.secure();
    if (ca === undefined) {
      process.stderr.write('no openssl on this machine: TLS to the hub is not tried\n');
      return;
    }
    const trusted = await member('a', { at: { ...place, tls: 'verify', ca } });
    await trusted.desk.openCase(KEY);
    await trusted.round();
    const encrypted = await member('b', { at: { ...place, tls: 'encrypt' } });
    await encrypted.round();
    expect(shownBy(encrypted.desk)).toBe(shownBy(trusted.desk));
    const wary = await member('c', { at: { ...place, tls: 'verify' } });
    await expect(wary.round()).rejects.toThrow(HubError);
  });
});
