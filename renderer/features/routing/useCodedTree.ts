import { useMemo } from 'react';
import type { DictionaryName } from '#shared/domain/departments/dictionary';
import { useQueryOf } from '../../client';
import type { TreeOption } from '../../ui/form/fields';

/** A coded list in use, as a tree for a `TreeField`. */
export function useCodedTree(dictionary: DictionaryName): TreeOption[] {
  const query = useQueryOf('dictionary.options', { dictionary }, { reads: [dictionary] });
  const entries = query.data?.entries;
  return useMemo(() => {
    const nodes = new Map(
      (entries ?? []).map(({ id, name, code, keywords }) => [
        id,
        { value: id, label: name, keywords: `${keywords} ${code}`, children: [] as TreeOption[] },
      ]),
    );
    const top: TreeOption[] = [];
    for (const { id, parent } of entries ?? []) {
      const node = nodes.get(id);
      if (node !== undefined) ((parent === null ? undefined : nodes.get(parent))?.children ?? top).push(node);
    }
    return top;
  }, [entries]);
}
