import { z } from 'zod';
import { FileHandle, RecordId } from '../kernel/ids';
import { command, Nothing, query, shell } from './define';

/** Who sits at this desk; there are no accounts yet, so it is said once and shown in every 变更记录. */
export const DeskIdentity = z.object({
  /** 机号:来访编号中的机号前缀,各机不得相同。 */
  deskPrefix: z.string().regex(/^[A-Z][0-9]{2}$/, '机号为一个大写字母加两位数字,如 A01'),
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
  store: z.object({ mode: z.enum(['ready', 'readOnly', 'recovery']), message: z.string().optional() }),
});

const FileFilterInput = z.object({ name: z.string(), extensions: z.array(z.string().regex(/^[a-z0-9]+$/)) });

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
  'drafts.get': query({
    title: '取回未保存的草稿',
    input: z.object({ form: z.string() }),
    output: z.object({ draft: z.object({ savedAt: z.number(), value: z.unknown() }).nullable() }),
  }),
  'drafts.list': query({
    title: '未保存的草稿一览',
    input: Nothing,
    output: z.object({ drafts: z.array(z.object({ form: z.string(), savedAt: z.number() })) }),
  }),
  'drafts.save': command({
    title: '暂存草稿(不进台账)',
    input: z.object({ form: z.string().max(200), value: z.unknown() }),
    output: z.object({ savedAt: z.number() }),
  }),
  'drafts.discard': command({ title: '丢弃草稿', input: z.object({ form: z.string() }), output: Nothing }),
  'files.pickOpen': shell({
    title: '选择要读取的文件',
    input: z.object({ title: z.string(), filters: z.array(FileFilterInput), folder: z.boolean().optional() }),
    output: z.object({ file: FileHandle.nullable() }),
  }),
  'files.pickSave': shell({
    title: '选择保存位置',
    input: z.object({ title: z.string(), name: z.string().max(200), filters: z.array(FileFilterInput) }),
    output: z.object({ file: FileHandle.nullable() }),
  }),
  'files.reveal': shell({ title: '在文件夹中显示', input: z.object({ file: FileHandle }), output: Nothing }),
};
