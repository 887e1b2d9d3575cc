import { useMemo } from 'react';
import type { DictionaryName } from '#shared/domain/departments/dictionary';
import type { NameOf } from '#shared/domain/visits/present';
import { collectionOf, keyOf, type RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../../client';
import { useUnits } from '../../ui/directory';
import type { Option } from '../../ui/form/fields';

type Entry = OutputOf<'dictionary.options'>['entries'][number];

/** A coded list as one flat list of whole names, so that a few pinyin letters find any of it. */
export function useDictionary(dictionary: DictionaryName, separator: string) {
  const query = useQueryOf('dictionary.options', { dictionary, includeRetired: true }, { reads: [dictionary] });
  const entries = query.data?.entries;
  return useMemo(() => {
    const byId = new Map((entries ?? []).map((entry) => [entry.id, entry]));
    const names = new Map((entries ?? []).map((entry) => [entry.id, wholeName(byId, entry, separator)]));
    const options: Option[] = (entries ?? [])
      .filter((entry) => entry.active)
      .map((entry) => ({
        value: entry.id,
        label: names.get(entry.id) ?? entry.name,
        keywords: `${entry.keywords} ${entry.code}`,
      }));
    return { options, names, byId };
  }, [entries, separator]);
}

/** Every place is in the same city: its name is left out before those of districts and streets. */
function wholeName(byId: ReadonlyMap<RecordId, Entry>, entry: Entry, separator: string): string {
  const path = pathOf(byId, entry);
  return (path.length > 1 && collectionOf(entry.id) === 'regions' ? path.slice(1) : path).join(separator);
}

function pathOf(byId: ReadonlyMap<RecordId, Entry>, entry: Entry): string[] {
  const path: string[] = [];
  let at: Entry | undefined = entry;
  for (let depth = 0; at !== undefined && depth < 5; depth++) {
    path.unshift(at.name);
    at = at.parent === null ? undefined : byId.get(at.parent);
  }
  return path;
}

/** All that visits refer to: options for the fields and names for what is shown. */
export function useVisitWords() {
  const categories = useDictionary('categories', '/');
  const purposes = useDictionary('purposes', '');
  const regions = useDictionary('regions', '');
  const units = useUnits();
  const nameOf: NameOf = (id) => {
    const lists = { categories, purposes, regions };
    const collection = collectionOf(id);
    if (collection === 'units') return units.nameOf(id);
    return lists[collection as keyof typeof lists]?.names.get(id) ?? keyOf(id);
  };
  return { categories, purposes, regions, units, nameOf };
}
export type VisitWords = ReturnType<typeof useVisitWords>;
