import type { App, Session, WebContents, WebPreferences } from 'electron';
import { isAppUrl, isBlobUrl } from './ipc/sender';

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

/** One look through the camera at a time, and only when a screen of ours has asked the person for it. */
export interface CameraPermit {
  /** The next request is granted. */
  grant(): void;
  /** Whether this request is the one; a granted one is used up. */
  take(): boolean;
  /** Whether a look was just granted: the page may then know which cameras there are, to choose another. */
  taken(): boolean;
}

const CAMERA_PATIENCE_MS = 30_000;

export function cameraPermit(now: () => number): CameraPermit {
  let until = 0;
  let known = 0;
  return {
    grant: () => {
      until = now() + CAMERA_PATIENCE_MS;
    },
    take: () => {
      const granted = now() < until;
      until = 0;
      if (granted) known = now() + CAMERA_PATIENCE_MS;
      return granted;
    },
    taken: () => now() < known,
  };
}

/** The picture alone, asked for by the top frame of the program itself. */
export const isCameraRequest = (
  permission: string,
  details: { readonly isMainFrame: boolean; readonly requestingUrl: string; readonly mediaTypes?: readonly string[] },
): boolean =>
  permission === 'media' &&
  details.isMainFrame &&
  isAppUrl(details.requestingUrl) &&
  details.mediaTypes?.length === 1 &&
  details.mediaTypes[0] === 'video';

/** No network, no permissions, no downloads, for every session there will ever be; the desk's own may look through the camera. */
export function guardSession(session: Session, denied: (what: string) => void, camera?: CameraPermit): void {
  session.webRequest.onBeforeRequest({ urls: OUTSIDE }, (details, done) => {
    denied(`network ${new URL(details.url).protocol}`);
    done({ cancel: true });
  });
  session.setPermissionRequestHandler((_contents, permission, done, details) => {
    const granted = isCameraRequest(permission, details) && camera?.take() === true;
    if (!granted) denied(`permission ${permission}`);
    done(granted);
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, { mediaType }) =>
      permission === 'media' && mediaType === 'video' && isAppUrl(origin) && camera?.taken() === true,
  );
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
    if (!event.isMainFrame || !isAppUrl(event.url) || isBlobUrl(event.url)) deny('navigation')(event);
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
