import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bringBackBlobs, keepBlobs } from './blob-backup';
import { blobPath, BLOBS, type Blobs, openBlobs, SPARES } from './blobs';
import { type Disk, nodeDisk } from './disk';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), '附件 内容-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const random = { hex: (n: number) => randomBytes(n).toString('hex') };
const open = (disk: Disk = nodeDisk): Blobs => openBlobs({ disk, folder }, random);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (sha256: string) => blobPath(join(folder, BLOBS), sha256);
const incoming = () => readdirSync(join(folder, BLOBS, 'incoming'));

async function keep(blobs: Blobs, bytes: Uint8Array) {
  const coming = blobs.begin(bytes.length);
  for (let at = 0; at < bytes.length; at += 1000) coming.write(bytes.subarray(at, at + 1000));
  return coming.keep();
}

const failing = (method: 'write' | 'settle' | 'rename', code: string): Disk => ({
  ...nodeDisk,
  [method]: () => {
    throw Object.assign(new Error(code), { code, syscall: method });
  },
});

describe('content', () => {
  it('is there under its hash, as it came, once it is kept', async () => {
    const blobs = open();
    const bytes = randomBytes(12_345);
    const coming = blobs.begin(bytes.length);
    coming.write(bytes);
    expect(blobs.has(hashOf(bytes))).toBe(false);
    expect(await coming.keep()).toEqual({ sha256: hashOf(bytes), bytes: 12_345 });
    expect(await open().read(hashOf(bytes))).toEqual({ ok: true, value: bytes });
    expect(incoming()).toEqual([]);
  });

  it('that comes twice is stored once', async () => {
    const blobs = open();
    const bytes = randomBytes(3000);
    await Promise.all([keep(blobs, bytes), keep(blobs, bytes), keep(blobs, bytes)]);
    expect(readdirSync(join(folder, BLOBS, hashOf(bytes).slice(0, 2)))).toEqual([hashOf(bytes)]);
    expect(incoming()).toEqual([]);
  });

  it('that rotted is told and not given out; the same content coming again puts it right', async () => {
    const blobs = open();
    const bytes = randomBytes(3000);
    const { sha256 } = await keep(blobs, bytes);
    const rotten = Buffer.from(bytes);
    rotten[17] = (rotten[17] ?? 0) ^ 1;
    writeFileSync(pathOf(sha256), rotten);
    expect(await blobs.read(sha256)).toMatchObject({ ok: false, error: { code: 'attachment.damaged' } });
    await keep(blobs, bytes);
    expect(await blobs.read(sha256)).toEqual({ ok: true, value: bytes });
  });

  it('that is not here is told', async () => {
    expect(await open().read(hashOf(randomBytes(9)))).toMatchObject({
      ok: false,
      error: { code: 'attachment.missing' },
    });
  });

  it('left half written by an earlier run is swept away', async () => {
    mkdirSync(join(folder, BLOBS, 'incoming'), { recursive: true });
    writeFileSync(join(folder, BLOBS, 'incoming', 'abc.part'), 'half');
    open();
    expect(incoming()).toEqual([]);
  });

  it('that is discarded leaves nothing', () => {
    const coming = open().begin(4);
    coming.write(Buffer.from('half'));
    coming.discard();
    coming.discard();
    expect(incoming()).toEqual([]);
  });
});

describe('a disk that fails', () => {
  it.each([
    ['write', 'ENOSPC', 'store.diskFull'],
    ['write', 'EIO', 'store.ioError'],
    ['settle', 'EIO', 'store.ioError'],
    ['rename', 'EROFS', 'store.noPermission'],
  ] as const)('in %s with %s is told in words, and nothing half is left', async (method, code, refusal) => {
    const bytes = randomBytes(2000);
    const error: unknown = await keep(open(failing(method, code)), bytes).catch((e: unknown) => e);
    expect(error).toMatchObject({ refusal: { code: refusal, message: expect.stringContaining('附件没有保存') } });
    expect(existsSync(pathOf(hashOf(bytes)))).toBe(false);
    expect(incoming()).toEqual([]);
  });

  it('is not filled up: the ledger keeps some room', () => {
    const nearlyFull: Disk = { ...nodeDisk, free: () => 60 * 1024 * 1024 };
    expect(() => open(nearlyFull).begin(1000)).toThrow('磁盘剩余空间不足');
  });
});

describe('backups of content', () => {
  const place = () => ({ disk: nodeDisk, folder });
  const list = () => join(folder, 'backups', 'list');

  it('are copied once, and bring back what is lost or damaged and nothing else', async () => {
    const blobs = open();
    const all = await Promise.all([1, 2, 3].map(() => keep(blobs, randomBytes(5000))));
    const { kept } = await keepBlobs(place(), list());
    expect(kept).toEqual({ count: 3, bytes: 15_000 });
    const later = await keep(blobs, randomBytes(100));
    rmSync(pathOf(all[0]?.sha256 ?? ''));
    writeFileSync(pathOf(all[1]?.sha256 ?? ''), 'rot');
    expect(await bringBackBlobs(place(), list())).toBe(0);
    for (const { sha256 } of [...all, later]) expect(await blobs.read(sha256)).toMatchObject({ ok: true });
  });

  it('show what is damaged here and sound there', async () => {
    const blobs = open();
    const bytes = randomBytes(5000);
    const { sha256 } = await keep(blobs, bytes);
    await keepBlobs(place(), list());
    writeFileSync(pathOf(sha256), 'rot');
    expect(await blobs.read(sha256)).toEqual({ ok: true, value: bytes });
    await keepBlobs(place(), list());
    expect(await blobs.read(sha256)).toEqual({ ok: true, value: bytes });
  });

  it('take no damaged content for a sound one', async () => {
    const blobs = open();
    const sound = await keep(blobs, randomBytes(50));
    const { sha256 } = await keep(blobs, randomBytes(5000));
    appendFileSync(pathOf(sha256), 'rot');
    expect((await keepBlobs(place(), list())).kept).toEqual({ count: 1, bytes: 50 });
    expect(existsSync(blobPath(join(folder, SPARES), sha256))).toBe(false);
    expect(existsSync(blobPath(join(folder, SPARES), sound.sha256))).toBe(true);
  });

  it('that are lost too are counted', async () => {
    const { sha256 } = await keep(open(), randomBytes(5000));
    await keepBlobs(place(), list());
    rmSync(pathOf(sha256));
    rmSync(join(folder, SPARES), { recursive: true });
    expect(await bringBackBlobs(place(), list())).toBe(1);
  });
});
