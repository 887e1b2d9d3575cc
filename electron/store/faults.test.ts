import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { recordId, type DeviceId } from '#shared/kernel/ids';
import { ORG_SPACE } from '#shared/ledger/space';
import { AtomicJson } from './atomic-json';
import { type Disk, nodeDisk } from './disk';
import { encodeLine } from './line';
import { FORMAT } from './manifest';
import { upcast } from './migrations';
import { type OpenOptions, openStore } from './open';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'desk-')), '数据 文件夹');
  mkdirSync(folder);
});
afterEach(() => {
  chmodSync(folder, 0o755);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const device = 'd1' as DeviceId;
const actor = { by: '张三', unit: 'units/XFJ', device };
let count = 0;
const open = (more: Partial<OpenOptions> = {}) =>
  openStore({
    folder,
    device,
    clock: { now: () => Date.UTC(2026, 10, 23) },
    random: { hex: () => `t${count++}` },
    collections: [],
    limits: { step: 4096 },
    ...more,
  });
const unit = (n: number) => recordId('units', `U${n}`);
const register = (n: number) => ({
  action: '登记',
  ops: [{ kind: 'create', on: unit(n), space: ORG_SPACE, value: { name: `单位${n}`.padEnd(200, '。') } }] as const,
});

/** A disk that fails with `code` once `room` bytes were written. */
function fullAfter(room: number, code: string): Disk {
  let left = room;
  const refuse = (): never => {
    throw Object.assign(new Error(code), { code });
  };
  return {
    ...nodeDisk,
    write: (file, bytes, at) => {
      left -= bytes.length;
      if (left < 0) {
        nodeDisk.write(file, bytes.subarray(0, Math.max(0, bytes.length + left)), at);
        refuse();
      }
      nodeDisk.write(file, bytes, at);
    },
  };
}

describe('a disk that fails', () => {
  it.each([
    ['ENOSPC', 'diskFull'],
    ['EIO', 'ioError'],
    ['EACCES', 'noPermission'],
  ])('makes the store read-only on %s, with everything acknowledged intact', async (code, fault) => {
    const store = await open({ disk: fullAfter(30_000, code) });
    const states: string[] = [];
    store.onState((state) => states.push(state.mode));
    const acked: number[] = [];
    const refused = await (async () => {
      for (let n = 0; n < 80; n++) {
        const error: unknown = await store.commit(register(n), actor).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error !== undefined) return error;
        acked.push(n);
      }
      return undefined;
    })();
    expect(refused).toMatchObject({ fault, refusal: { code: `store.${fault}` } });
    expect(states).toEqual(['readOnly']);
    expect(store.get(unit(acked.length))).toBeUndefined();
    expect(store.get(unit(acked.length - 1))?.value).toBeDefined();
    await expect(store.commit(register(99), actor)).rejects.toMatchObject({ fault });
    await store.close();

    const again = await open();
    expect(again.state()).toEqual({ mode: 'ready' });
    for (const n of acked) expect(again.get(unit(n))?.value['name']).toContain(`单位${n}。`);
    await again.commit(register(99), actor);
    await again.close();
  });

  it('is not trusted again after a failed sync, even when the next one would succeed', async () => {
    let fail = false;
    const disk: Disk = {
      ...nodeDisk,
      sync: (file) => {
        if (fail) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        nodeDisk.sync(file);
      },
    };
    const store = await open({ disk });
    await store.commit(register(1), actor);
    fail = true;
    await expect(store.commit(register(2), actor)).rejects.toMatchObject({ fault: 'ioError' });
    fail = false;
    await expect(store.commit(register(3), actor)).rejects.toMatchObject({ fault: 'ioError' });
    expect(store.get(unit(2))).toBeUndefined();
    await store.close();
  });

  it('does not poison the store when only one decision of a group cannot be made', async () => {
    const store = await open();
    const broken = { action: '坏', ops: [{ ...register(1).ops[0], on: undefined as never }] };
    const [bad, good] = await Promise.allSettled([store.commit(broken, actor), store.commit(register(2), actor)]);
    expect([bad.status, good.status]).toEqual(['rejected', 'fulfilled']);
    expect(store.state()).toEqual({ mode: 'ready' });
    await store.close();
  });
});

describe('a data folder that may not be opened', () => {
  it('is refused while another store has it, and free afterwards', async () => {
    const first = await open();
    await expect(open()).rejects.toMatchObject({ fault: 'locked' });
    await first.close();
    const second = await open();
    await second.close();
  });

  it('is left alone when a newer version wrote it', async () => {
    writeFileSync(join(folder, 'MANIFEST.a'), encodeLine(JSON.stringify({ format: FORMAT + 1 })));
    await expect(open()).rejects.toMatchObject({ fault: 'newerFormat' });
    expect(readdirSync(folder).filter((name) => name !== 'desk.lock')).toEqual(['MANIFEST.a']);
  });

  it('can be read when it may not be written', async () => {
    const writer = await open();
    await writer.commit(register(1), actor);
    await writer.compact();
    await writer.commit(register(2), actor);
    await writer.close();
    const deny = (): never => {
      throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
    };
    const before = readdirSync(folder)
      .filter((name) => name !== 'desk.lock')
      .sort();
    const reader = await open({ lock: deny, disk: { ...nodeDisk, write: deny, truncate: deny, sync: deny } });
    expect(reader.state()).toMatchObject({ mode: 'readOnly', reason: 'noPermission' });
    expect(reader.get(unit(1))?.value).toBeDefined();
    expect(reader.get(unit(2))?.value).toBeDefined();
    await expect(reader.commit(register(3), actor)).rejects.toMatchObject({ fault: 'noPermission' });
    await reader.close();
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'desk.lock')
        .sort(),
    ).toEqual(before);
  });
});

