import './zod-jitless';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, protocol, session } from 'electron';
import type { MethodKind } from '#shared/contract/define';
import type { DeskEvent } from '#shared/contract/events';
import { serveApp } from './app-protocol';
import { dataFolderOf, rememberDataFolder } from './data-folder';
import { readFlags } from './flags';
import { cameraPermit, guardApp, guardSession } from './guards';
import { startHost } from './host-process';
import { listen } from './ipc/bridge';
import { CHANNEL } from './ipc/channels';
import { APP_SCHEME } from './ipc/sender';
import { faultSentence, openLog } from './log';
import { createShell } from './shell';
import { armSmoke } from './smoke';
import { tooOften } from './too-often';
import { framesOf, traceOf } from './trace';
import { openWindow, withoutMenu } from './window';

/** Put in by the build (build/bundle.mjs). */
declare const METHODS: readonly (readonly [name: string, kind: MethodKind])[];

// The composition root: flags, folders, lock, window, host process. No rules live here.
const flags = readFlags(process.argv);
const demo = flags.demo ? mkdtempSync(join(tmpdir(), 'jrd-demo-')) : undefined;

// Before the single-instance lock, which is kept per user folder.
const asked = demo === undefined ? app.commandLine.getSwitchValue('user-data-dir') : join(demo, 'window');
const userData = asked || join(app.getPath('appData'), 'JointReceptionDesk');
app.setPath('userData', userData);
const log = openLog(join(userData, 'logs'));
const denied = (what: string) => log.note('denied', { what });

protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
guardApp(app, denied);
app.commandLine.appendSwitch('lang', 'zh-CN');

if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  let window: BrowserWindow | undefined;
  let leaving = false;
  const smoke = flags.smoke === undefined ? undefined : armSmoke(app, flags.smoke);
  const emit = (event: DeskEvent) => {
    if (window?.isDestroyed() === false) window.webContents.send(CHANNEL.event, event);
  };
  const surprise = (where: string) => (error: unknown) => {
    const ref = log.fault(where, traceOf(error));
    if (window === undefined) dialog.showErrorBox('联合接访工作台', faultSentence(ref));
    else emit({ type: 'fault', ref, message: faultSentence(ref) });
  };
  process.on('uncaughtException', surprise('main'));
  process.on('unhandledRejection', surprise('main'));
  app.on('second-instance', () => {
    if (leaving) app.relaunch();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  withoutMenu();
  void app.whenReady().then(start);

  function start(): void {
    const chosen = flags.data ?? (demo === undefined ? undefined : join(demo, 'data'));
    let folder = chosen ?? dataFolderOf(userData, app.getPath('documents'));
    const camera = cameraPermit(() => Date.now());
    const shell = createShell({
      window: () => window,
      allowCamera: camera.grant,
      documents: app.getPath('documents'),
      reopen: (other) => {
        folder = other ?? folder;
        if (other !== undefined) rememberDataFolder(userData, other);
        void host.reopen(folder).then(() => window?.webContents.reload());
      },
    });
    guardSession(session.defaultSession, denied, camera);
    serveApp(session.defaultSession, join(__dirname, 'renderer'), (sha256) => host.preview(sha256));
    window = openWindow({
      preload: join(__dirname, 'preload.cjs'),
      methods: METHODS.map(([name]) => name),
      devTools: !app.isPackaged,
    });
    const host = startHost(
      {
        script: join(__dirname, 'host.cjs'),
        facts: {
          version: app.getVersion(),
          runtime: `Electron ${process.versions.electron} · Chromium ${process.versions.chrome} · Node ${process.versions.node}`,
          checkOutput: !app.isPackaged && !flags.unchecked,
        },
        shell,
        log,
        emit,
        isQuery: (method) => METHODS.some(([name, kind]) => name === method && kind === 'query'),
      },
      folder,
      demo !== undefined,
    );
    listen(ipcMain, {
      call: host.call,
      cancel: host.cancel,
      ready: () => window !== undefined && void smoke?.(window).catch(surprise('smoke')),
      report: ({ name, stack }) => log.fault('screen', { name, frames: framesOf(stack) }),
      denied,
    });
    window.on('closed', () => {
      window = undefined;
    });
    const diesTooOften = tooOften(3);
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason === 'clean-exit') return;
      surprise('screen')(Object.assign(new Error(), { name: 'gone', code: reason }));
      if (!diesTooOften()) window?.webContents.reload();
    });
    app.on('window-all-closed', () => app.quit());
    app.on('will-quit', (event) => {
      if (!leaving) void host.stop().finally(left);
      if (!leaving) event.preventDefault();
      leaving = true;
    });
  }

  // What was acknowledged is on disk in any case; the store is closed first for the sake of a quick start next time.
  function left(): void {
    if (demo !== undefined) rmSync(demo, { recursive: true, force: true });
    app.quit();
  }
}
