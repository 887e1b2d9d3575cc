import { INT_ABSENT } from '../store/store';

const made = new WeakMap<Int32Array | Uint32Array, { up?: Uint32Array; down?: Uint32Array }>();
/** Numbers spread wider than so many times the rows are not sorted by counting. */
const WIDEST = 16;

/** Rows by their code, equal ones from the last row on, those without a value at the end; made once for a column. */
export function rowsInOrder(codes: Int32Array | Uint32Array, absent: number, desc: boolean): Uint32Array | undefined {
  const known = made.get(codes) ?? {};
  made.set(codes, known);
  const side = desc ? 'down' : 'up';
  return (known[side] ??= sorted(codes, absent, desc));
}

function sorted(codes: Int32Array | Uint32Array, absent: number, desc: boolean): Uint32Array | undefined {
  const [low, high] = spanOf(codes, absent);
  const span = low > high ? 0 : high - low + 1;
  if (span > 4096 && span > WIDEST * codes.length) return undefined;
  const placeOf = (code: number): number => (code === absent ? span : desc ? high - code : code - low);
  const starts = new Uint32Array(span + 2);
  for (const code of codes) {
    const after = placeOf(code) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  const rows = new Uint32Array(codes.length);
  for (let row = codes.length - 1; row >= 0; row--) {
    const place = placeOf(codes[row] as number);
    const at = starts[place] as number;
    rows[at] = row;
    starts[place] = at + 1;
  }
  return rows;
}

const spans = new WeakMap<Int32Array | Uint32Array, readonly [low: number, high: number]>();

/** The lowest and the highest of the values that are there; computed once for a column. The first is the higher when there are none. */
export function spanOf(codes: Int32Array | Uint32Array, absent = INT_ABSENT): readonly [low: number, high: number] {
  const known = spans.get(codes);
  if (known !== undefined) return known;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    if (code === absent) continue;
    if (code < low) low = code;
    if (code > high) high = code;
  }
  spans.set(codes, [low, high]);
  return [low, high];
}
