import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PIECE_BYTES } from '#shared/contract/attachments';
import { ATTACHMENT_LIMITS } from '#shared/domain/attachments/types';
import { attachmentsOf } from '#shared/domain/attachments/decide';
import type { DeviceId, FileHandle, RecordId, SpaceId } from '#shared/kernel/ids';
import { openBlobs } from '../../store/blobs';
import { nodeDisk } from '../../store/disk';
import { openStore } from '../../store/open';
import { attachBytes } from './store';
import { type PlainDesk, plainDesk, sampleVisit } from '../../../tests/plain-desk';

let home: string;
let folder: string;
let desk: PlainDesk;
let on: RecordId;
const JPG = Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(500, 7)]);
const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n');

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), '附件 服务-'));
  folder = join(home, '数据');
  desk = await plainDesk(folder);
  await desk.get('app.identify', { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王登记' });
  on = (await register()).id;
});
afterEach(async () => {
  expect(desk.faults).toEqual([]);
  await desk.close();
  rmSync(home, { recursive: true, force: true });
});

const register = () =>
  desk.get('visits.register', {
    visit: sampleVisit({ receivedBy: '王登记' }),
  });

function put(name: string, bytes: Uint8Array): string {
  const path = join(home, name);
  writeFileSync(path, bytes);
  return path;
}
const handle = (path: string) => `path:${path}` as FileHandle;
const list = async () => (await desk.get('attachments.list', { on })).files;
const leftOver = () => {
  const incoming = join(folder, 'files/incoming');
  return existsSync(incoming) ? readdirSync(incoming) : [];
};

async function upload(name: string, bytes: Uint8Array) {
  const { upload: id } = await desk.get('attachments.begin', { on, name, bytes: bytes.length, source: 'paste' });
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await desk.get('attachments.piece', {
      upload: id,
      at,
      bytes: new Uint8Array(bytes.subarray(at, at + PIECE_BYTES)),
    });
  }
  return id;
}

describe('files that were picked', () => {
  it('are added in one step, told who and when, and the unfit ones are named with the reason', async () => {
    const paths = [
      put('照片.jpg', JPG),
      put('病毒.jpg', Buffer.from('MZ\x90')),
      put('答复.pdf', PDF),
      join(home, '没有.pdf'),
    ];
    const answer = await desk.get('attachments.addFiles', { on, files: paths.map(handle) });
    expect(answer).toMatchObject({ added: 2, refused: [{ name: '病毒.jpg' }, { name: '没有.pdf' }] });
    expect(answer.refused[0]?.message).toContain('可执行');
    const names = { 照片: '照片.jpg', 答复: '答复.pdf' };
    expect(await list()).toMatchObject([
      { name: names.照片, type: 'image/jpeg', bytes: JPG.length, source: 'file', by: '王登记', present: true },
      { name: names.答复, type: 'application/pdf', source: 'file', unitName: expect.stringContaining('中心') },
    ]);
    expect((await desk.get('history.list', { id: on })).entries[0]).toMatchObject({ action: '添加附件' });
    expect(leftOver()).toEqual([]);
  });

  it('that are there already are not added twice', async () => {
    const paths = [put('照片.jpg', JPG), put('同一张.jpg', JPG)].map(handle);
    expect(await desk.get('attachments.addFiles', { on, files: paths })).toMatchObject({
      added: 1,
      refused: [{ name: '同一张.jpg' }],
    });
    expect(await desk.get('attachments.addFiles', { on, files: paths })).toMatchObject({ added: 0 });
    expect(await list()).toHaveLength(1);
  });

  it('too large are refused before a byte is copied', async () => {
    const path = put('大.pdf', PDF);
    truncateSync(path, ATTACHMENT_LIMITS.bytes + 1);
    const { refused } = await desk.get('attachments.addFiles', { on, files: [handle(path)] });
    expect(refused).toMatchObject([{ message: expect.stringContaining('50 MB') }]);
    expect(existsSync(join(folder, 'files'))).toBe(false);
  });

  it('are not added when the job is cancelled, and nothing half is left', async () => {
    const big = Buffer.concat([PDF, randomBytes(20_000_000)]);
    const adding = desk.call('attachments.addFiles', { on, files: [handle(put('大.pdf', big))] }, 'job-1');
    setImmediate(() => desk.cancel('job-1'));
    expect(await adding).toMatchObject({ ok: false, error: { code: 'job.cancelled' } });
    expect(await list()).toEqual([]);
    expect(leftOver()).toEqual([]);
  });

  it('go to no record that does not exist or was withdrawn', async () => {
    const files = [handle(put('照片.jpg', JPG))];
    const none = 'visits/none' as RecordId;
    expect((await desk.refused('attachments.addFiles', { on: none, files })).code).toBe('attachment.noRecord');
    await desk.get('visits.void', { id: on, reason: '重复登记' });
    expect((await desk.refused('attachments.addFiles', { on, files })).code).toBe('attachment.voided');
  });

  it('by a made-up handle are none', async () => {
    const made = await desk.refused('attachments.addFiles', { on, files: ['/etc/passwd'] });
    expect(made.code).toBe('file.unknownHandle');
  });
});

