import type { Store } from '../../store/store';

const turns = new WeakMap<Store, Promise<unknown>>();

/** Work on numbers, one after another: between a number and the record that carries it nobody else may ask for one. */
export function inTurn<T>(store: Store, work: () => T | Promise<T>): Promise<T> {
  const result = (turns.get(store) ?? Promise.resolve()).then(work);
  turns.set(
    store,
    result.catch(() => undefined),
  );
  return result;
}
