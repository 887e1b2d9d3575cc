import type { Matches } from '../store/store';

/** Rows that match both. */
export function both(a: Matches, b: Matches): Matches {
  const rows = intersect(a.rows, b.rows);
  const open = a.open || b.open;
  return { rows, open, test: (row) => (!a.open || a.test(row)) && (!b.open || b.test(row)) };
}

/** Rows that match one of the two, or both. */
export function either(a: Matches, b: Matches): Matches {
  if (b.rows.length === 0) return a;
  if (a.rows.length === 0) return b;
  return { rows: unite(a.rows, b.rows), open: a.open || b.open, test: (row) => a.test(row) || b.test(row) };
}

/** Rows in both ascending lists. */
export function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(Math.min(a.length, b.length));
  let n = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) out[n++] = x;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return out.subarray(0, n);
}

/** Rows in one of two ascending lists, each once. */
function unite(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(a.length + b.length);
  let n = 0;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    out[n++] = Math.min(x, y);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return out.subarray(0, n);
}
