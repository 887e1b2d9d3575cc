import { localDateAt, yearOf } from '#shared/calendar/local-date';
import { monthOf } from '#shared/calendar/months';
import { yearMissing } from '#shared/calendar/workdays';
import type { holidaysContract } from '#shared/contract/holidays';
import { decideSaveHolidays, holidayId, readHolidayTable } from '#shared/domain/departments/holidays';
import { ok } from '#shared/kernel/result';
import type { Handlers } from '../ipc/router';
import type { ServiceDeps } from './deps';
import { directoryOf } from './directory';
import { allRecords, saver } from './records';

/** From this month on the notice for the next year may be out, and deadlines begin to reach into it. */
const NEXT_YEAR_FROM_MONTH = 10;

/** 放假安排 by year; every computation of workdays rests on them. */
export function holidaysService(deps: ServiceDeps): Handlers<typeof holidaysContract> {
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
  };
}
