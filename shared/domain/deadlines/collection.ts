import type { CollectionDef } from '../../ledger/collection';

/** How the centre counts, and what single units have set for themselves; in the `org` space. */
export const deadlineCollections: readonly CollectionDef[] = [
  { name: 'deadlinePolicy', columns: {} },
  { name: 'slaPolicies', columns: {} },
];
