import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Call } from './router';

type Loose = { readonly [method: string]: ((input: unknown, call: Call) => unknown) | undefined };

/** Handlers whose code is loaded when one of them is first called: a desk uses few areas in its first minute. */
export function whenCalled<H extends object>(methods: readonly (keyof H & string)[], load: () => Promise<H>): H {
  let loading: Promise<H> | undefined;
  // What is asked then has a turn of the loop of its own.
  const begin = async (): Promise<H> => {
    const loaded = await load();
    await nextTurn();
    return loaded;
  };
  const handlers = async (): Promise<Loose> => (await (loading ??= begin())) as Loose;
  const late = methods.map((method) => [
    method,
    async (input: unknown, call: Call) => (await handlers())[method]?.(input, call),
  ]);
  return Object.fromEntries(late) as H;
}

export const methodsOf = <C extends object>(contract: C): (keyof C & string)[] =>
  Object.keys(contract) as (keyof C & string)[];
