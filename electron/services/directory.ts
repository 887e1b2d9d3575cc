import { createCalendar, type WorkCalendar } from '#shared/calendar/workdays';
import type { DictionaryEntry, DictionaryName } from '#shared/domain/departments/dictionary';
import { readEntry } from '#shared/domain/departments/dictionary';
import { createDirectory, type Directory } from '#shared/domain/departments/directory';
import { readHolidayTable } from '#shared/domain/departments/holidays';
import { readPerson } from '#shared/domain/departments/person';
import { decideSeed, SEED_ACTOR } from '#shared/domain/departments/seed';
import { readUnit } from '#shared/domain/departments/unit';
import type { RecordId } from '#shared/kernel/ids';
import type { Store } from '../store/store';
import { allRecords, cachedFrom } from './records';

/** What every other area asks of the directory: units and people, coded lists, workdays. */
export interface DirectoryAccess {
  directory(): Directory;
  dictionary(name: DictionaryName): ReadonlyMap<RecordId, DictionaryEntry>;
  calendar(): WorkCalendar;
}

const access = new WeakMap<Store, DirectoryAccess>();

/** One cache per store, shared by all services. */
export function directoryOf(store: Store): DirectoryAccess {
  const known = access.get(store);
  if (known !== undefined) return known;
  const dictionaryOf = (name: DictionaryName) =>
    cachedFrom(store, [name], () => {
      const entries = [...allRecords(store, name)].map(readEntry).toSorted((a, b) => (a.code < b.code ? -1 : 1));
      return new Map(entries.map((entry) => [entry.id, entry]));
    });
  const dictionaries = {
    categories: dictionaryOf('categories'),
    purposes: dictionaryOf('purposes'),
    regions: dictionaryOf('regions'),
  };
  const made: DirectoryAccess = {
    directory: cachedFrom(store, ['units', 'persons'], () =>
      createDirectory(
        [...allRecords(store, 'units')].map(readUnit),
        [...allRecords(store, 'persons')].flatMap((record) => readPerson(record) ?? []),
      ),
    ),
    dictionary: (name) => dictionaries[name](),
    calendar: cachedFrom(store, ['holidays'], () =>
      createCalendar([...allRecords(store, 'holidays')].flatMap((record) => readHolidayTable(record) ?? [])),
    ),
  };
  access.set(store, made);
  return made;
}

/** Puts the shipped directory into a new ledger. */
export async function seedDirectory(store: Store): Promise<void> {
  if (store.state().mode !== 'ready') return;
  const decision = decideSeed(directoryOf(store).directory().units.size > 0);
  if (decision !== undefined) await store.commit(decision, SEED_ACTOR);
}
