import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordId } from '#shared/kernel/ids';
import type { CollectionDef } from '#shared/ledger/collection';
import type { Bits } from '../bits';
import type { Disk, FileId } from '../disk';
import { onesIn } from '../../query/marks';
import { decodeLine } from '../line';
import { damagedSegment } from '../refold';
import type { Blocks, SegmentBlock, SegmentFacts, StoredRecord } from '../segment';
import type { Matches, Part, Voided, Words } from '../store';
import { buildSidecars, definitionOf, INDEX, TEXT_INDEX } from './build';
import { keyHash, ROW_END } from './columns';
import { GramIndex } from './grams';
import { RecentRecords } from './recent';
import { Sidecar, SidecarDamaged } from './sidecar';
import { TextRows } from './texts';
import { WordList } from './word-list';

/** The longest a slice of building may take, milliseconds. */
const SLICE = 5;

/** Segments with columns and a text index in files beside them, read when a query needs them. */
export function createBlocks(disk: Disk): Blocks {
  const recent = new RecentRecords();
  return {
    write: async (segment, def, signal) => {
      const work = buildSidecars(disk, segment, def);
      let step = work.next();
      try {
        for (let start = performance.now(); step.done !== true; step = work.next()) {
          if (performance.now() - start < SLICE) continue;
          await nextTurn();
          signal?.throwIfAborted();
          start = performance.now();
        }
      } catch (error) {
        work.return([]);
        throw error;
      }
      for (const file of step.value) {
        await disk.settle(file);
        disk.close(file);
      }
    },
    open: (segment, def, known) => {
      if (known?.definition === definitionOf(def) && disk.stat(segment + INDEX) !== undefined) {
        return new Block(disk, segment, def, known, recent);
      }
      const index = openSidecar(disk, segment + INDEX, def, disk.stat(segment)?.size);
      return index === undefined ? undefined : new Block(disk, segment, def, index.header, recent, index);
    },
  };
}

function openSidecar(disk: Disk, path: string, def: CollectionDef, segmentBytes: number | undefined) {
  const sidecar = Sidecar.open(disk, path);
  if (sidecar === undefined) return undefined;
  const { header } = sidecar;
  if (header.segmentBytes === segmentBytes && header.definition === definitionOf(def)) return sidecar;
  sidecar.close();
  return undefined;
}

class Block implements SegmentBlock {
  readonly rows: number;
  readonly firstId: RecordId;
  readonly lastId: RecordId;
  readonly facts: SegmentFacts;
  private segmentFile: FileId | undefined;
  private textIndex: Sidecar | undefined;
  /** 1 for every row that a newer copy of its record replaces. */
  private superseded: Uint8Array | undefined;
  private supersededCount = 0;
  /** Rows listed, for each way of asking, as long as none is replaced. */
  private readonly listings = new Map<Voided, { readonly mask: Uint8Array; readonly count: number }>();
  private readonly number: number;
  private readonly loaded = new Map<string, unknown>();

  constructor(
    private readonly disk: Disk,
    private readonly segment: string,
    private readonly def: CollectionDef,
    { rows, voids, firstId, lastId, definition }: SegmentFacts,
    private readonly recent: RecentRecords,
    private index?: Sidecar,
  ) {
    this.number = recent.number();
    this.facts = { rows, voids, firstId, lastId, definition };
    this.rows = rows;
    this.firstId = firstId as RecordId;
    this.lastId = lastId as RecordId;
  }

  find(id: RecordId): number | undefined {
    if (id < this.firstId || id > this.lastId) return undefined;
    const ids = this.ids();
    const row = ids.lowerBound(id);
    return row < ids.count && ids.at(row) === id ? row : undefined;
  }

  id(row: number): RecordId {
    return this.ids().at(row) as RecordId;
  }

  read(row: number, once?: 'once'): StoredRecord {
    if (once !== undefined) return this.parse(row);
    return this.recent.get(this.number, row, () => this.parse(row));
  }

  private parse(row: number): StoredRecord {
    const starts = this.load('lines', (index) => index.codes('lines'));
    const from = starts[row] ?? 0;
    this.segmentFile ??= this.disk.open(this.segment, 'read');
    const line = decodeLine(this.disk.read(this.segmentFile, from, (starts[row + 1] ?? from) - from));
    if (line === undefined) throw damagedSegment(this.disk, this.segment);
    return line.json as StoredRecord;
  }

  supersede(row: number): void {
    this.superseded ??= new Uint8Array(this.rows);
    if (this.superseded[row] === 1) return;
    this.superseded[row] = 1;
    this.supersededCount++;
    this.listings.clear();
  }

  supersedeAll(rows: Bits): void {
    this.superseded = rows.toMask();
    this.supersededCount = rows.count;
    this.listings.clear();
  }

  listed(voided: Voided): Uint8Array {
    return this.listing(voided).mask;
  }

  listedCount(voided: Voided): number {
    if (this.supersededCount > 0) return this.listing(voided).count;
    const { voids } = this.facts;
    return voided === 'with' ? this.rows : voided === 'only' ? voids : this.rows - voids;
  }

  private listing(voided: Voided): { readonly mask: Uint8Array; readonly count: number } {
    let known = this.listings.get(voided);
    if (known === undefined) {
      const mask = this.maskOf(voided);
      this.listings.set(voided, (known = { mask, count: onesIn(mask) }));
    }
    return known;
  }

  private maskOf(voided: Voided): Uint8Array {
    const mask = new Uint8Array(this.rows);
    if (this.facts.voids === 0 && voided === 'only') return mask;
    mask.fill(1);
    if (this.facts.voids > 0 && voided !== 'with') keepEqual(mask, this.withdrawn(), voided === 'only' ? 1 : 0);
    if (this.superseded !== undefined) keepEqual(mask, this.superseded, 0);
    return mask;
  }

