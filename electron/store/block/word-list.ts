import { bytesOf } from './sidecar';

/** Sorted different words as one blob, read one by one. */
export class WordList {
  readonly count: number;
  constructor(
    private readonly ends: Uint32Array,
    private readonly blob: Buffer,
  ) {
    this.count = ends.length - 1;
  }

  /** The word at a place counted from 0. */
  at(index: number): string {
    return this.blob.toString('utf8', this.ends[index], this.ends[index + 1]);
  }

  /** The first place whose word is not less than `word`. */
  lowerBound(word: string): number {
    const wanted = Buffer.from(word);
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.compare(middle, wanted) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** As JavaScript compares the words, without making strings of a dozen of them for each that is looked up. */
  private compare(index: number, wanted: Buffer): number {
    const from = this.ends[index] ?? 0;
    const length = (this.ends[index + 1] ?? from) - from;
    const common = Math.min(length, wanted.length);
    for (let i = 0; i < common; i++) {
      const a = this.blob[from + i] ?? 0;
      const b = wanted[i] ?? 0;
      if (a !== b) return rank(a) - rank(b);
    }
    return length - wanted.length;
  }
}

/** UTF-8 puts the characters outside the basic plane last, UTF-16 before U+E000. */
const rank = (byte: number): number => (byte < 0xee ? byte : byte < 0xf0 ? byte + 5 : byte - 2);

/** The two parts of a word list: where words begin, and their bytes. */
export function encodeWords(words: readonly string[]): { readonly ends: Uint8Array; readonly blob: Uint8Array } {
  const ends = new Uint32Array(words.length + 1);
  const chunks: Buffer[] = [];
  let at = 0;
  for (const [i, word] of words.entries()) {
    const bytes = Buffer.from(word);
    chunks.push(bytes);
    at += bytes.length;
    ends[i + 1] = at;
  }
  return { ends: bytesOf(ends), blob: Buffer.concat(chunks) };
}
