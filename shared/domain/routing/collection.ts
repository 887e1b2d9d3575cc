import type { CollectionDef } from '../../ledger/collection';

/** 转办规则 and who is meant by its kinds of organ, in the `org` space. */
export const routingCollections: readonly CollectionDef[] = [
  { name: 'routingRules', columns: {} },
  { name: 'routingPolicy', columns: {} },
];