describe('contents sent by the screen', () => {
  it('of several pieces are added whole', async () => {
    const bytes = Buffer.concat([PDF, randomBytes(500_000)]);
    const done = await desk.get('attachments.finish', { upload: await upload('来信.pdf', bytes) });
    expect(done.name).toBe('来信.pdf');
    const [file] = await list();
    expect(file).toMatchObject({ source: 'paste', bytes: bytes.length });
    const copy = join(home, '另存.pdf');
    await desk.get('attachments.save', { sha256: file?.sha256 ?? '', file: handle(copy) });
    expect(readFileSync(copy)).toEqual(bytes);
  });

  it.each([
    ['out of order', 10, 5],
    ['larger than announced', 0, 21],
    ['larger than a piece', 0, PIECE_BYTES + 1],
  ])('%s are refused, and nothing half is left', async (_, at, length) => {
    const { upload: id } = await desk.get('attachments.begin', { on, name: 'a.pdf', bytes: 20, source: 'paste' });
    const piece = { upload: id, at, bytes: new Uint8Array(length) };
    expect((await desk.refused('attachments.piece', piece)).code).toBe('attachment.badPiece');
    expect((await desk.refused('attachments.finish', { upload: id })).code).toBe('attachment.noUpload');
    expect(leftOver()).toEqual([]);
  });

  it('that stop half-way are not added; abandoned ones leave nothing', async () => {
    const { upload: id } = await desk.get('attachments.begin', { on, name: 'a.pdf', bytes: 20, source: 'paste' });
    await desk.get('attachments.piece', { upload: id, at: 0, bytes: new Uint8Array(5) });
    expect((await desk.refused('attachments.finish', { upload: id })).code).toBe('attachment.noUpload');
    await desk.get('attachments.abandon', { upload: await upload('照片.jpg', JPG) });
    expect(await list()).toEqual([]);
    expect(leftOver()).toEqual([]);
  });

  it('are judged by what they are', async () => {
    const id = await upload('照片.jpg', Buffer.from('<html><script>x</script>'));
    expect((await desk.refused('attachments.finish', { upload: id })).code).toBe('attachment.web');
    expect(leftOver()).toEqual([]);
  });

  it('begun and never finished make room for newer ones', async () => {
    const begin = () => desk.get('attachments.begin', { on, name: 'a.jpg', bytes: 9, source: 'camera' });
    for (let i = 0; i < 10; i++) await begin();
    expect(leftOver()).toHaveLength(4);
  });
});

describe('the scanner’s folder', () => {
  it('lists pictures and PDF, newest first, and gives out those chosen and nothing outside', async () => {
    expect(await desk.get('attachments.scanned', { on })).toEqual({ folder: null, files: [] });
    const scans = join(home, '扫描 仪');
    mkdirSync(join(scans, '子文件夹.pdf'), { recursive: true });
    for (const [name, bytes] of [
      ['一.jpg', JPG],
      ['二.pdf', PDF],
      ['说明.txt', PDF],
      ['空.pdf', Buffer.alloc(0)],
    ] as const)
      writeFileSync(join(scans, name), bytes);
    put('外面.pdf', PDF);
    await desk.get('attachments.setScanFolder', { folder: handle(scans) });
    const { files } = await desk.get('attachments.scanned', { on });
    expect(files.map(({ name }) => name).sort()).toEqual(['一.jpg', '二.pdf']);
    for (const name of ['../外面.pdf', '..\\外面.pdf', '..', join(home, '外面.pdf')]) {
      expect((await desk.refused('attachments.addScanned', { on, names: [name] })).code, name).toBe(
        'attachment.noScan',
      );
    }
    expect(await desk.get('attachments.addScanned', { on, names: ['一.jpg'] })).toMatchObject({ added: 1 });
    expect((await list())[0]).toMatchObject({ name: '一.jpg', source: 'scan' });
    const after = await desk.get('attachments.scanned', { on });
    expect(after.files.filter(({ added }) => added).map(({ name }) => name)).toEqual(['一.jpg']);
    rmSync(scans, { recursive: true });
    expect(await desk.get('attachments.scanned', { on })).toMatchObject({ problem: expect.any(String), files: [] });
  });
});

