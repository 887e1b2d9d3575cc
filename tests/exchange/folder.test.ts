import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { recordId } from '#shared/kernel/ids';
import { conflictsOf } from '#shared/ledger/fold';
import { FolderCarrier } from '../../electron/exchange/folder/carrier';
import { markFolder } from '../../electron/exchange/folder/marker';
import { Share, ShareError } from '../../electron/exchange/folder/share';
import { Crew, type Mate, settle } from './support/crew';
import { HOST } from './support/office';
import { realDesk, shownBy } from './support/real-desk';

const YEAR = 366 * 86_400_000;
let root: string;
let share: string;
const crew = new Crew<FolderCarrier>();

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'folder-'));
  share = join(root, 'share');
  mkdirSync(share);
  await markFolder(new Share(share), { hex: (n) => 'a'.repeat(2 * n) });
});
afterEach(async () => {
  await crew.close();
  rmSync(root, { recursive: true, force: true });
});

async function member(
  name: string,
  more: Parameters<typeof realDesk>[2] & { readonly files?: number } = {},
): Promise<Mate<FolderCarrier>> {
  const desk = await realDesk(join(root, name), name, more);
  const join_ = { files: more.files ?? 64, bytes: 1024 * 1024 };
  const carrier = new FolderCarrier({ root: share, office: () => desk.office, join: join_ });
  return crew.join(desk, carrier);
}

const streams = () => readdirSync(share).filter((name) => name.includes('.') && !name.endsWith('.json'));
const filesOf = (device: string) => {
  const [stream = ''] = streams().filter((name) => name.startsWith(`${device}.`));
  return readdirSync(join(share, stream)).map((name) => join(share, stream, name));
};
const segmentsOf = (device: string) => filesOf(device).filter((path) => path.endsWith('.jrd'));

