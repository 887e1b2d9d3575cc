import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, ROOT, test } from './fixture';

test.describe('the page', () => {
  test('runs in a sandbox of its own, without Node', async ({ desk }) => {
    const prefs = await desk.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(prefs).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const globals = await desk.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module'].filter((n) => n in window),
    );
    expect(globals).toEqual([]);
  });

  test('gets a frozen bridge: methods of the contract and nothing of Electron', async ({ desk }) => {
    const bridge = await desk.page.evaluate(() => {
      const before = window.desk.call['app.status'];
      Reflect.set(window.desk.call, 'app.status', () => 'stolen');
      Reflect.set(window, 'desk', undefined);
      return { keys: Object.keys(window.desk).sort(), same: window.desk.call['app.status'] === before };
    });
    expect(bridge).toEqual({ keys: ['call', 'cancel', 'onEvent', 'ready', 'report'], same: true });
  });

  test('cannot name a method outside the contract', async ({ desk }) => {
    expect(await desk.page.evaluate(() => 'constructor.name' in window.desk.call)).toBe(false);
  });
});

test('app:// gives out the built screens and nothing beside them', async ({ desk }) => {
  const statusOf = (address: string) =>
    desk.app.evaluate(async ({ session }, url) => (await session.defaultSession.fetch(url)).status, address);
  expect(await statusOf('app://desk/index.html')).toBe(200);
  for (const path of [
    '../main.cjs',
    '%2e%2e/main.cjs',
    '..%2fmain.cjs',
    '..%5cmain.cjs',
    '%2fetc/passwd',
    '/etc/passwd',
    'assets/../../main.cjs',
    'index.html%00.png',
    '.stamp',
    'package.json',
  ]) {
    expect(await statusOf(`app://desk/${path}`), path).toBe(404);
  }
  expect(await statusOf('app://elsewhere/index.html')).toBe(404);
});

test.describe('content security policy', () => {
  test.use({ tolerate: /Content Security Policy|Refused to/ });

  test('refuses inline scripts, connections, frames and foreign pictures', async ({ desk }) => {
    const refused = await desk.page.evaluate(async () => {
      const seen = new Set<string>();
      const reported = ({ effectiveDirective }: SecurityPolicyViolationEvent) => seen.add(effectiveDirective);
      document.addEventListener('securitypolicyviolation', reported);
      const inline = document.createElement('script');
      inline.textContent = 'window.owned = true';
      const frame = document.createElement('iframe');
      frame.src = 'app://desk/index.html';
      const picture = document.createElement('img');
      picture.src = 'http://127.0.0.1:9/x.png';
      document.body.append(inline, frame, picture);
      await fetch('app://desk/index.html').catch(() => undefined);
      try {
        new WebSocket('ws://127.0.0.1:9');
      } catch {}
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      // The frame is stopped by the policy or, before it, by the guard of navigation: whichever is asked first.
      seen.delete('frame-src');
      return { seen: [...seen].sort(), owned: 'owned' in window };
    });
    expect(refused).toEqual({ seen: ['connect-src', 'img-src', 'script-src-elem'], owned: false });
    const frames = desk.page.frames().filter((frame) => frame.url().startsWith('app:'));
    expect(frames).toEqual([desk.page.mainFrame()]);
  });
});

test.describe('the window', () => {
  test.use({ tolerate: /Not allowed to/ });

  test('goes nowhere else', async ({ desk }) => {
    for (const address of ['https://example.com/', 'file:///etc/passwd', 'app://elsewhere/', 'data:text/html,x']) {
      await desk.page.evaluate((url) => window.location.assign(url), address);
    }
    await desk.call('app.status', {});
    expect(new URL(desk.page.url()).host).toBe('desk');
  });

  test('opens no other window', async ({ desk }) => {
    expect(await desk.page.evaluate(() => window.open('app://desk/index.html') === null)).toBe(true);
    const windows = await desk.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    expect(windows).toBe(1);
  });

  test('is given no permission', async ({ desk }) => {
    const answers = await desk.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      location: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      ),
    }));
    expect(answers).toEqual({ notifications: 'denied', camera: 'denied', location: 'denied' });
  });

  test('downloads nothing', async ({ desk }) => {
    const denied = desk.app.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) =>
          session.defaultSession.on('will-download', (event) => resolve(event.defaultPrevented)),
        ),
    );
    await desk.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      link.click();
    });
    expect(await denied).toBe(true);
  });
});

