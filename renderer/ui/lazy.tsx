import { type ComponentType, lazy, useState } from 'react';

/** A part of the screen whose code comes when it is needed, or when `fetch` asks for it ahead of that. */
export interface LazyPart<P extends object> {
  readonly Part: ComponentType<P>;
  /** Never fails: code that cannot be fetched says so when it is needed. */
  fetch(): Promise<void>;
}

/**
 * As React's `lazy`, but code that is there already shows at once: `lazy` would put the fallback up for a moment all the same, and React
 * holds back for 300 ms what follows a fallback.
 */
export function lazyPart<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): LazyPart<P> {
  let loaded: ComponentType<P> | undefined;
  const get = async () => {
    const code = await load();
    loaded = code.default;
    return code;
  };
  const Fetched: ComponentType<P> = lazy(get);
  function Part(props: P) {
    const [Code] = useState(() => loaded ?? Fetched);
    return <Code {...props} />;
  }
  const nothing = () => undefined;
  return { Part, fetch: () => get().then(nothing, nothing) };
}
