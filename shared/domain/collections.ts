import type { CollectionDef } from '../ledger/collection';
import { deadlineCollections } from './deadlines/collection';
import { caseCollections } from './cases/collection';
import { withUndecided } from './decisions/column';
import { directoryCollections } from './departments/collection';
import { paperCollections } from './documents/collection';
import { rosterCollections } from './rosters/collection';
import { routingCollections } from './routing/collection';
import { supervisionCollections } from './supervision/collection';
import { visitCollections } from './visits/collection';

/** Every kind of record the store keeps; an area adds its own here and nowhere else. */
export const collections: readonly CollectionDef[] = [
  ...directoryCollections,
  ...deadlineCollections,
  ...visitCollections,
  ...caseCollections,
  ...paperCollections,
  ...rosterCollections,
  ...routingCollections,
  ...supervisionCollections,
].map(withUndecided);
