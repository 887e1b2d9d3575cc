/** Where the screens come from; nothing else may speak to the desk. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'desk';

export interface Frame {
  readonly url: string;
  readonly parent: unknown;
}

/** Only the top frame of our own origin: never a frame inside it, never another scheme or host, never a gone frame. */
export function isTrusted(frame: Frame | null | undefined): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isAppUrl(frame.url);
}

/** Where attachments are shown from: parts of a page, never a page. */
export const BLOB_PATH = '/blob/';

export const isBlobUrl = (text: string): boolean => isAppUrl(text) && new URL(text).pathname.startsWith(BLOB_PATH);

export function isAppUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  );
}
