import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputOf } from '#shared/contract/index';
import { type RecordId, recordId } from '#shared/kernel/ids';
import { collections } from '#shared/domain/collections';
import { ORG_SPACE } from '#shared/ledger/space';
import { openStore } from '../../electron/store/open';
import { openSettings } from '../../electron/store/settings';
import { type Desk, expect, test } from './fixture';
import { VisitForm } from './pages/visits';

const NAMES = ['李桂兰', '陈大勇', '单雄信', '欧阳婷'];

const visit = (name: string, summary = '反映征收补偿款未到位。'): InputOf<'visits.register'>['visit'] => ({
  petitionDate: '2026-03-02',
  name,
  address: '红梅街道 1 号',
  headcount: 1,
  channel: 'visit',
  purpose: 'purposes/02',
  categoryCode: 'categories/0301',
  summary,
  demand: '请求尽快支付补偿款。',
  problemRegion: 'regions/320402',
  receivedBy: '王敏',
});

/** Visits in one ledger file, each with its name. */
async function registerAll(desk: Desk): Promise<RecordId[]> {
  const ids: RecordId[] = [];
  for (const name of NAMES) ids.push((await desk.call('visits.register', { visit: visit(name) })).id);
  return ids;
}

const ledgerOf = (folder: string): string => join(folder, readdirSync(folder).find((n) => n.startsWith('ops-')) ?? '');

/** One bit of the line in which this name was registered. */
function rot(folder: string, name: string): void {
  const bytes = readFileSync(ledgerOf(folder));
  const at = bytes.indexOf(name);
  bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
  writeFileSync(ledgerOf(folder), bytes);
}

const namesOf = (folder: string, pattern: RegExp): string[] =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .sort((a, b) => Number(/-(\d{6})/.exec(a)?.[1]) - Number(/-(\d{6})/.exec(b)?.[1]));

/** What a desk does in a month, in a moment: everything is folded, the next month begins a new ledger file and is folded too. */
async function turnMonth(folder: string, id: RecordId): Promise<void> {
  const { device } = await openSettings(folder);
  let now = Date.now();
  const store = await openStore({
    folder,
    device,
    collections,
    clock: { now: () => now },
    random: { hex: (n) => randomBytes(n).toString('hex') },
  });
  await store.compact();
  now += 32 * 24 * 3_600_000;
  const space = store.get(id)?.space ?? ORG_SPACE;
  const op = { kind: 'set', on: id, space, field: 'address', value: '核对住址后的新址' } as const;
  await store.commit({ action: '更正', ops: [op] }, { by: '王敏', unit: 'units/CZ-JFZX', device });
  await store.compact();
  await store.close();
}

test('bit rot: what is sound is shown, taken out and built anew; nothing is overwritten', async ({ desk }) => {
  test.slow();
  const ids = await registerAll(desk);
  await desk.close();
  rot(desk.folder, '陈大勇');
  await desk.open();
  const { page } = desk;
  await expect(page.getByText(/数据文件有损坏/).first()).toBeVisible();
  const answer = await desk.ask('visits.void', { id: ids[0] ?? recordId('visits', 'none'), reason: '重复录入' });
  expect(answer.ok).toBe(false);
  await page.getByRole('link', { name: '查看原因和处理办法' }).click();
  await expect(page.getByRole('button', { name: '从台账完好的部分重建' })).toBeVisible();

  const out = join(desk.home, '可读取的 数据.ndjson');
  await desk.pickSave(out);
  await page.getByRole('button', { name: '导出仍可读取的内容' }).click();
  await expect.poll(() => existsSync(out)).toBe(true);
  const text = readFileSync(out, 'utf8');
  expect(text).toContain('李桂兰');
  expect(text).toContain('单雄信');

  await page.getByRole('button', { name: '从台账完好的部分重建' }).click();
  await expect(async () => {
    expect((await desk.call('app.status', {})).store.mode).toBe('ready');
    const { rows } = await desk.call('visits.list', {});
    expect(rows.map((row) => row.name)).toEqual(['欧阳婷', '单雄信', '李桂兰']);
  }).toPass({ timeout: 30_000 });
});

test('nothing can be opened: the last complete backup brings the desk back', async ({ desk }) => {
  test.slow();
  await registerAll(desk);
  await desk.call('backups.make', {});
  await desk.close();
  for (const name of readdirSync(desk.folder)) if (/^(MANIFEST|ops-)/.test(name)) rmSync(join(desk.folder, name));
  for (const name of ['MANIFEST.a', 'MANIFEST.b']) writeFileSync(join(desk.folder, name), 'x'.repeat(300));
  writeFileSync(join(desk.folder, 's-visits-000099.ndjson'), 'rubbish');
  await desk.open();
  const { page } = desk;
  await expect(page.getByRole('heading', { name: '数据没有正常打开' })).toBeVisible();
  await page.getByRole('button', { name: /^恢复到最近一份完整的备份/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
  await expect(async () => {
    expect((await desk.call('visits.list', {})).rows).toHaveLength(NAMES.length);
  }).toPass({ timeout: 30_000 });
});

test('an old ledger file and what was folded last are lost: the generation before shows everything', async ({
  desk,
}) => {
  test.slow();
  const [first] = await registerAll(desk);
  await desk.call('backups.make', {});
  await desk.close();
  await turnMonth(desk.folder, first ?? recordId('visits', 'none'));
  rmSync(join(desk.folder, namesOf(desk.folder, /^ops-/).at(0) ?? ''));
  truncateSync(join(desk.folder, namesOf(desk.folder, /^s-visits-.*ndjson$/).at(-1) ?? ''), 20);
  await desk.open();
  const { page } = desk;
  await expect(page.getByRole('heading', { name: '数据没有正常打开' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^恢复到最近一份完整的备份/ })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: '台账文件不见了' })).toBeVisible();

  const out = join(desk.home, '台账里的 内容.ndjson');
  await desk.pickSave(out);
  await page.getByRole('button', { name: '导出仍可读取的内容' }).click();
  await expect(page.getByRole('status').filter({ hasText: /已导出 \d+ 条记录.*另有 1 条读不出/ })).toBeVisible();
  for (const name of NAMES) expect(readFileSync(out, 'utf8')).toContain(name);
  expect(readFileSync(out, 'utf8')).toContain('核对住址');

  await page.getByRole('button', { name: '改用上一代汇总文件' }).click();
  await expect(async () => {
    expect((await desk.call('app.status', {})).store.mode).toBe('readOnly');
    const { rows } = await desk.call('visits.list', {});
    expect(rows.map((row) => row.name)).toEqual([...NAMES].reverse());
  }).toPass({ timeout: 30_000 });
  const { damage } = await desk.call('recovery.state', {});
  expect(damage.map(({ message }) => message)).toEqual(['台账文件不见了']);
});

