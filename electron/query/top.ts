import type { Work } from '../turns';

type Compare = (a: number, b: number) => number;

/** The first `wanted` of `rows` in order, without sorting the others. Different rows never compare as equal. */
export function best(rows: Uint32Array, wanted: number, compare: Compare): number[] {
  if (wanted === 0) return [];
  if (wanted * 4 >= rows.length) return [...rows].sort(compare).slice(0, wanted);
  const heap: number[] = [];
  for (const row of rows) {
    if (heap.length < wanted) {
      heap.push(row);
      rise(heap, heap.length - 1, compare);
    } else if (compare(row, heap[0] as number) < 0) {
      heap[0] = row;
      sink(heap, compare);
    }
  }
  return heap.sort(compare);
}

/** The last in order stands on top, to be replaced first. */
function rise(heap: number[], from: number, compare: Compare): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[at] as number, heap[parent] as number) <= 0) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: number[], compare: Compare): void {
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    let last = at;
    for (const child of [left, left + 1]) {
      if (child < heap.length && compare(heap[child] as number, heap[last] as number) > 0) last = child;
    }
    if (last === at) return;
    swap(heap, at, last);
    at = last;
  }
}

function swap(heap: number[], a: number, b: number): void {
  const x = heap[a] as number;
  heap[a] = heap[b] as number;
  heap[b] = x;
}

/** Steps before other work gets its turn. */
const STEPS = 4096;

/** Two lists in order as one. */
export function* joining<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): Work<T[]> {
  const [last, first] = [a.at(-1), b[0]];
  if (last === undefined || first === undefined || compare(last, first) <= 0) return a.concat(b);
  const all: T[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    all.push((compare(a[i] as T, b[j] as T) <= 0 ? a[i++] : b[j++]) as T);
    if (all.length % STEPS === 0) yield;
  }
  return all.concat(a.slice(i), b.slice(j));
}
