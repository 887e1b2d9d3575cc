import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Store } from '../store/store';

/** Something that can be put aside after each step. */
export type Work<T> = Generator<undefined, T>;
export type Followed = Pick<Store, 'blocks' | 'overlay' | 'onCommit'>;

/** Milliseconds. */
const TURN = 8;
/** So often a question begins anew because of what was written meanwhile; then it is answered in one turn. */
const PATIENCE = 3;

export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Lets other work have its turn every few milliseconds. What is written meanwhile makes it begin anew: an answer is of one moment. */
export async function inTurns<T>(store: Followed, def: CollectionDef, begin: () => Work<T>): Promise<T> {
  let changes = 0;
  const stop = store.onCommit(() => changes++);
  try {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const [blocks, before] = [store.blocks(def.name), changes];
      const asBefore = () => changes === before && store.blocks(def.name) === blocks;
      const work = begin();
      let until = performance.now() + TURN;
      do {
        const step = work.next();
        if (step.done === true) return step.value;
        if (performance.now() < until) continue;
        await nextTurn();
        until = performance.now() + TURN;
      } while (asBefore());
    }
  } finally {
    stop();
  }
  return atOnce(begin());
}
