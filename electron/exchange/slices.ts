import { setImmediate as nextTurn } from 'node:timers/promises';

/** Long work in slices: whoever else has work comes in between, and the person can stop it. */
export async function inSlices<T>(work: Generator<void, T>, signal?: AbortSignal): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await nextTurn();
    signal?.throwIfAborted();
  }
}
