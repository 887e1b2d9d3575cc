import { casesCollection } from '#shared/domain/cases/collection';
import { visitsCollection } from '#shared/domain/visits/collection';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Call } from '../ipc/router';
import { type Needs, readAhead } from '../query/reading';
import type { Store } from '../store/store';

const CALLED = new Map<CollectionDef, string>([
  [visitsCollection, '来访登记'],
  [casesCollection, '信访事项'],
]);

/**
 * Reads what a question needs of years that nobody has asked about yet. The loop stays free, the window shows how far it is, and the
 * question may be abandoned.
 */
export const readYears = (store: Store, def: CollectionDef, needs: Needs, { signal, progress }: Call): Promise<void> =>
  readAhead(store, def, needs, {
    signal,
    progress: (done, total, year) => {
      const of = year === '0' ? '' : `${year}年的`;
      progress(done, total, `正在读取${of}${CALLED.get(def) ?? '资料'}`);
    },
  });
