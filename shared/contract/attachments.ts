import { z } from 'zod';
import { Attachment, Sha256 } from '../domain/attachments/schema';
import { ATTACHMENT_LIMITS } from '../domain/attachments/types';
import { FileHandle, type OpId, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';

/** Bytes of one piece on its way from the screen; no message between the processes is larger than 256 kB. */
export const PIECE_BYTES = 192 * 1024;

const EntryId = z
  .string()
  .regex(/^[^\s:]+:\d+$/, '附件编号格式不对')
  .transform((s) => s as OpId);
const On = z.object({ on: RecordId });
const UploadId = z.string().max(64);
const Reason = z.string().trim().min(2, '请写明原因').max(500, '原因不超过 500 个字');

export const AttachmentRow = Attachment.extend({
  op: EntryId,
  /** Milliseconds since the epoch. */
  at: z.number(),
  by: z.string(),
  unitName: z.string(),
  /** False when this computer has no content under the hash. */
  present: z.boolean(),
});
export type AttachmentRow = z.output<typeof AttachmentRow>;

/** A file that did not come in, and why. */
const Refused = z.object({ name: z.string(), message: z.string() });
const Added = z.object({ added: z.number(), refused: z.array(Refused), savedAt: z.number().optional() });

/** A file waiting in the scanner's folder. */
export const ScannedFile = z.object({
  name: z.string(),
  bytes: z.number(),
  /** When it was last written, milliseconds since the epoch. */
  at: z.number(),
  type: z.string(),
  /** A file of this name and size is on the record already. */
  added: z.boolean(),
});
export type ScannedFile = z.output<typeof ScannedFile>;

export const attachmentsContract = {
  'attachments.list': query({ title: '一件的附件', input: On, output: z.object({ files: z.array(AttachmentRow) }) }),
  'attachments.addFiles': shell({
    title: '添加选取的文件为附件',
    input: On.extend({ files: z.array(FileHandle).min(1).max(ATTACHMENT_LIMITS.files) }),
    output: Added,
  }),
  'attachments.begin': shell({
    title: '开始接收一个附件的内容（粘贴、拖入、拍照）',
    input: On.extend({
      name: z.string().max(500),
      bytes: z.number().int().nonnegative(),
      source: z.enum(['file', 'paste', 'camera']),
    }),
    output: z.object({ upload: UploadId }),
  }),
  'attachments.piece': shell({
    title: '接收附件内容的一段',
    input: z.object({
      upload: UploadId,
      at: z.number().int().nonnegative(),
      bytes: z.instanceof(Uint8Array, { message: '附件内容格式不对' }),
    }),
    output: Nothing,
  }),
  'attachments.finish': shell({
    title: '内容收齐，添加为附件',
    input: z.object({ upload: UploadId }),
    output: z.object({ name: z.string(), savedAt: z.number() }),
  }),
  'attachments.abandon': shell({ title: '放弃未收齐的附件', input: z.object({ upload: UploadId }), output: Nothing }),
  'attachments.scanned': query({
    title: '扫描文件夹中的文件',
    input: On,
    output: z.object({
      /** Null when none was chosen yet. */
      folder: z.string().nullable(),
      /** Why the folder cannot be read. */
      problem: z.string().optional(),
      /** Newest first. */
      files: z.array(ScannedFile),
    }),
  }),
  'attachments.setScanFolder': shell({
    title: '设置扫描文件夹',
    input: z.object({ folder: FileHandle.nullable() }),
    output: z.object({ folder: z.string().nullable() }),
  }),
  'attachments.addScanned': shell({
    title: '添加扫描文件夹中的文件为附件',
    input: On.extend({ names: z.array(z.string().min(1).max(255)).min(1).max(ATTACHMENT_LIMITS.files) }),
    output: Added,
  }),
  'attachments.remove': command({
    title: '移除附件（留痕，内容保留）',
    input: On.extend({ op: EntryId, reason: Reason }),
    output: z.object({ savedAt: z.number() }),
  }),
  'attachments.check': query({
    title: '核对附件内容是否完好',
    input: z.object({ sha256: Sha256 }),
    output: z.object({ bytes: z.number() }),
  }),
  'attachments.save': shell({
    title: '附件另存为文件',
    input: z.object({ sha256: Sha256, file: FileHandle }),
    output: z.object({ bytes: z.number() }),
  }),
  'attachments.openCamera': shell({ title: '允许打开一次摄像头', input: Nothing, output: Nothing }),
};
