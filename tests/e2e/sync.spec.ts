import { execFile } from 'node:child_process';
import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import { FileHandle } from '#shared/kernel/ids';
import { expect, ROOT, test } from './fixture';

const run = promisify(execFile);

/** A desk without its window, as the command line runs it. */
async function plain<M extends MethodName>(folder: string, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  const args = [join(ROOT, 'dist/desk.cjs'), '--data', folder, method, JSON.stringify(input)];
  const { stdout } = await run(process.execPath, args);
  return JSON.parse(stdout) as OutputOf<M>;
}

test('two counters follow each other through a shared folder, and see who is how far behind', async ({
  desk,
  home,
}) => {
  const { page } = desk;
  const share = join(home, '共享');
  mkdirSync(share);
  const other = join(home, '另一台');
  mkdirSync(other);
  await plain(other, 'app.identify', { deskPrefix: 'A02', unit: 'units/CZ-JFZX', operator: '李明' });
  const [mine, theirs] = [await desk.call('exchange.keys', {}), await plain(other, 'exchange.keys', {})];
  await desk.call('exchange.pair', { text: theirs.card, spoken: theirs.fingerprint });
  await plain(other, 'exchange.pair', { text: mine.card, spoken: mine.fingerprint });

  await page.getByRole('link', { name: '系统设置' }).click();
  await page.getByRole('navigation', { name: '系统设置' }).getByRole('link', { name: '台席同步' }).click();
  await page.getByRole('radio', { name: '交换文件夹' }).check();
  await desk.pickOpen(share);
  await page.getByRole('button', { name: '选择文件夹并启用' }).click();
  await expect(page.getByText('还没有看到其他台席')).toBeVisible();

  const handle = FileHandle.parse(`path:${share}`);
  await plain(other, 'sync.configure', { mode: 'folder', folder: handle });
  await plain(other, 'sync.now', {});
  const row = page.getByRole('table', { name: '各台席的进度' }).getByRole('row', { name: /A02/ });
  await expect(row).toBeVisible();
  await page.getByRole('button', { name: '立即同步' }).click();
  await plain(other, 'sync.now', {});
  await expect(row.getByText('一致')).toBeVisible();

  renameSync(share, `${share}-away`);
  await page.getByRole('button', { name: '立即同步' }).click();
  await expect(page.getByText(/找不到交换文件夹.*本机照常工作/)).toBeVisible();
  renameSync(`${share}-away`, share);
  await page.getByRole('button', { name: '立即同步' }).click();
  await expect(page.getByText(/^已同步，上次同步/)).toBeVisible();

  await page.getByRole('radio', { name: '中心数据库' }).check();
  await page.getByRole('textbox', { name: '服务器地址' }).fill('127.0.0.1');
  await page.getByRole('spinbutton', { name: '端口' }).fill('1');
  await page.getByRole('textbox', { name: '数据库名' }).fill('jrd');
  await page.getByRole('textbox', { name: '用户名' }).fill('desk');
  await page.getByLabel('密码').fill('secret');
  await page.getByRole('textbox', { name: '用户名' }).press('Control+s');
  await expect(page.getByText(/连不上数据库服务器.*本机照常工作/)).toBeVisible();
  await page.getByRole('radio', { name: '不启用' }).check();
  await page.getByRole('button', { name: '停用台席同步' }).click();
  await expect(page.getByText('本机现在单独使用。')).toBeVisible();
});
