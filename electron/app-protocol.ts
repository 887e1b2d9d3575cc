import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import type { Session } from 'electron';
import { APP_SCHEME, BLOB_PATH, isAppUrl } from './ipc/sender';
import type { Shown } from './previews';

/**
 * Scripts only from the program itself, no connection to anywhere but the attachments and what the PDF reader is made of; antd sets
 * styles at run time.
 */
const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  'connect-src app://desk/blob/ app://desk/pdf/',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** An attachment is shown by a page of ours, and is no page itself whatever it holds. */
const BLOB_HEADERS = {
  ...HEADERS,
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
};

const TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
};

/** The file behind an address, or undefined when it would not lie inside `root`. */
export function fileOf(address: string, root: string): string | undefined {
  if (!isAppUrl(address)) return undefined;
  const raw = new URL(address).pathname;
  // A name of ours needs no escapes: refusing them all leaves no second reading of a path.
  if (!/^\/[A-Za-z0-9._/-]*$/.test(raw) || raw.split('/').includes('..')) return undefined;
  const file = join(root, raw === '/' ? 'index.html' : raw);
  return file.startsWith(root + sep) && extname(file) in TYPES ? file : undefined;
}

/** The hash of the attachment an address means. */
export function blobOf(address: string): string | undefined {
  if (!isAppUrl(address)) return undefined;
  const { pathname } = new URL(address);
  const hash = pathname.startsWith(BLOB_PATH) ? pathname.slice(BLOB_PATH.length) : '';
  return /^[0-9a-f]{64}$/.test(hash) ? hash : undefined;
}

/**
 * Serves the built screens, the attachments that can be shown, and nothing else; `app:` has to be registered as privileged before
 * the app is ready.
 */
export function serveApp(
  session: Session,
  root: string,
  preview: (sha256: string) => Promise<Shown | undefined>,
): void {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const blob = request.method === 'GET' ? blobOf(request.url) : undefined;
    if (blob !== undefined) return blobResponse(await preview(blob));
    const file = request.method === 'GET' ? fileOf(request.url, root) : undefined;
    const body = file === undefined ? undefined : await readFile(file).catch(() => undefined);
    if (file === undefined || body === undefined) return new Response('', { status: 404, headers: HEADERS });
    return new Response(new Uint8Array(body), {
      headers: { ...HEADERS, 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' },
    });
  });
}

function blobResponse(shown: Shown | undefined): Response {
  if (shown === undefined) return new Response('', { status: 404, headers: BLOB_HEADERS });
  return new Response(shown.body, { headers: { ...BLOB_HEADERS, 'content-type': shown.type } });
}
