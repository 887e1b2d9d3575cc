import { z } from 'zod';
import { LocalDate } from '../../calendar/local-date';
import { oneOf } from '../petitioners/choices';

/** How a file came to the desk. `paper` is a document the desk issued itself. */
export const ATTACHMENT_SOURCES = {
  file: '选取文件',
  paste: '粘贴',
  scan: '扫描件',
  camera: '拍照',
  paper: '签发文书',
} as const;
export type AttachmentSource = keyof typeof ATTACHMENT_SOURCES;
export const AttachmentSource = oneOf(ATTACHMENT_SOURCES);

/** The name of the content: its SHA-256 in lower-case hex. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, '附件编号格式不对');

/** One entry of a record's `attachments` list; the content lies beside the ledger under its hash. */
export const Attachment = z.object({
  name: z.string().min(1),
  /** A MIME type; one that a newer build knows is kept and shown as a file. */
  type: z.string().min(1),
  bytes: z.number().int().positive(),
  sha256: Sha256,
  source: AttachmentSource.catch('file'),
  addedOn: LocalDate,
});
export type Attachment = Readonly<z.output<typeof Attachment>>;
