import type { OutputOf } from '../../client';

export type Backup = OutputOf<'backups.list'>['backups'][number];
export type RecoveryState = OutputOf<'recovery.state'>;
export type Taken = OutputOf<'recovery.exportReadable'>;
export type Choice = RecoveryState['choices'][number];

export const REASON: Readonly<Record<Backup['reason'], string>> = {
  manual: '手工备份',
  hourly: '定时备份',
  quit: '退出时备份',
  beforeImport: '导入前备份',
  beforeMigration: '升级前备份',
  beforeRestore: '恢复前备份',
};

export const FAULT: Readonly<Record<NonNullable<RecoveryState['fault']>, string>> = {
  diskFull: '磁盘空间不足',
  ioError: '磁盘读写出错',
  noPermission: '没有读写数据文件夹的权限',
  locked: '数据文件夹正被另一个程序使用',
  damaged: '数据文件有损坏',
  newerFormat: '数据由更新版本的程序写成',
};

export const takenWords = ({ records, unreadable, attachments }: Taken): string =>
  `已导出 ${records} 条记录、${attachments} 个附件。${unreadable === 0 ? '' : `另有 ${unreadable} 条读不出，没有导出。`}`;
