import type { DictionaryEntry } from '#shared/domain/departments/dictionary';
import type { NameOf } from '#shared/domain/visits/present';
import type { VisitFields } from '#shared/domain/visits/schema';
import { collectionOf, keyOf, type RecordId } from '#shared/kernel/ids';
import { type Refusal, refuse } from '#shared/kernel/refusal';
import type { Store } from '../store/store';
import { directoryOf } from './directory';

/** Names of what visits refer to: a street with its district, a category with its parent, a unit with its own name. */
export function namesOf(store: Store): NameOf {
  const access = directoryOf(store);
  return (id) => {
    switch (collectionOf(id)) {
      case 'units':
        return access.directory().units.get(id)?.name ?? keyOf(id);
      case 'purposes':
        return access.dictionary('purposes').get(id)?.name ?? keyOf(id);
      case 'categories':
        return pathName(access.dictionary('categories'), id, '/');
      case 'regions':
        return pathName(access.dictionary('regions'), id, '');
      default:
        return keyOf(id);
    }
  };
}

function pathName(entries: ReadonlyMap<RecordId, DictionaryEntry>, id: RecordId, separator: string): string {
  const names: string[] = [];
  const seen = new Set<RecordId>();
  for (let entry = entries.get(id); entry !== undefined && !seen.has(entry.id); ) {
    names.unshift(entry.name);
    seen.add(entry.id);
    entry = entry.parent === null ? undefined : entries.get(entry.parent);
  }
  return names.length === 0 ? keyOf(id) : names.join(separator);
}

const REFERENCES = [
  ['addressRegion', 'regions', '住址区划'],
  ['problemRegion', 'regions', '问题属地'],
  ['categoryCode', 'categories', '内容分类'],
  ['purpose', 'purposes', '信访目的'],
] as const;
const UNIT_REFERENCES = [
  ['receivingUnit', '接待单位'],
  ['responsibleUnit', '责任单位'],
] as const;

/** A visit may only name what the directory knows and still uses. */
export function refuseUnknown(store: Store, fields: Partial<VisitFields>): Refusal | undefined {
  const access = directoryOf(store);
  for (const [field, dictionary, label] of REFERENCES) {
    const id = fields[field];
    if (id !== undefined && access.dictionary(dictionary).get(id)?.active !== true) return unknown(field, label);
  }
  for (const [field, label] of UNIT_REFERENCES) {
    const id = fields[field];
    if (id !== undefined && access.directory().units.get(id)?.active !== true) return unknown(field, label);
  }
  return undefined;
}

const unknown = (field: string, label: string): Refusal =>
  refuse('visit.unknownReference', `${label}不在现用目录中（可能已停用），请重新选择。`, { field }).error;
