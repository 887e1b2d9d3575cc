import { setImmediate as nextTurn } from 'node:timers/promises';

/** Something that can be put aside after each step. */
export type Work<T> = Generator<void, T>;

/** Milliseconds. */
const TURN = 8;

/** For long loops: called after each step, it lets other work have its turn every few milliseconds, and stops as the signal says. */
export function breathing(signal?: AbortSignal, turn = TURN): () => Promise<void> | undefined {
  let until = performance.now() + turn;
  const pause = async (): Promise<void> => {
    await nextTurn();
    signal?.throwIfAborted();
    until = performance.now() + turn;
  };
  return () => (performance.now() < until ? undefined : pause());
}

/** Long work in turns: whoever else has work comes in between, and the person can stop it. */
export async function inTurns<T>(work: Work<T>, signal?: AbortSignal): Promise<T> {
  const breathe = breathing(signal);
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    await breathe();
  }
}

/** What is made of each, in turns. */
export async function mapInTurns<A, B>(all: readonly A[], of: (one: A) => B): Promise<B[]> {
  const breathe = breathing();
  const made: B[] = [];
  for (const one of all) {
    made.push(of(one));
    await breathe();
  }
  return made;
}

export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Loading a lot of code at once would hold up the loop longer than anything may: it comes in pieces, and other work in between. */
export async function loadInTurns(pieces: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const piece of pieces) {
    await piece();
    await nextTurn();
  }
}
