import { useEffect, useState } from 'react';

/** The value once it has stayed the same for a while; compared by what it says. */
export function useSettled<T>(value: T, ms: number): T {
  const key = JSON.stringify(value);
  const [settled, setSettled] = useState({ key, value });
  useEffect(() => {
    if (settled.key === key) return undefined;
    const timer = setTimeout(() => setSettled({ key, value: JSON.parse(key) as T }), ms);
    return () => clearTimeout(timer);
  }, [key, settled.key, ms]);
  return settled.value;
}
