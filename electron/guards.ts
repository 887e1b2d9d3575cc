import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isAppUrl } from './ipc/sender';

/** What every window of the program, seen or hidden, has in common. */
export const SECURE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/**
 * Fails closed: an omitted value is refused as well. A tripwire against drift, not against someone who deletes the call.
 */
export function assertSecureWebPreferences(prefs: WebPreferences): void {
  for (const [key, value] of Object.entries(SECURE)) {
    if (prefs[key as keyof typeof SECURE] !== value) throw new Error(`insecure window: ${key} must be ${value}`);
  }
  if (prefs.enableBlinkFeatures !== undefined) throw new Error('insecure window: enableBlinkFeatures must be absent');
}

const OUTSIDE = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file://*/*'];

/** No network, no permissions, no downloads, for every session there will ever be. */
export function guardSession(session: Session, denied: (what: string) => void): void {
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (details, done) => {
    denied(`network ${new URL(details.url).protocol}`);
    done({ cancel: true });
  });
  session.setPermissionRequestHandler((_contents, permission, done) => {
    denied(`permission ${permission}`);
    done(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => {
    denied('download');
    event.preventDefault();
  });
}

/** No navigation away, no frames, no new windows, no webviews. */
export function guardContents(contents: WebContents, denied: (what: string) => void): void {
  const deny = (what: string) => (event: { preventDefault(): void }) => {
    denied(what);
    event.preventDefault();
  };
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppUrl(event.url)) deny('navigation')(event);
  });
  contents.on('will-redirect', deny('redirect'));
  contents.on('will-attach-webview', deny('webview'));
  contents.setWindowOpenHandler(() => {
    denied('window');
    return { action: 'deny' };
  });
}

/** Guards everything the program opens from now on; call before the app is ready. */
export function guardApp(app: App, denied: (what: string) => void): void {
  // Windows ask for it one by one as well; root without user namespaces (a test machine) has no OS sandbox at all.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('session-created', (session) => guardSession(session, denied));
  app.on('web-contents-created', (_event, contents) => guardContents(contents, denied));
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-background-networking');
}
