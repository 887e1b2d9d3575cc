import { localDateAt, yearOf } from '#shared/calendar/local-date';
import { monthOf } from '#shared/calendar/months';
import { yearMissing } from '#shared/calendar/workdays';
import type { HolidayPreview, holidaysContract } from '#shared/contract/holidays';
import {
  HOLIDAY_TITLES,
  holidayCells,
  holidayDifferences,
  holidayLines,
  readHolidays,
} from '#shared/domain/departments/holiday-file';
import { decideSaveHolidays, holidayId, readHolidayTable } from '#shared/domain/departments/holidays';
import type { FileHandle } from '#shared/kernel/ids';
import type { Json } from '#shared/kernel/json';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import { ok, type Result } from '#shared/kernel/result';
import { readTable } from '../documents/read-table';
import { writeWorkbook } from '../documents/workbook';
import type { Handlers } from '../ipc/router';
import type { BeforeImport, ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { digestOf, pathOf } from './directory-file';
import { allRecords, saver } from './records';

/** From this month on the notice for the next year may be out, and deadlines begin to reach into it. */
const NEXT_YEAR_FROM_MONTH = 10;

/** 放假安排 by year; every computation of workdays rests on them. */
export function holidaysService(deps: ServiceDeps, beforeImport: BeforeImport): Handlers<typeof holidaysContract> {
  const { store } = deps;
  const save = saver(store);
  const tableOf = (year: number) => {
    const record = store.get(holidayId(year));
    return record === undefined ? undefined : readHolidayTable(record);
  };
  const sourceOf = (year: number) => {
    const source = store.get(holidayId(year))?.value.source;
    return typeof source === 'string' ? { source } : {};
  };
  const readFrom = async (file: FileHandle): Promise<Result<HolidayPreview, Refusal>> => {
    const path = await pathOf(deps, file);
    if (!path.ok) return path;
    const sheets = await readTable(path.value, holidayCells);
    if (!sheets.ok) return sheets;
    const read = readHolidays(sheets.value);
    if (!read.ok) return read;
    const { table, issues } = read.value;
    const before = table === undefined ? undefined : tableOf(table.year);
    return ok({
      digest: digestOf({ table: table ?? null, issues, before: before ?? null } as unknown as Json),
      table: table ?? null,
      replaces: before !== undefined,
      differences: table === undefined ? [] : [...holidayDifferences(before, table)],
      issues: [...issues],
    });
  };
  return {
    'holidays.years': () => {
      const tables = [...allRecords(store, 'holidays')].flatMap((record) => readHolidayTable(record) ?? []);
      const today = localDateAt(deps.clock.now());
      const known = directoryOf(store).calendar().years;
      const wanted = monthOf(today) >= NEXT_YEAR_FROM_MONTH ? [yearOf(today), yearOf(today) + 1] : [yearOf(today)];
      return ok({
        years: tables
          .map(({ year, offDays, workDays }) => ({
            year,
            offDays: offDays.length,
            workDays: workDays.length,
            ...sourceOf(year),
          }))
          .toSorted((a, b) => a.year - b.year),
        missing: wanted.filter((year) => !known.includes(year)),
      });
    },
    'holidays.get': ({ year }) => {
      const table = tableOf(year);
      return table === undefined ? yearMissing(year) : ok({ table, ...sourceOf(year) });
    },
    'holidays.save': ({ reason, ...table }, call) =>
      save(holidayId(table.year), decideSaveHolidays(tableOf(table.year), table, { reason }), call),
    'holidays.export': async ({ year, file }, call) => {
      const table = tableOf(year);
      if (table === undefined) return yearMissing(year);
      const path = await pathOf(deps, file);
      if (!path.ok) return path;
      const lines = holidayLines(table);
      const written = await writeWorkbook(
        path.value,
        [
          {
            name: `${year}年放假安排`,
            columns: [16, 14, 24, 12],
            headRows: 1,
            rows: [
              { cells: [...HOLIDAY_TITLES, '星期'], style: 'header' },
              ...lines.map((cells) => ({ cells, style: 'bodyCentered' as const })),
            ],
          },
        ],
        { signal: call.signal, progress: call.progress },
      );
      return written.ok ? ok({ days: lines.length }) : written;
    },
    'holidays.importPreview': async ({ file }) => {
      const read = await readFrom(file);
      return read.ok ? ok(read.value) : read;
    },
    'holidays.import': async ({ file, digest }, call) => {
      const read = await readFrom(file);
      if (!read.ok) return read;
      const { table, digest: now } = read.value;
      if (now !== digest) return refuse('import.changed', '预览之后文件有了变化，没有导入。请重新预览。');
      if (table === null) return refuse('import.hasIssues', '文件中有错误，没有导入。请改正后重新选择文件。');
      const decided = decideSaveHolidays(tableOf(table.year), table, { source: '从文件导入' });
      if (decided.ok) await beforeImport();
      return save(holidayId(table.year), decided, call);
    },
  };
}
