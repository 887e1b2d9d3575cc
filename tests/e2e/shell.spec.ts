import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Desk, expect, ROOT, test } from './fixture';

/** Ends the process that owns the data folder, as the system would for want of memory. */
const killHost = (desk: Desk): Promise<void> =>
  desk.app.evaluate(({ app }) => {
    const host = app.getAppMetrics().find((m) => m.name === 'desk-host' || m.serviceName === 'desk-host');
    if (host !== undefined) process.kill(host.pid, 'SIGKILL');
  });

test('the desk opens on its data folder and says so', async ({ desk }) => {
  const status = await desk.call('app.status', {});
  expect(status).toMatchObject({ folder: desk.folder, identity: { deskPrefix: 'A01', operator: '王敏' } });
  expect(status.store.mode).toBe('ready');
});

test('drafts are there after the program was killed', async ({ desk }) => {
  test.slow();
  await desk.call('drafts.save', { form: 'visits.new', value: { title: '反映拖欠工资' } });
  desk.app.process().kill('SIGKILL');
  await desk.restart();
  const { draft } = await desk.call('drafts.get', { form: 'visits.new' });
  expect(draft?.value).toEqual({ title: '反映拖欠工资' });
});

test('the host process dies: the person is told, the desk goes on, nothing saved is lost', async ({ desk }) => {
  await desk.call('drafts.save', { form: 'visits.new', value: '已暂存' });
  await killHost(desk);
  await expect(desk.page.getByText('程序出现意外错误')).toBeVisible();
  expect((await desk.call('drafts.get', { form: 'visits.new' })).draft?.value).toBe('已暂存');
  expect((await desk.call('app.status', {})).store.mode).toBe('ready');
});

test('the page dies: it is drawn again', async ({ desk }) => {
  const answer = await desk.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) return undefined;
    const drawn = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
    contents.forcefullyCrashRenderer();
    await drawn;
    return contents.executeJavaScript("window.desk.call['app.status']({}).then(JSON.parse)");
  });
  expect(answer).toMatchObject({ ok: true, value: { store: { mode: 'ready' } } });
});

test('a page whose code was fetched ahead opens without a placeholder before it', async ({ desk }) => {
  const { page } = desk;
  await expect(page.locator('link[href*="NumbersPage"]')).toBeAttached();
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => document.body.textContent.includes('正在打开…') && seen.push('正在打开…');
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  });
  await page.keyboard.press('F2');
  await expect(page.getByRole('form', { name: /来访登记/ })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { seen: string[] }).seen)).toEqual([]);
});

test('an unexpected error of a screen becomes a sentence with a number', async ({ desk }) => {
  await desk.page.evaluate(() => {
    window.dispatchEvent(new ErrorEvent('error', { error: new TypeError('x is undefined') }));
  });
  await expect(desk.page.getByText(/意外错误（编号 [0-9A-Z]+）/)).toBeVisible();
});

test('a second program on the same data folder is told so, and takes over when the first is closed', async ({
  desk,
}) => {
  test.slow();
  const other = new Desk(join(desk.home, 'other'), desk.folder);
  await other.open();
  try {
    expect((await other.call('app.status', {})).store).toMatchObject({ mode: 'recovery', fault: 'locked' });
    await expect(other.page.getByText('打开了这个数据文件夹')).toBeVisible();
    const script = spawnSync(process.execPath, [
      join(ROOT, 'dist/desk.cjs'),
      '--data',
      desk.folder,
      'visits.list',
      '{}',
    ]);
    expect(script.status).toBe(1);
    expect(JSON.parse(script.stdout.toString())).toMatchObject({ code: 'store.locked' });
    await desk.close();
    await other.page.getByRole('button', { name: '重新打开' }).click();
    await expect(other.page.getByRole('heading', { name: '工作台' })).toBeVisible();
    expect((await other.call('app.status', {})).store.mode).toBe('ready');
  } finally {
    await other.close();
  }
});

test.describe('first start', () => {
  test.use({ firstStart: true });

  test('the data folder can be put elsewhere: among other files it becomes a folder of its own', async ({ desk }) => {
    const shared = join(desk.home, '共享 盘');
    mkdirSync(shared);
    writeFileSync(join(shared, '照片.jpg'), '');
    await desk.pickOpen(shared);
    await desk.page.getByRole('button', { name: '换一个文件夹' }).click();
    const chosen = join(shared, '联合接访工作台');
    await expect(desk.page.getByText(chosen)).toBeVisible();
    expect((await desk.call('app.status', {})).folder).toBe(chosen);
  });
});