describe('a small JSON file', () => {
  const schema = z.object({ n: z.number() });
  it('is replaced whole, in the order asked for', async () => {
    const path = join(folder, 'settings.json');
    const file = new AtomicJson(path, schema);
    expect(await file.read()).toBeNull();
    await Promise.all([1, 2, 3].map((n) => file.write({ n })));
    expect(await new AtomicJson(path, schema).read()).toEqual({ n: 3 });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('that cannot be read is kept aside and reported, never taken for an empty one', async () => {
    const path = join(folder, 'settings.json');
    writeFileSync(path, '{"n": 1');
    await expect(new AtomicJson(path, schema).read()).rejects.toMatchObject({ fault: 'damaged' });
    expect(readFileSync(path, 'utf8')).toBe('{"n": 1');
    const [kept = ''] = readdirSync(join(folder, 'quarantine'));
    expect(readFileSync(join(folder, 'quarantine', kept), 'utf8')).toBe('{"n": 1');
  });

  it('waits for a virus scanner to let go, and gives up with the old file whole', async () => {
    const path = join(folder, 'settings.json');
    let held = 3;
    const disk: Disk = {
      ...nodeDisk,
      rename: (from, to) => {
        if (held-- > 0) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' });
        nodeDisk.rename(from, to);
      },
    };
    const file = new AtomicJson(path, schema, disk);
    await file.write({ n: 1 });
    expect(await file.read()).toEqual({ n: 1 });
    held = Number.POSITIVE_INFINITY;
    await expect(file.write({ n: 2 })).rejects.toMatchObject({ fault: 'ioError' });
    expect(await file.read()).toEqual({ n: 1 });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });
});

describe('a line of an older format', () => {
  it('is read through every step up to the current one', () => {
    const steps = [
      { from: 1, line: (json: unknown) => ({ ...(json as object), second: true }) },
      { from: 2, line: (json: unknown) => ({ ...(json as object), third: true }) },
    ];
    expect(upcast({ id: 't' }, 1, steps, 3)).toEqual({ id: 't', second: true, third: true });
    expect(upcast({ id: 't' }, 2, steps, 3)).toEqual({ id: 't', third: true });
    expect(upcast({ id: 't' }, 3, steps, 3)).toEqual({ id: 't' });
  });
});
