import { BrowserWindow, type Session, session } from 'electron';
import { assertSecureWebPreferences, SECURE } from './guards';
import type { PageSetup, PrintOutcome } from './shell-port';

const MM_PER_INCH = 25.4;
const HOST = 'paper';
const CSP = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";
const FOOTER =
  '<div style="width:100%;text-align:center;font-size:12px;font-family:SimSun,serif">第 <span class="pageNumber"></span> 页 共 <span class="totalPages"></span> 页</div>';
const DEFAULT_MARGIN = { top: 20, right: 20, bottom: 20, left: 20 };

/** Pages on their way to paper, by address; a hidden window may load exactly its own. */
const pages = new Map<string, string>();
let paper: Session | undefined;
let lastPage = 0;

function paperSession(): Session {
  if (paper !== undefined) return paper;
  paper = session.fromPartition(HOST);
  paper.protocol.handle('app', ({ url }) => {
    const html = pages.get(url);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP };
    return html === undefined ? new Response('', { status: 404 }) : new Response(html, { headers });
  });
  return paper;
}

/**
 * Shows the page in a hidden window without scripts, from memory, and puts it away afterwards.
 * A picture must be drawn off screen: a window that is only hidden may never paint a frame.
 */
async function withPage<T>(
  html: string,
  size: { width: number; height: number },
  use: (w: BrowserWindow) => Promise<T>,
  offscreen = false,
) {
  const webPreferences = { ...SECURE, session: paperSession(), javascript: false, images: true, offscreen };
  assertSecureWebPreferences(webPreferences);
  const window = new BrowserWindow({
    ...size,
    show: false,
    useContentSize: true,
    enableLargerThanScreen: true,
    paintWhenInitiallyHidden: true,
    webPreferences,
  });
  lastPage += 1;
  const url = `app://${HOST}/${lastPage}`;
  pages.set(url, html);
  try {
    await window.loadURL(url);
    return await use(window);
  } finally {
    pages.delete(url);
    window.destroy();
  }
}

const A4_PIXELS = { width: 794, height: 1123 };
const inches = (mm: number) => mm / MM_PER_INCH;

export const toPdf = (html: string, page: PageSetup): Promise<Uint8Array> =>
  withPage(html, A4_PIXELS, ({ webContents }) => {
    const { top, right, bottom, left } = page.margin ?? DEFAULT_MARGIN;
    return webContents.printToPDF({
      pageSize: page.size,
      landscape: page.landscape ?? false,
      printBackground: true,
      margins: { top: inches(top), right: inches(right), bottom: inches(bottom), left: inches(left) },
      displayHeaderFooter: page.pageNumbers ?? false,
      headerTemplate: '<span></span>',
      footerTemplate: FOOTER,
    });
  });

export const toPng = (html: string, size: { readonly width: number; readonly height: number }): Promise<Uint8Array> => {
  const capture = async ({ webContents }: BrowserWindow) => {
    const { debugger: page } = webContents;
    page.attach();
    // Exactly these pixels, whatever the size and scale of the screen.
    await page.sendCommand('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false });
    const answer: unknown = await page.sendCommand('Page.captureScreenshot', { format: 'png' });
    return Buffer.from((answer as { data: string }).data, 'base64');
  };
  return withPage(html, size, capture, true);
};

/** Shows the system's print dialog. */
export const toPrinter = (html: string, page: PageSetup): Promise<PrintOutcome> =>
  withPage(
    html,
    A4_PIXELS,
    ({ webContents }) =>
      new Promise((resolve) => {
        const settings = { pageSize: page.size, landscape: page.landscape ?? false, printBackground: true };
        webContents.print(settings, (success, reason) => {
          if (success) resolve('printed');
          else resolve(/cancel/i.test(reason) ? 'cancelled' : 'failed');
        });
      }),
  );
