import { ATTACHMENT_SOURCES, type AttachmentSource } from '#shared/domain/attachments/schema';
import { ALLOWED_EXTENSIONS, ATTACHMENT_LIMITS, factsOfType } from '#shared/domain/attachments/types';
import type { OutputOf } from '../../client';
import { formatClock, formatInstant } from '../../ui/format';

export type AttachmentRow = OutputOf<'attachments.list'>['files'][number];

export const FILES = { name: '可添加的文件', extensions: [...ALLOWED_EXTENSIONS] };

/** Where the content of a file is shown from. */
export const blobUrl = (sha256: string): string => `/blob/${sha256}`;

export const kindOf = (file: { readonly type: string }): string => factsOfType(file.type).label;
export const viewOf = (file: AttachmentRow): 'image' | 'pdf' | 'none' =>
  file.present ? factsOfType(file.type).view : 'none';
export const sourceOf = (source: AttachmentSource): string => ATTACHMENT_SOURCES[source];

export const LIMIT_WORDS = `每个不超过 ${ATTACHMENT_LIMITS.bytes / 1024 / 1024} MB，每件最多 ${ATTACHMENT_LIMITS.files} 个`;

/** `拍照 2026-11-23 104207.jpg` */
export const nameNow = (what: string, extension: string, now: number): string =>
  `${what} ${formatInstant(now).slice(0, 10)} ${formatClock(now).replaceAll(':', '')}.${extension}`;
