import { z } from 'zod';
import { RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';

/** Who sits at this desk; there are no accounts yet, so it is said once and shown in every 变更记录. */
export const DeskIdentity = z.object({
  /** 机号：来访编号中的机号前缀，各机不得相同。 */
  deskPrefix: z.string().regex(/^[A-Z][0-9]{2}$/, '机号为一个大写字母加两位数字，如 A01'),
  /** 单位的记录编号 `units/…`。 */
  unit: RecordId,
  operator: z.string().trim().min(1, '请填写登记员姓名').max(20, '姓名不超过 20 个字'),
});
export type DeskIdentity = z.infer<typeof DeskIdentity>;

export const AppStatus = z.object({
  version: z.string(),
  /** Electron, Chrome and Node as they run now. */
  runtime: z.string(),
  folder: z.string(),
  today: z.string(),
  identity: DeskIdentity.nullable(),
  store: z.object({
    /** `recovery`: the folder could not be opened; only `app.*`, `files.*` and `recovery.*` answer. */
    mode: z.enum(['ready', 'readOnly', 'recovery']),
    fault: z.enum(['diskFull', 'ioError', 'noPermission', 'locked', 'damaged', 'newerFormat']).optional(),
    message: z.string().optional(),
  }),
});

/** One step in the life of a record, as 变更记录 shows it. */
export const HistoryEntry = z.object({
  txn: z.string(),
  at: z.number(),
  by: z.string(),
  unit: z.string(),
  device: z.string(),
  action: z.string(),
  reason: z.string().optional(),
  changes: z.array(
    z.object({
      kind: z.string(),
      field: z.string().optional(),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    }),
  ),
});

export const appContract = {
  'app.status': query({ title: '程序、数据文件夹和本机的状态', input: Nothing, output: AppStatus }),
  'app.identify': command({ title: '设置本机机号、单位和登记员', input: DeskIdentity, output: DeskIdentity }),
  'history.list': query({
    title: '一条记录的变更记录',
    input: z.object({ id: RecordId }),
    output: z.object({ entries: z.array(HistoryEntry) }),
  }),
  'app.chooseFolder': shell({
    title: '选择另一个数据文件夹并在其上重新打开',
    input: Nothing,
    output: z.object({ folder: z.string().nullable() }),
  }),
  'app.reopen': shell({ title: '重新打开数据文件夹', input: Nothing, output: Nothing }),
};
