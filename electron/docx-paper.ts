import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow, type Session, session } from 'electron';
import { z } from 'zod';
import { assertSecureWebPreferences, SECURE } from './guards';
import type { PrintOutcome } from './shell-port';

const HOST = 'docx';
const PATIENCE = 60_000;

/** Our one script may run and may fetch the one document; pictures are those inside it, and nothing is asked of anyone. */
const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
const FILES: { readonly [path: string]: readonly [file: string, type: string] } = {
  '/index.html': ['index.html', 'text/html; charset=utf-8'],
  '/page.js': ['page.js', 'text/javascript; charset=utf-8'],
  '/page.css': ['page.css', 'text/css; charset=utf-8'],
};

/** What the page answers when the pages stand: their number and the size of the first, in CSS pixels. */
const Laid = z.object({ pages: z.int().positive(), width: z.number(), height: z.number() });
type Laid = z.infer<typeof Laid>;

/** Each document has a session of its own, so that no page can come by another's. */
let lastDocument = 0;

async function serve(docx: Uint8Array, of: Session): Promise<void> {
  of.protocol.handle('app', async ({ url }) => {
    const { host, pathname } = new URL(url);
    if (host !== HOST) return new Response('', { status: 404, headers: HEADERS });
    if (pathname === '/document') return new Response(new Uint8Array(docx), { headers: HEADERS });
    const served = FILES[pathname];
    if (served === undefined) return new Response('', { status: 404, headers: HEADERS });
    const body = await readFile(join(__dirname, 'paper', served[0]));
    return new Response(new Uint8Array(body), { headers: { ...HEADERS, 'content-type': served[1] } });
  });
}

/** Lays the document out in a hidden window of its own and puts the window away afterwards. */
async function withDocument<T>(docx: Uint8Array, use: (w: BrowserWindow, laid: Laid) => Promise<T>, offscreen = false) {
  lastDocument += 1;
  const own = session.fromPartition(`docx-${lastDocument}`);
  await serve(docx, own);
  const webPreferences = { ...SECURE, session: own, images: true, offscreen };
  assertSecureWebPreferences(webPreferences);
  const window = new BrowserWindow({
    width: 1000,
    height: 1200,
    show: false,
    useContentSize: true,
    enableLargerThanScreen: true,
    paintWhenInitiallyHidden: true,
    webPreferences,
  });
  try {
    await window.loadURL(`app://${HOST}/index.html`);
    return await use(window, await laidOut(window));
  } finally {
    window.destroy();
    own.protocol.unhandle('app');
  }
}

/** The page says when it is done; a page that hangs or dies is given up. */
async function laidOut({ webContents }: BrowserWindow): Promise<Laid> {
  let timer: NodeJS.Timeout | undefined;
  const lost = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('the paper took too long')), PATIENCE);
    webContents.once('render-process-gone', () => reject(new Error('the paper could not be drawn')));
  });
  try {
    return Laid.parse(await Promise.race([webContents.executeJavaScript('window.paper'), lost]));
  } finally {
    clearTimeout(timer);
  }
}

export const docxToPdf = (docx: Uint8Array): Promise<Uint8Array> =>
  withDocument(docx, ({ webContents }) =>
    webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, right: 0, bottom: 0, left: 0 },
    }),
  );

const PICTURE_SCALE = 2;

export const docxToPng = (docx: Uint8Array, pageNo: number): Promise<Uint8Array> =>
  withDocument(
    docx,
    async ({ webContents }, { pages }) => {
      const wanted = Math.min(Math.max(1, Math.trunc(pageNo)), pages);
      const { width, height } = Laid.parse(await webContents.executeJavaScript(`window.showOnly(${wanted})`));
      const { debugger: page } = webContents;
      page.attach();
      await page.sendCommand('Emulation.setDeviceMetricsOverride', {
        width: Math.ceil(width),
        height: Math.ceil(height),
        deviceScaleFactor: PICTURE_SCALE,
        mobile: false,
      });
      const answer: unknown = await page.sendCommand('Page.captureScreenshot', { format: 'png' });
      return Buffer.from((answer as { data: string }).data, 'base64');
    },
    true,
  );

/** In a CSS pixel. */
const MICRONS = 25_400 / 96;

/** Shows the system's print dialog. */
export const docxToPrinter = (docx: Uint8Array): Promise<PrintOutcome> =>
  withDocument(
    docx,
    ({ webContents }, { width, height }) =>
      new Promise((resolve) => {
        const [short, long] = [Math.min(width, height) * MICRONS, Math.max(width, height) * MICRONS];
        const settings = {
          landscape: width > height,
          pageSize: { width: Math.round(short), height: Math.round(long) },
          printBackground: true,
          margins: { marginType: 'none' },
        } as const;
        webContents.print(settings, (success, reason) => {
          if (success) resolve('printed');
          else resolve(/cancel/i.test(reason) ? 'cancelled' : 'failed');
        });
      }),
  );