describe('an exchange folder', () => {
  it('carries everything between the desks of the centre, contents too, and edits that did not see each other are both kept', async () => {
    const a = await member('a');
    const b = await member('b');
    const c = await member('c');
    await a.desk.openCase('2026-A01-000001');
    const sha256 = await a.desk.attach('2026-A01-000001', Buffer.from('现场照片'));
    await settle(a, b, c);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    const content = await c.desk.office.blobs.read(sha256);
    expect(content.ok && content.value.toString()).toBe('现场照片');
    await a.desk.set('2026-A01-000001', 'title', '甲改');
    await b.desk.set('2026-A01-000001', 'title', '乙改');
    await settle(a, b, c);
    const record = c.desk.store.get(recordId('cases', '2026-A01-000001'));
    expect(record === undefined ? [] : conflictsOf(record).map(({ heads }) => heads.length)).toEqual([2]);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    expect(shownBy(c.desk)).toBe(shownBy(a.desk));
  });

  it('holds what no stranger can read, written by each desk in a place of its own', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001', { title: '征收补偿' });
    await settle(a, b);
    const bytes = Buffer.concat(filesOf('a').map((path) => readFileSync(path)));
    expect(bytes.includes('征收补偿')).toBe(false);
    const before = segmentsOf('a');
    await b.desk.set('2026-A01-000001', 'title', '乙改');
    await settle(b, a);
    expect(segmentsOf('a')).toEqual(before);
  });

  it('says who is how far behind', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    await a.desk.openCase('2026-A01-000001');
    await a.desk.openCase('2026-A01-000002');
    await a.round();
    expect((await a.round()).peers).toMatchObject([{ device: 'b', name: '台席b', behind: 2, unread: 0 }]);
    await b.round();
    expect((await a.round()).peers).toMatchObject([{ device: 'b', behind: 0, waiting: 0 }]);
  });

  it('keeps 检举控告 at the desk where it was registered', async () => {
    const a = await member('a');
    const b = await member('b');
    const on = await a.desk.openCase('2026-A01-000001');
    await a.desk.openCase('2026-A01-000002');
    await a.desk.write([
      {
        kind: 'event',
        on,
        space: 'case/2026-A01-000001' as never,
        field: 'triage',
        value: { on: '2026-11-02', triageClass: 'accusation', accused: [HOST] },
      },
    ]);
    await settle(a, b);
    expect(b.desk.store.get(on)).toBeUndefined();
    expect(b.desk.store.get(recordId('cases', '2026-A01-000002'))).toBeDefined();
    expect((await a.round()).atHome).toBe(1);
  });

  it('goes away and comes back: nothing is lost, and meanwhile everybody works on', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    renameSync(share, `${share}-away`);
    await a.desk.openCase('2026-A01-000001');
    await expect(a.round()).rejects.toThrow(ShareError);
    mkdirSync(share);
    await expect(b.round()).rejects.toThrow('NOMARKER');
    expect(readdirSync(share)).toEqual([]);
    rmSync(share, { recursive: true });
    renameSync(`${share}-away`, share);
    await settle(a, b);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
  });

  it('waits for a half-copied file and takes no notice of what others leave lying about', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    await a.desk.openCase('2026-A01-000001');
    await a.round();
    const [path = ''] = segmentsOf('a');
    const whole = readFileSync(path);
    truncateSync(path, 700);
    const [stream = ''] = streams().filter((name) => name.startsWith('a.'));
    cpSync(path, path.replace('.jrd', ' (冲突副本 2026-11-25).jrd'));
    cpSync(join(share, stream), join(share, `${stream} - 副本`), { recursive: true });
    writeFileSync(join(share, stream, '~00000002-00000002.jrd.tmp'), 'x');
    writeFileSync(join(share, 'desktop.ini'), 'x');
    expect((await b.round()).peers).toMatchObject([{ device: 'a', hold: 'incomplete', unread: 1 }]);
    writeFileSync(path, whole);
    expect((await b.round()).peers).toMatchObject([{ device: 'a', unread: 0 }]);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
  });

  const STEP = '00000001-00000001.jrd';
  it.each([
    ['a browser or Windows', '00000001-00000001 (1).jrd', 'head (1).json'],
    ['Windows', '00000001-00000001 - 副本.jrd', 'head - 副本.json'],
    ['Syncthing', '00000001-00000001.sync-conflict-20261125-101500-AB12CD3.jrd', '.syncthing.head.json.tmp'],
    ['Syncthing of Windows', `~syncthing~${STEP}.tmp`, 'head.sync-conflict-20261125-101500-AB12CD3.json'],
    ['Nextcloud', '00000001-00000001 (conflicted copy 2026-11-25 101500).jrd', `.${STEP}.~1a2b`],
    ['坚果云', '00000001-00000001 (王敏 的冲突文件 2026-11-25 10-15-00).jrd', `${STEP}.nutstore.tmp`],
    ['rsync', `.${STEP}.Xy12Zq`, '.head.json.Ab34Cd'],
    ['an editor or a download', `${STEP}~`, `${STEP}.part`],
    ['a Mac', `._${STEP}`, '.DS_Store'],
  ])('takes no notice of the copies that %s leaves beside the files, sound or not', async (_, copy, other) => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    await a.desk.openCase('2026-A01-000001');
    await a.round();
    const [path = ''] = segmentsOf('a');
    const [stream = ''] = streams().filter((name) => name.startsWith('a.'));
    cpSync(path, join(share, stream, copy));
    writeFileSync(join(share, stream, other), readFileSync(path).subarray(0, 300));
    cpSync(join(share, 'jrd-exchange.json'), join(share, 'jrd-exchange (1).json'));
    cpSync(join(share, stream), join(share, `${stream} (1)`), { recursive: true });
    cpSync(join(share, stream), join(share, `${stream}.sync-conflict-20261125`), { recursive: true });
    const { peers } = await b.round();
    expect(peers).toMatchObject([{ device: 'a', unread: 0 }]);
    expect(peers[0]?.hold).toBeUndefined();
    await settle(a, b);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    expect(readdirSync(join(share, stream))).toContain(copy);
  });

  it('whose heads are half copied waits for them, and says again who is how far behind as soon as they are whole', async () => {
    const a = await member('a');
    const b = await member('b');
    await settle(a, b);
    await a.desk.openCase('2026-A01-000001');
    await a.round();
    const [stream = ''] = streams().filter((name) => name.startsWith('a.'));
    const head = join(share, stream, 'head.json');
    const whole = readFileSync(head);
    truncateSync(head, 100);
    expect((await b.round()).peers).toEqual([]);
    writeFileSync(head, whole);
    expect((await b.round()).peers).toMatchObject([{ device: 'a', unread: 0 }]);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
  });

  it('that has gone is not made anew in its place, where a mount point would be filled', async () => {
    const gone = join(root, 'gone');
    const put = new Share(gone).put('a.0123456789abcdef', 'head.json', Buffer.from('x'), new AbortController().signal);
    await expect(put).rejects.toMatchObject({ code: 'ENOENT' });
    expect(existsSync(gone)).toBe(false);
  });

  it('is put right by its desk when a file in it stays broken or is missing', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001');
    await a.round();
    for (const path of segmentsOf('a')) appendFileSync(path, 'x');
    await settle(b, a);
    await settle(b, a);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    for (const name of streams().filter((one) => one.startsWith('a.'))) rmSync(join(share, name), { recursive: true });
    for (let i = 0; i < 4; i++) await settle(a, b);
    const c = await member('c');
    await settle(c);
    expect(shownBy(c.desk)).toBe(shownBy(a.desk));
  });

  it('gives a new desk what a desk brought whose files are gone', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001');
    await settle(a, b);
    for (const name of streams().filter((one) => one.startsWith('a.'))) rmSync(join(share, name), { recursive: true });
    for (let i = 0; i < 2; i++) await settle(b);
    const c = await member('c');
    await settle(c);
    expect(shownBy(c.desk)).toBe(shownBy(a.desk));
  });

  it('that hangs is given up, asked nothing while it does, and used again when it has answered', async () => {
    const hanging = join(share, 'hanging');
    if (spawnSync('mkfifo', [hanging]).status !== 0) {
      process.stderr.write('no mkfifo on this machine: a share that hangs is not tried\n');
      return;
    }
    const impatient = new Share(share, 50);
    await expect(impatient.small('hanging')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await expect(impatient.list()).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    writeFileSync(hanging, '');
    await vi.waitFor(async () => expect(await impatient.list()).toContain('hanging'));
  });

  it('joins many small files into one, which a desk that read some of them reads on', async () => {
    const a = await member('a', { files: 4 });
    const b = await member('b');
    for (let i = 1; i <= 3; i++) {
      await a.desk.openCase(`2026-A01-00000${i}`);
      await a.round();
    }
    await b.round();
    for (let i = 4; i <= 9; i++) {
      await a.desk.openCase(`2026-A01-00000${i}`);
      await a.desk.set('2026-A01-000001', 'title', `第${i}次`);
      await a.round();
    }
    expect(segmentsOf('a').length).toBeLessThan(5);
    await settle(b, a);
    expect(shownBy(b.desk)).toBe(shownBy(a.desk));
    const c = await member('c');
    await settle(c);
    expect(shownBy(c.desk)).toBe(shownBy(a.desk));
  });

  it('bears a clock that is wrong by hours, and stops at one wrong by years until a person has looked', async () => {
    const a = await member('a', { skew: -YEAR });
    const b = await member('b', { skew: 3_600_000 });
    const far = await member('far', { skew: 2 * YEAR });
    await a.desk.openCase('2026-A01-000001');
    await b.round();
    await far.desk.openCase('2026-A01-000002');
    await b.desk.openCase('2026-A01-000003');
    await settle(b, far);
    const standing = await b.round();
    expect(standing.peers.find(({ device }) => device === 'far')).toMatchObject({ hold: 'clock' });
    expect(b.desk.store.get(recordId('cases', '2026-A01-000002'))).toBeUndefined();
    await a.round({ clocksCompared: true });
    await b.round({ clocksCompared: true });
    await settle(a, far);
    await a.round({ clocksCompared: true });
    await b.round({ clocksCompared: true });
    expect(shownBy(b.desk)).toBe(shownBy(far.desk));
  });

  it('takes nothing from a desk that is neither paired nor vouched for', async () => {
    const a = await member('a');
    const stranger = await member('x', { unitKey: false });
    await stranger.desk.openCase('2026-A01-000009');
    await settle(stranger, a);
    expect((await a.round()).peers).toMatchObject([{ device: 'x', hold: 'unknown' }]);
    const b = await member('b');
    await settle(a, b);
    expect((await a.round()).peers).toMatchObject([
      { device: 'b', behind: 0, unread: 0 },
      { device: 'x', hold: 'unknown' },
    ]);
    expect(a.desk.store.get(recordId('cases', '2026-A01-000009'))).toBeUndefined();
  });

  it('takes nothing signed with a key that this desk has replaced, though the key of the unit speaks for it', async () => {
    const a = await member('a');
    mkdirSync(join(root, 'thief'));
    cpSync(join(root, 'a', 'keys.json'), join(root, 'thief', 'keys.json'));
    const thief = await member('thief');
    await thief.desk.openCase('2026-A01-000001');
    await settle(thief);
    await a.desk.office.keys.renewDevice();
    expect((await a.round()).peers).toMatchObject([{ device: 'thief', hold: 'revoked' }]);
    expect(a.desk.store.get(recordId('cases', '2026-A01-000001'))).toBeUndefined();
  });

  it('brings contents later that were not to be had when the ops were written', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001');
    const sha256 = await a.desk.attach('2026-A01-000001', Buffer.from('后到的附件'));
    const [digits] = [sha256.slice(0, 2)];
    const path = join(a.desk.folder, 'files', digits, sha256);
    renameSync(path, `${path}.away`);
    await settle(a, b);
    expect((await b.round()).wanted).toBe(1);
    renameSync(`${path}.away`, path);
    await settle(a, b);
    await settle(a, b);
    const content = await b.desk.office.blobs.read(sha256);
    expect(content.ok && content.value.toString()).toBe('后到的附件');
    expect(filesOf('a').filter((name) => name.endsWith('.age'))).toEqual([]);
  });

  it('is not told twice what it has after the desk was closed and opened again', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001');
    await settle(a, b);
    const files = segmentsOf('a').length;
    await crew.close();
    const again = await member('a');
    const other = await member('b');
    await again.desk.openCase('2026-A01-000002');
    await settle(again, other);
    expect(segmentsOf('a').length).toBe(files + 1);
    expect(shownBy(other.desk)).toBe(shownBy(again.desk));
  });

  it('tells when two desks work with one copied data folder instead of losing the work of one of them', async () => {
    const a = await member('a');
    const b = await member('b');
    await a.desk.openCase('2026-A01-000001');
    await settle(a, b);
    await crew.part(a);
    cpSync(a.desk.folder, join(root, 'copy'), { recursive: true });
    const first = await member('a');
    const desk = await realDesk(join(root, 'copy'), 'a');
    const copy = crew.join(desk, new FolderCarrier({ root: share, office: () => desk.office }));
    await first.desk.set('2026-A01-000001', 'title', '甲');
    await desk.set('2026-A01-000001', 'title', '副本');
    await settle(first, b);
    expect(await copy.round()).toMatchObject({ forked: true });
    await settle(b);
    expect(b.desk.store.get(recordId('cases', '2026-A01-000001'))?.value['title']).toBe('甲');
    expect((await first.round()).forked).toBe(false);
  });
});
