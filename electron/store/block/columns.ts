import { crc32 } from 'node:zlib';
import type { CollectionDef } from '#shared/ledger/collection';
import { type Folded, isVoid } from '#shared/ledger/fold';
import { intOf, keysOf, NAME_KEYS, pinyinOf, wordOf } from './derive';
import { bytesOf } from './sidecar';
import { encodeWords } from './word-list';

/** Between the names of two records. */
export const ROW_END = 0x0a;

/** The key's place in a `keys` column; different keys may share it. */
export const keyHash = (key: string): number => crc32(key);

/** Gathers the columns of a segment, record by record in the order of their ids. */
export class Columns {
  private readonly ids: string[] = [];
  private readonly voided: number[] = [];
  private readonly pinyin: Buffer[] = [];
  private readonly ints = new Map<string, number[]>();
  private readonly words = new Map<string, (string | undefined)[]>();
  private readonly keys = new Map<string, { hash: number; row: number }[]>();

  constructor(private readonly def: CollectionDef) {
    for (const [name, { type }] of Object.entries(def.columns)) {
      if (type === 'int') this.ints.set(name, []);
      else if (type === 'keys') this.keys.set(name, []);
      else this.words.set(name, []);
    }
    if (def.names !== undefined) this.keys.set(NAME_KEYS, []);
  }

  add(record: Folded): void {
    const { def } = this;
    const row = this.ids.length;
    this.ids.push(record.id);
    this.voided.push(isVoid(record) ? 1 : 0);
    for (const [name, values] of this.ints) values.push(intOf(def, name, record));
    for (const [name, values] of this.words) values.push(wordOf(def, name, record));
    for (const [name, pairs] of this.keys) {
      for (const key of keysOf(def, name, record)) pairs.push({ hash: keyHash(key), row });
    }
    if (def.names !== undefined) this.pinyin.push(Buffer.from(pinyinOf(def, record)));
  }

  get facts(): { rows: number; voids: number; firstId: string; lastId: string } {
    const voids = this.voided.reduce((n, mark) => n + mark, 0);
    return { rows: this.ids.length, voids, firstId: this.ids[0] ?? '', lastId: this.ids.at(-1) ?? '' };
  }

  /** The parts of the sidecar, one at a time, since sorting the words of a large column takes a while. */
  *parts(): Generator<[name: string, bytes: Uint8Array]> {
    const ids = encodeWords(this.ids);
    yield ['ids', ids.ends];
    yield ['ids.words', ids.blob];
    if (this.facts.voids > 0) yield ['voided', Uint8Array.from(this.voided)];
    for (const [name, values] of this.ints) yield [`int.${name}`, bytesOf(Int32Array.from(values))];
    for (const [name, values] of this.words) yield* wordParts(name, values);
    for (const [name, pairs] of this.keys) {
      pairs.sort((a, b) => a.hash - b.hash || a.row - b.row);
      yield [`key.${name}`, bytesOf(Uint32Array.from(pairs, (p) => p.hash))];
      yield [`row.${name}`, bytesOf(Uint32Array.from(pairs, (p) => p.row))];
    }
    if (this.def.names !== undefined) yield* pinyinParts(this.pinyin);
  }
}

function* wordParts(name: string, values: readonly (string | undefined)[]): Generator<[string, Uint8Array]> {
  const present = new Set(values);
  present.delete(undefined);
  const words = [...(present as Set<string>)].sort();
  const codeOf = new Map(words.map((word, i) => [word, i + 1]));
  yield [`code.${name}`, bytesOf(Uint32Array.from(values, (v) => (v === undefined ? 0 : (codeOf.get(v) ?? 0))))];
  const { ends, blob } = encodeWords(words);
  yield [`word.${name}`, ends];
  yield [`word.${name}.words`, blob];
}

function* pinyinParts(rows: readonly Buffer[]): Generator<[string, Uint8Array]> {
  const ends = new Uint32Array(rows.length + 1);
  const separator = Buffer.of(ROW_END);
  let at = 0;
  for (const [row, bytes] of rows.entries()) {
    at += bytes.length + 1;
    ends[row + 1] = at;
  }
  yield ['pinyin.ends', bytesOf(ends)];
  yield ['pinyin', Buffer.concat(rows.flatMap((bytes) => [bytes, separator]))];
}
