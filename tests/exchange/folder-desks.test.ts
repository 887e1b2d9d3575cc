import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { at, CENTER, type Site, Workshop } from './support/site';

let shop: Workshop;
let share: string;

beforeEach(() => {
  shop = new Workshop('同步');
  share = join(shop.home, '共享');
  mkdirSync(share);
});
afterEach(() => shop.close());

const site = (prefix: string): Promise<Site> => shop.site(prefix, CENTER, prefix, '王敏');

/** Whether a desk shows the matter; asked after a whole exchange on either side. */
async function shows({ desk }: Site, id: string): Promise<boolean> {
  await desk.get('sync.now', {});
  return (await desk.call('cases.get', { id })).ok;
}

describe('台席同步 through an exchange folder', () => {
  it('is one setting, carries a registration to the other counter, and says who is how far behind', async () => {
    const [a, b] = [await site('A01'), await site('A02')];
    await a.pairWith(b);
    await b.pairWith(a);
    expect(await a.desk.get('sync.status', {})).toMatchObject({ mode: 'off', phase: 'off', peers: [] });
    expect((await a.desk.refused('sync.now', {})).code).toBe('sync.off');
    for (const { desk } of [a, b]) await desk.get('sync.configure', { mode: 'folder', folder: at(share) });
    const id = await a.register('李桂兰', '反映征收补偿款未到位。');
    await a.desk.get('sync.now', {});
    expect(await shows(b, id)).toBe(true);
    const { peers, folder, phase, waiting } = await a.desk.get('sync.now', {});
    expect({ folder, phase, waiting }).toEqual({ folder: share, phase: 'resting', waiting: 0 });
    expect(peers).toMatchObject([{ name: expect.stringContaining('A02'), behind: 0 }]);
  });

  it('works on while the share is away, says so in words, and catches up', async () => {
    const [a, b] = [await site('A01'), await site('A02')];
    await a.pairWith(b);
    await b.pairWith(a);
    for (const { desk } of [a, b]) await desk.get('sync.configure', { mode: 'folder', folder: at(share) });
    await a.desk.get('sync.now', {});
    renameSync(share, `${share}-away`);
    const id = await a.register('张伟', '反映小区噪声。');
    const problem = '找不到交换文件夹，U 盘可能已拔出，或网络已断开。';
    expect((await a.desk.refused('sync.now', {})).message).toBe(problem);
    expect(await a.desk.get('sync.status', {})).toMatchObject({ phase: 'unreachable', problem });
    renameSync(`${share}-away`, share);
    await a.desk.get('sync.now', {});
    expect(await shows(b, id)).toBe(true);
    await a.desk.get('sync.configure', { mode: 'off' });
    expect(await a.desk.get('sync.status', {})).toMatchObject({ mode: 'off', phase: 'off', folder: share });
  });

  it('keeps the password of a hub in the settings of the desk and tells it to nobody', async () => {
    const a = await site('A01');
    expect((await a.desk.refused('sync.configure', { mode: 'hub' })).field).toBe('hub.host');
    const hub = { host: '127.0.0.1', port: 1, database: 'jrd', user: 'desk', tls: 'off' as const };
    const set = await a.desk.get('sync.configure', { mode: 'hub', hub: { ...hub, password: '口令甲' } });
    expect(set.hub).toEqual({ ...hub, hasPassword: true });
    expect(JSON.stringify(set)).not.toContain('口令甲');
    await a.desk.get('sync.configure', { mode: 'hub', hub });
    expect((await a.desk.refused('sync.now', {})).code).toBe('sync.unreachable');
    expect(await a.desk.get('sync.status', {})).toMatchObject({
      phase: 'unreachable',
      problem: '连不上数据库服务器，可能网络已断开，或服务器没有开机。',
      hub: { hasPassword: true },
    });
    expect(readFileSync(join(a.folder, 'settings.json'), 'utf8')).toContain('口令甲');
  });
});
