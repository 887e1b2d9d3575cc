import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { Contest, OURS } from '../contest';
import { atMost, quantile, type Report, round } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { lend } from './write';

const ROUNDS = 6;
const SMALL = 1;
const EMPTY = 'empty Electron window';
const CALLS = 200;
const TYPED = 'wangjianguo 反映拖欠工资';

/** From the start of the process to a usable window; then typing on the registration screen, and calls across the bridge. */
export async function start(scale: number): Promise<Report> {
  const root = join(dirname(process.argv[1] ?? ''), '../../..');
  const work = scratch('start');
  const sizes = [...new Set([SMALL, scale])];
  for (const size of sizes) {
    await generated(size);
    lend(join(homeOf(size), 'ours'), join(work, `scale${size}`));
  }
  const nameOf = (size: number) => (size === scale ? OURS : `ours at scale ${size}`);
  const contest = new Contest();
  for (let turn = -1; turn < ROUNDS; turn++) {
    await once(contest, EMPTY, [join(root, 'tests/bench/empty-window')], (page) =>
      page.getByText('这里是空窗口').waitFor(),
    );
    for (const size of sizes) {
      const args = [root, '--data', join(work, `scale${size}`)];
      await once(contest, nameOf(size), args, (page) => page.locator('html[data-ready="true"]').waitFor());
    }
    if (turn < 0) contest.forgetAll();
  }
  const inside = await workInside([root, '--unchecked', '--data', join(work, `scale${scale}`)]);
  remove(work);
  const empty = contest.median(EMPTY);
  return {
    bench: 'start',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      atMost('ours ÷ empty Electron window', contest.median(OURS) / empty, 2.5),
      atMost(`ours ÷ ours at scale ${SMALL}`, contest.median(OURS) / contest.median(nameOf(SMALL)), 1.15),
      atMost('typing on the registration screen: longest from key to paint, ms', inside.typing, 50),
      atMost('page of 50 visits ÷ an empty call, across the bridge', inside.page / inside.empty, 2),
    ],
    facts: {
      'across the bridge, ms': `empty ${round(inside.empty)}, page of 50 ${round(inside.page)}`,
      'typing, median ms': round(inside.typingMedian),
      keys: TYPED.length,
    },
  };
}

async function launch(args: readonly string[]): Promise<{ app: ElectronApplication; home: string }> {
  const home = mkdtempSync(join(tmpdir(), 'jrd-bench-'));
  const switches = ['--log-level=3', '--disable-gpu', `--user-data-dir=${join(home, 'profile')}`];
  return { app: await electron.launch({ args: [...switches, ...args], locale: 'zh-CN' }), home };
}

async function once(
  contest: Contest,
  name: string,
  args: string[],
  ready: (page: Page) => Promise<void>,
): Promise<void> {
  const since = performance.now();
  const { app, home } = await launch(args);
  await ready(await app.firstWindow());
  contest.add(name, '', performance.now() - since);
  await app.close();
  remove(home);
}

async function workInside(args: readonly string[]) {
  const { app, home } = await launch(args);
  const page = await app.firstWindow();
  await page.locator('html[data-ready="true"]').waitFor();
  const calls = await page.evaluate(async (rounds) => {
    const { call } = window.desk;
    const times: { [name: string]: number[] } = { empty: [], page: [] };
    for (let turn = -20; turn < rounds; turn++) {
      for (const [name, ask] of [
        ['empty', () => call['visits.policy']({})],
        ['page', () => call['visits.list']({ limit: 50 })],
      ] as const) {
        const before = performance.now();
        JSON.parse(await ask());
        if (turn >= 0) times[name]?.push(performance.now() - before);
      }
    }
    return times;
  }, CALLS);
  const typing = await typed(page);
  await app.close();
  remove(home);
  return {
    empty: quantile(calls['empty'] ?? [], 0.5),
    page: quantile(calls['page'] ?? [], 0.5),
    typing: Math.max(...typing),
    typingMedian: quantile(typing, 0.5),
  };
}

/** Milliseconds from each key to the paint after it, in fields that look for earlier visits while one types. */
async function typed(page: Page): Promise<number[]> {
  await page.keyboard.press('F2');
  const form = page.getByRole('form', { name: /来访登记/ });
  await form.getByRole('textbox', { name: '姓名', exact: true }).waitFor();
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener(
      'keydown',
      () => {
        const before = performance.now();
        requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - before)));
      },
      { capture: true },
    );
  });
  for (const field of ['姓名', '概况']) {
    const box = form.getByRole('textbox', { name: field, exact: true });
    if ((await box.count()) === 0) continue;
    await box.click();
    for (const letter of TYPED) await page.keyboard.press(/[a-z]/.test(letter) ? letter : 'x', { delay: 20 });
  }
  return page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
}
