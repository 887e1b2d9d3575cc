import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ORG_SPACE } from '#shared/ledger/space';
import { recordId } from '#shared/kernel/ids';
import type { FileHandle, RecordId } from '#shared/kernel/ids';
import type { Call } from '../ipc/router';
import { noShell } from '../shell-port';
import { listBackups, worthKeeping } from '../store/backup';
import { nodeDisk } from '../store/disk';
import { asStoreError } from '../store/fault';
import { openStore } from '../store/open';
import { openSettings } from '../store/settings';
import type { Store } from '../store/store';
import { startKeeper } from './keeper';
import { recoveryService } from './recovery';

const folders: string[] = [];
const stores: Store[] = [];
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

let now = Date.UTC(2026, 10, 23, 2);
let count = 0;
const clock = { now: () => now };
const random = { hex: () => `t${count++}` };
const limits = { step: 4096, sealOps: 10, sealBytes: 4096, compactAt: 20 };

async function open(folder: string) {
  const { device } = await openSettings(folder);
  const store = await openStore({ folder, device, clock, random, collections: [], limits });
  stores.push(store);
  const service = recoveryService({ folder, clock, random, shell: noShell, store, fault: undefined });
  const actor = { by: '张三', unit: 'units/XFJ', device };
  const call: Call = { actor, now, signal: new AbortController().signal, progress: () => undefined };
  const write = (n: number, name: string) =>
    store.commit(
      {
        action: '登记',
        ops: [
          {
            kind: store.get(unit(n)) ? 'set' : 'create',
            on: unit(n),
            space: ORG_SPACE,
            ...(store.get(unit(n)) ? { field: 'name', value: name } : { value: { name } }),
          },
        ],
      },
      actor,
    );
  return { store, service, call, write, device };
}
const unit = (n: number): RecordId => recordId('units', `U${n}`);
const newFolder = (): string => {
  const folder = join(mkdtempSync(join(tmpdir(), 'desk-')), '恢复 测试');
  folders.push(folder);
  nodeDisk.makeFolder(folder);
  return folder;
};

describe('backups', () => {
  it('bring back what was, keep what came after, and can be taken back', async () => {
    const folder = newFolder();
    const first = await open(folder);
    for (let n = 0; n < 45; n++) await first.write(n, `单位${n}`);
    const made = await first.service['backups.make']({}, first.call);
    if (!made.ok) throw new Error(made.error.message);
    now += 60_000;
    await first.write(1, '改名');
    await first.write(100, '新单位');
    const restored = await first.service['backups.restore']({ id: made.value.id }, first.call);
    expect(restored.ok).toBe(true);

    const second = await open(folder);
    expect(second.store.state()).toEqual({ mode: 'ready' });
    expect(second.store.get(unit(1))?.value).toEqual({ name: '单位1' });
    expect(second.store.get(unit(100))).toBeUndefined();
    expect(second.store.history(unit(44))).toHaveLength(1);
    expect(second.device).not.toBe(first.device);
    await second.write(2, '恢复之后');
    now += 60_000;
    const before = (await listBackups({ disk: nodeDisk, folder })).find((b) => b.reason === 'beforeRestore');
    await second.service['backups.restore']({ id: before?.id ?? '' }, second.call);

    const third = await open(folder);
    expect(third.store.get(unit(1))?.value).toEqual({ name: '改名' });
    expect(third.store.get(unit(100))?.value).toEqual({ name: '新单位' });
    expect(third.store.get(unit(2))?.value).toEqual({ name: '单位2' });
    expect(third.store.state()).toEqual({ mode: 'ready' });
  });

  it('refuses a backup of which a file is damaged', async () => {
    const folder = newFolder();
    const desk = await open(folder);
    for (let n = 0; n < 15; n++) await desk.write(n, `单位${n}`);
    const made = await desk.service['backups.make']({}, desk.call);
    const pool = join(folder, 'backups', 'files');
    const sealed = readdirSync(pool).find((name) => name.startsWith('ops-')) ?? '';
    const bytes = readFileSync(join(pool, sealed));
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(join(pool, sealed), bytes);
    const answer = await desk.service['backups.restore']({ id: made.ok ? made.value.id : '' }, desk.call);
    expect(answer.ok ? undefined : answer.error.code).toBe('recovery.backupDamaged');
    expect(desk.store.state()).toEqual({ mode: 'ready' });
    expect(desk.store.get(unit(3))?.value).toEqual({ name: '单位3' });
  });

  it('are made when quitting after something was written, and only then', async () => {
    const folder = newFolder();
    const desk = await open(folder);
    const place = { disk: nodeDisk, folder };
    const fail = (error: unknown) => {
      throw error;
    };
    await startKeeper({ folder, clock, store: desk.store }, fail).stop();
    expect(await listBackups(place)).toEqual([]);
    const keeper = startKeeper({ folder, clock, store: desk.store }, fail);
    await desk.write(1, '一');
    await keeper.stop();
    expect(await listBackups(place)).toMatchObject([{ reason: 'quit', complete: true }]);
  });

  it('keep five of today, one a day for two weeks, one a month for a year', () => {
    const day = 86_400_000;
    const all = Array.from({ length: 24 * 500 }, (_, hour) => ({ id: String(hour), at: now - hour * (day / 24) }));
    const kept = worthKeeping(all, now);
    const age = (id: string) => (now - (all[Number(id)]?.at ?? 0)) / day;
    expect(kept.slice(0, 5)).toEqual(['0', '1', '2', '3', '4']);
    expect(kept.filter((id) => age(id) < 14).length).toBe(5 + 13);
    expect(kept.length).toBe(5 + 13 + 11);
  });
});

