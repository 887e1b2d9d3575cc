import { z } from 'zod';
import { FileHandle } from '../kernel/ids';
import { command, query } from './define';

/** A mistake in an imported sheet, in Chinese, with its row and column. */
export const RowIssue = z.object({ sheet: z.string(), row: z.number(), column: z.string(), message: z.string() });

/** What an import would do; nothing is written before it is confirmed with the same digest. */
export const DirectoryPreview = z.object({
  digest: z.string(),
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  rows: z.array(
    z.object({
      sheet: z.string(),
      row: z.number(),
      name: z.string(),
      outcome: z.enum(['created', 'changed']),
      changes: z.array(z.object({ column: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  issues: z.array(RowIssue),
});
export type DirectoryPreview = z.infer<typeof DirectoryPreview>;

export const departmentsFileContract = {
  'departments.export': query({
    title: '导出机构目录为 Excel 文件',
    input: z.object({ file: FileHandle }),
    output: z.object({ units: z.number(), persons: z.number() }),
  }),
  'departments.importPreview': query({
    title: '预览 Excel 文件中的机构目录',
    input: z.object({ file: FileHandle }),
    output: DirectoryPreview,
  }),
  'departments.import': command({
    title: '导入预览过的机构目录',
    input: z.object({ file: FileHandle, digest: z.string() }),
    output: z.object({ created: z.number(), changed: z.number(), savedAt: z.number() }),
  }),
};
