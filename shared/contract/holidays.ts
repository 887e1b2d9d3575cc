import { z } from 'zod';
import { LocalDate } from '../calendar/local-date';
import { HolidayTable } from '../calendar/workdays';
import { FileHandle } from '../kernel/ids';
import { command, Nothing, query } from './define';
import { Saved } from './departments';
import { RowIssue } from './departments-file';

export const HolidayPreview = z.object({
  digest: z.string(),
  table: HolidayTable.nullable(),
  /** There is a table of this year already; these days differ. */
  replaces: z.boolean(),
  differences: z.array(z.object({ date: LocalDate, from: z.string(), to: z.string() })),
  issues: z.array(RowIssue),
});
export type HolidayPreview = z.infer<typeof HolidayPreview>;

export const holidaysContract = {
  'holidays.years': query({
    title: '已导入的放假安排年度',
    input: Nothing,
    output: z.object({
      years: z.array(
        z.object({ year: z.number(), offDays: z.number(), workDays: z.number(), source: z.string().optional() }),
      ),
      /** Years that will soon be computed with and are not there. */
      missing: z.array(z.number()),
    }),
  }),
  'holidays.get': query({
    title: '一年的放假安排',
    input: z.object({ year: z.number().int() }),
    output: z.object({ table: HolidayTable, source: z.string().optional() }),
  }),
  'holidays.save': command({
    title: '手工修改一年的放假安排',
    input: HolidayTable.extend({ reason: z.string().trim().min(1, '请填写理由').max(200) }),
    output: Saved,
  }),
  'holidays.export': query({
    title: '导出一年的放假安排为 Excel 文件',
    input: z.object({ year: z.number().int(), file: FileHandle }),
    output: z.object({ days: z.number() }),
  }),
  'holidays.importPreview': query({
    title: '预览文件中的放假安排',
    input: z.object({ file: FileHandle }),
    output: HolidayPreview,
  }),
  'holidays.import': command({
    title: '导入预览过的放假安排',
    input: z.object({ file: FileHandle, digest: z.string() }),
    output: Saved,
  }),
};