test('not one request leaves the machine, whoever tries', async ({ desk }) => {
  let hits = 0;
  const server = createServer((_, answer) => {
    hits += 1;
    answer.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tries = await desk.app.evaluate(async ({ session, BrowserWindow, net }, at) => {
    const refused = (p: Promise<unknown>) =>
      p.then(
        () => 'reached',
        () => 'refused',
      );
    const hidden = new BrowserWindow({ show: false, webPreferences: { sandbox: true, partition: 'other' } });
    const answers = [
      await refused(session.defaultSession.fetch(`http://${at}/`)),
      await refused(session.fromPartition('other').fetch(`http://${at}/`)),
      await refused(net.fetch(`http://${at}/`)),
      await refused(hidden.loadURL(`http://${at}/`)),
    ];
    hidden.destroy();
    return answers;
  }, address);
  server.close();
  expect(tries).toEqual(['refused', 'refused', 'refused', 'refused']);
  expect(hits).toBe(0);
  expect(readFileSync(desk.logFile, 'utf8').match(/network http:/g)).toHaveLength(4);
});

test('a day at the desk asks nothing of the network', async ({ desk }) => {
  test.slow();
  await desk.call('app.status', {});
  await desk.restart();
  expect(readFileSync(desk.logFile, 'utf8')).not.toContain('"event":"denied"');
});

test('only the top frame of the desk may call', async ({ desk }) => {
  const answer = await desk.app.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload, sandbox: true, additionalArguments: ['--desk-methods=app.status'] },
      });
      await stranger.loadURL('about:blank');
      const given: unknown = await stranger.webContents.executeJavaScript(
        "window.desk.call['app.status']({}).then(JSON.parse)",
      );
      stranger.destroy();
      return given;
    },
    join(ROOT, 'dist/preload.cjs'),
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'call.forbidden' } });
});

test('a screen gets handles, never paths, and a made-up handle opens nothing', async ({ desk }) => {
  await desk.pickOpen(join(desk.folder, 'settings.json'));
  const { file } = await desk.call('files.pickOpen', { title: '选择文件', filters: [] });
  expect(file).toMatch(/^[0-9a-f-]{36}$/);
  for (const madeUp of ['/etc/passwd', 'path:/etc/passwd', '../settings.json', crypto.randomUUID()]) {
    const answer = await desk.ask('departments.importPreview', { file: madeUp });
    expect(answer.ok, madeUp).toBe(false);
    expect(await desk.ask('files.reveal', { file: madeUp })).toMatchObject({ ok: false });
  }
  await desk.restart();
  const again = await desk.ask('departments.importPreview', { file: String(file) });
  expect(again).toMatchObject({ ok: false, error: { code: 'file.unknown' } });
});

test('what no disk can keep or nobody could type is refused, and the desk goes on', async ({ desk }) => {
  const said = await desk.page.evaluate(async () => {
    const save = window.desk.call['drafts.save'] as (input: unknown) => Promise<string>;
    const ring: { self?: unknown } = {};
    ring.self = ring;
    const tries = [ring, 1n, 'x'.repeat(20_000_000), new Map([[1, 2]])];
    return Promise.all(
      tries.map((value) =>
        save({ form: 'visits.new', value }).then(
          (answer) => (JSON.parse(answer) as { ok: boolean }).ok,
          () => 'not sent',
        ),
      ),
    );
  });
  expect(said.slice(0, 3)).not.toContain(true);
  await desk.call('drafts.save', { form: 'visits.new', value: { name: '钱红' } });
  expect((await desk.call('app.status', {})).store.mode).toBe('ready');
  expect(readFileSync(desk.logFile, 'utf8')).not.toContain('"outcome":"error"');
});

test('a second start shows the first window instead', async ({ desk }) => {
  test.slow();
  const noticed = desk.app.evaluate(
    ({ app }) => new Promise<boolean>((r) => app.once('second-instance', () => r(true))),
  );
  const second = spawn(desk.app.process().spawnfile, ['--no-sandbox', ...desk.args()], { stdio: 'ignore' });
  const [code] = await once(second, 'exit');
  expect(code).toBe(0);
  expect(await noticed).toBe(true);
  expect((await desk.call('app.status', {})).store.mode).toBe('ready');
});

test('the log knows methods and times, no persons', async ({ desk }) => {
  await desk.call('drafts.save', { form: 'visits.new', value: { name: '欧阳倩', idNo: '11010519491231002X' } });
  await desk.page.evaluate(() =>
    window.desk.report({ name: 'TypeError', stack: 'TypeError: 欧阳倩\n    at /home/欧阳倩/x.js:1:2' }),
  );
  const log = readFileSync(desk.logFile, 'utf8');
  expect(log).toContain('"method":"drafts.save"');
  expect(log).toContain('x.js:1:2');
  expect(log).not.toMatch(/欧阳倩|11010519491231002X/);
  expect(statSync(desk.logFile).size).toBeLessThan(100_000);
});
