import { z } from 'zod';
import { HolidayTable } from '../calendar/workdays';
import { command, Nothing, query } from './define';
import { Saved } from './departments';

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
};