test('a folded record rots: it is not shown, and mended when the program is opened again', async ({ desk }) => {
  test.slow();
  const ids = await registerAll(desk);
  await desk.close();
  await turnMonth(desk.folder, ids[3] ?? recordId('visits', 'none'));
  const segment = join(desk.folder, namesOf(desk.folder, /^s-visits-.*ndjson$/).at(0) ?? '');
  const bytes = readFileSync(segment);
  const at = bytes.indexOf('陈大勇');
  bytes[at + 2] = (bytes[at + 2] ?? 0) ^ 1;
  writeFileSync(segment, bytes);
  await desk.open();
  const refused = await desk.ask('visits.list', {});
  expect(refused.ok ? '' : refused.error.message).toContain('会自动修复');
  await desk.restart();
  const { rows } = await desk.call('visits.list', {});
  expect(rows.map((row) => row.name)).toEqual([...NAMES].reverse());
  await expect(desk.page.getByText(/已从台账重建/).first()).toBeVisible();
});

test('both tables of contents lost: the ledger alone is enough, and it is said', async ({ desk }) => {
  await registerAll(desk);
  await desk.close();
  for (const name of readdirSync(desk.folder)) {
    if (name.startsWith('MANIFEST')) writeFileSync(join(desk.folder, name), 'x'.repeat(300));
  }
  await desk.open();
  expect((await desk.call('app.status', {})).store.mode).toBe('ready');
  expect((await desk.call('visits.list', {})).rows).toHaveLength(NAMES.length);
  expect((await desk.call('recovery.state', {})).notices.join()).toContain('已从台账重建');
});

test('a folder in use elsewhere is told, left alone, and opened once it is free', async ({ desk }) => {
  test.slow();
  await desk.close();
  const lock = join(desk.folder, 'desk.lock');
  writeFileSync(lock, JSON.stringify({ host: '窗口二号机', pid: 4242, boot: 'x', started: '1' }));
  await desk.open();
  const { page } = desk;
  await expect(page.getByText(/正由电脑“窗口二号机”使用/)).toBeVisible();
  rmSync(lock);
  await page.getByRole('button', { name: '重新打开' }).click();
  await expect(async () => {
    expect((await desk.call('app.status', {})).store.mode).toBe('ready');
  }).toPass({ timeout: 30_000 });
});

test('a full disk is told, what was typed is kept, and work goes on when there is room', async ({ desk }) => {
  test.slow();
  await desk.close();
  const kept = readdirSync(desk.folder).map((name) => [name, readFileSync(join(desk.folder, name))] as const);
  rmSync(desk.folder, { recursive: true });
  mkdirSync(desk.folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', desk.folder]);
  if (mounted.status !== 0) {
    test.info().annotations.push({ type: 'not looked at', description: 'no small disk can be mounted here' });
    return;
  }
  try {
    for (const [name, bytes] of kept) writeFileSync(join(desk.folder, name), bytes);
    await desk.open();
    expect((await desk.call('app.status', {})).store.mode).toBe('ready');
    const form = new VisitForm(desk.page);
    await form.open();
    await form.field('姓名').fill('钱红');
    await expect
      .poll(async () => (await desk.call('drafts.list', {})).drafts.map((draft) => draft.form))
      .toContain('visits.register');
    const filler = join(desk.folder, '占满.bin');
    let size = 1 << 20;
    while (size > 0) {
      try {
        writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
      } catch {
        size >>= 1;
      }
    }
    let said = '';
    for (let i = 0; i < 400 && said === ''; i++) {
      const answer = await desk.ask('visits.register', { visit: visit(`来访人${i}`, '长'.repeat(5000)) });
      if (!answer.ok) said = answer.error.message;
    }
    expect(said).toContain('磁盘已满');
    await expect(desk.page.getByText(/磁盘已满/).first()).toBeVisible();
    await expect(form.field('姓名')).toHaveValue('钱红');
    rmSync(filler);
    await desk.restart();
    expect((await desk.call('app.status', {})).store.mode).toBe('ready');
    const again = new VisitForm(desk.page);
    await again.open();
    await expect(again.field('姓名')).toHaveValue('钱红');
  } finally {
    await desk.close();
    spawnSync('umount', [desk.folder]);
  }
});
