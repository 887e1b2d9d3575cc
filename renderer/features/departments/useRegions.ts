import { useMemo } from 'react';
import { useQueryOf } from '../../client';
import type { TreeOption } from '../../ui/form/fields';

/** Areas and streets as a tree for a `TreeField`. */
export function useRegions(): TreeOption[] {
  const query = useQueryOf('dictionary.options', { dictionary: 'regions' }, { reads: ['regions'] });
  const entries = query.data?.entries;
  return useMemo(() => {
    const nodes = new Map(
      (entries ?? []).map(({ id, name, keywords }) => [
        id,
        { value: id, label: name, keywords, children: [] as TreeOption[] },
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
