/**
 * The real window, one per test, each with a data folder of its own (its path has Chinese and a space in it).
 *
 *   import { expect, test } from './fixture';
 *
 *   test('a visit is registered with the keyboard', async ({ desk }) => {
 *     await desk.page.getByRole('button', { name: '登记来访' }).click();  // Playwright's Page of the window
 *     const status = await desk.call('app.status', {});                  // any method; throws on a refusal
 *     const answer = await desk.ask('app.status', {});                   // the same, a refusal is a value
 *     await desk.pickSave(join(desk.folder, '..', '来访.xlsx'));          // what the next pickers answer; null = cancelled
 *     await desk.resize(1920, 1080);                                     // content size; 1366×768 at first
 *     await desk.restart();                                              // same data folder; then use desk.page again
 *   });
 *
 *   test.use({ firstStart: true });   // the desk has not been identified yet; otherwise: A01, 接访中心, 登记员 王敏
 *   test.use({ switches: ['--lang=zh-CN'] });  // more switches of the engine
 *   test.use({ tolerate: /CSP/ });    // error lines of the page's console that the test provokes; any other fails it
 *
 * Run: `npm test -- e2e tests/e2e/NAME.spec.ts`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ElectronApplication, _electron as electron, expect, type Page } from '@playwright/test';
import type { InputOf, MethodName, OutputOf } from '#shared/contract/index';
import type { Refusal } from '#shared/kernel/refusal';
import type { Result } from '#shared/kernel/result';

export { expect } from '@playwright/test';

export const ROOT = join(import.meta.dirname, '../..');
const IDENTITY = { deskPrefix: 'A01', unit: 'units/CZ-JFZX', operator: '王敏' };
/** A busy machine is slow, not broken. */
const START_PATIENCE = 60_000;
const CLOSE_PATIENCE = 20_000;

/** The desk under test; `page` and `app` are those of the latest start. */
export class Desk {
  private running: { app: ElectronApplication; page: Page } | undefined;
  /** What went wrong in the page: uncaught errors, error lines of its console. */
  readonly problems: string[] = [];

  constructor(
    /** Holds the data folder, the window's profile and whatever the test writes. */
    readonly home: string,
    readonly folder: string,
    private readonly switches: readonly string[] = [],
  ) {}

  get app(): ElectronApplication {
    if (this.running === undefined) throw new Error('the desk is not open');
    return this.running.app;
  }

  get page(): Page {
    if (this.running === undefined) throw new Error('the desk is not open');
    return this.running.page;
  }

  get logFile(): string {
    return join(this.home, 'profile/logs/desk.log');
  }

  /** Arguments of another start on the same profile or, with another home, on the same data folder. */
  args(home = this.home): string[] {
    const switches = ['--log-level=3', '--disable-gpu', `--user-data-dir=${join(home, 'profile')}`];
    return [...switches, ...this.switches, ROOT, '--data', this.folder];
  }

  async open(): Promise<void> {
    const app = await electron.launch({ args: this.args(), locale: 'zh-CN' });
    const page = await app.firstWindow();
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (line) => line.type() === 'error' && this.problems.push(line.text()));
    this.running = { app, page };
    // What the page says when a person could begin to work.
    await page.locator('html[data-ready="true"]').waitFor({ timeout: START_PATIENCE });
  }

  async close(): Promise<void> {
    if (this.running === undefined) return;
    const { app } = this.running;
    const child = app.process();
    this.running = undefined;
    const killer = setTimeout(() => child.kill('SIGKILL'), CLOSE_PATIENCE);
    await app.close().catch(() => undefined);
    clearTimeout(killer);
  }

  async restart(): Promise<void> {
    await this.close();
    await this.open();
  }

  ask<M extends MethodName>(method: M, input: InputOf<M>): Promise<Result<OutputOf<M>, Refusal>> {
    return this.page.evaluate(
      async ([name, value]) => JSON.parse(await (window.desk.call[name] as (v: unknown) => Promise<string>)(value)),
      [method, input] as const,
    ) as Promise<Result<OutputOf<M>, Refusal>>;
  }

  async call<M extends MethodName>(method: M, input: InputOf<M>): Promise<OutputOf<M>> {
    const answer = await this.ask(method, input);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.code} ${answer.error.message}`);
    return answer.value;
  }

  pickOpen(path: string | readonly string[] | null): Promise<void> {
    return this.app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
      },
      path === null ? [] : [path].flat(),
    );
  }

  pickSave(path: string | null): Promise<void> {
    return this.app.evaluate(({ dialog }, picked) => {
      const answer = { canceled: picked === null, filePath: picked ?? '' };
      dialog.showSaveDialog = () => Promise.resolve(answer);
    }, path);
  }

  /** The page has been laid out anew when this answers. */
  async resize(width: number, height: number): Promise<void> {
    const size = [width, height] as const;
    await this.app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h),
      size,
    );
    // A scaled screen may round a pixel away.
    await this.page.waitForFunction(
      ([w, h]) => Math.abs(window.innerWidth - w) < 3 && Math.abs(window.innerHeight - h) < 3,
      size,
    );
  }
}

interface Options {
  firstStart: boolean;
  tolerate: RegExp | undefined;
  switches: readonly string[];
}

export const test = base.extend<Options & { desk: Desk; home: string }, { identified: string }>({
  firstStart: [false, { option: true }],
  tolerate: [undefined, { option: true }],
  switches: [[], { option: true }],

  /** A data folder that knows its desk, made once and copied for each test. */
  identified: [
    async ({}, use) => {
      const made = mkdtempSync(join(tmpdir(), 'jrd-identified-'));
      const done = spawnSync(
        process.execPath,
        [join(ROOT, 'dist/desk.cjs'), '--data', made, 'app.identify', JSON.stringify(IDENTITY)],
        { encoding: 'utf8' },
      );
      expect(done.status, done.stderr + done.stdout).toBe(0);
      await use(made);
      rmSync(made, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'jrd-e2e-'));
    await use(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  },

  desk: async ({ home, identified, firstStart, tolerate, switches }, use, info) => {
    const folder = join(home, '数据 文件夹');
    if (firstStart) mkdirSync(folder);
    else cpSync(identified, folder, { recursive: true });
    const desk = new Desk(home, folder, switches);
    await desk.open();
    await use(desk);
    await desk.close();
    expect(readFileSync(desk.logFile, 'utf8'), 'a reply larger than any may be').not.toContain('ReplyTooLarge');
    const unexpected = desk.problems.filter((line) => !tolerate?.test(line));
    if (info.status === info.expectedStatus) expect(unexpected, 'errors in the page').toEqual([]);
  },
});
