import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeLine } from '../store/line';
import { type PlainDesk, plainDesk, sampleVisit } from '../../tests/plain-desk';

const folders: string[] = [];
const open: PlainDesk[] = [];
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), '恢复 编号-'));
  folders.push(folder);
  return folder;
};

async function deskAt(folder: string) {
  const desk = await plainDesk(folder);
  open.push(desk);
  const { get } = desk;
  const identify = () => get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王登记' });
  const register = () =>
    get('visits.register', {
      visit: sampleVisit({ receivedBy: '王登记' }),
    });
  const close = async () => {
    open.splice(open.indexOf(desk), 1);
    await desk.close();
  };
  return { get, identify, register, close };
}

const deviceOf = (folder: string): string =>
  (decodeLine(readFileSync(join(folder, 'settings.json')))?.json as { device: string } | undefined)?.device ?? '';
const serial = ({ visitNo }: { visitNo: string }): number => Number(visitNo.slice(-6));

describe('after older data are back', () => {
  it('numbers given out since are not given again, and the desk is another device', async () => {
    const folder = newFolder();
    const first = await deskAt(folder);
    await first.identify();
    for (let i = 0; i < 3; i++) await first.register();
    const made = await first.get('backups.make', {});
    for (let i = 0; i < 2; i++) await first.register();
    const device = deviceOf(folder);
    await first.get('backups.restore', { id: made.id });
    await first.close();

    const second = await deskAt(folder);
    expect(deviceOf(folder)).not.toBe(device);
    expect((await second.get('visits.list', {})).rows.map(serial)).toEqual([3, 2, 1]);
    const sixth = await second.register();
    expect(serial(sixth)).toBe(6);
    expect((await second.get('history.list', { id: sixth.id })).entries).toMatchObject([{ action: '登记来访' }]);
    expect((await second.get('recovery.state', {})).mode).toBe('ready');
    await second.get('backups.restore', { id: made.id });
    await second.close();

    const third = await deskAt(folder);
    expect((await third.get('visits.list', {})).rows.map(serial)).toEqual([3, 2, 1]);
    expect(serial(await third.register())).toBe(7);
    expect(serial(await third.register())).toBe(8);
  });

  it('the number of a visit lost to a damaged line is not given again after a rebuild', async () => {
    const folder = newFolder();
    const first = await deskAt(folder);
    await first.identify();
    for (let i = 0; i < 2; i++) await first.register();
    const lost = await first.register();
    await first.get('visits.setPolicy', { groupThreshold: 4 });
    await first.close();
    const ledger = readdirSync(folder).find((name) => name.startsWith('ops-')) ?? '';
    const bytes = readFileSync(join(folder, ledger));
    const at = bytes.indexOf(`"queryCode":"${lost.queryCode}"`) + 14;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(folder, ledger), bytes);

    const damaged = await deskAt(folder);
    expect((await damaged.get('recovery.state', {})).fault).toBe('damaged');
    await damaged.get('recovery.rebuild', {});
    await damaged.close();
    const rebuilt = await deskAt(folder);
    expect((await rebuilt.get('visits.list', {})).rows.map(serial)).toEqual([2, 1]);
    expect(serial(await rebuilt.register())).toBe(4);
  });

  it('also when the settings were lost with the data', async () => {
    const folder = newFolder();
    const first = await deskAt(folder);
    await first.identify();
    await first.register();
    const made = await first.get('backups.make', {});
    await first.register();
    await first.get('backups.restore', { id: made.id });
    await first.close();
    writeFileSync(join(folder, 'settings.json'), '{"device": "');

    const broken = await deskAt(folder);
    expect((await broken.get('recovery.state', {})).fault).toBe('damaged');
    await broken.get('recovery.usePrevious', {});
    await broken.close();
    const second = await deskAt(folder);
    expect((await second.get('app.status', {})).identity?.deskPrefix).toBe('A01');
    expect(serial(await second.register())).toBe(3);
  });
});
