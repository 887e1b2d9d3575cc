import { recordId, type SpaceId, type OpId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Folded } from '#shared/ledger/fold';
import { HLC_ZERO } from '#shared/ledger/hlc';
import type { Store } from '../store/store';

/** A small collection with a column of every type. */
export const people: CollectionDef = {
  name: 'people',
  columns: {
    day: { type: 'int', of: (v) => (typeof v['day'] === 'number' ? v['day'] : undefined) },
    kind: { type: 'dict', of: (v) => (typeof v['kind'] === 'string' ? v['kind'] : undefined) },
    name: { type: 'text', of: (v) => (typeof v['name'] === 'string' ? v['name'] : undefined) },
    idNos: { type: 'keys', of: (v) => v['idNos'] as readonly string[] },
  },
  text: (v) => v['text'] as readonly string[],
  names: (v) => (typeof v['name'] === 'string' ? [v['name']] : []),
};

export interface PersonSpec {
  readonly key: number;
  readonly day?: number | undefined;
  readonly kind?: string | undefined;
  readonly name?: string | undefined;
  readonly text: readonly string[];
  readonly idNos: readonly string[];
  readonly voided: boolean;
}

export function personRecord({ key, voided, ...value }: PersonSpec): Folded {
  const op = `test:${key}` as OpId;
  const stamp = { op, hlc: HLC_ZERO };
  return {
    id: recordId('people', String(1000 + key)),
    space: 'org' as SpaceId,
    created: stamp,
    value,
    ...(voided ? { voids: [{ ...stamp, by: 'x', unit: 'y', value: {} }] } : {}),
  };
}

/** The last generation lies in memory, those before it in blocks; a later copy of a record replaces earlier ones. */
export function storeOf(generations: readonly (readonly PersonSpec[])[]): {
  readonly store: Pick<Store, 'blocks' | 'overlay'>;
  readonly all: readonly PersonSpec[];
  readonly drop: () => void;
} {
  const all = new Map<number, PersonSpec>();
  for (const generation of generations) for (const spec of generation) all.set(spec.key, spec);
  return {
    store: { blocks: () => [], overlay: () => [...all.values()].map(personRecord) },
    all: [...all.values()],
    drop: () => undefined,
  };
}
