import { useMemo } from 'react';
import type { RecordId } from '#shared/kernel/ids';
import { type OutputOf, useQueryOf } from '../client';
import type { Option, TreeOption } from './form/fields';

type UnitOption = OutputOf<'departments.options'>['units'][number];
const READS = ['units', 'persons'];

/** The units in use, as a tree for a `TreeField` and by id for their names. */
export function useUnits() {
  const query = useQueryOf('departments.options', { includeRetired: true }, { reads: READS });
  const units = query.data?.units;
  return useMemo(() => {
    const byId = new Map((units ?? []).map((unit) => [unit.id, unit]));
    return {
      tree: treeOf((units ?? []).filter((unit) => unit.active)),
      options: (units ?? []).filter((unit) => unit.active).map(asOption),
      byId,
      /** The unit's name, also when it is retired; its key if nobody knows it. */
      nameOf: (id: RecordId | string): string => byId.get(id as RecordId)?.name ?? id.slice(id.indexOf('/') + 1),
      /** As it is called in tables: 公安局. */
      shortOf: (id: RecordId | string): string => byId.get(id as RecordId)?.short ?? id.slice(id.indexOf('/') + 1),
      pending: query.isPending,
    };
  }, [units, query.isPending]);
}

const asOption = ({ id, name, short, keywords }: UnitOption): Option => ({
  value: id,
  label: name,
  keywords: `${short} ${keywords}`,
});

/** Units under their parents; one whose parent is not there stands at the top. */
export function treeOf(units: readonly UnitOption[]): TreeOption[] {
  const nodes = new Map(units.map((unit) => [unit.id, { ...asOption(unit), children: [] as TreeOption[] }]));
  const top: TreeOption[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.id);
    if (node === undefined) continue;
    const parent = unit.parent === null ? undefined : nodes.get(unit.parent);
    (parent?.children ?? top).push(node);
  }
  return top;
}
