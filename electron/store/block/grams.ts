import { crc32 } from 'node:zlib';
import { intersect } from '../../query/matches';
import { PART_END } from '../../query/needle';
import type { Matches } from '../store';
import { bytesOf, type Sidecar, SidecarDamaged } from './sidecar';

const END = PART_END.charCodeAt(0);
/** Candidates so few that proving them costs less than another list. */
const FEW = 48;

/** Every two neighbouring UTF-16 units of a text; the last of a part pairs with the end, so that each begins a pair. */
const gramOf = (first: number, second: number): number => first * 0x1_0000 + second;

/** Gathers which records hold which pairs of characters. */
export class Grams {
  private readonly numbers = new Map<number, number>();
  private readonly last: number[] = [];
  private readonly counts: number[] = [];
  private sequence = new Uint32Array(1 << 16);
  private readonly rowEnds: number[] = [];
  private length = 0;

  add(text: string): void {
    const row = this.rowEnds.length + 1;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit === END) continue;
      const gram = gramOf(unit, i + 1 < text.length ? text.charCodeAt(i + 1) : END);
      let number = this.numbers.get(gram);
      if (number === undefined) {
        number = this.counts.push(0) - 1;
        this.numbers.set(gram, number);
      }
      if (this.last[number] === row) continue;
      this.last[number] = row;
      this.counts[number] = (this.counts[number] ?? 0) + 1;
      if (this.length === this.sequence.length) this.grow();
      this.sequence[this.length++] = number;
    }
    this.rowEnds.push(this.length);
  }

  private grow(): void {
    const larger = new Uint32Array(this.sequence.length * 2);
    larger.set(this.sequence);
    this.sequence = larger;
  }

  /** Yields now and then while it sorts, its result last. */
  *parts(): Generator<undefined, [name: string, bytes: Uint8Array][]> {
    const starts = this.starts();
    const rows = new Uint32Array(this.length);
    const fill = starts.slice();
    for (let row = 0, at = 0; row < this.rowEnds.length; row++) {
      for (const end = this.rowEnds[row] as number; at < end; at++) {
        const number = this.sequence[at] as number;
        const place = fill[number] as number;
        rows[place] = row;
        fill[number] = place + 1;
      }
      if (row % 500 === 499) yield;
    }
    const sorted = Float64Array.from(this.numbers.keys()).sort();
    yield;
    const keys = Uint32Array.from(sorted);
    const ends = new Uint32Array(sorted.length + 1);
    const crcs = new Uint32Array(sorted.length);
    const lists = Buffer.from(new ArrayBuffer(this.length * 4));
    let at = 0;
    for (const [i, gram] of keys.entries()) {
      const number = this.numbers.get(gram) as number;
      const start = starts[number] as number;
      const end = writeDeltas(rows.subarray(start, start + (this.counts[number] as number)), lists, at);
      crcs[i] = crc32(lists.subarray(at, end));
      ends[i + 1] = at = end;
      if (i % 5000 === 4999) yield;
    }
    return [
      ['grams', bytesOf(keys)],
      ['grams.ends', bytesOf(ends)],
      ['grams.crcs', bytesOf(crcs)],
      ['lists', lists.subarray(0, at)],
    ];
  }

  private starts(): Uint32Array {
    const starts = new Uint32Array(this.counts.length);
    let at = 0;
    for (const [number, n] of this.counts.entries()) {
      starts[number] = at;
      at += n;
    }
    return starts;
  }
}

/** Ascending rows as differences of seven bits a byte; answers where the next list begins. */
function writeDeltas(rows: Uint32Array, to: Buffer, from: number): number {
  let at = from;
  let before = -1;
  for (const row of rows) {
    let delta = row - before - 1;
    before = row;
    while (delta >= 0x80) {
      to[at++] = (delta & 0x7f) | 0x80;
      delta >>>= 7;
    }
    to[at++] = delta;
  }
  return at;
}

function readDeltas(bytes: Uint8Array): Uint32Array {
  const rows = new Uint32Array(bytes.length);
  let n = 0;
  let before = -1;
  for (let at = 0; at < bytes.length; ) {
    let delta = 0;
    let shift = 0;
    let byte: number;
    do {
      byte = bytes[at++] as number;
      delta |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte >= 0x80);
    before += delta + 1;
    rows[n++] = before;
  }
  return rows.subarray(0, n);
}

/** Finds the rows whose text may hold a needle; of a needle of one or two characters it is certain. */
export class GramIndex {
  private readonly keys: Uint32Array;
  private readonly ends: Uint32Array;
  private readonly crcs: Uint32Array;
  constructor(private readonly sidecar: Sidecar) {
    this.keys = sidecar.codes('grams');
    this.ends = sidecar.codes('grams.ends');
    this.crcs = sidecar.codes('grams.crcs');
  }

  find(needle: string, prove: (row: number) => boolean): Matches {
    if (needle.includes(PART_END)) return NOTHING;
    if (needle.length === 1) return this.single(needle.charCodeAt(0));
    const places: number[] = [];
    for (let i = 0; i + 1 < needle.length; i++) {
      const gram = gramOf(needle.charCodeAt(i), needle.charCodeAt(i + 1));
      const place = this.lowerBound(gram);
      if (this.keys[place] !== gram) return NOTHING;
      places.push(place);
    }
    places.sort((a, b) => this.bytes(a) - this.bytes(b));
    let rows: Uint32Array | undefined;
    for (const place of new Set(places)) {
      if (rows !== undefined && rows.length <= FEW) break;
      const list = this.list(place);
      rows = rows === undefined ? list : intersect(rows, list);
    }
    return { rows: rows ?? new Uint32Array(), open: needle.length > 2, test: prove };
  }

  /** About how many rows hold a pair of characters, without reading which. */
  size(pair: string): number {
    const gram = gramOf(pair.charCodeAt(0), pair.charCodeAt(1));
    const place = this.lowerBound(gram);
    return this.keys[place] === gram ? this.bytes(place) : 0;
  }

  /** All rows with a pair that begins with the character: neighbouring lists, read at once. */
  private single(unit: number): Matches {
    const from = this.lowerBound(gramOf(unit, 0));
    const to = this.lowerBound(gramOf(unit + 1, 0));
    const start = this.ends[from] ?? 0;
    const bytes = this.sidecar.range('lists', start, this.ends[to] ?? start);
    const seen = new Uint8Array(this.sidecar.header.rows);
    for (let place = from; place < to; place++) {
      const list = bytes.subarray((this.ends[place] ?? 0) - start, (this.ends[place + 1] ?? 0) - start);
      for (const row of this.decode(place, list)) seen[row] = 1;
    }
    const rows = Uint32Array.from(seen.keys()).filter((row) => seen[row] === 1);
    return { rows, open: false, test: (row) => seen[row] === 1 };
  }

  private bytes(place: number): number {
    return (this.ends[place + 1] ?? 0) - (this.ends[place] ?? 0);
  }

  private list(place: number): Uint32Array {
    return this.decode(place, this.sidecar.range('lists', this.ends[place] ?? 0, this.ends[place + 1] ?? 0));
  }

  private decode(place: number, bytes: Uint8Array): Uint32Array {
    if (crc32(bytes) !== this.crcs[place]) throw new SidecarDamaged('lists');
    return readDeltas(bytes);
  }

  private lowerBound(gram: number): number {
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.keys[middle] as number) < gram) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const NOTHING: Matches = { rows: new Uint32Array(), open: false, test: () => false };
