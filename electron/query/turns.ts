import type { CollectionDef } from '#shared/ledger/collection';
import type { Store } from '../store/store';
import { atOnce, breathing, type Work } from '../turns';

export type Followed = Pick<Store, 'blocks' | 'overlay' | 'onCommit'>;

/** So often a question begins anew because of what was written meanwhile; then it is answered in one turn. */
const PATIENCE = 3;

/** In turns of a few milliseconds. What is written meanwhile makes it begin anew: an answer is of one moment. */
export async function ofOneMoment<T>(
  store: Followed,
  def: CollectionDef,
  begin: () => Work<T>,
  signal?: AbortSignal,
): Promise<T> {
  let changes = 0;
  const stop = store.onCommit(() => changes++);
  try {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const [blocks, before] = [store.blocks(def.name), changes];
      const asBefore = () => changes === before && store.blocks(def.name) === blocks;
      const work = begin();
      const breathe = breathing(signal);
      do {
        const step = work.next();
        if (step.done === true) return step.value;
        await breathe();
      } while (asBefore());
    }
  } finally {
    stop();
  }
  return atOnce(begin());
}
