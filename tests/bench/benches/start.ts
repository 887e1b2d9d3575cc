import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { Contest, OURS } from '../contest';
import { atMost, quantile, type Report, round } from '../figures';
import { generated, homeOf, remove, scratch } from '../folders';
import { lend } from './write';

const ROUNDS = 6;
const SMALL = 1;
const EMPTY = 'empty Electron window';
const PACKAGED = 'ours, packaged';
const CALLS = 200;
const TYPED = 'wangjianguo 反映拖欠工资';

const SWITCHES = ['--log-level=3', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
const electronBinary = join(
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? '',
  process.platform === 'win32' ? 'electron.exe' : 'electron',
);
/** The packed program, where one is made here. */
const packaged = process.env['DESK_PACKAGED'];

const nameOf = (name: string, size: number, scale: number): string =>
  size === scale ? name : `${name} at scale ${size}`;

/** From the start of the process to a usable window, unpackaged and packed; then typing on the registration screen, and calls across the bridge. */
export async function start(scale: number): Promise<Report> {
  const root = join(dirname(process.argv[1] ?? ''), '../../..');
  const work = scratch('start');
  const sizes = [...new Set([SMALL, scale])];
  for (const size of sizes) {
    await generated(size);
    lend(join(homeOf(size), 'ours'), join(work, `scale${size}`));
  }
  const contest = new Contest();
  const empty: Program = { name: EMPTY, command: electronBinary, args: [join(root, 'tests/bench/empty-window')] };
  const ours = sizes.flatMap((size): Program[] => {
    const data = ['--smoke', join(work, 'shown.png'), '--data', join(work, `scale${size}`)];
    return [
      { name: nameOf(OURS, size, scale), command: electronBinary, args: [root, ...data] },
      ...(packaged === undefined ? [] : [{ name: nameOf(PACKAGED, size, scale), command: packaged, args: data }]),
    ];
  });
  for (let turn = -1; turn < ROUNDS; turn++) {
    for (const program of [empty, ...ours]) contest.add(program.name, '', await started(program));
    if (turn < 0) contest.forgetAll();
  }
  const inside = await workInside([root, '--unchecked', '--data', join(work, `scale${scale}`)]);
  remove(work);
  const startGoals = [OURS, ...(packaged === undefined ? [] : [PACKAGED])].flatMap((name) => [
    atMost(`${name} ÷ empty Electron window`, contest.median(name) / contest.median(EMPTY), 2.5),
    atMost(
      `${name} ÷ the same at scale ${SMALL}`,
      contest.median(name) / contest.median(nameOf(name, SMALL, scale)),
      1.15,
    ),
  ]);
  return {
    bench: 'start',
    scale,
    unit: 'ms',
    rows: contest.rows(),
    goals: [
      ...startGoals,
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
  const profile = `--user-data-dir=${join(home, 'profile')}`;
  return { app: await electron.launch({ args: [...SWITCHES, profile, ...args], locale: 'zh-CN' }), home };
}

interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
}

/** Milliseconds from the making of the process to its usable window, as the program says itself: no debugger looks on. */
async function started({ name, command, args }: Program): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'jrd-bench-'));
  const child = spawn(command, [...SWITCHES, `--user-data-dir=${join(home, 'profile')}`, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const left = once(child, 'exit');
  let age: number | undefined;
  for await (const line of createInterface(child.stdout)) {
    const said = /^ready (\d+)$/.exec(line)?.[1];
    if (said !== undefined) age = Number(said);
  }
  await left;
  remove(home);
  if (age === undefined) throw new Error(`${name} did not become ready`);
  return age;
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
