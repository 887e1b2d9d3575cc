import type { CollectionDef } from '../../ledger/collection';
import { undecidedCount } from './items';

export const UNDECIDED = 'undecided';

/** Every kind of record can be merged, so each is found by what of it waits for a person. */
export const withUndecided = (def: CollectionDef): CollectionDef => ({
  ...def,
  columns: { ...def.columns, [UNDECIDED]: { type: 'int', of: (_value, record) => undecidedCount(record) } },
});
