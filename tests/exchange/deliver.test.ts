import { beforeEach, describe, expect, it } from 'vitest';
import { bringIn, deliver } from '../../electron/exchange/deliver';
import type { Disk } from '../../electron/store/disk';
import type { MemoryDisk } from '../crash/support/memory-disk';
import { CENTER, HOST, MemoryOffice, openCase, SPACE } from './support/office';
import type { Packed } from '../../electron/exchange/pack';

const STICK = '/U盘';
let center: MemoryOffice;
let host: MemoryOffice;
let packed: Packed;
let disk: MemoryDisk;

beforeEach(async () => {
  center = await MemoryOffice.open('c1', CENTER);
  host = await MemoryOffice.open('h1', HOST);
  await host.pairWith(center);
  await openCase(center);
  packed = await center.pack({ purpose: 'route', to: [host.address()], spaces: [SPACE] });
  ({ disk } = center.desk);
});

const onStick = () => disk.list(STICK);
/** The same stick in the other computer. */
function plugIn(): void {
  for (const [path, bytes] of disk.files) {
    if (!path.startsWith(`${STICK}/`)) continue;
    const file = host.desk.disk.open(path, 'create');
    host.desk.disk.write(file, bytes, 0);
    host.desk.disk.close(file);
  }
}

describe('a stick', () => {
  it.each([undefined, 4096])('carries a package over, in parts of %s bytes', async (partBytes) => {
    const written = await deliver(disk, packed.path, STICK, {}, partBytes);
    const files = written.ok ? written.value.files : [];
    expect(onStick().sort()).toEqual([...files].sort());
    expect(files.length > 1).toBe(partBytes !== undefined);
    plugIn();
    const brought = await bringIn(host.office, `${STICK}/${files[0]}`);
    if (!brought.ok) throw new Error(brought.error.message);
    expect(brought.value).toMatchObject({ sha256: packed.sha256, bytes: packed.bytes });
    expect((await host.examine(brought.value.path)).verdict).toBe('ok');
  });

  it('with a part missing says that the file is not complete', async () => {
    const written = await deliver(disk, packed.path, STICK, {}, 2048);
    const files = written.ok ? written.value.files : [];
    plugIn();
    host.desk.disk.remove(`${STICK}/${files.at(-1)}`);
    const brought = await bringIn(host.office, `${STICK}/${files[0]}`);
    if (!brought.ok) throw new Error(brought.error.message);
    expect((await host.examine(brought.value.path)).verdict).toBe('damaged');
  });

  const failing = (more: Partial<Disk>): Disk => ({ ...disk, ...more });
  const fail = (code: string) => (): never => {
    throw Object.assign(new Error(code), { code });
  };
  it.each([
    ['is full', 'exchange.noSpace', { free: () => 100 }],
    [
      'fills up',
      'exchange.ENOSPC',
      { settle: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOSPC' })) },
    ],
    ['is pulled', 'exchange.EIO', { sync: fail('EIO'), rename: fail('EIO') }],
    [
      'is locked',
      'exchange.EROFS',
      {
        open: (path: string, mode: 'read' | 'write' | 'create') =>
          mode === 'create' ? fail('EROFS')() : disk.open(path, mode),
      },
    ],
  ] as const)('that %s holds nothing half afterwards', async (_, code, more) => {
    const written = await deliver(failing(more), packed.path, STICK);
    expect(written).toMatchObject({ ok: false, error: { code } });
    expect(onStick()).toEqual([]);
  });

  it('that gives back other bytes than were written is noticed', async () => {
    const lying = failing({
      rename: (from, to) => {
        disk.rename(from, to);
        disk.flip(to, 999);
      },
    });
    expect(await deliver(lying, packed.path, STICK)).toMatchObject({ ok: false, error: { code: 'exchange.EIO' } });
    expect(onStick()).toEqual([]);
  });

  /** A file of several pieces; which bytes they are is nothing to the writer. */
  function large(): string {
    const path = `${STICK}大/包.jrd`;
    const file = disk.open(path, 'create');
    disk.write(file, Buffer.alloc(5 * 1024 * 1024, '内容'), 0);
    disk.close(file);
    return path;
  }

  it('that fills up halfway, as one with less space than it says, holds nothing half afterwards', async () => {
    let pieces = 0;
    const write: Disk['write'] = (...piece) => (++pieces > 3 ? fail('ENOSPC')() : disk.write(...piece));
    const written = await deliver(failing({ write }), large(), STICK);
    expect(written).toMatchObject({ ok: false, error: { code: 'exchange.ENOSPC' } });
    expect(onStick()).toEqual([]);
  });

  it.each([1, 3, 5])(
    'that is pulled after %i pieces and plugged in again holds no package until it is whole',
    async (after) => {
      const path = large();
      let pieces = 0;
      const gone = () => (pieces > after ? fail('EIO')() : undefined);
      const pulled = failing({
        write: (...piece) => {
          pieces += 1;
          gone();
          disk.write(...piece);
        },
        remove: (name) => {
          gone();
          disk.remove(name);
        },
        settle: async (file) => {
          pieces += 1;
          gone();
          await disk.settle(file);
        },
      });
      expect(await deliver(pulled, path, STICK)).toMatchObject({ ok: false, error: { code: 'exchange.EIO' } });
      expect(onStick()).toEqual(['~包.jrd.tmp']);
      expect((await deliver(disk, path, STICK)).ok).toBe(true);
      expect(onStick()).toEqual(['包.jrd']);
    },
  );

  it.each(['正在写入', '正在回读核对'])('is left clean when the work is cancelled during “%s”', async (during) => {
    const cancel = new AbortController();
    const progress = (_: number, __: number, what?: string) => what === during && cancel.abort();
    await expect(deliver(disk, large(), STICK, { signal: cancel.signal, progress })).rejects.toThrow();
    expect(onStick()).toEqual([]);
  });

  it('is told of from the first piece to the last, and that it is being read back', async () => {
    const told: string[] = [];
    const progress = (done: number, total: number, what?: string) =>
      void told.push(`${what} ${Math.round((done / total) * 100)}`);
    await deliver(disk, large(), STICK, { progress });
    const words = [20, 40, 60, 80, 100].map((percent) => `正在写入 ${percent}`);
    expect(told).toEqual([...words, '正在回读核对 0']);
  });

  it.each(['pulled', 'cancelled'])('that is %s while a package is read in leaves nothing half here', async (how) => {
    const source = large();
    const cancel = new AbortController();
    let pieces = 0;
    const read: Disk['read'] = (...piece) => (++pieces > 3 && how === 'pulled' ? fail('EIO')() : disk.read(...piece));
    const progress = () => void (pieces === 3 && how === 'cancelled' && cancel.abort());
    const here = { disk: failing({ read }), folder: '/数据', random: center.office.random };
    const inbox = disk.list('/数据/exchange/in').length;
    const brought = bringIn(here, source, { signal: cancel.signal, progress });
    if (how === 'pulled') expect(await brought).toMatchObject({ ok: false, error: { code: 'exchange.EIO' } });
    else await expect(brought).rejects.toThrow();
    expect(disk.list('/数据/exchange/in')).toHaveLength(inbox);
  });

  it('is left clean when the work is cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(deliver(disk, packed.path, STICK, { signal })).rejects.toThrow();
    expect(onStick()).toEqual([]);
  });
});
