import { z } from 'zod';
import { FileHandle } from '../kernel/ids';
import { command, Nothing, query } from './define';

export const BackupReason = z.enum(['manual', 'hourly', 'quit', 'beforeImport', 'beforeMigration', 'beforeRestore']);
export type BackupReason = z.infer<typeof BackupReason>;

export const Backup = z.object({
  id: z.string().regex(/^[0-9A-Za-z-]+$/),
  /** Milliseconds since the epoch. */
  at: z.number(),
  reason: BackupReason,
  /** What restoring it brings back, bytes. */
  bytes: z.number(),
  /** False when a file of it is missing or has another size; contents are checked before a restore. */
  complete: z.boolean(),
});
export type Backup = z.infer<typeof Backup>;

/** After these the data folder is closed: the screen calls `app.reopen` and starts over. */
const Closed = z.object({ reopen: z.literal(true), message: z.string() });

/** Answer also when the data folder could not be opened. */
export const recoveryContract = {
  'backups.list': query({
    title: '备份一览',
    input: Nothing,
    output: z.object({ backups: z.array(Backup), folder: z.string() }),
  }),
  'backups.make': command({ title: '立即备份', input: Nothing, output: Backup }),
  'backups.restore': command({
    title: '恢复到一份备份（先自动备份现有数据）',
    input: z.object({ id: Backup.shape.id }),
    output: Closed,
  }),
  'recovery.state': query({
    title: '数据文件的状况和可选的处理办法',
    input: Nothing,
    output: z.object({
      mode: z.enum(['ready', 'readOnly', 'recovery']),
      fault: z.enum(['diskFull', 'ioError', 'noPermission', 'locked', 'damaged', 'newerFormat']).optional(),
      message: z.string().optional(),
      /** What was found and put right at opening, in sentences. */
      notices: z.array(z.string()),
      /** Damaged files, in words. */
      damage: z.array(z.object({ file: z.string(), message: z.string() })),
      /** Bad bytes kept aside. */
      quarantine: z.array(z.object({ file: z.string(), bytes: z.number() })),
      /** The newest complete backup. */
      previous: Backup.optional(),
      /** What makes sense now, best first. */
      choices: z.array(
        z.enum(['mend', 'usePrevious', 'olderGeneration', 'rebuild', 'exportReadable', 'reopen', 'chooseFolder']),
      ),
    }),
  }),
  'recovery.rebuild': command({
    title: '从台账完好的部分重建数据（损坏的部分另存）',
    input: Nothing,
    output: Closed,
  }),
  'recovery.olderGeneration': command({
    title: '改用上一代汇总文件，其后的内容按台账补上',
    input: Nothing,
    output: Closed,
  }),
  'recovery.usePrevious': command({ title: '恢复到最近一份完整的备份', input: Nothing, output: Closed }),
  'recovery.exportReadable': command({
    title: '导出仍可读取的内容（附件另存入同名文件夹）',
    input: z.object({ file: FileHandle }),
    output: z.object({ records: z.number(), unreadable: z.number(), attachments: z.number() }),
  }),
};