describe('a damaged data folder', () => {
  it('opens read-only with the sound part, says so, and goes on after a rebuild', async () => {
    const folder = newFolder();
    const first = await open(folder);
    for (let n = 0; n < 8; n++) await first.write(n, `单位${n}`);
    await first.store.close();
    damageLine(folder, 3);
    const second = await open(folder);
    expect(second.store.state()).toMatchObject({ mode: 'readOnly', reason: 'damaged' });
    expect(second.store.get(unit(2))?.value).toEqual({ name: '单位2' });
    expect(second.store.get(unit(3))).toBeUndefined();
    expect(second.store.get(unit(7))?.value).toEqual({ name: '单位7' });
    await expect(second.write(1, '不行')).rejects.toMatchObject({ refusal: { code: 'store.damaged' } });
    const state = await second.service['recovery.state']({}, second.call);
    expect(state).toMatchObject({
      ok: true,
      value: { fault: 'damaged', choices: ['rebuild', 'exportReadable', 'reopen', 'chooseFolder'] },
    });
    expect(state.ok ? state.value.quarantine : []).toHaveLength(1);

    expect((await second.service['recovery.rebuild']({}, second.call)).ok).toBe(true);
    const third = await open(folder);
    expect(third.store.state()).toEqual({ mode: 'ready' });
    expect(third.store.get(unit(3))).toBeUndefined();
    expect(third.store.get(unit(7))?.value).toEqual({ name: '单位7' });
    await third.write(3, '重新登记');
    await third.store.close();
    const fourth = await open(folder);
    expect(fourth.store.state()).toEqual({ mode: 'ready' });
    expect(fourth.store.get(unit(3))?.value).toEqual({ name: '重新登记' });
  });

  it('with an old ledger file and the newest segment lost says so, lets out the rest and can go back a generation', async () => {
    const folder = newFolder();
    const first = await open(folder);
    for (let n = 0; n < 25; n++) await first.write(n, `单位${n}`);
    await first.store.compact();
    for (let n = 20; n < 30; n++) await first.write(n, `改名${n}`);
    await first.store.compact();
    await first.store.close();
    const sorted = (pattern: RegExp) =>
      readdirSync(folder)
        .filter((name) => pattern.test(name))
        .sort((a, b) => numberIn(a) - numberIn(b));
    const [ledger = ''] = sorted(/^ops-/);
    const segment = sorted(/^s-units-.*ndjson$/).at(-1) ?? '';
    rmSync(join(folder, ledger));
    truncateSync(join(folder, segment), 20);
    const fault = await open(folder).then(() => undefined, asStoreError);
    const shell = { ...noShell, resolve: () => Promise.resolve(join(folder, '导出.ndjson')) };
    const service = recoveryService({ folder, clock, random, shell, store: undefined, fault });
    const state = await service['recovery.state']({}, first.call);
    expect(state.ok ? state.value.damage.map(({ file }) => file) : []).toEqual([ledger, segment]);
    expect(state.ok ? state.value.choices : []).toContain('olderGeneration');
    const exported = await service['recovery.exportReadable']({ file: 'x' as FileHandle }, first.call);
    expect(exported.ok ? exported.value.unreadable : 0).toBe(1);
    const text = readFileSync(join(folder, '导出.ndjson'), 'utf8');
    for (const name of ['单位0"', '单位24"', '改名29"']) expect(text).toContain(name);

    expect((await service['recovery.olderGeneration']({}, first.call)).ok).toBe(true);
    const second = await open(folder);
    expect(second.store.state()).toMatchObject({ mode: 'readOnly', reason: 'damaged' });
    expect(second.store.get(unit(0))?.value).toEqual({ name: '单位0' });
    expect(second.store.get(unit(29))?.value).toEqual({ name: '改名29' });
  });

  it('goes back to the last complete backup when nothing can be opened', async () => {
    const folder = newFolder();
    const first = await open(folder);
    for (let n = 0; n < 25; n++) await first.write(n, `单位${n}`);
    await first.store.compact();
    await first.service['backups.make']({}, first.call);
    await first.store.close();
    for (const name of readdirSync(folder)) if (/^(MANIFEST|ops-)/.test(name)) rmSync(join(folder, name));
    const fault = await open(folder).then(() => undefined, asStoreError);
    expect(fault?.fault).toBe('damaged');
    const service = recoveryService({
      folder,
      clock,
      random,
      shell: noShell,
      store: undefined,
      fault,
    });
    expect((await service['recovery.usePrevious']({}, first.call)).ok).toBe(true);
    const second = await open(folder);
    expect(second.store.state()).toEqual({ mode: 'ready' });
    expect(second.store.get(unit(24))?.value).toEqual({ name: '单位24' });
  });
});

const numberIn = (name: string): number => Number(/-(\d{6})\./.exec(name)?.[1]);

/** Changes one letter in the n-th line of the only ledger file. */
function damageLine(folder: string, n: number): void {
  const name = readdirSync(folder).find((file) => file.startsWith('ops-')) ?? '';
  const bytes = readFileSync(join(folder, name));
  const at = bytes.indexOf(`单位${n}`);
  bytes[at + 6] = 0x39;
  writeFileSync(join(folder, name), bytes);
}