  private withdrawn(): Uint8Array {
    return this.load('voided', (index) => index.section('voided'));
  }

  fetch(part: Part): boolean {
    const before = this.loaded.size;
    if (part === 'ids') this.ids();
    else if (part === 'text') this.wholeText();
    else if (part === 'names') this.pinyin();
    else this.column(part.column);
    return this.loaded.size > before;
  }

  private wholeText(): void {
    if (this.def.text === undefined) return;
    this.grams();
    this.texts();
  }

  private column(column: string): void {
    const type = this.def.columns[column]?.type;
    if (type === 'int') this.ints(column);
    else if (type === 'dict' || type === 'text') this.words(column);
    else this.keys(column);
  }

  ints(column: string): Int32Array {
    return this.load(`int.${column}`, (index, part) => index.ints(part));
  }

  words(column: string): Words {
    return this.load(`code.${column}`, (index, part) => {
      const codes = index.codes(part);
      const list = wordsOf(index, `word.${column}`);
      return {
        codes,
        count: list.count,
        word: (code) => list.at(code - 1),
        lowerBound: (word) => list.lowerBound(word) + 1,
      };
    });
  }

  rowsWithKey(column: string, key: string): readonly number[] {
    const { hashes, rows } = this.keys(column);
    const hash = keyHash(key);
    const found: number[] = [];
    for (let at = lowerBound(hashes, hash); hashes[at] === hash; at++) found.push(rows[at] as number);
    return found;
  }

  private keys(column: string): { readonly hashes: Uint32Array; readonly rows: Uint32Array } {
    return this.load(`key.${column}`, (index, part) => ({
      hashes: index.codes(part),
      rows: index.codes(`row.${column}`),
    }));
  }

  rowsWithText(needle: string): Matches {
    if (this.def.text === undefined) return { rows: new Uint32Array(), open: false, test: () => false };
    const bytes = Buffer.from(needle);
    const prove = (row: number) => this.textBytes(row).includes(bytes);
    return this.healing(() => this.grams().find(needle, prove));
  }

  pairSize(pair: string): number {
    return this.def.text === undefined ? 0 : this.healing(() => this.grams().size(pair));
  }

  text(row: number): string {
    return this.def.text === undefined ? '' : this.textBytes(row).toString();
  }

  private textBytes(row: number): Buffer {
    return this.healing(() => this.texts().bytes(row));
  }

  private texts(): TextRows {
    return this.load('$texts', () => new TextRows(this.openText()));
  }

  private grams(): GramIndex {
    return this.load('$grams', () => new GramIndex(this.openText()));
  }

  rowsWithPinyin(needle: string): Matches {
    if (this.def.names === undefined) return { rows: new Uint32Array(), open: false, test: () => false };
    const { ends, blob } = this.pinyin();
    const found: number[] = [];
    for (let at = blob.indexOf(needle); at !== -1; ) {
      const row = lowerBound(ends, at + 1) - 1;
      found.push(row);
      at = blob.indexOf(needle, ends[row + 1] ?? blob.length);
    }
    const rows = Uint32Array.from(found);
    const test = (row: number) => blob.subarray(ends[row], ends[row + 1]).includes(needle);
    return { rows: needle.includes(SEPARATOR) ? new Uint32Array() : rows, open: false, test };
  }

  private pinyin(): { readonly ends: Uint32Array; readonly blob: Buffer } {
    return this.load('pinyin', (index, part) => ({ ends: index.codes('pinyin.ends'), blob: index.section(part) }));
  }

  close(): void {
    this.index?.close();
    this.index = undefined;
    this.textIndex?.close();
    this.textIndex = undefined;
    if (this.segmentFile !== undefined) this.disk.close(this.segmentFile);
    this.segmentFile = undefined;
    this.loaded.clear();
  }

  private ids(): WordList {
    return this.load('ids', (index) => wordsOf(index, 'ids'));
  }

  private load<T>(part: string, read: (index: Sidecar, part: string) => T): T {
    const known = this.loaded.get(part);
    if (known !== undefined) return known as T;
    const value = this.healing(() => read(this.openIndex(), part));
    this.loaded.set(part, value);
    return value;
  }

  private openIndex(): Sidecar {
    this.index ??= this.openPart(INDEX);
    return this.index;
  }

  private openText(): Sidecar {
    this.textIndex ??= this.openPart(TEXT_INDEX);
    return this.textIndex;
  }

  private openPart(suffix: string): Sidecar {
    const { disk, segment, def } = this;
    const opened = openSidecar(disk, segment + suffix, def, disk.stat(segment)?.size);
    if (opened?.header.rows === this.rows) return opened;
    opened?.close();
    throw new SidecarDamaged(suffix);
  }

  /** A damaged sidecar is made anew from the segment, there and then: rare enough to let the query wait. */
  private healing<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SidecarDamaged)) throw error;
      this.rebuild();
      return read();
    }
  }

  private rebuild(): void {
    this.close();
    const work = buildSidecars(this.disk, this.segment, this.def);
    let step = work.next();
    while (step.done !== true) step = work.next();
    for (const file of step.value) this.disk.close(file);
  }
}

function keepEqual(mask: Uint8Array, marks: Uint8Array, wanted: 0 | 1): void {
  for (let row = 0; row < mask.length; row++) if (marks[row] !== wanted) mask[row] = 0;
}

const SEPARATOR = String.fromCharCode(ROW_END);

const wordsOf = (index: Sidecar, part: string): WordList =>
  new WordList(index.codes(part), index.section(`${part}.words`));

/** The first place in ascending numbers that is not less than `value`. */
function lowerBound(numbers: Uint32Array, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