describe('attachments of the data folder', () => {
  it('are removed with a reason, and can be added again', async () => {
    const files = [handle(put('照片.jpg', JPG))];
    await desk.get('attachments.addFiles', { on, files });
    const [file] = await list();
    await desk.get('attachments.remove', { on, op: file?.op ?? '', reason: '传错了' });
    expect(await list()).toEqual([]);
    expect((await desk.get('history.list', { id: on })).entries[0]).toMatchObject({
      action: '移除附件',
      reason: '传错了',
    });
    expect(await desk.get('attachments.addFiles', { on, files })).toMatchObject({ added: 1 });
  });

  it('that rotted are told, not shown and not saved', async () => {
    await desk.get('attachments.addFiles', { on, files: [handle(put('照片.jpg', JPG))] });
    const [file] = await list();
    const sha256 = file?.sha256 ?? '';
    expect(await desk.preview(sha256)).toMatchObject({ type: 'image/jpeg' });
    writeFileSync(join(folder, 'files', sha256.slice(0, 2), sha256), Buffer.concat([JPG.subarray(0, -1), PDF]));
    expect(await desk.preview(sha256)).toBeUndefined();
    expect((await desk.refused('attachments.check', { sha256 })).code).toBe('attachment.damaged');
    const copy = join(home, '另存.jpg');
    expect((await desk.refused('attachments.save', { sha256, file: handle(copy) })).code).toBe('attachment.damaged');
    expect(existsSync(copy)).toBe(false);
  });

  it('are shown only when they are pictures or PDF', async () => {
    const files = [put('说明.txt', Buffer.from('hello')), put('录音.mp3', Buffer.from('ID3\x04\0'))].map(handle);
    await desk.get('attachments.addFiles', { on, files });
    for (const { sha256 } of await list()) expect(await desk.preview(sha256)).toBeUndefined();
  });

  it('come back with a backup, and are part of the readable export', async () => {
    await desk.get('attachments.addFiles', { on, files: [handle(put('照片.jpg', JPG))] });
    const made = await desk.get('backups.make', {});
    expect(made.bytes).toBeGreaterThan(JPG.length);
    await desk.get('attachments.addFiles', { on, files: [handle(put('答复.pdf', PDF))] });
    const exported = join(home, '导出.ndjson');
    const counts = await desk.get('recovery.exportReadable', { file: handle(exported) });
    expect(counts.attachments).toBe(2);
    const kept = readdirSync(`${exported}-附件`);
    expect(kept.map((name) => name.slice(64)).sort()).toEqual(['.jpg', '.pdf']);
    expect(readFileSync(exported, 'utf8')).toContain('"name":"答复.pdf"');

    rmSync(join(folder, 'files'), { recursive: true });
    await desk.get('backups.restore', { id: made.id });
    await desk.close();
    desk = await plainDesk(folder);
    const files = await list();
    expect(files.map(({ name, present }) => ({ name, present }))).toEqual([{ name: '照片.jpg', present: true }]);
    expect(await desk.preview(files[0]?.sha256 ?? '')).toMatchObject({ bytes: JPG });
  });
});

describe('a paper the desk issues itself', () => {
  it('is archived on the record with its hash', async () => {
    const store = await deps(join(home, '另一份'));
    const call = {
      actor: { by: '王登记', unit: 'units/CZ-JFZX', device: store.store.device },
      now: Date.UTC(2026, 10, 23),
    };
    const space = 'case/2026-A01-000001' as SpaceId;
    const record = 'cases/2026-A01-000001' as RecordId;
    await store.store.commit({ action: '立案', ops: [{ kind: 'create', on: record, space, value: {} }] }, call.actor);
    const paper = { on: record, name: '受理告知书.pdf', bytes: PDF, source: 'paper' as const };
    const answer = await attachBytes(store, paper, call);
    const sha256 = createHash('sha256').update(PDF).digest('hex');
    expect(answer).toMatchObject({ ok: true, value: { sha256 } });
    const archived = store.store.get(record);
    expect(archived && attachmentsOf(archived)).toMatchObject([
      { name: '受理告知书.pdf', type: 'application/pdf', source: 'paper', sha256, addedOn: '2026-11-23' },
    ]);
    expect(await store.blobs.read(sha256)).toEqual({ ok: true, value: PDF });
    expect(await attachBytes(store, { ...paper, on: 'cases/none' as RecordId }, call)).toMatchObject({ ok: false });
    await store.store.close();
  });

  async function deps(at: string) {
    const random = { hex: (n: number) => randomBytes(n).toString('hex') };
    const clock = { now: () => Date.UTC(2026, 10, 23) };
    const store = await openStore({ folder: at, device: 'd1' as DeviceId, clock, random, collections: [] });
    return { store, blobs: openBlobs({ disk: nodeDisk, folder: at }, random) };
  }
});
