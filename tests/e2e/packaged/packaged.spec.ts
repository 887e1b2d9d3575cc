import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';

// The packed program as it would be handed out, untouched: its fuses forbid Node's debugger, so it is driven
// through the window's own debugging port.
const folder = process.env.DESK_PACKAGED ?? '';
const binary = join(folder, 'joint-reception-desk');

test.describe('the packed program', () => {
  let home: string;
  let program: ChildProcess;
  let browser: Browser;
  let page: Page;

  test.beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), '接访 打包-'));
    program = spawn(binary, [...SWITCHES, `--user-data-dir=${join(home, 'window')}`, `--data=${join(home, '台账')}`]);
    const address = await debuggingAddress(program);
    await windowShown(address);
    browser = await chromium.connectOverCDP(address);
    const context = browser.contexts()[0];
    if (context === undefined) throw new Error('the program opened no window');
    page = context.pages()[0] ?? (await context.waitForEvent('page'));
  });

  test.afterEach(async () => {
    await browser.close();
    const left = new Promise((resolve) => program.once('exit', resolve));
    program.kill();
    await left;
    rmSync(home, { recursive: true, force: true });
  });

  test('starts, sets up the desk and keeps what was typed', async () => {
    await expect(page.getByRole('heading', { name: '第一次使用' })).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\//);
    await page.getByRole('textbox', { name: '机号' }).fill('A01');
    await page.getByRole('textbox', { name: '登记员' }).fill('测试员');
    await page.getByLabel('所在单位').click();
    await page.getByRole('treeitem').first().click();
    await page.getByRole('button', { name: '开始使用' }).click();
    await expect(page.getByRole('heading', { name: '工作台' })).toBeVisible();
    expect(existsSync(join(home, '台账'))).toBe(true);
  });
});

test('the fuses of the packed program are as configured', async () => {
  const wire = await getCurrentFuseWire(binary);
  const on = (fuse: FuseV1Options) => Number(wire[fuse]) === '1'.charCodeAt(0);
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
  }).toEqual({ runAsNode: false, nodeOptions: false, inspect: false, onlyAsar: true });
});

const SWITCHES = [
  '--remote-debugging-port=0',
  '--log-level=3',
  ...(process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : []),
];

/** Electron says on stderr where it listens. */
async function debuggingAddress(program: ChildProcess): Promise<string> {
  if (program.stderr === null) throw new Error('no stderr');
  for await (const line of createInterface(program.stderr)) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1];
    if (address !== undefined) {
      program.stderr.resume();
      return address;
    }
  }
  throw new Error(`the packed program ended with ${program.exitCode}`);
}

/** A debugger that attaches while the window is being made may wait for ever: the window comes first. */
async function windowShown(address: string): Promise<void> {
  const targets = `http://${new URL(address).host}/json/list`;
  const shown = async () => {
    const pages = (await (await fetch(targets)).json()) as { readonly url: string; readonly title: string }[];
    return pages.some(({ url, title }) => url.startsWith('app://') && title.includes('联合接访工作台'));
  };
  await expect.poll(shown, { timeout: 30_000 }).toBe(true);
}
